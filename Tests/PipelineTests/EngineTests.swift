// The steps of one document put together.

import Chronology
import Foundation
import Pipeline
import Testing

@Suite struct EngineTests {
  @Test func aTitleOfTwoTermsIsThatOfTheTermThatTheTextLeaves() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engine-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = "In May 2025 President Donald Trump visited a farm in Ohio. Melons were sold there in June 2025."
    try Data(text.utf8).write(to: folder.appendingPathComponent("farm.txt"))
    let analysis = Analysis(engine: try Engine(usesWorldEvents: false), threads: 1)
    var cues: [DateCue] = []
    try await analysis.run(on: [folder.path]) { result in
      if case .record(let record, _) = result { cues += record.date.cues }
    }
    // Not since 2017, when he first came into office.
    #expect(cues.filter { $0.rule == "term-of-office" }.map(\.interval) == [DayInterval(Day(iso: "2025-01-20"), nil)])
  }
}
