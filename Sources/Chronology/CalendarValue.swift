// Calendar values: a stretch of the calendar of a known size (a day, a week, a quarter, a decade …) as one number,
// so that "two quarters earlier" is a subtraction. Knows nothing of words or documents.

/// The sizes of calendar stretches and durations.
public enum CalendarUnit: UInt8, Sendable, Comparable, CaseIterable {
  case second, minute, hour, day, week, weekend, month, quarter, season, half, year, decade, century, millennium

  public static func < (a: CalendarUnit, b: CalendarUnit) -> Bool { a.rawValue < b.rawValue }

  /// Average length in days.
  public var days: Double {
    switch self {
    case .second: 1 / 86_400
    case .minute: 1 / 1440
    case .hour: 1 / 24
    case .day: 1
    case .week: 7
    case .weekend: 2
    case .month: 30.436_875
    case .quarter, .season: 91.310_625
    case .half: 182.621_25
    case .year: 365.2425
    case .decade: 3652.425
    case .century: 36_524.25
    case .millennium: 365_242.5
    }
  }

  /// The name in knowledge files and explanations.
  public var name: String { String(describing: self) }

  public init?(_ name: String) {
    guard let unit = CalendarUnit.allCases.first(where: { $0.name == name }) else { return nil }
    self = unit
  }
}

/// A part of the day or a clock time.
public enum DayTime: Sendable, Hashable {
  /// TIMEX3 code: `MO`, `AF`, `EV`, `NI`, `DT` (day-time), `MI` (midday).
  case part(String)
  /// Hour 0-24, minute and second where told, offset from UTC in minutes where a zone is named.
  case clock(hour: Int, minute: Int?, second: Int?, offset: Int?)

  /// What follows the date in a TIMEX3 value, such as `TMO` or `T14:30`.
  public var timexSuffix: String {
    switch self {
    case .part(let code): return "T" + code
    case .clock(let hour, let minute, let second, _):
      var text = "T" + padded(hour, 2)
      if let minute { text += ":" + padded(minute, 2) }
      if let second { text += ":" + padded(second, 2) }
      return text
    }
  }
}

/// A number with leading zeros; a sign comes first.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number.magnitude)
  return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// One stretch of the calendar: the `index`-th day, ISO week, month … counted so that neighbours differ by one.
public struct CalendarValue: Sendable, Hashable {
  public var unit: CalendarUnit
  /// Day: days since 1970-01-01. Week and weekend: ISO weeks. Month: `12 × year + month - 1`; quarter, season
  /// (spring 0 … winter 3) and half likewise. Decade, century, millennium: the year divided by their length.
  public var index: Int
  /// Only with a day.
  public var time: DayTime?

  public init(_ unit: CalendarUnit, _ index: Int, time: DayTime? = nil) {
    self.unit = unit
    self.index = index
    self.time = time
  }

  public init(_ day: Day) { self.init(.day, Int(day.number)) }

  /// The years that values may have; anything beyond is no date.
  static let years = -9000...9000

  public static func year(_ year: Int) -> CalendarValue? { years.contains(year) ? CalendarValue(.year, year) : nil }

  public static func month(_ year: Int, _ month: Int) -> CalendarValue? {
    guard years.contains(year), (1...12).contains(month) else { return nil }
    return CalendarValue(.month, year * 12 + month - 1)
  }

  /// ISO week 1-53 of a year; nil when that year has no such week.
  public static func week(_ year: Int, _ week: Int) -> CalendarValue? {
    guard years.contains(year), week >= 1, let anchor = Day(year: year, month: 1, day: 4) else { return nil }
    let value = CalendarValue(.week, CalendarValue(anchor).coarsened(to: .week).index + week - 1)
    return value.isoWeek.year == year ? value : nil
  }

  /// The first day; nil beyond the range of ``Day``.
  public var firstDay: Day? {
    switch unit {
    case .second, .minute, .hour, .day: return Int32(exactly: index).map { Day(number: $0) }
    case .week: return Int32(exactly: index &* 7 &- 3).map { Day(number: $0) }
    case .weekend: return Int32(exactly: index &* 7 &+ 2).map { Day(number: $0) }
    case .month: return Day(year: floorDivide(index, 12), month: floorModulo(index, 12) + 1, day: 1)
    case .quarter: return Day(year: floorDivide(index, 4), month: floorModulo(index, 4) * 3 + 1, day: 1)
    case .season:
      // Meteorological seasons; the winter of a year may be the one that opens or the one that closes it.
      let season = floorModulo(index, 4)
      return Day(year: floorDivide(index, 4), month: season == 3 ? 1 : season * 3 + 3, day: 1)
    case .half: return Day(year: floorDivide(index, 2), month: floorModulo(index, 2) * 6 + 1, day: 1)
    case .year: return Day(year: index, month: 1, day: 1)
    case .decade: return Day(year: index &* 10, month: 1, day: 1)
    case .century: return Day(year: index &* 100, month: 1, day: 1)
    case .millennium: return Day(year: index &* 1000, month: 1, day: 1)
    }
  }

