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

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == 0x26 || byte == 0x3c || byte == 0x3e || byte == 0x22 || byte == 0x27
  }
}
