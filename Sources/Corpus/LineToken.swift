// Words of a short line as hashes, for the patterns of page furniture.

import ChronographBase

/// One word of a line.
struct LineToken {
  /// FNV-1a of the word in lower case (ASCII folded).
  var key: UInt64
  var isCapitalised: Bool
  var isNumber: Bool

  static func key(_ word: String) -> UInt64 { FNV1a.hash(word.utf8.map { lower($0) }) }

  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }

  /// The words of some bytes; punctuation stands between words, `&`, `©` and `@` are words of their own.
  ///
  /// - Returns: nil when there are more than `limit`.
  static func tokens(of text: some RandomAccessCollection<UInt8>, limit: Int = 60) -> [LineToken]? {
    var result: [LineToken] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard result.count < limit else { return nil }
      let start = index
      while index < text.endIndex, isWordByte(text, index) { index = text.index(after: index) }
      if index > start {
        let word = text[start..<index]
        let first = word.first ?? 0
        result.append(
          LineToken(
            key: FNV1a.hash(word.lazy.map { lower($0) }),
            isCapitalised: first >= 0x41 && first <= 0x5a || first >= 0xc3,
            isNumber: first >= 0x30 && first <= 0x39))
      } else {
        let byte = text[index]
        index = text.index(after: index)
        if byte == 0x26 || byte == 0x40 {
          result.append(LineToken(key: FNV1a.hash(CollectionOfOne(byte)), isCapitalised: false, isNumber: false))
        } else if byte == 0xc2, index < text.endIndex {
          // Latin-1 signs and the no-break space.
          if text[index] == 0xa9 { result.append(LineToken(key: copyright, isCapitalised: false, isNumber: false)) }
          index = text.index(after: index)
        } else if byte == 0xe2 {
          // General punctuation: dashes, curly quotes, bullets.
          for _ in 0..<2 where index < text.endIndex { index = text.index(after: index) }
        }
      }
    }
    return result
  }

  private static let copyright = FNV1a.hash([0xc2, 0xa9] as [UInt8])

  private static func isWordByte<T: RandomAccessCollection<UInt8>>(_ text: T, _ index: T.Index) -> Bool {
    let byte = text[index]
    return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a || byte >= 0x30 && byte <= 0x39
      || byte >= 0xc3 && byte != 0xe2 || byte >= 0x80 && byte < 0xc0 && index > text.startIndex
  }
}
