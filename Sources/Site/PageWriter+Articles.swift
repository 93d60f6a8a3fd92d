// The articles: where each date comes from, and the text with every sentence anchored and every event marked.

import Chronology
import Corpus
import EventGraph

extension PageWriter {
  private static let articlesOfPage = 250

  func articlePages(_ take: ([OutputFile]) throws -> Void) throws {
    var files: [OutputFile] = []
    let total = model.graph.documents.count
    let parts = max(1, (total + PageWriter.articlesOfPage - 1) / PageWriter.articlesOfPage)
    for part in 0..<parts {
      let path = part == 0 ? "articles/index.html" : "articles/index-\(part + 1).html"
      var view = PageWriter.pager(part, of: parts) { $0 == 0 ? "index.html" : "index-\($0 + 1).html" }
      view["articles"] = articleLines(
        context(path), limit: PageWriter.articlesOfPage, from: part * PageWriter.articlesOfPage)
      view["lead"] = "\(Wording.capital(Wording.count(total, "article"))) in reading order."
      files.append(
        try page(
          path, "articles", section: .articles,
          title: "Articles\(part == 0 ? "" : ", part \(part + 1)") · \(siteTitle)",
          description:
            "The \(Wording.digits(total, "article")) behind this timeline, with their dates and where those come from.",
          view: view))
    }
    try take(files)
    for (position, document) in model.graph.documents.enumerated() where model.layouts.indices.contains(position) {
      try take(pages(of: document, model.layouts[position]))
    }
  }

  private func pages(of document: GraphDocument, _ layout: ArticleLayout) throws -> [OutputFile] {
    let record = document.record
    let title = SafeText.cut(record.title, 200)
    let events = model.index.events(ofDocument: document.id).compactMap { model.positionOfEvent[$0.id] }
    return try layout.pages.enumerated().map { number, pieces in
      let path = layout.path(page: number)
      let context = context(path)
      var view = PageWriter.pager(number, of: layout.pages.count) {
        String(layout.path(page: $0).dropFirst("articles/".count))
      }
      view["number"] = document.number
      PageWriter.addEditor(record.source.editor, to: &view)
      view["rights"] = record.source.rights ?? false as Any
      view["title"] = title
      view["isFirst"] = number == 0
      view["dateWords"] = record.date.words()
      view["basisWords"] = record.date.basisWords
      view["hasDate"] = !record.date.interval.isUnbounded
      view["outlet"] = record.source.outlet ?? false as Any
      view["url"] = SafeText.webURL(record.source.url) ?? false as Any
      view["fileName"] = record.source.path.map { SafeText.cut($0, 120) } ?? false as Any
      view["eventWords"] = Wording.capital(Wording.count(events.count, "event"))
      view["sentenceWords"] = Wording.digits(record.sentences.count, "sentence")
      view["cues"] = cues(of: document, context)
      view["hasCues"] = !record.date.cues.isEmpty
      view["showsText"] = model.options.showFullText
      view["blocks"] = blocks(of: document, layout, pieces, context)
      view["after"] = number + 1 == layout.pages.count ? nextArticle(document, context) : false as Any
      return try page(
        path, "article", section: .articles,
        title: "\(SafeText.cut(title, 90))\(number == 0 ? "" : ", part \(number + 1)") · article \(document.number)",
        description:
          "Article \(document.number): \(record.date.words()), \(record.date.basisWords); \(Wording.digits(events.count, "event")) read from it.",
        view: view)
    }
  }

  private func nextArticle(_ document: GraphDocument, _ context: PageContext) -> Any {
    guard let next = model.document(number: document.number + 1), let path = model.path(ofDocument: next.id) else {
      return false
    }
    return ["href": context.root + path, "name": SafeText.cut(next.record.title, 90)] as View
  }

