// The identities of a corpus as an editor changes them. Every actor of every document is a unit, or several when its
// mentions are told apart; a merge gives units one identity, a split gives some another. What was merged and split again
// stands where it stood, so that the graph is the one of before.

import Actors
import ChronographBase
import Corpus
import EventGraph
import Events

/// Units of identity, and what was decided of them.
struct ActorUnits {
  /// Mentions of one actor of one document that share an identity.
  struct Unit {
    var record: Int
    var actor: Int
    /// Indices of its mentions; nil for all of them.
    var mentions: [Int]?
    /// The identity that the program found.
    let base: ActorID
    /// The identity that it has now.
    var id: ActorID
  }

  /// What is known of an identity.
  struct Identity {
    var name: String
    var kind: NewsActor.Kind
    var country: String?
    var sector: String?
    var isNamed = true
    var isHidden = false
    var isChanged = false
    var notes: [EditorNote] = []
  }

  let records: [DocumentRecord]
  var units: [Unit] = []
  private(set) var identities: [ActorID: Identity] = [:]
  /// Ids by the folded name that their identity has now.
  private(set) var idsByName: [String: Set<ActorID>] = [:]
  /// Name of each identity as the program found it.
  private(set) var baseNames: [ActorID: String] = [:]
  /// Ids by the folded name that the program found.
  private(set) var idsByBaseName: [String: Set<ActorID>] = [:]
  /// Number of units of each identity as the program found it.
  private var baseCounts: [ActorID: Int] = [:]
  /// Actors of documents by their folded mentions; made when a name is first looked for among them.
  private var actorsBySpelling: [String: Set<ActorPlace>]?

  /// An actor of a document.
  struct ActorPlace: Hashable {
    var record: Int
    var actor: Int
  }

  init(_ records: [DocumentRecord]) {
    self.records = records
    let known = CorpusIdentities(records)
    for actor in known.actors {
      set(
        Identity(
          name: actor.name, kind: actor.kind, country: actor.country, sector: actor.sector, isNamed: actor.isNamed),
        of: actor.id)
      baseNames[actor.id] = actor.name
      idsByBaseName[TextFolding.folded(actor.name), default: []].insert(actor.id)
    }
    for (number, record) in records.enumerated() {
      for (position, actor) in record.actors.enumerated() {
        guard let id = known.merged[number][actor.id] else { continue }
        units.append(Unit(record: number, actor: position, mentions: nil, base: id, id: id))
        baseCounts[id, default: 0] += 1
      }
    }
  }

  /// The spans of a unit's mentions.
  func spans(_ unit: Unit) -> [ByteSpan] {
    let all = records[unit.record].actors[unit.actor].mentions
    return unit.mentions.map { $0.map { all[$0].span } } ?? all.map(\.span)
  }

  /// Gives an identity what is known of it.
  mutating func set(_ identity: Identity, of id: ActorID) {
    if let old = identities.updateValue(identity, forKey: id) { idsByName[TextFolding.folded(old.name)]?.remove(id) }
    idsByName[TextFolding.folded(identity.name), default: []].insert(id)
  }

  /// The actors of documents that are written so somewhere, in any case and with any blanks.
  mutating func actors(written key: String) -> Set<ActorPlace> {
    if let actorsBySpelling { return actorsBySpelling[key] ?? [] }
    var made: [String: Set<ActorPlace>] = [:]
    for (number, record) in records.enumerated() {
      for (position, actor) in record.actors.enumerated() {
        for text in Set(actor.mentions.map { record.source.string($0.span) }) {
          made[TextFolding.folded(text), default: []].insert(ActorPlace(record: number, actor: position))
        }
      }
    }
    actorsBySpelling = made
    return made[key] ?? []
  }

  /// The identities that are not just what the program found.
  func touched() -> Set<ActorID> {
    var counts: [ActorID: Int] = [:]
    var touched: Set<ActorID> = []
    for unit in units {
      counts[unit.id, default: 0] += 1
      if unit.base != unit.id || unit.mentions != nil { touched.insert(unit.id) }
    }
    for (id, count) in counts where count != baseCounts[id] || identities[id]?.isChanged == true { touched.insert(id) }
    return touched
  }

  /// Takes some mentions out of units; the units that hold them, whole or cut off from the rest.
  mutating func take(_ number: Int, mentions wanted: [Int], as id: ActorID) {
    let all =
      units[number].mentions ?? Array(records[units[number].record].actors[units[number].actor].mentions.indices)
    let taken = all.filter(wanted.contains)
    guard !taken.isEmpty else { return }
    if taken.count == all.count {
      units[number].id = id
      return
    }
    units[number].mentions = all.filter { !wanted.contains($0) }
    var part = units[number]
    part.mentions = taken
    part.id = id
    units.append(part)
  }

  /// Joins parts of one actor that have one identity again.
  mutating func join() {
    var result: [Unit] = []
    var position: [[Int]: [ActorID: Int]] = [:]
    for unit in units {
      let key = [unit.record, unit.actor]
      guard let known = position[key]?[unit.id] else {
        position[key, default: [:]][unit.id] = result.count
        result.append(unit)
        continue
      }
      guard let a = result[known].mentions, let b = unit.mentions else { continue }
      let all = Set(a + b).sorted()
      let isWhole = all.count == records[unit.record].actors[unit.actor].mentions.count
      result[known].mentions = isWhole ? nil : all
    }
    units = result
  }
}
