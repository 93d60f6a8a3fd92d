// `data/graph.json` as a verifier reads it: nothing is taken for granted.

import Chronology
import Corpus

extension JSONValue {
  var list: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  var number: Double? { if case .number(let text) = self { Double(text) } else { nil } }
  var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  var isNull: Bool { if case .null = self { true } else { false } }
  var texts: [String] { list.compactMap(\.text) }
}

/// A stretch of a document as the graph cites it.
struct Citation: Hashable {
  var doc: String
  var start: Int
  var end: Int

  var span: ByteSpan { ByteSpan(start, end) }

  /// Nil when a part is missing or of the wrong type.
  init?(_ value: JSONValue) {
    guard let doc = value["doc"]?.text, let start = value["start"]?.integer, let end = value["end"]?.integer else {
      return nil
    }
    self.init(doc: doc, start: start, end: end)
  }

  init(doc: String, start: Int, end: Int) {
    self.doc = doc
    self.start = start
    self.end = end
  }
}

/// Days as the graph writes them.
struct CitedDays {
  var earliest: Day?
  var latest: Day?
  var edtf: String?
  /// What is wrong with them, in words.
  var fault: String?

  init(_ value: JSONValue) {
    func day(_ key: StaticString) -> (Day?, String?) {
      guard let value = value[key], !value.isNull else { return (nil, nil) }
      guard let text = value.text, let day = Day(iso: text) else { return (nil, "\(key) is no day") }
      return (day, nil)
    }
    let (from, first) = day("earliest")
    let (to, last) = day("latest")
    earliest = from
    latest = to
    edtf = value["edtf"]?.text
    fault = first ?? last
    if let from, let to, to < from { fault = "it ends (\(to)) before it begins (\(from))" }
    if fault == nil, let edtf, let days = GivenDate.interval(edtf)?.days, !edtf.utf8.contains(UInt8(ascii: "~")),
      days.earliest != from || days.latest != to
    {
      fault = "EDTF \(edtf) and the bounds \(from?.description ?? "…") to \(to?.description ?? "…") differ"
    }
  }

  func contains(_ other: CitedDays) -> Bool {
    if let earliest, let start = other.earliest, start < earliest { return false }
    if let latest, let end = other.latest, end > latest { return false }
    return true
  }
}
