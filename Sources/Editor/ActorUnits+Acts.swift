// Merge, split and change of identities.

import Actors
import ChronographBase
import EventGraph

extension ActorUnits {
  /// Does what the file says of actors, in its order.
  ///
  /// - Returns: the account of each line.
  mutating func apply(_ corrections: [ActorCorrection], _ finder: inout CorpusFinder) -> [Correction] {
    var accounts: [Correction] = []
    var given: [String: Int] = [:]
    for correction in corrections {
      let (state, message) = act(correction, &finder, &given)
      accounts.append(Correction(line: correction.line, key: correction.key, state: state, message: message))
    }
    join()
    return accounts
  }

  private mutating func act(
    _ correction: ActorCorrection, _ finder: inout CorpusFinder, _ given: inout [String: Int]
  ) -> (Correction.State, String) {
    switch correction.act {
    case .merge(let anchors):
      var ids: [ActorID] = []
      for anchor in anchors {
        switch find(anchor, &finder) {
        case .one(let id): if !ids.contains(id) { ids.append(id) }
        case .several(_, let why): return (.ambiguous, why)
        case .none(let why): return (.lost, why)
        }
      }
      guard ids.count > 1 else { return (.idle, "these names are one actor already") }
      return merge(ids, anchors[0].name)
    case .split(let anchor, let parts):
      switch find(anchor, &finder) {
      case .one(let id): return split(id, parts, &finder)
      case .several(_, let why): return (.ambiguous, why)
      case .none(let why): return (.lost, why)
      }
    case .change(let anchor, let rename, let kind, let country, let hide):
      switch find(anchor, &finder) {
      case .one(let id):
        var fields: [String] = []
        if rename != nil { fields.append("rename") }
        if kind != nil { fields.append("kind") }
        if country != nil { fields.append("country") }
        for field in fields {
          if let line = given["\(id) \(field)"] { return (.conflict, "line \(line) sets \(field) of the same actor") }
          given["\(id) \(field)"] = correction.line
        }
        return change(id, rename, kind, country, hide)
      case .several(_, let why): return (.ambiguous, why)
      case .none(let why): return (.lost, why)
      }
    }
  }

  // MARK: Finding

