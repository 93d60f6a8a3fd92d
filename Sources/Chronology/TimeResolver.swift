// Anchors candidates: chooses the reference time of each expression, decides directions by tense, and computes
// values, intervals and explanations.

import Corpus
import Language

/// What is known of the document while its expressions are anchored.
struct TimeContext: Sendable {
  /// The document date as a calendar value when it is known (day, month or year).
  var document: CalendarValue?
  /// The days that the document date may be.
  var documentInterval: DayInterval
  /// Whether the text tells history: bare dates then count from the last mentioned date.
  var isNarrative: Bool
  /// The years that such an account is about.
  var period: ClosedRange<Int>?
}

struct TimeResolver {
  let grammar: TimeGrammar
  let document: AnnotatedDocument
  let context: TimeContext
  let words: TenseWords

  /// A date mentioned earlier, for later expressions to count from.
  private struct Mention {
    var term: TimeTerm
    /// Its value when it is known.
    var value: CalendarValue?
    var unit: CalendarUnit
    var sentence: Int
    var text: String
    var lastToken: Int
    /// Made by comparison with another ("a year earlier"): not what the text is about.
    var isComparison: Bool
  }

  private var mentions: [Mention] = []
  private(set) var timexes: [Timex] = []
  private(set) var terms: [TimeTerm?] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(grammar: TimeGrammar, document: AnnotatedDocument, context: TimeContext, words: TenseWords) {
    self.grammar = grammar
    self.words = words
    self.document = document
    self.context = context
  }

  /// Anchors all candidates in text order.
  mutating func resolve(_ candidates: [TimeCandidate]) {
    for candidate in candidates { resolve(candidate) }
  }

  private mutating func resolve(_ candidate: TimeCandidate) {
    if grammar.rules[candidate.rule].narrativeOnly, !context.isNarrative { return }
    let span = ByteSpan(candidate.start, candidate.end)
    let rule = grammar.rules[candidate.rule]
    let text = document.source.string(span)
    var timex = Timex(
      span: span, tokens: candidate.tokens, sentence: candidate.sentence, kind: candidate.kind, value: "",
      mod: candidate.mod, role: rule.role, rule: rule.name, why: "")
    var term: TimeTerm?
    switch candidate.meaning {
    case .impossible(let reason):
      diagnostics.append(
        Diagnostic(
          level: .note, code: "impossible-date", span: span,
          message: "“\(text)” was not read as a date: \(reason)"))
      return
    case .term(let open):
      term = anchor(open, candidate, &timex)
    case .recurrence(let what):
      term = anchor(.tensed(what, .document), candidate, &timex)
    case .length(let length):
      timex.value = length.timexValue
      timex.why = "“\(text)”: \(rule.says)"
      term = covered(by: length, rule, &timex)
      if term == nil { timex.role = rule.role == .anchor ? .measure : rule.role }
    case .set(let set):
      timex.value = set.value
      timex.role = .generic
      timex.why = "“\(text)”: \(rule.says)"
    case .vague(let value, let open):
      timex.value = value
      timex.why = "“\(text)”: \(rule.says)"
      if let open {
        let anchored =
          open.usesReference
          ? open.replacingReference(by: reference(for: .day, candidate, open: open)?.term ?? .document) : open
        term = anchored.directed(.upTo)
        if timex.role == .anchor { fillInterval(&timex, term) }
      } else {
        timex.role = .generic
      }
    case .dayTime(let time):
      term = anchor(.at(time, on: .shift(.reference, 0, .day)), candidate, &timex)
    case .none, .number, .unit, .zone:
      return
    }
    guard !timex.value.isEmpty else { return }
    timexes.append(timex)
    terms.append(term)
  }

  // MARK: Anchoring

  /// Decides reference and direction of a term and fills in value, interval, closed form and explanation.
  private mutating func anchor(_ open: TimeTerm, _ candidate: TimeCandidate, _ timex: inout Timex) -> TimeTerm? {
    let rule = grammar.rules[candidate.rule]
    var reasons = ["“\(document.source.string(timex.span))”: \(rule.says)"]
    var term = open
    if let mention = precedingWeekday(term, candidate), case .select(let what, let direction, _) = term {
      term = .select(what, direction, mention.term)
      reasons.append("before “\(mention.text)”, which it is said to precede")
    }
    if let what = term.openRecurrence { term = decide(term, what, candidate, &reasons) }
    if term.usesReference {
      let unit = TimeResolver.referenceUnit(term) ?? .day
      if let mention = reference(for: unit, candidate, open: term) {
        term = TimeResolver.rebase(term, on: mention.term, unit: mention.unit)
        reasons.append("counted from “\(mention.text)”")
      } else if context.isNarrative {
        reasons.append("nothing before it to count from")
        timex.value = term.underspecified
        timex.why = reasons.joined(separator: "; ")
        return nil
      } else {
        term = TimeResolver.withoutMention(term)
        reasons.append("counted from the document date")
      }
    }
    term = term.directed(.upTo)
    finish(&timex, term, candidate, reasons)
    if timex.role == .anchor, candidate.kind == .date || candidate.kind == .time {
      remember(term, timex, candidate, isComparison: TimeResolver.isComparison(open))
    }
    return term
  }

