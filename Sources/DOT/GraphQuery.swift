// Questions to a graph that was read: neighbours, ways from node to node, what lies around a node, a part as DOT.

/// Answers over one graph. Furniture is passed over.
public struct GraphQuery: Sendable {
  /// Along which edges a search goes from a node.
  public enum Direction: String, Sendable, CaseIterable { case out, `in`, both }

  public let graph: ReadGraph
  private let outgoing: [[Int]]
  private let incoming: [[Int]]

  public init(_ graph: ReadGraph) {
    self.graph = graph
    var outgoing = [[Int]](repeating: [], count: graph.nodes.count)
    var incoming = outgoing
    let hidden = graph.nodes.map { $0.attributes.isFurniture }
    for (number, edge) in graph.edges.enumerated()
    where !hidden[edge.tail] && !hidden[edge.head] && !edge.attributes.isFurniture {
      outgoing[edge.tail].append(number)
      incoming[edge.head].append(number)
    }
    self.outgoing = outgoing
    self.incoming = incoming
  }

  /// The node of a name; failing that, the one node whose title it is, or with which its name or title begins.
  public func node(named name: String) -> Int? {
    if let exact = graph.position(of: DOTWord(name)) { return exact }
    let wanted = name.lowercased()
    let titled = graph.nodes.indices.filter { graph.title($0)?.lowercased() == wanted }
    if titled.count == 1 { return titled[0] }
    let begun = graph.nodes.indices.filter { node in
      graph.name(node).lowercased().hasPrefix(wanted) || graph.title(node)?.lowercased().hasPrefix(wanted) ?? false
    }
    return begun.count == 1 ? begun[0] : nil
  }

  /// Edges of a node with the node at their other end.
  private func steps(from node: Int, _ direction: Direction) -> [(edge: Int, node: Int)] {
    let isBoth = direction == .both || !graph.isDirected
    let out = isBoth || direction == .out ? outgoing[node].map { (edge: $0, node: graph.edges[$0].head) } : []
    return out + (isBoth || direction == .in ? incoming[node].map { (edge: $0, node: graph.edges[$0].tail) } : [])
  }

  /// Nodes up to a number of edges away, with their distance, nearest first and then in the order of the graph.
  public func around(_ node: Int, depth: Int, _ direction: Direction) -> [(node: Int, distance: Int)] {
    var distance = [node: 0]
    var wave = [node]
    var step = 0
    while !wave.isEmpty, step < depth {
      step += 1
      var next: [Int] = []
      for here in wave {
        for other in steps(from: here, direction) where distance[other.node] == nil {
          distance[other.node] = step
          next.append(other.node)
        }
      }
      wave = next
    }
    return distance.map { (node: $0.key, distance: $0.value) }.sorted {
      ($0.distance, $0.node) < ($1.distance, $1.node)
    }
  }

  /// The shortest ways from one node to another as lists of nodes, at most `limit`.
  public func paths(from start: Int, to goal: Int, _ direction: Direction, limit: Int = 20) -> [[Int]] {
    let distance = Dictionary(
      uniqueKeysWithValues: around(start, depth: .max, direction).map { ($0.node, $0.distance) })
    guard distance[goal] != nil else { return [] }
    var found: [[Int]] = []
    var open = [[goal]]
    let back: Direction = direction == .out ? .in : direction == .in ? .out : .both
    while let path = open.popLast(), found.count < limit {
      guard let last = path.last, last != start else {
        found.append(path.reversed())
        continue
      }
      let before = Set(steps(from: last, back).map(\.node)).sorted(by: >)
      for node in before where distance[node].map({ $0 + 1 }) == distance[last] { open.append(path + [node]) }
    }
    return found
  }

  /// The part of the graph that some nodes span, with their clusters, as DOT.
  public func dot(_ nodes: [Int]) -> String {
    let kept = Set(nodes)
    func list(_ attributes: [String: DOTWord]) -> String {
      let pairs = attributes.sorted { ($0.key.lowercased(), $0.key) < ($1.key.lowercased(), $1.key) }
      let words = pairs.map { "\(DOTFormatter.written(DOTWord($0.key)))=\(DOTFormatter.written($0.value))" }
      return words.isEmpty ? "" : " [\(words.joined(separator: ", "))]"
    }
    func name(_ node: Int) -> String { DOTFormatter.written(graph.nodes[node].name) }
    func end(_ node: Int, _ reference: DOTFile.NodeReference?) -> String {
      ([graph.nodes[node].name, reference?.port, reference?.compass].compactMap { $0 }).map(DOTFormatter.written)
        .joined(separator: ":")
    }
    var out = (graph.isStrict ? "strict " : "") + (graph.isDirected ? "digraph " : "graph ")
    out += (graph.name.map { DOTFormatter.written($0) + " " } ?? "") + "{\n"
    let own = list(graph.subgraphs[0].attributes)
    if !own.isEmpty { out += "graph\(own);\n" }
    for node in nodes.sorted() { out += "\(name(node))\(list(graph.nodes[node].attributes));\n" }
    for number in graph.subgraphs.indices.dropFirst() where graph.subgraphs[number].isCluster {
      let inside = graph.nodes(in: number).filter(kept.contains)
      guard !inside.isEmpty else { continue }
      out += "subgraph \(DOTFormatter.written(graph.subgraphs[number].name ?? DOTWord(""))) {\n"
      let attributes = list(graph.subgraphs[number].attributes)
      if !attributes.isEmpty { out += "graph\(attributes);\n" }
      out += inside.map { name($0) + ";\n" }.joined() + "}\n"
    }
    let arrow = graph.isDirected ? " -> " : " -- "
    for node in nodes.sorted() {
      for number in outgoing[node] where kept.contains(graph.edges[number].head) {
        let edge = graph.edges[number]
        out += end(edge.tail, edge.tailEnd) + arrow + end(edge.head, edge.headEnd) + list(edge.attributes) + ";\n"
      }
    }
    return DOTFormatter.format(DOTFile(Array((out + "}\n").utf8)))
  }

  /// Edges between some nodes, as positions in the graph.
  public func edges(among nodes: [Int]) -> [Int] {
    let kept = Set(nodes)
    return nodes.sorted().flatMap { outgoing[$0].filter { kept.contains(graph.edges[$0].head) } }
  }
}
