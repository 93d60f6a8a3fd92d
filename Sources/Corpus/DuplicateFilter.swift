// Identical copies of one text: a wire story saved twice must not count as two sources.

import ChronographBase

/// Recognises documents whose text was seen before under another id.
///
/// Two documents are copies when their texts are the same apart from blanks at either end and they carry the
/// same date, or at least one carries none. The first in reading order stays.
public struct DuplicateFilter: Sendable {
  private struct Original: Sendable {
    var name: String
    var date: String?
    var hash: UInt64
  }

  private var originals: [UInt64: [Original]] = [:]

  public init() {}

  /// Registers a document; gives a skip of code `duplicate` that names the first copy, or nil for a new text.
  public mutating func skip(for document: SourceDocument) -> SkippedInput? {
    let text = trimmed(document.text)
    let key = FNV1a.hash(text)
    // A second, independent hash makes a chance collision (2^-128) no concern.
    let hash = FNV1a.hash(text, seed: 0x9e37_79b9_7f4a_7c15) ^ UInt64(text.count)
    for original in originals[key] ?? [] where original.hash == hash {
      if original.date == nil || document.date == nil || original.date == document.date {
        return SkippedInput(
          id: document.shownName, code: "duplicate",
          message: "the same text as \(original.name), which is used")
      }
    }
    originals[key, default: []].append(Original(name: document.shownName, date: document.date, hash: hash))
    return nil
  }

  private func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
    let start = text.firstIndex { $0 > 0x20 } ?? text.count
    let end = text.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
    return text[start..<end]
  }
}
