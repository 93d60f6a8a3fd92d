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
  package let vectors: WordVectors
  package let runner: NetworkRunner
  package let names: NameFinder
  private let roles: RoleFinder
  /// Index of the tag of a verb in the past.
  private let verbTags: VerbTags
  /// Facts of the rolesets that ``Predicate/roleset`` names.
  public let rolesets: Rolesets

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
    let network = try NetworkModel(&reader)
    reader = try model.reader(.vectors)
    vectors = try WordVectors(&reader)
    runner = NetworkRunner(model: network, vectors: vectors)
    names = NameFinder(classes: classes, tags: tagSet)
    guard let past = tagSet.xposNames.firstIndex(of: "VBD"),
      let participle = tagSet.xposNames.firstIndex(of: "VBN"),
      let present = tagSet.xposNames.firstIndex(of: "VBZ")
    else { throw ModelError("language model: no tags of verbs") }
    verbTags = VerbTags(
      past: UInt8(truncatingIfNeeded: past), participle: UInt8(truncatingIfNeeded: participle),
      present: UInt8(truncatingIfNeeded: present))
    reader = try model.reader(.rolesets)
    rolesets = try Rolesets(&reader)
    roles = RoleFinder(runner: runner, rolesets: rolesets)
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
        splitter.split(
          workspace.raw, first..<workspace.raw.count, bytes, tokeniser.lexicon, into: &workspace.ends)
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
  func analyse(
    _ document: StructuredDocument, _ sentences: [Sentence], given: GivenPredicates? = nil,
    using workspace: inout Workspace
  ) -> AnnotatedDocument {
    if !isKnownUniquelyReferenced(&workspace.network) { workspace.network = NetworkScratch() }
    var result = Analysis()
    result.tokens.reserveCapacity(workspace.raw.count)
    var sentences = sentences
    var windows: [Window] = []
    workspace.inputs.removeAll(keepingCapacity: true)
    document.source.text.withUnsafeBytes { bytes in
      for number in sentences.indices {
        read(&sentences[number], number, bytes, &windows, &workspace)
        if windows.count >= Annotator.batch || number == sentences.count - 1 {
          analyse(windows, bytes, given, &result, &workspace)
          windows.removeAll(keepingCapacity: true)
        }
      }
    }
    names.resolve(&workspace.findings, into: &result.entities)
    var annotated = AnnotatedDocument(
      document: document, tokens: result.tokens, sentences: sentences, entities: result.entities,
      xposNames: tagSet.xposNames, lemmas: result.lemmas)
    annotated.rolesets = rolesets
    annotated.predicates = result.predicates
    return annotated
  }

  /// What grows from sentence to sentence.
  struct Analysis {
    var tokens: [Token] = []
    var entities: [Entity] = []
    var predicates: [Predicate] = []
    var lemmas: [Int32: String] = [:]
    /// Root of the current sentence, -1 before it is known.
    var root = -1
  }

  /// Longer sentences (given in CoNLL-U) are analysed in windows of this many tokens, so that time and memory
  /// stay linear; the windows hang on the root of the first.
  private static let window = 400

  /// So many windows go through the network together.
  package static let batch = 16

  /// A sentence, or a part of a very long one.
  struct Window {
    var sentence: Int
    var tokens: Range<Int>
    /// First token in the batch.
    var start: Int
    var isFirst: Bool
  }

  /// Reads the words of a sentence into the batch.
  private func read(
    _ sentence: inout Sentence, _ number: Int, _ bytes: UnsafeRawBufferPointer, _ windows: inout [Window],
    _ workspace: inout Workspace
  ) {
    var votes = LanguageVotes()
    var from = sentence.tokens.lowerBound
    while from < sentence.tokens.upperBound {
      let to = min(sentence.tokens.upperBound, from + Annotator.window)
      let raw = workspace.raw[from..<to]
      func form(_ i: Int) -> UnsafeRawBufferPointer {
        let token = raw[from + i]
        return UnsafeRawBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
      }
      let start = workspace.inputs.count
      NetworkInput.read(to - from, classes, vectors, form, into: &workspace.inputs, &workspace.classes)
      for i in 0..<to - from {
        votes.add(
          form(i), row: runner.model.tables[0].row(workspace.inputs[start + i].values.0),
          isListed: workspace.classes[i].bits != 0)
      }
      windows.append(
        Window(sentence: number, tokens: from..<to, start: start, isFirst: from == sentence.tokens.lowerBound))
      from = to
    }
    sentence.isEnglish = votes.isEnglish
  }

  /// Analyses the windows of the batch.
  private func analyse(
    _ windows: [Window], _ bytes: UnsafeRawBufferPointer, _ given: GivenPredicates?, _ result: inout Analysis,
    _ workspace: inout Workspace
  ) {
    let segments = windows.map { NetworkRunner.Segment(start: $0.start, count: $0.tokens.count) }
    workspace.inputs.withUnsafeBufferPointer { runner.run($0, segments, workspace.network) }
    for window in windows {
      if window.isFirst { result.root = -1 }
      append(window, bytes, &result, workspace)
      names.find(
        window.tokens, result.tokens, bytes, workspace.network.entities, from: window.start,
        labels: runner.model.entities, &workspace.findings)
    }
    roles.find(
      windows.map { RoleFinder.Part(first: $0.tokens.lowerBound, start: $0.start, count: $0.tokens.count) },
      result.tokens, bytes, given: given, workspace.network, into: &result.predicates)
    workspace.inputs.removeAll(keepingCapacity: true)
  }

  private func append(
    _ window: Window, _ bytes: UnsafeRawBufferPointer, _ result: inout Analysis, _ workspace: Workspace
  ) {
    let network = workspace.network
    let range = window.tokens
    let first = range.lowerBound
    for i in 0..<range.count {
      let raw = workspace.raw[first + i]
      let tag = network.tags[window.start + i]
      let form = UnsafeRawBufferPointer(rebasing: bytes[Int(raw.start)..<Int(raw.end)])
      let key = workspace.inputs[window.start + i].values.0
      let head = Int(network.heads[window.start + i])
      var token = Token(
        start: raw.start, end: raw.end, form: WordKey(value: key), lemma: WordKey(value: key),
        upos: tagSet.upos[Int(tag)], xpos: tagSet.xpos[Int(tag)], features: tagSet.features(key, tag),
        head: head < range.count ? Int32(truncatingIfNeeded: first + head) : -1,
        relation: head < range.count ? tagSet.relations[Int(network.relations[window.start + i])] : .root,
        spaceAfter: raw.spaceAfter, sentence: Int32(truncatingIfNeeded: window.sentence),
        isCapitalised: Annotator.isCapitalised(form))
      if head >= range.count {
        if result.root < 0 {
          result.root = first + i
        } else {
          token.head = Int32(truncatingIfNeeded: result.root)
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
    Annotator.mend(&result.tokens, range, bytes, tags: verbTags, classes)
    mendVerbs(&result, window, bytes, workspace)
    if window.isFirst, let root = range.first(where: { result.tokens[$0].head < 0 }) { result.root = root }
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
