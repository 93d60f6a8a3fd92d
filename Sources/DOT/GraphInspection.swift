// What an inspection of a DOT file found: a value, with its wording as text and as JSON.

/// Facts and findings about a graph that was read from DOT.
public struct GraphInspection: Sendable, Equatable, Codable {
  /// Something in the file that a person should look at.
  public struct Finding: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, CaseIterable, Codable {
      case syntaxError = "syntax-error"
      case laterGraphDropped = "later-graph"
      case selfLoop = "self-loop"
      case duplicateEdge = "duplicate-edge"
      case implicitNode = "implicit-node"
      case unlabelledNode = "unlabelled-node"
      case isolatedNode = "isolated-node"
      case unsafeURL = "unsafe-url"
    }

    public var kind: Kind
    /// Line of the file, from 1, where known.
    public var line: Int?
    public var message: String

    public init(kind: Kind, line: Int? = nil, message: String) {
      self.kind = kind
      self.line = line
      self.message = message
    }
  }

  public struct Cluster: Sendable, Equatable, Codable {
    public var name: String
    public var nodes: Int

    public init(name: String, nodes: Int) {
      self.name = name
      self.nodes = nodes
    }
  }

  public var name: String
  public var isDirected: Bool
  public var isStrict: Bool
  public var nodes: Int
  public var edges: Int
  /// Number of nodes of each weakly connected component, largest first.
  public var components: [Int]
  /// Names of the nodes of one directed cycle (the first is not repeated); empty when there is none.
  public var cycle: [String]
  public var maximumDegree: Int
  /// The first node with that degree.
  public var maximumDegreeNode: String?
  public var isolatedNodes: [String]
  /// Nodes without a label that says more than the id.
  public var unlabelledNodes: [String]
  /// Nodes that only an edge names.
  public var implicitNodes: [String]
  public var selfLoops: [String]
  public var duplicateEdges: [String]
  public var clusters: [Cluster]
  public var findings: [Finding]

  public init(
    name: String = "", isDirected: Bool = true, isStrict: Bool = false, nodes: Int = 0, edges: Int = 0,
    components: [Int] = [], cycle: [String] = [], maximumDegree: Int = 0, maximumDegreeNode: String? = nil,
    isolatedNodes: [String] = [], unlabelledNodes: [String] = [], implicitNodes: [String] = [],
    selfLoops: [String] = [], duplicateEdges: [String] = [], clusters: [Cluster] = [], findings: [Finding] = []
  ) {
    self.name = name
    self.isDirected = isDirected
    self.isStrict = isStrict
    self.nodes = nodes
    self.edges = edges
    self.components = components
    self.cycle = cycle
    self.maximumDegree = maximumDegree
    self.maximumDegreeNode = maximumDegreeNode
    self.isolatedNodes = isolatedNodes
    self.unlabelledNodes = unlabelledNodes
    self.implicitNodes = implicitNodes
    self.selfLoops = selfLoops
    self.duplicateEdges = duplicateEdges
    self.clusters = clusters
    self.findings = findings
  }

  /// Whether the file is DOT at all.
  public var isValid: Bool { !findings.contains { $0.kind == .syntaxError } }
}
