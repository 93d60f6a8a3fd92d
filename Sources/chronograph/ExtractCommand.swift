import ArgumentParser
import EventGraph
import Exports
import Foundation
import Pipeline

/// `chronograph extract`: records of each document as NDJSON.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Write what each document says as one JSON line: dates, actors, events, relations.",
    discussion: """
      Each record is written as soon as its document is analysed, in input order: a program that writes one line to
      "extract -" and waits for the answer gets it at once. Every line of input has its record or its skip.

      With --records the output is a part: the whole analysis of each document in a compact, checked form, from which
      build --from-records makes the same output as from the articles. Parts may be made on many machines and named
      in any order; documents need ids of their own. chronograph reduce checks, sorts and joins them.

      Example:
        chronograph extract seeds > records.ndjson
        chronograph extract --with-text saved-pages > records.ndjson
        chronograph extract --map text=body,date=published articles.csv
        printf '{"text":"France met Germany on 12 March 2024."}\\n' | chronograph extract -
        chronograph extract seeds --format timeml -o timeml/
        chronograph extract seeds --records -o seeds.records && chronograph build --from-records seeds.records
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case ndjson, timeml }

  @OptionGroup var corpus: CorpusOptions
  @Option(
    help: "ndjson, or timeml: one TimeML document a file in the folder -o; one alone on standard output without it.")
  var format: Format = .ndjson
  @Flag(
    name: .customLong("with-text"),
    help: "Put the text of each document into its record (\"text\"): all offsets are bytes of it.")
  var withText = false
  @Flag(help: "Write a part for build --from-records.") var records = false
  @Option(
    name: .shortAndLong,
    help: """
      With --records: the file to write, which is whole or not there. With --format timeml: the folder of the files, which \
      is made where it is not there. Standard output without it.
      """,
    completion: .file())
  var output: String?
  @Flag(help: "Exit with 65 when an input was skipped.") var strict = false

  func validate() throws {
    if records, format != .ndjson { throw ValidationError("--records and --format exclude each other.") }
    if records, withText { throw ValidationError("Records hold the text; --with-text goes with JSON.") }
    if output != nil, !records, format != .timeml {
      throw ValidationError("--output goes with --records and --format timeml.")
    }
    if records, output == nil, isatty(1) == 1 {
      throw ValidationError("Records are no text; name a file with -o, or send them to a file or program.")
    }
  }

  func run() async throws {
    if records { return try await writeRecords() }
    var analysis = try corpus.analysis()
    analysis.correctsRecords = true
    analysis.written += output.map { [$0] } ?? []
    if let output { try TimeMLFolder.make(output) }
    var folder = TimeMLFolder(output)
    var documents = 0
    var skipped = 0
    var events = 0
    let display = self.display
    defer { display.end() }
    let end = try await analysis.run(on: corpus.input, progress: display.show) { result in
      switch result {
      case .record(let record, let notes):
        documents += 1
        events += record.events.count
        switch format {
        case .ndjson: try Console.write(RecordJSON.document(record, withText: withText))
        case .timeml:
          try folder.write(record.source.id, TimeML.document(record, forms: analysis.engine.forms(of: record)))
        }
        for note in notes { Console.note("\(record.source.id): \(note)") }
      case .skipped(let skip):
        skipped += 1
        if format == .ndjson { try Console.write(RecordJSON.skip(skip)) }
        Console.note("skipped \(skip.id): \(skip.message)")
      }
    }
    display.end()
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

  /// A stream has no end that could be told, and often somebody who waits for its answers: no word of progress there.
  private var display: ProgressDisplay {
    corpus.input == ["-"] ? ProgressDisplay(isSilent: true) : corpus.progress.display(sharesTerminal: output == nil)
  }

  private func writeRecords() async throws {
    var analysis = try corpus.analysis()
    let file = try output.map { try FreshFile($0) }
    analysis.written += [output, file?.fresh].compactMap { $0 }
    var skipped = 0
    let display = self.display
    defer { display.end() }
    let end = try await RecordOutput(analysis: analysis, program: Version.text).run(
      on: corpus.input, progress: display.show,
      write: { bytes in
        if let file { try file.write(bytes) } else { try Console.write(bytes) }
      },
      tell: { result in
        switch result {
        case .record(let record, let notes):
          for note in notes { Console.note("\(record.source.id): \(note)") }
        case .skipped(let skip):
          skipped += 1
          Console.note("skipped \(skip.id): \(skip.message)")
        }
      })
    display.end()
    let unfinished = file.map { "/" + ($0.fresh.split(separator: "/").last ?? "") }
    Console.leftOut(end.leftOut.filter { name in unfinished.map { !("/" + name).hasSuffix($0) } ?? true })
    if strict, skipped > 0 {
      throw PipelineError(.badData, step: "reading", "\(skipped) inputs were skipped")
    }
    try file?.publish()
  }
}

/// Where TimeML documents go: each into a file of its own, or a single one to standard output.
private struct TimeMLFolder {
  private let path: String?
  private var names: Set<String> = []

  init(_ path: String?) { self.path = path }

  static func make(_ path: String) throws(PipelineError) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
    guard mkdir(path, 0o777) == 0 else {
      let reason = String(cString: strerror(errno))
      throw PipelineError(.cannotCreate, step: "writing", "cannot make the folder \(path): \(reason)")
    }
  }

  /// Writes one document.
  ///
  /// - Throws: `PipelineError` with status 64 for a second one on standard output, 74 when it cannot be written.
  mutating func write(_ id: String, _ bytes: [UInt8]) throws {
    let slug = Slug.make(id)
    let name = slug.isEmpty ? "document" : slug
    var free = name
    var number = 2
    while !names.insert(free).inserted {
      free = "\(name)-\(number)"
      number += 1
    }
    guard let path else {
      guard names.count == 1 else {
        throw PipelineError(
          .usage, step: "writing", "a file of TimeML holds one document, and there are several: name a folder with -o")
      }
      return try Console.write(bytes)
    }
    try Console.write(bytes, to: "\(path)/\(free).tml")
  }
}
