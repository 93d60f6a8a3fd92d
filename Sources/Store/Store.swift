// The Store room: SQLite through GRDB. The only room that knows SQL. It keeps what a graph says, for full-text
// search and for queries of a user's own; it decides nothing about the news.

import GRDB

/// A fault of the database file: what was being done, and what SQLite said.
public struct StoreError: Error, Sendable, CustomStringConvertible {
  /// `open`, `migrate`, `write`, `search` or `read`.
  public var stage: String
  public var file: String
  public var message: String

  public init(stage: String, file: String, message: String) {
    self.stage = stage
    self.file = file
    self.message = message
  }

  public var description: String { "cannot \(stage) the database \(file): \(message)" }

  /// Runs a piece of work and names its stage when it fails.
  static func naming<R>(_ stage: String, _ file: String, _ work: () throws -> R) throws(StoreError) -> R {
    do {
      return try work()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(stage: stage, file: file, message: error.message ?? error.resultCode.description)
    } catch {
      throw StoreError(stage: stage, file: file, message: "\(error)")
    }
  }
}
