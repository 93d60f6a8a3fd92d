import Foundation
import Pipeline
import Testing

@Suite struct ProgressTests {
  /// The line of a step that began at second 100, so many seconds later.
  private func line(_ progress: RunProgress, after seconds: Double) -> String? {
    var meter = ProgressMeter(interval: 0.25, now: 0)
    meter.take(progress, now: 100)
    return meter.line(now: 100 + seconds)
  }

  @Test(arguments: [
    (
      RunProgress(.reading, "documents", done: 1200, of: 20_000), 12.0,
      "reading: 1,200 of 20,000 documents, 100/s, 3 min left"
    ),
    (RunProgress(.reading, "documents", done: 999), 2000, "reading: 999 documents, 0.5/s, 33 min so far"),
    (RunProgress(.reading, "documents", done: 50, share: 0.25), 10, "reading: 50 documents, 5.0/s, 30 s left"),
    (RunProgress(.merging, "documents", of: 1_234_567), 9000, "merging: 1,234,567 documents, 2 h 30 min so far"),
    (RunProgress(.drawing, "drawings", done: 0, of: 9), 60, "drawing: 0 of 9 drawings, 60 s so far"),
    (RunProgress(.writing, "files", done: 9, of: 9), 0.5, "writing: 9 of 9 files"),
    (
      RunProgress(.reading, "documents", done: 1, of: 1000), 100,
      "reading: 1 of 1,000 documents, 36/h, 27 h 45 min left"
    ),
    (RunProgress(.pages, "pages", done: 30, share: 1), 3, "making pages: 30 pages, 10/s, 0 s left"),
  ]) func words(_ progress: RunProgress, _ seconds: Double, _ expected: String) {
    #expect(line(progress, after: seconds) == expected)
  }

  @Test func aLineComesOnceInAnInterval() {
    var meter = ProgressMeter(interval: 10, now: 0)
    #expect(meter.line(now: 20) == nil)
    meter.take(RunProgress(.reading, "documents", done: 1), now: 1)
    #expect(meter.line(now: 9.9) == nil)
    #expect(meter.line(now: 11) == "reading: 1 documents, 0.1/s, 10 s so far")
    meter.take(RunProgress(.reading, "documents", done: 40), now: 12)
    #expect(meter.line(now: 20.9) == nil)
    #expect(meter.line(now: 21) == "reading: 40 documents, 2.0/s, 20 s so far")
    // A long step without news is told of as well, and its time begins with it.
    meter.take(RunProgress(.merging, "documents", of: 40), now: 30)
    #expect(meter.line(now: 31) == "merging: 40 documents, 1 s so far")
    #expect(meter.line(now: 41) == "merging: 40 documents, 11 s so far")
  }

  /// What a build says of its steps, in their order.
  private func steps(of files: [String: String]) async throws -> [RunProgress] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("progress-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    var steps: [RunProgress] = []
    let engine = try Engine()
    let options = Build.Options(output: folder.path + "-site")
    defer { try? FileManager.default.removeItem(atPath: options.output) }
    _ = try await Build(analysis: Analysis(engine: engine, threads: 2), options: options)
      .run(on: [folder.path]) { steps.append($0) }
    return steps
  }

  @Test func aBuildTellsOfEachStepToItsEnd() async throws {
    let steps = try await steps(of: [
      "a.txt": "Norway met Chile on 12 March 2024.", "b.txt": "Aldonia met Ruvenia on 13 March 2024.",
    ])
    let reading = steps.filter { $0.phase == .reading }
    #expect(
      reading == [
        RunProgress(.reading, "documents", done: 1, of: 2), RunProgress(.reading, "documents", done: 2, of: 2),
      ])
    var phases: [RunProgress.Phase] = []
    for step in steps where step.phase != phases.last { phases.append(step.phase) }
    #expect(phases == [.reading, .merging, .drawing, .pages, .writing])
    let drawing = steps.filter { $0.phase == .drawing }
    let total = try #require(drawing.first?.total)
    #expect(total > 2)
    #expect(drawing.map(\.done) == (0...total).map { $0 })
    // Pages are written as they are made, so that their number goes on with that of the files.
    let pages = steps.filter { $0.phase == .pages }.compactMap(\.done)
    let files = steps.filter { $0.phase == .writing }.compactMap(\.done)
    #expect(pages == Array(1...pages.count))
    #expect((files.first ?? 0) >= pages.count && files == files.sorted())
  }

  @Test func aFileOfRecordsTellsHowMuchOfItIsRead() async throws {
    let line = #"{"text":"Norway met Chile on 12 March 2024. NUMBER visitors came."}"#
    let lines = (0..<3000).map {
      line.replacingOccurrences(of: "NUMBER", with: String($0)) + String(repeating: " ", count: 300)
    }
    let reading = try await steps(of: ["a.ndjson": lines.joined(separator: "\n")]).filter { $0.phase == .reading }
    #expect(reading.map(\.done) == (1...3000).map { $0 })
    #expect(reading.allSatisfy { $0.total == nil })
    let shares = reading.compactMap(\.share)
    #expect(shares.count == 3000)
    #expect(shares == shares.sorted())
    let first = try #require(shares.first)
    #expect(first > 0 && first < 0.05)
    #expect(shares.last == 1)
  }
}
