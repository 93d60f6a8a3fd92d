// Writes entries to the editor's file and takes them back, byte by byte, as long as nobody else has written it since.

import Corpus
import Editor
import Foundation
import Knowledge

package struct EditJournal: Sendable {
  /// Why an entry was not written or not taken back.
  package struct Refusal: Error, Equatable { package var message: String }

  private static let limit = 8 << 20

  package let file: String
  /// What stood in the file before each entry, nil where there was none; and what it was after it.
  private var steps: [(number: Int, before: [UInt8]?, after: [UInt8])] = []
  /// Counts the entries; no two of a session have one number.
  private var count = 0

  package init(file: String) { self.file = file }

  /// The number of the entry that would be taken back; nil when there is none.
  package var last: Int? { steps.last?.number }

  package mutating func write(_ entry: CorrectionFile.Entry) throws(Refusal) {
    let before = try contents()
    guard let text = String(validating: before ?? [], as: UTF8.self) else {
      throw Refusal(message: "\(file) is no UTF-8")
    }
    let added: String
    do throws(KnowledgeError) {
      added = try CorrectionFile(text, file: file).adding(entry)
    } catch {
      throw Refusal(message: error.description)
    }
    try replace(with: Array(added.utf8))
    count += 1
    steps.append((count, before, Array(added.utf8)))
  }

  /// Restores the bytes of before the last entry.
  ///
  /// - Parameter number: of the entry that is meant; one that was taken back stays so (a second click asks again), one
  ///   behind which others came is refused. Nil for whatever is the last one.
  package mutating func undo(_ number: Int? = nil) throws(Refusal) {
    if let number, (1...max(1, count)).contains(number), !steps.contains(where: { $0.number == number }) { return }
    guard let last = steps.last else { throw Refusal(message: "there is nothing to take back") }
    guard number == nil || number == last.number else {
      throw Refusal(message: "another decision was made since this page was opened; look again")
    }
    guard try contents() == last.after else {
      throw Refusal(message: "\(file) was changed by somebody else since; take the entry out by hand")
    }
    if let before = last.before {
      try replace(with: before)
    } else if unlink(file) != 0 {
      throw Refusal(message: "\(file) cannot be removed: \(FileSystem.lastError())")
    }
    steps.removeLast()
  }

  /// The bytes of the file; nil when there is none.
  private func contents() throws(Refusal) -> [UInt8]? {
    let path = Array(file.utf8)
    guard let real = FileSystem.resolved(path) else {
      if FileSystem.kind(path) != nil { throw Refusal(message: "\(file) is a link that leads nowhere") }
      return nil
    }
    do {
      return try FileSystem.contents(real, limit: Self.limit)
    } catch {
      throw Refusal(message: "\(file) cannot be read")
    }
  }

  /// Writes beside the file and takes its name; a link stays one, and the mode stays.
  private func replace(with bytes: [UInt8]) throws(Refusal) {
    let real = FileSystem.resolved(Array(file.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? file
    var status = stat()
    let isThere = stat(real, &status) == 0
    // A new file takes its name, which the folder allows: what is protected stays so for everybody.
    guard !isThere || status.st_mode & 0o222 != 0 && access(real, W_OK) == 0 else {
      throw Refusal(message: "\(file) is write-protected; nothing was written. Allow writing (chmod u+w) and try again")
    }
    let mode = isThere ? status.st_mode & 0o777 : 0o644
    let fresh = "\(real).\(getpid()).new"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    func failure() -> Refusal { Refusal(message: "\(file) cannot be written: \(FileSystem.lastError())") }
    guard descriptor >= 0 else { throw failure() }
    if isThere { _ = fchmod(descriptor, mode) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Foundation.write(descriptor, $0 + written, bytes.count - written) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      written += count
    }
    let isWhole = written == bytes.count && fsync(descriptor) == 0
    let reason = failure()
    close(descriptor)
    guard isWhole, rename(fresh, real) == 0 else {
      unlink(fresh)
      throw reason
    }
  }
}
