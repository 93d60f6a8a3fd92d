// The analyser: structured document in, annotated document out.

import CEmbedded
import Corpus

/// Annotates documents. Immutable and safe to share between threads; scratch memory lives in ``Workspace``.
public struct Annotator: Sendable {
  /// Scratch memory that is reused from document to document; one for each thread.
  public struct Workspace: Sendable {
    package var raw: [RawToken] = []
    package var ends: [Int] = []
    package var inputs: [NetworkInput] = []
    package var classes: [WordClass] = []
    package var findings = NameFinder.Findings()
    package var network = NetworkScratch()
    public init() {}
  }

  package let tokeniser: Tokeniser
  package let splitter: SentenceSplitter
  package let tagSet: TagSet
  package let lemmatiser: Lemmatiser
  package let classes: WordClasses
  package let runner: NetworkRunner
  package var names: NameFinder

  /// The analyser with the model inside the binary.
  /// - Throws: ``ModelError`` when the program was built without a model.
  public init() throws {
    let file = chronograph_embedded_model()
    try self.init(model: ModelFile(UnsafeRawBufferPointer(start: file.bytes, count: file.length)))
  }

  /// The analyser with another model.
  package init(model: ModelFile) throws {
    var reader = try model.reader(.tokenLexicon)
    tokeniser = Tokeniser(
      lexicon: TokenLexicon(keys: try reader.readArray(UInt64.self), cuts: try reader.readArray(UInt8.self)))
    reader = try model.reader(.splitter)
    splitter = try SentenceSplitter(&reader)
    reader = try model.reader(.tagSet)
    tagSet = try TagSet(&reader)
    reader = try model.reader(.lemmas)
    lemmatiser = try Lemmatiser(&reader)
    reader = try model.reader(.wordClasses)
    classes = try WordClasses(&reader)
    reader = try model.reader(.network)
    runner = NetworkRunner(model: try NetworkModel(&reader))
    names = NameFinder(classes: classes, tags: tagSet)
    guard runner.model.tags == tagSet.upos.count, runner.model.relations == tagSet.relations.count else {
      throw ModelError("language model: tag set and network differ")
    }
  }

