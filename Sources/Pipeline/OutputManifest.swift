// What a run wrote, as the marker of its output lists it: the right to replace and remove ends there.

import Corpus

/// The files of one output folder that this program wrote.
///
/// Paths are bytes relative to the folder, since names of a user's own files need not be UTF-8.
struct OutputManifest: Sendable {
  private let files: Set<[UInt8]>
  /// Folders above the files; the empty path stands for the output folder itself.
  private let folders: Set<[UInt8]>

  init(paths: some Sequence<[UInt8]>) {
    var files: Set<[UInt8]> = []
    var folders: Set<[UInt8]> = [[]]
    for path in paths {
      files.insert(path)
      var parent = path[...]
      while let slash = parent.lastIndex(of: 0x2f) {
        parent = parent[..<slash]
        folders.insert(Array(parent))
      }
    }
    self.files = files
    self.folders = folders
  }

  /// Reads the marker of a folder; nil when the folder holds none of ours.
  init?(folder: [UInt8]) {
    guard OwnOutput.isMarked(folder) else { return nil }
    let path = folder + [0x2f] + Self.marker
    guard let text = try? FileSystem.contents(path, limit: 1 << 30) else { return nil }
    let lines = text.split(separator: 0x0a)
    self.init(paths: lines.dropFirst().map(Array.init))
  }

  static let marker = Array(OwnOutput.marker.utf8)

  /// Whether the marker lists files; those of the first versions did not.
  var isListed: Bool { !files.isEmpty }

  /// The text of the marker: our line, then a path a line in the order of bytes.
  var bytes: [UInt8] {
    var result = Array(OwnOutput.markerLine.utf8) + [0x0a]
    for path in files.sorted(by: { $0.lexicographicallyPrecedes($1) }) { result += path + [0x0a] }
    return result
  }

  /// Whether a path with what stands there (no link is followed) was written by this program.
  func owns(_ path: [UInt8], _ kind: FileSystem.Kind) -> Bool {
    switch kind {
    case .file: path == Self.marker || files.contains(path)
    case .folder: folders.contains(path)
    case .link, .other: false
    }
  }

  /// Whether something that a user put at a path stands in the way of a file or folder of this list.
  func needs(_ path: [UInt8], _ kind: FileSystem.Kind) -> Bool {
    if path == Self.marker || files.contains(path) || (folders.contains(path) && kind != .folder) { return true }
    var parent = path[...]
    while let slash = parent.lastIndex(of: 0x2f) {
      parent = parent[..<slash]
      if files.contains(Array(parent)) { return true }
    }
    return false
  }

  /// Entries of a folder that this program did not write, in the order of their bytes; a folder that is whole a
  /// user's is one entry, unless `other` has a folder of that name, then its entries are.
  func foreign(in folder: [UInt8], splittingFoldersOf other: OutputManifest? = nil) -> [Foreign] {
    var found: [Foreign] = []
    var open: [[UInt8]] = [[]]
    while let path = open.popLast() {
      for name in FileSystem.entries(folder + [0x2f] + path) ?? [] {
        let relative = path.isEmpty ? name : path + [0x2f] + name
        guard let kind = FileSystem.kind(folder + [0x2f] + relative) else { continue }
        if kind == .folder, owns(relative, kind) || other?.folders.contains(relative) == true {
          open.append(relative)
        } else if !owns(relative, kind) {
          found.append(Foreign(path: relative, kind: kind))
        }
      }
    }
    return found.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// Something in an output folder that this program did not write.
  struct Foreign: Sendable {
    var path: [UInt8]
    var kind: FileSystem.Kind
    var shown: String { String(decoding: path, as: UTF8.self) }
  }
}
