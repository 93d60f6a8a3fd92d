// Where names begin and end: runs of proper nouns, cut by the tree and the network, without titles.

extension NameFinder {
  /// Whether a token is in a name: a proper noun that the network does not deny, or what it affirms.
  func isName(_ i: Int, _ v: View) -> Bool {
    let token = v.tokens[i]
    let isProper = Int(token.xpos) < isNameTag.count && isNameTag[Int(token.xpos)]
    guard v.isName(i) > (isProper ? weights.leastProper : weights.least),
      isProper || token.upos != .punct && token.upos != .pron
    else {
      return false
    }
    var hasLetter = false
    let form = v.bytes[Int(token.start)..<Int(token.end)]
    for (offset, byte) in form.enumerated() {
      if (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 { hasLetter = true }
      if byte == 0x40 || byte == 0x2f { return false }
      if byte == 0x2e, offset > 0, offset < form.count - 1, form.count > 6 { return false }
    }
    guard hasLetter else { return false }
    // Months and weekdays are times, unless the network sees a person (April, Noel).
    let known = classes.find(token.form.value)
    return known.noun != 26 || known.has(WordClass.givenName) && v.type(i, 0) > 0.5
  }

  func nameEnd(_ start: Int, _ v: View) -> Int {
    let end = v.range.upperBound
    let tokens = v.tokens
    var j = start + 1
    while j < end {
      let key = tokens[j].form
      let hasNext = j + 1 < end && isName(j + 1, v)
      if isName(j, v) {
        if startsAnother(j, start, v) { return j }
        j += 1
      } else if continues(j, start, tokens) {
        j += 1
      } else if hasNext, key == Word.ampersand {
        j += 2
      } else if hasNext, key == Word.hyphen, !tokens[j - 1].spaceAfter, !tokens[j].spaceAfter {
        j += 2
      } else if j + 1 < end, key == Word.of, v.bestType(start) != 0, namesByOf(tokens[j - 1]) {
        let next = tokens[j + 1].form == Word.the && j + 2 < end ? j + 2 : j + 1
        guard isName(next, v) else { return j }
        j = next + 1
      } else if hasNext, key == Word.and, isConjunct(j + 1, tokens),
        tokens[start..<j].contains(where: { $0.form == Word.of })
      {
        j += 2
      } else if hasNext, isOwned(j, tokens) {
        j += 2
      } else if j + 1 < end, key == Word.comma, Word.company.contains(tokens[j + 1].form) {
        j += 2
      } else {
        return withPossessive(start..<j, v)
      }
    }
    return end
  }

  /// The mark in names of bodies: "Lyon County Sheriff's Office", "Workers' Party". Owners are kinds of people, not names.
  private func isOwned(_ mark: Int, _ tokens: [Token]) -> Bool {
    guard Int(tokens[mark].xpos) == possessive, tokens[mark - 1].isCapitalised else { return false }
    let owner = classes.find(tokens[mark - 1].lemma.value)
    guard owner.noun == 16 || owner.noun == 12, !owner.has(WordClass.givenName | WordClass.surname),
      tokens[mark + 1].isCapitalised, tokens[mark + 1].upos == .propn || tokens[mark + 1].upos == .noun
    else { return false }
    // The head of the name is the body's noun: the first behind the mark that goes on with no other capitalised one.
    var head = mark + 1
    while head + 1 < tokens.count, tokens[head + 1].isCapitalised, tokens[head + 1].sentence == tokens[mark].sentence,
      tokens[head + 1].upos == .propn || tokens[head + 1].upos == .noun
    {
      head += 1
    }
    return classes.find(tokens[head].lemma.value).has(WordClass.organisationHead)
  }

  /// A capitalised noun that the name before it modifies, or that hangs on it: "Air Force Base".
  private func continues(_ j: Int, _ start: Int, _ tokens: [Token]) -> Bool {
    let token = tokens[j]
    guard token.isCapitalised, token.upos == .noun, classes.find(token.form.value).noun != 26 else { return false }
    return tokens[j - 1].relation == .compound && Int(tokens[j - 1].head) == j
      || token.relation == .flat && (start..<j).contains(Int(token.head))
  }

  /// Whether a word, or the one that it modifies, is a conjunct: "Housing and Urban Development".
  private func isConjunct(_ j: Int, _ tokens: [Token]) -> Bool {
    let head = Int(tokens[j].head)
    return tokens[j].relation == .conj || head > j && head < tokens.count && tokens[head].relation == .conj
  }

  /// The end of a name with the `'s` that belongs to it: that of shops ("at Wendy's"), where no noun follows.
  private func withPossessive(_ name: Range<Int>, _ v: View) -> Int {
    let mark = name.upperBound
    guard mark < v.range.upperBound, Int(v.tokens[mark].xpos) == possessive,
      let head = name.first(where: { !name.contains(Int(v.tokens[$0].head)) }), v.tokens[head].relation != .nmodPoss
    else { return mark }
    let after = mark + 1
    if after < v.range.upperBound {
      switch v.tokens[after].upos {
      case .noun, .propn, .adj, .num, .sym, .det, .pron, .x: return mark
      default: break
      }
    }
    return after
  }

  /// Whether a proper noun hangs on the name before it as something else: a list item, an apposition.
  func startsAnother(_ j: Int, _ start: Int, _ v: View) -> Bool {
    // The network begins a name of another type.
    if v.begins(j) > weights.split, v.bestType(j) != v.bestType(j - 1), v.isName(j - 1) > 0.6 { return true }
    switch v.tokens[j].relation {
    case .list, .appos, .parataxis, .conj, .vocative, .dep:
      // Given name and surname, when the tree is unsure.
      if j == start + 1, v.bestType(j) == 0, v.bestType(start) == 0, v.begins(j) < 0.5 { return false }
      return !v.tokens[start..<j].contains { Int($0.head) >= j }
    default: return false
    }
  }

  /// Nouns after which "of" goes on with a name: groups, places, natural objects, artefacts, acts.
  func namesByOf(_ token: Token) -> Bool {
    let known = classes.find(token.form.value)
    if Word.company.contains(token.form) { return false }
    switch known.noun {
    case 12, 13, 15, 4, 2: return true
    default: return known.has(WordClass.organisationHead)
    }
  }

  func withoutTitles(_ name: Range<Int>, _ v: View) -> Candidate {
    var candidate = Candidate(range: name)
    let last = classes.find(v.tokens[name.upperBound - 1].form.value)
    if last.has(WordClass.organisationHead) || classes.find(key(name, v.tokens, v.bytes)).phraseKinds != 0 {
      return candidate
    }
    while candidate.range.count > 1, isTitle(v.tokens[candidate.range.lowerBound], v.bytes) {
      candidate.range = candidate.range.lowerBound + 1..<name.upperBound
      candidate.hasTitle = true
    }
    // Words before the title: "Prime Minister", "Vice President".
    if v.bestType(name.upperBound - 1) == 0,
      let title = candidate.range.dropLast().prefix(3).last(where: { isTitle(v.tokens[$0], v.bytes) })
    {
      candidate.range = title + 1..<name.upperBound
      candidate.hasTitle = true
    }
    return candidate
  }

  /// A noun for a person by role (`President`), or a short abbreviation (`Gen.`, `Dr`).
  func isTitle(_ token: Token, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let length = Int(token.end - token.start)
    if length >= 3, length <= 5, bytes[Int(token.end) - 1] == 0x2e, token.isCapitalised,
      bytes[Int(token.start) + 1] &- 0x61 < 26
    {
      return !Word.saint.contains(token.form)
    }
    if token.isCapitalised, Word.titles.contains(token.form) { return true }
    let known = classes.find(token.form.value)
    guard known.noun == 16, known.has(WordClass.role) else { return false }
    // Dean and Earl are names as well; then the tree decides.
    return !known.has(WordClass.givenName) || token.relation == .nmodDesc || token.relation == .compound
  }

  // MARK: Names inside names

  /// Adds a candidate, or the names inside it: a city and its state, a known name before common nouns.
  func append(_ candidate: Candidate, _ v: View, _ findings: inout Findings) {
    let name = candidate.range
    let whole = classes.find(candidate.key)
    guard name.count > 1, whole.phraseKinds == 0 else { return add(candidate, v, &findings) }
    switch candidate.evidence.best {
    case 2:
      for cut in name.dropFirst().reversed().prefix(2)
      where isPlaceAlone(name.lowerBound..<cut, cut..<name.upperBound, v) {
        add(weigh(Candidate(range: name.lowerBound..<cut), v), v, &findings)
        add(weigh(Candidate(range: cut..<name.upperBound), v), v, &findings)
        return
      }
    case 3:
      // "Toyota Venza", but not acts and events: "Iraq War".
      let last = classes.find(v.tokens[name.upperBound - 1].form.value)
      if last.noun == 2 || last.noun == 9 { break }
      for cut in name.dropFirst().reversed() {
        let known = classes.find(key(name.lowerBound..<cut, v.tokens, v.bytes))
        let rest = (cut..<name.upperBound).allSatisfy {
          let word = classes.find(v.tokens[$0].form.value)
          return word.noun != 0 && !word.has(WordClass.givenName | WordClass.surname)
        }
        guard rest else { break }
        if known.phraseKinds != 0 { return add(weigh(Candidate(range: name.lowerBound..<cut), v), v, &findings) }
      }
    default: break
    }
    add(candidate, v, &findings)
  }

  /// Whether a known place follows another place name: "Kharkiv Ukraine", not "Central Ukraine".
  private func isPlaceAlone(_ first: Range<Int>, _ second: Range<Int>, _ v: View) -> Bool {
    let state = classes.find(key(second, v.tokens, v.bytes))
    guard state.has(WordClass.place | WordClass.country) else { return false }
    if classes.find(key(first, v.tokens, v.bytes)).has(WordClass.place) { return true }
    return first.allSatisfy {
      let word = classes.find(v.tokens[$0].form.value)
      return word.noun == 0 && !word.has(WordClass.adjective | WordClass.adverb) && v.tokens[$0].upos == .propn
    }
  }

  private func add(_ candidate: Candidate, _ v: View, _ findings: inout Findings) {
    var candidate = candidate
    let (before, after) = (candidate.range.lowerBound - 1, candidate.range.upperBound)
    // The abbreviation of a long name stands in brackets after it.
    if let last = findings.candidates.last, candidate.range.count == 1, last.range.upperBound == before,
      last.range.count > 1, last.evidence.best == 1, after < v.range.upperBound, v.tokens[before].form == Word.open,
      v.tokens[after].form == Word.close
    {
      candidate.evidence.organisation += 4
      candidate.isAbbreviation = true
    }
    findings.candidates.append(candidate)
  }
}
