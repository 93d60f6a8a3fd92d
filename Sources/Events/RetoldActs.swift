// An act that is told more than once has one day: "shot on Saturday" dates "officers shot the boy" wherever it stands.

import Chronology
import Language

/// Dates acts by another telling of the same act in the document.
struct RetoldActs {
  let reader: SceneReader
  /// Sentences in which an expression names a time of its own.
  let datedSentences: Set<Int>

  /// Dated tellings that a telling is compared with at most.
  private static let most = 64
  /// Sentences that tell what the article is about.
  private static let leadSentences = 3
  /// Days of a time that says when an act was done.
  private static let width = 31

  /// Puts the time of another telling on drafts that no expression dates.
  func date(_ drafts: inout [Draft]) {
    var dated: [WordKey: [Int]] = [:]
    for index in drafts.indices where isAct(drafts[index]) && hasTime(drafts[index]) {
      dated[word(drafts[index]), default: []].append(index)
    }
    guard !dated.isEmpty else { return }
    for index in drafts.indices where reader.isOpen(drafts[index]) && isAct(drafts[index]) {
      let draft = drafts[index]
      guard !isAnother(draft), !datedSentences.contains(draft.sentence) else { continue }
      let same = (dated[word(draft)] ?? []).prefix(RetoldActs.most).filter { isSame(draft, drafts[$0]) }
      guard let best = same.min(by: { (width(drafts[$0]), $0) < (width(drafts[$1]), $1) }),
        same.allSatisfy({ drafts[$0].when.interval.overlaps(drafts[best].when.interval) })
      else { continue }
      let (when, word) = (drafts[best].when, reader.document.form(drafts[best].candidate.trigger))
      drafts[index].when = when.lent(.inferred, why: "the same act as “\(word)”, told elsewhere. \(when.why)")
    }
  }

  /// Acts that are done to somebody once: no words, meetings or protests, which come again.
  private func isAct(_ draft: Draft) -> Bool {
    guard draft.reading.status == .happened || draft.reading.status == .reported,
      !reader.book.frames[draft.candidate.frame].isSpeech
    else { return false }
    switch draft.type {
    case .assault, .coerce, .other, .sanction: return true
    default: return false
    }
  }

  private func hasTime(_ draft: Draft) -> Bool {
    (draft.when.basis == .stated || draft.when.basis == .inferred) && width(draft) <= RetoldActs.width
  }

  private func width(_ draft: Draft) -> Int { draft.when.interval.width ?? .max }

  /// The word of an act: who was arrested was not sentenced on that day, though both are of one kind.
  private func word(_ draft: Draft) -> WordKey { reader.document.tokens[draft.candidate.trigger].lemma }

  /// "Shot again", "another raid", "the second arrest".
  private func isAnother(_ draft: Draft) -> Bool {
    reader.document.children(draft.candidate.trigger).contains { child in
      reader.book.has("scene_breaks", reader.document.tokens[child].lemma)
    }
  }

  /// Whether two tellings with the same word may be of one act: done to the same, by no other, at no other place.
  private func isSame(_ draft: Draft, _ other: Draft) -> Bool {
    guard draft.type == other.type else { return false }
    if !draft.agents.isEmpty, !other.agents.isEmpty, Set(draft.agents).isDisjoint(with: other.agents) { return false }
    if let place = draft.place, let there = other.place, place != there { return false }
    if !Set(draft.patients).isDisjoint(with: other.patients) || isNamedLater(draft, other) { return true }
    // Who did something with nobody: "the ferry sank", "the boy died".
    return draft.patients.isEmpty && other.patients.isEmpty && !draft.agents.isEmpty && draft.agents == other.agents
      && draft.candidate.arguments.object == nil && other.candidate.arguments.object == nil
  }

  /// "A man was arrested …" at the beginning and "Roe was arrested on Monday" below: the beginning tells of somebody whom
  /// the text names later.
  private func isNamedLater(_ draft: Draft, _ other: Draft) -> Bool {
    guard draft.sentence < RetoldActs.leadSentences, other.sentence > draft.sentence, draft.patients.count == 1,
      other.patients.count == 1, let first = draft.patients.first, let second = other.patients.first
    else { return false }
    // The text may name others of other years: the news that it begins with is of these days.
    guard let day = other.when.interval.earliest, let written = reader.times.date.interval.latest,
      written - day <= RetoldActs.width
    else { return false }
    let (described, named) = (reader.actors.actors[first], reader.actors.actors[second])
    return !described.isNamed && named.kind == .person && (described.kind == .person || described.kind == .group)
  }
}
