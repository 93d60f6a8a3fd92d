// Files of records that are read here and there: few are open at once, however many there are.

import ChronographBase
import Foundation
import Records

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files by number, opened when they are wanted and closed when others were wanted since.
final class RecordFiles {
  private let paths: [String]
  /// The last used stands last.
  private var open: [(number: Int, file: RecordFile)] = []
  private static let most = 32

  init(_ paths: [String]) { self.paths = paths }

  private func file(_ number: Int) throws(PipelineError) -> RecordFile {
    if let place = open.firstIndex(where: { $0.number == number }) {
      let known = open.remove(at: place)
      open.append(known)
      return known.file
    }
    let file = try RecordFile(paths[number])
    if open.count >= Self.most { open.removeFirst() }
    open.append((number, file))
    return file
  }

  /// Reads a frame again.
  ///
  /// - Parameters:
  ///   - number: of the file.
  ///   - offset: of the payload.
  ///   - hash: of the payload when it was read first.
  /// - Throws: `PipelineError` with status 66 when the file is another one since, or gone.
  func frame(
    _ number: Int, _ kind: PartFormat.Kind, offset: Int, length: Int, hash: UInt64
  ) throws(PipelineError) -> PartFrame {
    let file = try file(number)
    var payload = [UInt8](repeating: 0, count: length)
    var got = 0
    while got < length {
      let count = payload.withUnsafeMutableBytes { bytes in
        pread(file.descriptor, bytes.baseAddress.map { $0 + got }, length - got, off_t(offset + got))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.changed(file) }
      got += count
    }
    guard FNV1a.hash(payload) == hash else { throw Self.changed(file) }
    return PartFrame(kind: kind, payload: payload, file: file.name, offset: offset)
  }

  private static func changed(_ file: RecordFile) -> PipelineError {
    PipelineError(.noInput, step: "records", "\(file.name) changed while it was read")
  }
}