  /// Tokenises, tags, parses and finds named entities.
  public func annotate(_ document: StructuredDocument, using workspace: inout Workspace) -> AnnotatedDocument {
    var sentences: [Sentence] = []
    workspace.raw.removeAll(keepingCapacity: true)
    document.source.text.withUnsafeBufferPointer { bytes in
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
    if !isKnownUniquelyReferenced(&workspace.network) { workspace.network = NetworkScratch() }
    var result = Analysis()
    result.tokens.reserveCapacity(workspace.raw.count)
    var sentences = sentences
    document.source.text.withUnsafeBytes { bytes in
      for number in sentences.indices {
        analyse(&sentences[number], number, bytes, &result, &workspace)
      }
    }
    names.resolve(&workspace.findings, into: &result.entities)
    return AnnotatedDocument(
      document: document, tokens: result.tokens, sentences: sentences, entities: result.entities,
      xposNames: tagSet.xposNames, lemmas: result.lemmas)
  }

  /// What grows from sentence to sentence.
  private struct Analysis {
    var tokens: [Token] = []
    var entities: [Entity] = []
    var lemmas: [Int32: String] = [:]
  }

  /// Longer sentences (given in CoNLL-U) are analysed in windows of this many tokens, so that time and memory
  /// stay linear; the windows hang on the root of the first.
  private static let window = 400

  private func analyse(
    _ sentence: inout Sentence, _ number: Int, _ bytes: UnsafeRawBufferPointer, _ result: inout Analysis,
    _ workspace: inout Workspace
  ) {
    var root = -1
    var votes = LanguageVotes()
    var from = sentence.tokens.lowerBound
    while from < sentence.tokens.upperBound {
      let to = min(sentence.tokens.upperBound, from + Annotator.window)
      let window = workspace.raw[from..<to]
      func form(_ i: Int) -> UnsafeRawBufferPointer {
        let raw = window[from + i]
        return UnsafeRawBufferPointer(rebasing: bytes[Int(raw.start)..<Int(raw.end)])
      }
      NetworkInput.read(to - from, classes, form, into: &workspace.inputs, &workspace.classes)
      for i in 0..<to - from {
        votes.add(
          form(i), row: runner.model.tables[0].row(workspace.inputs[i].values.0),
          isListed: workspace.classes[i].bits != 0)
      }
      workspace.inputs.withUnsafeBufferPointer { runner.run($0, workspace.network) }
      append(from..<to, number, bytes, &root, &result, workspace)
      names.find(
        from..<to, result.tokens, bytes, workspace.network.entities, labels: runner.model.entities,
        &workspace.findings)
      from = to
    }
    sentence.isEnglish = votes.isEnglish
  }

  private func append(
    _ range: Range<Int>, _ number: Int, _ bytes: UnsafeRawBufferPointer, _ root: inout Int, _ result: inout Analysis,
    _ workspace: Workspace
  ) {
    let network = workspace.network
    let first = range.lowerBound
    for i in 0..<range.count {
      let raw = workspace.raw[first + i]
      let tag = network.tags[i]
      let form = UnsafeRawBufferPointer(rebasing: bytes[Int(raw.start)..<Int(raw.end)])
      let key = workspace.inputs[i].values.0
      let head = Int(network.heads[i])
      var token = Token(
        start: raw.start, end: raw.end, form: WordKey(value: key), lemma: WordKey(value: key),
        upos: tagSet.upos[Int(tag)], xpos: tagSet.xpos[Int(tag)], features: tagSet.features(key, tag),
        head: head < range.count ? Int32(truncatingIfNeeded: first + head) : -1,
        relation: head < range.count ? tagSet.relations[Int(network.relations[i])] : .root,
        spaceAfter: raw.spaceAfter, sentence: Int32(truncatingIfNeeded: number),
        isCapitalised: Annotator.isCapitalised(form))
      if head >= range.count {
        if root < 0 {
          root = first + i
        } else {
          token.head = Int32(truncatingIfNeeded: root)
          token.relation = .parataxis
        }
      } else if token.relation == .root {
        token.relation = .parataxis
      }
      if let lemma = lemmatiser.lemma(
        form, tag: tag, upos: token.upos, isCapitalised: token.isCapitalised, classes: classes)
      {
        result.lemmas[Int32(truncatingIfNeeded: first + i)] = lemma
        token.lemma = WordKey(lemma)
      }
      result.tokens.append(token)
    }
    // The passive is a matter of syntax: a participle with a passive auxiliary or subject, or one that modifies.
    for i in range {
      let token = result.tokens[i]
      if token.relation == .auxPass || token.relation == .nsubjPass || token.relation == .csubjPass, token.head >= 0 {
        let head = Int(token.head)
        if result.tokens[head].features.contains(.participle) { result.tokens[head].features.insert(.passive) }
      }
      if token.relation == .acl, token.features.contains(.participle), token.features.contains(.past) {
        result.tokens[i].features.insert(.passive)
      }
    }
  }

  /// ASCII capitals and the capitals of Latin, Greek and Cyrillic.
  private static func isCapitalised(_ form: UnsafeRawBufferPointer) -> Bool {
    guard let first = form.first else { return false }
    if first < 0x80 { return first &- 0x41 < 26 }
    guard form.count >= 2 else { return false }
    switch first {
    case 0xc3: return form[1] >= 0x80 && form[1] <= 0x9e && form[1] != 0x97
    case 0xc4, 0xc5: return form[1] & 1 == 0
    case 0xce: return form[1] >= 0x91 && form[1] <= 0xa9
    case 0xd0: return form[1] >= 0x80 && form[1] <= 0xaf
    default: return false
    }
  }
}
