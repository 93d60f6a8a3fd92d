// Finds blocks in a text: headline, headings, paragraphs, list items, page furniture, and the dateline. It
// knows nothing of sentences or meaning; the shape of lines and the patterns of `boilerplate.yaml` decide.

import Knowledge

/// Turns a document into blocks. Takes time linear in the text.
public struct LayoutAnalyser: Sendable {
  let patterns: LinePatterns

  /// - Throws: `KnowledgeError` for a fault in `boilerplate.yaml`.
  public init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    patterns = try LinePatterns(try knowledge.required("boilerplate.yaml"))
  }

  public func analyse(_ source: SourceDocument) -> StructuredDocument {
    source.text.withUnsafeBufferPointer { text in
      var layout =
        source.markup.map { MarkupLayout(blocks: $0, text: text, patterns: patterns).blocks }
        ?? TextLayout(source: source, text: text, patterns: patterns).blocks()
      BlockRepair.apply(&layout)
      var result = StructuredDocument(source: source, blocks: layout)
      result.dateline = dateline(of: layout, text: text)
      if let dateline = result.dateline { setApart(dateline, in: &result.blocks, text: text) }
      if let published = DateLine.find(in: layout, text: text) {
        result.published = published
        if result.source.date == nil, let day = DateLine.day(source.string(published)) {
          result.source.date = day
          result.source.dateSource = .metadata
        }
      }
      return result
    }
  }

  /// The dateline stands at the start of one of the first paragraphs.
  private func dateline(of blocks: [Block], text: UnsafeBufferPointer<UInt8>) -> ByteSpan? {
    let first = blocks.lazy.filter { $0.kind == .paragraph }.prefix(3)
    return first.compactMap { Dateline.find(text, in: $0.span, agencies: patterns.agencies) }.first
      ?? first.compactMap { Dateline.bare(text, in: $0.span, starts: patterns.sentenceStarts) }.first
  }

  /// Makes the dateline with its dash a block of its own, so that it is no part of the sentence behind it.
  private func setApart(_ dateline: ByteSpan, in blocks: inout [Block], text: UnsafeBufferPointer<UInt8>) {
    guard let index = blocks.firstIndex(where: { $0.span.contains(dateline) }) else { return }
    let block = blocks[index]
    let start = Dateline.sentenceStart(text, after: dateline.end, to: block.span.end)
    guard start < block.span.end else {
      blocks[index].kind = .boilerplate
      return
    }
    blocks[index].span = ByteSpan(start, block.span.end)
    blocks.insert(Block(kind: .boilerplate, span: ByteSpan(block.span.start, start)), at: index)
    for other in blocks.indices {
      if let lead = blocks[other].lead, lead >= index { blocks[other].lead = lead + 1 }
    }
  }
}

/// Lines near the head that give the date of publication.
enum DateLine {
  /// The first piece of page furniture near the head that names a whole day.
  static func find(in blocks: [Block], text: UnsafeBufferPointer<UInt8>) -> ByteSpan? {
    blocks.prefix(8).first { block in
      block.kind == .boilerplate && block.span.length <= 100 && names(day: text[block.span.range])
    }?.span
  }

  /// Whether a line is nothing but a day: `March 1, 2008`, `Tuesday 20 May 2025, 10:15 GMT`.
  static func isDay(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, dateWords: Set<UInt64>) -> Bool {
    guard bytes.count <= 100, let tokens = LineToken.tokens(of: bytes, limit: 26) else { return false }
    return tokens.allSatisfy { $0.isNumber || dateWords.contains($0.key) } && names(day: bytes)
  }

  private static func names(day bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    day(String(decoding: bytes, as: UTF8.self)) != nil
  }

  /// The day of a line, or the set of the two days that numbers alone leave open.
  static func day(_ line: String) -> String? {
    if let day = MetadataDate.day(line), day.utf8.count == 10 { return day }
    return MetadataDate.numericDays(line)
  }
}

/// Last touches that hold for every layout.
enum BlockRepair {
  /// A document without any prose tells nothing: then its headings are its prose.
  static func apply(_ blocks: inout [Block]) {
    if !blocks.contains(where: \.isProse) {
      for index in blocks.indices where blocks[index].kind == .title || blocks[index].kind == .heading {
        blocks[index].kind = .paragraph
      }
    }
  }
}

/// Blocks that mark-up gave, checked for page furniture.
struct MarkupLayout {
  var blocks: [Block]

  init(blocks given: [Block], text: UnsafeBufferPointer<UInt8>, patterns: LinePatterns) {
    blocks = []
    var lead: Int?
    for var block in given where block.span.end <= text.count && !block.span.isEmpty {
      let bytes = UnsafeBufferPointer(rebasing: text[block.span.range])
      if block.kind != .title, patterns.match(text[block.span.range]) { block.kind = .boilerplate }
      if block.kind == .listItem {
        block.lead = lead
      } else if block.kind == .paragraph {
        lead = bytes.last == 0x3a ? blocks.count : nil
      } else if block.kind != .listMarker {
        lead = nil
      }
      blocks.append(block)
    }
  }
}
