// Dates a document: given dates, datelines, and cues in the text, put together by the constraint network.

import Corpus
import Language

struct DocumentDater {
  let document: AnnotatedDocument
  let candidates: [TimeCandidate]
  let grammar: TimeGrammar
  let tenseWords: TenseWords
  let anchors: DateAnchors
  let settings: DatingSettings
  /// Whether the text tells history: then only lower bounds of its dates count.
  let isNarrative: Bool

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
    let explicit = explicitCues()
    for cue in explicit.cues { add(cue) }
    if !isNarrative { for cue in durationCues() + anniversaryCues() { add(cue) } }
    for cue in eventCues() + eraCues() { add(cue) }
    var soft = plausibleCues(explicit)
    for cue in distinct(external) {
      if cue.rule == "term-still-open" { soft.append(cue) } else { add(ofItsTime(cue)) }
    }
    var solution = network.solve()
    var interval = solution.bounds[variable]
    for cue in seasonCues() {
      cues.append(narrowed(cue, interval))
      groups.append(-1)
    }
    if let cue = weekdayYear(interval) {
      add(cue)
      solution = network.solve()
      interval = solution.bounds[variable]
    }
    report(solution, groups, &cues)
    interval = withinHorizon(interval)
    let estimate = estimate(interval, explicit, soft, cues)
    if let estimate {
      interval = estimate.interval
      cues += estimate.cues
    }
    let basis: DocumentDate.Basis =
      interval.isUnbounded ? .unknown : datelines.isEmpty ? .inferred : .dateline
    var weekday = interval.width == 1 ? interval.earliest?.weekday : nil
    if weekday == nil, let writing = weekdayOfWriting() {
      var cue = writing.cue
      // Both ends move to that weekday, unless none is left between them.
      if let clamped = interval.clamped(toWeekday: writing.weekday) {
        (weekday, interval) = (writing.weekday, clamped)
      } else {
        cue.used = false
        cue.why += "; not used: no such weekday is left"
      }
      cues.append(cue)
    }
    var date = DocumentDate(
      edtf: interval.edtfOfOneDay, interval: interval, weekday: weekday, basis: basis, cues: cues)
    if date.best == nil, let estimate {
      (date.best, date.credible) = (estimate.best, estimate.credible)
      date.narrow(to: interval)
    }
    return date
  }

  /// The cues of other rooms without endless repetition of one title.
  private func distinct(_ external: [DateCue]) -> [DateCue] {
    var seen: [DayInterval: Int] = [:]
    var result: [DateCue] = []
    for cue in external where !cue.interval.isUnbounded {
      seen[cue.interval, default: 0] += 1
      if seen[cue.interval, default: 0] <= 12 { result.append(cue) }
      if result.count == 120 { break }
    }
    return result
  }

  /// The expressions of a sentence.
  func candidates(in sentence: Int) -> ArraySlice<TimeCandidate> {
    var low = 0
    var high = candidates.count
    while low < high {
      let middle = (low + high) / 2
      if candidates[middle].sentence < sentence { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < candidates.count, candidates[end].sentence == sentence { end += 1 }
    return candidates[low..<end]
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

  func words(_ cue: DateCue) -> String {
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
      case .given, .editor, nil: .given
      }
    let origin =
      switch document.source.dateSource {
      case .metadata: "the publication date in the file"
      case .fileName: "the date in the file name"
      case .given, nil: "the date that came with the document"
      case .editor: "the date set by the editor"
      }
    let rule = document.source.dateSource == .editor ? DateCue.editorRule : "given-date"
    let cue = DateCue(
      span: ByteSpan(0, 0), rule: rule, interval: interval.days, weight: 100, why: origin)
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
}
