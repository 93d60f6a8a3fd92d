import ArgumentParser
import DOT
import Diagrams
import Foundation
import Pipeline

/// `chronograph dot`: looks into any DOT file.
struct DotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dot",
    abstract: "Look into DOT files.",
    discussion: """
      Example:
        chronograph dot inspect output/graph/event-graph.dot
      """,
    subcommands: [DotInspectCommand.self])
}

/// `chronograph dot inspect`: what a DOT file holds and what is loose in it.
struct DotInspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say nodes, edges, components, cycles, degrees and loose ends of a DOT file.",
    discussion: """
      Exit status 65 when the file is no DOT; the message names the line.

      Example:
        chronograph dot inspect graph.dot
        chronograph dot inspect graph.dot --json
      """)

  @Argument(help: "A DOT file, or - for standard input.", completion: .file()) var file: String
  @Flag(help: "Print JSON.") var json = false

  func run() async throws {
    let data = try Console.read(file, limit: 64 << 20)
    let inspection: GraphInspection
    switch await LayoutRunner().inspect(dot: data, name: file) {
    case .success(let result): inspection = result
    case .failure(let error): throw PipelineError(.badData, step: "inspecting", error.message)
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      try Console.write(Array(try encoder.encode(inspection)) + [0x0a])
    } else if inspection.isValid {
      for line in DotInspectCommand.lines(of: inspection) { try Console.print(TerminalText.safe(line)) }
    }
    if let fault = inspection.findings.first(where: { $0.kind == .syntaxError }) {
      let place = fault.line.map { "\(file), line \($0)" } ?? file
      throw PipelineError(.badData, step: "inspecting", "\(place): \(fault.message)")
    }
  }

  /// The report for people.
  static func lines(of graph: GraphInspection) -> [String] {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    func list(_ names: [String]) -> String {
      names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", … \(names.count - 8) more" : "")
    }
    let kind = (graph.isStrict ? "strict " : "") + (graph.isDirected ? "directed" : "undirected")
    var lines = [
      "graph \(graph.name.isEmpty ? "(no name)" : graph.name): \(kind)",
      "\(count(graph.nodes, "node")), \(count(graph.edges, "edge"))",
      "\(count(graph.components.count, "component"))"
        + (graph.components.isEmpty ? "" : ", of \(list(graph.components.map(String.init))) nodes"),
    ]
    lines.append(graph.cycle.isEmpty ? "no cycle" : "a cycle: \(list(graph.cycle + graph.cycle.prefix(1)))")
    if let node = graph.maximumDegreeNode { lines.append("largest degree \(graph.maximumDegree), at \(node)") }
    for cluster in graph.clusters { lines.append("cluster \(cluster.name): \(count(cluster.nodes, "node"))") }
    for (words, names) in [
      ("without an edge", graph.isolatedNodes), ("without a label", graph.unlabelledNodes),
      ("named by an edge only", graph.implicitNodes), ("self-loops", graph.selfLoops),
      ("edges drawn twice", graph.duplicateEdges),
    ] where !names.isEmpty {
      lines.append("\(words): \(names.count) (\(list(names)))")
    }
    let told: Set<GraphInspection.Finding.Kind> = [
      .selfLoop, .duplicateEdge, .implicitNode, .unlabelledNode, .isolatedNode,
    ]
    for finding in graph.findings where !told.contains(finding.kind) {
      lines.append((finding.line.map { "line \($0): " } ?? "") + finding.message)
    }
    return lines
  }
}
