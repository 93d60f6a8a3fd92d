// The only way of text from articles into pages: cleaned of what a reader cannot see, then escaped.

import ChronographBase
import Mustache

/// Cleans and escapes text.
enum SafeText {
  /// Text without what a reader cannot see; breaks become spaces.
  static func clean(_ text: String) -> String { text.cleaned(for: .page) }

  /// Cleaned text for element content and quoted attributes.
  static func escape(_ text: String) -> String { XMLText.escape(text, .page) }

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
  static func cut(_ text: String, _ limit: Int) -> String { ShortText.cut(text, limit, mark: "…") }
}

/// The escaping that every template uses in place of the library's own.
struct SafeHTML: MustacheContentType {
  func escapeText(_ text: String) -> String { SafeText.escape(text) }
}
