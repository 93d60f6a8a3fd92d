// The calendar algebra: what a time expression means before and after the document date is known. A term is
// evaluated to a calendar value once the document date (or nothing, for absolute terms) is given.

/// Which occurrence of a recurrence a reference selects.
public enum Direction: String, Sendable, Hashable {
  /// The last one that begins up to the reference (the reference's own counts).
  case upTo = "<"
  /// The last one wholly before.
  case before = "<<"
  /// The first one from the reference on (the reference's own counts).
  case from = ">"
  /// The first one after.
  case after = ">>"
  /// The nearest one; of two equally near ones the earlier.
  case nearest = "~"
}

/// The meaning of a time expression as a computation on the document date.
public indirect enum TimeTerm: Sendable, Hashable {
  /// The document date.
  case document
  /// The reference time of a narrative: replaced by another term when the expression is anchored.
  case reference
  case absolute(CalendarValue)
  /// So many units later than another term, as a stretch of that unit.
  case shift(TimeTerm, Int, CalendarUnit)
  /// So many months later, as a day ("exactly a year ago").
  case sameDay(TimeTerm, months: Int)
  case select(Recurrence, Direction, TimeTerm)
  /// A recurrence whose direction tense decides; the reference is ``document`` or ``reference``.
  case tensed(Recurrence, TimeTerm)
  /// A recurrence within a longer stretch: May of last year.
  case part(Recurrence, of: TimeTerm)
  /// The n-th unit (from 1; negative counts from the end) within a longer stretch.
  case nth(Int, CalendarUnit, of: TimeTerm)
  case at(DayTime, on: TimeTerm)
  /// From the start of one to the end of another; nil is open.
  case range(TimeTerm?, TimeTerm?)

  /// The calendar value, given the document date.
  ///
  /// - Parameter document: the document date; nil when unknown.
  /// - Returns: nil when the term depends on an unknown date, is a range, or denotes no date.
  public func value(document: CalendarValue?) -> CalendarValue? {
    switch self {
    case .document: return document
    case .reference, .range: return nil
    case .absolute(let value): return value
    case .shift(let base, let count, let unit):
      guard let value = base.value(document: document)?.adding(count, unit) else { return nil }
      return value.firstDay == nil ? nil : value
    case .sameDay(let base, let months):
      return base.value(document: document)?.coarsened(to: .day).addingMonths(months)
    case .select(let recurrence, let direction, let base):
      guard let value = base.value(document: document) else { return nil }
      return TimeTerm.select(recurrence, direction, value)
    case .tensed(let recurrence, let base):
      return TimeTerm.select(recurrence, .upTo, base, document)
    case .part(let recurrence, let base):
      guard let value = base.value(document: document) else { return nil }
      return recurrence.occurrence(in: value.coarsened(to: recurrence.container))
    case .nth(let n, let unit, let base):
      guard let value = base.value(document: document), n != 0, let first = value.firstDay, let last = value.lastDay
      else { return nil }
      let result =
        n > 0
        ? CalendarValue(first).coarsened(to: unit).adding(n - 1, unit)
        : CalendarValue(last).coarsened(to: unit).adding(n + 1, unit)
      guard let start = result.firstDay, let end = result.lastDay, end >= first, start <= last else { return nil }
      return result
    case .at(let time, let base):
      guard var value = base.value(document: document)?.coarsened(to: .day) else { return nil }
      value.time = time
      return value
    }
  }

  private static func select(
    _ recurrence: Recurrence, _ direction: Direction, _ base: TimeTerm, _ document: CalendarValue?
  ) -> CalendarValue? {
    base.value(document: document).flatMap { select(recurrence, direction, $0) }
  }

  /// The occurrence of a recurrence that lies in a direction from a stretch of the calendar.
  static func select(
    _ recurrence: Recurrence, _ direction: Direction, _ reference: CalendarValue
  ) -> CalendarValue? {
    guard let first = reference.firstDay, let last = reference.lastDay else { return nil }
    let holder = reference.coarsened(to: recurrence.container)
    var best: (distance: Int, value: CalendarValue)?
    // 29 February may be eight years away.
    for step in -9...9 {
      guard let value = recurrence.occurrence(in: holder.adding(step, recurrence.container)),
        let start = value.firstDay,
        let end = value.lastDay
      else { continue }
      let fits =
        switch direction {
        case .upTo: start <= last
        case .before: end < first
        case .from: end >= first
        case .after: start > last
        case .nearest: true
        }
      guard fits else { continue }
      let distance = start > last ? start - last : end < first ? first - end : 0
      if let old = best, old.distance < distance || old.distance == distance && direction != .upTo { continue }
      best = (distance, value)
    }
    return best?.value
  }

  /// The days that the term may denote for one document date; ranges too.
  public func interval(document: CalendarValue?) -> DayInterval {
    if case .range(let from, let to) = self {
      return DayInterval(
        from.flatMap { $0.interval(document: document).earliest },
        to.flatMap { $0.interval(document: document).latest })
    }
    return value(document: document)?.interval ?? .unbounded
  }

  /// The days that the term may denote when the document date is only known as an interval: the hull over both
  /// ends (every operation of the algebra is monotone in the document date).
  public func interval(within document: DayInterval) -> DayInterval {
    guard dependsOnDocument else { return interval(document: nil) }
    let low = document.earliest.map { interval(document: CalendarValue($0)) }
    let high = document.latest.map { interval(document: CalendarValue($0)) }
    return DayInterval(low?.earliest, high?.latest)
  }

  public var dependsOnDocument: Bool {
    switch self {
    case .document: true
    case .reference, .absolute: false
    case .shift(let base, _, _), .sameDay(let base, _), .select(_, _, let base), .tensed(_, let base),
      .part(_, let base), .nth(_, _, let base), .at(_, let base):
      base.dependsOnDocument
    case .range(let from, let to): from?.dependsOnDocument ?? false || to?.dependsOnDocument ?? false
    }
  }

  /// The same term with another one in place of ``reference``.
  func replacingReference(by other: TimeTerm) -> TimeTerm {
    switch self {
    case .reference: other
    case .document, .absolute: self
    case .shift(let base, let n, let unit): .shift(base.replacingReference(by: other), n, unit)
    case .sameDay(let base, let months): .sameDay(base.replacingReference(by: other), months: months)
    case .select(let what, let direction, let base): .select(what, direction, base.replacingReference(by: other))
    case .tensed(let what, let base): .tensed(what, base.replacingReference(by: other))
    case .part(let what, let base): .part(what, of: base.replacingReference(by: other))
    case .nth(let n, let unit, let base): .nth(n, unit, of: base.replacingReference(by: other))
    case .at(let time, let base): .at(time, on: base.replacingReference(by: other))
    case .range(let from, let to):
      .range(from?.replacingReference(by: other), to?.replacingReference(by: other))
    }
  }

  var usesReference: Bool {
    switch self {
    case .reference: true
    case .document, .absolute: false
    case .shift(let base, _, _), .sameDay(let base, _), .select(_, _, let base), .tensed(_, let base),
      .part(_, let base), .nth(_, _, let base), .at(_, let base):
      base.usesReference
    case .range(let from, let to): from?.usesReference ?? false || to?.usesReference ?? false
    }
  }

  /// The same term with tense decided.
  func directed(_ direction: Direction) -> TimeTerm {
    switch self {
    case .tensed(let what, let base): .select(what, direction, base)
    case .shift(let base, let n, let unit): .shift(base.directed(direction), n, unit)
    case .sameDay(let base, let months): .sameDay(base.directed(direction), months: months)
    case .part(let what, let base): .part(what, of: base.directed(direction))
    case .nth(let n, let unit, let base): .nth(n, unit, of: base.directed(direction))
    case .at(let time, let base): .at(time, on: base.directed(direction))
    case .range(let from, let to): .range(from?.directed(direction), to?.directed(direction))
    case .select(let what, let own, let base): .select(what, own, base.directed(direction))
    default: self
    }
  }

  /// The recurrence whose direction is open, if there is one.
  var openRecurrence: Recurrence? {
    switch self {
    case .tensed(let what, _): what
    case .shift(let base, _, _), .sameDay(let base, _), .part(_, let base), .nth(_, _, let base), .at(_, let base),
      .select(_, _, let base):
      base.openRecurrence
    case .range(let from, let to): from?.openRecurrence ?? to?.openRecurrence
    default: nil
    }
  }

  /// The size of what the term denotes, known without any date; nil for a range or the reference.
  var unit: CalendarUnit? {
    switch self {
    case .document: .day
    case .reference, .range: nil
    case .absolute(let value): value.unit
    case .shift(_, _, let unit), .nth(_, let unit, _): unit < .day ? .day : unit
    case .sameDay, .at: .day
    case .select(let what, _, _), .tensed(let what, _), .part(let what, _): what.unit
    }
  }

  /// The TIMEX3 value with `X` for all that an unknown document date leaves open.
  public var underspecified: String {
    if let value = value(document: nil) { return value.timexValue }
    switch self {
    case .document, .reference, .sameDay: return "XXXX-XX-XX"
    case .absolute(let value): return value.timexValue
    case .shift(_, _, let unit), .nth(_, let unit, _): return TimeTerm.underspecified(unit)
    case .select(let what, _, _), .tensed(let what, _): return what.underspecified
    case .part(let what, let base):
      if case .month(let month) = what, case .absolute(let year) = base, year.unit == .year {
        return "\(year.timexValue)-\(padded(month, 2))"
      }
      return what.underspecified
    case .at(let time, let base): return base.underspecified + time.timexSuffix
    case .range: return "XXXX-XX-XX"
    }
  }

  static func underspecified(_ unit: CalendarUnit) -> String {
    switch unit {
    case .second, .minute, .hour, .day: "XXXX-XX-XX"
    case .week: "XXXX-WXX"
    case .weekend: "XXXX-WXX-WE"
    case .month, .season: "XXXX-XX"
    case .quarter: "XXXX-QX"
    case .half: "XXXX-HX"
    case .year: "XXXX"
    case .decade: "XXX"
    case .century: "XX"
    case .millennium: "X"
    }
  }
}
