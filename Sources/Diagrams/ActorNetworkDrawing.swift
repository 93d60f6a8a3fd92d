// Who takes part in which event: events in time order in the middle, actors on both sides, one line a participation.
// Three columns instead of a force layout, so that the drawing can be read and stays the same.

import Actors
import DOT
import EventGraph
import Events

extension DiagramBuilder {
  /// The actors of a scope and the events that they share.
  public func actorNetwork(_ scope: DiagramScope = DiagramScope(name: "actor-network")) -> DiagramSource {
    let (events, omitted) = chosenEvents(scope)
    let sides = ActorSides(events, index: index)
    var drawing = ActorNetworkDrawing(cards: events.map(card), sides: sides, index: index, links: links)
    var subtitle =
      "Events in time order, between those who act and those who are acted upon. A line takes the colour "
      + "of the event's type; numbers count events. \(counts(events: events.count, relations: nil))."
    if sides.omitted > 0 { subtitle += " \(sides.omitted) actors with fewer events are left out." }
    if omitted > 0 { subtitle += " The \(events.count) most important of \(events.count + omitted) events." }
    return network(scope, &drawing, events, title(scope, "Who takes part in which event", events), subtitle, omitted)
  }

  /// One actor, its events, and who else takes part in them.
  ///
  /// - Parameters:
  ///   - actor: id of the actor in the graph.
  ///   - events: ids of those of its events that are drawn; nil for all.
  public func egoGraph(of actor: ActorID, events chosen: [String]? = nil) -> DiagramSource {
    let scope = DiagramScope(
      name: "ego-\(index.slug(ofActor: actor) ?? "actor")", title: "\(index.name(actor)): events and partners",
      events: chosen ?? index.events(ofActor: actor).map(\.id))
    let (events, omitted) = chosenEvents(scope)
    let sides = ActorSides(events, index: index, ego: actor)
    var drawing = ActorNetworkDrawing(cards: events.map(card), sides: sides, index: index, links: links)
    var subtitle = "The events of \(index.name(actor)) in time order, and who else takes part."
    if omitted > 0 { subtitle += " The \(events.count) most important of \(events.count + omitted) events." }
    return network(scope, &drawing, events, scope.title ?? "", subtitle, omitted)
  }

  private func network(
    _ scope: DiagramScope, _ drawing: inout ActorNetworkDrawing, _ events: [GraphEvent], _ title: String,
    _ subtitle: String, _ omitted: Int
  ) -> DiagramSource {
    DiagramSource(
      name: scope.name, graph: drawing.graph(named: scope.name), engine: .neatoN2, title: title, subtitle: subtitle,
      description: "\(events.count) events in the middle, their participants left and right, a line for each "
        + "participation.", sourceLine: sourceLine, omitted: omitted)
  }
}

/// Which actors are drawn and on which side.
struct ActorSides {
  struct Member {
    var actor: ActorID
    /// Indices of its events.
    var events: [Int]
  }

  private(set) var left: [Member] = []
  private(set) var right: [Member] = []
  /// Actors without room.
  private(set) var omitted = 0

