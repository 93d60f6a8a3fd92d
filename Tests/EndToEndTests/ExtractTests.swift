// The interchange contract of `extract`, checked on the real output.

import Foundation
import Testing

@Suite struct ExtractTests {
  static func records(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(value as? [String: Any])
    }
  }

  @Test func everySeedGivesARecordAndTheTrailerCountsThem() throws {
    let outcome = try Program.run(["extract", "seeds"])
    #expect(outcome.status == 0)
    let records = try Self.records(outcome.output)
    #expect(records.count == 6)
    let end = try #require(records.last)
    #expect(end["type"] as? String == "end")
    #expect(end["documents"] as? Int == 5)
    #expect(end["skipped"] as? Int == 0)
    let events = records.dropLast().compactMap { ($0["events"] as? [Any])?.count }.reduce(0, +)
    #expect(end["events"] as? Int == events)
    #expect(events > 40)
  }

  @Test func spansLieInsideTheTextOnCharacterBoundaries() throws {
    let records = try Self.records(try Program.run(["extract", "seeds"]).output)
    for record in records.dropLast() {
      let id = try #require(record["id"] as? String)
      let data = try #require(FileManager.default.contents(atPath: Program.checkout + "/seeds/\(id).txt"))
      let bytes = [UInt8](data)
      var spans: [[String: Any]] = []
      func collect(_ value: Any) {
        if let object = value as? [String: Any] {
          if object["start"] != nil { spans.append(object) }
          object.values.forEach(collect)
        } else if let list = value as? [Any] {
          list.forEach(collect)
        }
      }
      collect(record)
      #expect(spans.count > 50)
      for span in spans {
        let start = try #require(span["start"] as? Int)
        let end = try #require(span["end"] as? Int)
        #expect(0 <= start && start <= end && end <= bytes.count)
        for offset in [start, end] where offset < bytes.count { #expect(bytes[offset] & 0xc0 != 0x80) }
      }
    }
  }

  @Test func everyActorThatAnEventNamesExists() throws {
    for record in try Self.records(try Program.run(["extract", "seeds"]).output).dropLast() {
      let actors = Set((record["actors"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String })
      for event in record["events"] as? [[String: Any]] ?? [] {
        for key in ["agents", "patients", "sources"] {
          for id in event[key] as? [String] ?? [] { #expect(actors.contains(id)) }
        }
      }
    }
  }

  @Test(arguments: ["1", "2", "8"])
  func numberOfThreadsDoesNotChangeTheBytes(_ threads: String) throws {
    let one = try Program.run(["extract", "seeds", "--threads", "1"]).output
    #expect(try Program.run(["extract", "seeds", "--threads", threads]).output == one)
  }

  @Test func badLinesOfStandardInputAreSkippedAndCounted() throws {
    let input = """
      {"id": "a", "text": "France met Germany in Berlin on 12 March 2024."}
      {broken
      {"id": "b"}
      {"id": "c", "text": "Poland sent aid to Ukraine on 13 March 2024."}

      """
    let outcome = try Program.run(["extract", "-"], input: input)
    #expect(outcome.status == 0)
    let records = try Self.records(outcome.output)
    #expect(records.compactMap { $0["type"] as? String } == ["document", "skip", "skip", "document", "end"])
    #expect(try Program.run(["extract", "-", "--strict"], input: input).status == 65)
  }
}
