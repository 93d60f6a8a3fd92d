// Things of the calendar that come back: weekdays, months, seasons, days of the year, feasts. Together with a
// reference they select one stretch of the calendar ("the last Friday before …", "May of …").

/// A recurring stretch of the calendar.
public enum Recurrence: Sendable, Hashable {
  /// ISO weekday 1-7.
  case weekday(Int)
  /// Month 1-12.
  case month(Int)
  /// 0 spring, 1 summer, 2 autumn, 3 winter.
  case season(Int)
  /// 1-4.
  case quarter(Int)
  /// 1-2.
  case half(Int)
  /// Month and day of month.
  case monthDay(Int, Int)
  /// Day of month.
  case dayOfMonth(Int)
  case weekend
  /// The n-th (from 1, -1 the last) weekday of a month: `(4, 4, 11)` is the fourth Thursday of November.
  case nthWeekday(Int, Int, Int)
  /// Days after Easter Sunday (western).
  case easter(Int)
  /// Days after a feast of another calendar.
  case feast(MovableFeast, Int)

  /// The size of what it selects.
  public var unit: CalendarUnit {
    switch self {
    case .weekday, .monthDay, .dayOfMonth, .nthWeekday, .easter, .feast: .day
    case .month: .month
    case .season: .season
    case .quarter: .quarter
    case .half: .half
    case .weekend: .weekend
    }
  }

  /// The stretch in which it occurs once.
  public var container: CalendarUnit {
    switch self {
    case .weekday, .weekend: .week
    case .dayOfMonth: .month
    default: .year
    }
  }

  /// Its occurrence in one container; nil when that has none (31 June).
  ///
  /// - Parameter holder: a value of unit ``container``.
  public func occurrence(in holder: CalendarValue) -> CalendarValue? {
    switch self {
    case .weekday(let number):
      return holder.firstDay.map { CalendarValue($0 + (number - 1)) }
    case .weekend: return CalendarValue(.weekend, holder.index)
    case .month(let number): return CalendarValue.month(holder.index, number)
    case .season(let number): return CalendarValue(.season, holder.index * 4 + number)
    case .quarter(let number): return CalendarValue(.quarter, holder.index * 4 + number - 1)
    case .half(let number): return CalendarValue(.half, holder.index * 2 + number - 1)
    case .monthDay(let month, let day):
      return Day(year: holder.index, month: month, day: day).map { CalendarValue($0) }
    case .dayOfMonth(let day):
      let year = floorDivide(holder.index, 12)
      return Day(year: year, month: floorModulo(holder.index, 12) + 1, day: day).map { CalendarValue($0) }
    case .nthWeekday(let n, let weekday, let month):
      guard let monthValue = CalendarValue.month(holder.index, month), let first = monthValue.firstDay,
        let last = monthValue.lastDay
      else { return nil }
      if n < 0 { return CalendarValue(last - floorModulo(last.weekday - weekday, 7)) }
      let day = first + (floorModulo(weekday - first.weekday, 7) + 7 * (n - 1))
      return day <= last ? CalendarValue(day) : nil
    case .easter(let offset): return Recurrence.easterSunday(holder.index).map { CalendarValue($0 + offset) }
    case .feast(let feast, let offset): return feast.day(in: holder.index).map { CalendarValue($0 + offset) }
    }
  }

  /// Easter Sunday of the Gregorian calendar.
  ///
  /// - Source: the anonymous Gregorian algorithm (Meeus, Jones, Butcher).
  static func easterSunday(_ year: Int) -> Day? {
    guard year > 0 else { return nil }
    let a = year % 19
    let b = year / 100
    let c = year % 100
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114
    return Day(year: year, month: f / 31, day: f % 31 + 1)
  }

