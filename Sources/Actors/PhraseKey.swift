// Names and role words as numbers that do not depend on how the text was cut into tokens: letters in lower case
// without diacritics, hyphens as spaces, full stops and apostrophes dropped. "Jean-Yves" is one token or three, "U.S."
// and "US" are one word, "Zelenskyy's" begins with "zelenskyy".

import ChronographBase
import Corpus

/// Incremental 64-bit FNV-1a hash of a folded phrase.
struct PhraseKey: Sendable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
  private(set) var isEmpty = true
  private var pendingSpace = false

  init() {}

  /// The key of a whole phrase.
  init(_ phrase: String) {
    var phrase = phrase
    phrase.withUTF8 { bytes in feed(bytes) { _ in } }
  }

  /// The key of bytes of a document.
  init(_ text: [UInt8], _ span: ByteSpan) {
    feed(text, span)
  }

  /// A word boundary: white space in the text.
  mutating func space() {
    if !isEmpty { pendingSpace = true }
  }

  /// Adds bytes of a document.
  mutating func feed(_ text: [UInt8], _ span: ByteSpan) {
    let start = min(max(0, span.start), text.count)
    let end = min(max(start, span.end), text.count)
    text.withUnsafeBufferPointer { bytes in feed(UnsafeBufferPointer(rebasing: bytes[start..<end])) { _ in } }
  }

  /// Adds UTF-8 bytes.
  ///
  /// - Parameter boundary: called with the key so far wherever a token may end inside the phrase.
  mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, boundary: (UInt64) -> Void) {
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      switch byte {
      case 0x41...0x5a: letter(byte | 0x20)
      case 0x30...0x39, 0x61...0x7a, 0x26, 0x2b: letter(byte)
      case 0x27, 0x2e, 0x2c:
        if !isEmpty { boundary(value) }
      case 0..<0x80:
        if !isEmpty { boundary(value) }
        space()
      case 0xc3...0xcb where i + 1 < bytes.count:
        let scalar = Int(byte & 0x1f) << 6 | Int(bytes[i + 1] & 0x3f)
        fold(LatinFolding.base(scalar), bytes, i, 2)
        i += 1
      case 0xc2 where i + 1 < bytes.count && bytes[i + 1] == 0xad, 0xcc, 0xcd:
        i += 1
      case 0xe1 where i + 2 < bytes.count:
        let scalar = Int(byte & 0xf) << 12 | Int(bytes[i + 1] & 0x3f) << 6 | Int(bytes[i + 2] & 0x3f)
        fold(LatinFolding.base(scalar), bytes, i, 3)
        i += 2
      case 0xe2 where i + 2 < bytes.count:
        if !isEmpty { boundary(value) }
        if bytes[i + 2] < 0x98 { space() }
        i += 2
      default: letter(byte)
      }
      i += 1
    }
  }

  private mutating func fold(_ base: [UInt8]?, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) {
    if let base {
      for byte in base { letter(byte) }
    } else {
      for offset in 0..<length { letter(bytes[start + offset]) }
    }
  }

  private mutating func letter(_ byte: UInt8) {
    if pendingSpace {
      value = (value ^ 0x20) &* 0x100_0000_01b3
      pendingSpace = false
    }
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    isEmpty = false
  }
}
