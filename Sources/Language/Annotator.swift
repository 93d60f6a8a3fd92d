// The analyser: structured document in, annotated document out.

import Corpus

/// Annotates documents. Immutable and safe to share between threads; scratch memory lives in ``Workspace``.
public struct Annotator: Sendable {
  /// Scratch memory that is reused from document to document; one for each thread.
  public struct Workspace {
    public init() {}
  }

  /// The analyser with the model inside the binary.
  public init() throws {}

  /// Tokenises, tags, parses and finds named entities.
  public func annotate(_ document: StructuredDocument, using workspace: inout Workspace) -> AnnotatedDocument {
    AnnotatedDocument(document: document, tokens: [], sentences: [], entities: [], xposNames: [])
  }
}