  static let weekdayNames = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]
  static let monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
  static let seasonNames = ["SPRING", "SUMMER", "AUTUMN", "WINTER"]

  /// The code in closed forms.
  public var code: String {
    switch self {
    case .weekday(let number): Recurrence.weekdayNames[min(max(number, 1), 7) - 1]
    case .month(let number): Recurrence.monthNames[min(max(number, 1), 12) - 1]
    case .season(let number): Recurrence.seasonNames[min(max(number, 0), 3)]
    case .quarter(let number): "Q\(number)"
    case .half(let number): "H\(number)"
    case .monthDay(let month, let day): "\(padded(month, 2))-\(padded(day, 2))"
    case .dayOfMonth(let day): "DAY\(padded(day, 2))"
    case .weekend: "WEEKEND"
    case .nthWeekday(let n, let weekday, let month):
      "\(n < 0 ? "LAST" : String(n))\(Recurrence.weekdayNames[weekday - 1])\(padded(month, 2))"
    case .easter(let offset): "EASTER\(offset < 0 ? "" : "+")\(offset)"
    case .feast(let feast, let offset): "\(feast.rawValue)\(offset < 0 ? "" : "+")\(offset)"
    }
  }

  /// Reads a code; nil for anything else.
  public init?(code: String) {
    if let index = Recurrence.weekdayNames.firstIndex(of: code) {
      self = .weekday(index + 1)
      return
    }
    if let index = Recurrence.monthNames.firstIndex(of: code) {
      self = .month(index + 1)
      return
    }
    if let index = Recurrence.seasonNames.firstIndex(of: code) {
      self = .season(index)
      return
    }
    let bytes = Array(code.utf8)
    func digits(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count, range.allSatisfy({ bytes[$0] >= 0x30 && bytes[$0] <= 0x39 }) else {
        return nil
      }
      return range.reduce(0) { $0 * 10 + Int(bytes[$1] - 0x30) }
    }
    if code == "WEEKEND" {
      self = .weekend
    } else if bytes.count == 2, bytes[0] == 0x51, let number = digits(1..<2), (1...4).contains(number) {
      self = .quarter(number)
    } else if bytes.count == 2, bytes[0] == 0x48, let number = digits(1..<2), (1...2).contains(number) {
      self = .half(number)
    } else if bytes.count == 5, bytes[2] == 0x2d, let month = digits(0..<2), let day = digits(3..<5),
      (1...12).contains(month), (1...31).contains(day)
    {
      self = .monthDay(month, day)
    } else if code.hasPrefix("DAY"), bytes.count == 5, let day = digits(3..<5), (1...31).contains(day) {
      self = .dayOfMonth(day)
    } else if code.hasPrefix("EASTER"), let offset = Int(code.dropFirst(6)), abs(offset) < 200 {
      self = .easter(offset)
    } else if let feast = MovableFeast.allCases.first(where: { code.hasPrefix($0.rawValue) }),
      let offset = Int(code.dropFirst(feast.rawValue.utf8.count)), abs(offset) < 200
    {
      self = .feast(feast, offset)
    } else if code.hasPrefix("LAST"), bytes.count == 9, let month = digits(7..<9), (1...12).contains(month),
      let day = Recurrence.weekdayNames.firstIndex(of: String(decoding: bytes[4..<7], as: UTF8.self))
    {
      self = .nthWeekday(-1, day + 1, month)
    } else if bytes.count == 6, let n = digits(0..<1), (1...5).contains(n), let month = digits(4..<6),
      (1...12).contains(month),
      let day = Recurrence.weekdayNames.firstIndex(of: String(decoding: bytes[1..<4], as: UTF8.self))
    {
      self = .nthWeekday(n, day + 1, month)
    } else {
      return nil
    }
  }

  /// The TIMEX3 value of its days when nothing else is known.
  public var underspecified: String {
    switch self {
    case .weekday(let number): "XXXX-WXX-\(number)"
    case .month(let number): "XXXX-\(padded(number, 2))"
    case .season(let number): "XXXX-\(CalendarValue.seasonCode(number))"
    case .quarter(let number): "XXXX-Q\(number)"
    case .half(let number): "XXXX-H\(number)"
    case .monthDay(let month, let day): "XXXX-\(padded(month, 2))-\(padded(day, 2))"
    case .dayOfMonth(let day): "XXXX-XX-\(padded(day, 2))"
    case .weekend: "XXXX-WXX-WE"
    case .nthWeekday(_, _, let month): "XXXX-\(padded(month, 2))-XX"
    case .easter, .feast: "XXXX-XX-XX"
    }
  }
}
