// Who is named but takes no part: places where it happens, ends of journeys, whose something is, documents.

import Actors
import Language

extension ParticipantFinder {
  /// Whether a token names a country by its own name, not by its capital.
  func isCountryByName(_ found: Found) -> Bool {
    let actor = actors.actors[found.actor]
    guard actor.kind == .country else { return false }
    return actor.mentions.contains { $0.head == found.token && ($0.form == .name || $0.form == .alias) }
  }

  /// "an agreement in Tbilisi": a town in a phrase of place takes no part.
  ///
  /// - Parameters:
  ///   - isAct: whether it is the scene of an ordinary act, which starts and ends in places: "flew from Tomsk".
  ///   - isSlot: whether the frame names the preposition as that of a participant: "invested in Acme".
  func isScene(_ token: Int, isAct: Bool = false, isSlot: Bool = false) -> Bool {
    guard let actor = actors.actorOfHead[token], let word = clauses.preposition(of: token) else { return false }
    // "met at the Guild", "filed charges in the Supreme Court": a body in such a phrase is where it happens.
    if !isSlot, word == Words.in || word == Words.at {
      switch actors.actors[actor].kind {
      case .organisation where isAct || actors.actors[actor].sector == "JUD": return true
      case .outlet where isAct: return true
      default: break
      }
    }
    guard locative.contains(token),
      word == Words.in || word == Words.at || word == Words.near || isAct && book.has("place_prepositions", word)
    else { return false }
    return isAct || !isCountryByName(Found(actor: actor, token: token))
  }

  /// "One Australian climber died", "Moreau's house was searched": a country or person who only tells whose or what
  /// something is takes no part in an ordinary act.
  func isBystander(_ found: Found, of head: Int) -> Bool {
    guard found.token != head else { return false }
    let relation = document.tokens[found.token].relation
    switch actors.actors[found.actor].kind {
    case .country, .place, .outlet: return relation == .amod || relation == .compound
    case .person: return relation == .nmodPoss
    case .group: return relation == .nmodPoss && document.tokens[head].upos == .noun
    default: return false
    }
  }

  /// "a flight to Cairo", "shipped papers from the White House": where an ordinary act leads to or from takes no part in it.
  func isEndpoint(_ found: Found, of candidate: Candidate) -> Bool {
    guard let word = clauses.preposition(of: clauses.firstConjunct(of: found.token)), word != Words.of,
      book.has("place_prepositions", word)
    else { return false }
    switch actors.actors[found.actor].kind {
    case .place: return true
    case .country: return !isCountryByName(found) || book.frames[candidate.frame].hasEndpoints
    default: return false
    }
  }

  /// A document speaks, but does nothing in clauses that share its subject: "the letter accused the firm of hiring".
  func isPaper(_ found: Found, actingIn candidate: Candidate) -> Bool {
    let actor = actors.actors[found.actor]
    guard actor.kind == .group, !actor.isNamed, actor.sector == nil, actor.country == nil else { return false }
    return !candidate.isNoun && document.head(found.token) != candidate.trigger
  }
}
