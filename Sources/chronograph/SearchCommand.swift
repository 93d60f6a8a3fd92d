import ArgumentParser
import Pipeline

/// `chronograph search`: full text over sentences and events.
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find sentences, and the events that they support.",
    discussion: """
      All words must occur; "a phrase" as it stands, begin* for beginnings, -word for what must not occur. Forms of
      a word and diacritics are folded.

      Example:
        chronograph search "ceasefire proposal" seeds
        chronograph search "drone*" --store articles.sqlite
      """)

  @Argument(help: "What to look for.") var query: String
  @OptionGroup var corpus: CorpusOptions
  @OptionGroup var cache: CacheOptions
  @Option(help: "A database that build --store wrote, instead of articles.", completion: .file()) var store: String?
  @Option(help: "Most events and most sentences in the answer.") var limit = 20

  func validate() throws {
    if !(1...10_000).contains(limit) { throw ValidationError("--limit takes a number from 1 to 10000.") }
  }

  func run() async throws {
    let search: CorpusSearch
    if let store {
      search = try CorpusSearch(file: store)
    } else {
      let run = GraphRun(analysis: try cache.applied(to: corpus.analysis()))
      let display = corpus.progress.display()
      defer { display.end() }
      let (graph, report) = try await run.graph(of: corpus.input, progress: display.show)
      display.end()
      Console.corrections(report)
      search = try CorpusSearch(graph)
    }
    let lines = try search.lines(query, limit: limit)
    if lines.isEmpty { Console.note("nothing found") }
    for line in lines {
      let links = line.links.isEmpty ? "" : "  [\(line.links.joined(separator: ", "))]"
      try Console.print(TerminalText.safe("\(line.kind)  \(line.id)  \(line.text)\(links)"))
    }
  }
}