  /// "The call on Monday followed a meeting last Friday": the Friday counts from that Monday.
  private func precedingWeekday(_ term: TimeTerm, _ candidate: TimeCandidate) -> Mention? {
    guard case .select(.weekday, .before, .document) = term, let mention = mentions.last,
      mention.sentence == candidate.sentence, mention.unit == .day, mention.term.dependsOnDocument,
      let first = candidate.tokens.first, mention.lastToken < first
    else { return nil }
    let between = mention.lastToken + 1..<first
    return between.contains { words.follows.contains(document.tokens[$0].form) } ? mention : nil
  }

  private func finish(
    _ timex: inout Timex, _ term: TimeTerm, _ candidate: TimeCandidate, _ reasons: [String]
  ) {
    var reasons = reasons
    let value = value(of: term)
    timex.value = value?.timexValue ?? term.underspecified
    fillInterval(&timex, term)
    if let value {
      timex.edtf = value.edtf + (timex.mod == "APPROX" ? "~" : "")
    }
    if term.dependsOnDocument {
      if let value {
        reasons.append("with the document date that is \(value.timexValue)")
      } else {
        reasons.append("its date depends on the unknown document date")
      }
    }
    timex.why = reasons.joined(separator: "; ")
  }

  private func fillInterval(_ timex: inout Timex, _ term: TimeTerm?) {
    guard let term else { return }
    timex.interval =
      context.document != nil
      ? term.interval(document: context.document) : term.interval(within: context.documentInterval)
    if term.dependsOnDocument { timex.relative = term.closedForm }
    if timex.edtf == nil { timex.edtf = timex.interval.edtf }
  }

  /// The value of a term; with a document date known as an interval only when both ends give the same.
  private func value(of term: TimeTerm) -> CalendarValue? {
    if let document = context.document {
      // A month or year as document date cannot date a day.
      if document.unit != .day, let unit = term.unit, unit < document.unit, term.dependsOnDocument { return nil }
      return term.value(document: document)
    }
    guard term.dependsOnDocument else { return term.value(document: nil) }
    guard let low = context.documentInterval.earliest, let high = context.documentInterval.latest,
      let a = term.value(document: CalendarValue(low)), let b = term.value(document: CalendarValue(high)), a == b
    else { return nil }
    return a
  }

  /// The days that a duration with a fixed end covers: "the past three months", "the coming weeks".
  private func covered(by length: TimeLength, _ rule: TimeRule, _ timex: inout Timex) -> TimeTerm? {
    guard let direction = rule.span else { return nil }
    let days = Int(min(length.amount == nil ? length.vagueSpan : length.days.high, 3_000_000).rounded(.up))
    let term: TimeTerm =
      direction == .past
      ? .range(.shift(.document, -days, .day), .document) : .range(.document, .shift(.document, days, .day))
    fillInterval(&timex, term)
    timex.why += direction == .past ? "; up to the document date" : "; from the document date on"
    return term
  }

  // MARK: Direction

