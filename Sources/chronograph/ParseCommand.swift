import ArgumentParser
import Foundation
import Pipeline

/// `chronograph parse`: linguistic analysis as CoNLL-U.
struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Write the linguistic analysis of a text as CoNLL-U.",
    discussion: """
      Reads plain text, or CoNLL-U with --conllu (its tokens and sentences are then kept).

      Example:
        echo 'Kyiv insists on guarantees.' | chronograph parse
        chronograph parse --conllu < gold.conllu > system.conllu
      """)

  @Argument(help: "A text file; standard input without it.", completion: .file()) var file: String?
  @Flag(help: "The input is CoNLL-U; keep its tokens and sentences.") var conllu = false

  func run() throws {
    let bytes: [UInt8]
    if let file, file != "-" {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw PipelineError(.noInput, step: "reading", "cannot read \(file)")
      }
      bytes = Array(data)
    } else {
      bytes = Array(FileHandle.standardInput.readDataToEndOfFile())
    }
    try Parsing.run(on: bytes, isConllu: conllu, write: Console.write)
  }
}
