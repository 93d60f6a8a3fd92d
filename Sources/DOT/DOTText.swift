// Makes any text safe inside a DOT file: what Graphviz or XML would choke on never gets in.

import ChronographBase

/// Escaping and cutting of texts.
public enum DOTText {
  /// Longest text of one attribute, in bytes: Graphviz's scanner loses a graph with a token over 16,384 bytes.
  public static let limit = 8_000

  /// Drops what XML 1.0 forbids and what would turn or hide text (bidirectional controls, zero-width marks), makes
  /// every line separator a line feed, and cuts at `limit` bytes between characters.
  public static func clean(_ text: String, limit: Int = limit) -> String {
    let clean = text.cleaned(for: .label)
    guard clean.utf8.count > limit - 3 else { return clean }
    var kept = String.UnicodeScalarView()
    var bytes = 0
    for scalar in clean.unicodeScalars {
      bytes += UTF8.width(scalar)
      if bytes > limit - 3 {
        kept.append("…")
        break
      }
      kept.append(scalar)
    }
    return String(kept)
  }

  /// A quoted string for attributes that Graphviz expands (label, tooltip, URL): `\` and `&` keep their meaning as
  /// plain characters, so that `\N`, `\G` and `&copy;` are not replaced.
  public static func quotedLabel(_ text: String) -> String {
    var out = "\""
    for scalar in clean(text).unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "&": out += "&amp;"
      case "\n": out += "\\n"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// A quoted identifier or plain string attribute (name, id, class, colour). Backslashes become slashes: Graphviz
  /// reads them differently from place to place, and no identifier of ours needs one.
  public static func quotedIdentifier(_ text: String) -> String {
    var out = "\""
    for scalar in clean(text, limit: 1_000).unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "/"
      case "\n": out += " "
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// Text inside an HTML-like label. Graphviz expands `\N` and `\G` there as well, after it has read the entities.
  public static func labelEscaped(_ text: String, limit: Int = 2_000) -> String {
    xmlEscaped(text, limit: limit).split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
  }

  /// Text or attribute value of XML.
  public static func xmlEscaped(_ text: String, limit: Int = 2_000) -> String {
    XMLText.escape(clean(text, limit: limit), .page)
  }

  /// Whether a link may go into a drawing: relative, a fragment, or http(s). A colon before the first slash would be
  /// some other scheme; a leading `//` or `\` would leave the site.
  public static func isSafeURL(_ url: String) -> Bool {
    let bytes = Array(url.utf8)
    guard !bytes.isEmpty, bytes.count <= 2_000, clean(url) == url else { return false }
    guard !bytes.contains(where: { $0 <= 0x20 || $0 == 0x5c || $0 == 0x22 || $0 == 0x3c || $0 == 0x3e }) else {
      return false
    }
    let lower = url.lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") { return true }
    if bytes[0] == UInt8(ascii: "/") { return false }
    for byte in bytes {
      if byte == UInt8(ascii: ":") { return false }
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { return true }
    }
    return true
  }
}
