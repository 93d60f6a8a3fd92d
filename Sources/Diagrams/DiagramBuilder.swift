// The front of the room for pages and commands: a graph in, drawings as DOT out.

import Actors
import Chronology
import DOT
import EventGraph
import Events

/// Where the parts of a drawing lead. Links are relative or http(s); others are left out.
public struct DiagramLinks: Sendable {
  public var event: @Sendable (_ id: String) -> String?
  public var actor: @Sendable (_ id: ActorID) -> String?

  public init(
    event: @escaping @Sendable (String) -> String? = { _ in nil },
    actor: @escaping @Sendable (ActorID) -> String? = { _ in nil }
  ) {
    self.event = event
    self.actor = actor
  }

  public static let none = DiagramLinks()
}

/// A dashed card that stands for events on another page.
public struct DiagramStub: Sendable {
  /// Such as `3 more in May 2025`.
  public var words: String
  public var url: String?
  /// Whether it stands before the drawing's events in time.
  public var isBefore: Bool

  public init(words: String, url: String?, isBefore: Bool) {
    self.words = words
    self.url = url
    self.isBefore = isBefore
  }
}

/// Which part of a graph a drawing shows.
public struct DiagramScope: Sendable {
  /// File name without suffix.
  public var name: String
  /// nil for one made from the dates.
  public var title: String?
  /// Ids of the events to draw; nil lets the builder choose the most important ones.
  public var events: [String]?
  public var stubs: [DiagramStub]

  public init(name: String, title: String? = nil, events: [String]? = nil, stubs: [DiagramStub] = []) {
    self.name = name
    self.title = title
    self.events = events
    self.stubs = stubs
  }
}

/// Draws a graph. Immutable; share it between threads.
public struct DiagramBuilder: Sendable {
  public let graph: NewsGraph
  public let index: GraphIndex
  /// Names of the nodes of events.
  public let names: EventNames
  public var links: DiagramLinks
  /// Words for the foot of stand-alone drawings, such as `Drawn from 5 articles by Chronograph`.
  public var sourceLine: String
  /// Events in one drawing at most.
  public var eventLimit: Int

  /// - Parameter index: the index of `graph` when the caller has one already.
  public init(
    _ graph: NewsGraph, index: GraphIndex? = nil, links: DiagramLinks = .none, sourceLine: String = "",
    eventLimit: Int = 25
  ) {
    self.graph = graph
    self.index = index ?? graph.index()
    names = EventNames(graph)
    self.links = links
    self.sourceLine = sourceLine
    self.eventLimit = max(1, eventLimit)
  }

  /// Events of a scope in time order, at most ``eventLimit``; the rest is counted.
  func chosenEvents(_ scope: DiagramScope) -> (events: [GraphEvent], omitted: Int) {
    let (wanted, choice) = choice(of: scope)
    return (choice.events.map { graph.events[$0] }, wanted - choice.events.count)
  }

  /// Cards and notes of a scope, and how many events have neither.
  func chosenCards(_ scope: DiagramScope) -> (events: [GraphEvent], cards: [EventCard], notes: Int, omitted: Int) {
    let (wanted, choice) = choice(of: scope)
    let cards = choice.events.map { number in
      var card = card(graph.events[number])
      card.notes = (choice.notes[number] ?? []).map { DOTText.clean(graph.events[$0].title, limit: 400) }
      return card
    }
    let notes = cards.reduce(0) { $0 + $1.notes.count }
    return (choice.events.map { graph.events[$0] }, cards, notes, wanted - cards.count - notes)
  }

  private func choice(of scope: DiagramScope) -> (wanted: Int, choice: DrawingChoice) {
    let wanted = scope.events.map { $0.compactMap { index.position(of: $0) } } ?? Array(graph.events.indices)
    return (wanted.count, graph.drawingChoice(wanted, limit: eventLimit, index: index))
  }

  /// Lines and notes that the event graph of a scope shows: with few of them a list says as much.
  public func connections(_ scope: DiagramScope) -> Int {
    let chosen = chosenCards(scope)
    return drawnRelations(chosen.events).count + chosen.notes
  }

