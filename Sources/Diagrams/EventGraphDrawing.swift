// The event graph: time runs down an axis, one row a date, events as cards, relations as lines.
// We place the cards; Graphviz routes the lines around them.

import Chronology
import DOT
import EventGraph
import Events

extension DiagramBuilder {
  /// The event graph of a scope, at most 900 points wide.
  public func eventGraph(
    _ scope: DiagramScope = DiagramScope(name: "event-graph")
  ) -> DiagramSource {
    let (events, cards, notes, omitted) = chosenCards(scope)
    let relations = drawnRelations(events)
    var drawing = EventGraphDrawing(
      cards: cards,
      rows: EventRows(
        events, index: index, perRow: EventGraphDrawing.maximumColumns, links: relations.map { ($0.from, $0.to) }),
      relations: relations, stubs: scope.stubs)
    let unplaced = events.filter { !EventRows.isPlaced($0, index) }.count
    let connections = relations.count + notes
    var subtitle = "Time runs down, one row a date. \(counts(events: events.count + notes, relations: connections))."
    if omitted > 0 {
      subtitle +=
        " \(events.count + notes) of \(events.count + notes + omitted) events, chosen by weight and connections."
    }
    if unplaced > 0 { subtitle += " Dashed frames: articles whose day of writing is open, each in its own order." }
    subtitle += " Numbers in brackets are articles."
    return DiagramSource(
      name: scope.name, graph: drawing.graph(named: scope.name), engine: .neatoN2,
      title: title(scope, "Event graph", events), subtitle: subtitle,
      description: "\(events.count + notes) events in rows by date, from top to bottom, with \(connections) relations "
        + "between them. The relations are also in the table beside the drawing.",
      sourceLine: sourceLine, omitted: omitted)
  }
}

/// Positions and statements of an event graph; coordinates in points, y downwards.
struct EventGraphDrawing {
  static let maximumColumns = 4

  private let boxes: [CardBox]
  private let rows: EventRows
  let relations: [(from: Int, to: Int, kind: EventRelation.Kind)]
  private let stubs: [DiagramStub]
  private let columns: [Int]
  private let columnCount: Int
  private let columnStep: Double
  private let cardWidth: Double

  private var background = XDotBackground()
  private var statements: [DOTStatement] = []
  private var legend = Legend()
  /// Where each card stands.
  private(set) var places: [Box]
  /// Lower edge of the lowest card of each column.
  private var skyline: [Double]
  private let axis = 114.0

  init(
    cards: [EventCard], rows: EventRows, relations: [(from: Int, to: Int, kind: EventRelation.Kind)],
    stubs: [DiagramStub]
  ) {
    self.rows = rows
    self.relations = relations
    self.stubs = stubs
    let all = rows.allRows
    let widest = all.map(\.count).max() ?? 1
    let count = min(EventGraphDrawing.maximumColumns, max(widest, cards.count > 6 ? 3 : min(2, cards.count), 1))
    let width = CardBox.width(columns: count)
    columnCount = count
    cardWidth = width
    columnStep = width + (count == 4 ? 26 : 46)
    boxes = cards.map { CardBox($0, width: width) }
    places = Array(repeating: Box(left: 0, top: 0, right: 0, bottom: 0), count: cards.count)
    columns =
      ColumnAssignment(
        rows: all, items: cards.count, links: relations.map { ($0.from, $0.to) }, columnCount: count
      ).columns
    skyline = Array(repeating: 0, count: columnCount)
  }

  private func center(ofColumn column: Int) -> Double { axis + 22 + cardWidth / 2 + Double(column) * columnStep }
  private var right: Double { center(ofColumn: columnCount - 1) + cardWidth / 2 }
  private var floor: Double { skyline.max() ?? 0 }

