// Linguistic analysis alone, for `chronograph parse`.

import Corpus
import Knowledge
import Language

/// Turns text or CoNLL-U into annotated CoNLL-U.
public enum Parsing {
  /// Analyses one input.
  ///
  /// - Parameters:
  ///   - bytes: plain text in any encoding that the reader knows, or CoNLL-U.
  ///   - isConllu: keep the tokens and sentences of the input.
  public static func run(on bytes: [UInt8], isConllu: Bool, write: ([UInt8]) throws -> Void) throws {
    let annotator = try Annotator()
    let codec = ConlluCodec(annotator: annotator)
    var workspace = Annotator.Workspace()
    if isConllu {
      do {
        try write(try codec.annotate(bytes, using: &workspace))
      } catch let error as ConlluError {
        throw PipelineError(.badData, step: "reading CoNLL-U", error.description)
      }
      return
    }
    let knowledge = try KnowledgeFiles.embedded(.corpus)
    let layout = try LayoutAnalyser(knowledge: knowledge)
    for item in try CorpusReader(knowledge: knowledge).read(bytes: bytes, name: "stdin.txt") {
      switch item {
      case .document(let source, _):
        try write(codec.write(annotator.annotate(layout.analyse(source), using: &workspace)))
      case .skipped(let skip):
        throw PipelineError(.badData, step: "reading", skip.message)
      }
    }
  }
}
