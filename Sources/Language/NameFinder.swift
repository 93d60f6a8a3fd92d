// Named entities: runs of proper nouns, cut by the tree, typed by adding up evidence of the network, the lexica
// and the syntax.

/// Finds flat named entities.
package struct NameFinder: Sendable {
  /// The types that the network knows; label 0 is outside, then beginning and inside of each type.
  package static let types: [EntityType] = [.person, .organisation, .gpe, .other]

  let classes: WordClasses
  /// By number of the language-specific tag: whether it marks proper nouns.
  private let isNameTag: [Bool]

  package init(classes: WordClasses, tags: TagSet) {
    self.classes = classes
    isNameTag = tags.xposNames.map { $0 == "NNP" || $0 == "NNPS" }
  }

  /// The words of grammar that decide where names begin and end.
  private enum Word {
    static let of = WordKey("of")
    static let the = WordKey("the")
    static let and = WordKey("and")
    static let ampersand = WordKey("&")
    static let hyphen = WordKey("-")
    static let comma = WordKey(",")
    static let saint = [WordKey("st."), WordKey("ft."), WordKey("mt.")]
    static let company = ["inc", "corp", "ltd", "co", "llc", "plc", "llp"].flatMap { [WordKey($0), WordKey($0 + ".")] }
    static let inside = ["in", "near", "across", "throughout", "into", "outside", "around"].map { WordKey($0) }
    static let towards = ["at", "from", "to"].map { WordKey($0) }
    static let by = ["by", "with"].map { WordKey($0) }
  }

  /// Scores by type, in the order of ``types``.
  private struct Evidence {
    var person: Float = 0
    var organisation: Float = 0
    var place: Float = 0
    var other: Float = 1

    mutating func add(_ type: Int, _ amount: Float) {
      switch type {
      case 0: person += amount
      case 1: organisation += amount
      case 2: place += amount
      default: other += amount
      }
    }
  }

  /// A name without the titles before it.
  private struct Candidate {
    var range: Range<Int>
    var hasTitle = false
  }

  /// Appends the entities of `range`.
  /// - Parameters:
  ///   - tokens: the tokens of the document so far, up to the end of `range`.
  ///   - scores: label scores of the network, token by token, `labels` for each.
  func find(
    _ range: Range<Int>, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer, _ scores: [Float], labels: Int,
    _ best: inout [UInt8], _ entities: inout [Entity]
  ) {
    best.removeAll(keepingCapacity: true)
    for t in 0..<range.count {
      var top = 0
      for l in 0..<labels where scores[t * labels + l] > scores[t * labels + top] { top = l }
      best.append(UInt8(truncatingIfNeeded: top))
    }
    var i = range.lowerBound
    while i < range.upperBound {
      guard isName(i, tokens, bytes) else {
        if tokens[i].isCapitalised, tokens[i].upos == .adj || tokens[i].upos == .noun,
          classes.find(tokens[i].form.value).has(WordClass.demonym)
        {
          entities.append(Entity(tokens: i..<i + 1, type: .norp))
        }
        i += 1
        continue
      }
      let end = nameEnd(i, range, tokens, bytes)
      let candidate = withoutTitles(i..<end, range, tokens, bytes)
      entities.append(Entity(tokens: candidate.range, type: type(candidate, range, tokens, bytes, best)))
      i = end
    }
  }

  // MARK: Extent

  private func isName(_ i: Int, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer) -> Bool {
    let token = tokens[i]
    guard Int(token.xpos) < isNameTag.count, isNameTag[Int(token.xpos)] else { return false }
    var hasLetter = false
    let form = bytes[Int(token.start)..<Int(token.end)]
    for (offset, byte) in form.enumerated() {
      if (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 { hasLetter = true }
      if byte == 0x40 || byte == 0x2f { return false }
      if byte == 0x2e, offset > 0, offset < form.count - 1, form.count > 6 { return false }
    }
    // Months and weekdays are times.
    return hasLetter && classes.find(token.form.value).noun != 26
  }

  private func nameEnd(_ start: Int, _ range: Range<Int>, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer) -> Int {
    let end = range.upperBound
    var j = start + 1
    while j < end {
      let key = tokens[j].form
      if isName(j, tokens, bytes) {
        if startsAnother(j, start, tokens) { return j }
        j += 1
      } else if j + 1 < end, key == Word.hyphen || key == Word.ampersand, isName(j + 1, tokens, bytes) {
        j += 2
      } else if j + 1 < end, key == Word.of, namesByOf(tokens[j - 1]) {
        let next = tokens[j + 1].form == Word.the && j + 2 < end ? j + 2 : j + 1
        guard isName(next, tokens, bytes) else { return j }
        j = next + 1
      } else if j + 1 < end, key == Word.and, isName(j + 1, tokens, bytes), tokens[j + 1].relation == .conj,
        tokens[start..<j].contains(where: { $0.form == Word.of })
      {
        j += 2
      } else if j + 1 < end, key == Word.comma, Word.company.contains(tokens[j + 1].form) {
        j += 2
      } else {
        return j
      }
    }
    return end
  }

  /// Whether a proper noun hangs on the name before it as something else: a list item, an apposition.
  private func startsAnother(_ j: Int, _ start: Int, _ tokens: [Token]) -> Bool {
    switch tokens[j].relation {
    case .list, .appos, .parataxis, .conj, .vocative, .dep:
      !tokens[start..<j].contains { Int($0.head) >= j }
    default: false
    }
  }

  /// Nouns after which "of" goes on with a name: groups, places, natural objects, artefacts, acts.
  private func namesByOf(_ token: Token) -> Bool {
    switch classes.find(token.form.value).noun {
    case 12, 13, 15, 4, 2: true
    default: false
    }
  }

  private func withoutTitles(
    _ name: Range<Int>, _ range: Range<Int>, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer
  ) -> Candidate {
    var candidate = Candidate(range: name)
    while candidate.range.count > 1, isTitle(tokens[candidate.range.lowerBound], bytes) {
      candidate.range = candidate.range.lowerBound + 1..<name.upperBound
      candidate.hasTitle = true
    }
    return candidate
  }

  /// A noun for a person by role (`President`), or a short abbreviation (`Gen.`).
  private func isTitle(_ token: Token, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let length = Int(token.end - token.start)
    if length >= 3, length <= 5, bytes[Int(token.end) - 1] == 0x2e, token.isCapitalised,
      bytes[Int(token.start) + 1] &- 0x61 < 26
    {
      return !Word.saint.contains(token.form)
    }
    let known = classes.find(token.form.value)
    return known.noun == 16 && known.has(WordClass.role)
  }

  // MARK: Type

  private func type(
    _ candidate: Candidate, _ range: Range<Int>, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer, _ best: [UInt8]
  ) -> EntityType {
    let name = candidate.range
    var evidence = Evidence()
    for i in name where best[i - range.lowerBound] > 0 {
      evidence.add((Int(best[i - range.lowerBound]) - 1) / 2, 1 / Float(name.count))
    }
    if candidate.hasTitle { evidence.person += 2.5 }
    let whole = classes.find(key(name, tokens, bytes))
    addLexica(name, whole, tokens, bytes, &evidence)
    addContext(name, range, tokens, &evidence)
    let top = max(max(evidence.person, evidence.organisation), max(evidence.place, evidence.other))
    if top == evidence.person { return .person }
    if top == evidence.organisation { return .organisation }
    if top == evidence.place {
      let isLand = whole.has(WordClass.landform) || classes.find(tokens[name.upperBound - 1].form.value).noun == 15
      return isLand ? .location : .gpe
    }
    return name.count == 1 && whole.has(WordClass.demonym) ? .norp : .other
  }

  /// The key of the whole name as it stands in the text.
  private func key(_ name: Range<Int>, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer) -> UInt64 {
    if name.count == 1 { return tokens[name.lowerBound].form.value }
    let start = Int(tokens[name.lowerBound].start)
    let end = min(Int(tokens[name.upperBound - 1].end), start + 128)
    return WordKey(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<max(start, end)])).value
  }

  private func addLexica(
    _ name: Range<Int>, _ whole: WordClass, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer, _ e: inout Evidence
  ) {
    let isSingle = name.count == 1
    let first = tokens[name.lowerBound]
    let last = tokens[name.upperBound - 1]
    let isPlace = whole.has(WordClass.place) || whole.has(WordClass.country)
    if isPlace { e.place += 4 }
    if whole.has(WordClass.landform) || whole.has(WordClass.facility) { e.place += 3 }
    if whole.has(WordClass.group) { e.organisation += 4 }
    if whole.has(WordClass.fullName), !isSingle { e.person += 4 }
    if !isSingle, Word.company.contains(last.form) { e.organisation += 6 }
    if classes.find(first.form.value).has(WordClass.givenName) { e.person += isSingle ? 1.5 : 2 }
    if classes.find(last.form.value).has(WordClass.surname) { e.person += isSingle ? 0.5 : 1 }
    if isSingle {
      let length = Int(first.end - first.start)
      let isCapitals = bytes[Int(first.start)..<Int(first.end)].allSatisfy { $0 &- 0x41 < 26 }
      if isCapitals, length >= 2, length <= 6, whole.flags >> 2 == 0 { e.organisation += 2 }
      if whole.has(WordClass.demonym), !isPlace, !whole.has(WordClass.group) { e.other += 3 }
      return
    }
    // The head noun: before "of", else the last.
    var head = last
    for i in name.dropFirst() where tokens[i].form == Word.of {
      head = tokens[i - 1]
      break
    }
    let known = classes.find(head.form.value)
    guard !known.has(WordClass.surname), !known.has(WordClass.givenName) else { return }
    switch known.noun {
    case 12: e.organisation += 3
    case 13, 15: e.place += 3
    case 4: e.place += 0.6
    case 2, 7, 8: e.organisation += 1
    case 0: e.person += 0.7
    default: break
    }
  }

  private func addContext(_ name: Range<Int>, _ range: Range<Int>, _ tokens: [Token], _ e: inout Evidence) {
    let before = name.lowerBound - 1
    if before >= range.lowerBound {
      let hasArticle = tokens[before].form == Word.the
      let preposition = hasArticle && before > range.lowerBound ? tokens[before - 1].form : tokens[before].form
      if Word.inside.contains(preposition) {
        e.place += 1.5
      } else if Word.towards.contains(preposition) {
        e.place += 0.5
      } else if Word.by.contains(preposition) {
        e.person += 0.5
      }
      if hasArticle {
        e.person -= 2
        e.organisation += 0.5
      }
    }
    for i in name where !name.contains(Int(tokens[i].head)) {
      switch tokens[i].relation {
      case .nsubj:
        e.person += 0.6
        e.place -= 0.3
      case .compound, .nmodDesc:
        e.person -= 1
        e.organisation += 0.4
      case .vocative: e.person += 1.5
      default: break
      }
    }
    let after = name.upperBound
    if after + 1 < range.upperBound, tokens[after].form == Word.comma,
      classes.find(tokens[after + 1].form.value).has(WordClass.place)
    {
      e.place += 2
    }
  }
}
