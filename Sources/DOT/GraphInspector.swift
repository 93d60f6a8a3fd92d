// Looks at a graph that was read and says what is in it.

/// Whether a node or edge is part of the drawing's frame rather than of what it tells.
extension [String: DOTWord] {
  /// Invisible, or of the class `furniture` or `note`.
  public var isFurniture: Bool {
    if let style = self["style"]?.text, style.utf8.count < 200, style.dotItems(",").contains("invis") { return true }
    return self["class"]?.text.dotItems(" ").contains { $0 == "furniture" || $0 == "note" } ?? false
  }
}

extension String {
  /// Parts between a separator, without spaces around them.
  func dotItems(_ separator: Character) -> [String] {
    split(separator: separator).map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}

extension ReadGraph {
  /// Name of a node for messages.
  public func name(_ node: Int) -> String {
    let name = nodes[node].name
    return DOTText.clean(name.isHTML ? "<\(name.text)>" : name.text, limit: 200)
  }

  /// What a node is called in the drawing, in plain words on one line; nil when that is its name.
  public func title(_ node: Int) -> String? {
    let title = DOTLabel.plain(nodes[node].attributes, name: nodes[node].name.text)
    return title.isEmpty || title == nodes[node].name.text ? nil : title
  }

  /// Name and title for lists.
  public func nameAndTitle(_ node: Int) -> String {
    title(node).map { "\(name(node)) (\($0))" } ?? name(node)
  }

  var arrow: String { isDirected ? "->" : "--" }
}

/// Labels as words.
enum DOTLabel {
  /// The words of a label: a plain one with its line ends as spaces; of a table, the tooltip or else its text.
  static func plain(_ attributes: [String: DOTWord], name: String, limit: Int = 90) -> String {
    guard let label = attributes["label"], label.text != "\\N" else { return "" }
    guard label.isHTML else { return words(label.text, name: name, limit: limit) }
    if let tooltip = attributes["tooltip"]?.text {
      let text = words(tooltip, name: name, limit: limit)
      if !text.isEmpty { return text }
    }
    return words(withoutTags(label.text), name: name, limit: limit)
  }

  private static func withoutTags(_ text: String) -> String {
    var out: [UInt8] = []
    var isTag = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "<") { isTag = true }
      if !isTag { out.append(byte) }
      if byte == UInt8(ascii: ">") {
        isTag = false
        out.append(0x20)
      }
      if out.count > 2_000 { break }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func words(_ text: String, name: String, limit: Int) -> String {
    var out: [UInt8] = []
    var bytes = text.utf8.prefix(4_000)[...]
    func space() { if let last = out.last, last != 0x20 { out.append(0x20) } }
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "\\"), let after = bytes.popFirst() {
        switch after {
        case UInt8(ascii: "n"), UInt8(ascii: "l"), UInt8(ascii: "r"): space()
        case UInt8(ascii: "N"): out += Array(name.utf8.prefix(200))
        default: out.append(after)
        }
      } else if byte <= 0x20 {
        space()
      } else {
        out.append(byte)
      }
    }
    while out.last == 0x20 { out.removeLast() }
    var plain = String(decoding: out, as: UTF8.self)
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      if plain.contains("&") { plain = plain.replacing(entity, with: character) }
    }
    return DOTText.clean(plain, limit: limit)
  }
}

/// One inspection.
struct GraphInspector {
  private let graph: ReadGraph
  private let withoutOrder: Set<String>
  private let isNodeFurniture: [Bool]
  private let isEdgeFurniture: [Bool]

  init(_ graph: ReadGraph, withoutOrder: Set<String>) {
    self.graph = graph
    self.withoutOrder = withoutOrder
    let nodes = graph.nodes.map { $0.attributes.isFurniture }
    isNodeFurniture = nodes
    isEdgeFurniture = graph.edges.map { $0.attributes.isFurniture || nodes[$0.tail] || nodes[$0.head] }
  }

