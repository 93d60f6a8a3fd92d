// Reads any DOT file through libcgraph and says what is in it. Runs inside a helper process.

import CGraphviz
import DOT

/// Facts about a DOT file.
enum DOTInspector {
  /// Inspects the first graph of a DOT text.
  static func inspect(_ dot: [UInt8]) -> GraphInspection {
    cgraphviz_keep_messages()
    if let zero = dot.firstIndex(of: 0) {
      let line = dot[..<zero].reduce(1) { $0 + ($1 == 0x0a ? 1 : 0) }
      return failure("a NUL byte in the text", line: line)
    }
    guard let graph = GraphvizEngine.read(dot) else {
      guard let message = aglasterr().map({ String(cString: $0) }), !message.isEmpty else {
        return failure("the file holds no graph", line: nil)
      }
      return failure(DOTText.clean(message, limit: 300).split(separator: "\n").joined(separator: " "))
    }
    return GraphReader(graph, statements: DOTStatements(scanning: dot)).inspection()
  }

  /// A syntax error; Graphviz says the line as `… in line 3 near …`.
  private static func failure(_ message: String, line: Int? = nil) -> GraphInspection {
    let words = message.split(separator: " ")
    let said = words.firstIndex(of: "line").flatMap { index in
      index + 1 < words.count ? Int(words[index + 1].filter { $0.isNumber }) : nil
    }
    return GraphInspection(findings: [.init(kind: .syntaxError, line: line ?? said, message: message)])
  }
}

/// Walks a graph of libcgraph once and keeps what an inspection needs.
private struct GraphReader {
  private typealias Graph = UnsafeMutablePointer<Agraph_t>

  private let graph: Graph
  private let statements: DOTStatements
  private var names: [String] = []
  private var labelled: [Bool] = []
  private var edges: [(tail: Int, head: Int, label: String)] = []
  private var unsafeURLs: [String] = []

  init(_ graph: UnsafeMutablePointer<Agraph_t>, statements: DOTStatements) {
    self.graph = graph
    self.statements = statements
    var indexOfNode: [UnsafeMutablePointer<Agnode_t>: Int] = [:]
    var node = agfstnode(graph)
    while let current = node {
      let name = GraphReader.string(agnameof(current))
      indexOfNode[current] = names.count
      names.append(name)
      let label = GraphReader.attribute(current, "label")
      labelled.append(label != nil && label != "" && label != "\\N" && label != name)
      noteURL(of: current, name)
      node = agnxtnode(graph, current)
    }
    node = agfstnode(graph)
    while let current = node {
      var edge = agfstout(graph, current)
      while let out = edge {
        if let tail = indexOfNode[cgraphviz_tail(out)], let head = indexOfNode[cgraphviz_head(out)] {
          // Edges that differ in label, class or style say different things.
          let label = ["label", "class", "style", "color", "comment"].map { GraphReader.attribute(out, $0) ?? "" }
          edges.append((tail, head, label.joined(separator: "\u{1f}")))
          noteURL(of: out, "\(names[tail]) to \(names[head])")
        }
        edge = agnxtout(graph, out)
      }
      node = agnxtnode(graph, current)
    }
  }

  func inspection() -> GraphInspection {
    var result = GraphInspection()
    result.name = GraphReader.string(agnameof(graph))
    result.isDirected = agisdirected(graph) != 0
    result.isStrict = agisstrict(graph) != 0
    result.nodes = names.count
    result.edges = edges.count
    let topology = GraphTopology(nodes: names.count, edges: edges.map { ($0.tail, $0.head) })
    result.components = topology.componentSizes
    if result.isDirected { result.cycle = topology.cycle.map { names[$0] } }
    result.maximumDegree = topology.degrees.max() ?? 0
    result.maximumDegreeNode = topology.degrees.firstIndex(of: result.maximumDegree).map { names[$0] }
    result.isolatedNodes = names.indices.filter { topology.degrees[$0] == 0 }.map { names[$0] }
    result.unlabelledNodes = names.indices.filter { !labelled[$0] }.map { names[$0] }
    result.implicitNodes = names.filter { !statements.declared.contains($0) }
    result.selfLoops = edges.filter { $0.tail == $0.head }.map { names[$0.tail] }
    result.duplicateEdges = duplicates(isDirected: result.isDirected)
    result.clusters = clusters()
    result.findings = findings(result)
    return result
  }

  private func duplicates(isDirected: Bool) -> [String] {
    var seen: Set<String> = []
    var found: [String] = []
    for edge in edges {
      let (a, b) = isDirected ? (edge.tail, edge.head) : (min(edge.tail, edge.head), max(edge.tail, edge.head))
      if !seen.insert("\(a) \(b) \(edge.label)").inserted {
        found.append("\(names[edge.tail]) \(isDirected ? "->" : "--") \(names[edge.head])")
      }
    }
    return found
  }

  private func clusters() -> [GraphInspection.Cluster] {
    var found: [GraphInspection.Cluster] = []
    func visit(_ parent: Graph, depth: Int) {
      var next = agfstsubg(parent)
      while let current = next {
        let name = GraphReader.string(agnameof(current))
        if name.hasPrefix("cluster") { found.append(.init(name: name, nodes: Int(agnnodes(current)))) }
        if depth < 100 { visit(current, depth: depth + 1) }
        next = agnxtsubg(current)
      }
    }
    visit(graph, depth: 0)
    return found
  }

  private func findings(_ result: GraphInspection) -> [GraphInspection.Finding] {
    var found: [GraphInspection.Finding] = []
    func add(_ kind: GraphInspection.Finding.Kind, _ names: [String], _ text: (String) -> String) {
      for name in names {
        found.append(.init(kind: kind, line: statements.lineOfNode[name], message: text(name)))
      }
    }
    if statements.graphs > 1 {
      let line = statements.lineOfSecondGraph
      found.append(
        .init(kind: .laterGraphDropped, line: line, message: "only the first graph of the file is read"))
    }
    add(.selfLoop, result.selfLoops) { "\"\($0)\" has an edge to itself" }
    for edge in result.duplicateEdges {
      found.append(.init(kind: .duplicateEdge, message: "the edge \(edge) stands twice with the same meaning"))
    }
    add(.implicitNode, result.implicitNodes) { "\"\($0)\" is named by an edge but never declared" }
    add(.unlabelledNode, result.unlabelledNodes) { "\"\($0)\" has no label of its own" }
    add(.isolatedNode, result.isolatedNodes) { "\"\($0)\" has no edge" }
    for url in unsafeURLs {
      found.append(.init(kind: .unsafeURL, message: "a link that a browser should not follow: \(url)"))
    }
    return found
  }

  private mutating func noteURL<T>(of object: UnsafeMutablePointer<T>, _ name: String) {
    for key in ["URL", "href"] {
      if let url = GraphReader.attribute(object, key), !url.isEmpty, !DOTText.isSafeURL(url) {
        unsafeURLs.append("\(name): \(DOTText.clean(url, limit: 80))")
      }
    }
  }

  private static func attribute<T>(_ object: UnsafeMutablePointer<T>, _ name: String) -> String? {
    var key = Array(name.utf8CString)
    return agget(UnsafeMutableRawPointer(object), &key).map { String(cString: $0) }
  }

  private static func string(_ text: UnsafeMutablePointer<CChar>?) -> String {
    text.map { DOTText.clean(String(cString: $0), limit: 200) } ?? ""
  }
}
