import ArgumentParser
import DOT
import Foundation
import Pipeline

/// `chronograph dot lint`: faults that Graphviz passes over.
struct DotLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find misspelt attributes, unknown shapes, colours and ports, and clusters that do not work.",
    discussion: """
      Exit status 1 when there is a warning, 65 when a file is no DOT.

      Example:
        chronograph dot lint graph.dot
        chronograph dot lint drawings/ --format json
      """)

  private struct Report: Encodable {
    var file: String
    var findings: [LintFinding]
  }

  @OptionGroup var input: DotInput
  @Option(help: "text or json.") var format: DotFormat = .text

  func run() throws {
    var reports: [Report] = []
    var faults: [(String, DOTFault)] = []
    for file in try input.read() {
      let read = DOTFile(DOTSource(file.bytes).text)
      reports.append(Report(file: file.name, findings: GraphLint(read).findings))
      if let fault = read.fault { faults.append((file.name, fault)) }
    }
    if format == .json {
      try DotInput.print(json: ["files": reports])
    } else {
      for report in reports {
        for finding in report.findings {
          try Console.print(
            TerminalText.safe(
              "\(report.file):\(finding.line): \(finding.level.rawValue): \(finding.message) [\(finding.kind.rawValue)]"
            ))
        }
      }
    }
    try DotInput.fail(faults)
    if reports.contains(where: { $0.findings.contains { $0.level == .warning } }) { throw ExitCode(1) }
  }
}

/// `chronograph dot format`: the canonical text.
struct DotFormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Print DOT files in one readable shape, with their comments.",
    discussion: """
      Indents, puts one statement on a line, sorts and aligns attributes, takes off needless quotes. The encoding stays. \
      A file with a fault is left alone.

      Example:
        chronograph dot format graph.dot > clean.dot
        chronograph dot format --sort --write drawings/
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case dot, json }

  @OptionGroup var input: DotInput
  @Option(help: "dot, or json for nodes, edges and clusters.") var format: Format = .dot
  @Flag(help: "Sort neighbouring nodes and edges by name; Graphviz may draw them in another order.") var sort = false
  @Flag(help: "Write the files instead of printing them.") var write = false

  func run() throws {
    var faults: [(String, DOTFault)] = []
    var graphs: [DotGraphJSON] = []
    for file in try input.read() {
      let source = DOTSource(file.bytes)
      let read = DOTFile(source.text)
      if let fault = read.fault {
        faults.append((file.name, fault))
        continue
      }
      if format == .json {
        graphs += read.graphs.indices.map { DotGraphJSON(GraphQuery(ReadGraph(read, graph: $0)), file: file.name) }
        continue
      }
      let bytes = source.encoded(DOTFormatter.format(read, sorted: sort))
      if write, file.name != "-", !file.name.hasSuffix(".gz") {
        guard bytes != file.bytes else { continue }
        try Console.write(bytes, to: file.name)
      } else {
        try Console.write(bytes)
      }
    }
    if format == .json { try DotInput.print(json: ["graphs": graphs]) }
    try DotInput.fail(faults)
  }
}

/// `chronograph dot diff`: what differs by meaning.
struct DotDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what differs between two DOT files by meaning, not by writing.",
    discussion: """
      Compares nodes, edges, clusters and attributes, with defaults resolved, graph by graph. Exit status 0 when the \
      files mean the same, 1 when they differ, 65 when one is no DOT.

      Example:
        chronograph dot diff old.dot new.dot
      """)

  @Argument(help: "A DOT file.", completion: .file()) var old: String
  @Argument(help: "Another one.", completion: .file()) var new: String
  @Option(help: "text or json.") var format: DotFormat = .text

  func run() throws {
    let files = [
      DOTFile(DOTSource(try DotInput.bytes(of: old)).text), DOTFile(DOTSource(try DotInput.bytes(of: new)).text),
    ]
    try DotInput.fail(zip([old, new], files).compactMap { name, file in file.fault.map { (name, $0) } })
    let count = min(files[0].graphs.count, files[1].graphs.count)
    let differences = (0..<count).map {
      GraphDifference(from: ReadGraph(files[0], graph: $0), to: ReadGraph(files[1], graph: $0))
    }
    let isSame = files[0].graphs.count == files[1].graphs.count && differences.allSatisfy(\.isEmpty)
    if format == .json {
      try DotInput.print(json: differences)
    } else {
      if files[0].graphs.count != files[1].graphs.count {
        try Console.print("graphs: \(files[0].graphs.count), now \(files[1].graphs.count)")
      }
      for difference in differences {
        for line in DotDiffCommand.lines(of: difference) { try Console.print(TerminalText.safe(line)) }
      }
    }
    if !isSame { throw ExitCode(1) }
  }

  private static func lines(of difference: GraphDifference) -> [String] {
    var lines: [String] = []
    for (mark, noun, names) in [
      ("-", "node", difference.removedNodes), ("+", "node", difference.addedNodes),
      ("-", "edge", difference.removedEdges), ("+", "edge", difference.addedEdges),
      ("-", "cluster", difference.removedClusters), ("+", "cluster", difference.addedClusters),
    ] {
      lines += names.map { "\(mark) \(noun) \($0)" }
    }
    return lines
      + difference.changes.map {
        "~ \($0.subject): \($0.attribute) \($0.before ?? "(none)") -> \($0.after ?? "(none)")"
      }
  }
}

/// `chronograph dot query`: neighbours, ways and parts of a graph.
struct DotQueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask a DOT file for neighbours, ways between nodes, or a part of it as DOT.",
    discussion: """
      A node is named by its id, its title, or the beginning of either where only one has it. Invisible nodes and edges \
      are passed over.

      Example:
        chronograph dot query graph.dot --around istanbul-talks
        chronograph dot query graph.dot --around istanbul-talks --depth 2 --format dot > part.dot
        chronograph dot query graph.dot --from a --to b
        chronograph dot query graph.dot --cluster cluster_article_2 --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, dot }
  enum Direction: String, ExpressibleByArgument, CaseIterable { case out, `in`, both }

  @Argument(help: "A DOT file, or - for standard input.", completion: .file()) var file: String
  @Option(help: "The node whose neighbourhood is wanted.") var around: String?
  @Option(help: "How many edges away, with --around.") var depth = 1
  @Option(help: "The node where ways begin.") var from: String?
  @Option(help: "The node where ways end.") var to: String?
  @Option(help: "The cluster that is wanted.") var cluster: String?
  @Option(help: "Follow edges out, in or both ways; both by default for neighbours, out for ways.")
  var direction: Direction?
  @Option(help: "text, json or dot.") var format: Format = .text

  func validate() throws {
    let kinds = [around != nil, from != nil || to != nil, cluster != nil].count { $0 }
    guard kinds == 1, (from == nil) == (to == nil) else {
      throw ValidationError("Ask for one thing: --around NODE, --from NODE --to NODE, or --cluster NAME.")
    }
    guard depth >= 0 else { throw ValidationError("--depth must not be negative.") }
  }

  func run() throws {
    let read = DOTFile(DOTSource(try DotInput.bytes(of: file)).text)
    try DotInput.fail(read.fault.map { [(file, $0)] } ?? [])
    guard !read.graphs.isEmpty else { throw DotInput.missing("\(file) holds no graph") }
    let query = GraphQuery(ReadGraph(read, graph: 0))
    let graph = query.graph
    var nodes: [Int] = []
    var lines: [String] = []
    let chosen = direction.flatMap { GraphQuery.Direction(rawValue: $0.rawValue) }
    if let around {
      let center = try node(around, query)
      let found = query.around(center, depth: depth, chosen ?? .both)
      nodes = found.map(\.node)
      lines = found.map { "\($0.distance)  \(graph.nameAndTitle($0.node))" }
    } else if let from, let to {
      let paths = query.paths(from: try node(from, query), to: try node(to, query), chosen ?? .out)
      guard !paths.isEmpty else { throw DotInput.missing("no way leads from \(from) to \(to)") }
      nodes = Set(paths.flatMap { $0 }).sorted()
      lines = paths.map { $0.map(graph.nameAndTitle).joined(separator: " -> ") }
    } else if let cluster {
      guard
        let number = graph.subgraphs.indices.dropFirst().first(where: { graph.subgraphs[$0].name?.text == cluster })
      else { throw DotInput.missing("no cluster is called \(cluster)") }
      nodes = graph.nodes(in: number).filter { !graph.nodes[$0].attributes.isFurniture }
      lines = nodes.map(graph.nameAndTitle)
    }
    switch format {
    case .text: for line in lines { try Console.print(TerminalText.safe(line)) }
    case .json: try DotInput.print(json: DotGraphJSON(query, file: file, nodes: nodes))
    case .dot: try Console.write(Array(query.dot(nodes).utf8))
    }
  }

  private func node(_ name: String, _ query: GraphQuery) throws -> Int {
    guard let node = query.node(named: name) else {
      throw DotInput.missing("no node, or more than one, is called or begins with \(name)")
    }
    return node
  }
}

