// The output folder is ours only as far as its marker lists it. What a user keeps there moves on into the new
// folder, and nothing that the list lacks is ever removed.

import Corpus
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension OutputFolder {
  /// Refuses a folder with content that this program did not write, or whose marker does not tell what it wrote.
  static func checkOwnership(of folder: String, shown: String) throws(PipelineError) {
    let path = Array(folder.utf8)
    guard let kind = FileSystem.kind(path) else { return }
    guard kind == .folder else {
      throw PipelineError(.cannotCreate, step: "writing", "\(shown) exists and is no folder; choose another with -o")
    }
    guard let content = FileSystem.entries(path) else {
      throw PipelineError(.cannotCreate, step: "writing", "\(shown) cannot be read: \(FileSystem.lastError())")
    }
    guard !content.isEmpty else { return }
    guard let manifest = OutputManifest(folder: path) else {
      throw PipelineError(
        .cannotCreate, step: "writing",
        "\(shown) holds files that were not made by chronograph; choose another folder with -o, or empty it")
    }
    guard manifest.isListed || content.count == 1 else {
      throw PipelineError(
        .cannotCreate, step: "writing",
        "\(shown) was made by a version of chronograph that did not list its files, so yours cannot be told from "
          + "them; move it away, or choose another folder with -o")
    }
  }

  /// Clears what a run that died left beside the folder: brings a whole old site back to its place, gives a user's
  /// files back, and removes what the marker there lists.
  ///
  /// - Throws: `PipelineError` when something there is not ours or cannot be removed; the output is then untouched.
  func recover() throws(PipelineError) {
    for path in [old, fresh] {
      let bytes = Array(path.utf8)
      guard let kind = FileSystem.kind(bytes) else { continue }
      guard kind == .folder, Self.isBare(bytes) || OutputManifest(folder: bytes) != nil else {
        throw PipelineError(
          .cannotCreate, step: "writing",
          "\(path) is in the way and was not made by chronograph; move it away. Nothing was changed")
      }
      if path == old, FileSystem.kind(Array(folder.utf8)) == nil, rename(old, folder) == 0 { continue }
      if let fault = retire(path) {
        throw PipelineError(.cannotCreate, step: "writing", "\(fault); remove it by hand. The output was not changed")
      }
    }
  }

  /// Whether a folder holds nothing but perhaps a marker, which a run that died may have left without its text.
  private static func isBare(_ folder: [UInt8]) -> Bool {
    guard let entries = FileSystem.entries(folder) else { return false }
    return entries.allSatisfy { $0 == OutputManifest.marker }
  }

  /// What a user keeps in the present folder where the new site needs the place.
  func obstacle(to manifest: OutputManifest) -> OutputManifest.Foreign? {
    let path = Array(folder.utf8)
    guard let present = OutputManifest(folder: path) else { return nil }
    return present.foreign(in: path, splittingFoldersOf: manifest).first { manifest.needs($0.path, $0.kind) }
  }

  /// Moves what a user kept in a former output into the present one and removes the rest of it.
  ///
  /// - Returns: what could not be moved or removed, nil when nothing is left.
  func retire(_ path: String) -> String? {
    let from = Array(path.utf8)
    let to = Array(folder.utf8)
    guard FileSystem.kind(from) != nil else { return nil }
    guard let manifest = OutputManifest(folder: from) else {
      if Self.isBare(from) { unlink(path + "/" + OutputFolder.marker) }
      return rmdir(path) == 0 ? nil : "\(path) cannot be removed: \(FileSystem.lastError())"
    }
    let present = OutputManifest(folder: to)
    for entry in manifest.foreign(in: from, splittingFoldersOf: present) {
      if FileSystem.kind(to) != .folder || !Self.move(entry, from: from, to: to) {
        return "\(path) holds \(entry.shown), which chronograph did not write and cannot move to \(folder)"
      }
    }
    return Self.remove(from, manifest) ? nil : "\(path) cannot be removed: \(FileSystem.lastError())"
  }

  /// Moves one entry, making the folders above it; never onto something.
  private static func move(_ entry: OutputManifest.Foreign, from: [UInt8], to: [UInt8]) -> Bool {
    let target = to + [0x2f] + entry.path
    guard FileSystem.kind(target) == nil else { return false }
    for slash in entry.path.indices where entry.path[slash] == 0x2f {
      let parent = to + [0x2f] + entry.path[..<slash]
      if FileSystem.kind(parent) == nil, call(parent, { mkdir($0, 0o755) }) != 0 { return false }
    }
    return call(from + [0x2f] + entry.path) { source in call(target) { rename(source, $0) } } == 0
  }

  /// Removes what a marker lists, and folders that are then empty, from the leaves up; the marker goes last.
  private static func remove(_ folder: [UInt8], _ manifest: OutputManifest) -> Bool {
    var folders: [[UInt8]] = []
    var open: [[UInt8]] = [[]]
    while let path = open.popLast() {
      let whole = path.isEmpty ? folder : folder + [0x2f] + path
      folders.append(whole)
      for name in FileSystem.entries(whole) ?? [] {
        let relative = path.isEmpty ? name : path + [0x2f] + name
        guard let kind = FileSystem.kind(whole + [0x2f] + name) else { continue }
        if kind == .folder {
          open.append(relative)
        } else if relative != OutputManifest.marker, manifest.owns(relative, kind) {
          guard call(whole + [0x2f] + name, { unlink($0) }) == 0 else { return false }
        }
      }
    }
    for path in folders.dropFirst().reversed() {
      guard call(path, { rmdir($0) }) == 0 else { return false }
    }
    guard FileSystem.entries(folder) == [OutputManifest.marker] else { return false }
    return call(folder + [0x2f] + OutputManifest.marker) { unlink($0) } == 0 && call(folder) { rmdir($0) } == 0
  }

  /// Calls a function of the system with a path of bytes.
  private static func call(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
    (path + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { $0.baseAddress.map(body) ?? -1 }
    }
  }
}
