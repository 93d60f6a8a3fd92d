// What the editor's room needs of this one: identities as they merge, tellings to join and to part, and the order of a
// graph after its events were changed.

import Actors
import ChronographBase
import Events

/// The identities of a corpus as the program merges them.
package struct CorpusIdentities {
  package let actors: [GraphActor]
  /// For each record: document actor id → merged id; places and unknown ids are absent.
  package let merged: [[ActorID: ActorID]]

  package init(_ records: [DocumentRecord]) {
    let merging = ActorMerging(records)
    actors = merging.actors
    merged = merging.merged
  }
}

/// A graph with the way from the records' events to its own.
package struct EditedGraph {
  package var graph: NewsGraph
  /// For each record: document event id → merged id.
  package var merged: [[String: String]]
  /// Events that an editor's joining or parting made what they are.
  package var edited: Set<String>
}

/// An event of a record, by positions.
package struct TellingReference: Sendable, Hashable {
  package var record: Int
  package var event: Int

  package init(record: Int, event: Int) {
    self.record = record
    self.event = event
  }
}

/// An editor's word on tellings.
package enum TellingEdit: Sendable {
  /// They tell one event.
  case join([TellingReference])
  /// It tells another event than the rest; with it go those that the program had found to be the same, where an earlier
  /// word joined both with others.
  case part(TellingReference)

  /// Clusters as the editor wants them, in the order of before.
  static func applied(
    _ edits: [TellingEdit], to found: [TellingClustering.Cluster], _ tellings: [Telling]
  ) -> [TellingClustering.Cluster] {
    guard !edits.isEmpty else { return found }
    var number: [TellingReference: Int] = [:]
    for (position, telling) in tellings.enumerated() {
      number[TellingReference(record: telling.record, event: telling.event)] = position
    }
    var foundOf: [Int: Int] = [:]
    for (cluster, item) in found.enumerated() { for member in item.members { foundOf[member] = cluster } }
    var groups = found.map { Set($0.members) }
    func group(_ member: Int) -> Int? { groups.firstIndex { $0.contains(member) } }
    for edit in edits {
      switch edit {
      case .join(let references):
        let members = references.compactMap { number[$0] }
        guard let first = members.first.flatMap(group) else { continue }
        for other in members.dropFirst().compactMap(group) where other != first {
          groups[first].formUnion(groups[other])
          groups[other] = []
        }
      case .part(let reference):
        guard let member = number[reference], let from = group(member), let home = foundOf[member] else { continue }
        let mates = groups[from].intersection(found[home].members)
        let leaving = mates.count < groups[from].count ? mates : [member]
        guard leaving.count < groups[from].count else { continue }
        groups[from].subtract(leaving)
        groups.append(leaving)
      }
    }
    let former = Dictionary(found.enumerated().map { (Set($1.members), $0) }, uniquingKeysWith: { first, _ in first })
    let clusters = groups.filter { !$0.isEmpty }.map { members -> TellingClustering.Cluster in
      if let same = former[members] { return found[same] }
      let ordered = members.sorted { tellings[$0].key < tellings[$1].key }
      var reasons: [String] = []
      for reason in ordered.compactMap({ foundOf[$0] }).flatMap({ found[$0].reasons }) where !reasons.contains(reason) {
        reasons.append(reason)
      }
      return TellingClustering.Cluster(members: ordered, reasons: reasons, isEdited: true)
    }
    return clusters.sorted { tellings[$0.members[0]].key < tellings[$1.members[0]].key }
  }
}

extension NewsGraph {
  /// Puts events, relations and disagreements in order after events were changed or taken away: time order, no relation
  /// that names an event that is gone or that the dates exclude, no disagreement about nothing.
  package mutating func restoreOrder() {
    events = GraphBuilder.ordered(events, documents.map(\.record))
    let position = Dictionary(events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    func key(_ relation: GraphRelation) -> [Int] {
      let kind = EventRelation.Kind.allCases.firstIndex(of: relation.kind) ?? 0
      return [position[relation.a] ?? 0, position[relation.b] ?? 0, kind]
    }
    let all = events
    relations = relations.filter { relation in
      guard let a = position[relation.a], let b = position[relation.b], a != b else { return false }
      return relation.editor.contains { $0.what == "added" } || !relation.contradictsDates(all[a], all[b])
    }.sorted { key($0).lexicographicallyPrecedes(key($1)) }
    for number in tensions.indices.reversed() where tensions[number].events.contains(where: { position[$0] == nil }) {
      tensions[number].events.removeAll { position[$0] == nil }
      if tensions[number].events.isEmpty { tensions.remove(at: number) }
    }
  }

  /// Whether one event is reached from another over relations of a kind.
  package func leads(_ kind: EventRelation.Kind, from start: String, to goal: String) -> Bool {
    var edges: [String: [String]] = [:]
    for relation in relations where relation.kind == kind { edges[relation.a, default: []].append(relation.b) }
    var open = [start]
    var seen: Set<String> = [start]
    while let next = open.popLast() {
      if next == goal { return true }
      for other in edges[next] ?? [] where seen.insert(other).inserted { open.append(other) }
    }
    return false
  }
}
