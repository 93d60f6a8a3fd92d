// The event graph for a phone: one column of cards, relations as arcs beside it.

import DOT
import EventGraph
import Events

extension DiagramBuilder {
  /// The event graph of a scope in one column, 360 points wide.
  public func narrowEventGraph(_ scope: DiagramScope = DiagramScope(name: "event-graph-narrow")) -> DiagramSource {
    let (events, cards, notes, omitted) = chosenCards(scope)
    let relations = drawnRelations(events)
    var drawing = NarrowEventGraph(
      cards: cards, rows: EventRows(events, index: index, perRow: 1, links: relations.map { ($0.from, $0.to) }),
      relations: relations)
    let shown = events.count + notes
    var subtitle = "Time runs down. \(counts(events: shown, relations: relations.count + notes))."
    if omitted > 0 { subtitle += " \(shown) of \(shown + omitted) events, chosen by weight and connections." }
    return DiagramSource(
      name: scope.name, graph: drawing.graph(named: scope.name), engine: .neatoN2,
      title: title(scope, "Event graph", events), subtitle: subtitle,
      description: "\(shown) events in one column by date, with \(relations.count + notes) relations beside them.",
      sourceLine: sourceLine, omitted: omitted)
  }
}

/// Positions and statements of the narrow graph; coordinates in points, y downwards.
struct NarrowEventGraph {
  private static let cardWidth = 228.0
  private let boxes: [CardBox]
  private let rows: EventRows
  private let relations: [(from: Int, to: Int, kind: EventRelation.Kind)]
  private var places: [Box]
  private var statements: [DOTStatement] = []
  private var background = XDotBackground()
  private var legend = Legend()

  init(
    cards: [EventCard], rows: EventRows, relations: [(from: Int, to: Int, kind: EventRelation.Kind)]
  ) {
    boxes = cards.map { CardBox($0, width: NarrowEventGraph.cardWidth) }
    self.rows = rows
    self.relations = relations
    places = Array(repeating: Box(left: 0, top: 0, right: 0, bottom: 0), count: cards.count)
    legend.columns = 2
  }

  mutating func graph(named name: String) -> DOTGraph {
    var y = 0.0
    for row in rows.placed {
      if let gap = row.gap, y > 0 {
        background.line(60, y - 14, 60, y + 20, color: Palette.softEdge.light, width: 1.5, dash: .dotted)
        statements.append(.node(DiagramDefaults.text("gap \(statements.count)", gap, x: 68, y: y + 3, size: 9)))
        y += 24
      }
      y = place(row.items, from: y)
    }
    for (number, group) in rows.unplaced.enumerated() {
      y += y > 0 ? 12 : 0
      let lines = TextMetrics.wrap(
        group.detail.isEmpty ? group.heading : "\(group.heading), \(group.detail)",
        width: NarrowEventGraph.cardWidth + 60, size: 10.5, bold: true, limit: 2)
      for (place, line) in lines.enumerated() {
        statements.append(
          .node(DiagramDefaults.text("unplaced \(number) \(place)", line, x: 2, y: y + 6, size: 10.5, bold: true)))
        y += 14
      }
      y += 8
      for row in group.rows { y = place(row, from: y) }
    }
    if boxes.isEmpty {
      statements.append(.node(DiagramDefaults.text("empty", "No events", x: 8, y: 8, size: 12, bold: true)))
    }
    let router = EdgeRouter(
      boxes: places, columns: boxes.map { _ in 0 },
      gutters: [(-20, 0), (NarrowEventGraph.cardWidth, NarrowEventGraph.cardWidth + 92)],
      edges: relations.map { ($0.from, $0.to) })
    for (relation, spline) in zip(relations, router.splines()) {
      legend.relations.insert(relation.kind)
      statements.append(
        .edge(RelationStyle.edge(boxes[relation.from].card, boxes[relation.to].card, relation.kind, spline)))
    }
    for box in boxes { legend.use(box.card) }
    return DOTGraph(
      name: name, attributes: DiagramDefaults.graph(legend: legend, background: background),
      nodeDefaults: DiagramDefaults.node, edgeDefaults: DiagramDefaults.edge, statements: statements)
  }

  private mutating func place(_ items: [Int], from top: Double) -> Double {
    var y = top
    for item in items {
      let box = boxes[item]
      statements += box.statements(x: NarrowEventGraph.cardWidth / 2, y: -(y + box.height / 2))
      places[item] = Box(left: 0, top: y, right: NarrowEventGraph.cardWidth, bottom: y + box.height)
      y += box.height + 22
    }
    return y
  }
}
