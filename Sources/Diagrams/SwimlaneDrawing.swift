// Swimlanes: one lane an actor, one bar an event; the bar's length is the range of possible dates.
// All positions are ours; Graphviz only draws.

import Chronology
import DOT
import EventGraph
import Events

extension DiagramBuilder {
  /// Who did what, when: the lanes of the main actors over a broken time axis.
  public func swimlanes(_ scope: DiagramScope = DiagramScope(name: "swimlanes")) -> DiagramSource {
    let (events, omitted) = chosenEvents(scope)
    let lanes = ActorLanes(events, index: index)
    var drawing = SwimlaneDrawing(
      cards: events.map(card), isPlaced: events.map { EventRows.isPlaced($0, index) }, lanes: lanes, links: links)
    var subtitle =
      "Bar length is the range of possible dates; the axis is to scale inside each block, grey strips "
      + "leave time out. Dots tie an event to the lanes of its other participants. \(counts(events: events.count, relations: nil))."
    if omitted > 0 { subtitle += " The \(events.count) most important of \(events.count + omitted) events." }
    return DiagramSource(
      name: scope.name, graph: drawing.graph(named: scope.name), engine: .neatoN2,
      title: title(scope, "Who did what, when", events), subtitle: subtitle,
      description: "\(events.count) events as bars over time, in \(lanes.lanes.count) lanes: "
        + lanes.lanes.map(\.name).joined(separator: ", ") + ".",
      sourceLine: sourceLine, omitted: omitted)
  }
}

/// Positions and statements of the lanes; coordinates in points, y downwards.
struct SwimlaneDrawing {
  static let width = 880.0
  static let nameWidth = 112.0
  static let titleSize = 9.5
  static let smallSize = 8.0
  static let barHeight = 10.0

  /// An event with its bar and label.
  struct Item {
    var card: EventCard
    var event: Int
    var bar: (left: Double, right: Double)
    /// Whether more days are possible before or after the bar.
    var opensLeft: Bool
    var opensRight: Bool
    var lines: [String]
    var foot: String
    var labelLeft: Double
    var labelWidth: Double
    var row = 0
    var top = 0.0

    var left: Double { min(bar.left, labelLeft) }
    var right: Double { max(bar.right, labelLeft + labelWidth) }
    var labelHeight: Double { Double(lines.count) * 12.5 + (foot.isEmpty ? 0 : 11) + 4 }
    var height: Double { SwimlaneDrawing.barHeight + 3 + labelHeight }
  }

  let cards: [EventCard]
  let isPlaced: [Bool]
  /// Left edges of the columns for events that the axis cannot hold, right of it.
  let openColumns: [Double]
  let lanes: ActorLanes
  let links: DiagramLinks
  let scale: TimeScale
  var background = XDotBackground()
  var statements: [DOTStatement] = []
  var edges: [DOTStatement] = []
  var legend = Legend()
  let left = SwimlaneDrawing.nameWidth
  let right = SwimlaneDrawing.width

  init(cards: [EventCard], isPlaced: [Bool], lanes: ActorLanes, links: DiagramLinks) {
    self.cards = cards
    self.isPlaced = isPlaced
    let (first, last) = (SwimlaneDrawing.nameWidth + 8, SwimlaneDrawing.width - 8)
    let open = isPlaced.count { !$0 }
    let share = Double(open) / Double(max(1, isPlaced.count))
    let count = open == 0 ? 0 : open == isPlaced.count ? 5 : share > 0.7 ? 3 : share > 0.35 ? 2 : 1
    let width = (last - first) / 5
    openColumns = (0..<count).map { last - width * Double(count - $0) + 6 }
    self.lanes = lanes
    self.links = links
    scale = TimeScale(
      zip(cards, isPlaced).filter(\.1).map { card, _ in
        // An open end that is only expected shows a week of what may be longer.
        guard let first = card.interval.earliest else { return DayInterval(card.interval.latest, card.interval.latest) }
        return DayInterval(first, card.interval.latest ?? first + 6)
      }, left: first, right: (openColumns.first ?? last) - (count == 0 ? 0 : 24), limit: 7 - count)
  }

