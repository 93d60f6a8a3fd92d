// A web page as article and metadata.

struct HTMLPage {
  var article: ArticleText
  var metadata: PageMetadata

  /// - Parameter html: valid UTF-8 without control characters.
  /// - Throws: `ReadFailure` with code `no-article`.
  /// - Parameter address: where the page was found, if its container says so.
  init(_ html: [UInt8], knowledge: PageKnowledge, address: String? = nil) throws(ReadFailure) {
    guard let tree = PageTree(html: HTMLTamer.tamed(html)) else {
      throw ReadFailure(code: "no-article", message: "the page is empty")
    }
    metadata = PageMetadata(tree, knowledge: knowledge, address: address)
    article = Self.article(tree, knowledge, trust: .names)
    // Names may mislead: then the elements alone decide.
    if article.proseBytes < 400 {
      let other = Self.article(tree, knowledge, trust: .elements)
      if other.proseBytes > article.proseBytes * 2, Self.hasProse(other, knowledge) { article = other }
    }
    if let body = metadata.articleBody {
      let repeated = Self.text(ofBody: body)
      if !Self.hasProse(article, knowledge) || repeated.proseBytes > 500 && !article.tells(repeated) {
        article = repeated
      }
    }
    guard Self.hasProse(article, knowledge) else {
      throw ReadFailure(code: "no-article", message: "the page has no article text")
    }
  }

  private static func article(
    _ tree: PageTree, _ knowledge: PageKnowledge, trust: ArticleFinder.Trust
  ) -> ArticleText {
    let finder = ArticleFinder(tree, knowledge: knowledge, trust: trust)
    var article = ArticleText(tree, roots: finder.roots(), dropped: finder.dropped)
    article.dropTail(knowledge.patterns)
    return article
  }

  /// The text of JSON-LD's `articleBody`, which may be mark-up itself.
  private static func text(ofBody body: String) -> ArticleText {
    let bytes = Array(body.utf8)
    if looksLikeMarkup(bytes) { return fragment(bytes) }
    return ArticleText(plain: String(decoding: CharacterReferences.decoded(bytes[...]), as: UTF8.self))
  }

  /// Whether there is a line with at least three words that is not page furniture.
  private static func hasProse(_ article: ArticleText, _ knowledge: PageKnowledge) -> Bool {
    article.text.withUnsafeBufferPointer { text in
      article.blocks.contains { block in
        guard block.isProse else { return false }
        let bytes = text[block.span.range]
        let tokens = LineToken.tokens(of: bytes.prefix(400), limit: 400) ?? []
        let isLong = tokens.count >= 3 || bytes.contains { $0 >= 0xe3 && $0 <= 0xed }
        return isLong && !knowledge.patterns.match(bytes)
      }
    }
  }
}

extension HTMLPage {
  /// Whether a field of text holds mark-up of paragraphs, lines or links.
  static func looksLikeMarkup(_ bytes: [UInt8]) -> Bool {
    let names: Set<String> = [
      "p", "br", "div", "a", "ul", "ol", "li", "h1", "h2", "h3", "em", "strong", "b", "i", "span",
    ]
    var index = 0
    while let open = bytes[index...].firstIndex(of: 0x3c) {
      var end = open + 1
      if end < bytes.count, bytes[end] == 0x2f { end += 1 }
      let start = end
      while end < bytes.count, end - start < 8,
        bytes[end] | 0x20 >= 0x61 && bytes[end] | 0x20 <= 0x7a || bytes[end] & 0xf8 == 0x30
      {
        end += 1
      }
      if end < bytes.count, bytes[end] <= 0x20 || bytes[end] == 0x3e || bytes[end] == 0x2f,
        names.contains(String(decoding: bytes[start..<end], as: UTF8.self).lowercased())
      {
        return true
      }
      index = open + 1
    }
    return false
  }

  /// The text of a piece of mark-up that is all article.
  static func fragment(_ html: [UInt8]) -> ArticleText {
    guard let tree = PageTree(html: HTMLTamer.tamed(html)), !tree.nodes.isEmpty else { return ArticleText() }
    let dropped = tree.nodes.map { node in
      switch node.tag {
      case .head, .script, .style, .opaque, .comment: true
      default: false
      }
    }
    return ArticleText(tree, roots: [0], dropped: dropped)
  }
}

extension ArticleText {
  /// Text without mark-up; each line is a block.
  init(plain: String) {
    self.init()
    text = Array(plain.utf8)
    _ = text.withUnsafeMutableBufferPointer { TextSanitiser.clean($0) }
    blocks = text.withUnsafeBufferPointer { buffer in
      TextLine.lines(of: buffer).map { Block(kind: .paragraph, span: $0.span) }
    }
  }
}
