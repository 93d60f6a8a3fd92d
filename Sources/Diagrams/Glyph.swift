// The shape of each category. In DOT it is a character; in the finished drawing a path, which needs no font.

import DOT
import EventGraph

/// A category's shape.
struct Glyph {
  /// What stands in the DOT text.
  static func character(_ category: EventCategory) -> String {
    switch category {
    case .talks: "●"
    case .statement: "■"
    case .proposal: "◆"
    case .military: "▲"
    case .commitment: "⬢"
    case .pressure: "✖"
    case .other: "○"
    }
  }

  /// Path data of the shape for a glyph character, in a box of `size` around a centre; nil for any other text.
  static func path(_ character: String, x: Double, y: Double, size: Double) -> String? {
    let r = size * 0.42
    func polygon(_ points: [(Double, Double)]) -> String {
      "M" + points.map { "\(DOTWriter.number(x + $0.0 * r)),\(DOTWriter.number(y + $0.1 * r))" }.joined(separator: "L")
        + "Z"
    }
    func circle(_ radius: Double, clockwise: Bool) -> String {
      let d = DOTWriter.number(radius)
      let sweep = clockwise ? 1 : 0
      let left = "\(DOTWriter.number(x - radius)),\(DOTWriter.number(y))"
      let right = "\(DOTWriter.number(x + radius)),\(DOTWriter.number(y))"
      return "M\(left)A\(d),\(d) 0 0,\(sweep) \(right)A\(d),\(d) 0 0,\(sweep) \(left)Z"
    }
    switch character {
    case "●": return circle(r * 0.95, clockwise: true)
    case "○": return circle(r * 0.95, clockwise: true) + circle(r * 0.5, clockwise: false)
    case "■": return polygon([(-1, -0.9), (1, -0.9), (1, 0.5), (-0.1, 0.5), (-0.6, 1.1), (-0.6, 0.5), (-1, 0.5)])
    case "◆": return polygon([(0, -1.05), (1.05, 0), (0, 1.05), (-1.05, 0)])
    case "▲": return polygon([(0, -1), (1.05, 0.85), (-1.05, 0.85)])
    case "⬢": return polygon([(0, -1.05), (0.92, -0.53), (0.92, 0.53), (0, 1.05), (-0.92, 0.53), (-0.92, -0.53)])
    case "✖":
      let a = 0.42
      let b = 0.95
      return polygon([
        (0, -a), (b - a, -b), (b, a - b), (a, 0), (b, b - a), (b - a, b), (0, a), (a - b, b), (-b, b - a), (-a, 0),
        (-b, a - b), (a - b, -b),
      ])
    default: return nil
    }
  }
}
