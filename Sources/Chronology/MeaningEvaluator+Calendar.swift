// Calendar dates and clock times: the operations that build values from numbers.

extension MeaningEvaluator {
  func calendar(_ operation: MeaningOperator, _ arguments: [MeaningExpression]) -> TimeMeaning? {
    switch operation {
    case .year:
      guard let year = integer(arguments, 0) else { return nil }
      guard year <= 3000, year >= 1, let value = CalendarValue.year(year) else {
        return .impossible("the year \(year) is out of range")
      }
      return .term(.absolute(value))
    case .shortyear:
      guard let year = integer(arguments, 0), (0...99).contains(year) else { return nil }
      return CalendarValue.year(year + (year > 40 ? 1900 : 2000)).map { .term(.absolute($0)) }
    case .wordyear:
      // "nineteen ninety-six", "two thousand five"
      guard let high = integer(arguments, 0), let low = integer(arguments, 1), (0...99).contains(low) else {
        return nil
      }
      let year = high >= 1000 ? high + low : high * 100 + low
      guard (1000...2199).contains(year) else { return nil }
      return CalendarValue.year(year).map { .term(.absolute($0)) }
    case .bc:
      if let year = integer(arguments, 0), year >= 1 {
        return CalendarValue.year(1 - year).map { .term(.absolute($0)) }
      }
      return nil
    case .decade:
      guard let year = integer(arguments, 0), year >= 0 else { return nil }
      let full = year < 100 ? year + (year >= 10 ? 1900 : 2000) : year
      if word(arguments, 1) == "bc" { return .term(.absolute(CalendarValue(.decade, -year / 10 - 1))) }
      guard full <= 2990 else { return nil }
      return .term(.absolute(CalendarValue(.decade, full / 10)))
    case .century:
      guard let n = integer(arguments, 0), (1...30).contains(n) else { return nil }
      return .term(.absolute(CalendarValue(.century, word(arguments, 1) == "bc" ? -n : n - 1)))
    case .week:
      guard let n = integer(arguments, 0), let base = term(arguments, 1) else { return nil }
      guard (1...53).contains(n) else { return .impossible("a year has at most 53 weeks") }
      if case .absolute(let year) = base {
        guard let value = CalendarValue.week(year.index, n) else {
          return .impossible("that year has no week \(n)")
        }
        return .term(.absolute(value))
      }
      return .term(.shift(.nth(1, .week, of: base), n - 1, .week))
    case .month:
      guard case .month(let month)? = recurrence(arguments, 0), let base = term(arguments, 1) else { return nil }
      if case .absolute(let year) = base, year.unit == .year {
        return CalendarValue.month(year.index, month).map { .term(.absolute($0)) }
      }
      return .term(.part(.month(month), of: base))
    case .monthday, .date:
      guard case .month(let month)? = recurrence(arguments, 0), let day = integer(arguments, 1), day >= 1, day <= 31
      else { return nil }
      let longest = month == 2 ? 29 : Day.daysIn(month, of: 2024)
      guard day <= longest else { return .impossible("that month has no day \(day)") }
      guard operation == .date, let base = term(arguments, 2) else {
        return .term(.tensed(.monthDay(month, day), .document))
      }
      if case .absolute(let year) = base, year.unit == .year {
        guard let value = Day(year: year.index, month: month, day: day) else {
          return .impossible("that month has no day \(day) in \(year.index)")
        }
        return .term(.absolute(CalendarValue(value)))
      }
      return .term(.part(.monthDay(month, day), of: base))
    case .isomonth:
      // "2017-09" is a month; "2008-09" and "2003-07" are years, from one to another.
      guard let year = integer(arguments, 0), let month = integer(arguments, 1), (1...12).contains(month),
        month <= year % 100
      else { return nil }
      return CalendarValue.month(year, month).map { .term(.absolute($0)) }
    case .fourdigits:
      guard let number = integer(arguments, 0), (100...2359).contains(number), number % 100 < 60 else { return nil }
      return .dayTime(.clock(hour: number / 100, minute: number % 100, second: nil, offset: nil))
    case .fiscal:
      guard let base = term(arguments, 0) else { return nil }
      return .term(base)
    default: return value(arguments, 0)
    }
  }

  /// Parts of a longer stretch: its first days or weeks, its last Friday.
  func inside(_ operation: MeaningOperator, _ arguments: [MeaningExpression]) -> TimeMeaning? {
    guard let n = integer(arguments, 0), n != 0, abs(n) <= 53 else { return nil }
    if operation == .nthweekday {
      guard let what = recurrence(arguments, 1), case .weekday = what, n <= 5, let base = term(arguments, 2),
        base.unit == .month
      else { return nil }
      if n < 0 { return .term(.select(what, .upTo, .nth(-1, .day, of: base))) }
      let first = TimeTerm.select(what, .from, .nth(1, .day, of: base))
      return .term(n == 1 ? first : .shift(first, 7 * (n - 1), .day))
    }
    guard let (unit, factor) = unit(arguments, 1), let base = term(arguments, 2), let size = base.unit, unit < size,
      unit == .day || unit == .week
    else { return nil }
    let count = arguments.count > 3 ? integer(arguments, 3) ?? 0 : 1
    let length = (unit == .week ? 7 : 1) * factor * count
    guard length > 0, abs(n) * length <= 366 else { return nil }
    if n < 0 { return .term(.range(.nth(n * length, .day, of: base), .nth((n + 1) * length - 1, .day, of: base))) }
    return .term(.range(.nth((n - 1) * length + 1, .day, of: base), .nth(n * length, .day, of: base)))
  }

  func clock(_ arguments: [MeaningExpression]) -> TimeMeaning? {
    var hour: Int
    var minute: Int?
    var second: Int?
    switch value(arguments, 0) {
    case .dayTime(.clock(let h, let m, let s, _)): (hour, minute, second) = (h, m, s)
    case .number(let quantity):
      guard let number = quantity.value, number == number.rounded(), (0...2400).contains(number) else { return nil }
      hour = Int(number)
      if hour > 24 { (hour, minute) = (hour / 100, hour % 100) }
    case .impossible(let reason): return .impossible(reason)
    default: return nil
    }
    if let half = word(arguments, 1), half != "none" {
      guard hour >= 1, hour <= 12 else {
        return half == "pm" && hour <= 24
          ? .dayTime(.clock(hour: hour, minute: minute, second: second, offset: nil)) : nil
      }
      if half == "pm", hour < 12 { hour += 12 }
      if half == "am", hour == 12 { hour = 0 }
    }
    guard hour <= 24, (minute ?? 0) < 60 else { return nil }
    if minute == nil, hour < 24 { minute = 0 }
    var offset: Int?
    if case .zone(let minutes)? = value(arguments, 2) { offset = minutes }
    return .dayTime(.clock(hour: hour, minute: minute, second: second, offset: offset))
  }
}