  /// The finished document.
  mutating func graph(named name: String) -> DOTGraph {
    addStubs(before: true)
    addPlacedRows()
    addUnplacedRows()
    addStubs(before: false)
    if boxes.isEmpty { addText("empty", "No events", x: axis + 60, y: 20, size: 12, bold: true) }
    addRelations()
    for box in boxes { legend.use(box.card) }
    return DOTGraph(
      name: name, attributes: DiagramDefaults.graph(legend: legend, background: background),
      nodeDefaults: DiagramDefaults.node, edgeDefaults: DiagramDefaults.edge, statements: statements)
  }

  /// The lines between the cards where they stand.
  var router: EdgeRouter {
    var gutters = (0..<columnCount).map { column in
      let left = column == 0 ? axis + 6 : center(ofColumn: column - 1) + cardWidth / 2
      return (left: left, right: center(ofColumn: column) - cardWidth / 2)
    }
    gutters.append((left: right, right: right + 60))
    return EdgeRouter(boxes: places, columns: columns, gutters: gutters, edges: relations.map { ($0.from, $0.to) })
  }

  private mutating func addRelations() {
    for (relation, spline) in zip(relations, router.splines()) {
      legend.relations.insert(relation.kind)
      statements.append(
        .edge(RelationStyle.edge(boxes[relation.from].card, boxes[relation.to].card, relation.kind, spline)))
    }
  }

  private mutating func addPlacedRows() {
    var previous: Double?
    var words = ""
    var dots: [Double] = []
    for row in rows.placed {
      let top = topOfRow(row, after: previous)
      let anchor = top + 17
      if let previous {
        if let gap = row.gap {
          background.line(axis, previous, axis, anchor, color: Palette.softEdge.light, width: 1.5, dash: .dotted)
          addText("gap \(statements.count)", gap, x: axis + 8, y: top - 20, size: 9, bold: false, left: true)
        } else {
          background.line(axis, previous, axis, anchor, color: Palette.rule.light, width: 2)
        }
      }
      if !row.words.isEmpty {
        let far = row.items.map { center(ofColumn: columns[$0]) - cardWidth / 2 }.max() ?? axis
        background.line(axis, anchor, far, anchor, color: Palette.rule.light, width: 0.75)
        dots.append(anchor)
        addDate(EventRows.shortened(row.words, after: words), y: anchor)
        words = row.words
        previous = anchor
      }
      place(row.items, top: top)
    }
    for dot in dots { background.dot(axis, dot, radius: 4, fill: Palette.softEdge.light) }
  }

  /// Upper edge of a row's cards: below the cards already in its columns, and below the date before it.
  private mutating func topOfRow(_ row: EventRows.Row, after previous: Double?) -> Double {
    if row.gap != nil {
      let level = floor + 42
      skyline = skyline.map { max($0, level - 20) }
      return level
    }
    let above = row.items.map { skyline[columns[$0]] }.max() ?? 0
    let clear = above > 0 ? above + 24 : above
    guard let previous else { return clear }
    return max(clear, previous - 17 + (row.words.isEmpty ? 0 : 34))
  }

  private mutating func place(_ items: [Int], top: Double) {
    for item in items {
      let box = boxes[item]
      let column = columns[item]
      statements += box.statements(x: center(ofColumn: column), y: -(top + box.height / 2))
      places[item] = Box(
        left: center(ofColumn: column) - cardWidth / 2, top: top, right: center(ofColumn: column) + cardWidth / 2,
        bottom: top + box.height)
      skyline[column] = top + box.height
    }
  }

  /// Events whose possible days are too many for the axis, in dashed frames.
  private mutating func addUnplacedRows() {
    for (number, group) in rows.unplaced.enumerated() {
      addFrame(group, id: "cluster_unplaced_\(number)", top: floor + (floor == 0 ? 0 : number == 0 ? 34 : 18))
    }
  }

