// The analyser: structured document in, annotated document out.

import CEmbedded
import Corpus

/// Annotates documents. Immutable and safe to share between threads; scratch memory lives in ``Workspace``.
public struct Annotator: Sendable {
  /// Scratch memory that is reused from document to document; one for each thread.
  public struct Workspace: Sendable {
    package var raw: [RawToken] = []
    package var ends: [Int] = []
    package var shapes: [TokenShape] = []
    package var tags: [UInt8] = []
    package var scores = [Int32](repeating: 0, count: 256)
    package var hashes = [UInt64](repeating: 0, count: 64)
    package var state = ParserState()
    public init() {}
  }

  package let tokeniser: Tokeniser
  package let tagSet: TagSet
  package let tagWeights: LinearModel
  package let parserWeights: LinearModel
  package let lemmatiser: Lemmatiser
  private let splitter = SentenceSplitter()

  /// The analyser with the model inside the binary.
  /// - Throws: ``ModelError`` when the program was built without a model.
  public init() throws {
    let file = chronograph_embedded_model()
    try self.init(model: ModelFile(UnsafeRawBufferPointer(start: file.bytes, count: file.length)))
  }

  /// The analyser with another model.
  package init(model: ModelFile) throws {
    var lexicon = try model.reader(.tokenLexicon)
    tokeniser = Tokeniser(
      lexicon: TokenLexicon(keys: try lexicon.readArray(UInt64.self), cuts: try lexicon.readArray(UInt8.self)))
    var tags = try model.reader(.tagSet)
    tagSet = try TagSet(&tags)
    var weights = try model.reader(.tagWeights)
    tagWeights = LinearModel(weights: try weights.readArray(Int8.self))
    weights = try model.reader(.parserWeights)
    parserWeights = LinearModel(weights: try weights.readArray(Int8.self))
    var lemmas = try model.reader(.lemmas)
    lemmatiser = try Lemmatiser(&lemmas)
  }

  /// Tokenises, tags, parses and finds named entities.
  public func annotate(_ document: StructuredDocument, using workspace: inout Workspace) -> AnnotatedDocument {
    var sentences: [Sentence] = []
    workspace.raw.removeAll(keepingCapacity: true)
    let text = document.source.text
    text.withUnsafeBufferPointer { bytes in
      for (number, block) in document.blocks.enumerated() {
        let first = workspace.raw.count
        let start = min(max(0, block.span.start), bytes.count)
        tokeniser.tokenise(bytes, start..<min(max(start, block.span.end), bytes.count), into: &workspace.raw)
        workspace.ends.removeAll(keepingCapacity: true)
        splitter.split(workspace.raw, first..<workspace.raw.count, bytes, into: &workspace.ends)
        var from = first
        for end in workspace.ends {
          let span = ByteSpan(Int(workspace.raw[from].start), Int(workspace.raw[end - 1].end))
          sentences.append(Sentence(span: span, tokens: from..<end, block: number, kind: block.kind))
          from = end
        }
      }
    }
    return analyse(document, sentences, using: &workspace)
  }

