// XML documents element by element; no caller writes an angle bracket.

/// Writes one XML document. Every text and attribute value is cleaned and escaped.
public struct XMLWriter: Sendable {
  /// Attributes in the order in which they are written; a nil value leaves the attribute out.
  public typealias Attributes = KeyValuePairs<StaticString, String?>

  public private(set) var text: String
  private let profile: TextProfile

  /// A document with its declaration.
  ///
  /// - Parameters:
  ///   - profile: how texts are cleaned.
  ///   - prolog: what stands before the first element; the declaration of XML where nothing is given.
  public init(_ profile: TextProfile = .line, prolog: StaticString? = nil) {
    self.profile = profile
    text = prolog.map { "\($0)" } ?? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  }

  /// Writes `<name …>…</name>`; `<name …/>` when the body writes nothing.
  ///
  /// - Parameter breaks: line feeds behind the start tag and behind the end tag.
  public mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], breaks: (inside: Bool, after: Bool) = (false, false),
    _ body: (inout XMLWriter) -> Void = { _ in }
  ) {
    start(name, attributes)
    let before = text.utf8.count
    text += breaks.inside ? ">\n" : ">"
    let opened = text.utf8.count
    body(&self)
    if text.utf8.count == opened, !breaks.inside {
      text.removeLast(opened - before)
      text += "/>"
    } else {
      text += "</\(name)>"
    }
    if breaks.after { text += "\n" }
  }

  /// Writes `<name …>text</name>`.
  public mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text content: String) {
    start(name, attributes)
    text += ">\(XMLText.escape(content, profile))</\(name)>"
  }

  /// Writes escaped character data.
  public mutating func characters(_ content: String) { text += XMLText.escape(content, profile) }

  public mutating func newline() { text += "\n" }

  private mutating func start(_ name: StaticString, _ attributes: Attributes) {
    text += "<\(name)"
    for (key, value) in attributes {
      if let value { text += " \(key)=\"\(XMLText.escape(value, profile))\"" }
    }
  }
}
