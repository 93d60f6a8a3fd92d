// The head of a Markdown file: YAML between `---`, or TOML between `+++` as Hugo has it.

/// Front matter at the start of a text. Read as flat `key: value` or `key = value` lines, not by a parser of those
/// languages: nothing that an
/// article's head needs goes deeper, and no input can then make it run long.
struct FrontMatter {
  /// From the first `---` to the end of the last one.
  let span: ByteSpan
  private var values: [String: String] = [:]

  /// Longest head in bytes.
  private static let longest = 1 << 16

  init?(_ text: [UInt8]) {
    let isTOML = text.starts(with: [0x2b, 0x2b, 0x2b])
    guard isTOML || text.starts(with: [0x2d, 0x2d, 0x2d]) else { return nil }
    let fence = isTOML ? "+++" : "---"
    let separator = UInt8(ascii: isTOML ? "=" : ":")
    /// Tables of TOML (`[params]`) hold other people's keys.
    var inTable = false
    var lineStart = 0
    var number = 0
    var end: Int?
    while lineStart < min(text.count, Self.longest), end == nil {
      var lineEnd = lineStart
      while lineEnd < text.count, text[lineEnd] != 0x0a { lineEnd += 1 }
      let line = String(decoding: text[lineStart..<lineEnd], as: UTF8.self)
      let trimmed = Self.trimmed(line)
      if number == 0 {
        guard trimmed == fence else { return nil }
      } else if trimmed == fence || trimmed == "..." && !isTOML {
        end = lineStart + 3
      } else if isTOML, trimmed.hasPrefix("[") {
        inTable = true
      } else if let colon = line.utf8.firstIndex(of: separator), line.utf8.first.map({ $0 > 0x20 }) ?? false {
        let key = Self.trimmed(String(line[..<colon])).lowercased()
        let value = Self.unquoted(Self.trimmed(String(line[line.utf8.index(after: colon)...])))
        if values[key] == nil, !inTable { values[key] = value }
      } else if !isTOML, !trimmed.isEmpty, line.utf8.first.map({ $0 > 0x20 && $0 != 0x23 && $0 != 0x2d }) ?? false {
        return nil
      }
      number += 1
      lineStart = lineEnd + 1
    }
    guard let end, !values.isEmpty else { return nil }
    span = ByteSpan(0, end)
  }

  /// Fills the fields of a document that have no value yet.
  func describe(_ document: inout SourceDocument) {
    func value(_ keys: String...) -> String? { keys.lazy.compactMap { values[$0] }.first { !$0.isEmpty } }
    document.title = document.title ?? DocumentFields.field(value("title", "headline"))
    document.outlet = document.outlet ?? DocumentFields.field(value("outlet", "source", "publisher", "publication"))
    document.url =
      document.url ?? DocumentFields.address(value("url", "link", "canonical", "canonical_url", "source_url"))
    document.language = document.language ?? DocumentFields.language(value("language", "lang"))
    if document.date == nil,
      let date = DocumentFields.date(value("date", "published", "pubdate", "publishdate", "date_published"))
    {
      document.date = date
      document.dateSource = .metadata
    }
  }

  private static func trimmed(_ text: String) -> String {
    let bytes = text.utf8.drop { $0 <= 0x20 }
    let end = bytes.lastIndex { $0 > 0x20 }.map { bytes.index(after: $0) } ?? bytes.startIndex
    return String(text[bytes.startIndex..<end])
  }

  /// A scalar without its quotation marks, or a plain one without its comment.
  private static func unquoted(_ text: String) -> String {
    guard let first = text.utf8.first else { return text }
    if first == 0x22 || first == 0x27 {
      let rest = text.utf8.dropFirst()
      guard let close = rest.lastIndex(of: first) else { return text }
      return String(text[rest.startIndex..<close])
    }
    var previous: UInt8 = 0
    var index = text.utf8.startIndex
    while index < text.utf8.endIndex {
      if text.utf8[index] == 0x23 && previous == 0x20 { return trimmed(String(text[..<index])) }
      previous = text.utf8[index]
      index = text.utf8.index(after: index)
    }
    return text
  }
}
