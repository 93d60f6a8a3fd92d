// The annotated document: tokens with tags and dependencies, sentences, named entities. Token indices count
// over the whole document; offsets are bytes into the document's text.

import Corpus

/// One syntactic word. In contractions that are split (`don't`, `Ukraine's`) each part is a token with the
/// bytes that it covers.
public struct Token: Sendable {
  public var start: Int32
  public var end: Int32
  /// Key of the folded form.
  public var form: WordKey
  /// Key of the lemma.
  public var lemma: WordKey
  public var upos: UPOS
  /// Index into ``AnnotatedDocument/xposNames``.
  public var xpos: UInt8
  public var features: Features
  /// Document-wide index of the syntactic head; -1 for the root of a sentence.
  public var head: Int32
  public var relation: Relation
  public var spaceAfter: Bool
  /// Index into ``AnnotatedDocument/sentences``.
  public var sentence: Int32
  /// Whether the form begins with an upper-case letter.
  public var isCapitalised: Bool

  public init(
    start: Int32, end: Int32, form: WordKey, lemma: WordKey, upos: UPOS = .x, xpos: UInt8 = 0,
    features: Features = [], head: Int32 = -1, relation: Relation = .dep, spaceAfter: Bool = true,
    sentence: Int32 = 0, isCapitalised: Bool = false
  ) {
    self.start = start
    self.end = end
    self.form = form
    self.lemma = lemma
    self.upos = upos
    self.xpos = xpos
    self.features = features
    self.head = head
    self.relation = relation
    self.spaceAfter = spaceAfter
    self.sentence = sentence
    self.isCapitalised = isCapitalised
  }

  public var span: ByteSpan { ByteSpan(Int(start), Int(end)) }
}

/// One sentence: a range of tokens inside one block.
public struct Sentence: Sendable {
  public var span: ByteSpan
  public var tokens: Range<Int>
  /// Index into the document's blocks.
  public var block: Int
  public var kind: Block.Kind
  /// Whether the sentence is English prose that the rooms above should analyse.
  public var isEnglish: Bool

  public init(span: ByteSpan, tokens: Range<Int>, block: Int, kind: Block.Kind, isEnglish: Bool = true) {
    self.span = span
    self.tokens = tokens
    self.block = block
    self.kind = kind
    self.isEnglish = isEnglish
  }

  /// Whether events and statements may be read from it: prose, not a heading, title or page furniture.
  public var isProse: Bool { kind == .paragraph || kind == .listItem || kind == .caption }
}

/// A named entity: a range of tokens.
public struct Entity: Sendable, Equatable {
  public var tokens: Range<Int>
  public var type: EntityType

  public init(tokens: Range<Int>, type: EntityType) {
    self.tokens = tokens
    self.type = type
  }
}

/// A document with everything that the Language room knows of it.
public struct AnnotatedDocument: Sendable {
  public var document: StructuredDocument
  public var tokens: [Token]
  public var sentences: [Sentence]
  /// In text order, without overlap.
  public var entities: [Entity]
  /// Names of the language-specific tags that ``Token/xpos`` counts (Penn Treebank tags).
  public var xposNames: [String]
  /// Lemmas that differ from the lower-case form, by token index; see ``lemma(of:)``.
  public var lemmas: [Int32: String]
  /// Predicates with their roles, in text order; see ``predicate(at:)``.
  public internal(set) var predicates: [Predicate] = []
  /// Facts of the rolesets: names, roles, VerbNet and FrameNet classes.
  public internal(set) var rolesets = Rolesets()
  /// Names of rolesets that are given in CoNLL-U, by key.
  var givenRolesets: [WordKey: String] = [:]
  /// First child of each token by text order, -1 for none; with ``nextSibling`` the children of a token.
  public private(set) var firstChild: [Int32] = []
  public private(set) var nextSibling: [Int32] = []
  /// Leftmost and rightmost token (inclusive) of each token's subtree.
  public private(set) var leftEdge: [Int32] = []
  public private(set) var rightEdge: [Int32] = []

  public init(
    document: StructuredDocument, tokens: [Token], sentences: [Sentence], entities: [Entity], xposNames: [String],
    lemmas: [Int32: String] = [:]
  ) {
    self.document = document
    self.tokens = tokens
    self.sentences = sentences
    self.entities = entities
    self.xposNames = xposNames
    self.lemmas = lemmas
    linkChildren()
  }

  public var source: SourceDocument { document.source }
  public var text: [UInt8] { document.source.text }

  /// The form of a token as it stands in the text.
  public func form(_ token: Int) -> String { source.string(tokens[token].span) }

  /// The lemma of a token.
  public func lemma(of token: Int) -> String { lemmas[Int32(token)] ?? form(token).lowercased() }

