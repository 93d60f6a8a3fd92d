// What stands in a file before SQLite may open it: the first hundred bytes of a database say who wrote it
// (SQLite file format, section 1.3), and opening a foreign one could already change it.

import Foundation

/// Tells our databases from other files.
public enum StoreFile {
  /// What stands at a path.
  public enum Kind: Equatable, Sendable {
    case missing
    /// A file without a byte, which becomes ours by writing it.
    case empty
    case ours
    /// A database of another program, or no database at all.
    case foreign
    /// With the reason.
    case unreadable(String)
  }

  /// `CHRG` in ASCII, in the header's field for the application.
  static let applicationID: Int32 = 0x4348_5247

  static let foreignMessage = "it was not written by build --store"
  static let newerMessage = "it was written by a newer version of this program"

  /// Looks at the first bytes of a file.
  public static func kind(_ path: String) -> Kind {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return .missing }
    guard !isFolder.boolValue else { return .unreadable("it is a folder") }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      let head = [UInt8](try handle.read(upToCount: 100) ?? Data())
      guard !head.isEmpty else { return .empty }
      guard head.count == 100, head.starts(with: Array("SQLite format 3".utf8) + [0]) else { return .foreign }
      let id = head[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return id == UInt32(bitPattern: applicationID) ? .ours : .foreign
    } catch {
      return .unreadable("it cannot be read")
    }
  }
}
