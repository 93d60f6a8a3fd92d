import Corpus
import Foundation
import Testing

import Pipeline

@Suite struct WatchdogTests {
  private func corpus(_ files: [String: String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("watchdog-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    return folder
  }

  @Test func aDocumentBeyondTheLimitIsSkippedWithItsReason() async throws {
    let long = String(repeating: "Minister Anna Abara met Ivan Petrov in Velmora on 12 March 2024. ", count: 4000)
    let folder = try corpus(["a.txt": "Aldonia signed a treaty with Borvenia on 12 March 2024.", "b.txt": long])
    defer { try? FileManager.default.removeItem(at: folder) }
    var analysis = Analysis(engine: try Engine(), threads: 2)
    analysis.timeLimit = TimeLimit(base: 0.3, perMegabyte: 0)
    var results: [String] = []
    try await analysis.run(on: [folder.path]) { result in
      switch result {
      case .record(let record, _): results.append(record.source.id)
      case .skipped(let skip): results.append("\(skip.id):\(skip.code)")
      }
    }
    #expect(results == ["a", "b.txt:too-slow"])
  }

  /// Texts that took time that grew with the square of their length, or more.
  enum Hostile: CaseIterable {
    case nestedSpeech, pronouns, oneSurname, brokenTrees

    var text: String {
      switch self {
      case .nestedSpeech: "He said " + String(repeating: "that he said ", count: 3000) + "."
      case .pronouns:
        (0..<1750).map {
          "Anna Abara met Ivan Petrov in Velmora. She told him that they had \($0) plans. He thanked her for it. "
        }.joined()
      case .oneSurname: (0..<3200).map { "\(WatchdogTests.name($0)) Petrovsky met officials. " }.joined()
      case .brokenTrees: String(repeating: "\" a \"", count: 40_000)
      }
    }
  }

  @Test(arguments: Hostile.allCases)
  func noDocumentTakesLong(_ hostile: Hostile) async throws {
    let text = hostile.text
    let folder = try corpus(["a.txt": text])
    defer { try? FileManager.default.removeItem(at: folder) }
    var analysis = Analysis(engine: try Engine(), threads: 1)
    // Three times what a document of 200 kB may take, for slow machines.
    analysis.timeLimit = TimeLimit(base: 6, perMegabyte: 0)
    var codes: [String] = []
    try await analysis.run(on: [folder.path]) { result in
      if case .skipped(let skip) = result { codes.append(skip.code) }
    }
    #expect(codes == [])
  }

  static func name(_ number: Int) -> String {
    let parts = ["ba", "do", "ki", "lu", "me", "no", "ra", "su", "ti", "vo"]
    let digits = [number / 1000 % 10, number / 100 % 10, number / 10 % 10, number % 10]
    return digits.map { parts[$0] }.joined().capitalized
  }

  @Test func inputsThatVanishEndTheRun() async throws {
    let folder = try corpus(["a.txt": "Aldonia signed a treaty with Borvenia.", "b.txt": "Borvenia left the pact."])
    defer { try? FileManager.default.removeItem(at: folder) }
    let engine = try Engine()
    let analysis = Analysis(engine: engine, threads: 1)
    let gone = folder.appendingPathComponent("b.txt")
    var isFirst = true
    let error = await #expect(throws: PipelineError.self) {
      try await analysis.run(on: [folder.path]) { _ in
        // With one thread the second file is opened after the first result.
        if isFirst { try FileManager.default.removeItem(at: gone) }
        isFirst = false
      }
    }
    #expect(error?.status == .noInput)
    #expect(error?.message.contains("b.txt") == true)
  }
}
