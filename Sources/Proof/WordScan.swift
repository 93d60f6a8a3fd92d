// Words of texts for comparing what is claimed with what is said.

import ChronographBase
import Corpus

enum WordScan {
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

  /// A word in lower case and without marks, with whether it begins with a capital and whether it holds a digit.
  typealias Word = (key: String, isName: Bool, isNumber: Bool)

  /// The words of a text.
  static func words(_ text: String) -> [Word] {
    var result: [Word] = []
    var word = ""
    func close() {
      guard let first = word.unicodeScalars.first else { return }
      result.append(
        (folded(word), first.properties.isUppercase, word.unicodeScalars.contains { (0x30...0x39).contains($0.value) }))
      word = ""
    }
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let isJoin =
        (scalar == "," || scalar == ".") && place > 0 && place + 1 < scalars.count
        && scalars[place - 1].properties.numericType != nil && scalars[place + 1].properties.numericType != nil
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark || scalar.value == 0xad
      {
        word.unicodeScalars.append(scalar)
      } else if isJoin {
        if scalar == "." { word.unicodeScalars.append(scalar) }
      } else {
        close()
      }
    }
    close()
    return result
  }

  /// The words of a text for comparing: keys with a blank between them.
  static func key(_ text: String) -> String { words(text).map(\.key).joined(separator: " ") }

  static func folded(_ word: String) -> String {
    var bytes: [UInt8] = []
    for scalar in word.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5a: bytes.append(UInt8(scalar.value) | 0x20)
      case 0..<0x80: bytes.append(UInt8(scalar.value))
      case 0x300...0x36f, 0xad: break
      default: bytes += LatinFolding.base(Int(scalar.value)) ?? Array(scalar.properties.lowercaseMapping.utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether one word may be a form of another: the same, or a common beginning of four letters and two thirds of the
  /// shorter one.
  static func isForm(_ a: String, _ b: String) -> Bool {
    a == b || WordForms.isForm(a, b, of: min(a.utf8.count, b.utf8.count))
  }
}
