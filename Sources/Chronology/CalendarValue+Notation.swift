// How calendar values are written: TIMEX3 values and EDTF (ISO 8601-2).

extension CalendarValue {
  /// The TIMEX3 value, such as `1998-W07` or `BC0490-09`.
  public var timexValue: String {
    let suffix = time?.timexSuffix ?? ""
    switch unit {
    case .second, .minute, .hour, .day:
      guard let (year, month, day) = firstDay?.parts else { return "XXXX-XX-XX" }
      return "\(CalendarValue.timexYear(year))-\(padded(month, 2))-\(padded(day, 2))\(suffix)"
    case .week, .weekend:
      let (year, week) = isoWeek
      return "\(CalendarValue.timexYear(year))-W\(padded(week, 2))" + (unit == .weekend ? "-WE" : "")
    case .month:
      return "\(CalendarValue.timexYear(floorDivide(index, 12)))-\(padded(floorModulo(index, 12) + 1, 2))"
    case .quarter: return "\(CalendarValue.timexYear(floorDivide(index, 4)))-Q\(floorModulo(index, 4) + 1)"
    case .season: return "\(CalendarValue.timexYear(floorDivide(index, 4)))-\(CalendarValue.seasonCode(index))"
    case .half: return "\(CalendarValue.timexYear(floorDivide(index, 2)))-H\(floorModulo(index, 2) + 1)"
    case .year: return CalendarValue.timexYear(index)
    case .decade: return CalendarValue.timexShort(index, 3)
    case .century: return CalendarValue.timexShort(index, 2)
    case .millennium: return CalendarValue.timexShort(index, 1)
    }
  }

  /// TIMEX3 code of a season.
  static func seasonCode(_ index: Int) -> String { ["SP", "SU", "FA", "WI"][floorModulo(index, 4)] }

  /// Astronomical year 0 is 1 BC.
  static func timexYear(_ year: Int) -> String { year > 0 ? padded(year, 4) : "BC" + padded(1 - year, 4) }

  private static func timexShort(_ index: Int, _ digits: Int) -> String {
    index >= 0 ? padded(index, digits) : "BC" + padded(-index - 1, digits)
  }

  /// EDTF level 1 and 2; what EDTF has no code for becomes an interval of days.
  public var edtf: String {
    switch unit {
    case .week, .weekend: return "[\(edtfDay(firstDay))..\(edtfDay(lastDay))]"
    case .second, .minute, .hour, .day: return edtfDay(firstDay)
    case .month: return "\(edtfYear(floorDivide(index, 12)))-\(padded(floorModulo(index, 12) + 1, 2))"
    case .quarter: return "\(edtfYear(floorDivide(index, 4)))-\(33 + floorModulo(index, 4))"
    case .season: return "\(edtfYear(floorDivide(index, 4)))-\(21 + floorModulo(index, 4))"
    case .half: return "\(edtfYear(floorDivide(index, 2)))-\(40 + floorModulo(index, 2))"
    case .year: return edtfYear(index)
    case .decade: return index >= 0 ? padded(index, 3) + "X" : years
    case .century: return index >= 0 ? padded(index, 2) + "XX" : years
    case .millennium: return index >= 0 ? padded(index, 1) + "XXX" : years
    }
  }

  private var years: String {
    guard let first = firstDay?.parts.year, let last = lastDay?.parts.year else { return ".." }
    return "\(edtfYear(first))/\(edtfYear(last))"
  }

  private func edtfYear(_ year: Int) -> String { padded(year, 4) }
  private func edtfDay(_ day: Day?) -> String { day?.description ?? ".." }
}

extension DayInterval {
  /// Some day of the interval in EDTF: a day, `[a..b]`, or with an open end `[..b]`; nil when nothing is known.
  public var edtf: String? {
    if isUnbounded { return nil }
    if let earliest, earliest == latest { return earliest.description }
    return "[\(earliest?.description ?? "")..\(latest?.description ?? "")]"
  }

  /// All days of the interval in EDTF, for what lasted: a day, `a/b`, or with an open end `a/..`.
  public var edtfSpan: String? {
    if isUnbounded { return nil }
    if let earliest, earliest == latest { return earliest.description }
    return "\(earliest?.description ?? "..")/\(latest?.description ?? "..")"
  }

  /// One day somewhere in the interval, in EDTF: a day, or "one of a set" `[a..b]`, `[a..]`, `[..b]`.
  public var edtfOfOneDay: String? {
    if isUnbounded { return nil }
    if let earliest, earliest == latest { return earliest.description }
    return "[\(earliest?.description ?? "")..\(latest?.description ?? "")]"
  }
}
