// Lines, dots and bands behind a drawing, in Graphviz's xdot language (attribute `_background`).
// Graphviz 2.43 crashes on text in a background, so there is none: every text is a node.
// Source: graphviz.org/doc/info/output.html#d:xdot.

import DOT

/// Shapes behind a drawing; coordinates in points, y downwards.
struct XDotBackground {
  private var operations = ""

  enum Dash: String { case solid, dashed, dotted }

  /// The value of the attribute.
  var text: String { operations.trimmingTrailingSpace }
  var isEmpty: Bool { operations.isEmpty }

  private mutating func add(_ operation: String) {
    // A drawing that a person can read needs far less; beyond it decoration is dropped.
    if operations.utf8.count < 60_000 { operations += operation + " " }
  }

  private static func counted(_ text: String) -> String { "\(text.utf8.count) -\(text)" }
  private static func point(_ x: Double, _ y: Double) -> String { "\(DOTWriter.number(x)) \(DOTWriter.number(-y))" }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, color: String, width: Double, dash: Dash = .solid
  ) {
    add("c \(XDotBackground.counted(color)) S \(XDotBackground.counted(dash.rawValue))")
    add("S \(XDotBackground.counted("setlinewidth(\(DOTWriter.number(width)))"))")
    add("L 2 \(XDotBackground.point(x1, y1)) \(XDotBackground.point(x2, y2))")
  }

  mutating func band(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, fill: String) {
    add("S \(XDotBackground.counted("solid")) c \(XDotBackground.counted(fill)) C \(XDotBackground.counted(fill))")
    let corners = [(x1, y1), (x2, y1), (x2, y2), (x1, y2)].map { XDotBackground.point($0.0, $0.1) }
    add("P 4 " + corners.joined(separator: " "))
  }

  mutating func dot(_ x: Double, _ y: Double, radius: Double, fill: String) {
    add("S \(XDotBackground.counted("solid")) c \(XDotBackground.counted(fill)) C \(XDotBackground.counted(fill))")
    add("E \(XDotBackground.point(x, y)) \(DOTWriter.number(radius)) \(DOTWriter.number(radius))")
  }
}

extension String {
  fileprivate var trimmingTrailingSpace: String { hasSuffix(" ") ? String(dropLast()) : self }
}
