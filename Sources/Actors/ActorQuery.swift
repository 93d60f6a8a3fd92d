// Which actor a reader means by a name typed on the command line.

import ChronographBase
import Knowledge

/// Looks actors up by name.
public struct ActorQuery: Sendable {
  private let gazetteer: Gazetteer

  public init(_ analyser: ActorAnalyser) { gazetteer = analyser.gazetteer }

  /// The actors that a query may mean, best first: the same id or name, then an alias that the knowledge files give,
  /// then a last name, then words of a name. Upper and lower case and diacritics do not matter.
  ///
  /// - Parameter actors: the actors to choose from, each id once.
  public func resolve(_ query: String, among actors: [NewsActor]) -> [NewsActor] {
    let key = PhraseKey(query)
    guard !key.isEmpty else { return [] }
    let slug = LatinFolding.slug(query)
    var aliased: Set<String> = []
    if let first = gazetteer.find(key), first >= 0 {
      for sense in gazetteer.senses(from: first) { aliased.insert(gazetteer.actor(sense.actor).id) }
    }
    let words = ActorIdentity.folded(query)
    let ranked = actors.enumerated().compactMap { place, actor -> (rank: Int, place: Int, actor: NewsActor)? in
      let name = LatinFolding.slug(actor.name)
      if actor.id == query || name == slug || actor.id == slug { return (0, place, actor) }
      if aliased.contains(actor.id) { return (1, place, actor) }
      guard actor.isNamed else { return nil }
      let own = ActorIdentity.folded(actor.name)
      if words.count == 1, actor.kind == .person, own.last == words[0] { return (2, place, actor) }
      if words.count > 1, actor.kind == .person, ActorIdentity.sameFullName(query, actor.name) {
        return (2, place, actor)
      }
      if own.count > words.count, words.allSatisfy({ own.contains($0) }) { return (3, place, actor) }
      return nil
    }
    guard let best = ranked.map(\.rank).min() else { return [] }
    return ranked.filter { $0.rank == best }.sorted { $0.place < $1.place }.map(\.actor)
  }
}
