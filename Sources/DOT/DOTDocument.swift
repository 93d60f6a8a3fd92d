// The DOT room: a typed DOT document, its writer, and the value that describes a graph that was read.
// It knows nothing of news and imports nothing.

/// The value of an attribute.
public enum DOTValue: Sendable, Equatable {
  /// Text that appears as it is: every special sequence of Graphviz is escaped.
  case text(String)
  /// A word or number that Graphviz itself defines, such as `box` or `rank=same`; escaped like an identifier.
  case keyword(String)
  /// A number in the unit of its attribute, written with at most two decimals.
  case number(Double)
  case flag(Bool)
  /// An HTML-like label.
  case html(HTMLLabel)
  /// A link; dropped unless its scheme is allowed (``DOTText/isSafeURL(_:)``).
  case url(String)
}

/// Attributes; they are written in the order of their names.
public struct DOTAttributes: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  public private(set) var pairs: [(name: String, value: DOTValue)]

  public init(_ pairs: [(name: String, value: DOTValue)] = []) { self.pairs = pairs }

  public init(dictionaryLiteral elements: (String, DOTValue)...) {
    pairs = elements.map { (name: $0.0, value: $0.1) }
  }

  /// The value of a name; setting nil removes it, setting a new name appends it.
  public subscript(name: String) -> DOTValue? {
    get { pairs.first { $0.name == name }?.value }
    set {
      if let index = pairs.firstIndex(where: { $0.name == name }) {
        if let newValue { pairs[index].value = newValue } else { pairs.remove(at: index) }
      } else if let newValue {
        pairs.append((name: name, value: newValue))
      }
    }
  }

  public static func == (a: DOTAttributes, b: DOTAttributes) -> Bool {
    a.pairs.count == b.pairs.count && zip(a.pairs, b.pairs).allSatisfy { $0.name == $1.name && $0.value == $1.value }
  }
}

/// A node statement.
public struct DOTNode: Sendable, Equatable {
  public var id: String
  public var attributes: DOTAttributes

  public init(_ id: String, _ attributes: DOTAttributes = [:]) {
    self.id = id
    self.attributes = attributes
  }
}

/// One end of an edge.
public struct DOTEndpoint: Sendable, Equatable {
  public var node: String
  /// Name of a port of the node's label.
  public var port: String?
  /// Compass point such as `n`.
  public var compass: String?

  public init(_ node: String, port: String? = nil, compass: String? = nil) {
    self.node = node
    self.port = port
    self.compass = compass
  }
}

/// An edge statement.
public struct DOTEdge: Sendable, Equatable {
  public var tail: DOTEndpoint
  public var head: DOTEndpoint
  public var attributes: DOTAttributes

  public init(_ tail: DOTEndpoint, _ head: DOTEndpoint, _ attributes: DOTAttributes = [:]) {
    self.tail = tail
    self.head = head
    self.attributes = attributes
  }

  public init(_ tail: String, _ head: String, _ attributes: DOTAttributes = [:]) {
    self.init(DOTEndpoint(tail), DOTEndpoint(head), attributes)
  }
}

/// A subgraph; a cluster when its name begins with `cluster`.
public struct DOTSubgraph: Sendable, Equatable {
  /// nil for an anonymous group such as `{rank=same; …}`.
  public var id: String?
  public var attributes: DOTAttributes
  /// What the nodes and edges that first stand in it share.
  public var nodeDefaults: DOTAttributes
  public var edgeDefaults: DOTAttributes
  public var statements: [DOTStatement]

  public init(
    _ id: String?, _ attributes: DOTAttributes = [:], nodes: DOTAttributes = [:], edges: DOTAttributes = [:],
    _ statements: [DOTStatement] = []
  ) {
    self.id = id
    self.attributes = attributes
    nodeDefaults = nodes
    edgeDefaults = edges
    self.statements = statements
  }
}

/// A chain of edges from each set of nodes to the next: `a -> b -> {c d}`.
public struct DOTPath: Sendable, Equatable {
  public var steps: [[String]]
  public var attributes: DOTAttributes

  public init(_ steps: [[String]], _ attributes: DOTAttributes = [:]) {
    self.steps = steps
    self.attributes = attributes
  }
}

/// One line of a graph.
public indirect enum DOTStatement: Sendable, Equatable {
  case node(DOTNode)
  case edge(DOTEdge)
  case path(DOTPath)
  /// Nodes that merely belong to the subgraph in which they stand.
  case members([String])
  case subgraph(DOTSubgraph)
  /// A comment for readers of the file.
  case comment(String)
}

/// A whole graph. It always has a name: Graphviz gives anonymous graphs a process-wide counter.
public struct DOTGraph: Sendable, Equatable {
  public var name: String
  public var isDirected: Bool
  public var isStrict: Bool
  public var attributes: DOTAttributes
  public var nodeDefaults: DOTAttributes
  public var edgeDefaults: DOTAttributes
  public var statements: [DOTStatement]

  public init(
    name: String, isDirected: Bool = true, isStrict: Bool = false, attributes: DOTAttributes = [:],
    nodeDefaults: DOTAttributes = [:], edgeDefaults: DOTAttributes = [:], statements: [DOTStatement] = []
  ) {
    self.name = name
    self.isDirected = isDirected
    self.isStrict = isStrict
    self.attributes = attributes
    self.nodeDefaults = nodeDefaults
    self.edgeDefaults = edgeDefaults
    self.statements = statements
  }

  public mutating func add(_ node: DOTNode) { statements.append(.node(node)) }
  public mutating func add(_ edge: DOTEdge) { statements.append(.edge(edge)) }
  public mutating func add(_ subgraph: DOTSubgraph) { statements.append(.subgraph(subgraph)) }
}
