// Abbreviations before names: read from the knowledge files, put into a model that is trained or was.

import ArgumentParser
import Knowledge
import Language

/// Puts the abbreviations of the knowledge files into a trained model; nothing is trained.
struct Abbreviations: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put the abbreviations of Knowledge/language/abbreviations.yaml into a trained model.")

  @Argument(help: "The model to read.") var model: String
  @Argument(help: "The model to write.") var output: String
  @Option(help: "Folder of the knowledge files.") var knowledge = "Knowledge"

  func run() throws {
    var file = try readFile(model).withUnsafeBytes { try ModelFile($0) }
    var reader = try file.reader(.tokenLexicon)
    let lexicon = TokenLexicon(keys: try reader.readArray(UInt64.self), cuts: try reader.readArray(UInt8.self))
      .putting(try Abbreviations.read(knowledge))
    var writer = ByteWriter()
    writer.write(lexicon.keys)
    writer.write(lexicon.cuts)
    file.replace(.tokenLexicon, writer.bytes)
    try writeFile(output, file.encoded())
  }

  /// The words of all lists: each abbreviation also as one before names.
  static func read(_ folder: String) throws -> [(list: TokenLexicon.List, word: String)] {
    let path = "\(folder)/language/abbreviations.yaml"
    let lists = KnowledgeValue(
      file: path, node: try KnowledgeYAML.parse(String(decoding: try readFile(path), as: UTF8.self), file: path))
    var entries: [(list: TokenLexicon.List, word: String)] = []
    for word in try lists.required("openers").texts() { entries.append((.opener, word)) }
    for word in try lists.required("before-titles").texts() {
      for list in [TokenLexicon.List.abbreviation, .title, .beforeTitle] { entries.append((list, word)) }
    }
    for (_, words) in try lists.required("before-names").entries() {
      for word in try words.texts() {
        entries.append((.abbreviation, word))
        entries.append((.title, word))
      }
    }
    return entries
  }
}
