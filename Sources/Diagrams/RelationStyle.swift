// How relations are drawn and read. Every one differs in dash or head from every other, so that no colour is needed.

import Actors
import DOT
import EventGraph
import Events

/// Line, head and words of a relation.
public struct RelationStyle: Sendable {
  /// Words of the legend, read in the direction of time: "is the basis of".
  public var words: String
  /// Words of a table row, read from `a` to `b` of the relation: "responds to".
  public var sentence: String
  var color: SchemeColor
  var width: Double
  var dash: String
  /// Shape at the later event and at the earlier one, in Graphviz's words.
  var head: String
  var tail: String
  var arrowSize: Double
  /// What stands for the line in the legend's text.
  var sample: String
  /// Whether `a` is the later event of the pair.
  var isBackward: Bool

  /// The style of a kind of relation.
  public static func style(_ kind: EventRelation.Kind) -> RelationStyle {
    switch kind {
    case .causes:
      RelationStyle(
        words: "leads to", sentence: "leads to", color: Palette.edge, width: 1.8, dash: "solid", head: "normal",
        tail: "none", arrowSize: 0.8, sample: "━▶", isBackward: false)
    case .enables:
      RelationStyle(
        words: "makes possible", sentence: "makes possible", color: Palette.edge, width: 1.3, dash: "dashed",
        head: "onormal", tail: "none", arrowSize: 0.8, sample: "╌▷", isBackward: false)
    case .before:
      RelationStyle(
        words: "then", sentence: "comes before", color: Palette.softEdge, width: 1.1, dash: "solid", head: "normal",
        tail: "none", arrowSize: 0.6, sample: "─▸", isBackward: false)
    case .respondsTo:
      RelationStyle(
        words: "is answered by", sentence: "responds to", color: Palette.edge, width: 1.1, dash: "solid", head: "vee",
        tail: "none", arrowSize: 0.8, sample: "─›", isBackward: true)
    case .subEventOf:
      RelationStyle(
        words: "includes", sentence: "is part of", color: Palette.edge, width: 1.1, dash: "solid", head: "none",
        tail: "odiamond", arrowSize: 0.8, sample: "◇─", isBackward: true)
    case .during:
      RelationStyle(
        words: "at the same time", sentence: "happens during", color: Palette.softEdge, width: 1.2, dash: "dotted",
        head: "none", tail: "none", arrowSize: 0, sample: "┈┈", isBackward: false)
    case .repeats:
      RelationStyle(
        words: "same claim again", sentence: "repeats", color: Palette.color(.statement), width: 2, dash: "dotted",
        head: "none", tail: "none", arrowSize: 0, sample: "••", isBackward: true)
    case .about:
      RelationStyle(
        words: "is spoken of in", sentence: "speaks of", color: Palette.color(.statement), width: 1.1, dash: "dashed",
        head: "none", tail: "vee", arrowSize: 0.6, sample: "‹╌", isBackward: true)
    case .prevents:
      RelationStyle(
        words: "prevents", sentence: "prevents", color: Palette.edge, width: 1.3, dash: "solid", head: "tee",
        tail: "none", arrowSize: 0.8, sample: "─┤", isBackward: false)
    }
  }

  /// Kinds in the order of legends.
  static let order: [EventRelation.Kind] = [
    .causes, .enables, .prevents, .respondsTo, .about, .subEventOf, .before, .repeats, .during,
  ]

  /// Classes of edges, as drawings write them, that do not say which event comes first.
  public static let classesWithoutOrder = Set(EventRelation.Kind.allCases.filter { !$0.statesOrder }.map(\.rawValue))

  /// Points that the heads need at the ends of a line.
  var headLength: Double { head == "none" ? 0 : 10 * arrowSize }
  var tailLength: Double { tail == "none" ? 0 : 12 * arrowSize }

  /// Attributes of an edge from the earlier to the later event.
  var attributes: DOTAttributes {
    var list: DOTAttributes = [
      "color": .keyword(color.light), "penwidth": .number(width), "style": .keyword(dash),
      "dir": .keyword(head == "none" && tail == "none" ? "none" : "both"),
    ]
    if head != "none" || tail != "none" {
      list["arrowhead"] = .keyword(head)
      list["arrowtail"] = .keyword(tail)
      list["arrowsize"] = .number(arrowSize)
    }
    return list
  }

  /// Attributes of an edge from `a` to `b` of the relation, whichever is earlier.
  var relationAttributes: DOTAttributes {
    var list = attributes
    guard isBackward else { return list }
    (list["arrowhead"], list["arrowtail"]) = (list["arrowtail"], list["arrowhead"])
    return list
  }

  /// The edge of a relation along a line.
  static func edge(_ from: EventCard, _ to: EventCard, _ kind: EventRelation.Kind, _ line: Spline) -> DOTEdge {
    let style = RelationStyle.style(kind)
    var attributes = style.attributes
    attributes["pos"] = .text(line.position(tail: style.tailLength, head: style.headLength))
    attributes["class"] = .text(kind.rawValue)
    attributes["tooltip"] = .text("\(from.title) – \(style.words) – \(to.title)")
    return DOTEdge(from.id, to.id, attributes)
  }

  /// The line of a legend sample as SVG elements, from `x` over `length` at height `y`; nil for any other text.
  static func sampleLine(_ text: String, x: Double, y: Double, length: Double, paint: SVGPaint) -> String? {
    guard let kind = order.first(where: { RelationStyle.style($0).sample == text }) else { return nil }
    let style = RelationStyle.style(kind)
    let n = DOTWriter.number
    let stroke = paint.attributes(fill: "none", stroke: style.color.light)
    var out = ""
    var from = x
    var to = x + length
    func shape(_ points: [(Double, Double)], filled: Bool) -> String {
      let list = points.map { "\(n($0.0)),\(n($0.1))" }.joined(separator: " ")
      let colors = paint.attributes(fill: filled ? style.color.light : "none", stroke: style.color.light)
      return "<polygon\(colors) points=\"\(list)\"/>"
    }
    let size = 8 * style.arrowSize
    switch style.head {
    case "normal", "onormal":
      to -= size
      out += shape([(to, y - size * 0.4), (x + length, y), (to, y + size * 0.4)], filled: style.head == "normal")
    case "vee":
      let list = "\(n(to - size)),\(n(y - size * 0.45)) \(n(to)),\(n(y)) \(n(to - size)),\(n(y + size * 0.45))"
      out += "<polyline\(stroke) points=\"\(list)\"/>"
    default: break
    }
    if style.tail == "odiamond" {
      from += size * 1.2
      out += shape(
        [(x, y), (x + size * 0.6, y - size * 0.35), (from, y), (x + size * 0.6, y + size * 0.35)], filled: false)
    }
    let dash =
      switch style.dash {
      case "dashed": " stroke-dasharray=\"5,2\""
      case "dotted": " stroke-dasharray=\"1,5\""
      default: ""
      }
    let line = "<polyline\(stroke) stroke-width=\"\(n(style.width))\"\(dash) "
    return line + "points=\"\(n(from)),\(n(y)) \(n(to)),\(n(y))\"/>" + out
  }
}

/// One relation for a table beside a drawing.
public struct RelationRow: Sendable {
  public var relation: GraphRelation
  public var from: GraphEvent
  public var to: GraphEvent
  /// Reads "from … to": `responds to`.
  public var words: String
}

/// One event with its participants for a table beside a drawing.
public struct ParticipationRow: Sendable {
  public var event: GraphEvent
  public var actors: [GraphActor]
}
