// The files of a finished site, read one at a time.

import Corpus
import Foundation

/// A site on disk.
public struct SiteFiles: Sendable {
  /// Paths from the top of the site, sorted by bytes; links are not followed.
  public let paths: [String]
  private let folder: String
  /// Bytes that stand in place of a file's own, for trying what a fault would do.
  public var replaced: [String: [UInt8]] = [:]

  /// Largest file that is read.
  static let limit = 1 << 30

  /// - Returns: nil when the folder is none that this program wrote.
  public init?(folder: String) {
    guard OwnOutput.isMarked(Array(folder.utf8)) else { return nil }
    var paths: [String] = []
    var open = [""]
    while let below = open.popLast() {
      for name in FileSystem.entries(Array((folder + "/" + below).utf8)) ?? [] {
        let path = below + String(decoding: name, as: UTF8.self)
        switch FileSystem.kind(Array((folder + "/" + path).utf8)) {
        case .file: paths.append(path)
        case .folder: open.append(path + "/")
        default: break
        }
      }
    }
    self.folder = folder
    self.paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  public func read(_ path: String) -> [UInt8]? {
    replaced[path] ?? (try? FileSystem.contents(Array((folder + "/" + path).utf8), limit: SiteFiles.limit))
  }
}

/// Something in a site that its evidence does not bear out.
public struct Alarm: Sendable, Equatable {
  /// Machine-readable, such as `span-outside`.
  public var code: String
  /// The thing at fault, such as `event e12ab`.
  public var subject: String
  public var message: String

  public init(_ code: String, _ subject: String, _ message: String) {
    self.code = code
    self.subject = subject
    self.message = message
  }
}
