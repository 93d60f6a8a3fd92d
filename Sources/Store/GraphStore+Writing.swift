// Writes a graph into the database, in one transaction: the old graph or the new one, nothing between.

import Chronology
import Corpus
import EventGraph
import Events
import GRDB

extension GraphStore {
  /// Replaces what the database holds by a graph.
  ///
  /// - Throws: `StoreError`; the database then still holds what it held before.
  public func write(_ graph: NewsGraph) throws(StoreError) {
    try write { db in
      for table in StoreSchema.graphTableNames { try db.execute(sql: "DELETE FROM \(table)") }
      var sentences = SentenceIds()
      try writeDocuments(graph.documents, &sentences, db)
      try writeActors(graph.actors, db)
      try writeEvents(graph, sentences, db)
      try writeRelations(graph.relations, db)
      try writeTensions(graph.tensions, db)
      for index in ["sentence_index", "event_index"] {
        try db.execute(sql: "INSERT INTO \(index)(\(index)) VALUES ('rebuild')")
      }
    }
  }

  private func writeDocuments(_ documents: [GraphDocument], _ ids: inout SentenceIds, _ db: Database) throws {
    let document = try db.makeStatement(
      sql: "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let sentence = try db.makeStatement(sql: "INSERT INTO sentence VALUES (?, ?, ?, ?, ?)")
    for entry in documents {
      let record = entry.record
      let source = record.source
      try document.execute(arguments: [
        entry.id, entry.number, record.title, source.outlet, source.url, source.language, source.path,
        record.date.edtf, record.date.interval.earliest?.description, record.date.interval.latest?.description,
        record.date.basis.rawValue, String(decoding: source.text, as: UTF8.self),
      ])
      for span in record.sentences {
        let id = ids.add(span, of: entry.id)
        try sentence.execute(arguments: [id, entry.id, span.start, span.end, source.string(span)])
      }
    }
  }

  private func writeActors(_ actors: [GraphActor], _ db: Database) throws {
    let actor = try db.makeStatement(sql: "INSERT INTO actor VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    let mention = try db.makeStatement(sql: "INSERT INTO actor_mention VALUES (?, ?, ?, ?, ?)")
    for (position, entry) in actors.enumerated() {
      try actor.execute(arguments: [
        entry.id, position, entry.name, entry.kind.rawValue, entry.country, entry.sector, entry.affiliation,
        entry.why,
      ])
      for item in entry.mentions {
        try mention.execute(arguments: [
          entry.id, item.at.doc, item.at.span.start, item.at.span.end, item.form.rawValue,
        ])
      }
    }
  }

  private func writeEvents(_ graph: NewsGraph, _ sentences: SentenceIds, _ db: Database) throws {
    let event = try db.makeStatement(
      sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let participant = try db.makeStatement(sql: "INSERT INTO participant VALUES (?, ?, ?, ?)")
    let mention = try db.makeStatement(sql: "INSERT INTO event_mention VALUES (?, ?, ?, ?, ?)")
    let support = try db.makeStatement(sql: "INSERT OR IGNORE INTO event_sentence VALUES (?, ?)")
    let quantity = try db.makeStatement(sql: "INSERT INTO quantity VALUES (?, ?, ?, ?, ?)")
    for (position, entry) in graph.events.enumerated() {
      let days = entry.when.interval
      try event.execute(arguments: [
        entry.id, position, entry.title, entry.type.rawValue, entry.mode, entry.cameo, entry.place, entry.when.edtf,
        days.earliest?.description, days.latest?.description, entry.when.basis.rawValue, entry.status.rawValue,
        entry.confidence, entry.why.joined(separator: "\n"),
      ])
      for (role, ids) in [("agent", entry.agents), ("patient", entry.patients), ("source", entry.sources)] {
        for (number, id) in ids.enumerated() { try participant.execute(arguments: [entry.id, role, number, id]) }
      }
      for (kind, spans) in [("trigger", entry.mentions), ("evidence", entry.evidence), ("quote", entry.quotes)] {
        for at in spans { try mention.execute(arguments: [entry.id, at.doc, at.span.start, at.span.end, kind]) }
      }
      for at in entry.evidence + entry.mentions {
        for sentence in sentences.overlapping(at) { try support.execute(arguments: [entry.id, sentence]) }
      }
      for (number, item) in entry.quantities.enumerated() {
        try quantity.execute(arguments: [entry.id, number, item.what, item.low, item.high])
      }
    }
  }

  private func writeRelations(_ relations: [GraphRelation], _ db: Database) throws {
    let relation = try db.makeStatement(sql: "INSERT INTO relation VALUES (?, ?, ?, ?, ?)")
    let evidence = try db.makeStatement(sql: "INSERT INTO relation_evidence VALUES (?, ?, ?, ?)")
    for (number, entry) in relations.enumerated() {
      try relation.execute(arguments: [number + 1, entry.kind.rawValue, entry.a, entry.b, entry.why])
      for at in entry.evidence {
        try evidence.execute(arguments: [number + 1, at.doc, at.span.start, at.span.end])
      }
    }
  }

  private func writeTensions(_ tensions: [Tension], _ db: Database) throws {
    let tension = try db.makeStatement(sql: "INSERT INTO tension VALUES (?, ?, ?, ?, ?)")
    let position = try db.makeStatement(sql: "INSERT INTO tension_position VALUES (?, ?, ?)")
    let mention = try db.makeStatement(sql: "INSERT INTO tension_mention VALUES (?, ?, ?, ?, ?)")
    let event = try db.makeStatement(sql: "INSERT OR IGNORE INTO tension_event VALUES (?, ?)")
    for (number, entry) in tensions.enumerated() {
      try tension.execute(arguments: [entry.id, number, entry.kind.rawValue, entry.question, entry.resolution])
      for (index, says) in entry.positions.enumerated() {
        try position.execute(arguments: [entry.id, index, says.says])
        for at in says.mentions {
          try mention.execute(arguments: [entry.id, index, at.doc, at.span.start, at.span.end])
        }
      }
      for id in entry.events { try event.execute(arguments: [entry.id, id]) }
    }
  }
}

/// Row ids of the sentences of each document, to find the sentences under a span.
private struct SentenceIds {
  private var byDocument: [String: [(span: ByteSpan, id: Int)]] = [:]
  private var next = 1

  mutating func add(_ span: ByteSpan, of document: String) -> Int {
    defer { next += 1 }
    byDocument[document, default: []].append((span, next))
    return next
  }

  /// Sentences stand in text order, so a binary search finds the first one.
  func overlapping(_ at: DocSpan) -> [Int] {
    guard let sentences = byDocument[at.doc] else { return [] }
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].span.end <= at.span.start { low = middle + 1 } else { high = middle }
    }
    var result: [Int] = []
    while low < sentences.count, sentences[low].span.start < at.span.end {
      result.append(sentences[low].id)
      low += 1
    }
    return result
  }
}
