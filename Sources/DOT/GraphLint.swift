// Faults of a DOT file that Graphviz passes over, or mentions only when it draws: misspelt words, ports that are not
// there, clusters that do not do what they seem to.

/// One remark of the linter.
public struct LintFinding: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case unknownAttribute = "unknown-attribute"
    case misplacedAttribute = "misplaced-attribute"
    case unknownShape = "unknown-shape"
    case unknownColor = "unknown-color"
    case unknownWord = "unknown-word"
    case notANumber = "not-a-number"
    case unknownPort = "unknown-port"
    case headWithoutCompound = "lhead-without-compound"
    case unknownCluster = "unknown-cluster"
    case endOutsideCluster = "end-outside-cluster"
    case nodeInTwoClusters = "node-in-two-clusters"
    case probableMisspelling = "probable-misspelling"
    case edgeToCluster = "edge-to-cluster"
    case badNumber = "bad-number"
  }

  public enum Level: String, Sendable, Codable { case warning, note }

  public var kind: Kind
  public var level: Level
  public var line: Int
  public var message: String
}

/// Lints the graphs of a file.
public struct GraphLint: Sendable {
  /// By line, then by kind.
  public private(set) var findings: [LintFinding] = []

  public init(_ file: DOTFile) {
    for number in file.badNumbers {
      add(.badNumber, number.line, "the number \(number.text) runs into what follows: Graphviz reads two names")
    }
    for number in file.graphs.indices {
      let graph = ReadGraph(file, graph: number)
      checkAttributes(file, graph: number, graph)
      checkPorts(graph)
      checkClusters(graph)
      checkNames(graph)
    }
    var seen: Set<String> = []
    findings = findings.filter { seen.insert("\($0.line) \($0.message)").inserted }
    findings.sort { ($0.line, $0.kind.rawValue, $0.message) < ($1.line, $1.kind.rawValue, $1.message) }
  }

  private mutating func add(
    _ kind: LintFinding.Kind, _ line: Int, _ message: String, _ level: LintFinding.Level = .warning
  ) {
    findings.append(LintFinding(kind: kind, level: level, line: line, message: DOTText.clean(message, limit: 300)))
  }

  // MARK: Attributes

  private mutating func checkAttributes(_ file: DOTFile, graph number: Int, _ graph: ReadGraph) {
    let schemed =
      graph.subgraphs.contains { $0.attributes["colorscheme"] != nil }
      || graph.nodes.contains { $0.attributes["colorscheme"] != nil }
      || graph.edges.contains { $0.attributes["colorscheme"] != nil }
    var open = [file.graphs[number].block]
    while let block = open.popLast() {
      let isCluster = file.blocks[block].name?.text.hasPrefix("cluster") ?? false
      let own = block == file.graphs[number].block ? "GC" : isCluster ? "CG" : "GC"
      for statement in file.blocks[block].statements {
        switch statement.kind {
        case .assignment(let attribute): check(attribute, own, schemed)
        case .defaults(.graph, let list): for attribute in list { check(attribute, own, schemed) }
        case .defaults(.node, let list): for attribute in list { check(attribute, "N", schemed) }
        case .defaults(.edge, let list): for attribute in list { check(attribute, "E", schemed) }
        case .chain(let operands, let list):
          for attribute in list { check(attribute, operands.count > 1 ? "E" : "N", schemed) }
          for case .block(let inner) in operands { open.append(inner) }
        }
      }
    }
  }

