// One identity per actor over all documents. Which mentions belong together inside a document is the work of
// the Actors room; here equal identities meet, and anonymous groups are kept apart by their document.

import Actors
import ChronographBase
import Events

/// The actors of a corpus and the way from a document's ids to theirs.
struct ActorMerging {
  /// Merged actors, most mentioned first, then by id; places are left out.
  private(set) var actors: [GraphActor] = []
  /// For each record: document actor id → merged id; places and unknown ids are absent.
  private(set) var merged: [[ActorID: ActorID]]

  /// Merges named actors with the same id; unnamed ones get an id of their own.
  ///
  /// - Parameter records: in reading order.
  init(_ records: [DocumentRecord]) {
    merged = records.map { record in
      var ids: [ActorID: ActorID] = [:]
      for actor in record.actors where actor.kind != .place {
        ids[actor.id] = actor.isNamed ? actor.id : ActorMerging.anonymous(actor.id, in: record.source.id)
      }
      return ids
    }
    let canonical = ActorMerging.spellings(records)
    for number in merged.indices {
      merged[number] = merged[number].mapValues { canonical[$0] ?? $0 }
    }
    var drafts: [ActorID: Draft] = [:]
    var order: [ActorID] = []
    for (number, record) in records.enumerated() {
      for actor in record.actors {
        guard let id = merged[number][actor.id] else { continue }
        if drafts[id] == nil { order.append(id) }
        drafts[id, default: Draft()].add(actor, doc: record.source.id, ids: merged[number])
      }
    }
    let known = Set(order)
    actors = order.compactMap { id in drafts[id]?.actor(id: id, known: known) }
    actors.sort { a, b in
      a.mentions.count != b.mentions.count
        ? a.mentions.count > b.mentions.count : a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
    }
  }

  /// Ids of persons whose full names are spellings of a name that is mentioned more often, with the id of that one.
  private static func spellings(_ records: [DocumentRecord]) -> [ActorID: ActorID] {
    var weights: [ActorID: Int] = [:]
    var persons: [ActorID: NewsActor] = [:]
    for actor in records.flatMap(\.actors) where actor.kind == .person && actor.isNamed && !actor.isFixed {
      weights[actor.id, default: 0] += max(1, actor.mentions.count)
      if let known = persons[actor.id], !(actor.name.utf8.lexicographicallyPrecedes(known.name.utf8)) { continue }
      persons[actor.id] = actor
    }
    var blocks: [String: [ActorID]] = [:]
    for id in persons.keys { blocks[ActorIdentity.blockingKey(persons[id]?.name ?? id), default: []].append(id) }
    var canonical: [ActorID: ActorID] = [:]
    for (key, ids) in blocks where ids.count > 1 && !key.isEmpty {
      let ranked = ids.sorted { a, b in
        let x = weights[a] ?? 0
        let y = weights[b] ?? 0
        return x != y ? x > y : a.utf8.lexicographicallyPrecedes(b.utf8)
      }
      // Each joins the most mentioned name that it spells, never a chain of spellings; huge blocks are cut.
      var leaders: [NewsActor] = []
      for id in ranked.prefix(200) {
        guard let person = persons[id] else { continue }
        if let leader = leaders.first(where: { ActorIdentity.isSame($0, person) }) {
          canonical[id] = leader.id
        } else {
          leaders.append(person)
        }
      }
    }
    return canonical
  }

  /// The id of an unnamed actor: its own with a mark of its document.
  static func anonymous(_ id: ActorID, in document: String) -> ActorID { "\(id)@\(ContentHash([document]).hex(6))" }

  /// What the documents say of one actor.
  private struct Draft {
    var names: [String: Int] = [:]
    var kinds: [NewsActor.Kind: Int] = [:]
    var countries: [String: Int] = [:]
    var sectors: [String: Int] = [:]
    var wholes: [ActorID: Int] = [:]
    var roles: [GraphActor.Role] = []
    var mentions: [GraphActor.Mention] = []
    var reasons: [String] = []
    var documents = 0
    var isNamed = false
    var editor: [EditorNote] = []

    mutating func add(_ actor: NewsActor, doc: String, ids: [ActorID: ActorID]) {
      let weight = max(1, actor.mentions.count)
      names[actor.name, default: 0] += weight
      kinds[actor.kind, default: 0] += weight
      if let country = actor.country { countries[country, default: 0] += weight }
      if let sector = actor.sector { sectors[sector, default: 0] += weight }
      if let whole = actor.affiliation, let id = ids[whole] { wholes[id, default: 0] += weight }
      for role in actor.roles where !roles.contains(where: { $0.at.doc == doc && $0.at.span == role.span }) {
        roles.append(.init(at: DocSpan(doc: doc, span: role.span), text: role.text))
      }
      mentions += actor.mentions.map { .init(at: DocSpan(doc: doc, span: $0.span), form: $0.form) }
      if !actor.why.isEmpty, !reasons.contains(actor.why), reasons.count < 3 { reasons.append(actor.why) }
      documents += 1
      isNamed = isNamed || actor.isNamed
      for note in actor.editor where !editor.contains(note) { editor.append(note) }
    }

    func actor(id: ActorID, known: Set<ActorID>) -> GraphActor {
      var reason = reasons.joined(separator: "; ")
      if documents > 1 { reason += (reason.isEmpty ? "" : "; ") + "same identity in \(documents) articles" }
      let whole = wholes.filter { known.contains($0.key) && $0.key != id }
      var result = GraphActor(
        id: id, name: best(names) { $0 } ?? id, kind: best(kinds) { $0.rawValue } ?? .group,
        country: best(countries) { $0 }, sector: best(sectors) { $0 }, affiliation: best(whole) { $0 }, roles: roles,
        mentions: mentions, isNamed: isNamed, why: reason)
      result.editor = editor
      return result
    }

