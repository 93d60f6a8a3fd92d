// The front of the Events room: a document with times and actors in, events out.

import Actors
import Chronology
import Corpus
import Knowledge
import Language

/// Finds events by frames. Immutable; share it between threads.
public struct EventAnalyser: Sendable {
  let book: FrameBook
  let times: TimeAnalyser

  /// Compiles the frames.
  public init(knowledge: KnowledgeFiles, times: TimeAnalyser) throws(KnowledgeError) {
    book = try FrameBook(knowledge: knowledge)
    self.times = times
  }

  /// Finds the events of a document and the relations between them.
  public func analyse(_ document: AnnotatedDocument, _ times: TimeAnalysis, _ actors: ActorAnalysis) -> EventAnalysis {
    var reader = DocumentReader(book: book, timeAnalyser: self.times, document: document, times: times, actors: actors)
    return reader.read()
  }

  /// How real the predicate at a token is told and why, whether or not a frame knows it.
  package func factuality(of token: Int, in document: AnnotatedDocument) -> (status: EventStatus, why: String) {
    let clauses = ClauseReader(document, words: ClauseWords(book.words))
    let reading = StatusReader(book: book, document: document, clauses: clauses).reader
      .factuality(of: token)
    return (reading.status, reading.why)
  }
}
