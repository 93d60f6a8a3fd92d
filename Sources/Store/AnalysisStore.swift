// What was found in documents, kept between runs: bytes by key. It may be deleted at any time, and is when it is damaged.

import Foundation
import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file of analyses by the hash of what was analysed.
///
/// Several runs may use one file at once. A run that is killed leaves it whole: SQLite's log is played back or dropped by
/// the next one. What cannot be read or written is as if it had not been there.
public final class AnalysisStore: Sendable {
  /// One analysis.
  public struct Row: Sendable {
    /// Hash of what was analysed.
    public var key: [UInt8]
    public var payload: [UInt8]

    public init(key: [UInt8], payload: [UInt8]) {
      self.key = key
      self.payload = payload
    }
  }

  private let queue: DatabaseQueue
  private let name: String
  /// Seconds to wait for another run that is writing.
  private static let patience: TimeInterval = 5

  /// Opens a file, or makes it.
  ///
  /// - Parameter path: its folder must exist.
  /// - Throws: `StoreError` when the file is damaged or cannot be made.
  public init(path: String) throws(StoreError) {
    // The log and its index take the mode of the file.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      _ = fchmod(descriptor, 0o600)
      close(descriptor)
    }
    name = path.split(separator: "/").last.map(String.init) ?? path
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    configuration.journalMode = .wal
    queue = try StoreError.naming("open", name) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try db.execute(
          sql: """
            PRAGMA synchronous = NORMAL;
            CREATE TABLE IF NOT EXISTS analysis (key BLOB PRIMARY KEY NOT NULL, payload BLOB NOT NULL);
            """)
      }
      return queue
    }
  }

  /// What was kept under a key.
  public func payload(of key: [UInt8]) throws(StoreError) -> [UInt8]? {
    try StoreError.naming("read", name) {
      try queue.writeWithoutTransaction { db in
        let statement = try db.cachedStatement(sql: "SELECT payload FROM analysis WHERE key = ?")
        return try Data.fetchOne(statement, arguments: [Data(key)]).map { [UInt8]($0) }
      }
    }
  }

  /// Brings all that was kept into the file itself, as far as no other run is in the way.
  public func settle() {
    try? queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  /// Keeps analyses, all of them or none.
  public func keep(_ rows: [Row]) throws(StoreError) {
    try StoreError.naming("write", name) {
      try queue.write { db in
        let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO analysis VALUES (?, ?)")
        for row in rows { try statement.execute(arguments: [Data(row.key), Data(row.payload)]) }
      }
    }
  }
}
