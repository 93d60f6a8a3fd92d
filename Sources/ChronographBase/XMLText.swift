// The one way of text into markup.

/// Text inside XML and HTML.
public enum XMLText {
  /// Text for element content and quoted attributes: cleaned for a profile, then `& < > " '` as references.
  ///
  /// Works on scalars: a combining mark after `"` makes one `Character` of both, which a comparison of characters
  /// does not recognise. The result is well-formed XML 1.0 for every input.
  public static func escape(_ text: String, _ profile: TextProfile = .page) -> String {
    let clean = text.cleaned(for: profile)
    guard clean.utf8.contains(where: isMarkup) else { return clean }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(clean.utf8.count + 16)
    for byte in clean.utf8 {
      switch byte {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3c: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3e: bytes.append(contentsOf: "&gt;".utf8)
      case 0x22: bytes.append(contentsOf: "&quot;".utf8)
      case 0x27: bytes.append(contentsOf: "&#39;".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Markup as the text that it stands for: `lt gt quot apos amp` and numeric references; what is no reference stays.
  public static func unescaped<Bytes: Collection>(_ bytes: Bytes) -> String where Bytes.Element == UInt8 {
    guard bytes.contains(0x26) else { return String(decoding: bytes, as: UTF8.self) }
    let text = Array(bytes)
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      guard text[at] == 0x26, let end = text[at...].prefix(12).firstIndex(of: 0x3b),
        let scalar = reference(text[(at + 1)..<end])
      else {
        plain.append(text[at])
        at += 1
        continue
      }
      plain.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      at = end + 1
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// What stands between `&` and `;`.
  private static func reference(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: name, as: UTF8.self) {
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "amp": return "&"
    default: break
    }
    guard name.first == 0x23 else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == 0x78 || digits.first == 0x58
    let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
    return UInt32(text, radix: isHexadecimal ? 16 : 10).flatMap { Unicode.Scalar($0) }
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == 0x26 || byte == 0x3c || byte == 0x3e || byte == 0x22 || byte == 0x27
  }
}
