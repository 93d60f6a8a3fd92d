// Options that all commands over a corpus share.

import ArgumentParser
import Foundation
import Pipeline

struct CorpusOptions: ParsableArguments {
  @Argument(
    help: "Files and folders of articles (.txt, .md, .html, .ndjson), or - for NDJSON on standard input.",
    completion: .file())
  var paths: [String] = []

  @Option(help: "Number of documents analysed at once (default: the number of processors).")
  var threads: Int?

  @Option(
    help: "A folder of knowledge files (YAML); each replaces the embedded one of its name.", completion: .directory)
  var knowledge: String?

  @Option(help: "A configuration file (YAML) with title and what is known of the documents.", completion: .file())
  var config: String?

  func validate() throws {
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads takes a number from 1 to 256.") }
    if paths.contains("-"), paths.count > 1 { throw ValidationError("- cannot stand beside other paths.") }
  }

  /// Where the documents come from; without a path the folder `seeds` here.
  var input: [String] { paths.isEmpty ? ["seeds"] : paths }

  func analysis() throws -> Analysis {
    let configuration = try config.map { try Configuration(file: $0) } ?? Configuration()
    return Analysis(
      engine: try Engine(knowledgeFolder: knowledge),
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, configuration: configuration)
  }
}
