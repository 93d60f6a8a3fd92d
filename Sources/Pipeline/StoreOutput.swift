// The search database is written beside its place, whole, before the site is published; then one rename.

import EventGraph
import Corpus
import Foundation
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file that `build --store` writes: the same graph gives the same bytes, and a file of another program is
/// never touched.
struct StoreOutput: Sendable {
  private let path: String
  private let fresh: String
  /// Descriptor of the new file, with a lock on it.
  private let descriptor: Int32

  /// The file and the names beside it that a run uses.
  var paths: [String] { [path, fresh, fresh + "-journal"] }

  /// Checks that the file may be written, before anything else is done.
  ///
  /// - Throws: `PipelineError` with status 73 when it may not, 75 when another run is writing it.
  init(_ named: String) throws(PipelineError) {
    func refusal(_ message: String) -> PipelineError { PipelineError(.cannotCreate, step: "search database", message) }
    let path = Self.target(of: named)
    guard !path.isEmpty, !path.hasSuffix("/") else { throw refusal("\"\(named)\" is no name of a file") }
    guard FileSystem.kind(Array(path.utf8)) != .link else { throw refusal("\(named) is a link that leads nowhere") }
    switch StoreFile.kind(path) {
    case .missing, .empty, .ours: break
    case .foreign: throw refusal("\(named) was not written by build --store; choose another file, or move it away")
    case .unreadable(let why): throw refusal("cannot write \(named): \(why)")
    }
    let url = URL(fileURLWithPath: path)
    let fresh = url.deletingLastPathComponent().path + "/." + url.lastPathComponent + ".new"
    let descriptor = open(fresh, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw refusal("cannot write beside \(named): \(String(cString: strerror(errno)))") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Foundation.close(descriptor)
      throw PipelineError(.locked, step: "search database", "another chronograph run is writing \(named)")
    }
    // What a run that died left here is ours; anything else is not.
    var opened = stat()
    var present = stat()
    guard fstat(descriptor, &opened) == 0, lstat(fresh, &present) == 0, opened.st_ino == present.st_ino else {
      Foundation.close(descriptor)
      throw PipelineError(.locked, step: "search database", "another chronograph run is writing \(named)")
    }
    let left = StoreFile.kind(fresh)
    guard left == .empty || left == .ours, ftruncate(descriptor, 0) == 0 else {
      Foundation.close(descriptor)
      throw refusal("\(fresh) is in the way and was not made by chronograph; move it away")
    }
    unlink(fresh + "-journal")
    self.path = path
    self.fresh = fresh
    self.descriptor = descriptor
  }

  /// The file behind links.
  private static func target(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Writes the database beside its place.
  func write(_ graph: NewsGraph) throws(PipelineError) {
    do throws(StoreError) {
      try GraphStore(path: fresh).write(graph)
    } catch {
      throw PipelineError(.cannotWrite, step: "search database", error.description)
    }
    guard fsync(descriptor) == 0 else { throw failure() }
  }

  /// Puts the database in its place.
  func publish() throws(PipelineError) {
    var former = stat()
    if stat(path, &former) == 0, fchmod(descriptor, former.st_mode & 0o7777) != 0 { throw failure() }
    guard rename(fresh, path) == 0 else { throw failure() }
  }

  private func failure() -> PipelineError {
    PipelineError(
      .cannotWrite, step: "search database", "cannot write \(path): \(String(cString: strerror(errno)))")
  }

  /// Removes what was not published and gives the lock back.
  func close() {
    var named = stat()
    var opened = stat()
    if lstat(fresh, &named) == 0, fstat(descriptor, &opened) == 0, named.st_ino == opened.st_ino { unlink(fresh) }
    Foundation.close(descriptor)
  }
}