  private mutating func check(_ attribute: DOTFile.Attribute, _ elements: String, _ schemed: Bool) {
    let name = attribute.name.text
    let value = attribute.value.text
    guard let known = GraphvizTerms.attributes[name] else {
      if let near = EditDistance.nearest(to: name, in: GraphvizTerms.attributes.keys.sorted()) {
        add(.unknownAttribute, attribute.line, "Graphviz knows no attribute \"\(name)\": is \"\(near)\" meant?")
      } else {
        add(.unknownAttribute, attribute.line, "Graphviz knows no attribute \"\(name)\" and will pass it over", .note)
      }
      return
    }
    if !known.contains(where: elements.contains) {
      let place = elements == "N" ? "a node" : elements == "E" ? "an edge" : "a graph"
      add(.misplacedAttribute, attribute.line, "\"\(name)\" does nothing on \(place)", .note)
    }
    guard !attribute.value.isHTML, value.utf8.count < 500 else { return }
    if name == "shape", !GraphvizTerms.shapes.contains(value) {
      add(.unknownShape, attribute.line, "no shape \"\(value)\"" + suggestion(value, GraphvizTerms.shapes))
    } else if GraphvizTerms.colorAttributes.contains(name), !schemed, !GraphvizColors.isColor(value) {
      add(.unknownColor, attribute.line, "no colour \"\(value)\"" + suggestion(value, GraphvizColors.names))
    } else if name == "style" {
      for style in value.dotItems(",") where !style.contains("(") && !GraphvizTerms.styles.contains(style) {
        add(.unknownWord, attribute.line, "no style \"\(style)\"" + suggestion(style, GraphvizTerms.styles))
      }
    } else if name == "arrowhead" || name == "arrowtail" {
      if !GraphvizTerms.isArrow(value) {
        add(.unknownWord, attribute.line, "no arrow \"\(value)\"" + suggestion(value, GraphvizTerms.arrows))
      }
    } else if let words = GraphvizTerms.words[name], !words.contains(value) {
      add(.unknownWord, attribute.line, "no \(name) \"\(value)\"" + suggestion(value, words))
    } else if GraphvizTerms.numbers.contains(name), Double(value.dotItems(" ").first ?? "") == nil {
      add(.notANumber, attribute.line, "\(name) is a number, not \"\(value)\"")
    }
  }

  private func suggestion(_ value: String, _ known: Set<String>) -> String {
    EditDistance.nearest(to: value, in: known.sorted()).map { ": is \"\($0)\" meant?" } ?? ""
  }

  // MARK: Ports

  private mutating func checkPorts(_ graph: ReadGraph) {
    for edge in graph.edges {
      for (node, end) in [(edge.tail, edge.tailEnd), (edge.head, edge.headEnd)] {
        guard let port = end?.port else { continue }
        if let compass = end?.compass, !GraphvizTerms.compassPoints.contains(compass.text) {
          add(.unknownPort, edge.line, "no compass point \"\(compass.text)\": n, ne, e, se, s, sw, w, nw, c or _")
        }
        if end?.compass == nil, GraphvizTerms.compassPoints.contains(port.text) { continue }
        let attributes = graph.nodes[node].attributes
        let label = attributes["label"]
        let isRecord = ["record", "Mrecord"].contains(attributes["shape"]?.text)
        let mark = label?.isHTML == true ? "\"\(port.text)\"" : "<\(port.text)>"
        let has =
          (label?.isHTML == true || isRecord)
          && (label?.text.replacing(" ", with: "").contains(mark.replacing(" ", with: "")) ?? false)
        if !has { add(.unknownPort, edge.line, "\"\(graph.name(node))\" has no port \"\(port.text)\"") }
      }
    }
  }

  // MARK: Clusters

