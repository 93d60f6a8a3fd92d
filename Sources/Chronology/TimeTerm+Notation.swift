// The closed form of a time term: the little language of `relative` in the interchange format.
//
//     term   = range | simple
//     range  = [simple] ".." [simple]               an open side is empty
//     simple = select | shift
//     select = CODE dir simple                       FRI<MON<DCT reads FRI<(MON<DCT)
//     dir    = "<" up to | "<<" wholly before | ">" from | ">>" after | "~" nearest
//     shift  = part { ("+"|"-") n unit }             DCT-3D, DCT+0W (this week), DCT-12M= (same day)
//     part   = base | CODE "@" part | n unit "@" part      Q3@DCT-1Y needs brackets: Q3@(DCT-1Y)
//     base   = "DCT" | value | "(" simple ")"  followed by an optional day time: TMO, T14:30
//     unit   = D W WE M Q S H Y DE CE ML
//     value  = 2025 | 2025-05 | 2025-05-16 | 2025-W20 | 2025-Q3 | …   as in TIMEX3
//     CODE   = MON … SUN | JAN … DEC | SPRING … WINTER | Q1 | H2 | WEEKEND | 05-16 | DAY16 | 4THU11 | EASTER+1

extension TimeTerm {
  /// The closed form.
  public var closedForm: String {
    switch self {
    case .range(let from, let to): "\(from?.closedForm ?? "")..\(to?.closedForm ?? "")"
    default: simpleForm
    }
  }

  private var simpleForm: String {
    switch self {
    case .document: "DCT"
    case .reference: "REF"
    case .absolute(let value): value.timexValue
    case .shift(let base, let n, let unit): "\(base.bracketed)\(n < 0 ? "-" : "+")\(n.magnitude)\(unit.code)"
    case .sameDay(let base, let months): "\(base.bracketed)\(months < 0 ? "-" : "+")\(months.magnitude)M="
    case .select(let what, let direction, let base): "\(what.code)\(direction.rawValue)\(base.simpleForm)"
    case .tensed(let what, let base): "\(what.code)<\(base.simpleForm)"
    case .part(let what, let base): "\(what.code)@\(base.atom)"
    case .nth(let n, let unit, let base): "\(n)\(unit.code)@\(base.atom)"
    case .at(let time, let base): "\(base.atom)\(time.timexSuffix)"
    case .range: "(\(closedForm))"
    }
  }

  /// As the left side of a shift.
  private var bracketed: String {
    switch self {
    case .select, .tensed: "(\(simpleForm))"
    default: simpleForm
    }
  }

  private var atom: String {
    switch self {
    case .document, .reference, .absolute: simpleForm
    default: "(\(simpleForm))"
    }
  }

  /// Reads a closed form; nil when it is not one.
  public init?(closedForm text: String) {
    var reader = ClosedFormReader(Array(text.utf8))
    guard let term = reader.term(), reader.isAtEnd else { return nil }
    self = term
  }
}

extension CalendarUnit {
  /// The unit's letter in closed forms.
  var code: String {
    switch self {
    case .second, .minute, .hour, .day: "D"
    case .week: "W"
    case .weekend: "WE"
    case .month: "M"
    case .quarter: "Q"
    case .season: "S"
    case .half: "H"
    case .year: "Y"
    case .decade: "DE"
    case .century: "CE"
    case .millennium: "ML"
    }
  }
}

/// A recursive-descent reader; its depth is capped.
private struct ClosedFormReader {
  let bytes: [UInt8]
  var position = 0
  var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func accept(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard position + wanted.count <= bytes.count, Array(bytes[position..<position + wanted.count]) == wanted else {
      return false
    }
    position += wanted.count
    return true
  }

  mutating func term() -> TimeTerm? {
    if accept("..") { return isAtEnd ? .range(nil, nil) : simple().map { .range(nil, $0) } }
    guard let from = simple() else { return nil }
    guard accept("..") else { return from }
    if isAtEnd { return .range(from, nil) }
    return simple().map { .range(from, $0) }
  }

  mutating func simple() -> TimeTerm? {
    guard depth < 32 else { return nil }
    depth += 1
    defer { depth -= 1 }
    let start = position
    if let what = recurrence() {
      for direction in [Direction.before, .after, .upTo, .from, .nearest] where accept(direction.rawValue) {
        return simple().map { .select(what, direction, $0) }
      }
    }
    position = start
    return shift()
  }

