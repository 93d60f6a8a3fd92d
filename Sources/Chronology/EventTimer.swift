// Times of events: which expression dates an event is a matter of syntax, never of mere nearness.

import Corpus
import Language

/// Finds the expression that dates a trigger, or bounds from tense.
struct EventTimer {
  let document: AnnotatedDocument
  let analysis: TimeAnalysis
  let words: TenseWords

  /// What an undated report is taken for: the days before the document.
  static let reportDays = 7

  func time(of trigger: Int, isFuture: Bool) -> EventTime {
    guard document.tokens.indices.contains(trigger) else { return EventTime() }
    if let (index, reason) = datingTimex(of: trigger), analysis.timexes.indices.contains(index) {
      return stated(index, reason, isFuture)
    }
    return bounds(trigger, isFuture)
  }

  // MARK: The dating expression

  /// The expression that dates a trigger, and the path that leads to it.
  private func datingTimex(of trigger: Int) -> (Int, String)? {
    let word = document.form(trigger)
    if let own = timex(below: trigger, of: trigger) { return (own, "it modifies “\(word)”") }
    // Light verbs, copulas and reporting chains: the time of "held talks on Monday" stands at the verb.
    var node = trigger
    for _ in 0..<4 {
      guard let head = document.head(node) else { break }
      guard sharesTime(node, head) else { break }
      if let found = timex(below: head, of: trigger) {
        return (found, "it modifies “\(document.form(head))”, which governs “\(word)”")
      }
      node = head
    }
    return nil
  }

  /// An anchor expression among the dependents of a token (adverbials, obliques, noun modifiers, their conjuncts).
  private func timex(below node: Int, of trigger: Int) -> Int? {
    var best: Int?
    for child in document.children(node) {
      let relation = document.tokens[child].relation
      guard
        relation.isOblique || relation == .advmod || relation == .nmodPoss || relation == .compound
          || relation == .amod || relation == .dep || relation == .appos || relation == .parataxis || relation == .obj
          || relation == .nummod
      else { continue }
      guard let index = anchor(at: child) else { continue }
      // A verb's object is dated only by a bare weekday or day ("met Monday"), which parsers take for objects.
      if relation == .obj, analysis.timexes[index].kind != .date { continue }
      if best == nil
        || analysis.timexes[index].interval.width ?? .max < analysis.timexes[best ?? 0].interval.width ?? .max
      {
        best = index
      }
    }
    return best
  }

