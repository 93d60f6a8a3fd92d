// A file that is written piece by piece and is whole or not there.

import Foundation
import Pipeline

/// Writes beside a name, and takes that name when all is written: the file is the old one or the new one, never a part.
///
/// A link that leads to a file stays one, and that file keeps its mode. What is no regular file (a pipe, a device) is
/// written as it is.
final class FreshFile {
  private let path: String
  /// The file that is written until all is there.
  let fresh: String
  private let isSpecial: Bool
  private let descriptor: Int32
  private var isPublished = false

  /// - Parameter reason: of the error when nothing can be written there.
  /// - Throws: `PipelineError`, by default with status 73, when nothing can be written there.
  init(_ named: String, failing reason: PipelineError.Status = .cannotCreate) throws(PipelineError) {
    func failure(_ words: String) -> PipelineError { PipelineError(reason, step: "writing", words) }
    var status = stat()
    let isThere = stat(named, &status) == 0
    let kind = status.st_mode & S_IFMT
    if isThere, kind == S_IFDIR { throw failure("cannot write \(named): it is a folder") }
    isSpecial = isThere && kind != S_IFREG
    path = isThere && !isSpecial ? Self.resolved(named) : named
    fresh = isSpecial ? path : "\(path).\(getpid()).new"
    descriptor = open(fresh, O_WRONLY | O_CLOEXEC | (isSpecial ? 0 : O_CREAT | O_EXCL), 0o644)
    guard descriptor >= 0 else { throw failure("cannot write \(named): \(String(cString: strerror(errno)))") }
    if isThere, !isSpecial, fchmod(descriptor, status.st_mode & 0o7777) != 0 {
      throw failure("cannot write \(named): \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    close(descriptor)
    if !isPublished, !isSpecial { unlink(fresh) }
  }

  func write(_ bytes: [UInt8]) throws(PipelineError) {
    guard Console.write(bytes, on: descriptor) else { throw failure() }
  }

  func publish() throws(PipelineError) {
    guard isSpecial || (fsync(descriptor) == 0 && rename(fresh, path) == 0) else { throw failure() }
    isPublished = true
  }

  /// The path without links; as it is where it leads nowhere.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private func failure() -> PipelineError {
    PipelineError(.cannotWrite, step: "writing", "cannot write \(path): \(String(cString: strerror(errno)))")
  }
}
