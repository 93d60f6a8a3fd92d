// Words per second and resident memory of each stage on a fixed text.

import ArgumentParser
import Corpus
import Language

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Words per second and resident memory of each stage on a text.",
    discussion: """
      The text is repeated until there are enough words. Times are processor times on one core; resident memory is
      the highest so far, so it grows only where a stage needs more than those before it.
      """)

  @Argument(help: "A text file; paragraphs are divided by empty lines.") var text: String
  @Option(help: "The model file; the embedded model when left out.") var model: String?
  @Option(help: "Words to analyse; the text is repeated.") var words = 200_000

  func run() throws {
    let start = seconds()
    let annotator =
      try model.map { try Annotator(model: try readFile($0).withUnsafeBytes { try ModelFile($0) }) } ?? Annotator()
    print("kernels: \(Kernels().name)")
    print("load model: \(Int((seconds() - start) * 1000)) ms, \(residentMegabytes()) MB resident")
    var stages = BenchStages(annotator: annotator, document: structured(try readFile(text)))
    let names = ["tokens", "sentences", "tagging and parsing network", "lemmas", "names", "everything"]
    for (number, name) in names.enumerated() {
      var count = 0
      let before = processorSeconds()
      while count < words {
        let done = stages.run(number)
        if done == 0 { break }
        count += done
      }
      let rate = Int(Double(count) / max(processorSeconds() - before, 1e-9))
      print("\(name): \(rate) words/s, \(residentMegabytes()) MB resident")
    }
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

/// The stages of the analyser, one at a time, over one document.
private struct BenchStages {
  let annotator: Annotator
  let document: StructuredDocument
  private var workspace = Annotator.Workspace()
  private var raw: [RawToken] = []
  private var blocks: [Range<Int>] = []
  private var ends: [Int] = []
  /// The document's analysis, for the stages that need those before them.
  private let annotated: AnnotatedDocument
  private var tags: [UInt8] = []
  private var scores: [Float] = []
  private var inputs: [NetworkInput] = []
  private var classes: [WordClass] = []
  private var findings = NameFinder.Findings()

  init(annotator: Annotator, document: StructuredDocument) {
    self.annotator = annotator
    self.document = document
    annotated = annotator.annotate(document, using: &workspace)
  }

  /// Runs one stage over the document and returns the number of words.
  mutating func run(_ stage: Int) -> Int {
    switch stage {
    case 0: tokenise()
    case 1: split()
    case 2: analyse()
    case 3: lemmatise()
    case 4: findNames()
    default: return annotator.annotate(document, using: &workspace).tokens.count
    }
    return annotated.tokens.count
  }

  private mutating func tokenise() {
    raw.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    document.source.text.withUnsafeBufferPointer { bytes in
      for block in document.blocks {
        let first = raw.count
        annotator.tokeniser.tokenise(bytes, block.span.range, into: &raw)
        blocks.append(first..<raw.count)
      }
    }
  }

  private mutating func split() {
    ends.removeAll(keepingCapacity: true)
    document.source.text.withUnsafeBufferPointer { bytes in
      for block in blocks { annotator.splitter.split(raw, block, bytes, annotator.tokeniser.lexicon, into: &ends) }
    }
  }

  private mutating func analyse() {
    tags.removeAll(keepingCapacity: true)
    scores.removeAll(keepingCapacity: true)
    inputs.removeAll(keepingCapacity: true)
    var segments: [NetworkRunner.Segment] = []
    document.source.text.withUnsafeBytes { bytes in
      for (number, sentence) in annotated.sentences.enumerated() {
        let tokens = annotated.tokens[sentence.tokens]
        segments.append(NetworkRunner.Segment(start: inputs.count, count: tokens.count))
        NetworkInput.read(
          tokens.count, annotator.classes, annotator.vectors,
          { UnsafeRawBufferPointer(rebasing: bytes[tokens[sentence.tokens.lowerBound + $0].span.range]) },
          into: &inputs, &classes)
        guard segments.count == Annotator.batch || number == annotated.sentences.count - 1 else { continue }
        inputs.withUnsafeBufferPointer { annotator.runner.run($0, segments, workspace.network) }
        tags += workspace.network.tags
        scores += workspace.network.entities
        inputs.removeAll(keepingCapacity: true)
        segments.removeAll(keepingCapacity: true)
      }
    }
  }

  private func lemmatise() {
    document.source.text.withUnsafeBytes { bytes in
      for (token, tag) in zip(annotated.tokens, tags) {
        _ = annotator.lemmatiser.lemma(
          UnsafeRawBufferPointer(rebasing: bytes[token.span.range]), tag: tag, upos: token.upos,
          isCapitalised: token.isCapitalised, classes: annotator.classes)
      }
    }
  }

  private mutating func findNames() {
    var entities: [Entity] = []
    document.source.text.withUnsafeBytes { bytes in
      for sentence in annotated.sentences {
        annotator.names.find(
          sentence.tokens, annotated.tokens, bytes, scores, from: sentence.tokens.lowerBound,
          labels: annotator.runner.model.entities, &findings)
      }
    }
    annotator.names.resolve(&findings, into: &entities)
  }
}