  /// The anchor expression whose head is a token (or that begins right there).
  private func anchor(at token: Int) -> Int? {
    var low = 0
    var high = analysis.timexes.count
    while low < high {
      let middle = (low + high) / 2
      if analysis.timexes[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    guard low < analysis.timexes.count, analysis.timexes[low].tokens.contains(token) else { return nil }
    let timex = analysis.timexes[low]
    guard timex.kind != .set, timex.role == .anchor || timex.relative != nil && timex.role != .generic else {
      return nil
    }
    return low
  }

  /// Whether a dependent has the time of its head: what is done, held or followed happens when the doing does; what is
  /// said, planned or caused may happen at another time.
  private func sharesTime(_ node: Int, _ head: Int) -> Bool {
    let token = document.tokens[node]
    switch token.relation {
    case .obj, .nsubj, .nsubjPass, .obl, .xcomp, .conj, .advcl, .compound, .cop, .aux, .auxPass, .fixed, .flat:
      break
    default: return false
    }
    if token.relation == .conj { return timexFollows(head, node) }
    if token.upos == .noun || token.upos == .propn {
      // Nouns of events share the time of light verbs only.
      return words.light.contains(document.tokens[head].lemma)
    }
    if token.relation == .xcomp { return !words.planning.contains(document.tokens[head].lemma) }
    if token.relation == .advcl {
      // Participles without a connective of their own ("killing six") belong to the same act.
      return token.features.contains(.participle) || token.features.contains(.gerund)
        ? document.child(node, .mark) == nil : false
    }
    return false
  }

  /// A date before the first of two joined verbs, or after the last, holds for both; the second verb shares the date of
  /// the first when that date stands before it.
  private func timexFollows(_ head: Int, _ node: Int) -> Bool {
    guard document.tokens[node].upos == .verb, document.tokens[head].upos == .verb else { return true }
    return document.child(node, .nsubj, .nsubjPass) == nil
  }

  // MARK: Values

  private func stated(_ index: Int, _ reason: String, _ isFuture: Bool) -> EventTime {
    let timex = analysis.timexes[index]
    let text = document.source.string(timex.span)
    let connective = connective(before: timex)
    var time = EventTime(
      edtf: timex.edtf, interval: timex.interval, basis: timex.relative == nil ? .stated : .inferred,
      relative: timex.relative, timex: index, why: "dated by “\(text)”: \(reason)")
    switch connective {
    case .since:
      time.interval = DayInterval(timex.interval.earliest, analysis.date.interval.latest)
      time.relative = timex.relative.map { "\($0)..DCT" } ?? timex.value + "..DCT"
      time.why += "; since then"
    case .before:
      time.interval = DayInterval(nil, timex.interval.latest)
      time.relative = timex.relative.map { "..\($0)" }
      time.basis = .approximate
      time.why += "; at some time up to then"
    case .after:
      time.interval = DayInterval(timex.interval.earliest, nil)
      time.relative = timex.relative.map { "\($0).." }
      time.basis = .approximate
      time.why += "; at some time after"
    case .none: break
    }
    if connective != .none { time.edtf = time.interval.edtf }
    if isVague(timex) { time.basis = isFuture ? .expected : .approximate }
    if isFuture, time.basis == .stated || time.basis == .inferred { time.basis = .expected }
    time.why += ". \(timex.why)"
    return time
  }

  private func isVague(_ timex: Timex) -> Bool {
    switch timex.value {
    case "PAST_REF", "FUTURE_REF", "PRESENT_REF": true
    default: timex.kind == .duration
    }
  }

  private enum Connective { case none, since, before, after }

  private func connective(before timex: Timex) -> Connective {
    guard let first = timex.tokens.first, first > 0 else { return .none }
    let form = document.tokens[first - 1].form
    if words.since.contains(form) { return .since }
    if words.before.contains(form) { return .before }
    if words.after.contains(form) { return .after }
    return .none
  }

  /// Bounds from tense and document date for what no expression dates.
  private func bounds(_ trigger: Int, _ isFuture: Bool) -> EventTime {
    let reader = TenseReader(document: document, words: words)
    let (term, basis, why): (TimeTerm, EventTime.Basis, String)
    if isFuture {
      (term, basis, why) = (.range(.document, nil), .expected, "it lies ahead of the document; nothing dates it")
    } else if let days = recency(trigger) {
      (term, basis, why) = (
        .range(.shift(.document, -days, .day), .document), .approximate,
        "called recent: taken for the \(days) days up to the document date"
      )
    } else if isBackground(trigger, reader) {
      (term, basis, why) = (.range(nil, .document), .approximate, "told as past; only the document date bounds it")
    } else {
      (term, basis, why) = (
        .range(.shift(.document, -EventTimer.reportDays, .day), .document), .approximate,
        "no expression dates it: a report of the \(EventTimer.reportDays) days up to the document date"
      )
    }
    let date = analysis.date.interval
    let interval =
      date.isUnbounded ? DayInterval.unbounded : term.interval(within: date)
    return EventTime(
      edtf: interval.edtf, interval: interval, basis: interval.isUnbounded && basis != .expected ? .unknown : basis,
      relative: term.closedForm, timex: nil, why: why)
  }

  /// Days of "recent" when the trigger or its noun phrase is called so.
  private func recency(_ trigger: Int) -> Int? {
    for child in document.children(trigger) where words.recent.contains(document.tokens[child].form) { return 30 }
    return nil
  }

  /// Pluperfect, "previous …", "former …": before what the text reports.
  private func isBackground(_ trigger: Int, _ reader: TenseReader) -> Bool {
    for child in document.children(trigger) {
      let token = document.tokens[child]
      if words.previous.contains(token.form) { return true }
      if token.relation == .aux, token.form == TenseWords.had { return true }
    }
    return false
  }
}
