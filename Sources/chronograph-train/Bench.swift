// Words per second and resident memory of each stage on a fixed text.

import ArgumentParser
import Corpus
import Language

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Words per second and resident memory of each stage on a text.")

  @Argument(help: "A text file; paragraphs are divided by empty lines.") var text: String
  @Option(help: "The model file; the embedded model when left out.") var model: String?
  @Option(help: "Words to analyse; the text is repeated.") var words = 200_000

  func run() throws {
    let start = seconds()
    let annotator =
      try model.map { try Annotator(model: try readFile($0).withUnsafeBytes { try ModelFile($0) }) } ?? Annotator()
    print("load model: \(Int((seconds() - start) * 1000)) ms, \(residentMegabytes()) MB resident")
    let document = structured(try readFile(text))
    var raw: [RawToken] = []
    var ends: [Int] = []
    var count = 0
    var times = (tokens: 0.0, sentences: 0.0, all: 0.0)
    var workspace = Annotator.Workspace()
    while count < words {
      document.source.text.withUnsafeBufferPointer { bytes in
        var before = processorSeconds()
        raw.removeAll(keepingCapacity: true)
        var blocks: [Range<Int>] = []
        for block in document.blocks {
          let first = raw.count
          annotator.tokeniser.tokenise(bytes, block.span.range, into: &raw)
          blocks.append(first..<raw.count)
        }
        times.tokens += processorSeconds() - before
        before = processorSeconds()
        ends.removeAll(keepingCapacity: true)
        for block in blocks { annotator.splitter.split(raw, block, bytes, into: &ends) }
        times.sentences += processorSeconds() - before
      }
      let before = processorSeconds()
      let annotated = annotator.annotate(document, using: &workspace)
      times.all += processorSeconds() - before
      count += annotated.tokens.count
      if annotated.tokens.isEmpty { break }
    }
    func rate(_ time: Double) -> Int { Int(Double(count) / max(time, 1e-9)) }
    print("words: \(count)")
    print("tokens: \(rate(times.tokens)) words/s")
    print("sentences: \(rate(times.sentences)) words/s")
    print("everything (tokens, sentences, tags, lemmas, trees, names): \(rate(times.all)) words/s")
    print("\(residentMegabytes()) MB resident")
  }

  private func structured(_ text: [UInt8]) -> StructuredDocument {
    var blocks: [Block] = []
    var start = 0
    var i = 0
    while i <= text.count {
      let isEnd = i == text.count || (text[i] == 0x0a && (i + 1 == text.count || text[i + 1] == 0x0a))
      if isEnd {
        if i > start { blocks.append(Block(kind: .paragraph, span: ByteSpan(start, i))) }
        start = i + 1
      }
      i += 1
    }
    return StructuredDocument(source: SourceDocument(id: "bench", text: text), blocks: blocks)
  }
}
