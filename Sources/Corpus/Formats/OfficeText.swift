// The text of word processor files: Office Open XML (ECMA-376, `word/document.xml`) and OpenDocument (`content.xml`).

enum OfficeText {
  /// - Throws: `ReadFailure` with code `damaged` when the archive holds no such text.
  static func read(
    _ archive: ZipArchive, limit: Int, budget: ExpansionBudget
  ) throws(ReadFailure) -> (article: ArticleText, title: String?) {
    if let entry = archive.entry("word/document.xml") {
      let article = word(try archive.contents(entry, limit: limit, budget: budget))
      let core = archive.entry("docProps/core.xml")
      let properties = core.flatMap { try? archive.contents($0, limit: min(limit, 1 << 20), budget: budget) }
      return (article, properties.flatMap { element("title", of: $0) })
    }
    if let entry = archive.entry("content.xml") {
      let article = openDocument(try archive.contents(entry, limit: limit, budget: budget))
      let meta = archive.entry("meta.xml").flatMap {
        try? archive.contents($0, limit: min(limit, 1 << 20), budget: budget)
      }
      return (article, meta.flatMap { element("title", of: $0) })
    }
    throw ReadFailure(code: "damaged", message: "it holds no text of a word processor")
  }

  /// The text of the first element of a name.
  static func element(_ name: String, of bytes: [UInt8]) -> String? {
    var scanner = XMLScanner(bytes)
    var isInside = false
    while let event = scanner.next() {
      switch event {
      case .start(let tag): isInside = tag.name == name && !tag.isEmpty
      case .text(let text) where isInside: return DocumentFields.field(String(decoding: text, as: UTF8.self))
      default: isInside = false
      }
    }
    return nil
  }

  private static func word(_ bytes: [UInt8]) -> ArticleText {
    var scanner = XMLScanner(bytes)
    var builder = BlockBuilder()
    var isText = false
    /// Deleted text, drawings and their fallbacks are no part of what is read.
    var hidden = 0
    while let event = scanner.next() {
      switch event {
      case .start(let tag):
        switch tag.name {
        case "p" where tag.prefix == "w": builder.end()
        case "t": isText = !tag.isEmpty
        case "tab": builder.add([0x09])
        case "br", "cr": builder.add([0x0a])
        case "noBreakHyphen": builder.add([0x2d])
        case "pStyle": builder.kind = kind(ofStyle: scanner.attribute("val", of: tag) ?? "") ?? builder.kind
        case "numPr" where builder.kind == .paragraph: builder.kind = .listItem
        case "Fallback", "instrText", "delText": if !tag.isEmpty { hidden += 1 }
        default: break
        }
      case .text(let text):
        if isText, hidden == 0 { builder.add(text) }
      case .end(let name):
        if name == "t" { isText = false }
        if name == "p", hidden == 0 { builder.end() }
        if name == "Fallback" || name == "instrText" || name == "delText" { hidden = max(0, hidden - 1) }
      }
    }
    builder.end()
    return builder.article
  }

  private static func kind(ofStyle style: String) -> Block.Kind? {
    let name = style.lowercased()
    if name == "title" { return .title }
    if name.hasPrefix("heading") || name == "subtitle" { return .heading }
    if name.hasPrefix("list") { return .listItem }
    return name == "caption" ? .caption : nil
  }

  private static func openDocument(_ bytes: [UInt8]) -> ArticleText {
    var scanner = XMLScanner(bytes)
    var builder = BlockBuilder()
    var depth = 0
    var hidden = 0
    var lists = 0
    while let event = scanner.next() {
      switch event {
      case .start(let tag):
        switch (tag.prefix, tag.name) {
        case ("text", "p"), ("text", "h"):
          guard !tag.isEmpty else { continue }
          if depth == 0 { builder.end() }
          depth += 1
          if tag.name == "h" { builder.kind = .heading } else if lists > 0 { builder.kind = .listItem }
          if scanner.attribute("style-name", of: tag) == "Title" { builder.kind = .title }
        case ("text", "list"): if !tag.isEmpty { lists += 1 }
        case ("text", "s"): builder.add([0x20])
        case ("text", "tab"): builder.add([0x09])
        case ("text", "line-break"): builder.add([0x0a])
        case ("office", "annotation"), ("text", "tracked-changes"), ("text", "note"): if !tag.isEmpty { hidden += 1 }
        default: break
        }
      case .text(let text):
        if depth > 0, hidden == 0 { builder.add(text) }
      case .end(let name):
        switch name {
        case "p", "h":
          depth = max(0, depth - 1)
          if depth == 0, hidden == 0 { builder.end() }
        case "list": lists = max(0, lists - 1)
        case "annotation", "tracked-changes", "note": hidden = max(0, hidden - 1)
        default: break
        }
      }
    }
    builder.end()
    return builder.article
  }
}

/// Collects paragraphs into a text with blocks, a blank line between them.
struct BlockBuilder {
  private(set) var article = ArticleText()
  var kind = Block.Kind.paragraph
  private var pending: [UInt8] = []

  mutating func add(_ bytes: [UInt8]) { pending.append(contentsOf: bytes) }

  /// Ends the paragraph.
  mutating func end() {
    defer {
      pending.removeAll(keepingCapacity: true)
      kind = .paragraph
    }
    while let last = pending.last, last <= 0x20 { pending.removeLast() }
    let start = pending.firstIndex { $0 > 0x20 } ?? pending.count
    guard start < pending.count else { return }
    article.append(pending[start...], kind: kind)
  }
}
