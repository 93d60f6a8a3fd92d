// On which side of its reference a bare weekday, day or month lies: tense, prepositions, the run of an account.

import Language

extension TimeResolver {
  /// Decides on which side of the reference an open recurrence lies.
  mutating func decide(
    _ term: TimeTerm, _ what: Recurrence, _ candidate: TimeCandidate, _ reasons: inout [String]
  ) -> TimeTerm {
    if context.isNarrative, !isNews(term, what), let mention = narrativeReference(what, candidate) {
      reasons.append("in this account counted from “\(mention.text)”")
      let base = mention.term
      switch what {
      case .weekday, .weekend: return TimeResolver.relocate(term, .select(what, .nearest, base))
      default:
        return TimeResolver.relocate(term, .part(what, of: .shift(base, yearStep(what, mention), what.container)))
      }
    }
    let (tense, isDirect) = TenseReader(document: document, words: words).tense(of: candidate.tokens)
    if let start = rangeStart(candidate), let second = endOfRange(what, from: start, tense, &reasons) {
      return TimeResolver.relocate(term, second)
    }
    let direction: Direction
    switch (what, tense) {
    case (.weekday, .future) where isDirect, (.weekend, .future) where isDirect: direction = .from
    case (.weekday, _), (.weekend, _): direction = .upTo
    case (.quarter, .future), (.half, _): direction = .nearest
    case (.quarter, _): direction = .upTo
    case (.monthDay, .past) where isDirect && datesAct(candidate):
      reasons.append("\(tense.words); the last one up to six weeks after the document date")
      return TimeResolver.relocate(term, .select(what, .upTo, .shift(.document, 45, .day)))
    case (.monthDay, .past):
      // A day of the next months is nearer than last year's even in the past tense ("was extended to …").
      reasons.append("\(tense.words); the last one up to four months after the document date")
      return TimeResolver.relocate(term, .select(what, .upTo, .shift(.document, 120, .day)))
    case (.monthDay, .future) where isDirect:
      // A deadline may just be over when the text is written ("by Jan. 14").
      reasons.append("\(tense.words); the first one from a month before the document date on")
      return TimeResolver.relocate(term, .select(what, .from, .shift(.document, -30, .day)))
    case (.month, .past) where !isDirect && isInPhrase(candidate):
      // Below a noun ("a cut in September") it may as well be a month to come.
      reasons.append("\(tense.words); the last one up to three months after the document date")
      return TimeResolver.relocate(term, .select(what, .upTo, .shift(.document, 90, .day)))
    case (_, .past): direction = .upTo
    case (_, .future) where isDirect: direction = .from
    default: direction = .nearest
    }
    if direction != .nearest { reasons.append(tense.words) }
    reasons.append(
      direction == .upTo
        ? "the last one up to the document date"
        : direction == .from ? "the first one from the document date on" : "the one nearest to the document date")
    return term.directed(direction)
  }

  /// Whether a bare day of an account is of the weeks before the day of writing: the account ends with news of these
  /// weeks, of which it has named a day before.
  private func isNews(_ term: TimeTerm, _ what: Recurrence) -> Bool {
    guard case .monthDay = what, let document = context.document, document.unit == .day, let today = document.firstDay,
      let day = value(of: .select(what, .upTo, .document))?.firstDay, today - day <= 62
    else { return false }
    return mentions.contains { mention in
      guard mention.unit == .day, let last = mention.value?.firstDay else { return false }
      return last < today && today - last <= 62
    }
  }

  /// Whether the preposition before an expression makes it the day of the act, unlike "extended to 9 October".
  private func datesAct(_ candidate: TimeCandidate) -> Bool {
    guard let first = candidate.tokens.first, first > 0 else { return false }
    return words.dayOf.contains(document.tokens[first - 1].form)
  }

  /// Whether a preposition stands before an expression.
  private func isInPhrase(_ candidate: TimeCandidate) -> Bool {
    guard let first = candidate.tokens.first, first > 0 else { return false }
    return document.tokens[first - 1].upos == .adp
  }

  /// An account goes on: January after December is the next year's.
  func yearStep(_ what: Recurrence, _ mention: Mention) -> Int {
    guard mention.unit <= .month, let last = mention.value?.firstDay?.parts.month else { return 0 }
    let month: Int
    switch what {
    case .month(let number), .monthDay(let number, _): month = number
    default: return 0
    }
    return last - month >= 9 ? 1 : 0
  }

  /// Puts another term in the place of the open one.
  static func relocate(_ term: TimeTerm, _ replacement: TimeTerm) -> TimeTerm {
    switch term {
    case .tensed: replacement
    case .shift(let base, let n, let unit): .shift(relocate(base, replacement), n, unit)
    case .sameDay(let base, let months): .sameDay(relocate(base, replacement), months: months)
    case .part(let what, let base): .part(what, of: relocate(base, replacement))
    case .nth(let n, let unit, let base): .nth(n, unit, of: relocate(base, replacement))
    case .at(let time, let base): .at(time, on: relocate(base, replacement))
    case .select(let what, let direction, let base): .select(what, direction, relocate(base, replacement))
    case .range(let from, let to):
      .range(from.map { relocate($0, replacement) }, to.map { relocate($0, replacement) })
    default: term
    }
  }
}
