// The events of the five seed articles, a line each, against small reviewed files. After a change on purpose run the
// tests once with CHRONOGRAPH_UPDATE_GOLDEN=1 and review the difference.

import Foundation
import Testing

@Suite struct GoldenTests {
  private static let folder = Program.checkout + "/Tests/EndToEndTests/Golden/"

  /// `sentence type status agents > patients | trigger`.
  private static func lines(of record: [String: Any], text: [UInt8]) -> [String] {
    (record["events"] as? [[String: Any]] ?? []).map { event in
      func ids(_ key: String) -> String { (event[key] as? [String] ?? []).joined(separator: " ") }
      let trigger = (event["mentions"] as? [[String: Any]])?.first
      let start = trigger?["start"] as? Int ?? 0
      let end = trigger?["end"] as? Int ?? 0
      let words = String(decoding: text[start..<max(start, end)], as: UTF8.self)
      return "s\(event["sentence"] ?? "") \(event["type"] ?? "") \(event["status"] ?? "") "
        + "\(ids("agents")) > \(ids("patients")) | \(words)"
    }
  }

  @Test func eventsOfTheSeedsAreThoseOfTheReviewedFiles() throws {
    let update = ProcessInfo.processInfo.environment["CHRONOGRAPH_UPDATE_GOLDEN"] != nil
    for record in try ExtractTests.records(try Program.run(["extract", "seeds"]).output).dropLast() {
      let id = try #require(record["id"] as? String)
      let data = try #require(FileManager.default.contents(atPath: Program.checkout + "/seeds/\(id).txt"))
      let found = Self.lines(of: record, text: [UInt8](data)).joined(separator: "\n") + "\n"
      let url = URL(fileURLWithPath: Self.folder + id + ".txt")
      if update { try Data(found.utf8).write(to: url) }
      let expected = try String(contentsOf: url, encoding: .utf8)
      #expect(found == expected, "\(id)")
    }
  }
}