  /// The hints at the date of an article, used or rejected.
  private func cues(of document: GraphDocument, _ context: PageContext) -> [View] {
    document.record.date.cues.prefix(30).map { cue in
      let words = document.record.source.string(cue.span)
      let sentence = cue.span.isEmpty ? nil : model.index.sentence(at: DocSpan(doc: document.id, span: cue.span))
      return [
        "cueWords": words.isEmpty ? false : SafeText.cut(words, 120) as Any, "cueWhy": Wording.capital(cue.why),
        "cueRange": cue.interval.isUnbounded ? false : cue.interval.words() as Any, "used": cue.used,
        "cueHref": sentence.flatMap { model.path(ofDocument: document.id, sentence: $0.number) }.map {
          context.root + $0
        }
          ?? false as Any,
      ]
    }
  }

  // MARK: Text

  private func blocks(
    of document: GraphDocument, _ layout: ArticleLayout, _ pieces: [ArticlePiece], _ context: PageContext
  ) -> [View] {
    var views: [View] = []
    var mention = 0
    if let first = pieces.first {
      mention = layout.mentions.firstIndex { $0.span.end > first.span.start } ?? layout.mentions.count
    }
    for piece in pieces {
      let block = document.record.blocks[piece.block]
      var events: [Int] = []
      var marks: [Mark] = []
      while mention < layout.mentions.count, layout.mentions[mention].span.start < piece.span.end {
        let (span, position) = layout.mentions[mention]
        mention += 1
        guard span.start >= piece.span.start else { continue }
        if !events.contains(position) { events.append(position) }
        let entry = model.entries[position]
        marks.append(
          Mark(
            span: span,
            open: "<a class=\"tr t-\(entry.category.rawValue)\" href=\"\(context.href(event: position))\">",
            close: "</a>"))
      }
      let html = text(of: document, piece, marks, onlyMarked: !model.options.showFullText)
      guard !html.isEmpty else { continue }
      views.append([
        "html": html, "isHeading": block.kind == .heading, "isTitle": block.kind == .title,
        "isParagraph": block.kind == .paragraph, "isItem": block.kind == .listItem,
        "isCaption": block.kind == .caption, "isFurniture": block.kind == .boilerplate,
        "notes": events.prefix(40).map { context.event(model.entries[$0]) }, "hasNotes": !events.isEmpty,
      ])
    }
    return views
  }

  /// The sentences of a piece, each in an element with its anchor.
  private func text(
    of document: GraphDocument, _ piece: ArticlePiece, _ marks: [Mark], onlyMarked: Bool
  ) -> String {
    let record = document.record
    let kind = record.blocks[piece.block].kind
    if kind == .listMarker || (onlyMarked && marks.isEmpty) { return "" }
    guard !piece.sentences.isEmpty else {
      return onlyMarked ? "" : MarkedText.html(record.source, piece.span, marks: [], limit: 20_000)
    }
    var html = ""
    var at = piece.span.start
    var next = 0
    for number in piece.sentences {
      let sentence = record.sentences[number]
      let span = ByteSpan(max(at, sentence.start), min(sentence.end, piece.span.end))
      guard !span.isEmpty else { continue }
      let between = ByteSpan(at, span.start)
      if !onlyMarked, !between.isEmpty { html += SafeText.escape(record.source.string(between)) }
      at = span.end
      var own: [Mark] = []
      while next < marks.count, marks[next].span.start < span.end {
        if marks[next].span.start >= span.start { own.append(marks[next]) }
        next += 1
      }
      if onlyMarked, own.isEmpty { continue }
      html += "<span class=\"s\(own.isEmpty ? "" : " e")\" id=\"s\(number + 1)\">"
      html += MarkedText.html(record.source, span, marks: own, limit: 40_000) + "</span>"
      if onlyMarked { html += " … " }
    }
    if !onlyMarked, at < piece.span.end {
      html += SafeText.escape(record.source.string(ByteSpan(at, piece.span.end)))
    }
    return html
  }
}
