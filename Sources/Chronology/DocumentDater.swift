// Dates a document: given dates, datelines, and cues in the text, put together by the constraint network.

import Corpus
import Language

struct DocumentDater {
  let document: AnnotatedDocument
  let candidates: [TimeCandidate]
  let grammar: TimeGrammar
  let tenseWords: TenseWords
  let anchors: DateAnchors

  /// Most cues of one kind that are reported.
  static let cueLimit = 6

  /// Works out the document date.
  ///
  /// - Parameter external: cues from other rooms.
  func date(external: [DateCue], diagnostics: inout [Diagnostic]) -> DocumentDate {
    if let given = given(&diagnostics) { return given }
    var network = ConstraintNetwork()
    let variable = network.addVariable()
    var cues: [DateCue] = []
    var groups: [Int] = []
    func add(_ cue: DateCue) {
      let group = network.addGroup(weight: cue.weight, label: cue.rule)
      network.require(variable, in: cue.interval, group: group)
      cues.append(cue)
      groups.append(group)
    }
    let datelines = datelineCues()
    for cue in datelines { add(cue) }
    for cue in explicitCues() { add(cue) }
    for cue in durationCues() { add(cue) }
    for cue in external where !cue.interval.isUnbounded { add(cue) }
    // The plausible span counts from what the heavier cues leave.
    if let cue = plausibilityCue(cues) { add(cue) }
    var solution = network.solve()
    var interval = solution.bounds[variable]
    for cue in seasonCues() {
      cues.append(narrowed(cue, interval))
      groups.append(-1)
    }
    if let (cue, year) = weekdayYear(interval) {
      add(cue)
      solution = network.solve()
      interval = solution.bounds[variable]
      _ = year
    }
    report(solution, groups, &cues)
    let basis: DocumentDate.Basis =
      interval.isUnbounded ? .unknown : datelines.isEmpty ? .inferred : .dateline
    let weekday = interval.width == 1 ? interval.earliest?.weekday : nil
    return DocumentDate(edtf: interval.edtf, interval: interval, weekday: weekday, basis: basis, cues: cues)
  }

  /// Marks the cues that lost a conflict and says against which others.
  private func report(_ solution: ConstraintNetwork.Solution, _ groups: [Int], _ cues: inout [DateCue]) {
    for index in cues.indices where groups[index] >= 0 && !solution.isKept[groups[index]] {
      cues[index].used = false
      guard let conflict = solution.conflicts.first(where: { $0.dropped == groups[index] }) else { continue }
      let others = conflict.groups.filter { $0 != groups[index] }.compactMap { other in
        groups.firstIndex(of: other).map { words(cues[$0]) }
      }
      cues[index].why += "; not used: it contradicts \(others.joined(separator: " and ")), which weighs more"
    }
  }

  private func words(_ cue: DateCue) -> String {
    cue.span.isEmpty ? cue.rule : "“\(document.source.string(cue.span))”"
  }

  // MARK: Given dates

  private func given(_ diagnostics: inout [Diagnostic]) -> DocumentDate? {
    guard let text = document.source.date else { return nil }
    guard let interval = GivenDate.interval(text) else {
      diagnostics.append(
        Diagnostic(
          level: .warning, code: "invalid-document-date", span: ByteSpan(0, 0),
          message: "the date “\(text)” that came with the document is no calendar date and was not used"))
      return nil
    }
    let basis: DocumentDate.Basis =
      switch document.source.dateSource {
      case .metadata, .fileName: .metadata
      case .given, nil: .given
      }
    let origin =
      switch document.source.dateSource {
      case .metadata: "the publication date in the file"
      case .fileName: "the date in the file name"
      case .given, nil: "the date that came with the document"
      }
    let cue = DateCue(
      span: ByteSpan(0, 0), rule: "given-date", interval: interval.days, weight: 100, why: origin)
    return DocumentDate(
      edtf: interval.edtf, interval: interval.days,
      weekday: interval.days.width == 1 ? interval.days.earliest?.weekday : nil, basis: basis, cues: [cue])
  }

  // MARK: Datelines

