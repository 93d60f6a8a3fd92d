// Which state each actor of a document belongs to, worked out once.

import Actors

/// The states behind the actors, by their indices.
struct StateTable {
  /// For each actor: the country that it is or belongs to.
  private let states: [Int?]

  init(_ actors: [NewsActor]) {
    var byID: [ActorID: Int] = [:]
    for (index, actor) in actors.enumerated() where byID[actor.id] == nil { byID[actor.id] = index }
    states = actors.indices.map { start in
      var node = start
      // Chains of affiliation are short; the limit ends those that run in circles.
      for _ in 0..<4 {
        if actors[node].kind == .country { return node }
        guard let next = actors[node].affiliation, let index = byID[next] else { return nil }
        node = index
      }
      return nil
    }
  }

  /// The country that an actor is or belongs to, however many bodies lie between.
  subscript(_ actor: Int) -> Int? { states.indices.contains(actor) ? states[actor] : nil }
}
