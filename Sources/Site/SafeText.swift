// The only way of text from articles into pages: cleaned of what a reader cannot see, then escaped.

import Mustache

/// Cleans and escapes text.
enum SafeText {
  /// Text without control characters, byte order marks, bidirectional controls, tag characters and
  /// noncharacters; line and paragraph separators become spaces.
  static func clean(_ text: String) -> String {
    guard needsWork(text, markup: false) else { return text }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch disposition(scalar) {
      case .keep: kept.append(scalar)
      case .space: kept.append(" ")
      case .drop: continue
      }
    }
    return String(kept)
  }

  /// Cleaned text for element content and quoted attributes.
  ///
  /// Works on scalars: a combining mark after `"` makes one `Character` of both, which a comparison of characters
  /// does not recognise.
  static func escape(_ text: String) -> String {
    guard needsWork(text, markup: true) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case ">": bytes.append(contentsOf: "&gt;".utf8)
      case "\"": bytes.append(contentsOf: "&quot;".utf8)
      case "'": bytes.append(contentsOf: "&#39;".utf8)
      default:
        switch disposition(scalar) {
        case .keep: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        case .space: bytes.append(0x20)
        case .drop: continue
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private enum Disposition { case keep, space, drop }

  private static func disposition(_ scalar: Unicode.Scalar) -> Disposition {
    switch scalar.value {
    case 0x09, 0x0a, 0x0d, 0x2028, 0x2029, 0x85: .space
    case 0..<0x20, 0x7f...0x9f, 0xad, 0x61c, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfeff,
      0xfff9...0xfffb, 0xfdd0...0xfdef, 0xe0000...0xe0fff:
      .drop
    default: scalar.value & 0xfffe == 0xfffe ? .drop : .keep
    }
  }

  /// Whether a byte occurs that may begin something to drop or escape.
  private static func needsWork(_ text: String, markup: Bool) -> Bool {
    text.utf8.contains { byte in
      switch byte {
      case 0..<0x20, 0x7f, 0xc2, 0xd8, 0xe2, 0xef, 0xf0...0xf4: true
      case 0x26, 0x3c, 0x3e, 0x22, 0x27: markup
      default: false
      }
    }
  }

  /// An `http` or `https` URL that may stand in a link; nil for every other text.
  static func webURL(_ text: String?) -> String? {
    guard let text, text.utf8.count <= 2000 else { return nil }
    let lower = text.prefix(8).lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return nil }
    let isPlain = text.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7f && byte != 0x22 && byte != 0x27 && byte != 0x3c && byte != 0x3e && byte != 0x5c
        && byte != 0x60
    }
    let host = text.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return isPlain && !host.isEmpty && !host.utf8.contains(UInt8(ascii: "@")) ? text : nil
  }

  /// At most `limit` scalars, cut at a space where one is near, with an ellipsis.
  static func cut(_ text: String, _ limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > limit,
      let hard = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex)
    else { return text }
    var end = hard
    var steps = 0
    while steps < 24, end > scalars.startIndex, scalars[end] != " " {
      end = scalars.index(before: end)
      steps += 1
    }
    return String(scalars[..<(scalars[end] == " " ? end : hard)]) + "…"
  }
}

/// The escaping that every template uses in place of the library's own.
struct SafeHTML: MustacheContentType {
  func escapeText(_ text: String) -> String { SafeText.escape(text) }
}