/// A graph, or a part of it, as JSON.
struct DotGraphJSON: Encodable {
  struct Node: Encodable {
    var name: String
    var title: String?
    var attributes: [String: String]
  }

  struct Edge: Encodable {
    var tail: String
    var head: String
    var attributes: [String: String]
  }

  struct Cluster: Encodable {
    var name: String
    var nodes: [String]
  }

  var file: String
  var name: String
  var isDirected: Bool
  var nodes: [Node]
  var edges: [Edge]
  var clusters: [Cluster]

  /// - Parameter nodes: the part that is wanted; nil for all.
  init(_ query: GraphQuery, file: String, nodes wanted: [Int]? = nil) {
    let graph = query.graph
    func texts(_ attributes: [String: DOTWord]) -> [String: String] {
      attributes.mapValues { $0.isHTML ? "<\($0.text)>" : $0.text }
    }
    let kept = wanted ?? Array(graph.nodes.indices)
    let shown = Set(kept)
    self.file = file
    name = graph.name?.text ?? ""
    isDirected = graph.isDirected
    nodes = kept.map {
      Node(name: graph.name($0), title: graph.title($0), attributes: texts(graph.nodes[$0].attributes))
    }
    let numbers = wanted == nil ? Array(graph.edges.indices) : query.edges(among: kept)
    edges = numbers.map { number in
      let edge = graph.edges[number]
      return Edge(tail: graph.name(edge.tail), head: graph.name(edge.head), attributes: texts(edge.attributes))
    }
    clusters = graph.subgraphs.indices.dropFirst().compactMap { number in
      guard graph.subgraphs[number].isCluster else { return nil }
      let inside = graph.nodes(in: number).filter(shown.contains)
      return inside.isEmpty
        ? nil : Cluster(name: graph.subgraphs[number].name?.text ?? "", nodes: inside.map(graph.name))
    }
  }
}