  /// - Parameters:
  ///   - limit: actors at most, on both sides together.
  ///   - ego: an actor that stands alone on the left.
  init(_ events: [GraphEvent], index: GraphIndex, limit: Int = 22, ego: ActorID? = nil) {
    var order: [ActorID] = []
    var eventsOf: [ActorID: [Int]] = [:]
    var acts: [ActorID: Int] = [:]
    for (number, event) in events.enumerated() {
      for actor in event.participants where index.actor(actor) != nil {
        if eventsOf[actor] == nil { order.append(actor) }
        eventsOf[actor, default: []].append(number)
        // In acts among equals nobody is acted upon.
        if !event.type.isSymmetric { acts[actor, default: 0] += event.agents.contains(actor) ? 1 : -1 }
      }
    }
    let ranked = order.enumerated().sorted {
      let a = eventsOf[$0.element]?.count ?? 0
      let b = eventsOf[$1.element]?.count ?? 0
      return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
    let chosen = ranked.filter { $0 != ego }.prefix(limit)
    omitted = ranked.count(where: { $0 != ego }) - chosen.count
    func member(_ actor: ActorID) -> Member { Member(actor: actor, events: eventsOf[actor] ?? []) }
    if let ego {
      left = [member(ego)]
      right = chosen.map(member)
      return
    }
    // Who mostly acts stands left; then the longer side gives up those that lean least.
    let byLean = chosen.enumerated().sorted {
      let a = acts[$0.element] ?? 0
      let b = acts[$1.element] ?? 0
      return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
    let acting = byLean.count { (acts[$0] ?? 0) > 0 }
    let cut = min(max(acting, byLean.count * 2 / 5), byLean.count - byLean.count * 2 / 5)
    left = byLean.prefix(cut).map(member)
    right = byLean.dropFirst(cut).map(member)
  }
}

/// Positions and statements of the three columns; coordinates in points, y downwards.
struct ActorNetworkDrawing {
  private static let step = 25.0
  private static let boxHeight = 20.0
  private static let titleSize = 9.5

  private let cards: [EventCard]
  private let sides: ActorSides
  private let index: GraphIndex
  private let links: DiagramLinks
  private var statements: [DOTStatement] = []
  private var edges: [DOTStatement] = []
  private var legend = Legend()
  /// Edges of the middle column.
  private let middle = (left: 262.0, right: 622.0)
  private let outer = (left: 160.0, right: 724.0)

  init(cards: [EventCard], sides: ActorSides, index: GraphIndex, links: DiagramLinks) {
    self.cards = cards
    self.sides = sides
    self.index = index
    self.links = links
  }

  mutating func graph(named name: String) -> DOTGraph {
    for number in cards.indices { drawEvent(number) }
    if cards.isEmpty {
      statements.append(.node(DiagramDefaults.text("empty", "No events", x: middle.left, y: 10, size: 12, bold: true)))
    }
    draw(sides.left, isLeft: true)
    draw(sides.right, isLeft: false)
    for card in cards { legend.use(card) }
    return DOTGraph(
      name: name, attributes: DiagramDefaults.graph(legend: legend, background: XDotBackground()),
      nodeDefaults: DiagramDefaults.node, edgeDefaults: DiagramDefaults.edge, statements: statements + edges)
  }

  private func y(ofEvent number: Int) -> Double { Double(number) * ActorNetworkDrawing.step }

  private mutating func drawEvent(_ number: Int) {
    let card = cards[number]
    let size = ActorNetworkDrawing.titleSize
    let quiet = HTMLLabel.Font(color: Palette.muted.light, size: 8.5)
    let accent = HTMLLabel.Font(color: card.color, size: 9)
    let ink = HTMLLabel.Font(color: Palette.ink.light, size: size)
    var title: [HTMLLabel.Run] = [
      .words(TextMetrics.fitted(card.title, width: 222, size: size), ink)
    ]
    if card.isContested {
      title.append(.words(" ≠", HTMLLabel.Font(color: Palette.disagreement.light, size: size, isBold: true)))
    }
    let height = ActorNetworkDrawing.boxHeight - 2
    let row = [
      HTMLLabel.Cell(
        .text([.words(TextMetrics.fitted(card.date, width: 96, size: 8.5), quiet)]), align: .right, padding: 2,
        width: 102, height: height),
      HTMLLabel.Cell(.text([.words(Glyph.character(card.category), accent)]), align: .center, padding: 1, width: 18),
      HTMLLabel.Cell(.text(title), padding: 2, width: 236),
    ]
    let frame = card.state == .disputed ? Palette.disagreement.light : card.color
    let table = HTMLLabel.Table(border: 1, style: card.border, color: frame, fill: card.fill, rows: [row])
    var attributes: DOTAttributes = [
      "label": .html(HTMLLabel(.table(table))),
      "class": .text("event \(card.category.rawValue) \(card.state.rawValue)"),
      "pos": .text("\(n((middle.left + middle.right) / 2)),\(n(-y(ofEvent: number)))"), "tooltip": .text(card.spoken),
    ]
    if let url = card.url { attributes["URL"] = .url(url) }
    statements += [.comment(card.line), .node(DOTNode(card.id, attributes))]
  }

  /// One side: actors at the mean height of their events, apart from each other.
  private mutating func draw(_ members: [ActorSides.Member], isLeft: Bool) {
    let wanted = members.map { member in
      member.events.map { y(ofEvent: $0) }.reduce(0, +) / Double(max(1, member.events.count))
    }
    let spacing = 31.0
    let order = members.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let places = ActorNetworkDrawing.spread(order.map { wanted[$0] }, by: spacing)
    for (place, number) in zip(places, order) { draw(members[number], y: place, isLeft: isLeft) }
  }

  /// Positions as near to the wanted ones as a least distance allows (pool adjacent violators).
  static func spread(_ wanted: [Double], by distance: Double) -> [Double] {
    var blocks: [(sum: Double, count: Int)] = []
    for (number, value) in wanted.enumerated() {
      var block = (sum: value - Double(number) * distance, count: 1)
      while let last = blocks.last, last.sum / Double(last.count) >= block.sum / Double(block.count) {
        block = (last.sum + block.sum, last.count + block.count)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var places: [Double] = []
    for block in blocks {
      for _ in 0..<block.count {
        places.append(block.sum / Double(block.count) + Double(places.count) * distance)
      }
    }
    return places
  }

  private mutating func draw(_ member: ActorSides.Member, y actorY: Double, isLeft: Bool) {
    let size = min(12.5, 10 + 0.4 * Double(member.events.count - 1))
    let names = TextMetrics.wrap(index.name(member.actor), width: 136, size: size, bold: true, limit: 2)
    let affiliation = names.count > 1 ? nil : index.actor(member.actor)?.affiliation
    let small = affiliation.map { TextMetrics.fitted(index.name($0), width: 136, size: 8) } ?? ""
    let bold = HTMLLabel.Font(color: Palette.ink.light, size: size, isBold: true)
    let quiet = HTMLLabel.Font(color: Palette.muted.light, size: 8)
    let count = HTMLLabel.Font(color: Palette.muted.light, size: 8.5)
    let align: HTMLLabel.Align = isLeft ? .right : .left
    var runs = names.flatMap { [HTMLLabel.Run.words($0, bold), .lineBreak(align)] }
    if !small.isEmpty { runs += [.words(small, quiet), .lineBreak(align)] }
    let nameCell = HTMLLabel.Cell(.text(runs), align: align, padding: 1, width: 142, height: 28)
    let countCell = HTMLLabel.Cell(
      .text([.words(String(member.events.count), count)]), align: .center, padding: 1, width: 16, height: 28)
    let table = HTMLLabel.Table(rows: [isLeft ? [nameCell, countCell] : [countCell, nameCell]])
    let x = isLeft ? outer.left - 79 : outer.right + 79
    let id = "actor \(member.actor)"
    var attributes: DOTAttributes = [
      "label": .html(HTMLLabel(.table(table))), "class": .text(isLeft ? "actor end" : "actor"),
      "pos": .text("\(n(x)),\(n(-actorY))"),
      "tooltip": .text("\(index.name(member.actor)), \(member.events.count) events"),
    ]
    if let url = links.actor(member.actor) { attributes["URL"] = .url(url) }
    statements.append(.node(DOTNode(id, attributes)))
    for (position, event) in member.events.enumerated() {
      // Lines of one actor leave a little apart, in the order of their events.
      let fan = min(1.6, 14 / Double(member.events.count))
      let start = Point(
        x: isLeft ? outer.left + 2 : outer.right - 2,
        y: actorY + (Double(position) - Double(member.events.count - 1) / 2) * fan)
      let end = Point(x: isLeft ? middle.left : middle.right, y: y(ofEvent: event))
      let bend = (end.x - start.x) * 0.5
      let line = Spline(points: [start, Point(x: start.x + bend, y: start.y), Point(x: end.x - bend, y: end.y), end])
      let card = cards[event]
      edges.append(
        .edge(
          DOTEdge(
            id, card.id,
            [
              "dir": .keyword("none"), "color": .keyword(card.color), "penwidth": .number(1),
              "style": .keyword(card.state == .expected ? "dashed" : "solid"), "class": .text("participation"),
              "pos": .text(line.position(tail: 0, head: 0)), "tooltip": .text(" "),
            ])))
    }
  }

  private func n(_ value: Double) -> String { DOTWriter.number(value) }
}