  mutating func graph(named name: String) -> DOTGraph {
    var tops: [Double] = []
    var y = 44.0
    var laneItems: [[Item]] = []
    for lane in lanes.lanes.indices {
      tops.append(y)
      let members = cards.indices.filter { lanes.laneOfEvent[$0] == lane }
      var items = members.filter { isPlaced[$0] }.map(item)
      for (number, event) in members.filter({ !isPlaced[$0] }).enumerated() {
        items.append(openItem(event, left: openColumns[number % max(1, openColumns.count)]))
      }
      let bottom = pack(&items, below: y + 16)
      laneItems.append(items)
      let nameLines = Double(
        TextMetrics.wrap(lanes.lanes[lane].name, width: left - 16, size: 11, bold: true, limit: 3).count)
      y = max(bottom + 8, y + 14 * nameLines + 18)
    }
    tops.append(y)
    drawBands(tops)
    drawAxis(bottom: y)
    for lane in lanes.lanes.indices { drawName(lane, top: tops[lane]) }
    for items in laneItems {
      for item in items { draw(item, laneTops: tops) }
    }
    if cards.isEmpty {
      statements.append(.node(DiagramDefaults.text("empty", "No events", x: left + 8, y: y + 16, size: 12, bold: true)))
    }
    for card in cards { legend.use(card) }
    return DOTGraph(
      name: name, attributes: DiagramDefaults.graph(legend: legend, background: background),
      nodeDefaults: DiagramDefaults.node, edgeDefaults: DiagramDefaults.edge, statements: statements + edges)
  }

  // MARK: Items

  func item(_ number: Int) -> Item {
    let card = cards[number]
    let interval = card.interval
    var opensLeft = interval.earliest == nil
    var opensRight = interval.latest == nil
    var from = interval.earliest.map { scale.x($0) } ?? scale.left
    var to = interval.latest.map { scale.x($0 + 1) } ?? scale.right
    if let first = scale.blocks.first?.first, let earliest = interval.earliest, earliest < first { opensLeft = true }
    if let last = scale.blocks.last?.last, let latest = interval.latest, latest > last { opensRight = true }
    from = min(max(scale.left, from), scale.right - 18)
    to = min(max(from + (card.state == .disputed ? 18 : 9), to), scale.right)
    return labelled(card, number, bar: (from, to), opensLeft, opensRight, within: (scale.left, scale.right))
  }