    /// The value with the most weight; of equals the first in byte order.
    private func best<Value>(_ counts: [Value: Int], _ name: (Value) -> String) -> Value? {
      counts.max { a, b in
        a.value != b.value
          ? a.value < b.value : name(b.key).utf8.lexicographicallyPrecedes(name(a.key).utf8)
      }?.key
    }
  }
}

/// Actors as small numbers, with what each rolls up to: person to ministry to state.
struct ActorTable {
  private(set) var ids: [ActorID] = []
  private var numbers: [ActorID: Int] = [:]
  /// For each actor the top of its affiliations.
  private(set) var top: [Int] = []
  /// Persons, whom no other person can stand for.
  private(set) var isPerson: [Bool] = []
  private(set) var isNamed: [Bool] = []
  /// Countries, and governments above which nothing stands.
  private(set) var isState: [Bool] = []
  /// Described by a number above one or a plural: "two climbers", "the passengers".
  private(set) var isPlural: [Bool] = []
  /// The words of each name as keys, sorted, without the short ones ("the", "of", "US").
  private(set) var nameWords: [[UInt64]] = []

  init(_ actors: [GraphActor]) {
    ids = actors.map(\.id)
    nameWords = actors.map { actor in
      let words = Telling.words(Array(actor.name.utf8)).filter { $0.length > 3 }
      return Array(Set(words.map(\.key))).sorted()
    }
    for (number, actor) in actors.enumerated() { numbers[actor.id] = number }
    isPerson = actors.map { $0.kind == .person }
    isNamed = actors.map(\.isNamed)
    isPlural = actors.map { !$0.isNamed && $0.kind == .group && ActorTable.isPlural($0.name) }
    isState = actors.map { $0.kind == .country || ($0.kind == .government && $0.affiliation == nil) }
    var states: [String: Int] = [:]
    for (number, actor) in actors.enumerated().reversed() {
      guard actor.kind == .country || (actor.kind == .government && actor.affiliation == nil) else { continue }
      if let country = actor.country { states[country] = number }
    }
    for number in actors.indices {
      var chain = [number]
      while let last = chain.last {
        let actor = actors[last]
        guard let next = actor.affiliation.flatMap({ numbers[$0] }), !chain.contains(next) else {
          if let country = actor.country, let state = states[country], !chain.contains(state) { chain.append(state) }
          break
        }
        chain.append(next)
      }
      top.append(chain.last ?? number)
    }
  }

  /// Whether the first noun phrase of a description ends in `s` or `people`, or begins with a number above one.
  private static func isPlural(_ name: String) -> Bool {
    let words = name.utf8.split(separator: 0x20)
    guard let first = words.first, let last = words.last else { return false }
    if let number = Int(String(decoding: first, as: UTF8.self)) { return number > 1 }
    let counts = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "several", "many"]
    let lowered = String(decoding: first, as: UTF8.self).lowercased()
    if counts.contains(lowered) { return true }
    if last.elementsEqual("people".utf8) || last.elementsEqual("men".utf8) || last.elementsEqual("women".utf8) {
      return true
    }
    return last.count > 3 && last.last == 0x73 && !last.suffix(2).elementsEqual("ss".utf8)
  }

  func number(of id: ActorID) -> Int? { numbers[id] }

  /// Whether what it rolls up to, or its own name, says who it is.
  func isKnown(_ actor: Int) -> Bool { isNamed[actor] || top[actor] != actor }

  /// Whether two actors of different articles may be one: the same, of one state, or described in the same words
  /// ("the government of Norland", "Norland's government") where not both are known by name.
  func mayBeSame(_ a: Int, _ b: Int) -> Bool {
    if a == b || top[a] == top[b] { return true }
    return !(isKnown(a) && isKnown(b)) && areDescribedAlike(a, b)
  }

  /// Whether two actors are certainly two: two names without a common part, or two states.
  ///
  /// Who is only described ("the head of the company") may be anybody of the same state, and of two organisations of one
  /// story that share a word of their names one is mostly short for the other.
  func areDifferent(_ a: Int, _ b: Int) -> Bool {
    if mayBeSame(a, b) { return false }
    guard isNamed[a], isNamed[b] else { return isState[top[a]] && isState[top[b]] }
    if nameWords[a].isEmpty || nameWords[b].isEmpty { return false }
    let common = shared(nameWords[a], nameWords[b]).count
    if common == min(nameWords[a].count, nameWords[b].count) { return isState[a] || isState[b] }
    return common == 0 || isPerson[a] || isPerson[b] || isState[a] || isState[b]
  }

  /// Whether two actors are one by id, or described in the same words where not both have a name.
  func areDescribedAlike(_ a: Int, _ b: Int) -> Bool {
    if a == b { return true }
    if isNamed[a], isNamed[b] { return false }
    let (short, long) = nameWords[a].count <= nameWords[b].count ? (a, b) : (b, a)
    return !nameWords[short].isEmpty && shared(nameWords[short], nameWords[long]).count == nameWords[short].count
  }

  /// For each record the four states (nothing stands above them) that it mentions most, sorted.
  static func mainStates(_ records: [DocumentRecord], _ actors: ActorMerging, _ table: ActorTable) -> [[Int]] {
    records.indices.map { record in
      var counts: [Int: Int] = [:]
      for actor in records[record].actors {
        guard let number = actors.merged[record][actor.id].flatMap(table.number) else { continue }
        counts[table.top[number], default: 0] += actor.mentions.count
      }
      let states = counts.filter { [.country, .government].contains(actors.actors[$0.key].kind) }
      let ranked = states.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      return ranked.prefix(4).map(\.key).sorted()
    }
  }
}
