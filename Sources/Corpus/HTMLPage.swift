// A web page as article and metadata.

struct HTMLPage {
  var article: ArticleText
  var metadata: PageMetadata

  /// - Parameter html: valid UTF-8 without control characters.
  /// - Throws: `ReadFailure` with code `no-article`.
  init(_ html: [UInt8], knowledge: PageKnowledge) throws(ReadFailure) {
    guard let tree = PageTree(html: HTMLTamer.tamed(html)) else {
      throw ReadFailure(code: "no-article", message: "the page is empty")
    }
    metadata = PageMetadata(tree, knowledge: knowledge)
    let finder = ArticleFinder(tree, knowledge: knowledge)
    article = finder.root().map { ArticleText(tree, root: $0, dropped: finder.dropped) } ?? ArticleText()
    if !Self.hasProse(article, knowledge), let body = metadata.articleBody {
      article = ArticleText(plain: body)
    }
    guard Self.hasProse(article, knowledge) else {
      throw ReadFailure(code: "no-article", message: "the page has no article text")
    }
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
