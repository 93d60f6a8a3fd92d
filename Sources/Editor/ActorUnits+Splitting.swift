// One identity told apart as several: by what the file points at, by what the program knew, and the rest.

import Actors
import ChronographBase
import Corpus
import EventGraph
import Events

extension ActorUnits {
  /// A part of a split with what it takes.
  private typealias Plan = (part: ActorCorrection.Part, picks: [(unit: Int, mentions: [Int])])

  /// Tells parts of an identity apart: those that the file points at, then those that the program knew by name; the rest is
  /// that of the first other part, or stays what it was.
  mutating func split(
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
}
