// Dates in plain English words for pages, diagrams and exports: "Fri 16 May 2025", "16–22 May 2025", "2025 or 2026".
// No locale and no clock: the same value gives the same words on every machine.

import Chronology

/// How long the names of months and the words around a date may be.
public enum DateStyle: Sendable {
  /// Full month names, for running text and headings: `16–22 September 2025`.
  case full
  /// Months of three letters, for cards and axes: `16–22 Sep 2025`.
  case short
}

/// English names of months and weekdays.
public enum CalendarWords {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  static let weekdayCodes = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]

  /// The name of a month, 1 to 12; empty for any other number.
  public static func month(_ number: Int, _ style: DateStyle = .full) -> String {
    guard (1...12).contains(number) else { return "" }
    return style == .full ? months[number - 1] : String(months[number - 1].prefix(3))
  }

  /// The name of an ISO weekday, 1 Monday to 7 Sunday; empty for any other number.
  public static func weekday(_ number: Int, _ style: DateStyle = .full) -> String {
    guard (1...7).contains(number) else { return "" }
    return style == .full ? weekdays[number - 1] : String(weekdays[number - 1].prefix(3))
  }

  /// A year for readers: `2025`, `44 BC`.
  public static func year(_ year: Int) -> String { year > 0 ? String(year) : "\(1 - year) BC" }

  /// The ISO weekday that a relative form such as `FRI<MON<DCT` begins with.
  public static func weekday(ofRelative relative: String?) -> Int? {
    guard let relative else { return nil }
    return weekdayCodes.firstIndex(of: String(relative.prefix(3))).map { $0 + 1 }
  }
}

extension Day {
  /// `16 May 2025`, with the weekday `Fri 16 May 2025`.
  public func words(_ style: DateStyle = .full, weekday: Bool = false) -> String {
    let (year, month, day) = parts
    let date = "\(day) \(CalendarWords.month(month, style)) \(CalendarWords.year(year))"
    return weekday ? "\(CalendarWords.weekday(self.weekday, .short)) \(date)" : date
  }
}

extension DayInterval {
  /// The interval in the fewest words that lose nothing: a day, a range of days, months, years, or one open end.
  ///
  /// - Parameters:
  ///   - style: length of the month names.
  ///   - weekday: whether a single day shows its weekday.
  /// - Returns: `date unknown` when both ends are open.
  public func words(_ style: DateStyle = .full, weekday: Bool = true) -> String {
    switch (earliest, latest) {
    case (nil, nil): return "date unknown"
    case (let start?, nil): return DayInterval.unit(startingAt: start, style) + " or later"
    case (nil, let end?): return DayInterval.unit(endingAt: end, style) + " or earlier"
    case (let start?, let end?):
      if start == end { return start.words(style, weekday: weekday) }
      return closedWords(start, end, style)
    }
  }

  private func closedWords(_ start: Day, _ end: Day, _ style: DateStyle) -> String {
    let a = start.parts
    let b = end.parts
    let wholeMonths = a.day == 1 && (end + 1).parts.day == 1
    func month(_ number: Int) -> String { CalendarWords.month(number, style) }
    let from = CalendarWords.year(a.year)
    let to = CalendarWords.year(b.year)
    if wholeMonths, a.month == 1, b.month == 12 {
      if a.year == b.year { return from }
      if b.year - a.year == 9, a.year > 0, a.year % 10 == 0 { return "the \(a.year)s" }
      return b.year - a.year == 1 ? "\(from) or \(to)" : "\(from)–\(to)"
    }
    if wholeMonths {
      if a.year == b.year {
        if a.month == b.month { return "\(month(a.month)) \(from)" }
        let join = b.month - a.month == 1 ? " or " : "–"
        return "\(month(a.month))\(join)\(month(b.month)) \(from)"
      }
      return "\(month(a.month)) \(from) – \(month(b.month)) \(to)"
    }
    if a.year == b.year {
      if a.month == b.month { return "\(a.day)–\(b.day) \(month(a.month)) \(from)" }
      return "\(a.day) \(month(a.month)) – \(b.day) \(month(b.month)) \(from)"
    }
    return "\(start.words(style)) – \(end.words(style))"
  }

  /// The largest calendar unit that begins at a day: `2025`, `May 2025` or the day itself.
  private static func unit(startingAt day: Day, _ style: DateStyle) -> String {
    let parts = day.parts
    guard parts.day == 1 else { return day.words(style) }
    return parts.month == 1
      ? CalendarWords.year(parts.year) : "\(CalendarWords.month(parts.month, style)) \(CalendarWords.year(parts.year))"
  }

  /// The largest calendar unit that ends with a day.
  private static func unit(endingAt day: Day, _ style: DateStyle) -> String {
    let parts = day.parts
    guard (day + 1).parts.day == 1 else { return day.words(style) }
    return parts.month == 12
      ? CalendarWords.year(parts.year) : "\(CalendarWords.month(parts.month, style)) \(CalendarWords.year(parts.year))"
  }
}

extension EventTime {
  /// The time for readers: as ``DayInterval/words(_:weekday:)``, with `a Friday, …` when only the weekday is sure
  /// and `about …` when the text itself is vague.
  public func words(_ style: DateStyle = .full) -> String {
    if basis == .reported, let told, !told.isUnbounded { return "told " + told.words(style) }
    let day = CalendarWords.weekday(ofRelative: relative)
    return interval.words(style, knownWeekday: day, isVague: edtf?.utf8.contains(UInt8(ascii: "~")) ?? false)
  }
}

extension DocumentDate {
  /// Whether an editor set it.
  public var isEditors: Bool { cues.first?.rule == DateCue.editorRule }

  /// The document date for readers: `Tue 20 May 2025`, `a Tuesday, 2025 or 2026`, `date unknown`.
  public func words(_ style: DateStyle = .full) -> String {
    interval.words(style, knownWeekday: weekday, isVague: false)
  }

  /// Where the date comes from, in words.
  public var basisWords: String {
    if isEditors { return "set by the editor" }
    return switch basis {
    case .given: "given with the article"
    case .metadata: "from the file's metadata"
    case .dateline: "from the dateline"
    case .inferred: "inferred from the text"
    case .unknown: "not known"
    }
  }
}

extension DayInterval {
  fileprivate func words(_ style: DateStyle, knownWeekday: Int?, isVague: Bool) -> String {
    if let width, width == 1 { return (isVague ? "about " : "") + words(style, weekday: !isVague) }
    let base = (isVague ? "about " : "") + words(style)
    guard let knownWeekday, (1...7).contains(knownWeekday) else { return base }
    let name = "a \(CalendarWords.weekday(knownWeekday))"
    return isUnbounded ? "\(name), date unknown" : "\(name), \(base)"
  }
}
