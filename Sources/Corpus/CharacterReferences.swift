// Character references of HTML and XML in bytes: the numeric ones and the names that texts hold.

import CLibXML2

enum CharacterReferences {
  /// Longest name of an HTML 4 entity (`thetasym`) in bytes.
  private static let longestName = 8

  /// The bytes with their references replaced; what is none stays.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(0x26) else { return Array(bytes) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == 0x26, let (scalar, end) = reference(bytes, at: index) {
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The character of a reference that starts at an ampersand and ends in a semicolon, and the position behind it.
  static func reference<Bytes: RandomAccessCollection>(_ bytes: Bytes, at start: Int) -> (Unicode.Scalar, Int)?
  where Bytes.Element == UInt8, Bytes.Index == Int {
    var index = start + 1
    guard index < bytes.endIndex else { return nil }
    if bytes[index] == 0x23 {
      index += 1
      let isHex = index < bytes.endIndex && bytes[index] | 0x20 == 0x78
      if isHex { index += 1 }
      var value: UInt32 = 0
      let first = index
      while index < bytes.endIndex, index - first < 8, let digit = digit(bytes[index], isHex) {
        value = value * (isHex ? 16 : 10) + digit
        index += 1
      }
      guard index > first, index < bytes.endIndex, bytes[index] == 0x3b else { return nil }
      return (scalar(value), index + 1)
    }
    let first = index
    while index < bytes.endIndex, index - first <= longestName, isNameByte(bytes[index]) { index += 1 }
    guard index > first, index < bytes.endIndex, bytes[index] == 0x3b else { return nil }
    let name = Array(bytes[first..<index]) + [0]
    if name.dropLast().elementsEqual("apos".utf8) { return ("'", index + 1) }
    guard let entity = htmlEntityLookup(name), let scalar = Unicode.Scalar(entity.pointee.value) else { return nil }
    return (scalar, index + 1)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
  }

  private static func digit(_ byte: UInt8, _ isHex: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where isHex: UInt32(byte - 0x37)
    case 0x61...0x66 where isHex: UInt32(byte - 0x57)
    default: nil
    }
  }

  /// A code point as HTML reads it: what Windows-1252 has from 0x80 to 0x9f; never a control character.
  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    if value >= 0x80, value < 0xa0 {
      return String(decoding: Charset.windows1252([UInt8(value)]), as: UTF8.self).unicodeScalars.first ?? "\u{fffd}"
    }
    if value < 0x20, value != 0x0a, value != 0x09, value != 0x0d { return " " }
    return Unicode.Scalar(value) ?? "\u{fffd}"
  }
}
