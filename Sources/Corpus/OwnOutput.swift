// What this program wrote itself is never input: a site in the folder of its articles would otherwise be read as
// more articles by the next run, and again by the one after.

/// How folders that this program wrote are recognised.
public enum OwnOutput {
  /// The file that marks a folder as written by this program, and lists what was written.
  public static let marker = ".chronograph-output"
  /// How the marker begins.
  public static let markerLine = "made by chronograph"

  /// Whether a folder holds our marker: a regular file of that name that begins as ours does.
  ///
  /// - Parameter folder: path in bytes.
  package static func isMarked(_ folder: [UInt8]) -> Bool {
    let path = folder + [0x2f] + Array(marker.utf8)
    guard FileSystem.kind(path) == .file, let (descriptor, _) = try? FileSystem.open(path) else { return false }
    defer { FileSystem.close(descriptor) }
    var head: [UInt8] = []
    guard (try? FileSystem.read(descriptor, into: &head, count: 64)) != nil else { return false }
    return head.starts(with: markerLine.utf8)
  }

  /// The nearest folder at or above a path that holds our marker.
  ///
  /// - Parameter path: absolute, without links.
  static func folder(around path: [UInt8]) -> [UInt8]? {
    var folder = path
    while !folder.isEmpty {
      if isMarked(folder) { return folder }
      guard let slash = folder.lastIndex(of: 0x2f) else { return nil }
      folder.removeSubrange(slash...)
    }
    return nil
  }
}

/// What the present run writes: paths, and the file that standard output goes to.
struct WrittenPaths: Sendable {
  /// Absolute paths without links.
  private var paths: Set<[UInt8]> = []
  private let standardOutput: FileSystem.Identity?

  /// - Parameter paths: files and folders as the user named them; they need not exist.
  init(_ paths: [String]) {
    standardOutput = FileSystem.identity(ofRegularFile: 1)
    for path in paths {
      var bytes = Array(path.utf8)
      while bytes.count > 1, bytes.last == 0x2f { bytes.removeLast() }
      let slash = bytes.lastIndex(of: 0x2f)
      let name = bytes[(slash.map { $0 + 1 } ?? 0)...]
      let parent = slash.map { $0 == 0 ? [0x2f] : Array(bytes[..<$0]) } ?? [0x2e]
      if let whole = FileSystem.resolved(bytes) { self.paths.insert(whole) }
      if let parent = FileSystem.resolved(parent) {
        self.paths.insert((parent == [0x2f] ? [] : parent) + [0x2f] + name)
      }
    }
  }

  /// Whether the run writes this very path.
  func contains(_ path: [UInt8]) -> Bool { paths.contains(path) }

  /// Whether a path is one that the run writes, or lies below one.
  func covers(_ path: [UInt8]) -> Bool {
    paths.contains { path.starts(with: $0) && (path.count == $0.count || path[$0.count] == 0x2f) }
  }

  /// Whether standard output goes to this file.
  func isStandardOutput(_ path: [UInt8]) -> Bool {
    guard let standardOutput else { return false }
    return FileSystem.identity(path) == standardOutput
  }
}
