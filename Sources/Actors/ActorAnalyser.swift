// The front of the Actors room: annotated document in, actors out. The room finds who is spoken of and links the
// mentions of each; it knows nothing of what they do.

import Knowledge
import Language

/// Finds actors and links their mentions. Immutable; share it between threads.
public struct ActorAnalyser: Sendable {
  let gazetteer: Gazetteer
  let lexicon: RoleLexicon
  let grammar: ActorGrammar
  let nounKinds: NounKinds
  let slotKinds: SlotKinds
  let antecedents: AntecedentModel

  /// Compiles the gazetteer.
  ///
  /// - Throws: `KnowledgeError` with file and line of what cannot be read.
  public init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    gazetteer = try Gazetteer(knowledge: knowledge)
    nounKinds = try NounKinds(knowledge.required("nouns.yaml"))
    slotKinds = try SlotKinds(knowledge.required("slots.yaml"))
    antecedents = try AntecedentModel(knowledge.required("antecedents.yaml"))
    lexicon = try RoleLexicon(knowledge.required("roles.yaml"), persons: nounKinds.persons)
    grammar = try ActorGrammar(knowledge.required("grammar.yaml"))
  }

  /// ISO month in which the terms of office were last looked through; an open term was open then.
  public var officesKnownUntil: String? { gazetteer.officesKnownUntil }

  /// Finds the actors of a document.
  public func analyse(_ document: AnnotatedDocument) -> ActorAnalysis {
    var resolver = ActorResolver(document, self)
    return resolver.run()
  }

  /// The candidates of each pronoun of a document with their features, in text order: rows for the training of
  /// antecedents.yaml.
  package func antecedentRows(_ document: AnnotatedDocument) -> [AntecedentRow] {
    var resolver = ActorResolver(document, self)
    resolver.rows = []
    _ = resolver.run()
    return resolver.rows ?? []
  }
}
