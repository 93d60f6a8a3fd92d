// Named entities: runs of proper nouns, cut by the tree, typed by adding up evidence of the network, the lexica
// and the syntax.

/// Finds flat named entities.
package struct NameFinder: Sendable {
  /// The types that the network knows; label 0 is outside, then beginning and inside of each type.
  package static let types: [EntityType] = [.person, .organisation, .gpe, .other]

  let classes: WordClasses
  /// By number of the language-specific tag: whether it marks proper nouns.
  let isNameTag: [Bool]
  /// The number of the tag of `'s`.
  let possessive: Int

  package init(classes: WordClasses, tags: TagSet) {
    self.classes = classes
    isNameTag = tags.xposNames.map { $0 == "NNP" || $0 == "NNPS" }
    possessive = tags.xposNames.firstIndex(of: "POS") ?? -1
  }

  /// The words of grammar that decide where names begin and end.
  enum Word {
    static let of = WordKey("of")
    static let the = WordKey("the")
    static let and = WordKey("and")
    static let ampersand = WordKey("&")
    static let hyphen = WordKey("-")
    static let comma = WordKey(",")
    static let open = WordKey("(")
    static let close = WordKey(")")
    static let titles = ["mr", "mrs", "ms", "dr", "prof", "sen", "gov", "gen", "capt", "rev", "sgt", "lt", "col"]
      .map { WordKey($0) }
    static let saint = [WordKey("st."), WordKey("ft."), WordKey("mt.")]
    static let company = ["inc", "corp", "ltd", "co", "llc", "plc", "llp"].flatMap { [WordKey($0), WordKey($0 + ".")] }
    static let inside = ["in", "near", "across", "throughout", "into", "outside", "around"].map { WordKey($0) }
    static let towards = ["at", "from", "to"].map { WordKey($0) }
    static let by = ["by", "with"].map { WordKey($0) }
  }

  /// Scores by type, in the order of ``types``.
  package struct Evidence: Sendable {
    var person: Float = 0
    var organisation: Float = 0
    var place: Float = 0
    var other: Float = 0

    mutating func add(_ type: Int, _ amount: Float) {
      switch type {
      case 0: person += amount
      case 1: organisation += amount
      case 2: place += amount
      default: other += amount
      }
    }

    /// Adds what is said elsewhere, at most `limit` for each type.
    mutating func add(_ more: Evidence, _ weight: Float, limit: Float) {
      person += max(-limit, min(limit, weight * more.person))
      organisation += max(-limit, min(limit, weight * more.organisation))
      place += max(-limit, min(limit, weight * more.place))
      other += max(-limit, min(limit, weight * more.other))
    }

    var best: Int {
      let top = max(max(person, organisation), max(place, other))
      return top == person ? 0 : top == organisation ? 1 : top == place ? 2 : 3
    }
  }

  /// A name without the titles before it, and what speaks for each type.
  package struct Candidate: Sendable {
    var range: Range<Int>
    var hasTitle = false
    /// Of the whole name, its first and its last word.
    var key: UInt64 = 0
    var first: UInt64 = 0
    var last: UInt64 = 0
    var isLand = false
    var isPeople = false
    /// Stands in brackets after the organisation that it abbreviates.
    var isAbbreviation = false
    var evidence = Evidence()
  }

  /// What the finder gathers in one document.
  package struct Findings: Sendable {
    var candidates: [Candidate] = []
    /// Probability that a token is in a name, and of the types, token by token of the current window.
    var chances: [Float] = []
    package init() {}
  }

  /// What the evidence counts; found by trying on development data.
  package struct Weights: Sendable {
    /// The network's probability of a type.
    package var network: Float = 3.5
    /// What every name has for being something else.
    package var other: Float = 2
    /// The least probability of being in a name for proper nouns, and for other words.
    package var leastProper: Float = 0.05
    package var least: Float = 0.6
    /// Lexica and the words around.
    package var lexica: Float = 0.9
    package var context: Float = 1.2
    /// The other mentions of the document, and the most that they add.
    package var shared: Float = 0.4
    package var sharedLimit: Float = 5
    /// The least probability that a name begins inside a run of proper nouns.
    package var split: Float = 0.6
    package init() {}
  }

  package var weights = Weights()

  /// Gathers the names of `range`.
  /// - Parameters:
  ///   - tokens: the tokens of the document so far, up to the end of `range`.
  ///   - scores: label scores of the network, token by token, `labels` for each.
  ///   - start: where the scores of `range` begin, in tokens.
  package func find(
    _ range: Range<Int>, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer, _ scores: [Float], from start: Int,
    labels: Int, _ findings: inout Findings
  ) {
    readScores(range.count, scores, start, labels, &findings.chances)
    let view = View(range: range, tokens: tokens, bytes: bytes, chances: findings.chances)
    var i = range.lowerBound
    while i < range.upperBound {
      guard isName(i, view) else {
        if tokens[i].isCapitalised, tokens[i].upos == .adj || tokens[i].upos == .noun,
          classes.find(tokens[i].form.value).has(WordClass.demonym)
        {
          var people = Candidate(range: i..<i + 1, isPeople: true)
          people.evidence.other = 100
          findings.candidates.append(people)
        }
        i += 1
        continue
      }
      let end = nameEnd(i, view)
      append(weigh(withoutTitles(i..<end, view), view), view, &findings)
      i = end
    }
  }

  /// The window that is read.
  struct View {
    let range: Range<Int>
    let tokens: [Token]
    let bytes: UnsafeRawBufferPointer
    /// Six for each token: in a name, first of a name, and the four types.
    let chances: [Float]

    func chance(_ token: Int, _ column: Int) -> Float { chances[(token - range.lowerBound) * 6 + column] }
    func isName(_ token: Int) -> Float { chance(token, 0) }
    func begins(_ token: Int) -> Float { chance(token, 1) }
    func type(_ token: Int, _ number: Int) -> Float { chance(token, 2 + number) }
    func bestType(_ token: Int) -> Int {
      (1..<4).reduce(0) { type(token, $1) > type(token, $0) ? $1 : $0 }
    }
  }

  private func readScores(
    _ count: Int, _ scores: [Float], _ start: Int, _ labels: Int, _ chances: inout [Float]
  ) {
    chances.removeAll(keepingCapacity: true)
    guard labels == 1 + 2 * NameFinder.types.count, scores.count >= (start + count) * labels else {
      chances.append(contentsOf: repeatElement(0, count: count * 6))
      return
    }
    for t in start..<start + count {
      var top = scores[t * labels]
      for l in 1..<labels { top = max(top, scores[t * labels + l]) }
      var sum: Float = 0
      var types: (Float, Float, Float, Float) = (0, 0, 0, 0)
      var begins: Float = 0
      for l in 0..<labels {
        let value = NameFinder.exp(scores[t * labels + l] - top)
        sum += value
        switch (l + 1) / 2 {
        case 1: types.0 += value
        case 2: types.1 += value
        case 3: types.2 += value
        case 4: types.3 += value
        default: break
        }
        if l % 2 == 1 { begins += value }
      }
      let scale = 1 / sum
      chances.append((types.0 + types.1 + types.2 + types.3) * scale)
      chances.append(begins * scale)
      chances.append(types.0 * scale)
      chances.append(types.1 * scale)
      chances.append(types.2 * scale)
      chances.append(types.3 * scale)
    }
  }

  /// Exponential function of a number that is not positive: (1 + x/64)⁶⁴, equal on every machine.
  private static func exp(_ x: Float) -> Float {
    var v = max(0, 1 + x / 64)
    for _ in 0..<6 { v *= v }
    return v
  }

  // MARK: Whole document

  /// The entities of a document: the mentions of one name share their evidence, and a surname alone is the person
  /// whose full name the document has.
  package func resolve(_ findings: inout Findings, into entities: inout [Entity]) {
    var shared: [UInt64: Evidence] = [:]
    for candidate in findings.candidates where !candidate.isPeople {
      shared[candidate.key, default: Evidence()].add(candidate.evidence, 1, limit: 6)
      if candidate.isAbbreviation { shared[candidate.key, default: Evidence()].organisation += 6 }
      guard candidate.range.count > 1, candidate.evidence.best == 0 else { continue }
      shared[candidate.last, default: Evidence()].person += 8
      shared[candidate.first, default: Evidence()].person += 4
    }
    for candidate in findings.candidates {
      var evidence = candidate.evidence
      if !candidate.isPeople, let others = shared[candidate.key] {
        evidence.add(others, weights.shared, limit: weights.sharedLimit)
      }
      let type: EntityType
      switch evidence.best {
      case 0: type = .person
      case 1: type = .organisation
      case 2: type = candidate.isLand ? .location : .gpe
      default: type = candidate.isPeople ? .norp : .other
      }
      entities.append(Entity(tokens: candidate.range, type: type))
    }
    findings.candidates.removeAll(keepingCapacity: true)
  }
}
