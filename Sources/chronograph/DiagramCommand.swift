import ArgumentParser
import Chronology
import DOT
import Diagrams
import EventGraph
import Pipeline

/// `chronograph diagram`: one drawing for a report.
struct DiagramCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract: "Draw one diagram for a report: SVG, PDF, PNG, EMF or the DOT file.",
    discussion: """
      The format follows the suffix of the output file, or --format. PDF and PNG are made from the finished SVG by \
      rsvg-convert (package librsvg2-bin), EMF by inkscape. What limits the events combines, in every kind.

      Example:
        chronograph diagram seeds --kind events -o graph.svg
        chronograph diagram seeds --key 12 --page a4 --theme print -o graph.pdf
        chronograph diagram seeds --kind lanes --from 2025-05 --to 2025-06 --width 170mm -o lanes.png
        chronograph diagram seeds --actor Ukraine -o ukraine.svg
        chronograph diagram seeds --storyline Istanbul --kind actors -o istanbul.emf
        chronograph diagram seeds --editable > events.dot
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case events, lanes, actors

    /// The beginning of a title, and the name of the file of a site.
    var words: String {
      switch self {
      case .events: "Event graph"
      case .lanes: "Who did what, when"
      case .actors: "Who takes part in which event"
      }
    }

    var name: String {
      switch self {
      case .events: "event-graph"
      case .lanes: "swimlanes"
      case .actors: "actor-network"
      }
    }
  }

  @OptionGroup var corpus: CorpusOptions
  @OptionGroup var cache: CacheOptions
  @Option(help: "events (event graph, the default), lanes (swimlanes) or actors (actor network).") var kind: Kind?
  @Option(help: "Only what this actor takes part in; without --kind the actor, its events and its partners.")
  var actor: String?
  @Option(
    help: ArgumentHelp(
      "Only one storyline: events that relations connect.",
      discussion: "A number (1 is the weightiest), or words of a title in it. Unknown words list the storylines.",
      valueName: "N|WORDS"))
  var storyline: String?
  @Option(
    help: ArgumentHelp(
      "Only events from this day on; those that are not placed in time are left out.", valueName: "DATE"))
  var from: DateOption?
  @Option(help: ArgumentHelp("Only events up to this day, month (2025-06) or year.", valueName: "DATE"))
  var to: DateOption?
  @Option(help: ArgumentHelp("Only the N most important of these events (by default 25 at most).", valueName: "N"))
  var key: Int?
  @Option(help: "svg, pdf, png (300 dpi), emf or dot.") var format: DiagramFormat?
  @Option(
    help: """
      auto (light; dark where a browser prefers that), light, dark or print (black, greys and white). Only SVG can be \
      auto; other formats are light then.
      """)
  var theme: DiagramTheme = .auto
  @Option(help: "Put it onto a page: a4 or letter, upright or crosswise, with margins of 15 mm.")
  var page: DiagramSheet.Page?
  @Option(
    help: ArgumentHelp(
      "Width of the drawing: 170mm, 17cm, 6.5in, or 1200px (dots of a PNG).", valueName: "LENGTH"))
  var width: DiagramLength?
  @Flag(help: "Write DOT without positions, for Graphviz's own tools to lay out after you have changed it.")
  var editable = false
  @Option(name: .shortAndLong, help: "The file to write; standard output without it.", completion: .file())
  var output: String?

  func validate() throws {
    if let key, !(1...500).contains(key) { throw ValidationError("--key takes a number from 1 to 500.") }
    if let from, let to, from.days.first > to.days.last { throw ValidationError("--from is after --to.") }
    let format = try fileFormat()
    guard !editable else {
      if let kind, kind != .events { throw ValidationError("--editable draws events, not \(kind.rawValue).") }
      if format != .dot { throw ValidationError("--editable writes DOT, not \(format.rawValue).") }
      return
    }
    if format == .dot, page != nil || width != nil || theme != .auto {
      throw ValidationError("--page, --width and --theme are for drawings, not for DOT.")
    }
  }

  /// As asked for, by the suffix of the output, or SVG.
  private func fileFormat() throws -> DiagramFormat {
    if let format { return format }
    let name = output?.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return editable ? .dot : .svg }
    let suffix = name[name.index(after: dot)...].lowercased()
    if suffix == "gv" { return .dot }
    guard let known = DiagramFormat(rawValue: suffix) else {
      throw ValidationError("no format has the suffix .\(suffix); give --format svg, pdf, png, emf or dot.")
    }
    return known
  }

  func run() async throws {
    let format = try fileFormat()
    var analysis = try cache.applied(to: corpus.analysis())
    analysis.written += output.map { [$0] } ?? []
    let run = GraphRun(analysis: analysis)
    let display = corpus.progress.display()
    defer { display.end() }
    let (graph, report) = try await run.graph(of: corpus.input, progress: display.show)
    display.end()
    Console.corrections(report)
    let count = graph.documents.count
    var builder = DiagramBuilder(
      graph, sourceLine: "Drawn from \(count) article\(count == 1 ? "" : "s") by Chronograph")
    if let key { builder.eventLimit = key }
    let selection = try selection(of: graph, builder, run)
    if !selection.isWhole, builder.events(of: selection).isEmpty {
      throw PipelineError(.noInput, step: "drawing", "no event fits what was asked for")
    }
    let source = source(of: selection, builder)
    if editable {
      let scope = builder.scope(selection, name: "events", words: Kind.events.words)
      let text = DOTWriter.write(StockGraph(builder, scope: scope).graph(name: scope.name, title: source.title))
      return try write(Array(text.utf8))
    }
    let sheet = DiagramSheet(theme: theme, page: page, width: width)
    let day = graph.documents.compactMap { $0.record.date.interval.latest }.max()
    let file = try await DiagramRenderer().file(source, as: format, on: sheet, day: day).mapError(failure).get()
    try write(file.bytes)
    guard output != nil else { return }
    if source.omitted > 0 { Console.note("\(source.omitted) events had no room in this drawing") }
    if page != nil || width != nil, let points = file.smallestWords, points < 4.5 {
      let size = "\(Int(points)).\(Int(points * 10) % 10)"
      Console.note("the smallest words are \(size) points high on paper; --key draws fewer events")
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    guard let output else { return try Console.write(bytes) }
    try Console.write(bytes, to: output)
  }

  private func selection(
    of graph: NewsGraph, _ builder: DiagramBuilder, _ run: GraphRun
  ) throws -> DiagramSelection {
    var selection = DiagramSelection(days: DayInterval(from?.days.first, to?.days.last), key: key)
    if let actor { selection.actor = try self.actor(actor, in: graph, run) }
    if let storyline {
      let lines = graph.storylines(index: builder.index)
      guard let line = graph.storyline(storyline, among: lines) else {
        let known = lines.prefix(9).map { "\($0.number) “\($0.title)” (\($0.events.count) events)" }
          .joined(separator: ", ")
        throw PipelineError(
          .noInput, step: "drawing",
          "no storyline \"\(storyline)\""
            + (known.isEmpty ? "; relations connect too few events" : "; there are \(known)"))
      }
      selection.storyline = line
    }
    return selection
  }

  private func source(of selection: DiagramSelection, _ builder: DiagramBuilder) -> DiagramSource {
    if let actor = selection.actor, kind == nil || kind == .actors {
      let chosen = builder.events(of: selection).map { builder.graph.events[$0].id }
      return builder.egoGraph(of: actor, events: chosen)
    }
    let kind = kind ?? .events
    let scope = builder.scope(selection, name: kind.name, words: kind.words)
    switch kind {
    case .events: return builder.eventGraph(scope)
    case .lanes: return builder.swimlanes(scope)
    case .actors: return builder.actorNetwork(scope)
    }
  }

  private func actor(_ name: String, in graph: NewsGraph, _ run: GraphRun) throws -> String {
    guard let match = run.actors(named: name, in: graph).first else {
      throw PipelineError(.noInput, step: "drawing", "no actor is called \"\(name)\" in these documents")
    }
    return match
  }

  private func failure(_ error: DiagramError) -> PipelineError {
    let isOurs = error.code != .needsTool && error.code != .tooLarge
    return PipelineError(isOurs ? .bug : .cannotCreate, step: "drawing", error.message)
  }
}