  private func datelineCues() -> [DateCue] {
    guard let dateline = document.document.dateline else { return [] }
    var cues: [DateCue] = []
    for candidate in candidates where dateline.contains(ByteSpan(candidate.start, candidate.end)) {
      guard case .term(let term) = candidate.meaning, let value = term.value(document: nil), value.unit <= .month,
        let first = value.firstDay, let last = value.lastDay
      else { continue }
      cues.append(
        DateCue(
          span: ByteSpan(candidate.start, candidate.end), rule: "dateline", interval: DayInterval(first, last + 2),
          weight: 40, why: "the dateline bears the date \(value.timexValue)"))
    }
    return cues
  }

  // MARK: Explicit dates

  /// Calendar dates of what has happened lie before the document, those of what is planned after it.
  private func explicitCues() -> [DateCue] {
    let reader = TenseReader(document: document, words: tenseWords)
    var past: [(day: Day, cue: DateCue)] = []
    var future: [(day: Day, cue: DateCue)] = []
    for candidate in candidates {
      guard case .term(let term) = candidate.meaning, let value = term.value(document: nil), value.unit <= .year,
        let first = value.firstDay, let last = value.lastDay,
        !grammar.rules[candidate.rule].name.hasPrefix("fiscal"), document.sentences[candidate.sentence].isProse
      else { continue }
      let (tense, isDirect) = reader.tense(of: candidate.tokens)
      let span = ByteSpan(candidate.start, candidate.end)
      let words = value.timexValue
      switch tense {
      case .past where !isPromised(candidate):
        // A year below a noun ("1990 earnings") may be the next one.
        let earliest = isDirect || value.unit < .year ? first : first - 366
        past.append(
          (
            earliest,
            DateCue(
              span: span, rule: "dated-past", interval: DayInterval(earliest, nil), weight: isDirect ? 6 : 3,
              why: "what is told of \(words) is over: the document is no older")
          ))
      case .future where reader.hasWill(candidate.tokens):
        future.append(
          (
            last,
            DateCue(
              span: span, rule: "dated-future", interval: DayInterval(nil, last), weight: 2,
              why: "what is told of \(words) lies ahead: the document is no younger")
          ))
      default: break
      }
    }
    past.sort { ($0.day, $0.cue.weight, $1.cue.span.start) > ($1.day, $1.cue.weight, $0.cue.span.start) }
    future.sort { ($0.day, $0.cue.span.start) < ($1.day, $1.cue.span.start) }
    let cues = past.prefix(DocumentDater.cueLimit).map(\.cue) + future.prefix(2).map(\.cue)
    return cues.sorted { $0.span < $1.span }
  }

  /// Whether a date is one that a bond or contract is due on.
  private func isPromised(_ candidate: TimeCandidate) -> Bool {
    guard let first = candidate.tokens.first else { return false }
    let sentence = document.sentences[candidate.sentence].tokens
    return (max(sentence.lowerBound, first - 3)..<first).contains {
      tenseWords.planning.contains(document.tokens[$0].lemma) || tenseWords.planning.contains(document.tokens[$0].form)
        || tenseWords.until.contains(document.tokens[$0].form)
    }
  }

  /// A text is mostly written within some years of the latest date that it names.
  private func plausibilityCue(_ cues: [DateCue]) -> DateCue? {
    guard !cues.contains(where: { $0.interval.latest != nil && $0.weight > 2 }) else { return nil }
    let dated = cues.filter { $0.rule == "dated-past" }
    guard let latest = dated.compactMap(\.interval.earliest).max() else { return nil }
    // One date alone may be history; several of the same years are what a text is about.
    let near = Set(dated.compactMap(\.interval.earliest).filter { latest - $0 < 1900 }).count
    let years = near >= 3 ? 5 : near == 2 ? 10 : 20
    return DateCue(
      span: ByteSpan(0, 0), rule: "plausible-span", interval: DayInterval(nil, latest + years * 365), weight: 0.5,
      why: "nothing in the text is dated later; a text with \(near == 1 ? "one such date" : "such dates") is mostly "
        + "written within \(years) years of the latest")
  }
}
