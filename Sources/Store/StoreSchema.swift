// Tables of the database. A migration that has shipped is never changed; a new one is added after it.

import GRDB

enum StoreSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: documents, sentences, actors, events") { try $0.execute(sql: graphTables) }
    migrator.registerMigration("2: relations and tensions") { try $0.execute(sql: relationTables) }
    migrator.registerMigration("3: full-text search") { try $0.execute(sql: searchTables) }
    migrator.registerMigration("4: fingerprints") { try $0.execute(sql: fingerprintTable) }
    return migrator
  }

  /// Spans are byte offsets into `document.text`; days are ISO 8601, NULL is an open end.
  private static let graphTables = """
    CREATE TABLE document (
      id TEXT PRIMARY KEY, number INTEGER NOT NULL, title TEXT NOT NULL, outlet TEXT, url TEXT, language TEXT,
      path TEXT, edtf TEXT, earliest TEXT, latest TEXT, basis TEXT NOT NULL, text TEXT NOT NULL
    );
    CREATE TABLE sentence (
      id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id), "start" INTEGER NOT NULL,
      "end" INTEGER NOT NULL, text TEXT NOT NULL
    );
    CREATE INDEX sentence_document ON sentence(document, "start");
    CREATE TABLE actor (
      id TEXT PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
      sector TEXT, affiliation TEXT, why TEXT NOT NULL
    );
    CREATE TABLE actor_mention (
      actor TEXT NOT NULL REFERENCES actor(id), document TEXT NOT NULL REFERENCES document(id),
      "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, form TEXT NOT NULL
    );
    CREATE INDEX actor_mention_actor ON actor_mention(actor);
    CREATE TABLE event (
      id TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, type TEXT NOT NULL, mode TEXT,
      cameo TEXT, place TEXT, edtf TEXT, earliest TEXT, latest TEXT, basis TEXT NOT NULL, status TEXT NOT NULL,
      confidence REAL NOT NULL, why TEXT NOT NULL
    );
    CREATE TABLE participant (
      event TEXT NOT NULL REFERENCES event(id), role TEXT NOT NULL CHECK (role IN ('agent', 'patient', 'source')),
      position INTEGER NOT NULL, actor TEXT NOT NULL REFERENCES actor(id), PRIMARY KEY (event, role, position)
    ) WITHOUT ROWID;
    CREATE INDEX participant_actor ON participant(actor);
    CREATE TABLE event_mention (
      event TEXT NOT NULL REFERENCES event(id), document TEXT NOT NULL REFERENCES document(id),
      "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('trigger', 'evidence', 'quote'))
    );
    CREATE INDEX event_mention_event ON event_mention(event);
    CREATE TABLE event_sentence (
      event TEXT NOT NULL REFERENCES event(id), sentence INTEGER NOT NULL REFERENCES sentence(id),
      PRIMARY KEY (event, sentence)
    ) WITHOUT ROWID;
    CREATE INDEX event_sentence_sentence ON event_sentence(sentence);
    CREATE TABLE quantity (
      event TEXT NOT NULL REFERENCES event(id), position INTEGER NOT NULL, what TEXT NOT NULL, low REAL, high REAL,
      PRIMARY KEY (event, position)
    ) WITHOUT ROWID;
    """

  private static let relationTables = """
    CREATE TABLE relation (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, a TEXT NOT NULL REFERENCES event(id),
      b TEXT NOT NULL REFERENCES event(id), why TEXT NOT NULL
    );
    CREATE INDEX relation_a ON relation(a);
    CREATE INDEX relation_b ON relation(b);
    CREATE TABLE relation_evidence (
      relation INTEGER NOT NULL REFERENCES relation(id), document TEXT NOT NULL REFERENCES document(id),
      "start" INTEGER NOT NULL, "end" INTEGER NOT NULL
    );
    CREATE TABLE tension (
      id TEXT PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, question TEXT NOT NULL, resolution TEXT
    );
    CREATE TABLE tension_position (
      tension TEXT NOT NULL REFERENCES tension(id), position INTEGER NOT NULL, says TEXT NOT NULL,
      PRIMARY KEY (tension, position)
    ) WITHOUT ROWID;
    CREATE TABLE tension_mention (
      tension TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL REFERENCES document(id),
      "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
      FOREIGN KEY (tension, position) REFERENCES tension_position(tension, position)
    );
    CREATE TABLE tension_event (
      tension TEXT NOT NULL REFERENCES tension(id), event TEXT NOT NULL REFERENCES event(id),
      PRIMARY KEY (tension, event)
    ) WITHOUT ROWID;
    """

  /// Contents live in the tables above; stemming and folding of diacritics are the index's.
  private static let searchTables = """
    CREATE VIRTUAL TABLE sentence_index USING fts5(
      text, content='sentence', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE event_index USING fts5(
      title, content='event', content_rowid='rowid', tokenize='porter unicode61 remove_diacritics 2');
    """

  private static let fingerprintTable = """
    CREATE TABLE fingerprint (
      document TEXT PRIMARY KEY, content TEXT NOT NULL, version TEXT NOT NULL, payload BLOB NOT NULL
    ) WITHOUT ROWID;
    """

  /// Tables that a graph fills, children before parents.
  static let graphTableNames = [
    "tension_event", "tension_mention", "tension_position", "tension", "relation_evidence", "relation", "quantity",
    "event_sentence", "event_mention", "participant", "event", "actor_mention", "actor", "sentence", "document",
  ]
}
