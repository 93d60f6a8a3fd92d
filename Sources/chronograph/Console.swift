// Standard output and standard error.

import Foundation
import Pipeline

/// Writes to the two streams; text from inputs goes through ``Pipeline/TerminalText``.
enum Console {
  /// Data for standard output, written at once. A closed pipe ends the program quietly.
  static func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return Foundation.write(1, base + written, buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw PipelineError(
          .cannotWrite, step: "writing", "cannot write to standard output: \(String(cString: strerror(errno)))")
      }
      written += count
    }
  }

  static func print(_ text: String) throws { try write(Array((text + "\n").utf8)) }

  /// A line on standard error.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data((TerminalText.safe(text) + "\n").utf8))
  }

  static func error(_ text: String) { note("chronograph: " + text) }

  static var isTerminal: Bool { isatty(2) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb" }

  /// Shows progress on a terminal only; an empty text clears the line.
  static func progress(_ text: String) {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data(("\r\u{1b}[K" + TerminalText.safe(text)).utf8))
  }
}
