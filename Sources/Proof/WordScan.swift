// Words of texts for comparing what is claimed with what is said.

import ChronographBase
import Corpus

enum WordScan {
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

  /// Whether a letter or digit begins at a place.
  static func isWord(_ text: [UInt8], at place: Int) -> Bool {
    switch text[place] {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    case 0xc3...0xdf, 0xe0...0xe1, 0xe3...0xff: true
    default: false
    }
  }

  /// Whether a letter or digit ends before a place.
  static func isWord(_ text: [UInt8], before place: Int) -> Bool {
    var at = place - 1
    while at > 0, text[at] & 0xc0 == 0x80 { at -= 1 }
    return isWord(text, at: at)
  }

  /// The words of a text: lower case, without marks; with whether the first letter is a capital or a digit.
  static func words(_ text: String) -> [(key: String, isName: Bool, isNumber: Bool)] {
    var result: [(String, Bool, Bool)] = []
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

  /// Whether one word may be a form of another: the same, or a common beginning of four letters and two thirds.
  static func isForm(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    let common = zip(a.utf8, b.utf8).prefix { $0 == $1 }.count
    return common >= 4 && common * 3 >= min(a.utf8.count, b.utf8.count) * 2
  }
}