  private mutating func checkClusters(_ graph: ReadGraph) {
    var numbers: [String: Int] = [:]
    for number in graph.subgraphs.indices.dropFirst() where graph.subgraphs[number].isCluster {
      numbers[graph.subgraphs[number].name?.text ?? ""] = number
    }
    let isCompound = ["true", "yes", "1"].contains(graph.subgraphs[0].attributes["compound"]?.text.lowercased())
    var inside: [Int: Set<Int>] = [:]
    for edge in graph.edges {
      for (key, node) in [("lhead", edge.head), ("ltail", edge.tail)] {
        guard let name = edge.attributes[key]?.text, !name.isEmpty else { continue }
        if !isCompound {
          add(.headWithoutCompound, edge.line, "\(key) does nothing without compound=true in the graph")
        }
        guard let cluster = numbers[name] else {
          add(.unknownCluster, edge.line, "\(key) names \"\(name)\", which is no cluster")
          continue
        }
        if inside[cluster] == nil { inside[cluster] = Set(graph.nodes(in: cluster)) }
        if inside[cluster]?.contains(node) == false {
          add(.endOutsideCluster, edge.line, "\(key) names \"\(name)\", but \"\(graph.name(node))\" is not in it")
        }
      }
    }
    // The cluster that holds each node most closely; a second one that is neither in nor around it is a fault.
    var homes: [Int: Int] = [:]
    for cluster in numbers.values.sorted() {
      for node in graph.subgraphs[cluster].nodes {
        if let home = homes[node] {
          let homesOfBoth = [
            ancestors(of: home, graph).contains(cluster), ancestors(of: cluster, graph).contains(home),
          ]
          if !homesOfBoth.contains(true) {
            add(
              .nodeInTwoClusters, graph.subgraphs[cluster].line,
              "\"\(graph.name(node))\" stands in \(graph.subgraphs[home].name?.text ?? "") and in \(graph.subgraphs[cluster].name?.text ?? ""): one of them loses it"
            )
          }
        } else {
          homes[node] = cluster
        }
      }
    }
  }

  private func ancestors(of subgraph: Int, _ graph: ReadGraph) -> [Int] {
    var chain: [Int] = []
    var next: Int? = subgraph
    while let number = next, chain.count < 1_000 {
      chain.append(number)
      next = graph.subgraphs[number].parent
    }
    return chain
  }

  // MARK: Names

  private mutating func checkNames(_ graph: ReadGraph) {
    let clusters = Set(graph.subgraphs.dropFirst().compactMap { $0.isCluster ? $0.name?.text : nil })
    for node in graph.nodes where clusters.contains(node.name.text) {
      add(
        .edgeToCluster, node.line,
        "\"\(node.name.text)\" is a node here, though a cluster has that name: an edge ends at a node in it, with lhead or ltail"
      )
    }
    let declared = graph.nodes.filter(\.isDeclared).map(\.name.text)
    let implicit = graph.nodes.filter { !$0.isDeclared && !clusters.contains($0.name.text) }
    // Where most nodes stand in edges alone, that is the style of the file.
    guard !implicit.isEmpty, implicit.count * 2 <= declared.count, declared.count * implicit.count <= 500_000
    else {
      return
    }
    for node in implicit {
      if let near = EditDistance.nearest(to: node.name.text, in: declared, isNameOfNode: true) {
        add(
          .probableMisspelling, node.line, "\"\(node.name.text)\" has no statement of its own: is \"\(near)\" meant?")
      }
    }
  }
}

/// How many letters differ between two words.
enum EditDistance {
  /// The word of a list that another is probably meant to be; nil when none is near.
  ///
  /// - Parameter isNameOfNode: whether words that differ in a digit are different on purpose.
  static func nearest(to word: String, in words: [String], isNameOfNode: Bool = false) -> String? {
    let a = Array(word.utf8.prefix(64))
    guard a.count >= 3 else { return nil }
    var best: (distance: Int, word: String)?
    for candidate in words where candidate != word {
      let b = Array(candidate.utf8.prefix(64))
      let limit = min(a.count, b.count) >= 8 ? 2 : 1
      guard abs(a.count - b.count) <= limit, b.count >= 3 else { continue }
      let distance = word.lowercased() == candidate.lowercased() ? 0 : between(a, b)
      if distance > limit || (isNameOfNode && digits(a) != digits(b)) { continue }
      // Short words that begin otherwise are other words.
      if a.count < 6, distance > 0, a[0] | 0x20 != b[0] | 0x20 { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    return best?.word
  }

  private static func digits(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { (0x30...0x39).contains($0) } }

  /// Insertions, deletions, replacements and exchanges of neighbours (Damerau 1964).
  static func between(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
