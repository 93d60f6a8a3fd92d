// To whom something is given, sold, said or done: the recipient beside the thing, by semantic role and preposition.

import Actors
import Language

extension ParticipantFinder {
  /// The patients of a verb with those to whom it was done: "delivered the jets to Acme Air", "asked the court for time".
  func withRecipients(
    _ filling: Filling?, of candidate: Candidate, _ light: Arguments?, _ excluding: [Found]
  ) -> Filling? {
    guard !candidate.type.isSymmetric else { return filling }
    var found = filling?.found ?? []
    var slot: Slot?
    var first: Int?
    // "handed the maker a defeat": of a noun it is who stands beside it.
    let heads = candidate.isNoun ? [light?.indirectObject].compactMap { $0 } : recipients(of: candidate)
    for head in heads where head != filling?.head {
      for other in resolve(head, allowsPlaces: false, excluding: excluding + found, isAgent: true)
      where isRecipient(other, head, candidate) {
        found.append(other)
        first = first ?? head
        slot = slot ?? clauses.preposition(of: head).map { .preposition($0) } ?? .indirectObject
      }
    }
    guard let first, let slot else { return filling }
    if var filling {
      filling.found = found
      return filling
    }
    return Filling(found: found, slot: slot, head: first)
  }

  /// The heads of phrases that may name a recipient, in text order: ARG2 of the predicate, the indirect object, "to X" and
  /// "against X" where the verb has a thing as its object.
  private func recipients(of candidate: Candidate) -> [Int] {
    var result: [Int] = []
    let arguments = candidate.arguments
    if let person = arguments.indirectObject { result.append(person) }
    if let predicate = document.predicate(at: candidate.trigger), let head = clauses.filler(.arg2, of: predicate),
      head != arguments.object, head != arguments.subject
    {
      let word = clauses.preposition(of: head)
      let hasThing = arguments.object != nil || word != Recipient.from
      if hasThing, word.map({ Recipient.prepositions.contains($0) }) ?? document.tokens[head].relation.isGiven {
        result.append(head)
      }
    }
    if let object = arguments.object {
      for phrase in arguments.obliques
      where phrase.head > object || arguments.isPassive {
        if phrase.preposition == Words.to || phrase.preposition == Recipient.against { result.append(phrase.head) }
      }
    }
    var seen: Set<Int> = []
    return result.filter { seen.insert($0).inserted }.sorted()
  }

  /// Only somebody whom the phrase names itself: no place, no state that something moves to or from, no school or
  /// hospital that stands for where it is.
  private func isRecipient(_ found: Found, _ head: Int, _ candidate: Candidate) -> Bool {
    let actor = actors.actors[found.actor]
    guard clauses.conjuncts(of: head).contains(found.token) else { return false }
    let isMoved = book.frames[candidate.frame].hasEndpoints
    let isBare = clauses.preposition(of: head) == nil
    switch actor.kind {
    case .place: return false
    case .country: return isBare || !isMoved
    case .person: return true
    case .group: return isBare ? actor.country != nil || actor.sector != nil : actor.isNamed && actor.sector != nil
    default: return actor.isNamed || isBare
    }
  }
}

/// Prepositions before a recipient or counterpart.
enum Recipient {
  static let against = WordKey("against")
  static let from = WordKey("from")
  static let prepositions: Set<WordKey> = Set(["to", "from", "against"].map { WordKey($0) })
}

extension Relation {
  /// An object or indirect object.
  fileprivate var isGiven: Bool { self == .obj || self == .iobj }
}