  mutating func shift() -> TimeTerm? {
    guard var term = part() else { return nil }
    while let sign = next, sign == 0x2b || sign == 0x2d {
      position += 1
      guard let n = number(), let unit = unit() else { return nil }
      let count = sign == 0x2d ? -n : n
      term = unit == .month && accept("=") ? .sameDay(term, months: count) : .shift(term, count, unit)
    }
    return term
  }

  mutating func part() -> TimeTerm? {
    guard depth < 32 else { return nil }
    depth += 1
    defer { depth -= 1 }
    let start = position
    if let what = recurrence(), accept("@") { return part().map { .part(what, of: $0) } }
    position = start
    let sign = accept("-") ? -1 : 1
    if let n = number(), let unit = unit(), accept("@") { return part().map { .nth(sign * n, unit, of: $0) } }
    position = start
    guard let term = base() else { return nil }
    guard next == 0x54 else { return term }
    return dayTime().map { .at($0, on: term) }
  }

  mutating func base() -> TimeTerm? {
    if accept("DCT") { return .document }
    if accept("(") {
      guard let term = simple(), accept(")") else { return nil }
      return term
    }
    return value().map { .absolute($0) }
  }

  mutating func recurrence() -> Recurrence? {
    // Codes are at most twelve bytes; the longest that reads wins.
    for length in stride(from: min(12, bytes.count - position), through: 2, by: -1) {
      let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
      if let what = Recurrence(code: text) {
        position += length
        return what
      }
    }
    return nil
  }

  mutating func number() -> Int? {
    var value = 0
    var count = 0
    while let byte = next, byte >= 0x30, byte <= 0x39, count < 7 {
      value = value * 10 + Int(byte - 0x30)
      position += 1
      count += 1
    }
    return count > 0 ? value : nil
  }

  mutating func unit() -> CalendarUnit? {
    let units: [CalendarUnit] = [
      .weekend, .decade, .century, .millennium, .day, .week, .month, .quarter, .season, .half, .year,
    ]
    for unit in units where accept(unit.code) { return unit }
    return nil
  }

  mutating func dayTime() -> DayTime? {
    guard accept("T") else { return nil }
    for code in ["MO", "AF", "EV", "NI", "DT", "MI"] where accept(code) { return .part(code) }
    guard let hour = number(), hour <= 24 else { return nil }
    guard accept(":") else { return .clock(hour: hour, minute: nil, second: nil, offset: nil) }
    guard let minute = number(), minute < 60 else { return nil }
    guard accept(":") else { return .clock(hour: hour, minute: minute, second: nil, offset: nil) }
    guard let second = number(), second < 61 else { return nil }
    return .clock(hour: hour, minute: minute, second: second, offset: nil)
  }

  mutating func value() -> CalendarValue? {
    let bc = accept("BC")
    let start = position
    guard let number = number() else { return nil }
    let digits = position - start
    switch digits {
    case 1: return CalendarValue(.millennium, bc ? -number - 1 : number)
    case 2: return CalendarValue(.century, bc ? -number - 1 : number)
    case 3: return CalendarValue(.decade, bc ? -number - 1 : number)
    case 4: break
    default: return nil
    }
    let year = bc ? 1 - number : number
    let mark = position
    guard accept("-") else { return .year(year) }
    if accept("W") {
      guard let week = self.number(), var value = CalendarValue.week(year, week) else { return nil }
      if accept("-WE") { value.unit = .weekend }
      return value
    }
    if accept("Q") {
      return self.number().flatMap { Recurrence.quarter($0).occurrence(in: CalendarValue(.year, year)) }
    }
    if accept("H") { return self.number().flatMap { Recurrence.half($0).occurrence(in: CalendarValue(.year, year)) } }
    for (index, code) in ["SP", "SU", "FA", "WI"].enumerated() where accept(code) {
      return CalendarValue(.season, year * 4 + index)
    }
    let monthStart = position
    guard let month = self.number(), position - monthStart == 2 else {
      position = mark
      return .year(year)
    }
    let dayMark = position
    if accept("-") {
      let dayStart = position
      if let day = self.number(), position - dayStart == 2, unitFollows == false {
        return Day(year: year, month: month, day: day).map { CalendarValue($0) }
      }
      position = dayMark
    }
    return CalendarValue.month(year, month)
  }

  /// Whether a unit letter follows, so that `2025-05-10D` is a shift of a month.
  private var unitFollows: Bool {
    guard let byte = next else { return false }
    return byte >= 0x41 && byte <= 0x5a && byte != 0x54
  }
}
