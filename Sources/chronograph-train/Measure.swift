// Measuring: annotates CoNLL-U from standard input, as `chronograph parse --conllu` does.

import ArgumentParser
import Corpus
import Language

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct ParseConllu: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Annotates CoNLL-U from standard input with a model file.")

  @Option(help: "The model file; the embedded model when left out.") var model: String?

  func run() throws {
    let annotator: Annotator
    if let model {
      annotator = try Annotator(model: try readFile(model).withUnsafeBytes { try ModelFile($0) })
    } else {
      annotator = try Annotator()
    }
    var workspace = Annotator.Workspace()
    let output = try ConlluCodec(annotator: annotator).annotate(try readFile("/dev/stdin"), using: &workspace)
    output.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = write(1, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
        if count <= 0 { break }
        sent += count
      }
    }
  }
}
