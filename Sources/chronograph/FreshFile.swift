// A file that is written piece by piece and is whole or not there.

import Foundation
import Pipeline

/// Writes beside a name, and takes that name when all is written.
final class FreshFile {
  private let path: String
  private let fresh: String
  private let descriptor: Int32
  private var isPublished = false

  /// - Throws: `PipelineError` with status 73 when nothing can be written there.
  init(_ named: String) throws(PipelineError) {
    path = named
    fresh = "\(named).\(getpid()).new"
    var status = stat()
    if stat(named, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw PipelineError(.cannotCreate, step: "writing", "\(named) is a folder")
    }
    descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw PipelineError(
        .cannotCreate, step: "writing", "cannot write beside \(named): \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    close(descriptor)
    if !isPublished { unlink(fresh) }
  }

  func write(_ bytes: [UInt8]) throws(PipelineError) {
    guard Console.write(bytes, on: descriptor) else { throw failure() }
  }

  func publish() throws(PipelineError) {
    guard fsync(descriptor) == 0, rename(fresh, path) == 0 else { throw failure() }
    isPublished = true
  }

  private func failure() -> PipelineError {
    PipelineError(.cannotWrite, step: "writing", "cannot write \(path): \(String(cString: strerror(errno)))")
  }
}
