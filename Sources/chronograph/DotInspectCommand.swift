import ArgumentParser
import DOT
import Diagrams
import Foundation
import Pipeline

/// `chronograph dot inspect`: what DOT files hold and what is loose in them.
struct DotInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say nodes, edges, components, cycles, degrees and loose ends of DOT files.",
    discussion: """
      Reads all graphs of each file. Cycles are those of edges that state an order: edges of the classes about, \
      during, repeats and sub_event_of, edges without an arrow and invisible ones do not count. Exit status 65 when a \
      file is no DOT or breaks off; the message names the line, and what stood before it is reported all the same.

      Example:
        chronograph dot inspect graph.dot
        chronograph dot inspect drawings/ other.gv.gz --format json
      """)

  @OptionGroup var input: DotInput
  @Option(help: "text or json.") var format: DotFormat = .text
  @Flag(help: .hidden) var json = false

  func run() throws {
    let files = try input.read().map {
      FileInspection($0.bytes, name: $0.name, withoutOrder: RelationStyle.classesWithoutOrder)
    }
    if json || format == .json {
      try DotInput.print(json: ["files": files])
    } else {
      for file in files {
        for (number, graph) in file.graphs.enumerated() {
          if files.count > 1 || file.graphs.count > 1 {
            try Console.print("\(TerminalText.safe(file.file)), graph \(number + 1) of \(file.graphs.count)")
          }
          for line in DotInspectCommand.lines(of: graph) { try Console.print(TerminalText.safe(line)) }
        }
        if file.isEncodingGuessed { try Console.print("bytes that are no UTF-8, read as \(file.encoding.rawValue)") }
      }
    }
    try DotInput.fail(files.compactMap { file in file.fault.map { (file.file, $0) } })
  }

  /// The report for people.
  static func lines(of graph: GraphInspection) -> [String] {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    func titled(_ name: String) -> String { graph.titles[name].map { "\(name) (\($0))" } ?? name }
    func list(_ names: [String]) -> String {
      names.prefix(8).map(titled).joined(separator: ", ") + (names.count > 8 ? ", … \(names.count - 8) more" : "")
    }
    let kind = (graph.isStrict ? "strict " : "") + (graph.isDirected ? "directed" : "undirected")
    let title = graph.title.isEmpty ? "" : " \"\(graph.title)\""
    var lines = ["graph \(graph.name.isEmpty ? "(no name)" : graph.name)\(title): \(kind)"]
    let furniture =
      graph.furnitureNodes + graph.furnitureEdges == 0
      ? ""
      : "; of these \(count(graph.furnitureNodes, "node")) and \(count(graph.furnitureEdges, "edge")) are furniture"
    lines.append("\(count(graph.nodes, "node")), \(count(graph.edges, "edge"))\(furniture)")
    let sizes = graph.visibleComponents
    let without = graph.furnitureNodes + graph.furnitureEdges == 0 ? "" : " without furniture"
    lines.append(
      "\(count(sizes.count, "component"))\(without)"
        + (sizes.isEmpty ? "" : ", of \(list(sizes.map(String.init))) nodes"))
    if !graph.edgeClasses.isEmpty {
      let classes = graph.edgeClasses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      lines.append("edges by class: " + classes.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    }
    lines += cycles(graph, titled)
    if let node = graph.maximumDegreeNode { lines.append("largest degree \(graph.maximumDegree), at \(titled(node))") }
    for cluster in graph.clusters {
      let name = cluster.title.isEmpty ? cluster.name : "\(cluster.name) \"\(cluster.title)\""
      lines.append("cluster \(name): \(count(cluster.nodes, "node"))")
    }
    for (words, names) in [
      ("without an edge", graph.isolatedNodes), ("named by an edge only", graph.implicitNodes),
      ("self-loops", graph.selfLoops), ("edges drawn twice", graph.duplicateEdges),
    ] where !names.isEmpty {
      lines.append("\(words): \(names.count) (\(list(names)))")
    }
    for finding in graph.findings { lines.append((finding.line.map { "line \($0): " } ?? "") + finding.message) }
    return lines
  }

  private static func cycles(_ graph: GraphInspection, _ titled: (String) -> String) -> [String] {
    guard graph.isDirected else { return [] }
    let left = graph.edgesWithoutOrder.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    let remark = left.isEmpty ? "" : " (no order in \(left.joined(separator: ", ")))"
    guard !graph.cycles.isEmpty else { return ["no cycle\(remark)"] }
    let number = "\(graph.hasMoreCycles ? "more than " : "")\(graph.cycles.count)"
    return ["\(number) cycle\(graph.cycles.count == 1 && !graph.hasMoreCycles ? "" : "s")\(remark)"]
      + graph.cycles.prefix(20).map { cycle in
        let shown = cycle.prefix(8).map(titled) + (cycle.count > 8 ? ["… \(cycle.count - 8) more"] : [])
        return "  " + (shown + [cycle[0]]).joined(separator: " -> ")
      }
  }
}
