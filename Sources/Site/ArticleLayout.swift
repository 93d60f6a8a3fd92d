// How the text of one article is cut into pages, and which of its words belong to which event.

import Corpus
import EventGraph

/// A run of sentences of one block.
struct ArticlePiece: Sendable {
  var block: Int
  /// Bytes that it covers.
  var span: ByteSpan
  var sentences: Range<Int>
}

/// The pages of one article.
struct ArticleLayout: Sendable {
  let slug: String
  /// Pieces of each page.
  let pages: [[ArticlePiece]]
  /// Triggers in the text with the position of their event, in text order.
  let mentions: [(span: ByteSpan, event: Int)]
  private let firstSentences: [Int]

  /// Most elements that a page of text may have.
  private static let budget = 2400
  private static let longestPiece = 40

  init(_ document: GraphDocument, slug: String, mentions: [(ByteSpan, Int)]) {
    self.slug = slug
    self.mentions = mentions.map { (span: $0.0, event: $0.1) }.sorted { ($0.span, $0.event) < ($1.span, $1.event) }
    let record = document.record
    var pieces: [ArticlePiece] = []
    var sentence = 0
    for (number, block) in record.blocks.enumerated() {
      while sentence < record.sentences.count, record.sentences[sentence].end <= block.span.start { sentence += 1 }
      let first = sentence
      while sentence < record.sentences.count, record.sentences[sentence].start < block.span.end { sentence += 1 }
      var from = first
      var start = block.span.start
      repeat {
        let to = min(sentence, from + ArticleLayout.longestPiece)
        let end = to < sentence ? max(start, record.sentences[to].start) : block.span.end
        pieces.append(ArticlePiece(block: number, span: ByteSpan(start, end), sentences: from..<to))
        from = to
        start = end
      } while from < sentence
    }
    var pages: [[ArticlePiece]] = []
    var page: [ArticlePiece] = []
    var cost = 0
    var mention = 0
    for piece in pieces {
      var pieceCost = 6 + 2 * piece.sentences.count
      while mention < self.mentions.count, self.mentions[mention].span.start < piece.span.end {
        pieceCost += 6
        mention += 1
      }
      if cost + pieceCost > ArticleLayout.budget, !page.isEmpty {
        pages.append(page)
        page = []
        cost = 0
      }
      page.append(piece)
      cost += pieceCost
    }
    if !page.isEmpty || pages.isEmpty { pages.append(page) }
    self.pages = pages
    firstSentences = pages.map { $0.first?.sentences.lowerBound ?? 0 }
  }

  /// Path of a page of this article from the top of the site.
  func path(page: Int) -> String { "articles/\(slug)\(page == 0 ? "" : "-part-\(page + 1)").html" }

  /// Path of the page that holds a sentence, with its anchor.
  func path(sentence: Int?) -> String {
    guard let sentence else { return path(page: 0) }
    let page = firstSentences.lastIndex { $0 <= sentence } ?? 0
    return path(page: page) + "#s\(sentence + 1)"
  }
}
