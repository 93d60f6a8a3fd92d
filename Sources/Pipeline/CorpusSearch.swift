// Full-text search over a corpus, or over a database that `build --store` wrote.

import EventGraph
import Store

/// Answers searches.
public struct CorpusSearch: Sendable {
  /// One line of an answer.
  public struct Line: Sendable {
    /// `event` or `sentence`.
    public var kind: String
    public var id: String
    public var text: String
    /// Events that a sentence supports, or documents that tell an event.
    public var links: [String]
  }

  private let store: GraphStore

  /// Opens a database that `build --store` wrote.
  ///
  /// - Throws: `PipelineError` with status 66 when there is no such file, 65 when it is damaged or not ours.
  public init(file: String) throws(PipelineError) {
    do throws(StoreError) {
      store = try GraphStore(reading: file)
    } catch {
      throw PipelineError(error.reason == .missing ? .noInput : .badData, step: "search database", error.description)
    }
  }

  /// Searches a graph in memory.
  public init(_ graph: NewsGraph) throws(PipelineError) {
    do throws(StoreError) {
      store = try GraphStore()
      try store.write(graph)
    } catch {
      throw PipelineError(.bug, step: "search", error.description)
    }
  }

  /// Events first, then sentences, each best first.
  ///
  /// - Parameter query: words that must all occur, "phrases", beginnings*, and -words that must not occur.
  public func lines(_ query: String, limit: Int) throws(PipelineError) -> [Line] {
    do throws(StoreError) {
      let results = try store.search(SearchQuery(query), limit: limit)
      return results.events.map { Line(kind: "event", id: $0.event, text: $0.title, links: $0.documents) }
        + results.sentences.map {
          Line(kind: "sentence", id: "\($0.document):\($0.span.start)-\($0.span.end)", text: $0.text, links: $0.events)
        }
    } catch {
      throw PipelineError(.badData, step: "search", error.description)
    }
  }
}
