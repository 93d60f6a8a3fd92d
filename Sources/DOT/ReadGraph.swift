// What a DOT file means: nodes, edges and subgraphs with their attributes resolved, by the rules of libcgraph.

/// A graph that was read.
public struct ReadGraph: Sendable {
  public struct Node: Sendable {
    public var name: DOTWord
    /// Explicit ones and the defaults that held where it first stood.
    public var attributes: [String: DOTWord]
    public var line: Int
    /// Whether a statement of its own names it, not an edge alone.
    public var isDeclared: Bool
  }

  public struct Edge: Sendable {
    /// Positions in ``ReadGraph/nodes``.
    public var tail: Int
    public var head: Int
    public var tailEnd: DOTFile.NodeReference?
    public var headEnd: DOTFile.NodeReference?
    public var attributes: [String: DOTWord]
    public var line: Int
  }

  public struct Subgraph: Sendable {
    public var name: DOTWord?
    /// Position in ``ReadGraph/subgraphs``; nil for the whole graph.
    public var parent: Int?
    public var line: Int
    /// Those set in it.
    public var attributes: [String: DOTWord] = [:]
    /// Nodes that stand in it directly, each once, in the order of their first mention.
    public var nodes: [Int] = []

    public var isCluster: Bool { name?.text.hasPrefix("cluster") ?? false }
  }

  public private(set) var name: DOTWord?
  public private(set) var isDirected: Bool
  public private(set) var isStrict: Bool
  public private(set) var line: Int
  public private(set) var nodes: [Node] = []
  public private(set) var edges: [Edge] = []
  /// The whole graph first, then its subgraphs in the order of their first mention.
  public private(set) var subgraphs: [Subgraph]
  /// Whether edges were left out because there would be more than ``edgeLimit``.
  public private(set) var isTruncated = false

  /// Most edges of one graph: `{…} -> {…}` makes a product.
  public static let edgeLimit = 4_000_000

  private var nodeAt: [DOTWord: Int] = [:]
  private var members: [Set<Int>] = [[]]
  private var children: [[Int]] = [[]]

  /// Reads one graph of a file.
  ///
  /// - Parameter number: position in the file's graphs.
  public init(_ file: DOTFile, graph number: Int) {
    let graph = file.graphs[number]
    name = graph.name
    isDirected = graph.isDirected
    isStrict = graph.isStrict
    line = graph.line
    subgraphs = [Subgraph(name: graph.name, parent: nil, line: graph.line)]
    var evaluation = Evaluation(file: file)
    evaluation.run(graph.block, in: &self)
  }

  /// The position of a node.
  public func position(of name: DOTWord) -> Int? { nodeAt[name] }

  /// Nodes of a subgraph and of those in it, in the order of the graph.
  public func nodes(in subgraph: Int) -> [Int] {
    if subgraph == 0 { return Array(nodes.indices) }
    guard !children[subgraph].isEmpty else { return members[subgraph].sorted() }
    var found: Set<Int> = []
    var open = [subgraph]
    while let next = open.popLast() {
      found.formUnion(members[next])
      open += children[next]
    }
    return found.sorted()
  }

  // MARK: Building

  fileprivate mutating func addNode(
    _ name: DOTWord, line: Int, defaults: [String: DOTWord], in subgraph: Int, isDeclared: Bool
  ) -> Int {
    let position: Int
    if let known = nodeAt[name] {
      position = known
      if isDeclared, !nodes[known].isDeclared { nodes[known].isDeclared = true }
    } else {
      position = nodes.count
      nodeAt[name] = position
      nodes.append(Node(name: name, attributes: defaults, line: line, isDeclared: isDeclared))
    }
    if subgraph > 0, members[subgraph].insert(position).inserted { subgraphs[subgraph].nodes.append(position) }
    return position
  }

  fileprivate mutating func set(_ attributes: [DOTFile.Attribute], ofNode position: Int) {
    for attribute in attributes { nodes[position].attributes[attribute.name.text] = attribute.value }
  }

