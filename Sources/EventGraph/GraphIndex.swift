// Look-ups over a finished graph: everything that pages, diagrams and exports ask of it more than once.

import Actors
import ChronographBase
import Chronology
import Corpus
import Events

/// An index of a graph, built once in time linear in its size.
///
/// All results are in a fixed order that depends on the graph alone.
public struct GraphIndex: Sendable {
  public let graph: NewsGraph
  private let documentAt: [String: Int]
  private let actorAt: [ActorID: Int]
  private let eventAt: [String: Int]
  private let tensionAt: [String: Int]
  private let eventsOfActor: [ActorID: [Int]]
  private let eventsOfDocument: [String: [Int]]
  private let membersOfActor: [ActorID: [Int]]
  private let relationsOfEvent: [String: [Int]]
  private let disputedDates: Set<String>
  private let eventSlugs: [String]
  private let actorSlugs: [String]
  private let documentSlugs: [String]

  public init(_ graph: NewsGraph) {
    self.graph = graph
    func positions(_ ids: [String]) -> [String: Int] {
      Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    documentAt = positions(graph.documents.map(\.id))
    actorAt = positions(graph.actors.map(\.id))
    eventAt = positions(graph.events.map(\.id))
    tensionAt = positions(graph.tensions.map(\.id))
    var ofActor: [ActorID: [Int]] = [:]
    var ofDocument: [String: [Int]] = [:]
    for (number, event) in graph.events.enumerated() {
      for actor in event.participants { ofActor[actor, default: []].append(number) }
      for document in event.documents { ofDocument[document, default: []].append(number) }
    }
    eventsOfActor = ofActor
    eventsOfDocument = ofDocument
    var members: [ActorID: [Int]] = [:]
    for (number, actor) in graph.actors.enumerated() {
      if let whole = actor.affiliation { members[whole, default: []].append(number) }
    }
    membersOfActor = members
    var relations: [String: [Int]] = [:]
    for (number, relation) in graph.relations.enumerated() {
      relations[relation.a, default: []].append(number)
      if relation.a != relation.b { relations[relation.b, default: []].append(number) }
    }
    relationsOfEvent = relations
    disputedDates = Set(graph.tensions.filter { $0.kind == .date }.flatMap(\.events))
    // Ids are of content, and so are slugs: what others say changes none, what the editor says does.
    func isCalled(_ what: String, by notes: [EditorNote]) -> Bool { notes.contains { $0.what == what } }
    eventSlugs = Slug.unique(
      graph.events.map { event in
        let isTitled = event.address.isEmpty || isCalled("title", by: event.editor)
        return .init(base: isTitled ? event.title : event.address, hash: ContentHash([event.id]))
      }, fallback: "event")
    actorSlugs = Slug.unique(
      graph.actors.map { actor in
        // The id of a person is one of the names; that which is written most may change.
        let isName = actor.isNamed && actor.kind == .person && !isCalled("name", by: actor.editor)
        return .init(base: isName ? actor.id : actor.name, hash: ContentHash([actor.id]), isOwn: actor.isNamed)
      }, fallback: "actor")
    documentSlugs = Slug.unique(
      graph.documents.map { .init(base: $0.record.title, hash: ContentHash([$0.id])) }, fallback: "article")
  }

  // MARK: Things by id

  public func document(_ id: String) -> GraphDocument? { documentAt[id].map { graph.documents[$0] } }
  public func actor(_ id: ActorID) -> GraphActor? { actorAt[id].map { graph.actors[$0] } }
  /// The position of an event in ``NewsGraph/events``.
  public func position(of id: String) -> Int? { eventAt[id] }

  public func event(_ id: String) -> GraphEvent? { eventAt[id].map { graph.events[$0] } }
  public func tension(_ id: String) -> Tension? { tensionAt[id].map { graph.tensions[$0] } }

  /// The name of an actor, or its id when the graph has no such actor.
  public func name(_ id: ActorID) -> String { actor(id)?.name ?? id }

  /// `words-hash` of an event, unique in the graph without regard to case; holds no date.
  public func slug(ofEvent id: String) -> String? { eventAt[id].map { eventSlugs[$0] } }

  /// Slug of an actor; those without a name of their own bear a hash.
  public func slug(ofActor id: ActorID) -> String? { actorAt[id].map { actorSlugs[$0] } }

  /// `<title>-hash` of an article; it does not count, so that no other article changes it.
  public func slug(ofDocument id: String) -> String? { documentAt[id].map { documentSlugs[$0] } }

  // MARK: Neighbourhood

  /// Events in which an actor takes part, in time order.
  ///
  /// - Parameter includingMembers: whether events of actors affiliated with it count as well, over any number of steps.
  public func events(ofActor id: ActorID, includingMembers: Bool = false) -> [GraphEvent] {
    guard includingMembers else { return (eventsOfActor[id] ?? []).map { graph.events[$0] } }
    var numbers: Set<Int> = []
    for actor in [id] + members(of: id, deep: true).map(\.id) { numbers.formUnion(eventsOfActor[actor] ?? []) }
    return numbers.sorted().map { graph.events[$0] }
  }

  /// Actors affiliated with an actor, most mentioned first.
  ///
  /// - Parameter deep: whether members of members count.
  public func members(of id: ActorID, deep: Bool = false) -> [GraphActor] {
    var found: [Int] = []
    var seen: Set<ActorID> = [id]
    var open = [id]
    while let next = open.popLast() {
      for number in membersOfActor[next] ?? [] {
        let member = graph.actors[number].id
        guard seen.insert(member).inserted else { continue }
        found.append(number)
        if deep { open.append(member) }
      }
    }
    return found.sorted().map { graph.actors[$0] }
  }

  /// The actor and what it belongs to, nearest first; a cycle ends the chain.
  public func affiliations(of id: ActorID) -> [ActorID] {
    var chain = [id]
    while let last = chain.last, let whole = actor(last)?.affiliation, !chain.contains(whole) { chain.append(whole) }
    return chain
  }

  /// Events told by an article, in time order.
  public func events(ofDocument id: String) -> [GraphEvent] {
    (eventsOfDocument[id] ?? []).map { graph.events[$0] }
  }

  /// Relations that touch an event.
  public func relations(of event: String) -> [GraphRelation] {
    (relationsOfEvent[event] ?? []).map { graph.relations[$0] }
  }

  /// Events one relation away, in time order, each once.
  public func neighbours(of event: String) -> [GraphEvent] {
    let ids = relations(of: event).map { $0.a == event ? $0.b : $0.a }
    return Set(ids.compactMap { eventAt[$0] }).sorted().map { graph.events[$0] }
  }

  /// Tensions that touch an event.
  public func tensions(of event: String) -> [Tension] { (self.event(event)?.tensions ?? []).compactMap(tension) }

  /// Whether an actor can be told from others and so has a page of its own: named ones, and groups of a known state or
  /// body ("a senior official of …"); not "analysts", "sources", "14,000 employees".
  public func isDistinct(_ id: ActorID) -> Bool {
    guard let actor = actor(id) else { return false }
    return actor.isNamed || actor.affiliation != nil
  }

  /// Actors that take part in an event with an actor, with the number of common events, most first.
  ///
  /// - Parameters:
  ///   - limit: how many at most.
  ///   - isShown: which of them count.
  public func partners(
    of id: ActorID, limit: Int, where isShown: (ActorID) -> Bool
  ) -> [(actor: GraphActor, events: Int)] {
    var counts: [ActorID: Int] = [:]
    for event in events(ofActor: id) {
      // Who is told to have been there among hundreds is nobody's partner; asking each for all would be quadratic.
      for partner in event.participants.prefix(256) where partner != id { counts[partner, default: 0] += 1 }
    }
    return counts.compactMap { partner, count in
      isShown(partner) ? actorAt[partner].map { (at: $0, count: count) } : nil
    }
    .sorted { ($1.count, $0.at) < ($0.count, $1.at) }
    .prefix(limit)
    .map { (graph.actors[$0.at], $0.count) }
  }

  // MARK: Text

  /// The words of a span.
  public func text(_ at: DocSpan) -> String { document(at.doc)?.record.source.string(at.span) ?? "" }

  /// The sentence that holds the beginning of a span: its index in the article, the index of its block and its bytes.
  public func sentence(at: DocSpan) -> (number: Int, block: Int, span: ByteSpan)? {
    guard let record = document(at.doc)?.record else { return nil }
    var low = 0
    var high = record.sentences.count
    while low < high {
      let middle = (low + high) / 2
      if record.sentences[middle].end <= at.span.start { low = middle + 1 } else { high = middle }
    }
    guard low < record.sentences.count, record.sentences[low].start <= max(at.span.start, at.span.end - 1) else {
      return nil
    }
    let block = low < record.blockOfSentence.count ? record.blockOfSentence[low] : 0
    return (low, block, record.sentences[low])
  }

  /// The spellings of an actor's name with the articles that use each, in the order of first use.
  public func names(of id: ActorID) -> [(name: String, documents: [String])] {
    guard let actor = actor(id) else { return [] }
    var names: [(name: String, documents: [String])] = []
    var positions: [[UInt8]: Int] = [:]
    for mention in actor.mentions where mention.form == .name || mention.form == .alias {
      let name = text(mention.at)
      guard !name.isEmpty else { continue }
      if let position = positions[Array(name.utf8)] {
        if names[position].documents.last != mention.at.doc { names[position].documents.append(mention.at.doc) }
      } else {
        positions[Array(name.utf8)] = names.count
        names.append((name, [mention.at.doc]))
      }
    }
    return names
  }

  // MARK: Dates

  /// How well the date of an event is known, with `disputed` when articles differ on it.
  public func dateState(of event: GraphEvent) -> DateState {
    disputedDates.contains(event.id) ? .disputed : event.when.state
  }
}

extension GraphEvent {
  /// Agents, then patients, each once.
  public var participants: [ActorID] {
    var all = agents
    for actor in patients where !all.contains(actor) { all.append(actor) }
    return all
  }

  /// Whether the graph can put it on an axis: at least one end of its time is known.
  public var isPlaced: Bool { when.state != .unplaced }

  /// The day that orders it: the earliest possible one, or the latest when only that is known.
  public var sortDay: Day? { when.placement.earliest ?? when.placement.latest }

  public var category: EventCategory { EventCategory(type) }
}

extension EventTime {
  /// The state of this time alone; disagreement between articles is known only to the graph.
  public var state: DateState {
    if interval.isUnbounded { return .unplaced }
    switch basis {
    case .stated: return .stated
    case .inferred: return .inferred
    case .approximate: return .approximate
    case .expected: return .expected
    case .reported: return .reported
    case .unknown: return .approximate
    }
  }
}
