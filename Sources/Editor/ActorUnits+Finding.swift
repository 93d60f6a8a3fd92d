// Whom a name in the editor's file means.

import Actors

extension ActorUnits {
  /// The identity of a name: as it is called, as the program called it, by its id, as an article writes it.
  mutating func find(_ anchor: ActorAnchor, _ finder: inout CorpusFinder) -> CorpusFinder.Finding<ActorID> {
    let key = TextFolding.folded(anchor.name)
    var numbers: Set<Int>?
    if let document = anchor.document {
      let found = Set(finder.documents(document))
      guard !found.isEmpty else { return .none("no document is called \"\(document)\"") }
      numbers = found
    }
    var sentence: CorpusFinder.Place?
    if let quote = anchor.quote {
      switch finder.sentences(quote, document: anchor.document) {
      case .none(let why): return .none(why)
      case .several(_, let why): return .several([], why)
      case .one(let found): sentence = found.place
      }
    }
    /// The identities of the units that a tier means, where the anchor looks for them.
    func distinct(_ isMeant: (Unit) -> Bool) -> [ActorID] {
      var seen: Set<ActorID> = []
      for unit in units where isMeant(unit) && !seen.contains(unit.id) && numbers?.contains(unit.record) ?? true {
        if let sentence {
          let span = records[sentence.record].sentences[sentence.sentence]
          guard unit.record == sentence.record, spans(unit).contains(where: span.overlaps) else { continue }
        }
        seen.insert(unit.id)
      }
      return seen.sorted()
    }
    for tier in 0..<4 {
      var found: [ActorID]
      switch tier {
      case 0:
        let ids = idsByName[key] ?? []
        found = ids.isEmpty ? [] : distinct { ids.contains($0.id) }
      case 1:
        let ids = idsByBaseName[key] ?? []
        found = ids.isEmpty ? [] : distinct { ids.contains($0.base) }
      case 2: found = identities[anchor.name] == nil ? [] : distinct { $0.id == anchor.name }
      default:
        let places = actors(written: key)
        found =
          places.isEmpty
          ? []
          : distinct { unit in
            guard places.contains(ActorPlace(record: unit.record, actor: unit.actor)) else { return false }
            let source = records[unit.record].source
            return unit.mentions == nil || spans(unit).contains { TextFolding.folded(source.string($0)) == key }
          }
      }
      if found.count > 1 {
        let named = found.filter { identities[$0]?.isNamed ?? false }
        if named.count == 1 { found = named }
      }
      if found.count == 1 { return .one(found[0]) }
      if found.count > 1 {
        return .several(
          found,
          "\(found.count) actors are called \"\(anchor.name)\"; write {name: …, document: …} or add a quote beside the name"
        )
      }
    }
    return .none("no actor is called \"\(anchor.name)\"\(anchor.document.map { " in \($0)" } ?? "")")
  }
}
