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
  public init(file: String) throws(PipelineError) {
    store = try Self.open(file, mustExist: true)
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

  /// Writes the database of a graph.
  static func write(_ graph: NewsGraph, to file: String) throws(PipelineError) {
    let store = try open(file, mustExist: false)
    do throws(StoreError) {
      try store.write(graph)
    } catch {
      throw PipelineError(.cannotWrite, step: "writing", error.description)
    }
  }

  private static func open(_ file: String, mustExist: Bool) throws(PipelineError) -> GraphStore {
    do throws(StoreError) {
      return try GraphStore(path: file, mustExist: mustExist)
    } catch {
      throw PipelineError(mustExist ? .noInput : .cannotCreate, step: "search database", error.description)
    }
  }
}