  /// The last day; nil beyond the range of ``Day``.
  public var lastDay: Day? {
    switch unit {
    case .second, .minute, .hour, .day: return firstDay
    case .weekend: return firstDay.map { $0 + 1 }
    case .season:
      let season = floorModulo(index, 4)
      let year = floorDivide(index, 4)
      return Day(year: season == 3 ? year + 1 : year, month: season == 3 ? 3 : season * 3 + 6, day: 1).map { $0 - 1 }
    default:
      if let next = CalendarValue(unit, index + 1).firstDay { return next - 1 }
      // The last stretch before the end of the range of days.
      return firstDay.map { $0 + (Int(unit.days) - 1) }
    }
  }

  public var interval: DayInterval { DayInterval(firstDay, lastDay) }

  /// The stretch of another size that holds (or opens) this one.
  public func coarsened(to other: CalendarUnit) -> CalendarValue {
    if other == unit { return CalendarValue(unit, index) }
    if case .season = unit, other > .season { return CalendarValue(.year, floorDivide(index, 4)).coarsened(to: other) }
    guard let day = firstDay else { return CalendarValue(unit, index) }
    let (year, month, _) = day.parts
    switch other {
    case .second, .minute, .hour, .day: return CalendarValue(.day, Int(day.number))
    case .week, .weekend: return CalendarValue(other, floorDivide(Int(day.number) + 3, 7))
    case .month: return CalendarValue(.month, year * 12 + month - 1)
    case .quarter: return CalendarValue(.quarter, year * 4 + (month - 1) / 3)
    case .season:
      if month <= 2 { return CalendarValue(.season, (year - 1) * 4 + 3) }
      return CalendarValue(.season, year * 4 + (month - 3) / 3)
    case .half: return CalendarValue(.half, year * 2 + (month - 1) / 6)
    case .year: return CalendarValue(.year, year)
    case .decade: return CalendarValue(.decade, floorDivide(year, 10))
    case .century: return CalendarValue(.century, floorDivide(year, 100))
    case .millennium: return CalendarValue(.millennium, floorDivide(year, 1000))
    }
  }

  /// The stretch of size `unit` that lies `count` such stretches later.
  public func adding(_ count: Int, _ unit: CalendarUnit) -> CalendarValue {
    let start = coarsened(to: unit < .day ? .day : unit)
    let (index, overflow) = start.index.addingReportingOverflow(count)
    return overflow ? start : CalendarValue(start.unit, index)
  }

  /// The same day some months later, or the last day of that month where it has no such day.
  public func addingMonths(_ count: Int) -> CalendarValue {
    guard unit == .day, let day = firstDay else { return self }
    let (year, month, dayOfMonth) = day.parts
    let target = year * 12 + month - 1 + count
    let targetYear = floorDivide(target, 12)
    let targetMonth = floorModulo(target, 12) + 1
    let last = Day.daysIn(targetMonth, of: targetYear)
    return Day(year: targetYear, month: targetMonth, day: min(dayOfMonth, last)).map { CalendarValue($0) } ?? self
  }

  /// The calendar year in which the stretch begins.
  public var year: Int {
    switch unit {
    case .year: index
    case .season: floorDivide(index, 4)
    default: firstDay?.parts.year ?? 0
    }
  }

  /// ISO 8601 week-numbering year and week.
  public var isoWeek: (year: Int, week: Int) {
    let start = Day(number: Int32(truncatingIfNeeded: coarsened(to: .week).index &* 7 &- 3))
    let year = (start + 3).parts.year
    guard let anchor = Day(year: year, month: 1, day: 4) else { return (year, 1) }
    let first = anchor - (anchor.weekday - 1)
    return (year, (start - first) / 7 + 1)
  }
}

func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }
func floorModulo(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, b) * b }
