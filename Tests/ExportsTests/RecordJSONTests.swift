import ChronographBase
import Chronology
import EventGraph
import Exports
import Foundation
import Testing

@Suite struct RecordJSONTests {
  @Test func everyScalarSurvivesTheWriter() throws {
    var scalars = String.UnicodeScalarView()
    for value: UInt32 in Array(0..<0x300) + [0x2028, 0x202e, 0xfeff, 0xffff, 0x1f600, 0x10ffff] {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    let text = String(scalars)
    var json = JSONWriter()
    json.object { $0.field("text", text) }
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: String])
    #expect(Array((object["text"] ?? "").utf8) == Array(text.utf8))
    #expect(!json.bytes.contains { $0 < 0x20 })
  }

  @Test(arguments: [(0.0, "0"), (0.5, "0.5"), (-1.25, "-1.25"), (12.3456, "12.346"), (3.0, "3"), (0.005, "0.005")])
  func numbersAreShort(_ number: Double, _ text: String) {
    var json = JSONWriter()
    json.object { $0.field("n", number) }
    #expect(String(decoding: json.bytes, as: UTF8.self) == "{\"n\":\(text)}")
  }

  @Test func infiniteNumberIsNull() {
    var json = JSONWriter()
    json.object { $0.field("n", Double.infinity) }
    #expect(String(decoding: json.bytes, as: UTF8.self) == "{\"n\":null}")
  }

  @Test(arguments: [
    ("2005-01-18", "2005-01-18", "2005-01-18"), ("2005-01-01", "2005-01-31", "2005-01"),
    ("2005-01-01", "2005-12-31", "2005"), ("2005-01-02", "2005-01-31", nil), ("2005-01-01", "2006-12-31", nil),
  ])
  func timelineDatesKeepTheKnownPrecision(_ from: String, _ to: String, _ expected: String?) throws {
    var event = GraphEvent(
      id: "e", title: "t", type: .other, mode: nil, cameo: nil, contexts: [], agents: [], patients: [], place: nil,
      when: EventTime(), status: .happened, sources: [], quotes: [], quantities: [], confidence: 1, mentions: [],
      evidence: [], why: [])
    event.when.interval = DayInterval(Day(iso: from), Day(iso: to))
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(RecordJSON.timeline([event]))) as? [[String: Any]])
    #expect(list[0]["date"] as? String == expected)
  }

  @Test func aRelativePlaceAlwaysHasWords() throws {
    var event = GraphEvent(
      id: "e", title: "t", type: .other, mode: nil, cameo: nil, contexts: [], agents: [], patients: [], place: nil,
      when: EventTime(basis: .reported, relative: "..DCT"), status: .happened, sources: [], quotes: [], quantities: [],
      confidence: 1, mentions: [], evidence: [], why: [])
    event.places = [
      RelativePlace(anchor: "a", from: nil, to: 0, basis: .told, words: nil, term: "..DCT"),
      RelativePlace(anchor: "b", from: -3, to: -3, basis: .words, words: "three days ago", term: "DCT-3D"),
    ]
    let graph =
      try JSONSerialization.jsonObject(with: Data(RecordJSON.graph(NewsGraph(events: [event])))) as? [String: Any]
    let object = try #require((graph?["events"] as? [[String: Any]])?.first)
    let when = try #require(object["when"] as? [String: Any])
    let relative = try #require(when["relative"] as? [String: Any])
    #expect(relative["words"] as? String == event.relative?.label)
    #expect((relative["words"] as? String)?.isEmpty == false)
    #expect(relative["from"] is NSNull)
    let places = try #require(object["places"] as? [[String: Any]])
    #expect(places.map { $0["words"] as? String } == [event.relative?.label, "three days ago"])
  }
}
