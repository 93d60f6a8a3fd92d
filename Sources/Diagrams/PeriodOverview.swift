// A corpus too large for one drawing: its periods with their numbers, each leading to a drawing of its own.

import Chronology
import DOT
import EventGraph

extension DiagramBuilder {
  /// Whether the corpus needs more than one event graph.
  public var needsPages: Bool { graph.events.count > eventLimit }

  /// One scope a period, with stubs that lead to the period before and after.
  ///
  /// - Parameter url: address of a period's page as seen from another period's page.
  public func periodScopes(url: (GraphPeriod) -> String?) -> [(period: GraphPeriod, scope: DiagramScope)] {
    let periods = graph.periods(limit: eventLimit)
    return periods.enumerated().map { number, period in
      var stubs: [DiagramStub] = []
      func stub(_ other: GraphPeriod, isBefore: Bool) -> DiagramStub {
        DiagramStub(words: "\(other.events.count) more in \(other.title)", url: url(other), isBefore: isBefore)
      }
      if number > 0 { stubs.append(stub(periods[number - 1], isBefore: true)) }
      if number + 1 < periods.count { stubs.append(stub(periods[number + 1], isBefore: false)) }
      let scope = DiagramScope(
        name: "event-graph-\(period.id)", title: "Event graph, \(period.title)", events: period.events, stubs: stubs)
      return (period, scope)
    }
  }

  /// All periods from top to bottom with the number of events of each category.
  ///
  /// - Parameter url: address of a period's page.
  public func periodOverview(name: String = "periods", url: (GraphPeriod) -> String?) -> DiagramSource {
    let periods = sections()
    let shown = periods.prefix(60)
    var drawing = PeriodDrawing(index: index)
    for period in shown { drawing.add(period, url: url(period)) }
    let unplaced = graph.events.count - periods.reduce(0) { $0 + $1.events.count }
    var subtitle =
      "Each row is a period, or an article whose day of writing is open. \(counts(events: graph.events.count, relations: nil))."
    if unplaced > 0 { subtitle += " \(unplaced) with wide bounds or none." }
    if periods.count > shown.count { subtitle += " The first \(shown.count) of \(periods.count) periods." }
    return DiagramSource(
      name: name, graph: drawing.graph(named: name), engine: .neatoN2, title: "All events by period",
      subtitle: subtitle,
      description: "\(shown.count) periods in time order with the number of events of each type.",
      sourceLine: sourceLine)
  }
}

/// Positions and statements of the overview; coordinates in points, y downwards.
private struct PeriodDrawing {
  let index: GraphIndex
  private var statements: [DOTStatement] = []
  private var background = XDotBackground()
  private var legend = Legend()
  private var y = 0.0
  private var last: Double?

  init(index: GraphIndex) { self.index = index }

  mutating func add(_ period: GraphPeriod, url: String?) {
    let events = period.events.compactMap { index.event($0) }
    let eventWords = "\(events.count) event\(events.count == 1 ? "" : "s")"
    let ink = HTMLLabel.Font(color: Palette.ink.light, size: 11, isBold: true)
    let quiet = HTMLLabel.Font(color: Palette.muted.light, size: 9.5)
    var cells = [
      HTMLLabel.Cell(
        .text([.words(TextMetrics.fitted(period.title, width: 296, size: 11, bold: true), ink)]), padding: 4,
        width: 310,
        height: 26),
      HTMLLabel.Cell(
        .text([.words(eventWords, quiet)]), padding: 4, width: 62),
    ]
    for category in EventCategory.allCases {
      let count = events.count { $0.category == category }
      let font = HTMLLabel.Font(color: Palette.color(category).light, size: 9.5)
      if count > 0 { legend.categories.insert(category) }
      cells.append(
        HTMLLabel.Cell(
          .text(
            count > 0 ? [.words(Glyph.character(category), font), .words(" \(count)", font)] : [.words(" ", font)]),
          padding: 3, width: 34))
    }
    let table = HTMLLabel.Table(
      border: 1, color: Palette.softEdge.light, fill: Palette.surface.light, rows: [cells])
    let height = 30.0
    var attributes: DOTAttributes = [
      "label": .html(HTMLLabel(.table(table))), "class": .text("period"),
      "pos": .text("\(DOTWriter.number(340)),\(DOTWriter.number(-(y + height / 2)))"),
      "tooltip": .text("\(period.title): \(eventWords)"),
    ]
    if let url { attributes["URL"] = .url(url) }
    statements.append(.node(DOTNode("period \(period.id)", attributes)))
    let middle = y + height / 2
    if let last { background.line(6, last, 6, middle, color: Palette.rule.light, width: 2) }
    background.line(6, middle, 30, middle, color: Palette.rule.light, width: 0.75)
    last = middle
    y += height + 10
  }

  mutating func graph(named name: String) -> DOTGraph {
    var middle = 15.0
    while middle < y {
      background.dot(6, middle, radius: 4, fill: Palette.softEdge.light)
      middle += 40
    }
    if statements.isEmpty {
      statements.append(.node(DiagramDefaults.text("empty", "No events", x: 8, y: 8, size: 12, bold: true)))
    }
    return DOTGraph(
      name: name, attributes: DiagramDefaults.graph(legend: legend, background: background),
      nodeDefaults: DiagramDefaults.node, edgeDefaults: DiagramDefaults.edge, statements: statements)
  }
}
