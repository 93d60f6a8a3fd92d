// Computes the meaning of a constituent from the meanings of its parts, as its rule says.

/// What an expression evaluates to; nil rejects the constituent.
struct MeaningEvaluator {
  /// The meaning of the n-th element of the pattern (from 1); nil when it was left out.
  let argument: (Int) -> TimeMeaning?

  func evaluate(_ expression: MeaningExpression) -> TimeMeaning? {
    switch expression {
    case .argument(let n): return argument(n)
    case .number(let number): return .number(TimeQuantity(number))
    case .word(let word):
      if let unit = CalendarUnit(word) { return .unit(unit, 1) }
      if let what = Recurrence(code: word) { return .recurrence(what) }
      return MeaningEvaluator.words[word]
    case .call(let operation, let arguments): return apply(operation, arguments)
    }
  }

  private static let words: [String: TimeMeaning] = [
    "MO": .dayTime(.part("MO")), "AF": .dayTime(.part("AF")), "EV": .dayTime(.part("EV")),
    "NI": .dayTime(.part("NI")), "DT": .dayTime(.part("DT")), "MI": .dayTime(.part("MI")),
  ]

  // MARK: Typed arguments

  func value(_ arguments: [MeaningExpression], _ index: Int) -> TimeMeaning? {
    arguments.indices.contains(index) ? evaluate(arguments[index]) : nil
  }

  func quantity(_ arguments: [MeaningExpression], _ index: Int) -> TimeQuantity? {
    guard case .number(let quantity)? = value(arguments, index) else { return nil }
    return quantity
  }

  func integer(_ arguments: [MeaningExpression], _ index: Int) -> Int? {
    guard let number = quantity(arguments, index)?.value, number == number.rounded(), abs(number) < 100_000 else {
      return nil
    }
    return Int(number)
  }

  func term(_ arguments: [MeaningExpression], _ index: Int) -> TimeTerm? {
    switch value(arguments, index) {
    case .term(let term): term
    case .recurrence(let what): .tensed(what, .document)
    default: nil
    }
  }

  func recurrence(_ arguments: [MeaningExpression], _ index: Int) -> Recurrence? {
    guard case .recurrence(let what)? = value(arguments, index) else { return nil }
    return what
  }

  func unit(_ arguments: [MeaningExpression], _ index: Int) -> (CalendarUnit, Int)? {
    guard case .unit(let unit, let count)? = value(arguments, index) else { return nil }
    return (unit, count)
  }

  func word(_ arguments: [MeaningExpression], _ index: Int) -> String? {
    guard arguments.indices.contains(index), case .word(let word) = arguments[index] else { return nil }
    return word
  }

  // MARK: Operations

  private func apply(_ operation: MeaningOperator, _ arguments: [MeaningExpression]) -> TimeMeaning? {
    switch operation {
    case .plus, .times, .half, .to, .vaguely: return arithmetic(operation, arguments)
    case .document: return .term(.document)
    case .reference: return .term(.reference)
    case .year, .shortyear, .wordyear, .bc, .decade, .century, .month, .monthday, .date, .iso, .numeric,
      .week, .fiscal, .isomonth, .fourdigits:
      return calendar(operation, arguments)
    case .days, .nthweekday: return inside(operation, arguments)
    case .shift, .back, .ahead, .same, .recent: return shifted(operation, arguments)
    case .tensed:
      guard let what = recurrence(arguments, 0) else { return nil }
      return .term(.tensed(what, term(arguments, 1) ?? .document))
    case .select:
      guard let name = word(arguments, 0), let what = recurrence(arguments, 1), let base = term(arguments, 2),
        let direction = MeaningEvaluator.directions[name]
      else { return nil }
      return .term(.select(what, direction, base))
    case .part:
      guard let what = recurrence(arguments, 0), let base = term(arguments, 1) else { return nil }
      return .term(.part(what, of: base))
    case .nth:
      guard let n = integer(arguments, 0), let (unit, _) = unit(arguments, 1), let base = term(arguments, 2),
        n != 0, abs(n) <= 400, let size = base.unit, unit < size || unit == .day
      else { return nil }
      return .term(.nth(n, unit, of: base))
    case .at:
      guard case .dayTime(let time)? = value(arguments, 0), let base = term(arguments, 1),
        base.unit == nil || base.unit == .day
      else { return nil }
      return .term(.at(time, on: base))
    case .range: return .term(.range(term(arguments, 0), term(arguments, 1)))
    case .length, .and: return length(operation, arguments)
    case .clock: return clock(arguments)
    case .set:
      guard let text = word(arguments, 0) else { return nil }
      return .set(TimeSet(value: text))
    case .every, .recur: return recurring(operation, arguments)
    case .ref:
      guard let name = word(arguments, 0) else { return nil }
      return .vague(name, term(arguments, 1))
    case .quarter:
      guard let n = integer(arguments, 0), (1...4).contains(n) else { return nil }
      return .recurrence(.quarter(n))
    case .halfyear:
      guard let n = integer(arguments, 0), (1...2).contains(n) else { return nil }
      return .recurrence(.half(n))
    case .dayofmonth:
      guard let n = integer(arguments, 0), (1...31).contains(n) else { return nil }
      return .recurrence(.dayOfMonth(n))
    case .impossible:
      if case .impossible(let reason)? = value(arguments, 0) { return .impossible(reason) }
      guard let n = integer(arguments, 0), n > 3000 else { return nil }
      return .impossible("the year \(n) is out of range")
    }
  }

