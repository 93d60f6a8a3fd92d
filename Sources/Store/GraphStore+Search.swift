// Full-text search over sentences and the titles of events.

import Corpus
import GRDB

/// A sentence that answers a search.
public struct SentenceHit: Sendable, Equatable {
  public var document: String
  /// Bytes of the document's text.
  public var span: ByteSpan
  public var text: String
  /// The words that were found, as bytes of ``text``.
  public var matches: [ByteSpan]
  /// Ids of the events that this sentence supports, in time order.
  public var events: [String]
}

/// An event whose title answers a search.
public struct EventHit: Sendable, Equatable {
  public var event: String
  public var title: String
  /// The words that were found, as bytes of ``title``.
  public var matches: [ByteSpan]
  /// Documents that tell it, in reading order.
  public var documents: [String]
}

/// The answer to a search, best first; equally good ones in time or reading order.
public struct SearchResults: Sendable, Equatable {
  public var events: [EventHit]
  public var sentences: [SentenceHit]

  public init(events: [EventHit] = [], sentences: [SentenceHit] = []) {
    self.events = events
    self.sentences = sentences
  }
}

extension GraphStore {
  /// Searches sentences and event titles.
  ///
  /// - Parameters:
  ///   - query: an empty one finds nothing.
  ///   - limit: most events and most sentences in the answer.
  public func search(_ query: SearchQuery, limit: Int = 50) throws(StoreError) -> SearchResults {
    guard !query.isEmpty, limit > 0 else { return SearchResults() }
    return try read("search") { db in
      SearchResults(
        events: try events(query.expression, limit, db), sentences: try sentences(query.expression, limit, db))
    }
  }

  private func events(_ expression: String, _ limit: Int, _ db: Database) throws -> [EventHit] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT event.id, highlight(event_index, 0, char(1), char(2)) FROM event_index
        JOIN event ON event.rowid = event_index.rowid WHERE event_index MATCH ?
        ORDER BY bm25(event_index), event.position LIMIT ?
        """, arguments: [expression, limit])
    return try rows.map { row in
      let id: String = row[0]
      let (title, matches) = Self.marked(row[1])
      let documents = try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT document.id FROM event_mention JOIN document ON document.id = event_mention.document
          WHERE event = ? ORDER BY document.number
          """, arguments: [id])
      return EventHit(event: id, title: title, matches: matches, documents: documents)
    }
  }

  private func sentences(_ expression: String, _ limit: Int, _ db: Database) throws -> [SentenceHit] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT sentence.id, document, "start", "end", highlight(sentence_index, 0, char(1), char(2))
        FROM sentence_index JOIN sentence ON sentence.id = sentence_index.rowid WHERE sentence_index MATCH ?
        ORDER BY bm25(sentence_index), sentence.id LIMIT ?
        """, arguments: [expression, limit])
    return try rows.map { row in
      let id: Int = row[0]
      let (text, matches) = Self.marked(row[4])
      let events = try String.fetchAll(
        db,
        sql: """
          SELECT event.id FROM event_sentence JOIN event ON event.id = event_sentence.event
          WHERE sentence = ? ORDER BY event.position
          """, arguments: [id])
      return SentenceHit(
        document: row[1], span: ByteSpan(row[2], row[3]), text: text, matches: matches, events: events)
    }
  }

  /// Takes the marks of `highlight` out of a text; texts of this program hold no control characters.
  private static func marked(_ text: String) -> (text: String, matches: [ByteSpan]) {
    var bytes: [UInt8] = []
    var matches: [ByteSpan] = []
    var start = 0
    for byte in text.utf8 {
      switch byte {
      case 1: start = bytes.count
      case 2: matches.append(ByteSpan(start, bytes.count))
      default: bytes.append(byte)
      }
    }
    return (String(decoding: bytes, as: UTF8.self), matches)
  }
}