  /// Decides on which side of the reference an open recurrence lies.
  private func decide(
    _ term: TimeTerm, _ what: Recurrence, _ candidate: TimeCandidate, _ reasons: inout [String]
  ) -> TimeTerm {
    if context.isNarrative, let mention = narrativeReference(what, candidate) {
      reasons.append("in this account counted from “\(mention.text)”")
      let base = mention.term
      switch what {
      case .weekday, .weekend: return TimeResolver.relocate(term, .select(what, .nearest, base))
      default:
        return TimeResolver.relocate(term, .part(what, of: .shift(base, yearStep(what, mention), what.container)))
      }
    }
    let (tense, isDirect) = TenseReader(document: document, words: words).tense(of: candidate.tokens)
    let direction: Direction
    switch (what, tense) {
    case (.weekday, .future) where isDirect, (.weekend, .future) where isDirect: direction = .from
    case (.weekday, _), (.weekend, _): direction = .upTo
    case (.quarter, .future), (.half, _): direction = .nearest
    case (.quarter, _): direction = .upTo
    case (.monthDay, .past):
      // A day of the next months is nearer than last year's even in the past tense ("was extended to …").
      reasons.append("\(tense.words); the last one up to four months after the document date")
      return TimeResolver.relocate(term, .select(what, .upTo, .shift(.document, 120, .day)))
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

  /// An account goes on: January after December is the next year's.
  private func yearStep(_ what: Recurrence, _ mention: Mention) -> Int {
    guard mention.unit <= .month, let last = mention.value?.firstDay?.parts.month else { return 0 }
    let month: Int
    switch what {
    case .month(let number), .monthDay(let number, _): month = number
    default: return 0
    }
    return last - month >= 9 ? 1 : 0
  }

  /// Puts another term in the place of the open one.
  private static func relocate(_ term: TimeTerm, _ replacement: TimeTerm) -> TimeTerm {
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

  // MARK: Reference times

  private mutating func remember(
    _ term: TimeTerm, _ timex: Timex, _ candidate: TimeCandidate, isComparison: Bool
  ) {
    guard let unit = term.unit else { return }
    mentions.append(
      Mention(
        term: term, value: value(of: term), unit: unit, sentence: candidate.sentence,
        text: document.source.string(timex.span),
        lastToken: candidate.tokens.upperBound - 1, isComparison: isComparison))
    if mentions.count > 64 { mentions.removeFirst(32) }
  }

  /// The unit that a term asks of its reference.
  private static func referenceUnit(_ term: TimeTerm) -> CalendarUnit? {
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
  private static func isComparison(_ term: TimeTerm) -> Bool {
    switch term {
    case .shift(.reference, let n, .year), .shift(.shift(.reference, 0, .quarter), let n, .quarter): n < 0
    case .part(.quarter, .shift(.document, -1, .year)): true
    default: false
    }
  }

  /// The last mention that an expression of this unit can count from.
  private func reference(for unit: CalendarUnit, _ candidate: TimeCandidate, open: TimeTerm) -> Mention? {
    if context.isNarrative {
      return mentions.last { isInPeriod($0) && ($0.unit <= unit || unit >= .year) }
    }
    let isComparison = TimeResolver.isComparison(open)
    let deictic = grammar.rules[candidate.rule].isDeictic
    if deictic, !isComparison { return nil }
    for mention in mentions.reversed() {
      let window = mention.unit == .quarter && unit >= .quarter ? 24 : 3
      if candidate.sentence - mention.sentence > window { continue }
      if mention.isComparison, isComparison || unit == .quarter { continue }
      // Results are compared with those of a quarter, month or day, not with a year named in passing.
      if isComparison, mention.unit >= .half { continue }
      if unit == .quarter || isComparison && mention.unit == .quarter, !isOver(mention) { continue }
      if unit == .quarter, mention.unit != .quarter { continue }
      if deictic, mention.unit != .quarter { continue }
      if mention.unit <= unit { return mention }
    }
    return nil
  }

  /// Whether a stretch was over when the document was written.
  private func isOver(_ mention: Mention) -> Bool {
    guard let end = mention.value?.lastDay, let latest = context.documentInterval.latest else { return true }
    return end <= latest
  }

  /// Whether a mention lies in the years that an account is about, so that a glance at another century does not
  /// become the reference.
  private func isInPeriod(_ mention: Mention) -> Bool {
    // What counts from the day of writing ("today") is no part of the account.
    if mention.term.dependsOnDocument { return false }
    guard let period = context.period, let value = mention.value else { return true }
    return period.contains(value.year)
  }

  private func narrativeReference(_ what: Recurrence, _ candidate: TimeCandidate) -> Mention? {
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
  private static func rebase(_ term: TimeTerm, on base: TimeTerm, unit: CalendarUnit) -> TimeTerm {
    switch term {
    case .shift(.reference, let n, .year) where n < 0 && unit == .quarter: return .shift(base, n * 4, .quarter)
    case .shift(.reference, let n, .year) where n < 0 && unit == .month: return .shift(base, n * 12, .month)
    default: return term.replacingReference(by: base)
    }
  }

  /// The reading without any mention: "the quarter" is the last complete one, all else counts from the document.
  private static func withoutMention(_ term: TimeTerm) -> TimeTerm {
    switch term {
    case .shift(.reference, 0, .quarter): .shift(.document, -1, .quarter)
    case .shift(.shift(.reference, 0, .quarter), let n, let unit):
      .shift(.shift(.document, -1, .quarter), n, unit)
    default: term.replacingReference(by: .document)
    }
  }
}
