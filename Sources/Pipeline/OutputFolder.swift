// Trust rule 2: the output folder is the whole old site or the whole new one. A new folder is written beside it,
// synced, then exchanged with the old one in one step, under a lock.

import CPlatform
import Corpus
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replaces what this program wrote in a folder, all of it at once.
public struct OutputFolder: Sendable {
  /// The file that marks a folder as made by this program and lists what it wrote.
  public static let marker = OwnOutput.marker

  let folder: String
  let fresh: String
  let old: String
  private let lockPath: String
  private let lock: Int32

  /// The folder, and the names beside it that a run uses.
  public var paths: [String] { [folder, fresh, old, lockPath] }

  /// Locks the folder, checks that it may be replaced, and clears what a run that died left beside it.
  ///
  /// - Throws: `PipelineError` when another run holds the lock, when the folder was not made by this program, or
  ///   when nothing can be written there.
  public init(_ path: String) throws(PipelineError) {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    let url = URL(fileURLWithPath: trimmed).standardizedFileURL
    let name = url.lastPathComponent
    let parent = url.deletingLastPathComponent().path
    guard !name.isEmpty, name != "/", name != ".", name != ".." else {
      throw PipelineError(.cannotCreate, step: "writing", "\(path) cannot be an output folder; name a folder below it")
    }
    folder = url.path
    fresh = parent + "/." + name + ".new"
    old = parent + "/." + name + ".old"
    lockPath = parent + "/." + name + ".lock"
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw PipelineError(.cannotCreate, step: "writing", "cannot create the folder that shall hold \(path)")
    }
    try OutputFolder.checkOwnership(of: folder, shown: path)
    lock = try OutputFolder.acquire(lockPath, shown: path)
    do throws(PipelineError) {
      try recover()
      // What came back may hold what a user keeps there.
      try OutputFolder.checkOwnership(of: folder, shown: path)
    } catch {
      unlock()
      throw error
    }
  }

  /// Takes the lock file. After locking it checks that the path still names the locked file, since another run may
  /// have removed it in between.
  private static func acquire(_ path: String, shown: String) throws(PipelineError) -> Int32 {
    for _ in 0..<100 {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else {
        throw PipelineError(
          .cannotCreate, step: "writing", "cannot write beside \(shown): \(String(cString: strerror(errno)))")
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw PipelineError(.locked, step: "writing", "another chronograph run is writing \(shown); try again later")
      }
      var opened = stat()
      var named = stat()
      if fstat(descriptor, &opened) == 0, lstat(path, &named) == 0, opened.st_ino == named.st_ino {
        return descriptor
      }
      close(descriptor)
    }
    throw PipelineError(.locked, step: "writing", "the lock beside \(shown) keeps changing; try again later")
  }

  /// The new folder gets the permissions of the old one.
  func keepMode() {
    var status = stat()
    if lstat(folder, &status) == 0 { chmod(fresh, status.st_mode & 0o7777) }
  }

  /// Releases the lock and removes its file, unless someone keeps something in it.
  public func unlock() {
    var status = stat()
    if fstat(lock, &status) == 0, status.st_size == 0 { unlink(lockPath) }
    close(lock)
  }

  func failure(_ path: String) -> PipelineError {
    let reason = String(cString: strerror(errno))
    let shown = path.hasPrefix(fresh) ? String(path.dropFirst(fresh.count + 1)) : path
    return PipelineError(.cannotWrite, step: "writing", "cannot write \(shown): \(reason); the old output is untouched")
  }

  func make(_ path: String) throws(PipelineError) {
    guard (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil else {
      throw failure(path)
    }
  }

  func write(_ bytes: [UInt8], _ path: String, synced: Bool = false) throws(PipelineError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard Self.put(bytes, on: descriptor) else { throw failure(path) }
    if synced, fsync(descriptor) != 0 { throw failure(path) }
  }

  /// Writes all bytes; false when the descriptor takes no more (`errno` tells why).
  static func put(_ bytes: [UInt8], on descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
          return Glibc.write(descriptor, base + written, buffer.count - written)
        #else
          return Darwin.write(descriptor, base + written, buffer.count - written)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  /// Brings all that was written to disk before the exchange: at once where the platform can, else file by file.
  ///
  /// Waiting for each of a hundred thousand files takes many times as long as writing them.
  func settle(_ files: [String], _ folders: Set<String>) throws(PipelineError) {
    let descriptor = open(fresh, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(fresh) }
    defer { close(descriptor) }
    if chronograph_sync_volume(descriptor) == 0 { return }
    for file in files {
      let path = fresh + "/" + file
      let one = open(path, O_RDONLY | O_CLOEXEC)
      guard one >= 0 else { throw failure(path) }
      defer { close(one) }
      guard fsync(one) == 0 else { throw failure(path) }
    }
    for path in folders { sync(path) }
  }

  func sync(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// Exchanges the new folder with the old one; where the file system cannot do that in one step, two renames with
  /// a way back.
  func swap() throws(PipelineError) {
    defer { sync(URL(fileURLWithPath: folder).deletingLastPathComponent().path) }
    if access(folder, F_OK) != 0 {
      guard rename(fresh, folder) == 0 else { throw failure(folder) }
      return
    }
    if chronograph_exchange(fresh, folder) == 0 {
      // Should this fail, the old folder is cleared under the name that it has.
      _ = rename(fresh, old)
      return
    }
    guard rename(folder, old) == 0 else { throw failure(folder) }
    guard rename(fresh, folder) == 0 else {
      let error = failure(folder)
      _ = rename(old, folder)
      throw error
    }
  }
}
