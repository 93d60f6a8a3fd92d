// What was computed from a document's content, kept until the content or the program changes.

import ChronographBase
import Corpus
import EventGraph
import Foundation
import GRDB

/// The content of one document in 128 bits: its text and what its container says of it.
public struct Fingerprint: Sendable, Hashable {
  /// 32 hexadecimal digits.
  public let digits: String

  public init(of document: SourceDocument) {
    var parts = [document.id]
    for field in [
      document.title, document.date, document.dateSource?.rawValue, document.outlet, document.url,
      document.language,
    ] {
      parts.append(field.map { "+" + $0 } ?? "-")
    }
    parts.append(String(decoding: document.text, as: UTF8.self))
    digits = ContentHash(parts).hex() + ContentHash(parts.reversed()).hex()
  }
}

extension GraphStore {
  /// What was kept for a document, when its content and the version are still the same.
  ///
  /// - Parameter version: of the program, model and knowledge that made the payload.
  public func payload(
    of document: String, fingerprint: Fingerprint, version: String
  ) throws(StoreError) -> [UInt8]? {
    try read("read") { db in
      try Data.fetchOne(
        db, sql: "SELECT payload FROM fingerprint WHERE document = ? AND content = ? AND version = ?",
        arguments: [document, fingerprint.digits, version]
      ).map(Array.init)
    }
  }

  /// Keeps a payload for a document in place of an older one.
  public func keep(
    _ payload: [UInt8], of document: String, fingerprint: Fingerprint, version: String
  ) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO fingerprint VALUES (?, ?, ?, ?)",
        arguments: [document, fingerprint.digits, version, Data(payload)])
    }
  }

  /// Forgets documents that are not among those named.
  public func forgetFingerprints(except documents: Set<String>) throws(StoreError) {
    try write { db in
      for id in try String.fetchAll(db, sql: "SELECT document FROM fingerprint") where !documents.contains(id) {
        try db.execute(sql: "DELETE FROM fingerprint WHERE document = ?", arguments: [id])
      }
    }
  }
}
