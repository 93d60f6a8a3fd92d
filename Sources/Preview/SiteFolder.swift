// The files of the built folder, and nothing beside them.

import Corpus

package struct SiteFolder: Sendable {
  private static let fileLimit = 512 << 20
  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml", "json": "application/json", "xml": "application/xml", "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8", "png": "image/png", "txt": "text/plain; charset=utf-8",
    "dot": "text/plain; charset=utf-8", "mw": "text/plain; charset=utf-8", "gexf": "application/xml",
    "graphml": "application/xml",
  ]

  /// The folder.
  package let path: String

  package init(path: String) { self.path = path }

  /// The bytes and the type of a file.
  ///
  /// - Parameter name: relative path, decoded: `events/a.html`.
  /// - Returns: nil for what is not a regular file below the folder, links resolved; for hidden names; for names with
  ///   `..`, empty parts, backslashes or control characters.
  package func file(_ name: String) -> (bytes: [UInt8], type: String)? {
    let parts = name.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)
    guard !parts.isEmpty, parts.count < 20, parts.allSatisfy(SiteFolder.isPlain) else { return nil }
    guard let top = FileSystem.resolved(Array(path.utf8)),
      let real = FileSystem.resolved(top + [0x2f] + Array(name.utf8)), real.starts(with: top + [0x2f]),
      let bytes = try? FileSystem.contents(real, limit: SiteFolder.fileLimit)
    else { return nil }
    let suffix = parts.last.map { String(Substring($0)) }?.split(separator: ".").last.map(String.init) ?? ""
    return (bytes, SiteFolder.types[suffix.lowercased()] ?? "application/octet-stream")
  }

  private static func isPlain(_ part: Substring.UTF8View) -> Bool {
    guard let first = part.first, first != 0x2e else { return false }
    return part.allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != 0x5c }
  }
}
