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

  @Option(parsing: .upToNextOption) var weights: [Float] = []

  func run() throws {
    var annotator: Annotator
    if let model {
      annotator = try Annotator(model: try readFile(model).withUnsafeBytes { try ModelFile($0) })
    } else {
      annotator = try Annotator()
    }
    if weights.count == 9 {
      annotator.names.weights.network = weights[0]
      annotator.names.weights.other = weights[1]
      annotator.names.weights.leastProper = weights[2]
      annotator.names.weights.least = weights[3]
      annotator.names.weights.lexica = weights[4]
      annotator.names.weights.context = weights[5]
      annotator.names.weights.shared = weights[6]
      annotator.names.weights.sharedLimit = weights[7]
      annotator.names.weights.split = weights[8]
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
