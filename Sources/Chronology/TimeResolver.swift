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
  struct Mention {
    var term: TimeTerm
    /// Its value when it is known.
    var value: CalendarValue?
    var unit: CalendarUnit
    var sentence: Int
    var text: String
    var lastToken: Int
    /// Made by comparison with another ("a year earlier"): not what the text is about.
    var isComparison: Bool
    /// A quarter whose results are told ("the fourth quarter ended Sept. 30"), whatever its number says.
    var isReported = false
    /// A longer part of a year that results are told of ("the first nine months").
    var isSpan = false
  }

  var mentions: [Mention] = []
  var timexes: [Timex] = []
  var terms: [TimeTerm?] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(grammar: TimeGrammar, document: AnnotatedDocument, context: TimeContext, words: TenseWords) {
    self.grammar = grammar
    self.words = words
    self.document = document
    self.context = context
  }

  /// Anchors all candidates in text order.
  mutating func resolve(_ candidates: [TimeCandidate]) {
    var index = 0
    while index < candidates.count {
      if index + 1 < candidates.count, isClock(candidates[index], before: candidates[index + 1]) {
        // "At 4 a.m. local time (0300 UTC) Wednesday": the day behind a time of the day is its day.
        let count = timexes.count
        resolve(candidates[index + 1])
        resolve(candidates[index])
        if timexes.count == count + 2 {
          timexes.swapAt(count, count + 1)
          terms.swapAt(count, count + 1)
        }
        index += 2
      } else {
        resolve(candidates[index])
        index += 1
      }
    }
  }

  /// Whether a time of an open day stands before a day of the same phrase.
  private func isClock(_ candidate: TimeCandidate, before next: TimeCandidate) -> Bool {
    guard candidate.kind == .time, next.kind == .date, candidate.sentence == next.sentence,
      grammar.rules[next.rule].role == .anchor, let lower = next.tokens.first,
      candidate.tokens.upperBound <= lower, lower - candidate.tokens.upperBound <= 6,
      case .term(.at(_, let day)) = candidate.meaning, day.usesReference
    else { return false }
    switch next.meaning {
    case .recurrence(.weekday), .recurrence(.monthDay): break
    case .term(let term) where term.unit == .day && !term.usesReference: break
    default: return false
    }
    let between = candidate.tokens.upperBound..<lower
    // "At 20:00 EST (0000 UTC Sunday)": the day in brackets is that of the other time.
    let opened = between.lazy.filter { document.xpos($0) == "-LRB-" }.count
    guard opened == between.lazy.filter({ document.xpos($0) == "-RRB-" }).count else { return false }
    return !between.contains { token in
      switch document.tokens[token].upos {
      case .verb, .aux, .cconj, .sconj, .noun: true
      default: false
      }
    }
  }

  mutating func resolve(_ candidate: TimeCandidate) {
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
      rememberSpan(length, candidate)
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
  mutating func anchor(_ open: TimeTerm, _ candidate: TimeCandidate, _ timex: inout Timex) -> TimeTerm? {
    let rule = grammar.rules[candidate.rule]
    var reasons = ["“\(document.source.string(timex.span))”: \(rule.says)"]
    var term = open
    if let mention = precedingWeekday(term, candidate), case .select(let what, let direction, _) = term {
      term = .select(what, direction, mention.term)
      reasons.append("before “\(mention.text)”, which it is said to precede")
    }
    var isComparison = TimeResolver.isComparison(open)
    if rule.isCompared, let quarter = comparedQuarter(in: term, candidate) {
      isComparison = true
      term = quarter
      reasons.append("the quarter that is being compared")
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
      } else if case .shift(.reference, let count, let unit) = term, count > 0, unit <= .month,
        TenseReader(document: document, words: words).tense(of: candidate.tokens).tense == .past
      {
        // "A day later he resigned" does not count from the day of writing.
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
      remember(term, timex, candidate, isComparison: isComparison)
    }
    return term
  }

  /// "The call on Monday followed a meeting last Friday": the Friday counts from that Monday.
  func precedingWeekday(_ term: TimeTerm, _ candidate: TimeCandidate) -> Mention? {
    guard case .select(.weekday, .before, .document) = term, let mention = mentions.last,
      mention.sentence == candidate.sentence, mention.unit == .day, mention.term.dependsOnDocument,
      let first = candidate.tokens.first, mention.lastToken < first
    else { return nil }
    let between = mention.lastToken + 1..<first
    return between.contains { words.follows.contains(document.tokens[$0].form) } ? mention : nil
  }

  func finish(
    _ timex: inout Timex, _ term: TimeTerm, _ candidate: TimeCandidate, _ reasons: [String]
  ) {
    var reasons = reasons
    let value = value(of: term) ?? spanValue(of: term)
    timex.value = value?.timexValue ?? term.underspecified
    fillInterval(&timex, term)
    if let value, value.interval == timex.interval {
      timex.edtf = value.edtf + (timex.mod == "APPROX" ? "~" : "")
    }
    if let value { narrow(&timex, value, grammar.rules[candidate.rule].edge, term) }
    if term.dependsOnDocument {
      if let value {
        reasons.append("with the document date that is \(value.timexValue)")
      } else {
        reasons.append("its date depends on the unknown document date")
      }
    }
    timex.why = reasons.joined(separator: "; ")
  }

  func fillInterval(_ timex: inout Timex, _ term: TimeTerm?) {
    guard let term else { return }
    timex.interval =
      context.document != nil
      ? term.interval(document: context.document) : term.interval(within: context.documentInterval)
    if term.dependsOnDocument { timex.relative = term.closedForm }
    if timex.edtf == nil { timex.edtf = timex.interval.edtf }
  }

  /// The value of a term; with a document date known as an interval only when both ends give the same.
  func value(of term: TimeTerm) -> CalendarValue? {
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
  func covered(by length: TimeLength, _ rule: TimeRule, _ timex: inout Timex) -> TimeTerm? {
    guard let direction = rule.span else { return nil }
    let days = Int(min(length.amount == nil ? length.vagueSpan : length.days.high, 3_000_000).rounded(.up))
    let term: TimeTerm =
      direction == .past
      ? .range(.shift(.document, -days, .day), .document) : .range(.document, .shift(.document, days, .day))
    fillInterval(&timex, term)
    timex.why += direction == .past ? "; up to the document date" : "; from the document date on"
    return term
  }
}
