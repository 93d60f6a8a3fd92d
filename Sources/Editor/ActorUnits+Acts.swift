// Merge, split and change of identities.

import Actors
import ChronographBase
import Corpus
import EventGraph
import Events

extension ActorUnits {
  /// Does what the file says of actors, in its order.
  ///
  /// - Returns: the account of each line.
  mutating func apply(_ corrections: [ActorCorrection], _ finder: inout CorpusFinder) -> [Correction] {
    var accounts: [Correction] = []
    var given: [String: Int] = [:]
    for correction in corrections {
      let (state, message, changed) = act(correction, &finder, &given)
      if let why = correction.why {
        for id in changed { note("note", why, on: id) }
      }
      accounts.append(Correction(line: correction.line, key: correction.key, state: state, message: message))
    }
    join()
    return accounts
  }

  /// What an act did, and the identities that it changed.
  private typealias Outcome = (state: Correction.State, message: String, changed: [ActorID])

  private mutating func note(_ what: String, _ value: String, on id: ActorID) {
    guard var identity = identities[id] else { return }
    identity.notes.append(EditorNote(what, value))
    identity.isChanged = true
    set(identity, of: id)
  }

  private mutating func act(
    _ correction: ActorCorrection, _ finder: inout CorpusFinder, _ given: inout [String: Int]
  ) -> Outcome {
    switch correction.act {
    case .merge(let anchors):
      var ids: [ActorID] = []
      for anchor in anchors {
        switch find(anchor, &finder) {
        case .one(let id): if !ids.contains(id) { ids.append(id) }
        case .several(_, let why): return (.ambiguous, why, [])
        case .none(let why): return (.lost, why, [])
        }
      }
      guard ids.count > 1 else { return (.idle, "these names are one actor already", []) }
      return merge(ids)
    case .split(let anchor, let parts):
      switch find(anchor, &finder) {
      case .one(let id): return split(id, parts, &finder)
      case .several(_, let why): return (.ambiguous, why, [])
      case .none(let why): return (.lost, why, [])
      }
    case .change(let anchor, let rename, let kind, let country, let hide):
      switch find(anchor, &finder) {
      case .one(let id):
        var fields: [String] = []
        if rename != nil { fields.append("rename") }
        if kind != nil { fields.append("kind") }
        if country != nil { fields.append("country") }
        for field in fields {
          if let line = given["\(id) \(field)"] {
            return (.conflict, "line \(line) sets \(field) of the same actor", [])
          }
        }
        // A line that is refused sets nothing.
        for field in fields { given["\(id) \(field)"] = correction.line }
        return change(id, rename, kind, country, hide)
      case .several(_, let why): return (.ambiguous, why, [])
      case .none(let why): return (.lost, why, [])
      }
    }
  }

  // MARK: Finding

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

  // MARK: Acts

  /// Makes the first identity the one of all; what the editor said of the others before stays said.
  private mutating func merge(_ ids: [ActorID]) -> Outcome {
    let lead = ids[0]
    let rest = Set(ids.dropFirst())
    let known = ids.compactMap { identities[$0] }
    guard var identity = identities[lead] else { return (.lost, "no such actor", []) }
    for number in units.indices where rest.contains(units[number].id) { units[number].id = lead }
    if !identity.isNamed, let named = known.first(where: \.isNamed) {
      // A description that is somebody with a name: the name stays.
      (identity.name, identity.kind) = (named.name, named.kind)
      (identity.country, identity.sector) = (named.country, named.sector)
      identity.isNamed = true
      identity.notes += named.notes.filter { $0.what == "name" }
    }
    for other in known.dropFirst() {
      for note in other.notes {
        // What an earlier line gave the lead itself stands.
        let isFirst = !identity.notes.contains { $0.what == note.what }
        switch note.what {
        case "kind" where isFirst: identity.kind = other.kind
        case "country" where isFirst: identity.country = other.country
        case "note": break
        default: continue
        }
        identity.notes.append(note)
      }
    }
    identity.isChanged = identity.isChanged || !identity.notes.isEmpty
    identity.country = identity.country ?? known.compactMap(\.country).first
    identity.sector = identity.sector ?? known.compactMap(\.sector).first
    set(identity, of: lead)
    let others = known.dropFirst().map(\.name).joined(separator: ", ")
    return (.applied, "\(identity.name) and \(others) are one actor", [lead])
  }

  /// A part of a split with what it takes.
  private typealias Plan = (part: ActorCorrection.Part, picks: [(unit: Int, mentions: [Int])])