  /// The identity of a name: as it is called, as the program called it, as an article writes it.
  func find(_ anchor: ActorAnchor, _ finder: inout CorpusFinder) -> CorpusFinder.Finding<ActorID> {
    let key = TextFolding.folded(anchor.name)
    var pool = Array(units.indices)
    if let document = anchor.document {
      let numbers = Set(finder.documents(document))
      guard !numbers.isEmpty else { return .none("no document is called \"\(document)\"") }
      pool = pool.filter { numbers.contains(units[$0].record) }
    }
    if let quote = anchor.quote {
      switch finder.sentences(quote, document: anchor.document) {
      case .none(let why): return .none(why)
      case .several(_, let why): return .several([], why)
      case .one(let found):
        let sentence = records[found.place.record].sentences[found.place.sentence]
        pool = pool.filter { number in
          units[number].record == found.place.record && spans(units[number]).contains(where: sentence.overlaps)
        }
      }
    }
    func distinct(_ numbers: [Int]) -> [ActorID] {
      var seen: Set<ActorID> = []
      return numbers.map { units[$0].id }.filter { seen.insert($0).inserted }
    }
    let tiers: [(Int) -> Bool] = [
      { identities[units[$0].id].map { TextFolding.folded($0.name) == key } ?? false },
      { baseNames[units[$0].base].map { TextFolding.folded($0) == key } ?? false },
      { units[$0].id == anchor.name },
      { number in
        spans(units[number]).contains { TextFolding.folded(records[units[number].record].source.string($0)) == key }
      },
    ]
    for tier in tiers {
      var found = distinct(pool.filter(tier))
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

  // MARK: Acts

  private mutating func merge(_ ids: [ActorID], _ name: String) -> (Correction.State, String) {
    let lead = ids[0]
    let others = ids.dropFirst().map { identities[$0]?.name ?? $0 }
    for number in units.indices where ids.dropFirst().contains(units[number].id) { units[number].id = lead }
    let named = ids.first { identities[$0]?.isNamed ?? false }
    if identities[lead]?.isNamed == false, let named, let other = identities[named] {
      // A description that is somebody with a name: the name stays.
      identities[lead]?.name = other.name
      identities[lead]?.kind = other.kind
      identities[lead]?.country = other.country
      identities[lead]?.sector = other.sector
    }
    let country = ids.compactMap { identities[$0]?.country }.first
    let sector = ids.compactMap { identities[$0]?.sector }.first
    if identities[lead]?.country == nil { identities[lead]?.country = country }
    if identities[lead]?.sector == nil { identities[lead]?.sector = sector }
    return (.applied, "\(identities[lead]?.name ?? lead) and \(others.joined(separator: ", ")) are one actor")
  }

  private mutating func split(
    _ id: ActorID, _ parts: [ActorCorrection.Part], _ finder: inout CorpusFinder
  ) -> (Correction.State, String) {
    let own = identities[id] ?? Identity(name: id, kind: .person)
    var plans: [(part: ActorCorrection.Part, picks: [(unit: Int, mentions: [Int])])] = []
    var isTaken: Set<[Int]> = []
    func hasSelector(_ part: ActorCorrection.Part) -> Bool {
      !(part.documents.isEmpty && part.written.isEmpty && part.quotes.isEmpty)
    }
    // What the file points at comes first; a part with the actor's own name and nothing else keeps the rest.
    for part in parts.filter(hasSelector) + parts.filter({ !hasSelector($0) }) {
      if !hasSelector(part), TextFolding.folded(part.name) == TextFolding.folded(own.name) { continue }
      var picks: [(unit: Int, mentions: [Int])] = []
      var documents: Set<Int> = []
      for name in part.documents {
        let found = finder.documents(name)
        guard found.count == 1 else {
          return found.isEmpty
            ? (.lost, "no document is called \"\(name)\"")
            : (.ambiguous, "\(found.count) documents are called \"\(name)\"")
        }
        documents.insert(found[0])
      }
      var sentences: [CorpusFinder.Place] = []
      for quote in part.quotes {
        switch finder.sentences(quote.quote, document: quote.document) {
        case .one(let found): sentences.append(found.place)
        case .several(_, let why): return (.ambiguous, why)
        case .none(let why): return (.lost, why)
        }
      }
      let written = Set(part.written.map(TextFolding.folded))
      for number in units.indices where units[number].id == id {
        let unit = units[number]
        let record = records[unit.record]
        let all = unit.mentions ?? Array(record.actors[unit.actor].mentions.indices)
        let taken = all.filter { mention in
          let span = record.actors[unit.actor].mentions[mention].span
          if !hasSelector(part) { return baseNames[unit.base].map(TextFolding.folded) == TextFolding.folded(part.name) }
          return documents.contains(unit.record) || written.contains(TextFolding.folded(record.source.string(span)))
            || sentences.contains { $0.record == unit.record && record.sentences[$0.sentence].overlaps(span) }
        }.filter { isTaken.insert([number, $0]).inserted }
        if !taken.isEmpty { picks.append((number, taken)) }
      }
      if hasSelector(part), picks.isEmpty {
        return (.lost, "nothing that \"\(own.name)\" stands for answers to the part \"\(part.name)\"")
      }
      plans.append((part, picks))
    }
    guard plans.contains(where: { !$0.picks.isEmpty }) else {
      return (.lost, "no part of \"\(own.name)\" is told apart; give documents, written or quotes to its parts")
    }
    var names: [String] = []
    for (part, picks) in plans where !picks.isEmpty {
      let bases = Set(picks.map { units[$0.unit].base })
      let key = TextFolding.folded(part.name)
      // A part with the name that the program knew is that actor again.
      let former =
        bases.count == 1
        ? bases.first.flatMap { base in baseNames[base].map(TextFolding.folded) == key ? base : nil } : nil
      let new: ActorID
      if key == TextFolding.folded(own.name) {
        new = id
      } else if let former, former != id {
        new = former
      } else {
        new = fresh("\(id)-\(LatinFolding.slug(part.name))")
        identities[new] = Identity(
          name: part.name, kind: own.kind, country: own.country, sector: own.sector, isChanged: true,
          notes: [EditorNote("split", own.name)])
      }
      for pick in picks { take(pick.unit, mentions: pick.mentions, as: new) }
      names.append(part.name)
    }
    join()
    return (.applied, "\(own.name) is told apart as \(names.joined(separator: ", "))")
  }

  private func fresh(_ id: ActorID) -> ActorID {
    var number = 2
    var wanted = id
    while identities[wanted] != nil {
      wanted = "\(id)-\(number)"
      number += 1
    }
    return wanted
  }

  private mutating func change(
    _ id: ActorID, _ rename: String?, _ kind: NewsActor.Kind?, _ country: String?, _ hide: Bool
  ) -> (Correction.State, String) {
    guard var identity = identities[id] else { return (.lost, "no such actor") }
    let before = identity.name
    if let rename, rename != identity.name {
      identity.notes.append(EditorNote("name", rename, was: identity.name))
      identity.name = rename
      identity.isChanged = true
    }
    if let kind, kind != identity.kind {
      identity.notes.append(EditorNote("kind", kind.rawValue, was: identity.kind.rawValue))
      identity.kind = kind
      identity.isChanged = true
    }
    if let country, country != identity.country {
      identity.notes.append(EditorNote("country", country, was: identity.country ?? ""))
      identity.country = country
      identity.isChanged = true
    }
    if hide {
      identity.isHidden = true
      identity.isChanged = true
    }
    identities[id] = identity
    return (identity.isChanged ? .applied : .idle, identity.isChanged ? "\(before) changed" : "\(before) is so already")
  }
}
