// Standard output and standard error.

import Foundation
import Pipeline

/// Writes to the two streams; text from inputs goes through ``Pipeline/TerminalText``.
enum Console {
  /// Data for standard output, written at once. A closed pipe ends the program quietly.
  static func write(_ bytes: [UInt8]) throws(PipelineError) {
    guard write(bytes, on: 1) else { throw failure("standard output") }
  }

  /// Data for a file; see ``FreshFile``.
  static func write(_ bytes: [UInt8], to named: String) throws(PipelineError) {
    let file = try FreshFile(named, failing: .cannotWrite)
    try file.write(bytes)
    try file.publish()
  }

  private static func failure(_ name: String) -> PipelineError {
    PipelineError(.cannotWrite, step: "writing", "cannot write \(name): \(String(cString: strerror(errno)))")
  }

  /// Writes all bytes; false when the descriptor takes no more (`errno` tells why).
  static func write(_ bytes: [UInt8], on descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return Foundation.write(descriptor, base + written, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  static func print(_ text: String) throws { try write(Array((text + "\n").utf8)) }

  /// A line on standard error, in the place of one that shows progress.
  static func note(_ text: String) { tell((isTerminal ? "\r\u{1b}[K" : "") + TerminalText.safe(text) + "\n") }

  /// Text for standard error. Where that is closed or full nobody is told, and nothing else changes.
  private static func tell(_ text: String) { _ = write(Array(text.utf8), on: 2) }

  /// Gives the three standard descriptors something to stand for where the caller closed them, so that no file that
  /// is opened later takes such a number and gets what was meant for a terminal. What is opened cannot be used in the
  /// direction of the stream: reading and writing still fail.
  static func secureStreams() {
    for (descriptor, mode) in [(Int32(0), O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      _ = open("/dev/null", mode)
    }
  }

  /// The bytes of a file, of a pipe, or with `-` of standard input.
  ///
  /// - Parameter limit: most bytes.
  /// - Throws: `PipelineError` with status 66 when it cannot be read, 65 when there is more.
  static func read(_ file: String, limit: Int) throws(PipelineError) -> [UInt8] {
    let shown = file == "-" ? "standard input" : file
    let descriptor = file == "-" ? 0 : open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PipelineError(.noInput, step: "reading", "cannot read \(shown): \(String(cString: strerror(errno)))")
    }
    defer { if file != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw PipelineError(.noInput, step: "reading", "cannot read \(shown): \(String(cString: strerror(errno)))")
      }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw PipelineError(.badData, step: "reading", "\(shown) is larger than \(limit >> 20) MB")
      }
    }
  }

  /// Says which corrections of the editor were not applied.
  static func corrections(_ report: RunReport) {
    guard let file = report.configuration else { return }
    for correction in report.openCorrections { note(correction.words(file: file)) }
  }

  /// Says which of our own files were met among the inputs.
  static func leftOut(_ names: [String]) {
    guard !names.isEmpty else { return }
    let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", … \(names.count - 5) more" : "")
    note("left out, since chronograph wrote it: \(shown)")
  }

  static func error(_ text: String) { note("chronograph: " + text) }

  static var isTerminal: Bool { isatty(2) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb" }

  /// Columns of the terminal; a line that is longer could not be written over.
  private static var width: Int {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
    return Int(size.ws_col)
  }

  /// Shows progress on a terminal only; an empty text clears the line.
  static func progress(_ text: String) {
    guard isTerminal else { return }
    tell("\r\u{1b}[K" + TerminalText.safe(String(text.prefix(width - 1))))
  }
}
