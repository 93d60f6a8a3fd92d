// What differs between two graphs by meaning: not the order of statements, nor how defaults, quotes or subgraphs write it.

/// The differences of one graph from another.
public struct GraphDifference: Sendable, Equatable, Codable {
  /// A value that is another one; nil where it is missing.
  public struct Change: Sendable, Equatable, Codable {
    /// `graph`, a node, an edge or a cluster.
    public var subject: String
    public var attribute: String
    public var before: String?
    public var after: String?
  }

  public var removedNodes: [String] = []
  public var addedNodes: [String] = []
  public var removedEdges: [String] = []
  public var addedEdges: [String] = []
  public var removedClusters: [String] = []
  public var addedClusters: [String] = []
  public var changes: [Change] = []

  public var isEmpty: Bool { self == GraphDifference() }

  private init() {}

  public init(from a: ReadGraph, to b: ReadGraph) {
    for (name, x, y) in [
      ("directed", a.isDirected.description, b.isDirected.description),
      ("strict", a.isStrict.description, b.isStrict.description), ("name", a.name?.text ?? "", b.name?.text ?? ""),
    ] where x != y { changes.append(Change(subject: "graph", attribute: name, before: x, after: y)) }
    compare(a.subgraphs[0].attributes, b.subgraphs[0].attributes, "graph")
    for (position, node) in a.nodes.enumerated() {
      if let other = b.position(of: node.name) {
        compare(node.attributes, b.nodes[other].attributes, "node \(a.name(position))")
      } else {
        removedNodes.append(a.name(position))
      }
    }
    addedNodes = b.nodes.indices.filter { a.position(of: b.nodes[$0].name) == nil }.map(b.name)
    compareEdges(a, b)
    compareClusters(a, b)
  }

  private mutating func compare(_ a: [String: DOTWord], _ b: [String: DOTWord], _ subject: String) {
    for name in Set(a.keys).union(b.keys).sorted() where a[name] != b[name] {
      changes.append(
        Change(
          subject: subject, attribute: name, before: GraphDifference.shown(a[name]),
          after: GraphDifference.shown(b[name])))
    }
  }

  private static func shown(_ word: DOTWord?) -> String? {
    word.map { DOTText.clean($0.isHTML ? "<\($0.text)>" : $0.text, limit: 200) }
  }

  private static func ends(_ graph: ReadGraph) -> [String: [Int]] {
    var edges: [String: [Int]] = [:]
    for (number, edge) in graph.edges.enumerated() {
      func end(_ node: Int, _ reference: DOTFile.NodeReference?) -> String {
        [DOTFormatter.written(graph.nodes[node].name), reference?.port?.text, reference?.compass?.text].compactMap {
          $0
        }.joined(separator: ":")
      }
      var both = [end(edge.tail, edge.tailEnd), end(edge.head, edge.headEnd)]
      if !graph.isDirected { both.sort() }
      edges[both.joined(separator: " \(graph.arrow) "), default: []].append(number)
    }
    return edges
  }

  /// Parallel edges match by their attributes first; what is left over by their order.
  private mutating func compareEdges(_ a: ReadGraph, _ b: ReadGraph) {
    let (before, after) = (GraphDifference.ends(a), GraphDifference.ends(b))
    for name in Set(before.keys).union(after.keys).sorted() {
      var left: [Int] = []
      var counts: [[String: DOTWord]: Int] = [:]
      for number in after[name] ?? [] { counts[b.edges[number].attributes, default: 0] += 1 }
      for number in before[name] ?? [] {
        let attributes = a.edges[number].attributes
        if let count = counts[attributes], count > 0 { counts[attributes] = count - 1 } else { left.append(number) }
      }
      var right: [Int] = []
      for number in (after[name] ?? []).reversed() {
        let attributes = b.edges[number].attributes
        if let count = counts[attributes], count > 0 {
          counts[attributes] = count - 1
          right.append(number)
        }
      }
      right.reverse()
      for (x, y) in zip(left, right) { compare(a.edges[x].attributes, b.edges[y].attributes, "edge \(name)") }
      removedEdges += left.dropFirst(right.count).map { _ in name }
      addedEdges += right.dropFirst(left.count).map { _ in name }
    }
  }

  private mutating func compareClusters(_ a: ReadGraph, _ b: ReadGraph) {
    func clusters(_ graph: ReadGraph) -> [String: (attributes: [String: DOTWord], members: Set<String>)] {
      var found: [String: (attributes: [String: DOTWord], members: Set<String>)] = [:]
      for number in graph.subgraphs.indices.dropFirst() where graph.subgraphs[number].isCluster {
        found[graph.subgraphs[number].name?.text ?? ""] = (
          graph.subgraphs[number].attributes, Set(graph.nodes(in: number).map(graph.name))
        )
      }
      return found
    }
    let (before, after) = (clusters(a), clusters(b))
    removedClusters = before.keys.filter { after[$0] == nil }.sorted()
    addedClusters = after.keys.filter { before[$0] == nil }.sorted()
    for (name, old) in before.sorted(by: { $0.key < $1.key }) {
      guard let new = after[name] else { continue }
      compare(old.attributes, new.attributes, "cluster \(name)")
      for node in old.members.subtracting(new.members).sorted() {
        changes.append(Change(subject: "cluster \(name)", attribute: "member", before: node, after: nil))
      }
      for node in new.members.subtracting(old.members).sorted() {
        changes.append(Change(subject: "cluster \(name)", attribute: "member", before: nil, after: node))
      }
    }
  }
}
