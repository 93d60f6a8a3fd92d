// Where a quotation stands: document, paragraph, sentence, and for plain text the line of the file.

import Corpus
import EventGraph

struct ReportPinpoints {
  let index: GraphIndex
  /// For each document of plain text the offsets of its line feeds, in bytes.
  private let lineEnds: [String: [Int]]
  /// For each document the number of the paragraph that each block belongs to; 0 before the first.
  private let paragraphs: [String: [Int]]

  init(_ index: GraphIndex) {
    self.index = index
    var lineEnds: [String: [Int]] = [:]
    var paragraphs: [String: [Int]] = [:]
    for document in index.graph.documents {
      let source = document.record.source
      if source.markup == nil, ReportPinpoints.hasLines(source.path) {
        lineEnds[document.id] = source.text.indices.filter { source.text[$0] == 0x0a }
      }
      var number = 0
      paragraphs[document.id] = document.record.blocks.map { block in
        if block.kind == .paragraph || block.kind == .listItem { number += 1 }
        return block.kind == .paragraph || block.kind == .listItem ? number : 0
      }
    }
    self.lineEnds = lineEnds
    self.paragraphs = paragraphs
  }

  /// Whether offsets of the text are offsets of the file.
  private static func hasLines(_ path: String?) -> Bool {
    guard let path else { return false }
    return [".txt", ".text", ".md", ".markdown"].contains { path.lowercased().hasSuffix($0) }
  }

  /// The pinpoint of a span; nil when the graph has no such document.
  func pinpoint(_ at: DocSpan) -> ReportContent.Pinpoint? {
    guard let document = index.document(at.doc) else { return nil }
    var words = "article \(document.number)"
    if let sentence = index.sentence(at: at) {
      let blocks = paragraphs[at.doc] ?? []
      if sentence.block < blocks.count, blocks[sentence.block] > 0 { words += ", para. \(blocks[sentence.block])" }
      words += ", sentence \(sentence.number + 1)"
    }
    if let ends = lineEnds[at.doc] { words += ", line \(line(at.span.start, ends))" }
    return ReportContent.Pinpoint(document: document.number, words: words)
  }

  /// The pinpoints of some spans, each once.
  func distinct(_ spans: [DocSpan], _ limit: Int) -> [ReportContent.Pinpoint] {
    var seen: Set<String> = []
    var found: [ReportContent.Pinpoint] = []
    for span in spans where found.count < limit {
      if let pinpoint = pinpoint(span), seen.insert(pinpoint.words).inserted { found.append(pinpoint) }
    }
    return found
  }

  /// The line, from 1, that holds an offset.
  private func line(_ offset: Int, _ ends: [Int]) -> Int {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }
}
