// What all drawings share: fonts, defaults, and texts without a box.

import DOT
import EventGraph

/// Attributes of every drawing.
enum DiagramDefaults {
  /// Measured as Arial by Graphviz; Liberation Sans has the same metrics.
  static let fonts = "Helvetica,Arial,Liberation Sans,sans-serif"

  static func graph(legend: Legend, background: XDotBackground) -> DOTAttributes {
    var attributes: DOTAttributes = [
      "layout": .keyword(LayoutEngine.neatoN2.layoutName), "outputorder": .keyword("edgesfirst"),
      "pad": .number(0.2), "bgcolor": .keyword(Palette.paper.light), "fontname": .text(fonts), "fontsize": .number(9),
      "labelloc": .keyword("b"), "labeljust": .keyword("l"), "label": .html(legend.label),
      "tooltip": .text(" "),
    ]
    if !background.isEmpty { attributes["_background"] = .text(background.text) }
    return attributes
  }

  static let node: DOTAttributes = ["shape": .keyword("plain"), "fontname": .text(fonts), "fontsize": .number(11)]
  static let edge: DOTAttributes = [
    "fontname": .text(fonts), "fontsize": .number(9), "color": .keyword(Palette.edge.light),
  ]

  /// A text node; `x` is its left or right edge, `y` its middle, downwards.
  static func text(
    _ id: String, _ words: String, x: Double, y: Double, size: Double, bold: Bool = false, left: Bool = true,
    color: SchemeColor? = nil
  ) -> DOTNode {
    let shade = color ?? (bold ? Palette.ink : Palette.muted)
    let runs: [HTMLLabel.Run] = [.words(words, HTMLLabel.Font(color: shade.light, size: size, isBold: bold))]
    // Graphviz measures bold text as plain; the finished drawing anchors it at its edge, so only plain width counts.
    let half = TextMetrics.layoutWidth(words, size: size) / 2
    let middle = left ? x + half : x - half
    return DOTNode(
      id,
      [
        "label": .html(HTMLLabel(.text(runs))), "class": .text(left ? "note" : "note end"),
        "pos": .text("\(DOTWriter.number(middle)),\(DOTWriter.number(-y))"),
      ])
  }
}