  /// The corpus in parts that fit a drawing each: periods of what stands on the axis, then each article whose events only
  /// its own axis holds, by the best estimate of its day.
  public func sections() -> [GraphPeriod] {
    let placed = graph.events.indices.filter { EventRows.isPlaced(graph.events[$0], index) }
    var sections = graph.periods(limit: eventLimit, among: placed)
    for (document, events) in EventRows.byArticle(graph.events, index: index) {
      guard let document else { continue }
      let title = "Article \(document.number): \(TextMetrics.fitted(document.record.title, width: 420, size: 11))"
      sections.append(
        GraphPeriod(
          id: "article-\(document.number)", title: title, interval: document.record.date.interval,
          events: events.map { graph.events[$0].id }))
    }
    return sections
  }

  func card(_ event: GraphEvent) -> EventCard {
    EventCard(event, name: names[event.id], index: index, url: links.event(event.id))
  }

  /// Relations among some events, earlier event first, each pair and kind once; pure time order is left to the axis.
  func drawnRelations(_ events: [GraphEvent], limit: Int = 40) -> [(from: Int, to: Int, kind: EventRelation.Kind)] {
    let position = Dictionary(events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<[Int]> = []
    var found: [(from: Int, to: Int, kind: EventRelation.Kind)] = []
    for relation in graph.relations {
      guard let a = position[relation.a], let b = position[relation.b], a != b else { continue }
      if relation.kind == .before, relation.evidence.isEmpty { continue }
      let style = RelationStyle.style(relation.kind)
      let (from, to) = style.isBackward ? (b, a) : (a, b)
      let rank = RelationStyle.order.firstIndex(of: relation.kind) ?? 0
      if seen.insert([from, to, rank]).inserted { found.append((from, to, relation.kind)) }
    }
    // A stronger relation of a pair says more than "then" or "at the same time".
    let strong = Set(
      found.filter { $0.kind != .before && $0.kind != .during }.map { [min($0.from, $0.to), max($0.from, $0.to)] })
    found.removeAll { relation in
      (relation.kind == .before || relation.kind == .during)
        && strong.contains([min(relation.from, relation.to), max(relation.from, relation.to)])
    }
    return Array(found.prefix(limit))
  }

  /// The relations of a scope as rows of a table.
  public func relationRows(_ scope: DiagramScope? = nil) -> [RelationRow] {
    let shown = scope.map { Set(chosenEvents($0).events.map(\.id)) }
    return graph.relations.compactMap { relation in
      guard let a = index.event(relation.a), let b = index.event(relation.b) else { return nil }
      if let shown, !shown.contains(a.id) || !shown.contains(b.id) { return nil }
      if relation.kind == .before, relation.evidence.isEmpty { return nil }
      return RelationRow(relation: relation, from: a, to: b, words: RelationStyle.style(relation.kind).sentence)
    }
  }

  /// The events of a scope with their participants as rows of a table.
  public func participationRows(_ scope: DiagramScope) -> [ParticipationRow] {
    chosenEvents(scope).events.map { event in
      ParticipationRow(event: event, actors: event.participants.compactMap { index.actor($0) })
    }
  }

  /// The title of a scope, or some words with the dates that its events span.
  func title(_ scope: DiagramScope, _ words: String, _ events: [GraphEvent]) -> String {
    if let title = scope.title { return title }
    let placed = events.filter { EventRows.isPlaced($0, index) }.map(\.when.placement)
    // The dates of a few would mislead about the rest.
    guard placed.count * 2 >= events.count else { return words }
    let hull = DayInterval(
      placed.compactMap { $0.earliest ?? $0.latest }.min(), placed.compactMap { $0.latest ?? $0.earliest }.max())
    return hull.isUnbounded ? words : "\(words), \(DiagramBuilder.wholeMonths(hull).words(.full, weekday: false))"
  }

  /// Longer stretches are named by their months.
  private static func wholeMonths(_ interval: DayInterval) -> DayInterval {
    guard let from = interval.earliest, let to = interval.latest, to - from > 45,
      let first = Day(year: from.parts.year, month: from.parts.month, day: 1)
    else { return interval }
    let (year, month, _) = to.parts
    guard let next = month == 12 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 1, day: 1)
    else { return interval }
    return DayInterval(first, next - 1)
  }

  /// `5 articles, 20 events, 18 relations`.
  func counts(events: Int, relations: Int?) -> String {
    func number(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    var parts = [number(graph.documents.count, "article"), number(events, "event")]
    if let relations { parts.append(number(relations, "relation")) }
    return parts.joined(separator: ", ")
  }
}
