// The front of the Actors room: annotated document in, actors out.

import Knowledge
import Language

/// Finds actors and links their mentions. Immutable; share it between threads.
public struct ActorAnalyser: Sendable {
  /// Compiles the gazetteer.
  public init(knowledge: KnowledgeFiles) throws(KnowledgeError) {}

  /// Finds the actors of a document.
  public func analyse(_ document: AnnotatedDocument) -> ActorAnalysis {
    ActorAnalysis(actors: [], claims: [], actorOfHead: [:])
  }
}
