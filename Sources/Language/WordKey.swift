// A word as a number: rooms above match words by comparing 64-bit keys, never strings.

import ChronographBase

/// The 64-bit FNV-1a hash of a word's UTF-8 bytes after lower-casing and folding of typographic variants
/// (curly apostrophe to `'`, dashes to `-`, ligatures to their letters); soft hyphens and line ends inside a word vanish.
public struct WordKey: Sendable, Hashable, Comparable {
  public let value: UInt64

  public init(value: UInt64) { self.value = value }

  /// The key of a word; case does not matter.
  public init(_ word: String) {
    var word = word
    self = word.withUTF8 { WordKey(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The key of UTF-8 bytes; case does not matter.
  public init(bytes: UnsafeRawBufferPointer) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    WordKey.fold(bytes) { hash = (hash ^ UInt64($0)) &* 0x100_0000_01b3 }
    value = hash
  }

  /// The key of this word, a space and another word.
  public func appending(_ bytes: UnsafeRawBufferPointer) -> WordKey {
    var hash = (value ^ 0x20) &* 0x100_0000_01b3
    WordKey.fold(bytes) { hash = (hash ^ UInt64($0)) &* 0x100_0000_01b3 }
    return WordKey(value: hash)
  }

  public static func < (a: WordKey, b: WordKey) -> Bool { a.value < b.value }

  /// Calls `emit` with the folded bytes of a word: ASCII and two-byte Latin, Greek and Cyrillic letters in
  /// lower case, `’` as `'`, hyphens and dashes as `-`.
  public static func fold(_ bytes: UnsafeRawBufferPointer, _ emit: (UInt8) -> Void) {
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == 0x2d, i > 0, let next = WordKey.afterLineEnd(bytes, i + 1) {
        i = next
      } else if byte < 0x80 {
        emit(byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
        i += 1
      } else if byte == 0xe2, i + 2 < bytes.count, bytes[i + 1] == 0x80 {
        switch bytes[i + 2] {
        case 0x98, 0x99: emit(0x27)
        case 0x90...0x95: emit(0x2d)
        case 0x9c, 0x9d: emit(0x22)
        case let last:
          emit(0xe2)
          emit(0x80)
          emit(last)
        }
        i += 3
      } else if case let hidden = WordSplitter.length(bytes, at: i), hidden > 0 {
        i += hidden
      } else if byte == 0xef, i + 2 < bytes.count, bytes[i + 1] == 0xac, let letters = ligature(bytes[i + 2]) {
        for letter in letters.utf8 { emit(letter) }
        i += 3
      } else if byte >= 0xc3, byte <= 0xd1, i + 1 < bytes.count, bytes[i + 1] & 0xc0 == 0x80 {
        let scalar = lowercased(UInt32(byte & 0x1f) << 6 | UInt32(bytes[i + 1] & 0x3f))
        emit(0xc0 | UInt8(scalar >> 6))
        emit(0x80 | UInt8(scalar & 0x3f))
        i += 2
      } else {
        emit(byte)
        i += 1
      }
    }
  }

  /// Where a word goes on after the hyphen at the end of a line, nil when no line ends at the offset.
  private static func afterLineEnd(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int? {
    var i = offset
    while i < bytes.count, bytes[i] == 0x0a || bytes[i] == 0x0d || bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
    return i > offset && i < bytes.count ? i : nil
  }

  /// The letters of U+FB00 to U+FB06 by the last byte.
  private static func ligature(_ last: UInt8) -> String? {
    switch last {
    case 0x80: "ff"
    case 0x81: "fi"
    case 0x82: "fl"
    case 0x83: "ffi"
    case 0x84: "ffl"
    case 0x85, 0x86: "st"
    default: nil
    }
  }

  /// The letters of a form without ligatures, soft hyphens and line ends; nil when it has none of these.
  package static func plain(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var isPlain = true
    for byte in bytes where byte == 0x0a || byte == 0x0d || byte == 0xad || byte == 0xa0 || byte == 0xac {
      isPlain = false
    }
    guard !isPlain else { return nil }
    var result: [UInt8] = []
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == 0x2d, i > 0, let next = afterLineEnd(bytes, i + 1) {
        i = next
      } else if case let hidden = WordSplitter.length(bytes, at: i), hidden > 0 {
        i += hidden
      } else if byte == 0xef, i + 2 < bytes.count, bytes[i + 1] == 0xac, let letters = ligature(bytes[i + 2]) {
        result += letters.utf8
        i += 3
      } else {
        result.append(byte)
        i += 1
      }
    }
    return result.count == bytes.count ? nil : result
  }

  private static func lowercased(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xc0...0xde where scalar != 0xd7: return scalar + 32
    case 0x100...0x137, 0x14a...0x177: return scalar | 1
    case 0x139...0x148, 0x179...0x17e: return scalar % 2 == 1 ? scalar + 1 : scalar
    case 0x391...0x3a9: return scalar + 32
    case 0x410...0x42f: return scalar + 32
    case 0x400...0x40f: return scalar + 80
    default: return scalar
    }
  }
}
