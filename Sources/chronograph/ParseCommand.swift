import ArgumentParser
import Pipeline

/// `chronograph parse`: linguistic analysis as CoNLL-U.
struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Write the linguistic analysis of a text as CoNLL-U.",
    discussion: """
      Reads the article of any file that build reads (of a page its text, not its mark-up), plain text on standard
      input, or CoNLL-U with --conllu (its tokens and sentences are then kept).

      Example:
        echo 'Kyiv insists on guarantees.' | chronograph parse
        chronograph parse page.html
        chronograph parse --conllu < gold.conllu > system.conllu
      """)

  @Argument(help: "A file; standard input without it.", completion: .file()) var file: String?
  @Flag(help: "The input is CoNLL-U; keep its tokens and sentences.") var conllu = false

  func run() throws {
    let bytes = try Console.read(file ?? "-", limit: 64 << 20)
    let name = file.map { String($0.split(separator: "/").last ?? "") } ?? "stdin"
    try Parsing.run(on: bytes, name: name, isConllu: conllu, write: Console.write)
  }
}