  fileprivate mutating func set(_ attributes: [DOTFile.Attribute], ofEdge position: Int) {
    for attribute in attributes { edges[position].attributes[attribute.name.text] = attribute.value }
  }

  /// - Returns: false when there is no room for it.
  fileprivate mutating func append(_ edge: Edge) -> Bool {
    guard edges.count < ReadGraph.edgeLimit else {
      isTruncated = true
      return false
    }
    edges.append(edge)
    return true
  }

  fileprivate mutating func addSubgraph(_ block: DOTFile.Block, parent: Int) -> Int {
    subgraphs.append(Subgraph(name: block.name, parent: parent, line: block.line))
    members.append([])
    children.append([])
    children[parent].append(subgraphs.count - 1)
    return subgraphs.count - 1
  }

  fileprivate mutating func set(_ attributes: [DOTFile.Attribute], ofSubgraph position: Int) {
    for attribute in attributes { subgraphs[position].attributes[attribute.name.text] = attribute.value }
  }
}

/// Goes through the statements of a graph with an own stack.
private struct Evaluation {
  private struct End {
    var node: Int
    var reference: DOTFile.NodeReference?
  }

  /// An operand that was gone through. What a subgraph holds counts at the end of the statement, since the statement
  /// may open it twice.
  private enum Ends {
    case nodes([End])
    case subgraph(Int)
  }

  /// Defaults of nodes and edges that hold in a block.
  private struct Defaults {
    var node: [String: DOTWord] = [:]
    var edge: [String: DOTWord] = [:]
  }

  private struct Frame {
    var block: Int
    var subgraph: Int
    var isInEdge: Bool
    var defaults: Defaults
    var statement = 0
    /// Operands of the statement at hand that are done.
    var operands: [Ends] = []
  }

  private struct EdgeKey: Hashable {
    var tail: Int
    var head: Int
    var key: String?
  }

  private struct SubgraphKey: Hashable {
    var parent: Int
    var name: DOTWord
  }

  let file: DOTFile
  private var frames: [Frame] = []
  private var edgeAt: [EdgeKey: Int] = [:]
  private var subgraphAt: [SubgraphKey: Int] = [:]
  /// What each subgraph sets itself, for when it is opened again.
  private var ownDefaults: [Defaults] = [Defaults()]

  init(file: DOTFile) { self.file = file }

  mutating func run(_ root: Int, in graph: inout ReadGraph) {
    frames = [Frame(block: root, subgraph: 0, isInEdge: false, defaults: Defaults())]
    while let top = frames.indices.last {
      // No copy of the frame: what it holds grows in place.
      let (block, place, subgraph) = (frames[top].block, frames[top].statement, frames[top].subgraph)
      let statements = file.blocks[block].statements
      guard place < statements.count else {
        leave(frames[top], &graph)
        continue
      }
      switch statements[place].kind {
      case .assignment(let attribute):
        graph.set([attribute], ofSubgraph: subgraph)
        advance()
      case .defaults(let target, let attributes):
        set(target, attributes, &graph)
        advance()
      case .chain(let operands, let attributes):
        if frames[top].operands.count < operands.count {
          resolve(
            operands[frames[top].operands.count], isEdge: operands.count > 1, hasList: !attributes.isEmpty, &graph)
        } else {
          finish(frames[top], operands, attributes, line: statements[place].line, &graph)
          advance()
        }
      }
    }
  }

  private mutating func advance() {
    frames[frames.count - 1].statement += 1
    frames[frames.count - 1].operands = []
  }

