// Which slot of a frame leads to whom.

import Actors
import Language

struct ParticipantFinder {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  let actors: ActorAnalysis
  /// For each actor token of mentions that stand for a place.
  let locative: Set<Int>

  init(book: FrameBook, document: AnnotatedDocument, clauses: ClauseReader, actors: ActorAnalysis) {
    self.book = book
    self.document = document
    self.clauses = clauses
    self.actors = actors
    var locative: Set<Int> = []
    for actor in actors.actors {
      for mention in actor.mentions where mention.isLocative { locative.insert(mention.head) }
    }
    self.locative = locative
  }

  /// An actor with the token that names it.
  struct Found: Equatable {
    var actor: Int
    var token: Int
  }

  /// A slot with the actors in it.
  struct Filling {
    var found: [Found]
    var slot: Slot
    /// The head of the phrase that fills the slot.
    var head: Int?
  }

  /// What is looked for: an agent must act, a patient may be a place.
  enum Role {
    case agent, partner, patient
  }

  /// The first slot that leads to actors, with its name for the explanation.
  ///
  /// - Parameter others: the slots of the other side, whose phrases a role does not take away.
  func find(
    _ slots: [Slot], of candidate: Candidate, light: Arguments?, role: Role, excluding: [Found] = [],
    others: [Slot] = []
  ) -> Filling? {
    let filling = first(slots, of: candidate, light: light, role: role, excluding: excluding, others: others)
    return role == .patient ? withRecipients(filling, of: candidate, light, excluding) : filling
  }

  private func first(
    _ slots: [Slot], of candidate: Candidate, light: Arguments?, role: Role, excluding: [Found] = [],
    others: [Slot] = []
  ) -> Filling? {
    // A verb with a subject of its own has no agent in a phrase: "we received signals from Berlin".
    let isSubjectKnown =
      role == .agent && !candidate.isNoun && !candidate.arguments.isPassive && slots.first == .subject
      && candidate.arguments.subject != nil
    for slot in slots {
      if isSubjectKnown, case .preposition = slot { continue }
      for head in heads(slot, candidate, light) {
        if role == .patient, isScene(head, isAct: candidate.type == .other, isSlot: slot.isPhrase) { continue }
        var found = resolve(
          head,
          allowsPlaces: role == .patient || slot == .preposition(Words.in) || book.frames[candidate.frame].placesAct,
          excluding: excluding,
          isAgent: role == .agent)
        if role == .agent { found.removeAll { isPaper($0, actingIn: candidate) } }
        if found.isEmpty, role == .patient, slot == .object, !candidate.isNoun, !candidate.arguments.isPassive,
          let phrase = candidate.arguments.obliques.first(where: { $0.preposition == Words.by })
        {
          // "condemned the attack by X", with the phrase hung on the verb.
          found = resolve(phrase.head, allowsPlaces: true, excluding: excluding)
        }
        if candidate.type == .other {
          found.removeAll { isBystander($0, of: head) || role == .patient && isEndpoint($0, of: candidate) }
        }
        // "jailed in Minsk": a town is where it happens; a country may stand for its authorities.
        if role == .agent, slot == .preposition(Words.in) { found.removeAll { !isCountryByName($0) } }
        if slot == .modifier {
          found += paired(with: head, excluding + found)
          found.sort { $0.token < $1.token }
        }
        if slot == .preposition(Words.between) { found = completedPair(found) }
        if !found.isEmpty { return Filling(found: found, slot: slot, head: head) }
      }
    }
    if role == .patient, let owner = robbed(candidate, excluding) { return owner }
    return slots.isEmpty ? nil : byRole(role, of: candidate, excluding, others)
  }

  /// "Burglars ransacked Roe's bungalow", "hackers roamed its network": whose thing it was suffers.
  private func robbed(_ candidate: Candidate, _ excluding: [Found]) -> Filling? {
    guard !candidate.isNoun, let object = candidate.arguments.object,
      book.has("harming_verbs", document.tokens[candidate.trigger].lemma),
      let owner = document.child(object, .nmodPoss)
    else { return nil }
    let found = resolve(owner, allowsPlaces: false, excluding: excluding).filter { found in
      !excluding.contains { $0.actor == found.actor }
    }
    return found.isEmpty ? nil : Filling(found: found, slot: .object, head: owner)
  }

  private func heads(_ slot: Slot, _ candidate: Candidate, _ light: Arguments?) -> [Int] {
    let arguments = candidate.arguments
    switch slot {
    case .subject: return arguments.subject.map { [$0] } ?? []
    case .object:
      guard let object = arguments.object, object != candidate.core || !candidate.isNoun else { return [] }
      return [object]
    case .indirectObject: return arguments.indirectObject.map { [$0] } ?? []
    case .possessor:
      guard candidate.isNoun else { return [] }
      return document.child(candidate.trigger, .nmodPoss).map { [$0] } ?? []
    case .modifier:
      guard candidate.isNoun else { return [] }
      return document.children(candidate.trigger).filter { child in
        switch document.tokens[child].relation {
        case .compound, .amod, .nmodDesc:
          actors.actorOfHead[child].map { actors.actors[$0].isNamed } ?? true
        default: false
        }
      }
    case .governor: return light?.subject.map { [$0] } ?? []
    case .complementSubject:
      for complement in arguments.complements {
        if let subject = document.child(complement, .nsubj, .nsubjPass) { return [clauses.antecedent(of: subject)] }
      }
      return []
    case .preposition(let word):
      var result: [Int] = []
      for oblique in arguments.obliques + (light?.obliques ?? []) where oblique.preposition == word {
        if !result.contains(oblique.head) { result.append(oblique.head) }
      }
      guard result.isEmpty else { return result }
      // "were killed in an attack by X": the agent of the attack killed them.
      let isAgent = word == Words.by && !candidate.isNoun && arguments.isPassive
      return isAgent || Belonging.directions.contains(word) ? nested(word, arguments.obliques) : result
    }
  }

  /// "took to the streets against X", "in talks with Y": a phrase of the trigger that hangs on another one.
  private func nested(_ word: WordKey, _ obliques: [Oblique]) -> [Int] {
    var result: [Int] = []
    for oblique in obliques {
      for child in document.children(oblique.head) where document.tokens[child].relation.isOblique {
        if clauses.preposition(of: child) == word { result.append(child) }
      }
    }
    return result
  }
}
