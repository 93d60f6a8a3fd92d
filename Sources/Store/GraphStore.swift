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

  /// Opens a database file for writing, creates it when it does not exist, and brings its schema up to date.
  ///
  /// - Parameter path: the file; its folder must exist.
  /// - Throws: `StoreError`, also for a file that this program did not write, which is then not touched, and for one
  ///   of a newer version.
  public init(path: String) throws(StoreError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    switch StoreFile.kind(path) {
    case .missing, .empty, .ours: break
    case .foreign: throw StoreError(stage: "open", file: name, message: StoreFile.foreignMessage, reason: .foreign)
    case .unreadable(let why): throw StoreError(stage: "open", file: name, message: why)
    }
    queue = try StoreError.naming("open", name) { try DatabaseQueue(path: path, configuration: Self.configuration) }
    self.name = name
    try migrate()
  }

  /// Opens a database file that this program wrote, for reading only: not a byte of it changes.
  ///
  /// - Throws: `StoreError`, with a reason, when there is no such file or it was not written by this program.
  public init(reading path: String) throws(StoreError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    switch StoreFile.kind(path) {
    case .ours: break
    case .missing: throw StoreError(stage: "open", file: name, message: "there is no such file", reason: .missing)
    case .empty, .foreign:
      throw StoreError(stage: "open", file: name, message: StoreFile.foreignMessage, reason: .foreign)
    case .unreadable(let why): throw StoreError(stage: "open", file: name, message: why, reason: .missing)
    }
    var configuration = Self.configuration
    configuration.readonly = true
    queue = try StoreError.naming("open", name) { try DatabaseQueue(path: path, configuration: configuration) }
    self.name = name
    try StoreError.naming("open", name) {
      let migrator = StoreSchema.migrator
      let (isNewer, isCurrent) = try queue.read {
        (try migrator.hasBeenSuperseded($0), try migrator.hasCompletedMigrations($0))
      }
      guard !isNewer else { throw StoreError(stage: "open", file: name, message: StoreFile.newerMessage) }
      guard isCurrent else {
        throw StoreError(
          stage: "open", file: name, message: "it was written by an older version; write it anew with build --store")
      }
    }
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
        throw StoreError(stage: "open", file: name, message: StoreFile.newerMessage)
      }
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(StoreFile.applicationID)") }
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
