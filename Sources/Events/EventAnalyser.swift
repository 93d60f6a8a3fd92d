// The front of the Events room: a document with times and actors in, events out.

import Actors
import Chronology
import Knowledge
import Language

/// Finds events by frames. Immutable; share it between threads.
public struct EventAnalyser: Sendable {
  /// Compiles the frames.
  public init(knowledge: KnowledgeFiles, times: TimeAnalyser) throws(KnowledgeError) {}

  /// Finds the events of a document and the relations between them.
  public func analyse(_ document: AnnotatedDocument, _ times: TimeAnalysis, _ actors: ActorAnalysis) -> EventAnalysis {
    EventAnalysis(events: [], relations: [], diagnostics: [])
  }
}
