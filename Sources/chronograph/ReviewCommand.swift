import ArgumentParser
import Editor
import Foundation
import Pipeline

/// `chronograph review`: what a person should decide first.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "List the decisions most worth a person's minute, with the lines that make them.",
    discussion: """
      Corrections that lost their object, undated articles that hold many events, open disagreements, names that may be
      one actor, unknown actors in several events, wide dates that others hang on, important events read with doubt;
      what changes most stands first. The lines go into chronograph.yml beside the articles: fill in what is
      written in capitals. --write appends them there as comments.

      Example:
        chronograph review seeds
        chronograph review articles --write
        chronograph review articles --format json --limit 50
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var corpus: CorpusOptions
  @OptionGroup var cache: CacheOptions
  @Option(help: "text or json.") var format: Format = .text
  @Option(help: "Most decisions in the list.") var limit = 20
  @Flag(help: "Append the lines as comments to chronograph.yml beside the articles, or to --config.") var write = false

  func validate() throws {
    if !(1...10_000).contains(limit) { throw ValidationError("--limit takes a number from 1 to 10000.") }
  }

  func run() async throws {
    let analysis = try cache.applied(to: corpus.analysis())
    let display = corpus.progress.display()
    defer { display.end() }
    let (graph, report) = try await GraphRun(analysis: analysis).graph(of: corpus.input, progress: display.show)
    display.end()
    let file = report.configuration ?? Configuration.fileName
    let items = Array(Review(of: graph, corrections: report.corrections, file: file).items().prefix(limit))
    switch format {
    case .json: try Console.write(ReviewText.json(items))
    case .text:
      for line in ReviewText.lines(items) { try Console.print(TerminalText.safe(line)) }
    }
    guard write else { return }
    guard let path = try corpus.editorFile() ?? Configuration.newFile(beside: corpus.input) else {
      throw PipelineError(.cannotCreate, step: "review", "standard input has no folder; name a file with --config")
    }
    var isFile = true
    let old: [UInt8]
    if FileManager.default.fileExists(atPath: path) {
      old = try Console.read(path, limit: 8 << 20)
    } else {
      (old, isFile) = ([], false)
    }
    let added = ReviewText.comments(items, after: String(decoding: old, as: UTF8.self))
    guard !added.isEmpty else { return Console.note("\(path) has them all") }
    try Console.write(old + Array(((isFile && old.last != 0x0a && !old.isEmpty ? "\n" : "") + added).utf8), to: path)
    Console.note("appended to \(path) as comments")
  }
}
