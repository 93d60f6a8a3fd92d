// What a container says of its document: id, title, date, outlet, address, language.

import ChronographBase

/// Makes names and metadata safe to carry along.
package enum DocumentFields {
  /// Longest id in bytes.
  static let longestId = 320
  /// Longest title, outlet or address in bytes.
  static let longestField = 2000

  /// One line without control characters or directional overrides; blanks at the ends are cut.
  static func cleaned(_ text: String) -> String { cleaned(Array(text.utf8)) }

  static func cleaned(_ raw: [UInt8]) -> String {
    var bytes = Array(String(decoding: raw, as: UTF8.self).utf8)
    _ = bytes.withUnsafeMutableBufferPointer { TextSanitiser.clean($0) }
    for index in bytes.indices where bytes[index] < 0x20 { bytes[index] = 0x20 }
    // LINE SEPARATOR and PARAGRAPH SEPARATOR would break a line where the text is shown.
    var index = 0
    while index + 2 < bytes.count {
      if bytes[index] == 0xe2, bytes[index + 1] == 0x80, bytes[index + 2] == 0xa8 || bytes[index + 2] == 0xa9 {
        for offset in 0..<3 { bytes[index + offset] = 0x20 }
      }
      index += 1
    }
    let trimmed = bytes.drop { $0 == 0x20 }
    let end = trimmed.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? trimmed.startIndex
    return String(decoding: trimmed[trimmed.startIndex..<end], as: UTF8.self)
  }

  /// A field of text; nil when nothing is left of it.
  static func field(_ text: String?) -> String? {
    guard let text else { return nil }
    let clean = cleaned(cut(text, longestField))
    return clean.isEmpty ? nil : clean
  }

  /// An address with a scheme that a page may link to.
  package static func address(_ text: String?) -> String? {
    guard let address = field(text), address.utf8.count < longestField else { return nil }
    let lower = address.prefix(8).lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return nil }
    let rest = address.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
    guard let first = rest.first, ![0x2f, 0x3a, 0x3f, 0x23].contains(first) else { return nil }
    return address.utf8.contains(where: { $0 <= 0x20 || $0 == 0x22 || $0 == 0x3c || $0 == 0x3e }) ? nil : address
  }

  /// A BCP 47 tag.
  static func language(_ text: String?) -> String? {
    guard let tag = field(text), tag.utf8.count <= 35,
      tag.utf8.allSatisfy({
        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2d || $0 == 0x5f
      })
    else { return nil }
    return tag
  }

  /// A date of metadata: an ISO day where one can be read, otherwise the words as they are.
  static func date(_ text: String?) -> String? {
    guard let words = field(text), words.utf8.count <= 64 else { return nil }
    return isEDTF(words) ? words : MetadataDate.day(words) ?? words
  }

  /// Whether a date is an EDTF interval or carries EDTF marks, which reading it as a day would lose.
  private static func isEDTF(_ words: String) -> Bool {
    if words.utf8.contains(where: { [0x3f, 0x7e, 0x25].contains($0) }) || words.contains("..") { return true }
    let sides = words.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return sides.count == 2 && sides.allSatisfy { $0.isEmpty || $0.count >= 4 }
  }

  /// An id of bounded length; a longer one ends in a hash of the whole.
  static func identifier(_ text: String) -> String {
    let clean = cleaned(text)
    guard clean.utf8.count > longestId else { return clean }
    return cut(clean, longestId - 17) + "-" + String(FNV1a.hash(clean.utf8), radix: 16)
  }

  /// The first bytes of a text, ending between two scalars.
  static func cut(_ text: String, _ limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: limit)
    while end > text.startIndex, text.utf8[end] & 0xc0 == 0x80 { end = text.utf8.index(before: end) }
    return String(text.unicodeScalars[..<end])
  }
}
