// Finds actors by a name that a user typed.

import EventGraph

extension NewsGraph {
  /// The ids of the actors that a typed name means, best first.
  ///
  /// An id or full name counts most, then a name as some article writes it, then a word of the name. Only the best
  /// kind of match is given, so that "Trump" does not bring everything that mentions him.
  ///
  /// - Parameter query: ASCII case does not matter.
  public func actors(named query: String) -> [String] {
    let wanted = query.lowercased()
    let index = index()
    var byRank: [Int: [String]] = [:]
    for actor in actors {
      let written = index.names(of: actor.id).map { $0.name.lowercased() }
      let rank: Int
      if actor.id == query || actor.name.lowercased() == wanted {
        rank = 0
      } else if written.contains(wanted) {
        rank = 1
      } else if words(of: actor.name).contains(wanted) {
        rank = 2
      } else if words(of: wanted).isSubset(of: words(of: actor.name)) {
        rank = 3
      } else {
        continue
      }
      byRank[rank, default: []].append(actor.id)
    }
    return byRank.min { $0.key < $1.key }?.value ?? []
  }

  /// The events in which one of these actors takes part, in time order.
  public func events(of actors: [String]) -> [GraphEvent] {
    let wanted = Set(actors)
    return events.filter { event in event.participants.contains(where: wanted.contains) }
  }

  private func words(of name: String) -> Set<String> {
    Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }
}
