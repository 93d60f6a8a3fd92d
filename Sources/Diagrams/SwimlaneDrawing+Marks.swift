// Marks and labels of the swimlane drawing.

import Chronology
import DOT
import EventGraph
import Events

extension SwimlaneDrawing {
  mutating func draw(_ item: Item, laneTops: [Double]) {
    drawBar(item)
    drawLabel(item)
    let x = min(item.bar.left + 4, item.bar.right - 2)
    let own = lanes.laneOfEvent[item.event]
    for other in lanes.otherLanes[item.event] {
      let y = laneTops[other] + 8
      let id = "\(item.card.id) in lane \(other)"
      statements.append(
        .node(
          DOTNode(
            id,
            [
              "shape": .keyword("circle"), "width": .number(0.09), "height": .number(0.09),
              "fixedsize": .flag(true), "label": .text(""), "style": .keyword("filled"),
              "fillcolor": .keyword(Palette.paper.light), "color": .keyword(item.card.color), "penwidth": .number(1.5),
              "class": .text("participant"), "pos": .text("\(n(x)),\(n(-y))"),
              "tooltip": .text("\(lanes.lanes[other].name) takes part in: \(item.card.title)"),
            ])))
      let barY = item.top + (other < own ? 0 : SwimlaneDrawing.barHeight)
      let end = y + (other < own ? 3.3 : -3.3)
      let line = Spline.straight(Point(x: x, y: barY), Point(x: x, y: end))
      edges.append(
        .edge(
          DOTEdge(
            "bar \(item.card.id)", id,
            [
              "dir": .keyword("none"), "color": .keyword(item.card.color), "penwidth": .number(1),
              "class": .text("participation"), "pos": .text(line.position(tail: 0, head: 0)), "tooltip": .text(" "),
            ])))
    }
  }

  mutating func drawBar(_ item: Item) {
    let width = item.bar.right - item.bar.left
    let isWide = width > 400
    let height = isWide ? 6.0 : SwimlaneDrawing.barHeight
    let middle = (item.bar.left + item.bar.right) / 2
    let style =
      switch item.card.border {
      case .dashed: "filled,dashed"
      case .dotted: "filled,dotted"
      case .solid, .invisible: "filled"
      }
    let isDisputed = item.card.state == .disputed
    var attributes: DOTAttributes = [
      "shape": .keyword("box"), "width": .number((width - (isDisputed ? 8 : 0)) / 72),
      "height": .number((height - (isDisputed ? 4 : 0)) / 72), "fixedsize": .flag(true),
      "label": .text(""), "style": .text(style), "class": .text("bar \(item.card.state.rawValue)"),
      "fillcolor": .keyword(item.card.state == .stated ? item.card.color : item.card.fill),
      "color": .keyword(isDisputed ? Palette.disagreement.light : item.card.color), "penwidth": .number(1.2),
      "pos": .text("\(n(middle)),\(n(-(item.top + SwimlaneDrawing.barHeight / 2)))"),
      "tooltip": .text(item.card.spoken),
    ]
    if isDisputed { attributes["peripheries"] = .number(2) }
    statements.append(.node(DOTNode("bar \(item.card.id)", attributes)))
    let y = item.top + SwimlaneDrawing.barHeight / 2
    if item.opensLeft { addArrow("\(item.card.id) earlier", x: item.bar.left - 5, y: y, angle: 90, item.card.color) }
    if item.opensRight { addArrow("\(item.card.id) later", x: item.bar.right + 5, y: y, angle: 270, item.card.color) }
  }

  /// A small head beside a bar: the range goes on.
  mutating func addArrow(_ id: String, x: Double, y: Double, angle: Double, _ color: String) {
    statements.append(
      .node(
        DOTNode(
          id,
          [
            "shape": .keyword("triangle"), "orientation": .number(angle), "width": .number(0.1), "height": .number(0.1),
            "fixedsize": .flag(true), "label": .text(""), "style": .keyword("filled"), "fillcolor": .keyword(color),
            "color": .keyword(color), "class": .text("open"), "pos": .text("\(n(x)),\(n(-y))"), "tooltip": .text(" "),
          ])))
  }

  mutating func drawLabel(_ item: Item) {
    let card = item.card
    let accent = HTMLLabel.Font(color: card.color, size: 9)
    let ink = HTMLLabel.Font(color: Palette.ink.light, size: SwimlaneDrawing.titleSize)
    let quiet = HTMLLabel.Font(
      color: card.isContested ? Palette.disagreement.light : Palette.muted.light, size: SwimlaneDrawing.smallSize)
    var runs: [HTMLLabel.Run] = []
    for line in item.lines { runs += [.words(line, ink), .lineBreak(.left)] }
    if !item.foot.isEmpty { runs += [.words(item.foot, quiet), .lineBreak(.left)] }
    // The halo lets connectors pass behind the words.
    let lane = lanes.laneOfEvent[item.event]
    let halo = lane % 2 == 0 ? Palette.surface.light : Palette.paper.light
    let cells = [
      HTMLLabel.Cell(
        .text([.words(Glyph.character(card.category), accent), .lineBreak(.left)] + filler(item, accent)), padding: 1,
        width: 13, height: item.labelHeight),
      HTMLLabel.Cell(.text(runs), padding: 1, width: item.labelWidth - 15, height: item.labelHeight),
    ]
    let table = HTMLLabel.Table(fill: halo, rows: [cells])
    let top = item.top + SwimlaneDrawing.barHeight + 3
    var attributes: DOTAttributes = [
      "label": .html(HTMLLabel(.table(table))),
      "class": .text("event \(card.category.rawValue) \(card.state.rawValue)"),
      "pos": .text("\(n(item.labelLeft + item.labelWidth / 2)),\(n(-(top + item.labelHeight / 2)))"),
      "tooltip": .text(card.spoken),
    ]
    if let url = card.url { attributes["URL"] = .url(url) }
    statements += [.comment(card.line), .node(DOTNode(card.id, attributes))]
  }

  /// Empty lines that keep the glyph beside the first line.
  func filler(_ item: Item, _ font: HTMLLabel.Font) -> [HTMLLabel.Run] {
    (0..<(item.lines.count - 1 + (item.foot.isEmpty ? 0 : 1))).flatMap { _ -> [HTMLLabel.Run] in
      [.words(" ", font), .lineBreak(.left)]
    }
  }

  mutating func addText(_ id: String, _ words: String, x: Double, y: Double, size: Double, bold: Bool) {
    statements.append(.node(DiagramDefaults.text(id, words, x: x, y: y, size: size, bold: bold)))
  }

  func n(_ value: Double) -> String { DOTWriter.number(value) }
}
