import ArgumentParser
import DOT
import Diagrams
import EventGraph
import Pipeline

/// `chronograph diagram`: one drawing for a report.
struct DiagramCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract: "Draw one diagram for a report: SVG, PDF, PNG or the DOT file.",
    discussion: """
      The format follows the suffix of the output file, or --format.

      Example:
        chronograph diagram seeds --kind events -o graph.svg
        chronograph diagram seeds --kind lanes --format dot > lanes.dot
        chronograph diagram seeds --actor Ukraine -o ukraine.svg
        chronograph diagram seeds --editable > events.dot
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable { case events, lanes, actors }
  enum Format: String, ExpressibleByArgument, CaseIterable { case svg, dot, pdf, png }

  @OptionGroup var corpus: CorpusOptions
  @OptionGroup var cache: CacheOptions
  @Option(help: "events (event graph), lanes (swimlanes) or actors (actor network).") var kind: Kind = .events
  @Option(help: "Draw this actor and what it takes part in instead.") var actor: String?
  @Option(help: "svg, dot, pdf or png.") var format: Format?
  @Flag(help: "Write DOT without positions, for Graphviz's own tools to lay out after you have changed it.")
  var editable = false
  @Option(name: .shortAndLong, help: "The file to write; standard output without it.", completion: .file())
  var output: String?

  func validate() throws {
    guard editable else { return }
    if kind != .events { throw ValidationError("--editable draws events, not \(kind.rawValue).") }
    if let format, format != .dot { throw ValidationError("--editable writes DOT, not \(format.rawValue).") }
  }

  func run() async throws {
    let suffix = output.flatMap { $0.split(separator: ".").last }.map(String.init)
    let format = format ?? suffix.flatMap(Format.init(rawValue:)) ?? .svg
    var analysis = try cache.applied(to: corpus.analysis())
    analysis.written += output.map { [$0] } ?? []
    let run = GraphRun(analysis: analysis)
    let display = corpus.progress.display()
    defer { display.end() }
    let (graph, report) = try await run.graph(of: corpus.input, progress: display.show)
    display.end()
    Console.corrections(report)
    let source = try source(of: graph, run)
    let bytes =
      editable
      ? Array(try editableGraph(of: graph, run, title: source.title).utf8)
      : try await DiagramRenderer().file(source, format: format.rawValue).mapError(failure).get()
    guard let output else { return try Console.write(bytes) }
    try Console.write(bytes, to: output)
    if source.omitted > 0 { Console.note("\(source.omitted) events had no room in this drawing") }
  }

  private func source(of graph: NewsGraph, _ run: GraphRun) throws -> DiagramSource {
    let builder = DiagramBuilder(graph)
    if let actor { return builder.egoGraph(of: try self.actor(actor, in: graph, run)) }
    switch kind {
    case .events: return builder.eventGraph()
    case .lanes: return builder.swimlanes()
    case .actors: return builder.actorNetwork()
    }
  }

  /// The same events as DOT that Graphviz lays out.
  private func editableGraph(of graph: NewsGraph, _ run: GraphRun, title: String) throws -> String {
    let builder = DiagramBuilder(graph)
    var scope = DiagramScope(name: "events")
    if let actor {
      scope.events = builder.index.events(ofActor: try self.actor(actor, in: graph, run)).map(\.id)
    }
    return DOTWriter.write(StockGraph(builder, scope: scope).graph(name: scope.name, title: title))
  }

  private func actor(_ name: String, in graph: NewsGraph, _ run: GraphRun) throws -> String {
    guard let match = run.actors(named: name, in: graph).first else {
      throw PipelineError(.noInput, step: "drawing", "no actor is called \"\(name)\" in these documents")
    }
    return match
  }

  private func failure(_ error: DiagramError) -> PipelineError {
    PipelineError(error.code == .unsupportedFormat ? .cannotCreate : .bug, step: "drawing", error.message)
  }
}
