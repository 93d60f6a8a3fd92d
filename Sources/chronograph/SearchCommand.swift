import ArgumentParser
import Pipeline
import Store

/// `chronograph search`: full-text search in a database that `build --store` wrote.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find sentences and the events that they tell.",
    discussion: """
      Example:
        chronograph build seeds -o output --store seeds.sqlite
        chronograph search --store seeds.sqlite ceasefire proposal
      """)

  @Option(help: "A database written by build --store.", completion: .file()) var store: String
  @Option(help: "Largest number of sentences.") var limit = 20
  @Argument(help: "Words; a sentence must contain all of them.") var words: [String]

  func run() throws {
    let hits = try SearchRun.hits(in: store, for: words.joined(separator: " "), limit: limit)
    for line in hits { try Console.print(TerminalText.safe(line)) }
    Console.note(hits.isEmpty ? "nothing found" : "")
  }
}