  /// Tells parts of an identity apart: those that the file points at, then those that the program knew by name; the rest is
  /// that of the first other part, or stays what it was.
  private mutating func split(
    _ id: ActorID, _ parts: [ActorCorrection.Part], _ finder: inout CorpusFinder
  ) -> Outcome {
    guard let own = identities[id] else { return (.lost, "no such actor", []) }
    let ownKey = TextFolding.folded(own.name)
    var isTaken: Set<[Int]> = []
    var plans: [Plan] = []
    for part in parts where part.pointsAtSomething {
      let selector: Selector
      switch selected(part, &finder) {
      case .success(let found): selector = found
      case .failure(let fault): return (fault.state, fault.message, [])
      }
      let picks = pick(id, &isTaken) { selector.holds(record: $0.record, $1, in: records[$0.record]) }
      if picks.isEmpty {
        return (.lost, "nothing that \"\(own.name)\" stands for answers to the part \"\(part.name)\"", [])
      }
      plans.append((part, picks))
    }
    let bases = Set(units.filter { $0.id == id }.map(\.base))
    let bare = parts.filter { !$0.pointsAtSomething }
    var heir: ActorCorrection.Part?
    for part in bare where TextFolding.folded(part.name) != ownKey {
      let former = bases.intersection(idsByBaseName[TextFolding.folded(part.name)] ?? [])
      if former.isEmpty {
        heir = heir ?? part
        continue
      }
      let picks = pick(id, &isTaken) { unit, _ in former.contains(unit.base) }
      if !picks.isEmpty { plans.append((part, picks)) }
    }
    guard !plans.isEmpty else {
      return (.lost, "no part of \"\(own.name)\" is told apart; give documents, written or quotes to its parts", [])
    }
    let keepsName = parts.contains { TextFolding.folded($0.name) == ownKey }
    if keepsName { heir = nil }
    if let heir, pick(id, &isTaken, { _, _ in true }).isEmpty {
      return (.lost, "nothing of \"\(own.name)\" is left for the part \"\(heir.name)\"", [])
    }
    var changed: [ActorID] = []
    var names: [String] = []
    for plan in plans {
      changed.append(found(plan, id, own))
      names.append(plan.part.name)
    }
    if let heir {
      _ = change(id, heir.name, nil, nil, false)
      names.insert(heir.name, at: 0)
    }
    join()
    if units.contains(where: { $0.id == id }), !changed.contains(id) { changed.insert(id, at: 0) }
    return (.applied, "\(own.name) is told apart as \(names.joined(separator: ", "))", changed)
  }

  /// What a part of a split points at.
  private struct Selector {
    var documents: Set<Int> = []
    var sentences: [CorpusFinder.Place] = []
    var written: Set<String> = []

    func holds(record number: Int, _ span: ByteSpan, in record: DocumentRecord) -> Bool {
      documents.contains(number) || written.contains(TextFolding.folded(record.source.string(span)))
        || sentences.contains { $0.record == number && record.sentences[$0.sentence].overlaps(span) }
    }
  }

  private struct SplitFault: Error {
    var state: Correction.State
    var message: String
  }

  private func selected(
    _ part: ActorCorrection.Part, _ finder: inout CorpusFinder
  ) -> Result<Selector, SplitFault> {
    var selector = Selector(written: Set(part.written.map(TextFolding.folded)))
    for name in part.documents {
      let found = finder.documents(name)
      guard found.count == 1 else {
        return .failure(
          found.isEmpty
            ? SplitFault(state: .lost, message: "no document is called \"\(name)\"")
            : SplitFault(state: .ambiguous, message: "\(found.count) documents are called \"\(name)\""))
      }
      selector.documents.insert(found[0])
    }
    for quote in part.quotes {
      switch finder.sentences(quote.quote, document: quote.document) {
      case .one(let found): selector.sentences.append(found.place)
      case .several(_, let why): return .failure(SplitFault(state: .ambiguous, message: why))
      case .none(let why): return .failure(SplitFault(state: .lost, message: why))
      }
    }
    return .success(selector)
  }

  /// The mentions of an identity that nothing took yet and that a part means, by unit.
  private func pick(
    _ id: ActorID, _ isTaken: inout Set<[Int]>, _ isMeant: (Unit, ByteSpan) -> Bool
  ) -> [(unit: Int, mentions: [Int])] {
    var picks: [(unit: Int, mentions: [Int])] = []
    for number in units.indices where units[number].id == id {
      let unit = units[number]
      let all = records[unit.record].actors[unit.actor].mentions
      let taken = (unit.mentions ?? Array(all.indices)).filter { mention in
        isMeant(unit, all[mention].span) && isTaken.insert([number, mention]).inserted
      }
      if !taken.isEmpty { picks.append((number, taken)) }
    }
    return picks
  }

  /// Gives what a part takes an identity: its own again, one that the program knew by this name, or a new one.
  private mutating func found(_ plan: Plan, _ id: ActorID, _ own: Identity) -> ActorID {
    let key = TextFolding.folded(plan.part.name)
    let bases = Set(plan.picks.map { units[$0.unit].base })
    let former = bases.count == 1 ? bases.first.flatMap { idsByBaseName[key]?.contains($0) == true ? $0 : nil } : nil
    let new: ActorID
    if key == TextFolding.folded(own.name) {
      new = id
    } else if let former, former != id {
      new = former
    } else {
      new = fresh("\(id)-\(LatinFolding.slug(plan.part.name))")
      set(
        Identity(
          name: plan.part.name, kind: own.kind, country: own.country, sector: own.sector, isChanged: true,
          notes: [EditorNote("split", own.name)]), of: new)
    }
    for pick in plan.picks { take(pick.unit, mentions: pick.mentions, as: new) }
    return new
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
  ) -> Outcome {
    guard var identity = identities[id] else { return (.lost, "no such actor", []) }
    let before = identity
    if let rename, rename != identity.name {
      identity.notes.append(EditorNote("name", rename, was: identity.name))
      identity.name = rename
      identity.isNamed = true
    }
    if let kind, kind != identity.kind {
      identity.notes.append(EditorNote("kind", kind.rawValue, was: identity.kind.rawValue))
      identity.kind = kind
    }
    if let country, country != identity.country {
      identity.notes.append(EditorNote("country", country, was: identity.country ?? ""))
      identity.country = country
    }
    if hide { identity.isHidden = true }
    guard identity.notes.count > before.notes.count || identity.isHidden != before.isHidden else {
      return (.idle, "\(before.name) is so already", [id])
    }
    identity.isChanged = true
    set(identity, of: id)
    return (.applied, "\(before.name) changed", [id])
  }
}
