// Days that the parser hangs deep in the phrases of a clause, on nothing that the text tells as an event: they date the clause.

import Actors
import Chronology
import Corpus
import Language

/// Dates a verb by the only day behind it: "shelved its plans for an offering on September 30", "handed over papers with
/// marks from “A” to “B” in May". Asked once all events of the document are known.
struct UnclaimedDays {
  let reader: SceneReader
  /// Tokens that tell an event.
  private let triggers: Set<Int>
  /// Expressions that date events, with the triggers of these.
  private let used: [Int: [Int]]
  /// The expressions of each sentence that name a time of their own, in text order.
  private let ofSentence: [Int: [Int]]

  /// The longest time that counts as a day of the clause, in days.
  private static let width = 31
  /// Steps from the expression up to the verb.
  private static let steps = 10

  init(reader: SceneReader, _ drafts: [Draft]) {
    self.reader = reader
    triggers = Set(drafts.map(\.candidate.trigger))
    var used: [Int: [Int]] = [:]
    for draft in drafts { if let index = draft.when.timex { used[index, default: []].append(draft.candidate.trigger) } }
    self.used = used
    var ofSentence: [Int: [Int]] = [:]
    for (index, timex) in reader.times.timexes.enumerated()
    where timex.role == .anchor && timex.interval.width != nil
      && (timex.kind == .date
        // "Saturday afternoon", but not "6 a.m.", which counts from a day before.
        || timex.kind == .time && timex.tokens.contains { reader.document.tokens[$0].upos == .propn })
    {
      ofSentence[timex.sentence, default: []].append(index)
    }
    self.ofSentence = ofSentence
  }

  /// The time of an act in the past that nothing dates; nil where two days or none could be meant.
  func time(of draft: Draft) -> EventTime? {
    let document = reader.document
    let trigger = draft.candidate.trigger
    guard document.tokens[trigger].upos == .verb, draft.type != .statement,
      reader.clauses.time(ofVerb: trigger) == .past || isDone(trigger),
      let written = reader.times.date.interval.latest
    else { return nil }
    let days = (ofSentence[draft.sentence] ?? []).filter { index in
      guard let first = reader.times.timexes[index].tokens.first else { return false }
      return first > trigger
    }
    guard days.count == 1, let index = days.first, (used[index] ?? []).allSatisfy({ isPart($0, of: trigger) }) else {
      return nil
    }
    let timex = reader.times.timexes[index]
    guard let width = timex.interval.width, width <= UnclaimedDays.width, let latest = timex.interval.latest,
      latest <= written, isIn(timex, trigger)
    else { return nil }
    return EventTime(
      edtf: timex.edtf, interval: timex.interval, basis: timex.relative == nil ? .stated : .inferred,
      relative: timex.relative, timex: index,
      why: "dated by “\(document.source.string(timex.span))”: it is the only day behind “\(document.form(trigger))”. "
        + timex.why)
  }

  /// Whether what an expression dates already is told as a part of the act: "crashed … on Saturday, killing five".
  private func isPart(_ other: Int, of trigger: Int) -> Bool {
    reader.document.tokens[other].relation == .advcl && reader.document.head(other) == trigger
  }

  /// "before knocking out": an act as a gerund beside an act in the past.
  private func isDone(_ verb: Int) -> Bool {
    guard reader.clauses.time(ofVerb: verb) == .gerund, reader.document.tokens[verb].relation == .advcl,
      let head = reader.document.head(verb)
    else { return false }
    return reader.clauses.time(ofVerb: head) == .past
  }

  /// Whether an expression follows "on", "in", "at" or nothing, and only phrases that tell no event lie above it, up to
  /// the verb.
  private func isIn(_ timex: Timex, _ verb: Int) -> Bool {
    let document = reader.document
    guard let first = timex.tokens.first,
      var node = timex.tokens.last(where: { token in
        document.head(token).map { !timex.tokens.contains($0) } ?? false
      })
    else { return false }
    guard first > 0 else { return false }
    let before = document.tokens[first - 1]
    guard before.upos != .adp || reader.book.has("day_prepositions", before.lemma) else { return false }
    for _ in 0..<UnclaimedDays.steps {
      switch document.tokens[node].relation {
      case .nmod, .obj, .iobj, .appos, .flat, .compound, .amod, .nummod, .nmodUnmarked, .fixed, .acl: break
      case .conj where document.tokens[node].upos != .verb: break
      case .xcomp where document.tokens[node].upos == .adj, .advmod where document.tokens[node].upos != .verb: break
      case let relation where relation.isOblique: break
      default: return false
      }
      guard let head = document.head(node) else { return false }
      if head == verb { return true }
      if triggers.contains(head) || reader.book.has("speech_verbs", document.tokens[head].lemma) { return false }
      node = head
    }
    return false
  }
}
