// Whom a phrase names: its head and what is coordinated with it, else possessors, modifiers and phrases of nouns that
// are no actors.

import Actors
import Language

extension ParticipantFinder {
  /// The actors that a phrase names: the head and its conjuncts, else what possesses, modifies or follows it.
  ///
  /// - Parameter isAgent: whether phrases that only locate ("the bridge near Basra") name nobody.
  func resolve(_ head: Int, allowsPlaces: Bool, excluding: [Found] = [], isAgent: Bool = false) -> [Found] {
    var result: [Found] = []
    for token in clauses.conjuncts(of: head) {
      for found in direct(token, allowsPlaces, excluding, depth: 0, isAgent: isAgent)
      where !result.contains(where: { $0.actor == found.actor }) {
        result.append(found)
      }
    }
    return result
  }

  private func direct(_ token: Int, _ allowsPlaces: Bool, _ excluding: [Found], depth: Int, isAgent: Bool = false)
    -> [Found]
  {
    let token = clauses.antecedent(of: token)
    // "X has been the largest donor, giving …": the subject of the predicate noun acts.
    if depth == 0, document.child(token, .cop) != nil, let subject = document.child(token, .nsubj), subject != token {
      let found = direct(subject, allowsPlaces, excluding, depth: 1, isAgent: isAgent)
      if !found.isEmpty { return found }
    }
    if let actor = actors.actorOfHead[token], allowsPlaces || !locative.contains(token),
      !excluding.contains(where: { $0.actor == actor })
    {
      // "both sides": each of them.
      if let parties = actors.partiesOfHead[token] {
        return parties.filter { party in !excluding.contains { $0.actor == party } }
          .map { Found(actor: $0, token: token) }
      }
      return [Found(actor: actor, token: token)] + coordinatedOrigins(of: token, actor, excluding)
        + flag(of: token, actor, excluding)
    }
    guard depth < 3 else { return [] }
    if let person = person(in: token), !excluding.contains(where: { $0.actor == person.actor }) { return [person] }
    // First who owns it, then adjectives and compounds, then `of` and other phrases.
    var later: [Int] = []
    for child in document.children(token) {
      switch document.tokens[child].relation {
      case .nmodPoss, .compound, .amod, .flat, .nmodDesc:
        let found = direct(child, allowsPlaces, excluding, depth: depth + 1, isAgent: isAgent)
        if !found.isEmpty { return found + siblings(child, allowsPlaces, excluding, depth) }
      case .appos: later.insert(child, at: 0)
      case .nmod where !isAgent || mayBelong(child, to: token): later.append(child)
      default: break
      }
    }
    for child in later where !isScene(child) {
      let found = direct(child, allowsPlaces, excluding, depth: depth + 1, isAgent: isAgent)
      if !found.isEmpty { return found + siblings(child, allowsPlaces, excluding, depth) }
    }
    return []
  }

  /// Whether a phrase says who is meant by the noun that it follows: "ministers of Egypt", "a court in Lyon", but not
  /// "the bombings at embassies".
  private func mayBelong(_ phrase: Int, to noun: Int) -> Bool {
    guard let word = clauses.preposition(of: phrase) else { return true }
    // "Talks at the commission broke down": where they were held says nothing of who held them.
    if document.tokens[noun].upos == .noun, book.nouns[document.tokens[noun].lemma] != nil {
      return book.has("act_owners", word)
    }
    guard document.tokens[noun].upos == .noun,
      book.eventness.nounShare(document.tokens[noun].lemma) >= book.eventness.leastNounShare
    else { return Belonging.words.contains(word) }
    return book.has("act_owners", word)
  }

  /// "Egyptian and Jordanian officials": the countries that one group mention does not stand for.
  private func coordinatedOrigins(of token: Int, _ group: Int, _ excluding: [Found]) -> [Found] {
    switch actors.actors[group].kind {
    case .group, .armedForce, .organisation, .government: break
    default: return []
    }
    var result: [Found] = []
    for child in document.children(token) {
      let relation = document.tokens[child].relation
      guard relation == .amod || relation == .compound || relation == .nmodPoss else { continue }
      let parts = clauses.conjuncts(of: child)
      guard parts.count > 1 else { continue }
      for part in parts {
        guard let actor = actors.actorOfHead[part], actors.actors[actor].kind == .country else { continue }
        let isOwn = actors.actors[actor].country == actors.actors[group].country
        if !isOwn, actor != group, !(result + excluding).contains(where: { $0.actor == actor }) {
          result.append(Found(actor: actor, token: part))
        }
      }
    }
    return result
  }

  /// "The tanker of Greece": the state whose thing it is, beside the thing.
  private func flag(of token: Int, _ thing: Int, _ excluding: [Found]) -> [Found] {
    let actor = actors.actors[thing]
    guard actor.kind == .group, !actor.isNamed, actor.country == nil else { return [] }
    for child in document.children(token)
    where document.tokens[child].relation == .nmod && clauses.preposition(of: child) == Words.of {
      if let actor = actors.actorOfHead[child], actors.actors[actor].kind == .country,
        !excluding.contains(where: { $0.actor == actor })
      {
        return [Found(actor: actor, token: child)]
      }
    }
    return []
  }

  /// A named person in the parts of a name phrase ("White House Press Secretary Karoline Leavitt").
  private func person(in token: Int) -> Found? {
    guard document.tokens[token].upos == .propn else { return nil }
    var stack = [token]
    var steps = 0
    while let node = stack.popLast(), steps < 12 {
      steps += 1
      for child in document.children(node) {
        switch document.tokens[child].relation {
        case .flat, .compound, .appos, .nmodDesc, .amod:
          if let actor = actors.actorOfHead[child], actors.actors[actor].kind == .person {
            return Found(actor: actor, token: child)
          }
          stack.append(child)
        default: break
        }
      }
    }
    return nil
  }

  private func siblings(_ token: Int, _ allowsPlaces: Bool, _ excluding: [Found], _ depth: Int) -> [Found] {
    var result: [Found] = []
    for other in clauses.conjuncts(of: token).dropFirst() {
      result += direct(other, allowsPlaces, excluding, depth: depth + 1)
    }
    return result
  }
}

/// Prepositions whose phrase says whose or which people a noun means: "ministers of Egypt", "a court in Lyon".
enum Belonging {
  /// Prepositions of the other side.
  static let directions: Set<WordKey> = Set(["against", "with", "to", "between", "toward"].map { WordKey($0) })
  static let words: Set<WordKey> = Set(
    ["of", "from", "in", "at", "by", "between", "among", "within", "for", "inside", "including"].map { WordKey($0) })
}
