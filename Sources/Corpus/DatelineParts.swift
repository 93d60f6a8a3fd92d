// What a dateline says: the place of the report, the agency, the day.

/// The parts of a dateline such as `KYIV, May 20 (Reuters)`.
public struct DatelineParts: Sendable, Equatable {
  /// As written: `ST. PETERSBURG, Fla.`
  public var place: String?
  public var agency: String?
  /// As written: `March 3, 2024`.
  public var day: String?

  /// - Parameter dateline: without its dash.
  public init(_ dateline: String) {
    var head = dateline
    for (open, close) in [(Character("("), Character(")")), ("/", "/")] where agency == nil {
      guard let start = dateline.firstIndex(of: open),
        start == dateline.startIndex || open == "(" || dateline[dateline.index(before: start)] == " ",
        let end = dateline[dateline.index(after: start)...].firstIndex(of: close)
      else { continue }
      agency = String(dateline[dateline.index(after: start)..<end])
      head = String(dateline[..<start])
    }
    // The day begins at a month or a number; what stands before is the place.
    let words = head.split(separator: " ")
    var split = words.count
    for index in words.indices {
      let isNumber = words[index].utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
      let next = index + 1 < words.count ? words[index + 1] : ""
      let isMonth =
        MetadataDate.day("1 \(words[index]) 2000") != nil && next.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
      if isNumber || isMonth {
        split = index
        break
      }
    }
    func joined(_ words: ArraySlice<Substring>) -> String? {
      var text = words.joined(separator: " ")
      while let last = text.last, last == "," || last == " " { text.removeLast() }
      return text.isEmpty ? nil : text
    }
    place = joined(words[..<split])
    day = joined(words[split...])
    if split < words.count, place?.hasSuffix(".") ?? false, let text = place, text.split(separator: " ").count == 1 {
      place = String(text.dropLast())
    }
    if let text = day, text.hasSuffix(".") { day = String(text.dropLast()) }
  }
}
