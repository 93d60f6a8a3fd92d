// What an output folder published before it is replaced: its ids and its table of old ones.

import Corpus
import EventGraph

/// The published ids of an output folder.
struct FormerOutput {
  private static let limit = 1 << 30

  private(set) var published: PublishedIndex
  private(set) var table: RedirectTable
  /// What could not be read, in words; nil when all was.
  private(set) var fault: String?

  /// - Returns: nil when the folder holds no output that lists its ids.
  init?(_ folder: String) {
    func read(_ path: String) -> [UInt8]? {
      try? FileSystem.contents(Array("\(folder)/\(path)".utf8), limit: FormerOutput.limit)
    }
    guard OwnOutput.isMarked(Array(folder.utf8)), let bytes = read(PublishedIndex.path) else { return nil }
    let old = read(RedirectTable.path).flatMap { RedirectTable(json: $0) }
    table = old ?? RedirectTable()
    if let published = PublishedIndex(json: bytes) {
      self.published = published
      if old == nil {
        fault = "\(RedirectTable.path) of the former output cannot be read; only its own addresses lead on"
      }
    } else {
      published = PublishedIndex(items: [])
      fault = "\(PublishedIndex.path) of the former output cannot be read; its addresses lead nowhere"
    }
  }
}
