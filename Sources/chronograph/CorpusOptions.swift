// Options that all commands over a corpus share.

import ArgumentParser
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
    help: "The editor's file; without it chronograph.yml beside the articles, if it is there.", completion: .file())
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Which fields of records, columns of tables hold what: text=body,date=published.",
      discussion: "Roles: id, text, title, date, outlet, url, language. Usual names are found by themselves.",
      valueName: "ROLE=NAME,…"))
  var map: String?

  @OptionGroup var knowledge: EngineOptions
  @OptionGroup var progress: ProgressOptions

  func validate() throws {
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads takes a number from 1 to 256.") }
    if paths.contains("-"), paths.count > 1 { throw ValidationError("- cannot stand beside other paths.") }
  }

  /// Where the documents come from; without a path the folder `seeds` here.
  var input: [String] { paths.isEmpty ? ["seeds"] : paths }

  /// The editor's file: as named, or the one beside the articles.
  func editorFile() throws -> String? { try config ?? Configuration.file(beside: input) }

  /// - Parameter inputs: beside which the editor's file is looked for; nil for the articles.
  func analysis(beside inputs: [String]? = nil) throws -> Analysis {
    let file = try inputs.map { try config ?? Configuration.file(beside: $0) } ?? editorFile()
    let configuration = try file.map { try Configuration(file: $0) } ?? Configuration()
    return Analysis(
      engine: try knowledge.engine(mapping: map),
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, configuration: configuration)
  }
}
