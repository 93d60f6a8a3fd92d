// Reads the date that comes with a document: ISO 8601 day, month or year, an EDTF interval, or a date and time.

package enum GivenDate {
  /// The days and the EDTF form; nil when the text is no date.
  package static func interval(_ text: String) -> (days: DayInterval, edtf: String)? {
    let bytes = Array(text.utf8).filter { $0 != 0x20 }
    if bytes.first == 0x5b, bytes.last == 0x5d { return oneOf(bytes.dropFirst().dropLast()) }
    let parts = bytes.split(separator: 0x2f, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let from = edge(parts[0]), let to = edge(parts[1]) else { return nil }
      let days = DayInterval(from.value?.firstDay, to.value?.lastDay)
      if let a = days.earliest, let b = days.latest, a > b { return nil }
      return days.isUnbounded ? nil : (days, days.edtf ?? "")
    }
    guard parts.count == 1, let value = value(bytes[...]) else { return nil }
    return (value.interval, value.edtf)
  }

  /// `[a..b]`: some day of a stretch.
  private static func oneOf(_ bytes: ArraySlice<UInt8>) -> (days: DayInterval, edtf: String)? {
    for index in bytes.indices.dropLast() where bytes[index] == 0x2e && bytes[index + 1] == 0x2e {
      guard let from = edge(bytes[..<index]), let to = edge(bytes[(index + 2)...]) else { return nil }
      let days = DayInterval(from.value?.firstDay, to.value?.lastDay)
      if let a = days.earliest, let b = days.latest, a > b { return nil }
      return days.edtf.map { (days, $0) }
    }
    return nil
  }

  /// The calendar value of a plain date; nil for intervals.
  static func value(_ text: String) -> CalendarValue? { value(Array(text.utf8)[...]) }

  private static func edge(_ bytes: ArraySlice<UInt8>) -> (value: CalendarValue?, Void)? {
    if bytes.isEmpty || Array(bytes) == [0x2e, 0x2e] { return (nil, ()) }
    return value(bytes).map { ($0, ()) }
  }

  private static func value(_ bytes: ArraySlice<UInt8>) -> CalendarValue? {
    var bytes = bytes
    // A time of day after the date does not matter here.
    if bytes.count > 10, let mark = bytes.dropFirst(10).first, mark == 0x54 || mark == 0x20 || mark == 0x2b {
      bytes = bytes.prefix(10)
    }
    while let last = bytes.last, last == 0x7e || last == 0x3f || last == 0x25 { bytes = bytes.dropLast() }
    var fields: [Int] = []
    for part in bytes.split(separator: 0x2d, omittingEmptySubsequences: false) {
      guard (fields.isEmpty ? part.count == 4 : part.count == 2), part.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
        return nil
      }
      fields.append(part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    switch fields.count {
    case 1: return fields[0] > 0 ? CalendarValue.year(fields[0]) : nil
    case 2: return CalendarValue.month(fields[0], fields[1])
    case 3: return Day(year: fields[0], month: fields[1], day: fields[2]).map { CalendarValue($0) }
    default: return nil
    }
  }
}

extension DayInterval {
  /// The days of a day, month or year (`2025-05-20`, `2025-05`, `2025`) or of an EDTF interval; nil for another text.
  public init?(given text: String) {
    guard let days = GivenDate.interval(text)?.days else { return nil }
    self = days
  }
}