  /// Analyses given tokens (`workspace.raw`) and sentences.
  package func analyse(
    _ document: StructuredDocument, _ sentences: [Sentence], using workspace: inout Workspace
  ) -> AnnotatedDocument {
    var tokens: [Token] = []
    tokens.reserveCapacity(workspace.raw.count)
    var lemmas: [Int32: String] = [:]
    document.source.text.withUnsafeBytes { bytes in
      for (number, sentence) in sentences.enumerated() {
        let range = sentence.tokens
        workspace.shapes.removeAll(keepingCapacity: true)
        for raw in workspace.raw[range] {
          workspace.shapes.append(
            TokenShape(UnsafeRawBufferPointer(rebasing: bytes[Int(raw.start)..<Int(raw.end)])))
        }
        tag(&workspace)
        parse(&workspace)
        for i in 0..<range.count {
          let raw = workspace.raw[range.lowerBound + i]
          let tag = workspace.tags[i]
          let form = UnsafeRawBufferPointer(rebasing: bytes[Int(raw.start)..<Int(raw.end)])
          let head = Int(workspace.state.heads[i])
          var token = Token(
            start: raw.start, end: raw.end, form: WordKey(value: workspace.shapes[i].form),
            lemma: WordKey(value: workspace.shapes[i].form), upos: tagSet.upos[Int(tag)], xpos: tagSet.xpos[Int(tag)],
            features: tagSet.features(workspace.shapes[i].form, tag),
            head: head < range.count ? Int32(range.lowerBound + head) : -1,
            relation: head < range.count ? tagSet.relations[Int(workspace.state.labels[i])] : .root,
            spaceAfter: raw.spaceAfter, sentence: Int32(number), isCapitalised: workspace.shapes[i].isCapitalised)
          if let lemma = lemmatiser.lemma(form, tag: tag, isCapitalised: token.isCapitalised) {
            lemmas[Int32(range.lowerBound + i)] = lemma
            token.lemma = WordKey(lemma)
          }
          tokens.append(token)
        }
      }
    }
    return AnnotatedDocument(
      document: document, tokens: tokens, sentences: sentences, entities: [], xposNames: tagSet.xposNames,
      lemmas: lemmas)
  }

  package func tag(_ workspace: inout Workspace) {
    let count = workspace.shapes.count
    let classes = tagSet.upos.count
    workspace.tags.removeAll(keepingCapacity: true)
    workspace.tags.append(contentsOf: repeatElement(0, count: count))
    workspace.shapes.withUnsafeBufferPointer { shapes in
      workspace.tags.withUnsafeMutableBufferPointer { tags in
        workspace.hashes.withUnsafeMutableBufferPointer { hashes in
          workspace.scores.withUnsafeMutableBufferPointer { scores in
            tagWeights.weights.withUnsafeBufferPointer { weights in
              guard let shapes = shapes.baseAddress, let tags = tags.baseAddress, let hashes = hashes.baseAddress,
                let scores = scores.baseAddress, let weights = weights.baseAddress
              else { return }
              for i in 0..<count {
                LinearTagger.features(shapes, tags, i, count, hashes)
                LinearTagger.scores(weights, tagWeights.mask, hashes, LinearTagger.templates, classes, scores)
                var best = 0
                for c in 1..<classes where scores[c] > scores[best] { best = c }
                tags[i] = UInt8(best)
              }
            }
          }
        }
      }
    }
  }

  package func parse(_ workspace: inout Workspace) {
    let count = workspace.shapes.count
    workspace.state.reset(count)
    let labels = tagSet.relations.count
    workspace.shapes.withUnsafeBufferPointer { shapes in
      workspace.tags.withUnsafeBufferPointer { tags in
        workspace.hashes.withUnsafeMutableBufferPointer { hashes in
          workspace.scores.withUnsafeMutableBufferPointer { scores in
            parserWeights.weights.withUnsafeBufferPointer { weights in
              guard let shapes = shapes.baseAddress, let tags = tags.baseAddress, let hashes = hashes.baseAddress,
                let scores = scores.baseAddress, let weights = weights.baseAddress
              else { return }
              while !workspace.state.isFinal {
                LinearParser.features(workspace.state, shapes, tags, hashes)
                LinearTagger.scores(weights, parserWeights.mask, hashes, LinearParser.templates, 1 + 2 * labels, scores)
                var best = -1
                for c in 0..<(1 + 2 * labels) {
                  let allowed =
                    c == 0
                    ? workspace.state.canShift
                    : c <= labels
                      ? workspace.state.canLeft && (workspace.state.canShift || workspace.state.stack.count == 1)
                      : workspace.state.canRight
                  if allowed, best < 0 || scores[c] > scores[best] { best = c }
                }
                if best == 0 {
                  workspace.state.shift()
                } else if best <= labels {
                  workspace.state.left(UInt8(best - 1))
                } else if best > labels {
                  workspace.state.right(UInt8(best - 1 - labels))
                } else {
                  return
                }
              }
            }
          }
        }
      }
    }
  }
}