  private mutating func leave(_ frame: Frame, _ graph: inout ReadGraph) {
    frames.removeLast()
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].operands.append(.subgraph(frame.subgraph))
  }

  private mutating func set(_ target: DOTFile.Target, _ attributes: [DOTFile.Attribute], _ graph: inout ReadGraph) {
    let top = frames.count - 1
    let subgraph = frames[top].subgraph
    for attribute in attributes {
      switch target {
      case .graph: graph.set([attribute], ofSubgraph: subgraph)
      case .node:
        frames[top].defaults.node[attribute.name.text] = attribute.value
        ownDefaults[subgraph].node[attribute.name.text] = attribute.value
      case .edge:
        frames[top].defaults.edge[attribute.name.text] = attribute.value
        ownDefaults[subgraph].edge[attribute.name.text] = attribute.value
      }
    }
  }

  private mutating func resolve(
    _ operand: DOTFile.Operand, isEdge: Bool, hasList: Bool, _ graph: inout ReadGraph
  ) {
    let top = frames.count - 1
    let (outer, isInEdge, inherited) = (frames[top].subgraph, frames[top].isInEdge, frames[top].defaults)
    switch operand {
    case .nodes(let references):
      let ends = references.map { reference in
        End(
          node: graph.addNode(
            reference.name, line: reference.line, defaults: inherited.node, in: outer,
            isDeclared: !isEdge && (!isInEdge || hasList)), reference: reference)
      }
      frames[top].operands.append(.nodes(ends))
    case .block(let block):
      var subgraph: Int?
      let key = file.blocks[block].name.map { SubgraphKey(parent: outer, name: $0) }
      if let key { subgraph = subgraphAt[key] }
      if subgraph == nil {
        let made = graph.addSubgraph(file.blocks[block], parent: outer)
        ownDefaults.append(Defaults())
        if let key { subgraphAt[key] = made }
        subgraph = made
      }
      let number = subgraph ?? 0
      var defaults = inherited
      defaults.node.merge(ownDefaults[number].node) { $1 }
      defaults.edge.merge(ownDefaults[number].edge) { $1 }
      frames.append(
        Frame(block: block, subgraph: number, isInEdge: isEdge || isInEdge, defaults: defaults))
    }
  }

  private mutating func finish(
    _ frame: Frame, _ operands: [DOTFile.Operand], _ attributes: [DOTFile.Attribute], line: Int,
    _ graph: inout ReadGraph
  ) {
    guard operands.count > 1 else {
      if case .nodes(let ends) = frame.operands.first {
        for end in ends { graph.set(attributes, ofNode: end.node) }
      }
      return
    }
    let key = attributes.last { $0.name.text == "key" }?.value
    let ends = frame.operands.map { operand in
      switch operand {
      case .nodes(let nodes): nodes
      case .subgraph(let number): graph.nodes(in: number).map { End(node: $0, reference: nil) }
      }
    }
    for pair in 1..<ends.count {
      for tail in ends[pair - 1] {
        for head in ends[pair] {
          guard addEdge(tail, head, key, attributes, frame, line, &graph) else { return }
        }
      }
    }
  }

  private mutating func addEdge(
    _ tail: End, _ head: End, _ key: DOTWord?, _ attributes: [DOTFile.Attribute], _ frame: Frame, _ line: Int,
    _ graph: inout ReadGraph
  ) -> Bool {
    let isUnique = graph.isStrict || key != nil
    var at = EdgeKey(tail: tail.node, head: head.node, key: graph.isStrict ? nil : key?.text)
    if !graph.isDirected, at.tail > at.head { swap(&at.tail, &at.head) }
    if isUnique, let known = edgeAt[at] {
      graph.set(attributes, ofEdge: known)
      return true
    }
    let edge = ReadGraph.Edge(
      tail: tail.node, head: head.node, tailEnd: tail.reference, headEnd: head.reference,
      attributes: frame.defaults.edge, line: head.reference?.line ?? tail.reference?.line ?? line)
    guard graph.append(edge) else { return false }
    graph.set(attributes, ofEdge: graph.edges.count - 1)
    if isUnique { edgeAt[at] = graph.edges.count - 1 }
    return true
  }
}
