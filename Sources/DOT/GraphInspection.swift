// What an inspection of a DOT file found: a value, with its wording as text and as JSON.

/// Facts and findings about a graph that was read from DOT.
public struct GraphInspection: Sendable, Equatable, Codable {
  /// Something in the file that a person should look at.
  public struct Finding: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, CaseIterable, Codable {
      case badNumber = "bad-number"
      case deepNesting = "deep-nesting"
      case tooManyEdges = "too-many-edges"
      case unsafeURL = "unsafe-url"
    }

    public var kind: Kind
    /// Line of the file, from 1, where known.
    public var line: Int?
    public var message: String
  }

  public struct Cluster: Sendable, Equatable, Codable {
    public var name: String
    /// Its label, empty when it has none.
    public var title: String
    public var nodes: Int
  }

  /// Empty when the graph has none.
  public var name = ""
  /// Its label or comment in plain words.
  public var title = ""
  public var isDirected = true
  public var isStrict = false
  /// Line of the file on which it begins.
  public var line = 1
  public var nodes = 0
  public var edges = 0
  /// Nodes and edges that are not drawn or only hold the drawing together; they count in `nodes`, `edges` and
  /// `components`, but in nothing else.
  public var furnitureNodes = 0
  public var furnitureEdges = 0
  /// Number of nodes of each weakly connected component, largest first.
  public var components: [Int] = []
  /// The same without furniture.
  public var visibleComponents: [Int] = []
  /// Names of the nodes of each cycle of edges that state an order (the first is not repeated).
  public var cycles: [[String]] = []
  /// Whether there are more cycles than listed.
  public var hasMoreCycles = false
  /// Edges left out of the search for cycles since they state no order, by class; `undirected` for those drawn without
  /// an arrow.
  public var edgesWithoutOrder: [String: Int] = [:]
  /// Edges by class.
  public var edgeClasses: [String: Int] = [:]
  public var maximumDegree = 0
  /// The first node with that degree.
  public var maximumDegreeNode: String?
  public var isolatedNodes: [String] = []
  /// Nodes that only an edge names, in a file that declares most.
  public var implicitNodes: [String] = []
  public var selfLoops: [String] = []
  public var duplicateEdges: [String] = []
  public var clusters: [Cluster] = []
  /// Titles of the nodes named above that have one.
  public var titles: [String: String] = [:]
  public var findings: [Finding] = []

  public init() {}
}

/// All that a file holds.
public struct FileInspection: Sendable, Equatable, Codable {
  public var file: String
  public var encoding: DOTSource.Encoding
  /// Whether the encoding was guessed from bytes that are no UTF-8.
  public var isEncodingGuessed: Bool
  public var graphs: [GraphInspection]
  /// Why reading stopped before the end.
  public var fault: DOTFault?

  /// - Parameters:
  ///   - name: name of the file, for messages.
  ///   - withoutOrder: classes of edges that do not say which end comes first.
  public init(_ bytes: [UInt8], name: String, withoutOrder: Set<String> = []) {
    let source = DOTSource(bytes)
    let read = DOTFile(source.text)
    file = name
    encoding = source.encoding
    isEncodingGuessed = source.isGuess
    fault = read.fault
    if read.graphs.isEmpty, fault == nil {
      fault = DOTFault(line: 1, column: 1, message: "the file holds no graph")
    }
    graphs = read.graphs.indices.map {
      GraphInspector(ReadGraph(read, graph: $0), withoutOrder: withoutOrder).inspection()
    }
    guard !graphs.isEmpty else { return }
    graphs[0].findings += read.badNumbers.prefix(20).map {
      .init(
        kind: .badNumber, line: $0.line,
        message: "the number \($0.text) runs into what follows: Graphviz reads two names")
    }
    if read.depth > FileInspection.deepNesting {
      graphs[0].findings.append(
        .init(
          kind: .deepNesting,
          message: "blocks stand \(read.depth) deep in each other: Graphviz gives up somewhere beyond a thousand"))
    }
  }

  private static let deepNesting = 1_000
}
