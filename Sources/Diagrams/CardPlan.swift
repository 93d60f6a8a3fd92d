// Where the cards and lines of an event graph lie: for checks of the drawing's geometry.

/// Boxes and lines of the event graph that a builder draws by itself.
package struct CardPlan {
  package struct Rectangle: Sendable {
    package var left: Double
    package var top: Double
    package var right: Double
    package var bottom: Double
  }

  package let boxes: [Rectangle]
  /// Each line with points on it.
  package let lines: [(edge: (from: Int, to: Int), samples: [(x: Double, y: Double)])]

  package init(_ builder: DiagramBuilder) {
    let (events, cards, _, _) = builder.chosenCards(DiagramScope(name: "plan"))
    let relations = builder.drawnRelations(events)
    var drawing = EventGraphDrawing(
      cards: cards,
      rows: EventRows(
        events, index: builder.index, perRow: EventGraphDrawing.maximumColumns,
        links: relations.map { ($0.from, $0.to) }),
      relations: relations, stubs: [])
    _ = drawing.graph(named: "plan")
    boxes = drawing.places.map { Rectangle(left: $0.left, top: $0.top, right: $0.right, bottom: $0.bottom) }
    lines = zip(drawing.relations, drawing.router.splines()).map { relation, spline in
      ((relation.from, relation.to), spline.samples().map { ($0.x, $0.y) })
    }
  }

  package static func boxes(of builder: DiagramBuilder) -> [Rectangle] { CardPlan(builder).boxes }
}
