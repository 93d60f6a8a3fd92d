// Texts compared as an editor sees them: NFC, without case, blanks as one.

import ChronographBase
import Corpus
import Foundation

enum TextFolding {
  /// NFC, lower case, curly quotes straight, runs of blanks as one.
  static func folded(_ text: String) -> String {
    var result = ""
    for scalar in oneLine(text).precomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      switch scalar.value {
      case 0x2018, 0x2019, 0x02bc: result += "'"
      case 0x201c, 0x201d, 0xab, 0xbb: result += "\""
      case 0x2010...0x2015: result += "-"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// One line: runs of blanks and control characters become one blank, those at the ends go.
  static func oneLine(_ text: String) -> String {
    text.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7f }
      .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  }
}

/// A word of running text for comparing sentences.
struct FoldedWord: Equatable {
  var key: UInt64
  /// Bytes in its text.
  var span: ByteSpan
  /// How much it says: little for short words, more for names and numbers.
  var weight: Double

  static func == (a: FoldedWord, b: FoldedWord) -> Bool { a.key == b.key }

  /// The words of a stretch of text: runs of letters and digits, in NFC and lower case.
  static func all(in text: [UInt8], _ span: ByteSpan) -> [FoldedWord] {
    var words: [FoldedWord] = []
    let end = min(max(0, span.end), text.count)
    var i = min(max(0, span.start), end)
    while i < end {
      let width = wordWidth(text, i)
      guard width > 0 else {
        i += 1
        continue
      }
      let start = i
      while i < end, case let width = wordWidth(text, i), width > 0 { i += width }
      i = min(i, end)
      words.append(word(text, ByteSpan(start, i)))
    }
    return words
  }

  static func all(in text: String) -> [FoldedWord] {
    let bytes = Array(text.utf8)
    return all(in: bytes, ByteSpan(0, bytes.count))
  }

  /// Bytes of the letter or digit that begins here; 0 for anything else. Punctuation beyond ASCII (U+00A0 to U+00BF,
  /// U+2000 to U+2FFF) is none.
  private static func wordWidth(_ text: [UInt8], _ i: Int) -> Int {
    switch text[i] {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: return 1
    case 0xc2, 0xe2: return 0
    case 0xc3...0xdf: return 2
    case 0xe0...0xef: return 3
    case 0xf0...0xff: return 4
    default: return 0
    }
  }

  private static func word(_ text: [UInt8], _ span: ByteSpan) -> FoldedWord {
    let bytes = text[span.start..<span.end]
    let first = bytes.first ?? 0
    let key: UInt64
    if bytes.allSatisfy({ $0 < 0x80 }) {
      key = FNV1a.hash(bytes.lazy.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 })
    } else {
      let folded = String(decoding: bytes, as: UTF8.self).precomposedStringWithCanonicalMapping.lowercased()
      key = FNV1a.hash(Array(folded.utf8))
    }
    let tells = (0x30...0x39).contains(first) || (0x41...0x5a).contains(first) || first >= 0x80
    return FoldedWord(key: key, span: span, weight: tells ? 1.5 : bytes.count <= 3 ? 0.5 : 1)
  }
}