  private mutating func addFrame(_ group: EventRows.Group, id: String, top: Double) {
    let left = axis + 14
    skyline = skyline.map { _ in top + 44 }
    let mark = statements.count
    for row in group.rows {
      let level = row.map { skyline[columns[$0]] }.max() ?? top
      place(row, top: level + (level > top + 44 ? 24 : 0))
    }
    let bottom = floor + 14
    let inside = Array(statements[mark...])
    statements.removeSubrange(mark...)
    let edge = right + 12
    // Lines run in the middles of columns and between them: the heading keeps to the left half of the first.
    let room = center(ofColumn: 0) - left - 14
    let heading = TextMetrics.fitted(group.heading, width: room, size: 10.5, bold: true)
    let detail = TextMetrics.fitted(group.detail, width: room, size: 9)
    let width = max(TextMetrics.layoutWidth(heading, size: 10.5), TextMetrics.layoutWidth(detail, size: 9))
    var runs: [HTMLLabel.Run] = [
      .words(heading, HTMLLabel.Font(color: Palette.ink.light, size: 10.5, isBold: true))
    ]
    if !detail.isEmpty {
      runs += [
        .lineBreak(.left), .words(detail, HTMLLabel.Font(color: Palette.muted.light, size: 9)), .lineBreak(.left),
      ]
    }
    func n(_ value: Double) -> String { DOTWriter.number(value) }
    statements.append(
      .subgraph(
        DOTSubgraph(
          id,
          [
            "bb": .text("\(n(left)),\(n(-bottom)),\(n(edge)),\(n(-top))"), "style": .keyword("dashed"),
            "color": .keyword(Palette.softEdge.light), "bgcolor": .keyword(Palette.surface.light),
            "label": .html(HTMLLabel(.text(runs))),
            "lp": .text("\(n(left + 8 + width / 2)),\(n(-(top + (detail.isEmpty ? 17 : 21))))"),
            "class": .text("unplaced"),
          ], inside)))
    skyline = skyline.map { _ in bottom }
  }

  private mutating func addStubs(before: Bool) {
    for (number, stub) in stubs.filter({ $0.isBefore == before }).prefix(4).enumerated() {
      let y = floor + (floor > 0 ? 26 : 0) + 12
      let font = HTMLLabel.Font(color: Palette.muted.light, size: 10)
      let words = TextMetrics.fitted(stub.words, width: cardWidth - 16, size: 10)
      let cell = HTMLLabel.Cell(
        .text([.words(words, font)]), align: .center, padding: 4, width: cardWidth, height: 22)
      let table = HTMLLabel.Table(
        border: 1, style: .dashed, color: Palette.softEdge.light, fill: Palette.paper.light, rows: [[cell]])
      var attributes: DOTAttributes = [
        "label": .html(HTMLLabel(.table(table))), "class": .text("stub"), "tooltip": .text(stub.words),
        "pos": .text("\(DOTWriter.number(center(ofColumn: 0))),\(DOTWriter.number(-y))"),
      ]
      if let url = stub.url { attributes["URL"] = .url(url) }
      statements.append(.node(DOTNode("stub \(before ? "before" : "after") \(number)", attributes)))
      skyline = skyline.map { _ in y + 13 }
    }
  }

  /// The words of a row's date, right-aligned before the axis.
  private mutating func addDate(_ words: String, y: Double) {
    let size = 10.5
    let lines = TextMetrics.wrap(words, width: axis - 16, size: size, bold: true, limit: 2)
    for (number, line) in lines.enumerated() {
      let shift = (Double(number) - Double(lines.count - 1) / 2) * 13
      addText(
        "date \(statements.count)", line, x: axis - 10, y: y + shift, size: size, bold: true, left: false)
    }
  }

  /// A text without a box; `x` is its left or right edge.
  private mutating func addText(
    _ id: String, _ words: String, x: Double, y: Double, size: Double, bold: Bool, left: Bool = true
  ) {
    statements.append(.node(DiagramDefaults.text(id, words, x: x, y: y, size: size, bold: bold, left: left)))
  }
}
