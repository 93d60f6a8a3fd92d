import ArgumentParser
import EventGraph
import Exports
import Pipeline

/// `chronograph timeline`: the events of one actor in time order.
struct TimelineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Print the events in time order, all of them or those of one actor.",
    discussion: """
      Example:
        chronograph timeline seeds --actor "Marco Rubio"
        chronograph timeline seeds --actor Ukraine --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var corpus: CorpusOptions
  @OptionGroup var cache: CacheOptions
  @Option(help: "A name as the articles write it; all actors without it.") var actor: String?
  @Option(help: "text or json.") var format: Format = .text

  func run() async throws {
    let run = GraphRun(analysis: try cache.applied(to: corpus.analysis()))
    let display = corpus.progress.display()
    defer { display.end() }
    let (graph, report) = try await run.graph(of: corpus.input, progress: display.show)
    display.end()
    Console.corrections(report)
    var events = graph.events
    if let actor {
      let matches = run.actors(named: actor, in: graph)
      guard !matches.isEmpty else {
        if format == .json { return try Console.write(RecordJSON.timeline([])) }
        throw PipelineError(.noInput, step: "timeline", "no actor is called \"\(actor)\" in these documents")
      }
      events = graph.events(of: matches)
    }
    switch format {
    case .json: try Console.write(RecordJSON.timeline(events))
    case .text:
      let index = graph.index()
      for event in events {
        let date = TerminalText.safe(index.timeWords(of: event))
        let padding = String(repeating: " ", count: max(1, 26 - date.unicodeScalars.count))
        try Console.print(date + padding + TerminalText.safe(event.title))
      }
    }
  }
}
