// What a name is: evidence of the network, the lexica, and the words around it.

extension NameFinder {
  func weigh(_ found: Candidate, _ v: View) -> Candidate {
    var candidate = found
    let name = found.range
    let tokens = v.tokens
    candidate.key = key(name, tokens, v.bytes)
    candidate.first = tokens[name.lowerBound].form.value
    candidate.last = tokens[name.upperBound - 1].form.value
    let whole = classes.find(candidate.key)
    let share = weights.network / Float(name.count)
    for i in name { for type in 0..<4 { candidate.evidence.add(type, share * v.type(i, type)) } }
    candidate.evidence.other += weights.other
    if candidate.hasTitle { candidate.evidence.person += 2.5 }
    var lexica = Evidence()
    addLexica(name, whole, tokens, v.bytes, &lexica)
    candidate.evidence.add(lexica, weights.lexica, limit: 10)
    var context = Evidence()
    addContext(name, v.range, tokens, &context)
    candidate.evidence.add(context, weights.context, limit: 10)
    candidate.isLand = whole.has(WordClass.landform) || classes.find(candidate.last).noun == 15
    candidate.isPeople =
      name.count == 1 && whole.has(WordClass.demonym) && !whole.has(WordClass.place | WordClass.givenName)
    // "at Wendy's": a shop.
    if Int(tokens[name.upperBound - 1].xpos) == possessive {
      candidate.evidence.person -= 3
      candidate.evidence.place += 2
    }
    return candidate
  }

  /// The key of the whole name, its words with a space between them.
  func key(_ name: Range<Int>, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var key = tokens[name.lowerBound].form
    for i in name.dropFirst().prefix(8) {
      key = key.appending(UnsafeRawBufferPointer(rebasing: bytes[Int(tokens[i].start)..<Int(tokens[i].end)]))
    }
    return key.value
  }

  private func addLexica(
    _ name: Range<Int>, _ whole: WordClass, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer, _ e: inout Evidence
  ) {
    let isSingle = name.count == 1
    let first = tokens[name.lowerBound]
    let last = tokens[name.upperBound - 1]
    let isPlace = whole.has(WordClass.place | WordClass.country)
    if isPlace { e.place += whole.has(WordClass.country) ? 3 : 2 }
    if whole.has(WordClass.landform | WordClass.facility) { e.place += 1.5 }
    if whole.has(WordClass.group | WordClass.organisation) { e.organisation += 2.5 }
    if whole.has(WordClass.fullName), !isSingle { e.person += 3 }
    if !isSingle, Word.company.contains(last.form) { e.organisation += 5 }
    let known = classes.find(last.form.value)
    if classes.find(first.form.value).has(WordClass.givenName), isSingle || !known.has(WordClass.organisationHead) {
      e.person += isSingle ? 1 : 1.5
    }
    if known.has(WordClass.surname) { e.person += isSingle ? 0.4 : 0.8 }
    if isSingle {
      let length = Int(first.end - first.start)
      let isCapitals = bytes[Int(first.start)..<Int(first.end)].allSatisfy { $0 &- 0x41 < 26 }
      if isCapitals, length >= 2, length <= 6, whole.phraseKinds == 0 { e.organisation += 0.5 }
      if whole.has(WordClass.demonym), !isPlace, !whole.has(WordClass.group) { e.other += 3 }
      return
    }
    // The head noun: before "of", else the last.
    var head = last
    for i in name.dropFirst() where tokens[i].form == Word.of {
      head = tokens[i - 1]
      break
    }
    let kind = classes.find(head.form.value)
    guard !kind.has(WordClass.surname | WordClass.givenName) else { return }
    if kind.has(WordClass.organisationHead) { e.organisation += 2 }
    switch kind.noun {
    case 12: e.organisation += 1
    case 13, 15: e.place += 1.5
    case 4: e.place += 0.4
    default: break
    }
  }

  private func addContext(_ name: Range<Int>, _ range: Range<Int>, _ tokens: [Token], _ e: inout Evidence) {
    let before = name.lowerBound - 1
    if before >= range.lowerBound {
      let hasArticle = tokens[before].form == Word.the
      let preposition = hasArticle && before > range.lowerBound ? tokens[before - 1].form : tokens[before].form
      if Word.inside.contains(preposition) {
        e.place += 0.8
      } else if Word.towards.contains(preposition) {
        e.place += 0.2
      } else if Word.by.contains(preposition) {
        e.person += 0.2
      }
      if hasArticle {
        e.person -= 1
        e.organisation += 0.3
      }
    }
    for i in name where !name.contains(Int(tokens[i].head)) {
      switch tokens[i].relation {
      case .nsubj:
        e.person += 0.3
        e.place -= 0.2
      case .compound, .nmodDesc:
        e.person -= 0.4
        e.organisation += 0.2
      case .vocative: e.person += 1
      default: break
      }
    }
    let after = name.upperBound
    if after + 1 < range.upperBound, tokens[after].form == Word.comma,
      classes.find(tokens[after + 1].form.value).has(WordClass.place)
    {
      e.place += 1
    }
  }
}
