// Parts of a stretch of time ("early May", "the end of the year") and ranges ("from Monday to Friday").

import Corpus
import Language

extension TimeResolver {
  /// The value of a span with two known ends: the week that holds it, else the month or year that both lie in.
  func spanValue(of term: TimeTerm) -> CalendarValue? {
    guard case .range(let from?, let to?) = term, let first = value(of: from)?.firstDay,
      let last = value(of: to)?.lastDay,
      first <= last
    else { return nil }
    if last - first < 7 { return CalendarValue(first + (last - first) / 2).coarsened(to: .week) }
    for unit in [CalendarUnit.month, .year] {
      let value = CalendarValue(first).coarsened(to: unit)
      if value.lastDay.map({ last <= $0 }) ?? false { return value }
    }
    return nil
  }

  /// Narrows the days of an expression to the part that it names, and widens those of feasts that the moon decides.
  func narrow(_ timex: inout Timex, _ value: CalendarValue, _ edge: TimeRule.Edge?, _ term: TimeTerm) {
    if edge == nil, TimeResolver.isApproximate(term), let first = timex.interval.earliest,
      let last = timex.interval.latest
    {
      timex.interval = DayInterval(first - 1, last + 1)
      timex.edtf = value.edtf + "~"
      return
    }
    guard let edge, let days = TimeResolver.part(edge, of: value) else { return }
    timex.interval = days
    // "Earlier this month" is over when it is written, "later this week" is not.
    if let today = context.document, today.unit == .day, let day = today.firstDay, term.dependsOnDocument,
      value.interval.contains(DayInterval(day))
    {
      if edge == .early { timex.interval = DayInterval(value.firstDay, day) }
      if edge == .late { timex.interval = DayInterval(day, value.lastDay) }
    }
    timex.edtf = timex.interval.edtf
  }

  /// The days of a part: halves for "early" and "late", thirds for the beginning and the end, the middle two fifths.
  static func part(_ edge: TimeRule.Edge, of value: CalendarValue) -> DayInterval? {
    guard let first = value.firstDay, let last = value.lastDay, last > first else { return nil }
    if value.unit == .year, let days = months(edge, value.index) { return days }
    let length = last - first + 1
    switch edge {
    case .early: return DayInterval(first, first + max(0, (length - 1) / 2))
    case .late: return DayInterval(first + length / 2, last)
    case .start: return DayInterval(first, first + max(0, length / 3 - 1))
    case .end: return DayInterval(last - max(0, length / 3 - 1), last)
    case .mid: return DayInterval(first + length * 3 / 10, first + max(length * 3 / 10, length * 7 / 10 - 1))
    }
  }

  private static func months(_ edge: TimeRule.Edge, _ year: Int) -> DayInterval? {
    let (from, to) =
      switch edge {
      case .early: (1, 6)
      case .late: (7, 12)
      case .start: (1, 4)
      case .end: (9, 12)
      case .mid: (5, 8)
      }
    guard let first = CalendarValue.month(year, from)?.firstDay, let last = CalendarValue.month(year, to)?.lastDay
    else {
      return nil
    }
    return DayInterval(first, last)
  }

  private static func isApproximate(_ term: TimeTerm) -> Bool {
    switch term {
    case .select(let what, _, let base), .tensed(let what, let base), .part(let what, let base):
      if case .feast(let feast, _) = what { return feast.isApproximate }
      return isApproximate(base)
    case .shift(let base, _, _): return isApproximate(base)
    case .range(let from, let to): return from.map(isApproximate) ?? false || to.map(isApproximate) ?? false
    default: return false
    }
  }

  // MARK: Ranges

  /// The expression that an expression continues as the end of a range ("from Monday to Friday"): its index.
  func rangeStart(_ candidate: TimeCandidate) -> Int? {
    guard let last = timexes.indices.last, let first = candidate.tokens.first, first >= 2,
      timexes[last].tokens.upperBound == first - 1, timexes[last].sentence == candidate.sentence,
      timexes[last].role == .anchor, timexes[last].kind == .date
    else { return nil }
    let link = document.tokens[first - 1].form
    guard words.through.contains(link) else { return nil }
    let before = (timexes[last].tokens.first ?? 0) - 1
    let opened = before >= 0 && words.between.contains(document.tokens[before].form)
    // "Monday and Friday" are two days; so are "Monday to Friday" only without "from".
    return opened || link != TenseWords.and ? last : nil
  }

  /// The end of a range: the first such day or month behind its beginning. A range in the past tense is over: where its
  /// end would lie ahead, the beginning is the one before.
  mutating func endOfRange(
    _ what: Recurrence, from index: Int, _ tense: SentenceTense, _ reasons: inout [String]
  ) -> TimeTerm? {
    guard let start = terms[index], let unit = start.unit, unit == what.unit, start.openRecurrence == nil,
      case .select(let kind, _, _) = start, kind.container == what.container
    else { return nil }
    reasons.append("the first one after “\(document.source.string(timexes[index].span))”")
    let end = TimeTerm.select(what, .after, start)
    guard tense == .past, let document = context.document, document.unit == .day, let today = document.lastDay,
      let last = end.value(document: document)?.firstDay, last > today,
      case .select(let first, let direction, let base) = start,
      base == .document, direction == .upTo, first.container == .week || first.container == .year
    else { return end }
    let earlier = TimeTerm.shift(start, -1, first.container == .week ? .week : .year)
    let moved: TimeTerm = first.container == .week ? .shift(start, -7, .day) : .part(first, of: earlier)
    guard let value = moved.value(document: document) else { return end }
    timexes[index].value = value.timexValue
    timexes[index].interval = value.interval
    timexes[index].edtf = value.edtf
    timexes[index].relative = moved.closedForm
    terms[index] = moved
    return .select(what, .after, moved)
  }
}
