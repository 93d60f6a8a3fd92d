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

/// A finished drawing.
public struct RenderedDiagram: Sendable {
  public var name: String
  public var title: String
  public var description: String
  /// A whole SVG file with its own style.
  public var svg: String
  /// The same drawing to be put into a page whose style sheet holds ``DiagramStyleSheet/css``.
  public var inlineSVG: String
  /// Pixels of the drawing in its own size.
  public var width: Double
  public var height: Double
  /// Size of ``svg``: that of the drawing, or of the page that it stands on.
  public var paper: (width: DiagramLength, height: DiagramLength)
  /// Millimetres on paper of a pixel of the drawing; 0.265 in its own size.
  public var scale: Double

  /// Points of the smallest words on paper.
  public var smallestWords: Double { 8 * scale * 72 / 25.4 }
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
    /// The drawing is too large for the format.
    case tooLarge = "too-large"
    /// The text is no DOT.
    case unreadable
    /// The program that writes the format is not there.
    case needsTool = "needs-tool"
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
