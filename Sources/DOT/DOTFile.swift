// A DOT file as it is written: graphs, statements and comments in their order. Blocks lie in one flat list, so that no
// depth of nesting needs a deep stack.

/// The statements of a DOT file.
public struct DOTFile: Sendable {
  public struct Attribute: Sendable, Hashable {
    public var name: DOTWord
    public var value: DOTWord
    /// From 1.
    public var line: Int
  }

  /// A node with its port, as an end of an edge or alone.
  public struct NodeReference: Sendable, Hashable {
    public var name: DOTWord
    public var port: DOTWord?
    public var compass: DOTWord?
    public var line: Int
  }

  /// What stands between arrows.
  public enum Operand: Sendable, Hashable {
    case nodes([NodeReference])
    /// Number of a block.
    case block(Int)
  }

  public enum Target: String, Sendable { case graph, node, edge }

  public enum Kind: Sendable, Hashable {
    case defaults(Target, [Attribute])
    case assignment(Attribute)
    /// Nodes or a block alone, or edges between several.
    case chain([Operand], [Attribute])
  }

  public struct Statement: Sendable {
    public var kind: Kind
    public var line: Int
    /// Comments on the lines before it, and those behind it on its own line.
    public var comments: [String] = []
    public var remarks: [String] = []
  }

  public struct Block: Sendable {
    public var name: DOTWord?
    /// Whether the word `subgraph` stands before it.
    public var isNamedKind = false
    public var line: Int
    public var statements: [Statement] = []
    /// Comments before its closing brace.
    public var closing: [String] = []
  }

  public struct Graph: Sendable {
    public var isStrict: Bool
    public var isDirected: Bool
    public var name: DOTWord?
    /// Number of its block.
    public var block: Int
    public var line: Int
    public var comments: [String] = []
  }

  public internal(set) var graphs: [Graph] = []
  public internal(set) var blocks: [Block] = []
  /// Comments after the last graph.
  public internal(set) var closing: [String] = []
  /// Why reading ended before the end of the text; what stood before is kept.
  public internal(set) var fault: DOTFault?
  /// Numbers that run into letters, by line: Graphviz splits them in two.
  public internal(set) var badNumbers: [(line: Int, text: String)] = []
  /// Deepest nesting of blocks; a graph without subgraphs has 1.
  public internal(set) var depth = 0

  /// Reads a text. It never fails as a whole: ``fault`` says where it stopped.
  ///
  /// - Parameter text: UTF-8.
  public init(_ text: [UInt8]) {
    var parser = DOTParser(text)
    self = parser.read()
  }

  init() {}
}
