// The database of one corpus.

import Foundation
import GRDB

/// A graph in an SQLite file (or in memory), searchable.
///
/// The same graph gives the same rows in the same order. One writer at a time; readers may share a value.
public struct GraphStore: Sendable {
  let queue: DatabaseQueue
  /// Name shown in errors: the file, without its folder.
  let name: String

  /// Opens a database file, creates it when it does not exist, and brings its schema up to date.
  ///
  /// - Parameters:
  ///   - path: the file; its folder must exist.
  ///   - mustExist: whether a missing file is an error.
  /// - Throws: `StoreError`, also for a file that is no database or comes from a newer version.
  public init(path: String, mustExist: Bool = false) throws(StoreError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if mustExist, !FileManager.default.fileExists(atPath: path) {
      throw StoreError(stage: "open", file: name, message: "there is no such file")
    }
    queue = try StoreError.naming("open", name) { try DatabaseQueue(path: path, configuration: Self.configuration) }
    self.name = name
    try migrate()
  }

  /// A database in memory.
  public init() throws(StoreError) {
    queue = try StoreError.naming("open", "in memory") { try DatabaseQueue(configuration: Self.configuration) }
    name = "in memory"
    try migrate()
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    return configuration
  }

  private func migrate() throws(StoreError) {
    try StoreError.naming("migrate", name) {
      let migrator = StoreSchema.migrator
      if try queue.read({ try migrator.hasBeenSuperseded($0) }) {
        throw StoreError(stage: "open", file: name, message: "it was written by a newer version of this program")
      }
      try migrator.migrate(queue)
    }
  }

  func read<R>(_ stage: String, _ work: (Database) throws -> R) throws(StoreError) -> R {
    try StoreError.naming(stage, name) { try queue.read(work) }
  }

  func write(_ work: (Database) throws -> Void) throws(StoreError) {
    try StoreError.naming("write", name) { try queue.write(work) }
  }
}
