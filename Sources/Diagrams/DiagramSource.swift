// A drawing before and after layout: what the builders make, and what pages and files take.

import DOT

/// How positions come about.
public enum LayoutEngine: String, Sendable, CaseIterable {
  /// Graphviz places nodes and routes edges.
  case dot
  /// Nodes have positions, Graphviz routes the edges.
  case nop
  /// Nodes and edges have positions, Graphviz only draws.
  case neatoN2 = "neato-n2"

  /// The name that libgvc knows.
  var layoutName: String {
    switch self {
    case .dot: "dot"
    case .nop: "nop"
    case .neatoN2: "nop2"
    }
  }
}

/// A drawing as a DOT document with its words.
public struct DiagramSource: Sendable {
  /// File name without suffix, also the prefix of all ids in the drawing.
  public var name: String
  public var graph: DOTGraph
  public var engine: LayoutEngine
  /// Headline above the drawing.
  public var title: String
  /// One or two sentences under the headline.
  public var subtitle: String
  /// What the drawing shows, for readers who do not see it.
  public var description: String
  /// Where it comes from: the line at the foot of a stand-alone drawing.
  public var sourceLine: String
  /// Events that had no room, and are on another page or only in the table.
  public var omitted: Int

  /// The DOT file; its first lines and the graph's comment say what it shows and where it comes from.
  public var dot: String {
    var file = graph
    let words = [title, subtitle, sourceLine].filter { !$0.isEmpty }
    file.attributes["comment"] = .text(words.joined(separator: " | "))
    file.statements = words.map { .comment($0) } + graph.statements
    return DOTWriter.write(file)
  }

  public init(
    name: String, graph: DOTGraph, engine: LayoutEngine, title: String, subtitle: String, description: String,
    sourceLine: String = "", omitted: Int = 0
  ) {
    self.name = name
    self.graph = graph
    self.engine = engine
    self.title = title
    self.subtitle = subtitle
    self.description = description
    self.sourceLine = sourceLine
    self.omitted = omitted
  }
}

extension DiagramSource {
  /// The drawing with its headline as nodes of the graph, for formats that Graphviz writes itself.
  var titled: DiagramSource {
    var copy = self
    let lines = TextMetrics.wrap(subtitle, width: 620, size: 10, limit: 4)
    let top = -16 - 14 * Double(lines.count)
    let head = TextMetrics.fitted(title, width: 620, size: 15, bold: true)
    copy.graph.add(DiagramDefaults.text("headline text", head, x: 4, y: top - 8, size: 15, bold: true))
    for (number, line) in lines.enumerated() {
      copy.graph.add(
        DiagramDefaults.text("subtitle \(number)", line, x: 4, y: top + 12 + 14 * Double(number), size: 10))
    }
    return copy
  }
}

/// A finished drawing.
public struct RenderedDiagram: Sendable {
  public var name: String
  public var title: String
  public var description: String
  /// A whole SVG file with its own style.
  public var svg: String
  /// The same drawing to be put into a page whose style sheet holds ``DiagramStyleSheet/css``.
  public var inlineSVG: String
  /// Pixels.
  public var width: Double
  public var height: Double
}

/// Why a drawing failed. One failure costs one picture.
public struct DiagramError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable {
    case timedOut = "timed-out"
    case crashed
    /// Graphviz complained, or gave no drawing.
    case rejected
    /// The helper process could not be started.
    case notStarted = "not-started"
    /// This machine's Graphviz cannot write the format.
    case unsupportedFormat = "unsupported-format"
    /// The text is no DOT.
    case unreadable
  }

  public var code: Code
  /// Name of the drawing.
  public var diagram: String
  public var message: String

  public var description: String { "diagram \(diagram): \(message)" }

  public init(code: Code, diagram: String, message: String) {
    self.code = code
    self.diagram = diagram
    self.message = message
  }
}
