// Finds actors by a name that a user typed.

import Actors
import EventGraph

extension GraphRun {
  /// The ids of the actors of a graph that a typed name means, best first.
  ///
  /// An id or full name counts most, then an alias of the knowledge files, then a name as some article writes it, then
  /// a last name or a word of the name. Only the best kind of match is given, so that "Trump" does not bring everything
  /// that mentions him.
  ///
  /// - Parameter query: upper and lower case and diacritics do not matter.
  public func actors(named query: String, in graph: NewsGraph) -> [ActorID] {
    let actors = graph.actors.map { NewsActor(id: $0.id, name: $0.name, kind: $0.kind, isNamed: $0.isNamed) }
    let found = ActorQuery(analysis.engine.actors).resolve(query, among: actors)
    if !found.isEmpty { return found.map(\.id) }
    let wanted = query.lowercased()
    let index = graph.index()
    return graph.actors.map(\.id).filter { id in index.names(of: id).contains { $0.name.lowercased() == wanted } }
  }
}

extension NewsGraph {
  /// The events in which one of these actors takes part, in time order.
  public func events(of actors: [ActorID]) -> [GraphEvent] {
    let wanted = Set(actors)
    return events.filter { event in event.participants.contains(where: wanted.contains) }
  }
}
