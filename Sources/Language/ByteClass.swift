// What a byte sequence is to the tokeniser: letter, digit, space, or which kind of punctuation.

import ChronographBase

/// The class of one Unicode scalar.
package enum ByteClass: UInt8, Sendable {
  case space, letter, digit, apostrophe, period, hyphen, quote, open, close, mark, symbol
}

/// Reads scalars of UTF-8 text with their class. Ill-formed bytes count as letters of one byte.
package struct ByteScanner {
  package let bytes: UnsafeBufferPointer<UInt8>

  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The class and the length in bytes of the scalar at an offset, with the invisible ones after it.
  @inline(__always)
  package func classify(_ i: Int, _ end: Int) -> (kind: ByteClass, length: Int) {
    let byte = bytes[i]
    let (kind, length) = byte < 0x80 ? (ByteScanner.ascii[Int(byte)], 1) : classifyMultibyte(byte, i, end)
    let next = i + length
    guard next + 1 < end, bytes[next] == 0xc2 || bytes[next] == 0xe2 else { return (kind, length) }
    return (kind, length + invisibleLength(next, end))
  }

  /// Bytes of the soft hyphens (U+00AD) and word joiners (U+2060) at an offset: they belong to what stands before.
  private func invisibleLength(_ start: Int, _ end: Int) -> Int {
    var i = start
    while i < end, case let length = WordSplitter.length(bytes, at: i), length > 0, i + length <= end { i += length }
    return i - start
  }

  private func classifyMultibyte(_ byte: UInt8, _ i: Int, _ end: Int) -> (kind: ByteClass, length: Int) {
    let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1
    guard length > 1, i + length <= end else { return (.letter, 1) }
    for k in 1..<length where bytes[i + k] & 0xc0 != 0x80 { return (.letter, 1) }
    let second = bytes[i + 1]
    switch byte {
    case 0xc2:
      switch second {
      case 0x80...0x9f, 0xa0, 0xad: return (.space, 2)
      case 0xab, 0xbb: return (.quote, 2)
      case 0xaa, 0xb5, 0xba: return (.letter, 2)
      case 0xb2, 0xb3, 0xb9, 0xbc, 0xbd, 0xbe: return (.digit, 2)
      default: return (.symbol, 2)
      }
    case 0xc3 where second == 0x97 || second == 0xb7: return (.symbol, 2)
    case 0xe2: return (classifyPunctuation(second, bytes[i + 2]), 3)
    case 0xe3 where second == 0x80:
      return (bytes[i + 2] == 0x80 ? .space : bytes[i + 2] <= 0x82 ? .mark : .quote, 3)
    case 0xef where second == 0xbb && bytes[i + 2] == 0xbf: return (.space, 3)
    case 0xef where second == 0xbc && bytes[i + 2] <= 0x8f: return (.mark, 3)
    case 0xf0 where second == 0x9f: return (.symbol, 4)
    default: return (.letter, length)
    }
  }

  /// General punctuation, currency, arrows and symbols (U+2000 to U+2BFF).
  private func classifyPunctuation(_ second: UInt8, _ third: UInt8) -> ByteClass {
    switch (second, third) {
    case (0x80, 0x80...0x8f), (0x80, 0xa8...0xaf), (0x81, 0x9f...0xaf): .space
    case (0x80, 0x90...0x95), (0x88, 0x92): .hyphen
    case (0x80, 0x98), (0x80, 0x99), (0x80, 0xb2): .apostrophe
    case (0x80, 0x9a...0x9f), (0x80, 0xb9), (0x80, 0xba): .quote
    case (0x80, 0xa6): .period
    case (0x80, _): .mark
    case (0x81...0xaf, _): .symbol
    default: .letter
    }
  }

  private static let ascii: [ByteClass] = (0..<128).map { (byte: UInt8) -> ByteClass in
    switch byte {
    case 0...0x20, 0x7f: .space
    case 0x30...0x39: .digit
    case 0x41...0x5a, 0x61...0x7a: .letter
    case 0x27, 0x60: .apostrophe
    case 0x2e: .period
    case 0x2d: .hyphen
    case 0x22: .quote
    case 0x28, 0x5b, 0x7b: .open
    case 0x29, 0x5d, 0x7d: .close
    case 0x21, 0x2c, 0x3a, 0x3b, 0x3f: .mark
    default: .symbol
    }
  }
}
