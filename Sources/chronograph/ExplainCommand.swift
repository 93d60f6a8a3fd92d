import ArgumentParser
import EventGraph
import Pipeline

/// `chronograph explain`: why a date, an event or an actor is what it is.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say in plain words how dates, events and actors came about.",
    discussion: """
      Without --about: how each document was dated. With it: every time expression, event, actor and document whose
      words, title, name or id contain that text.

      Example:
        chronograph explain seeds
        chronograph explain seeds --about "last Friday"
        chronograph explain seeds --about Istanbul
      """)

  @OptionGroup var corpus: CorpusOptions
  @OptionGroup var cache: CacheOptions
  @Option(help: "A text to look for in words, titles, names and ids; case does not matter.") var about: String?

  func run() async throws {
    let run = GraphRun(analysis: try cache.applied(to: corpus.analysis()))
    let display = corpus.progress.display()
    defer { display.end() }
    let (graph, report) = try await run.graph(of: corpus.input, progress: display.show)
    display.end()
    Console.corrections(report)
    let lines = Explanation(of: graph).lines(about: about)
    if let about, lines.isEmpty {
      throw PipelineError(.noInput, step: "explain", "nothing in these documents contains \"\(about)\"")
    }
    for line in lines { try Console.print(TerminalText.safe(line)) }
  }
}
