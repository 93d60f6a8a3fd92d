// Options that all commands over a corpus share.

import ArgumentParser
import Chronology
import Editor
import Foundation
import Pipeline

struct CorpusOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files and folders of articles, or - for NDJSON on standard input.",
      discussion: """
        Read are text, Markdown, HTML, MHTML, PDF (with pdftotext), DOCX, ODT, EPUB, mail (.eml, .mbox), RSS and Atom, \
        JSON, NDJSON, CSV and TSV, WARC, exports of LexisNexis and Factiva as text, and all of these in .zip, .tar and \
        .gz (.bz2, .xz and .zst with the program of that name).
        """),
    completion: .file())
  var paths: [String] = []

  @Option(help: "Number of documents analysed at once (default: the number of processors).")
  var threads: Int?

  @Option(
    help: "A folder of knowledge files (YAML); each replaces the embedded one of its name.", completion: .directory)
  var knowledge: String?

  @Option(
    help: "The editor's file; without it chronograph.yml beside the articles, if it is there.", completion: .file())
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Which fields of records, columns of tables hold what: text=body,date=published.",
      discussion: "Roles: id, text, title, date, outlet, url, language. Usual names are found by themselves.",
      valueName: "ROLE=NAME,…"))
  var map: String?

  @Option(name: .customLong("as-of"), help: "A day (YYYY-MM-DD) after which no article was written.")
  var asOf: String?

  @Flag(
    name: .customLong("no-world-events"),
    help: "Do not compare undated articles with the table of known world events.")
  var noWorldEvents = false

  func validate() throws {
    if let asOf, Day(iso: asOf) == nil { throw ValidationError("--as-of takes a day such as 2025-12-31.") }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads takes a number from 1 to 256.") }
    if paths.contains("-"), paths.count > 1 { throw ValidationError("- cannot stand beside other paths.") }
  }

  /// Where the documents come from; without a path the folder `seeds` here.
  var input: [String] { paths.isEmpty ? ["seeds"] : paths }

  /// The editor's file: as named, or the one beside the articles.
  func editorFile() throws -> String? { try config ?? Configuration.file(beside: input) }

  func analysis() throws -> Analysis {
    let configuration = try editorFile().map { try Configuration(file: $0) } ?? Configuration()
    return Analysis(
      engine: try Engine(
        knowledgeFolder: knowledge, asOf: asOf.flatMap { Day(iso: $0) }, usesWorldEvents: !noWorldEvents, mapping: map),
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, configuration: configuration)
  }
}
