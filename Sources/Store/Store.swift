// The Store room: SQLite through GRDB. The only room that knows SQL. It keeps what a graph says, for full-text
// search and for queries of a user's own; it decides nothing about the news.

import GRDB

/// A fault of the database file: what was being done, and what SQLite said.
public struct StoreError: Error, Sendable, CustomStringConvertible {
  /// `open`, `migrate`, `write`, `search` or `read`.
  public var stage: String
  public var file: String
  public var message: String
  /// Why, where a caller may want to tell reasons apart.
  public var reason: Reason

  public enum Reason: Sendable {
    /// There is no file, or it cannot be opened.
    case missing
    /// This program did not write the file.
    case foreign
    /// The file is damaged, or no database.
    case damaged
    /// What SQLite said.
    case database
  }

  public init(stage: String, file: String, message: String, reason: Reason = .database) {
    self.stage = stage
    self.file = file
    self.message = message
    self.reason = reason
  }

  public var description: String { "cannot \(stage) the database \(file): \(message)" }

  /// Runs a piece of work and names its stage when it fails.
  static func naming<R>(_ stage: String, _ file: String, _ work: () throws -> R) throws(StoreError) -> R {
    do {
      return try work()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      let isDamage = error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
      throw StoreError(
        stage: stage, file: file, message: error.message ?? error.resultCode.description,
        reason: isDamage ? .damaged : .database)
    } catch {
      throw StoreError(stage: stage, file: file, message: "\(error)")
    }
  }
}
