// The front of the Actors room: annotated document in, actors out. The room finds who is spoken of and links the
// mentions of each; it knows nothing of what they do.

import Knowledge
import Language

/// Finds actors and links their mentions. Immutable; share it between threads.
public struct ActorAnalyser: Sendable {
  let gazetteer: Gazetteer
  let lexicon: RoleLexicon
  let grammar: ActorGrammar

  /// Compiles the gazetteer.
  ///
  /// - Throws: `KnowledgeError` with file and line of what cannot be read.
  public init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    gazetteer = try Gazetteer(knowledge: knowledge)
    lexicon = try RoleLexicon(knowledge.required("roles.yaml"))
    grammar = try ActorGrammar(knowledge.required("grammar.yaml"))
  }

  /// ISO month in which the terms of office were last looked through; an open term was open then.
  public var officesKnownUntil: String? { gazetteer.officesKnownUntil }

  /// Finds the actors of a document.
  public func analyse(_ document: AnnotatedDocument) -> ActorAnalysis {
    var resolver = ActorResolver(document, gazetteer: gazetteer, lexicon: lexicon, grammar: grammar)
    return resolver.run()
  }
}