  func inspection() -> GraphInspection {
    var result = GraphInspection()
    result.name = DOTText.clean(graph.name?.text ?? "", limit: 200)
    result.title = graphTitle
    result.isDirected = graph.isDirected
    result.isStrict = graph.isStrict
    result.line = graph.line
    result.nodes = graph.nodes.count
    result.edges = graph.edges.count
    result.furnitureNodes = isNodeFurniture.count { $0 }
    result.furnitureEdges = isEdgeFurniture.count { $0 }
    let pairs = graph.edges.map { ($0.tail, $0.head) }
    result.components = GraphTopology(nodes: graph.nodes.count, edges: pairs).componentSizes
    let shown = graph.edges.indices.filter { !isEdgeFurniture[$0] }
    let visible = GraphTopology(nodes: graph.nodes.count, edges: shown.map { pairs[$0] })
    result.visibleComponents = visibleSizes(visible)
    var named: Set<Int> = []
    result.maximumDegree = visible.degrees.max() ?? 0
    if let node = visible.degrees.firstIndex(of: result.maximumDegree), result.maximumDegree > 0 {
      result.maximumDegreeNode = graph.name(node)
      named.insert(node)
    }
    let isolated = graph.nodes.indices.filter { visible.degrees[$0] == 0 && !isNodeFurniture[$0] }
    result.isolatedNodes = isolated.map(graph.name)
    named.formUnion(isolated.prefix(50))
    let implicit = graph.nodes.indices.filter { !graph.nodes[$0].isDeclared }
    if implicit.count * 2 <= graph.nodes.count {
      result.implicitNodes = implicit.map(graph.name)
      named.formUnion(implicit.prefix(50))
    }
    result.selfLoops = shown.filter { pairs[$0].0 == pairs[$0].1 }.map { graph.name(pairs[$0].0) }
    result.duplicateEdges = duplicates(shown)
    addCycles(shown, &result, &named)
    result.clusters = graph.subgraphs.indices.dropFirst().filter { graph.subgraphs[$0].isCluster }.map { number in
      let group = graph.subgraphs[number]
      return .init(
        name: DOTText.clean(group.name?.text ?? "", limit: 200), title: DOTLabel.plain(group.attributes, name: ""),
        nodes: graph.nodes(in: number).count { !isNodeFurniture[$0] })
    }
    for node in named.sorted() { if let title = graph.title(node) { result.titles[graph.name(node)] = title } }
    result.findings = findings()
    return result
  }

  /// The first words of the comment, else the label.
  private var graphTitle: String {
    let attributes = graph.subgraphs[0].attributes
    if attributes["label"]?.isHTML ?? true, let comment = attributes["comment"] {
      return DOTText.clean(comment.text, limit: 120)
    }
    return DOTLabel.plain(attributes, name: "", limit: 120)
  }

  private func visibleSizes(_ topology: GraphTopology) -> [Int] {
    var sizes: [Int: Int] = [:]
    for node in graph.nodes.indices where !isNodeFurniture[node] {
      sizes[topology.componentOfNode[node], default: 0] += 1
    }
    return sizes.values.sorted(by: >)
  }

  /// Edges that repeat another with the same ends, label, class and style.
  private func duplicates(_ shown: [Int]) -> [String] {
    struct Key: Hashable {
      var tail: Int
      var head: Int
      var words: [DOTWord?]
    }
    var seen: Set<Key> = []
    var found: [String] = []
    for number in shown {
      let edge = graph.edges[number]
      let ends = graph.isDirected || edge.tail < edge.head ? (edge.tail, edge.head) : (edge.head, edge.tail)
      var words = ["label", "class", "style", "color", "comment"].map { edge.attributes[$0] }
      words += [edge.tailEnd?.port, edge.headEnd?.port]
      if !seen.insert(Key(tail: ends.0, head: ends.1, words: words)).inserted {
        found.append("\(graph.name(edge.tail)) \(graph.arrow) \(graph.name(edge.head))")
      }
    }
    return found
  }

  /// Cycles of the edges that say which end comes first, along their arrows.
  private func addCycles(_ shown: [Int], _ result: inout GraphInspection, _ named: inout Set<Int>) {
    var ordered: [(Int, Int)] = []
    for number in shown {
      let edge = graph.edges[number]
      let classes = edge.attributes["class"]?.text.dotItems(" ") ?? []
      for name in classes { result.edgeClasses[DOTText.clean(name, limit: 80), default: 0] += 1 }
      guard graph.isDirected else { continue }
      if let name = classes.first(where: withoutOrder.contains) {
        result.edgesWithoutOrder[name, default: 0] += 1
        continue
      }
      switch edge.attributes["dir"]?.text {
      case "none": result.edgesWithoutOrder["undirected", default: 0] += 1
      case "back": ordered.append((edge.head, edge.tail))
      default: ordered.append((edge.tail, edge.head))
      }
    }
    guard graph.isDirected else { return }
    let cycles = GraphCycles(nodes: graph.nodes.count, edges: ordered)
    result.cycles = cycles.cycles.map { $0.map(graph.name) }
    result.hasMoreCycles = cycles.hasMore
    named.formUnion(cycles.cycles.flatMap { $0 })
  }

  private func findings() -> [GraphInspection.Finding] {
    var found: [GraphInspection.Finding] = []
    func check(_ attributes: [String: DOTWord], _ line: Int, _ name: () -> String) {
      for key in ["URL", "href"] {
        if let url = attributes[key]?.text, !url.isEmpty, !DOTText.isSafeURL(url) {
          let shown = DOTText.clean(url, limit: 80)
          found.append(
            .init(
              kind: .unsafeURL, line: line, message: "\(name()): a link that a browser should not follow: \(shown)"))
        }
      }
    }
    for (number, node) in graph.nodes.enumerated() { check(node.attributes, node.line) { graph.name(number) } }
    for edge in graph.edges {
      check(edge.attributes, edge.line) { "\(graph.name(edge.tail)) \(graph.arrow) \(graph.name(edge.head))" }
    }
    if graph.isTruncated {
      found.append(.init(kind: .tooManyEdges, message: "only the first \(ReadGraph.edgeLimit) edges are read"))
    }
    return found
  }
}
