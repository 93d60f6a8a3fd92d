// A document as it came in: decoded text and what its container said of it.

import ChronographBase

/// One input document. All spans of later rooms are byte offsets into `text`.
public struct SourceDocument: Sendable, Codable {
  /// Where the publication date comes from.
  public enum DateSource: String, Sendable, Codable {
    /// The caller gave it in an NDJSON record.
    case given
    /// Front matter, HTML meta tags, JSON-LD.
    case metadata
    /// A date inside the file's name.
    case fileName
    /// The editor's file.
    case editor
  }

  public var id: String
  /// Valid UTF-8, as given, without byte order mark; nothing trimmed.
  public var text: [UInt8]
  public var title: String?
  /// ISO 8601 day, month or year, or an EDTF interval; not yet checked (Chronology does).
  public var date: String?
  public var dateSource: DateSource?
  public var outlet: String?
  public var url: String?
  /// BCP 47 tag, when the container says it.
  public var language: String?
  /// Path relative to the folder or file that the user named; nil for standard input.
  public var path: String?
  /// A line on the rights in the text, from the editor.
  public var rights: String?
  /// What an editor decided of it.
  public var editor: [EditorNote] = []
  /// The layout that the container's mark-up gives (HTML), nil where it must be found in the text.
  public var markup: [Block]?

  public init(
    id: String, text: [UInt8], title: String? = nil, date: String? = nil, dateSource: DateSource? = nil,
    outlet: String? = nil, url: String? = nil, language: String? = nil, path: String? = nil,
    markup: [Block]? = nil
  ) {
    self.id = id
    self.text = text
    self.title = title
    self.date = date
    self.dateSource = dateSource
    self.outlet = outlet
    self.url = url
    self.language = language
    self.path = path
    self.markup = markup
  }

  /// The path where it says all, else the id with the path beside it: what a user finds the document by.
  package var shownName: String {
    guard let path else { return id }
    return path == id || FolderWalk.stem(FolderWalk.lastPart(path)) == id ? path : "\(id) (\(path))"
  }

  /// The text of a span; an offset inside a UTF-8 sequence gives a replacement character, never a trap.
  public func string(_ span: ByteSpan) -> String {
    let start = min(max(0, span.start), text.count)
    return String(decoding: text[start..<min(max(start, span.end), text.count)].withoutInvisible, as: UTF8.self)
  }
}

/// An input that could not become a document.
public struct SkippedInput: Sendable, Equatable, Codable {
  /// Id or relative path, as shown to the user.
  public var id: String
  /// Machine-readable reason, such as `binary`, `empty`, `too-large`, `not-json`.
  public var code: String
  public var message: String

  /// Code of what was listed and is gone when its turn comes.
  public static let vanished = "vanished"
  /// Code of a file or stream that could not be read to its end.
  public static let readFailed = "read-failed"

  /// Code of what the editor left out.
  public static let excluded = "excluded"

  /// Whether the input was lost in mid-run, so that what was made of the others tells less than it seems to.
  public var isLoss: Bool { code == Self.vanished || code == Self.readFailed }

  public init(id: String, code: String, message: String) {
    self.id = id
    self.code = code
    self.message = message
  }
}
