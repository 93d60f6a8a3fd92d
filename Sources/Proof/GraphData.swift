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

  /// Nil when a part is missing or of the wrong type, and for a stretch that begins before the text or ends before it
  /// begins.
  init?(_ value: JSONValue) {
    guard let doc = value["doc"]?.text, let start = value["start"]?.integer, let end = value["end"]?.integer else {
      return nil
    }
    guard 0 <= start, start <= end else { return nil }
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
    if fault == nil, let edtf, !CitedDays.isEDTF(edtf, hasBounds: from != nil && to != nil) {
      fault = "EDTF \(edtf) is no date, or none of its bounds"
    }
    if fault == nil, let edtf, let days = GivenDate.interval(edtf)?.days, !edtf.utf8.contains(UInt8(ascii: "~")),
      days.earliest != from || days.latest != to
    {
      fault = "EDTF \(edtf) and the bounds \(from?.description ?? "…") to \(to?.description ?? "…") differ"
    }
  }

  /// Whether a text is EDTF as the program writes it: what reads as days, or decades, centuries and seasons.
  ///
  /// - Parameter hasBounds: whether both bounds are days that the graph can write, so that no year is beyond them.
  private static func isEDTF(_ text: String, hasBounds: Bool) -> Bool {
    if GivenDate.interval(text) != nil { return true }
    let pieces = text.filter { !"[]~?%".contains($0) }.replacing("..", with: "/").split(separator: "/")
    var isWide = false
    for piece in pieces where GivenDate.interval(String(piece)) == nil {
      let bytes = Array(piece.utf8)
      let digits = bytes.prefix { (0x30...0x39).contains($0) }.count
      let isCut = bytes.count == 4 && digits > 0 && bytes[digits...].allSatisfy { $0 == UInt8(ascii: "X") }
      let isSeason =
        bytes.count == 7 && digits == 4 && bytes[4] == UInt8(ascii: "-")
        && (21...41).contains(Int(String(decoding: bytes[5...], as: UTF8.self)) ?? 0)
      // Years beyond four digits and before our era are not compared.
      guard isCut || isSeason || !hasBounds && isFarYear(bytes) else { return false }
      isWide = true
    }
    return isWide
  }

  /// `12000-05`, `-0043-03-15`, `Y-17000`: digits and hyphens, more than four digits or a sign before the first.
  private static func isFarYear(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    let isLong = rest.first == UInt8(ascii: "Y")
    if isLong { rest = rest.dropFirst() }
    let isBefore = rest.first == UInt8(ascii: "-")
    if isBefore { rest = rest.dropFirst() }
    let digits = rest.prefix { (0x30...0x39).contains($0) }.count
    return digits > (isLong || isBefore ? 0 : 4)
      && rest.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
  }

  func contains(_ other: CitedDays) -> Bool {
    if let earliest, let start = other.earliest, start < earliest { return false }
    if let latest, let end = other.latest, end > latest { return false }
    return true
  }

  /// Whether a day may be in both; an open end reaches everywhere.
  func touches(_ other: CitedDays) -> Bool {
    if let earliest, let end = other.latest, end < earliest { return false }
    if let latest, let start = other.earliest, latest < start { return false }
    return true
  }
}
