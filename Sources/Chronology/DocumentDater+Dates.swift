// Dating cues from the calendar dates in a text: what is told of them in the past tense is over, what is promised for
// them lies ahead; and the span of years in which a text with such dates is plausibly written.

import Corpus
import Language

extension DocumentDater {
  /// The explicit dates of a text as cues.
  struct ExplicitDates {
    var cues: [DateCue] = []
    /// Dates that the text tells of as over, without mere beginnings ("since 1962").
    var past: [PastDate] = []
    /// Last days of stretches for which something is expected.
    var future: [Day] = []
  }

  /// A date that is over.
  struct PastDate {
    var first: Day
    var last: Day
    var span: ByteSpan
    /// Whether it is a day or month, which texts name of what is recent, and not a year alone.
    var isPrecise: Bool
    /// Whether results of that quarter or year are told or compared.
    var isReported: Bool
    var unit = CalendarUnit.day
  }

  /// Calendar dates of what has happened lie before the document, those of what is planned after it.
  func explicitCues() -> ExplicitDates {
    let reader = TenseReader(document: document, words: tenseWords)
    var result = ExplicitDates()
    var past: [(day: Day, cue: DateCue)] = []
    var future: [(day: Day, cue: DateCue)] = []
    for candidate in candidates {
      guard case .term(let term) = candidate.meaning, let value = term.value(document: nil), value.unit <= .year,
        let first = value.firstDay, let last = value.lastDay, document.sentences[candidate.sentence].isProse
      else { continue }
      // What lies behind the last day that is known is no past.
      if let horizon = settings.horizon, first > horizon { continue }
      let rule = grammar.rules[candidate.rule]
      let isFiscal = rule.name.hasPrefix("fiscal")
      let (tense, isDirect) = reader.tense(of: candidate.tokens)
      let span = ByteSpan(candidate.start, candidate.end)
      let words = value.timexValue
      switch tense {
      case .past where !isPromised(candidate):
        // A year below a noun ("1990 earnings") may be the next one; a fiscal year ends before the calendar's.
        let earliest = isFiscal ? first - 184 : isDirect || value.unit < .year ? first : first - 366
        past.append(
          (
            earliest,
            DateCue(
              span: span, rule: "dated-past", interval: DayInterval(earliest, nil), weight: isDirect ? 6 : 3,
              why: "what is told of \(words) is over: the document is no older")
          ))
        if !isBeginning(candidate) {
          result.past.append(
            PastDate(
              first: earliest, last: last, span: span, isPrecise: value.unit <= .month,
              isReported: isFiscal || rule.isCompared || value.unit == .quarter || value.unit == .half,
              unit: value.unit))
        }
      case .future where reader.hasWill(candidate.tokens):
        if !isFiscal {
          future.append(
            (
              last,
              DateCue(
                span: span, rule: "dated-future", interval: DayInterval(nil, last), weight: 2,
                why: "what is told of \(words) lies ahead: the document is no younger")
            ))
        }
        if !isDeadline(candidate) { result.future.append(last) }
      case .future where isDirect && !isFiscal && reader.isExpected(candidate.tokens):
        future.append(
          (
            last,
            DateCue(
              span: span, rule: "dated-plan", interval: DayInterval(nil, last), weight: 1.5,
              why: "something is planned for \(words): the document is no younger")
          ))
        if !isDeadline(candidate) { result.future.append(last) }
      default: break
      }
    }
    past.sort { ($0.day, $0.cue.weight, $1.cue.span.start) > ($1.day, $1.cue.weight, $0.cue.span.start) }
    future.sort { ($0.day, $0.cue.span.start) < ($1.day, $1.cue.span.start) }
    result.cues = past.prefix(DocumentDater.cueLimit).map(\.cue) + future.prefix(2).map(\.cue)
    result.cues.sort { $0.span < $1.span }
    return result
  }

  /// Whether a date is one that a bond or contract is due on, or that a plan names: "due to receive its first aircraft
  /// in May 2008". Words of planning count from three words before the date, and farther off where only what is
  /// planned stands between.
  private func isPromised(_ candidate: TimeCandidate) -> Bool {
    guard let first = candidate.tokens.first else { return false }
    let sentence = document.sentences[candidate.sentence].tokens
    func isPlan(_ token: Token) -> Bool {
      tenseWords.planning.contains(token.lemma) || tenseWords.outlook.contains(token.lemma)
        || tenseWords.planning.contains(token.form)
    }
    var distance = 1
    while distance <= 10, sentence.contains(first - distance) {
      let token = document.tokens[first - distance]
      if isPlan(token) || distance <= 3 && tenseWords.until.contains(token.form) { return true }
      if distance > 3 {
        let isInfinitive =
          sentence.contains(first - distance - 1) && document.tokens[first - distance - 1].form == TenseWords.to
        if token.upos == .punct || token.upos == .verb && !isInfinitive { return false }
      }
      distance += 1
    }
    return false
  }

