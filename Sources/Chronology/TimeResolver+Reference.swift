// What an expression counts from: the document date, or a date mentioned before it.

import Corpus
import Language

extension TimeResolver {
  mutating func remember(
    _ term: TimeTerm, _ timex: Timex, _ candidate: TimeCandidate, isComparison: Bool
  ) {
    guard let unit = term.unit else { return }
    mentions.append(
      Mention(
        term: term, value: value(of: term), unit: unit, sentence: candidate.sentence,
        text: document.source.string(timex.span),
        lastToken: candidate.tokens.upperBound - 1, isComparison: isComparison,
        isReported: unit == .quarter && isEnded(candidate)))
    if mentions.count > 64 { mentions.removeFirst(32) }
  }

  /// Whether the words behind a quarter say on which day it ended.
  private func isEnded(_ candidate: TimeCandidate) -> Bool {
    let next = candidate.tokens.upperBound
    return next < document.tokens.count && words.ended.contains(document.tokens[next].form)
  }

  /// Remembers that results of half a year or more are told, so that "a year earlier" compares these.
  mutating func rememberSpan(_ length: TimeLength, _ candidate: TimeCandidate) {
    guard !context.isNarrative, let amount = length.amount, length.unit == .month, amount >= 6, amount <= 11,
      grammar.rules[candidate.rule].span == nil, mentions.contains(where: { $0.unit == .quarter })
    else { return }
    mentions.append(
      Mention(
        term: .shift(.document, 0, .year), value: nil, unit: .year, sentence: candidate.sentence, text: "",
        lastToken: candidate.tokens.upperBound - 1, isComparison: false, isSpan: true))
  }

  /// "The 1988 period" is the quarter of that year that is being compared.
  func comparedQuarter(in term: TimeTerm, _ candidate: TimeCandidate) -> TimeTerm? {
    guard case .absolute(let year) = term, year.unit == .year,
      let mention = reference(for: .quarter, candidate, open: .shift(.reference, 0, .quarter))
    else { return nil }
    let number: Int
    if case .select(.quarter(let named), _, _) = mention.term {
      number = named - 1
    } else if let quarter = mention.value, quarter.unit == .quarter {
      number = floorModulo(quarter.index, 4)
    } else {
      return nil
    }
    return .absolute(CalendarValue(.quarter, year.index * 4 + number))
  }

  /// The unit that a term asks of its reference.
  static func referenceUnit(_ term: TimeTerm) -> CalendarUnit? {
    switch term {
    case .shift(.reference, _, let unit): unit < .day ? .day : unit
    case .shift(let base, _, _), .sameDay(let base, _), .tensed(_, let base), .part(_, let base),
      .nth(_, _, let base), .at(_, let base):
      referenceUnit(base)
    case .select(let what, _, let base): base == .reference ? what.unit : referenceUnit(base)
    default: nil
    }
  }

  /// Whether a term is so many years from another time.
  static func isComparison(_ term: TimeTerm) -> Bool {
    switch term {
    case .shift(.reference, let n, .year), .shift(.shift(.reference, 0, .quarter), let n, .quarter): n < 0
    case .part(.quarter, .shift(.document, -1, .year)): true
    default: false
    }
  }

  /// The last mention that an expression of this unit can count from.
  func reference(for unit: CalendarUnit, _ candidate: TimeCandidate, open: TimeTerm) -> Mention? {
    if context.isNarrative {
      return mentions.last { isInPeriod($0) && ($0.unit <= unit || unit >= .year) }
    }
    let isComparison = TimeResolver.isComparison(open)
    let deictic = grammar.rules[candidate.rule].isDeictic
    if deictic, !isComparison { return nil }
    let isClock = candidate.kind == .time
    for mention in mentions.reversed() {
      if mention.isSpan {
        // What is compared with the first nine months is the year before.
        if isComparison || unit == .quarter, candidate.sentence - mention.sentence <= 3 { return nil }
        continue
      }
      // A time of the day is of the last day that was told.
      let window = mention.unit == .quarter && unit >= .quarter ? 24 : isClock && mention.unit == .day ? 12 : 3
      if candidate.sentence - mention.sentence > window { continue }
      if window == 12, candidate.sentence - mention.sentence > 3, !isOfThisNews(mention) { continue }
      if mention.isComparison, isComparison || unit == .quarter { continue }
      // Results are compared with those of a quarter, month or day, not with a year named in passing.
      if isComparison, mention.unit >= .half { continue }
      if unit == .quarter || isComparison && mention.unit == .quarter, !mention.isReported, !isOver(mention) {
        continue
      }
      if unit == .quarter, mention.unit != .quarter { continue }
      if deictic, mention.unit != .quarter { continue }
      if mention.unit <= unit { return mention }
    }
    return nil
  }

  /// Whether a day lies in the two weeks before the document.
  private func isOfThisNews(_ mention: Mention) -> Bool {
    guard let day = mention.value?.firstDay, let today = context.documentInterval.latest else { return false }
    return day <= today && today - day <= 14
  }

  /// Whether a stretch was over when the document was written.
  func isOver(_ mention: Mention) -> Bool {
    guard let end = mention.value?.lastDay, let latest = context.documentInterval.latest else { return true }
    return end <= latest
  }

  /// Whether a mention lies in the years that an account is about, so that a glance at another century does not
  /// become the reference.
  func isInPeriod(_ mention: Mention) -> Bool {
    // What counts from the day of writing ("today") is no part of the account.
    if mention.term.dependsOnDocument { return false }
    guard let period = context.period, let value = mention.value else { return true }
    return period.contains(value.year)
  }

  func narrativeReference(_ what: Recurrence, _ candidate: TimeCandidate) -> Mention? {
    mentions.last { mention in
      guard isInPeriod(mention) else { return false }
      switch what {
      case .weekday, .weekend: return mention.unit == .day
      default: return mention.unit <= .year
      }
    }
  }

  /// Puts the mention in place of the reference. A year before a quarter or month is that quarter or month of the
  /// year before, as newspapers compare results.
  static func rebase(_ term: TimeTerm, on base: TimeTerm, unit: CalendarUnit) -> TimeTerm {
    switch term {
    case .shift(.reference, let n, .year) where n < 0 && unit == .quarter: return .shift(base, n * 4, .quarter)
    case .shift(.reference, let n, .year) where n < 0 && unit == .month: return .shift(base, n * 12, .month)
    default: return term.replacingReference(by: base)
    }
  }

  /// The reading without any mention: "the quarter" is the last complete one, all else counts from the document.
  static func withoutMention(_ term: TimeTerm) -> TimeTerm {
    switch term {
    case .shift(.reference, 0, .quarter): .shift(.document, -1, .quarter)
    case .shift(.shift(.reference, 0, .quarter), let n, let unit):
      .shift(.shift(.document, -1, .quarter), n, unit)
    default: term.replacingReference(by: .document)
    }
  }
}
