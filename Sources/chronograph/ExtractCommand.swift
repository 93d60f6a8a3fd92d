import ArgumentParser
import Exports
import Pipeline

/// `chronograph extract`: records of each document as NDJSON.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Write what each document says as one JSON line: dates, actors, events, relations.",
    discussion: """
      Example:
        chronograph extract seeds > records.ndjson
        chronograph extract --with-text saved-pages > records.ndjson
        chronograph extract --map text=body,date=published articles.csv
        printf '{"text":"France met Germany on 12 March 2024."}\\n' | chronograph extract -
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case ndjson, timeml }

  @OptionGroup var corpus: CorpusOptions
  @Option(help: "ndjson, or timeml for one TimeML document after the other.") var format: Format = .ndjson
  @Flag(
    name: .customLong("with-text"),
    help: "Put the text of each document into its record (\"text\"): all offsets are bytes of it.")
  var withText = false
  @Flag(help: "Exit with 65 when an input was skipped.") var strict = false

  func run() async throws {
    var analysis = try corpus.analysis()
    analysis.correctsRecords = true
    var documents = 0
    var skipped = 0
    var events = 0
    let end = try await analysis.run(on: corpus.input) { result in
      switch result {
      case .record(let record, let notes):
        documents += 1
        events += record.events.count
        switch format {
        case .ndjson: try Console.write(RecordJSON.document(record, withText: withText))
        case .timeml: try Console.write(TimeML.document(record))
        }
        for note in notes { Console.note("\(record.source.id): \(note)") }
      case .skipped(let skip):
        skipped += 1
        if format == .ndjson { try Console.write(RecordJSON.skip(skip)) }
        Console.note("skipped \(skip.id): \(skip.message)")
      }
    }
    Console.leftOut(end.leftOut)
    for correction in end.corrections where correction.isOpen {
      Console.note(correction.words(file: analysis.configuration.file))
    }
    if format == .ndjson {
      try Console.write(RecordJSON.end(documents: documents, skipped: skipped, events: events))
    }
    if strict, skipped > 0 {
      throw PipelineError(.badData, step: "reading", "\(skipped) inputs were skipped")
    }
  }
}
