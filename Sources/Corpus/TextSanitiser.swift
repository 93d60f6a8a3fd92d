// Removes characters that break XML, terminals or the direction of a page, without moving a byte.

enum TextSanitiser {
  /// Overwrites control characters (C0, DEL, C1), directional overrides and isolates, and the noncharacters that
  /// XML 1.0 forbids, with blanks of the same length in UTF-8. Form feeds and vertical tabs become line ends.
  ///
  /// - Returns: how many characters were overwritten.
  static func clean(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var replaced = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x7f {
        switch byte {
        case 0x09, 0x0a, 0x0d: break
        case 0x0b, 0x0c: bytes[index] = 0x0a
        default:
          bytes[index] = 0x20
          replaced += 1
        }
      } else if byte == 0xc2, index + 1 < bytes.count, bytes[index + 1] < 0xa0 {
        // NEL is a line end, the other C1 controls become a no-break space.
        if bytes[index + 1] == 0x85 {
          bytes[index] = 0x20
          bytes[index + 1] = 0x0a
        } else {
          bytes[index + 1] = 0xa0
          replaced += 1
        }
        index += 1
      } else if byte == 0xe2, index + 2 < bytes.count, isDirectional(bytes[index + 1], bytes[index + 2]) {
        for offset in 0..<3 { bytes[index + offset] = 0x20 }
        replaced += 1
        index += 2
      } else if byte == 0xef, index + 2 < bytes.count, bytes[index + 1] == 0xbf, bytes[index + 2] >= 0xbe {
        bytes[index + 2] = 0xbd
        replaced += 1
        index += 2
      }
      index += 1
    }
    return replaced
  }

  /// U+202A...U+202E and U+2066...U+2069.
  private static func isDirectional(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0x80 ? third >= 0xaa && third <= 0xae : second == 0x81 && third >= 0xa6 && third <= 0xa9
  }
}
