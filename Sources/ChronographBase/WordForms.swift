// Words by their bytes: where one stands in a text, and whether two may be forms of one.

/// What bytes tell of words.
public enum WordForms {
  /// Whether a letter or digit begins at a place of UTF-8; false outside of the text. Punctuation beyond ASCII (U+0080 to
  /// U+00BF, U+2000 to U+2FFF) is none.
  public static func isWord(_ text: [UInt8], at place: Int) -> Bool {
    guard text.indices.contains(place) else { return false }
    switch text[place] {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: return true
    case 0xc3...0xe1, 0xe3...0xff: return true
    default: return false
    }
  }

  /// Whether a letter or digit ends before a place; false outside of the text.
  public static func isWord(_ text: [UInt8], before place: Int) -> Bool {
    var at = place - 1
    while at > 0, at < text.count, text[at] & 0xc0 == 0x80 { at -= 1 }
    return isWord(text, at: at)
  }

  /// Bytes that two words begin with.
  public static func commonBeginning(_ a: String, _ b: String) -> Int { zip(a.utf8, b.utf8).prefix { $0 == $1 }.count }

  /// Whether two words begin with the same four bytes or more, which are two thirds of a length.
  ///
  /// - Parameter length: of the longer one, or of the shorter one.
  public static func isForm(_ a: String, _ b: String, of length: Int) -> Bool {
    let common = commonBeginning(a, b)
    return common >= 4 && common * 3 >= length * 2
  }
}
