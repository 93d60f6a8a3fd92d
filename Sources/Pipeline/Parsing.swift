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
  ///   - name: the file's name; its suffix decides how it is read, without one the bytes do.
  ///   - isConllu: keep the tokens and sentences of the input.
  public static func run(
    on bytes: [UInt8], name: String = "stdin", isConllu: Bool, write: ([UInt8]) throws -> Void
  ) throws {
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
    let items = try CorpusReader(knowledge: knowledge).read(bytes: bytes, name: name)
    let isSingle = items.count == 1
    for item in items {
      switch item {
      case .document(let source, _):
        try write(codec.write(annotator.annotate(layout.analyse(source), using: &workspace)))
      case .skipped(let skip):
        // Of many documents in one file those that can be read are parsed.
        if isSingle { throw PipelineError(.badData, step: "reading", skip.message) }
      }
    }
  }
}