  private static let directions: [String: Direction] = [
    "upto": .upTo, "before": .before, "from": .from, "after": .after, "nearest": .nearest,
  ]

  private func arithmetic(_ operation: MeaningOperator, _ arguments: [MeaningExpression]) -> TimeMeaning? {
    guard let a = quantity(arguments, 0) else { return nil }
    switch operation {
    case .plus:
      guard let b = quantity(arguments, 1), let x = a.value, let y = b.value else { return nil }
      return .number(TimeQuantity(x + y))
    case .times:
      guard let b = quantity(arguments, 1), let y = b.value else { return .number(TimeQuantity(nil)) }
      return .number(TimeQuantity(a.value.map { $0 * y }))
    case .half: return .number(TimeQuantity(a.value.map { $0 + 0.5 }))
    case .to:
      guard let b = quantity(arguments, 1) else { return .number(a) }
      return .number(TimeQuantity(a.value, upper: b.value))
    default: return .number(TimeQuantity(nil))
    }
  }

  private func shifted(_ operation: MeaningOperator, _ arguments: [MeaningExpression]) -> TimeMeaning? {
    switch operation {
    case .shift:
      guard let base = term(arguments, 0), let n = integer(arguments, 1), let (unit, count) = unit(arguments, 2)
      else { return nil }
      return .term(.shift(base, n * count, unit < .day ? .day : unit))
    case .same:
      guard let base = term(arguments, 0), let n = integer(arguments, 1), let (unit, _) = unit(arguments, 2) else {
        return nil
      }
      switch unit {
      case .month: return .term(.sameDay(base, months: n))
      case .year: return .term(.sameDay(base, months: n * 12))
      default: return .term(.shift(base, n, unit))
      }
    case .recent:
      // recent(NAME, base, from, to): a vague reference that spans so many days around a base.
      guard let name = word(arguments, 0), let base = term(arguments, 1), let from = integer(arguments, 2),
        let to = integer(arguments, 3)
      else { return nil }
      func edge(_ days: Int) -> TimeTerm { days == 0 ? base : .shift(base, days, .day) }
      return .vague(name, .range(edge(from), edge(to)))
    default:
      guard let base = term(arguments, 0), case .length(let length)? = value(arguments, 1) else { return nil }
      // "An hour later" names no day: the length alone is the expression.
      if word(arguments, 2) == "exact", length.unit < .day { return nil }
      return MeaningEvaluator.move(base, length, operation == .back ? -1 : 1)
    }
  }

  /// A length before or after a base: exact lengths give the stretch of that unit, vague ones a span.
  static func move(_ base: TimeTerm, _ length: TimeLength, _ sign: Int) -> TimeMeaning {
    if let amount = length.amount, amount == amount.rounded(), abs(amount) < 100_000, length.minorAmount == nil {
      let n = sign * Int(amount)
      // "A decade ago" points at a year, not at a decade of the calendar.
      if let years = [CalendarUnit.decade: 10, .century: 100, .millennium: 1000][length.unit], abs(n) < 100 {
        return .term(.shift(base, n * years, .year))
      }
      return .term(length.unit < .day ? .shift(base, 0, .day) : .shift(base, n, length.unit))
    }
    if let months = length.months { return .term(.shift(base, sign * months, .month)) }
    let (low, high) = length.days
    let near = Int(min(low, 3_000_000))
    let far = Int(min(high, 3_000_000).rounded(.up))
    let range: TimeTerm =
      sign < 0
      ? .range(.shift(base, -far, .day), .shift(base, -near, .day))
      : .range(.shift(base, near, .day), .shift(base, far, .day))
    return .vague(sign < 0 ? "PAST_REF" : "FUTURE_REF", range)
  }

  private func length(_ operation: MeaningOperator, _ arguments: [MeaningExpression]) -> TimeMeaning? {
    if operation == .and {
      guard case .length(var major)? = value(arguments, 0), case .length(let minor)? = value(arguments, 1),
        minor.unit < major.unit, major.minorAmount == nil
      else { return nil }
      major.minorAmount = minor.amount
      major.minorUnit = minor.unit
      return .length(major)
    }
    guard let (unit, count) = unit(arguments, 1), let quantity = quantity(arguments, 0) else { return nil }
    return .length(TimeLength(quantity.value.map { $0 * Double(count) }, unit))
  }

  private func recurring(_ operation: MeaningOperator, _ arguments: [MeaningExpression]) -> TimeMeaning? {
    switch value(arguments, 0) {
    case .recurrence(let what):
      var text = what.underspecified
      if case .dayTime(let time)? = value(arguments, 1) { text += time.timexSuffix }
      return .set(TimeSet(value: text))
    case .unit(let unit, let count):
      if operation == .recur {
        return .set(TimeSet(value: TimeTerm.underspecified(unit)))
      }
      return .set(TimeSet(value: TimeLength(Double(count), unit).timexValue))
    case .length(let length): return .set(TimeSet(value: length.timexValue))
    case .dayTime(let time): return .set(TimeSet(value: "XXXX-XX-XX" + time.timexSuffix))
    default: return nil
    }
  }
}
