// Merges mentions of one event inside a document: "the strike", "these talks", "her statement".

import Actors
import Corpus
import Language

struct EventMerger {
  let document: AnnotatedDocument
  let book: FrameBook
  let actors: ActorAnalysis
  /// How many events a mention looks back.
  private let window = 60

  /// The drafts that remain, and for each old draft the index of the one that it became.
  func merge(_ drafts: [Draft]) -> (drafts: [Draft], target: [Int]) {
    var kept: [Draft] = []
    var target: [Int] = []
    for draft in drafts {
      let bare = withoutPluralOwner(draft)
      if !bare.standsAlone, let earlier = antecedent(of: bare, in: kept) {
        absorb(bare, into: &kept[earlier])
        target.append(earlier)
      } else {
        target.append(kept.count)
        kept.append(draft)
      }
    }
    return (kept, target)
  }

  /// "Their conversation": who "they" are is told by the conversation that it goes back to, not by the pronoun.
  private func withoutPluralOwner(_ draft: Draft) -> Draft {
    guard draft.type.isSymmetric, draft.candidate.isNoun,
      let owner = document.child(draft.candidate.trigger, .nmodPoss),
      document.tokens[owner].lemma == Words.their
        || document.tokens[owner].form == Words.their
    else { return draft }
    var bare = draft
    bare.agents = []
    bare.patients = []
    return bare
  }

  private func antecedent(of draft: Draft, in kept: [Draft]) -> Int? {
    let isNoun = draft.candidate.isNoun
    // A step of a list is a step of its own.
    if document.sentences[draft.sentence].kind == .listItem { return nil }
    if draft.reading.status == .planned, draft.candidate.isNoun, !book.isDefinite(draft.candidate.trigger, in: document)
    {
      return nil
    }
    let isDefinite = isNoun && book.isDefinite(draft.candidate.trigger, in: document)
    let lemma = document.tokens[draft.candidate.trigger].lemma
    let mine = Set(draft.agents + draft.patients)
    let near = kept.indices.reversed().prefix(window)
    // Those who took part in both come before what is merely told last.
    let known =
      isDefinite && !mine.isEmpty ? near.filter { !mine.isDisjoint(with: kept[$0].agents + kept[$0].patients) } : []
    for index in known + near {
      let other = kept[index]
      guard agrees(draft, other) else { continue }
      let sameLemma = document.tokens[other.candidate.trigger].lemma == lemma
      let frame = book.frames[draft.candidate.frame]
      let sameKind = frame.kind != nil && frame.kind == book.frames[other.candidate.frame].kind
      let sameFrame = !frame.isFallback && draft.candidate.frame == other.candidate.frame
      let related = sameLemma || sameFrame || sameKind || areKin(draft, other)
      guard related, !isAnother(draft, than: other) else { continue }
      if isNoun {
        if isDefinite || (sameLemma && other.candidate.isNoun && hasSameParticipants(draft, other)) { return index }
      } else if sameLemma, draft.type != .statement, !draft.agents.isEmpty || !draft.patients.isEmpty,
        hasSameParticipants(draft, other), draft.sentence != other.sentence,
        shareKeyword(draft, other)
      {
        return index
      }
    }
    return nil
  }

  /// Whether a modifier says that another event is meant than the one told before: "the last major attack".
  private func isAnother(_ draft: Draft, than other: Draft) -> Bool {
    guard draft.candidate.isNoun else { return false }
    let marks = marks(draft.candidate.trigger)
    return !marks.isEmpty && !marks.isSubset(of: self.marks(other.candidate.trigger))
  }

  private func marks(_ trigger: Int) -> Set<WordKey> {
    Set(
      document.children(trigger).filter { $0 < trigger }.map { document.tokens[$0].lemma }
        .filter { book.has("other_events", $0) })
  }

  /// Compatible type, status, participants and dates.
  private func agrees(_ draft: Draft, _ other: Draft) -> Bool {
    guard draft.type == other.type || areKin(draft, other) else { return false }
    // What goes on is not what may come: "the talks" that somebody described are not the summit ahead.
    if standing(draft) != standing(other) { return false }
    let mine = Set(draft.agents + draft.patients)
    let theirs = Set(other.agents + other.patients)
    if !mine.isEmpty, !theirs.isEmpty, mine.isDisjoint(with: theirs) { return false }
    if draft.type == .statement, draft.agents != other.agents { return false }
    if !draft.agents.isEmpty, !other.agents.isEmpty, !draft.type.isSymmetric,
      Set(draft.agents).isDisjoint(with: Set(other.agents))
    {
      return false
    }
    if let place = draft.place, let there = other.place, place != there { return false }
    if draft.when.timex != nil, other.when.timex != nil, !draft.when.interval.overlaps(other.when.interval) {
      return false
    }
    return true
  }

  /// Denied, ahead, or real.
  private func standing(_ draft: Draft) -> Int {
    switch draft.reading.status {
    case .denied: 0
    case .planned, .hypothetical: 1
    case .happened, .ongoing, .reported: 2
    }
  }

  /// A planned act and its noun ("proposed a ceasefire", "the ceasefire proposal") by the noun's frame family.
  private func areKin(_ draft: Draft, _ other: Draft) -> Bool {
    guard let family = family(draft) else { return false }
    return family == self.family(other)
  }

  /// The family of the trigger, or of the noun that carries its meaning ("engaged in discussions").
  private func family(_ draft: Draft) -> Int? {
    if let own = book.families[document.tokens[draft.candidate.trigger].lemma] { return own }
    guard draft.type.isSymmetric else { return nil }
    if let core = draft.candidate.core, let family = book.families[document.tokens[core].lemma] { return family }
    for oblique in draft.candidate.arguments.obliques where oblique.preposition == Words.in {
      if let family = book.families[document.tokens[oblique.head].lemma] { return family }
    }
    return nil
  }

  private func hasSameParticipants(_ draft: Draft, _ other: Draft) -> Bool {
    Set(draft.agents) == Set(other.agents) && (draft.patients.isEmpty || Set(draft.patients) == Set(other.patients))
  }

  private func shareKeyword(_ draft: Draft, _ other: Draft) -> Bool {
    guard let a = draft.candidate.core ?? draft.candidate.arguments.object,
      let b = other.candidate.core ?? other.candidate.arguments.object
    else {
      return draft.candidate.arguments.object == nil && other.candidate.arguments.object == nil
        && draft.candidate.arguments.complements.isEmpty
    }
    return document.tokens[a].lemma == document.tokens[b].lemma
  }

  private func absorb(_ draft: Draft, into other: inout Draft) {
    for span in draft.mentions where !other.mentions.contains(span) { other.mentions.append(span) }
    if other.agents.isEmpty {
      other.agents = draft.agents.filter { !other.patients.contains($0) }
      other.agentSlot = draft.agentSlot
    }
    if other.patients.isEmpty {
      other.patients = draft.patients.filter { !other.agents.contains($0) }
      other.patientSlot = draft.patientSlot
    }
    if other.place == nil { other.place = draft.place }
    if other.when.timex == nil, draft.when.timex != nil { other.when = draft.when }
    for source in draft.sources where !other.sources.contains(source) { other.sources.append(source) }
    for quantity in draft.quantities where !other.quantities.contains(where: { $0.what == quantity.what }) {
      other.quantities.append(quantity)
    }
    if other.quote == nil { other.quote = draft.quote }
  }
}