  /// Whether a date is only the beginning of a stretch ("since 1962"), which may be long past.
  private func isBeginning(_ candidate: TimeCandidate) -> Bool {
    guard let first = candidate.tokens.first, first > 0 else { return false }
    return tenseWords.since.contains(document.tokens[first - 1].form)
  }

  /// Whether a date is the last day for something: deadlines may lie decades ahead ("by 2050").
  private func isDeadline(_ candidate: TimeCandidate) -> Bool {
    guard let first = candidate.tokens.first, first > 0 else { return false }
    return tenseWords.until.contains(document.tokens[first - 1].form)
      || first > 1 && tenseWords.planning.contains(document.tokens[first - 2].form)
  }

  // MARK: Plausible spans

  /// A text is mostly written within some years of the latest date that it tells of, and of the first that it expects.
  ///
  /// These are the lightest of all cues; they hold in nine of ten texts (Benchmarks/time.md).
  func plausibleCues(_ dates: ExplicitDates) -> [DateCue] {
    // An account of history may be written at any later time.
    if isNarrative { return [] }
    var cues: [DateCue] = []
    if let latest = dates.past.map(\.first).max() {
      let near = dates.past.filter { latest - $0.first < 800 }
      let many = dates.past.filter { latest - $0.first < 1900 }.count
      let years: Int
      let kind: String
      // Results are told some months after the period they are compared with comes round again.
      var slack = 2
      if near.contains(where: \.isReported) {
        (years, kind) = (1, "results of that time are told or compared")
        slack = 92
      } else if many >= 3 {
        (years, kind) = (3, "several dates of those years are told")
      } else if near.contains(where: \.isPrecise) {
        (years, kind) = (3, "it is told to the month or day")
      } else if comparesResults {
        (years, kind) = (5, "results are compared with those of the last years")
      } else {
        (years, kind) = (20, "a year alone may be history")
      }
      let last = near.map(\.last).max() ?? latest
      cues.append(
        DateCue(
          span: near.last?.span ?? ByteSpan(0, 0), rule: "plausible-span",
          interval: DayInterval(nil, last + years * 365 + slack), weight: years < 20 ? 0.6 : 0.5,
          why:
            "nothing in the text is dated later, and \(kind): mostly written within \(years == 1 ? "a year" : "\(years) years")"
        ))
    }
    if let first = dates.future.min() {
      cues.append(
        DateCue(
          span: ByteSpan(0, 0), rule: "plausible-plan", interval: DayInterval(first - 6 * 365, nil), weight: 0.4,
          why: "what is expected for \(first.parts.year) is mostly told within six years before"))
    }
    return cues
  }

  /// Whether the text compares the results of quarters.
  private var comparesResults: Bool {
    candidates.contains { candidate in
      guard case .term(let term) = candidate.meaning else { return false }
      return term.openRecurrence.map { if case .quarter = $0 { true } else { false } } ?? false
    }
  }

  /// A title of someone whom the text tells of at a stated past time says only that the text is no older than the term.
  func ofItsTime(_ cue: DateCue) -> DateCue {
    guard cue.rule == "term-of-office", cue.interval.latest != nil, !cue.span.isEmpty else { return cue }
    let token = document.token(at: cue.span.start)
    guard document.tokens.indices.contains(token) else { return cue }
    let sentence = Int(document.tokens[token].sentence)
    let dated = candidates(in: sentence).contains { candidate in
      guard case .term(let term) = candidate.meaning else { return false }
      if let value = term.value(document: nil), let latest = cue.interval.latest, let last = value.lastDay {
        return value.unit <= .year && last <= latest
      }
      if case .shift(.document, let count, let unit) = term { return unit == .year && count < -2 }
      return false
    }
    guard dated else { return cue }
    var result = cue
    result.interval = DayInterval(cue.interval.earliest, nil)
    result.why += "; told of a past time, so that the end of the term says nothing"
    return result
  }
}