  /// An event beside the axis: a short bar that is open on both sides, and the range in words.
  func openItem(_ number: Int, left: Double) -> Item {
    var card = cards[number]
    // The range says more than "date approximate".
    let remarks = card.remark.split(separator: ",").map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("date") }
    card.remark = ([card.isRelative ? card.date : EventRows.rangeWords(card.interval)] + remarks.map(String.init))
      .joined(separator: ", ")
    return labelled(card, number, bar: (left + 8, left + 42), true, true, within: (left, left + 146))
  }

  func labelled(
    _ card: EventCard, _ number: Int, bar: (left: Double, right: Double), _ opensLeft: Bool, _ opensRight: Bool,
    within: (left: Double, right: Double)
  ) -> Item {
    // Near the right end words wrap earlier, so that they stay under their bar.
    let room = min(130, max(84, within.right - bar.left - 24), within.right - within.left - 24)
    let lines = TextMetrics.wrap(card.title, width: room, size: SwimlaneDrawing.titleSize, limit: room < 110 ? 4 : 3)
    let marks = [card.articles, card.remark, card.isContested && card.state != .disputed ? "≠" : ""]
    let parts = marks.filter { !$0.isEmpty }
    let foot = TextMetrics.fitted(parts.joined(separator: " "), width: room + 4, size: SwimlaneDrawing.smallSize)
    let width =
      max(
        lines.map { TextMetrics.width($0, size: SwimlaneDrawing.titleSize) }.max() ?? 0,
        TextMetrics.width(foot, size: SwimlaneDrawing.smallSize)) + 20
    let labelLeft = max(within.left, min(bar.left, within.right - width))
    return Item(
      card: card, event: number, bar: bar, opensLeft: opensLeft, opensRight: opensRight, lines: lines,
      foot: foot, labelLeft: labelLeft, labelWidth: width)
  }

  /// Gives items rows so that none touch; returns the lower edge.
  func pack(_ items: inout [Item], below top: Double) -> Double {
    let order = items.indices.sorted {
      // Bars over most of the axis go below the others.
      let (a, b) = (items[$0].bar.right - items[$0].bar.left > 400, items[$1].bar.right - items[$1].bar.left > 400)
      if a != b { return b }
      return (items[$0].left, $0) < (items[$1].left, $1)
    }
    var ends: [Double] = []
    var heights: [Double] = []
    for index in order {
      let row = ends.firstIndex { $0 + 8 <= items[index].left } ?? ends.count
      if row == ends.count {
        ends.append(0)
        heights.append(0)
      }
      items[index].row = row
      ends[row] = items[index].right
      heights[row] = max(heights[row], items[index].height)
    }
    var y = top
    let tops = heights.map { height in
      defer { y += height + 7 }
      return y
    }
    for index in items.indices { items[index].top = tops[items[index].row] }
    return y
  }

  // MARK: Drawing

  mutating func drawBands(_ tops: [Double]) {
    guard let first = tops.first, let last = tops.last, last > first else { return }
    for (number, (top, bottom)) in zip(tops, tops.dropFirst()).enumerated() where number % 2 == 0 {
      background.band(0, top, right, bottom, fill: Palette.surface.light)
    }
    if let open = openColumns.first, !scale.blocks.isEmpty {
      background.band(open - 18, first, open - 8, last, fill: Palette.paper.light)
      background.line(open - 13, 6, open - 13, last, color: Palette.softEdge.light, width: 1, dash: .dashed)
    }
    for (block, next) in zip(scale.blocks, scale.blocks.dropFirst()) {
      background.band(block.right, first, next.left, last, fill: Palette.gap.light)
    }
  }

  mutating func drawAxis(bottom: Double) {
    if let open = openColumns.first {
      addText("not placed", "By article", x: open, y: 12, size: 10.5, bold: true)
      addText("not placed why", "day of writing open", x: open, y: 31, size: 8, bold: false)
      background.line(open, 42, right - 8, 42, color: Palette.softEdge.light, width: 2, dash: .dashed)
    }
    for (number, block) in scale.blocks.enumerated() {
      let heading = scale.heading(block, width: block.right - block.left + 4, size: 10.5)
      addText("block \(number)", heading, x: block.left, y: 12, size: 10.5, bold: true)
      background.line(block.left, 42, block.right, 42, color: Palette.ink.light, width: 2)
      let ticks = scale.ticks(block).filter { tick in
        tick.x + 3 + TextMetrics.width(tick.words, size: 8) <= block.right + 1
      }
      for (position, tick) in ticks.enumerated() {
        if tick.x > block.left + 1 {
          background.line(tick.x, 44, tick.x, bottom, color: Palette.rule.light, width: 0.5)
        }
        addText("tick \(number) \(position)", tick.words, x: tick.x + 3, y: 31, size: 8, bold: false)
      }
      if number + 1 < scale.blocks.count {
        let next = scale.blocks[number + 1]
        let words = TimeScale.gapWords(next.first - block.last - 1)
        let width = TextMetrics.width(words, size: 8)
        addText("gap \(number)", words, x: (block.right + next.left - width) / 2, y: 31, size: 8, bold: false)
      }
    }
  }

  mutating func drawName(_ lane: Int, top: Double) {
    let name = lanes.lanes[lane]
    let lines = TextMetrics.wrap(name.name, width: left - 16, size: 11, bold: true, limit: 3)
    let font = HTMLLabel.Font(color: Palette.ink.light, size: 11, isBold: true)
    let runs = lines.flatMap { [HTMLLabel.Run.words($0, font), .lineBreak(.left)] }
    let cell = HTMLLabel.Cell(.text(runs), width: left - 14, height: Double(lines.count) * 14)
    let table = HTMLLabel.Table(rows: [[cell]])
    var attributes: DOTAttributes = [
      "label": .html(HTMLLabel(.table(table))), "class": .text("lane"), "tooltip": .text(name.name),
      "pos": .text("\(n(8 + (left - 14) / 2)),\(n(-(top + 14 + Double(lines.count) * 7)))"),
    ]
    if let url = name.actor.flatMap(links.actor) { attributes["URL"] = .url(url) }
    statements.append(.node(DOTNode("lane \(lane)", attributes)))
  }
}
