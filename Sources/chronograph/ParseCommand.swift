import ArgumentParser
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
    let bytes = try Console.read(file ?? "-", limit: 64 << 20)
    try Parsing.run(on: bytes, isConllu: conllu, write: Console.write)
  }
}
