// Days and intervals of days: the only time arithmetic of the program. No clock, no time zone, no locale.

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
public struct Day: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  public var number: Int32

  public init(number: Int32) { self.number = number }

  /// The day of a calendar date; nil when there is no such date.
  ///
  /// - Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  public init?(year: Int, month: Int, day: Int) {
    guard (-9999...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.daysIn(month, of: year) else {
      return nil
    }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `YYYY-MM-DD`; nil for anything else.
  public init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month 1-12, day 1-31.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Day of the week: 1 Monday to 7 Sunday (ISO 8601).
  public var weekday: Int { Int(((number + 3) % 7 + 7) % 7) + 1 }

  /// ISO 8601 `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = parts
    func pad(_ number: Int, _ width: Int) -> String {
      let digits = String(number.magnitude)
      return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
  }

  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  public static func + (day: Day, days: Int) -> Day { Day(number: day.number &+ Int32(truncatingIfNeeded: days)) }
  public static func - (day: Day, days: Int) -> Day { Day(number: day.number &- Int32(truncatingIfNeeded: days)) }
  public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }

  static func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A closed range of days; nil is an open end.
public struct DayInterval: Sendable, Hashable, Codable {
  public var earliest: Day?
  public var latest: Day?

  public init(_ earliest: Day?, _ latest: Day?) {
    self.earliest = earliest
    self.latest = latest
  }

  public init(_ day: Day) { self.init(day, day) }

  public static let unbounded = DayInterval(nil, nil)

  public var isUnbounded: Bool { earliest == nil && latest == nil }

  /// The interval with both ends moved inwards to a weekday (1 is Monday); nil when it holds none.
  public func clamped(toWeekday weekday: Int) -> DayInterval? {
    guard (1...7).contains(weekday) else { return nil }
    var (first, last) = (earliest, latest)
    while let day = first, day.weekday != weekday { first = day + 1 }
    while let day = last, day.weekday != weekday { last = day - 1 }
    if let first, let last, first > last { return nil }
    return DayInterval(first, last)
  }

  /// Number of days, nil when an end is open.
  public var width: Int? {
    guard let earliest, let latest else { return nil }
    return latest - earliest + 1
  }

  public func overlaps(_ other: DayInterval) -> Bool {
    if let latest, let start = other.earliest, latest < start { return false }
    if let end = other.latest, let earliest, end < earliest { return false }
    return true
  }

  public func contains(_ other: DayInterval) -> Bool {
    if let earliest {
      guard let start = other.earliest, earliest <= start else { return false }
    }
    if let latest {
      guard let end = other.latest, end <= latest else { return false }
    }
    return true
  }

  /// What both allow; nil when they have no day in common.
  public func intersection(_ other: DayInterval) -> DayInterval? {
    guard overlaps(other) else { return nil }
    let start = [earliest, other.earliest].compactMap { $0 }.max()
    let end = [latest, other.latest].compactMap { $0 }.min()
    return DayInterval(start, end)
  }
}