  /// The predicate that a token is, if it is one.
  public func predicate(at token: Int) -> Predicate? {
    var low = 0
    var high = predicates.count
    while low < high {
      let middle = (low + high) / 2
      if predicates[middle].token < token { low = middle + 1 } else { high = middle }
    }
    return low < predicates.count && predicates[low].token == token ? predicates[low] : nil
  }

  /// The name of a predicate's roleset, such as `beat.03`.
  public func rolesetName(of predicate: Predicate) -> String {
    if let name = rolesets.name(of: predicate.roleset) ?? givenRolesets[predicate.roleset] { return name }
    let isLight = predicate.roleset == tokens[predicate.token].lemma.numbered(Rolesets.lightSuffix)
    return lemma(of: predicate.token) + (isLight ? ".LV" : ".01")
  }

  /// The text from the first to the last token of a range.
  public func string(_ range: Range<Int>) -> String { source.string(span(range)) }

  /// The bytes from the first to the last token of a range.
  public func span(_ range: Range<Int>) -> ByteSpan {
    guard !range.isEmpty, range.upperBound <= tokens.count else { return ByteSpan(0, 0) }
    return ByteSpan(Int(tokens[range.lowerBound].start), Int(tokens[range.upperBound - 1].end))
  }

  /// The syntactic head of a token, nil for a root.
  public func head(_ token: Int) -> Int? {
    let head = Int(tokens[token].head)
    return head >= 0 ? head : nil
  }

  /// The children of a token in text order.
  public func children(_ token: Int) -> ChildSequence {
    ChildSequence(siblings: nextSibling, position: Int(firstChild[token]))
  }

  /// The first child with one of these relations.
  public func child(_ token: Int, _ relations: Relation...) -> Int? {
    var next = Int(firstChild[token])
    while next >= 0 {
      if relations.contains(tokens[next].relation) { return next }
      next = Int(nextSibling[next])
    }
    return nil
  }

  /// The tokens from the leftmost to the rightmost of a token's subtree (a projective tree: the subtree).
  public func subtree(_ token: Int) -> Range<Int> { Int(leftEdge[token])..<Int(rightEdge[token]) + 1 }

  /// The index of the first token that ends after a byte offset, or the number of tokens.
  public func token(at offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].end) <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The name of a token's language-specific tag, such as `VBD`.
  public func xpos(_ token: Int) -> String {
    let number = Int(tokens[token].xpos)
    return xposNames.indices.contains(number) ? xposNames[number] : "_"
  }

  private mutating func linkChildren() {
    let count = tokens.count
    firstChild = [Int32](repeating: -1, count: count)
    nextSibling = [Int32](repeating: -1, count: count)
    leftEdge = (0..<count).map(Int32.init)
    rightEdge = leftEdge
    for token in stride(from: count - 1, through: 0, by: -1) {
      let head = Int(tokens[token].head)
      guard head >= 0, head < count else { continue }
      nextSibling[token] = firstChild[head]
      firstChild[head] = Int32(token)
    }
    for sentence in sentences { spreadEdges(sentence.tokens) }
  }

  /// Edges by repeated widening along the heads; a path is cut after as many steps as the sentence has tokens,
  /// so that a cycle in given CoNLL-U cannot hang.
  private mutating func spreadEdges(_ range: Range<Int>) {
    // Children before heads: order by depth.
    var depth = [Int32](repeating: -1, count: range.count)
    var stack: [Int] = []
    for token in range where depth[token - range.lowerBound] < 0 {
      var node = token
      stack.removeAll(keepingCapacity: true)
      while range.contains(node), depth[node - range.lowerBound] < 0, stack.count <= range.count {
        depth[node - range.lowerBound] = 0
        stack.append(node)
        node = Int(tokens[node].head)
      }
      var level = range.contains(node) ? depth[node - range.lowerBound] + 1 : 0
      while let top = stack.popLast() {
        depth[top - range.lowerBound] = level
        level += 1
      }
    }
    let order = range.sorted { depth[$0 - range.lowerBound] > depth[$1 - range.lowerBound] }
    for token in order {
      let head = Int(tokens[token].head)
      guard range.contains(head) else { continue }
      leftEdge[head] = min(leftEdge[head], leftEdge[token])
      rightEdge[head] = max(rightEdge[head], rightEdge[token])
    }
  }
}

/// The children of a token.
public struct ChildSequence: Sequence, IteratorProtocol, Sendable {
  let siblings: [Int32]
  var position: Int

  public mutating func next() -> Int? {
    guard position >= 0 else { return nil }
    defer { position = Int(siblings[position]) }
    return position
  }
}
