// Repairs of trees around names: the noun before a name is its title, the names behind a number are a list.

extension Annotator {
  private static let courtesies: Set<WordKey> = [
    WordKey("mr"), WordKey("mrs"), WordKey("ms"), WordKey("miss"), WordKey("dr"), WordKey("sir"), WordKey("dame"),
    WordKey("lord"), WordKey("lady"), WordKey("prof"),
  ]

  /// "Mr Roe": without its period the parser makes the courtesy title the head; the name is.
  static func raiseNames(_ tokens: inout [Token], _ range: Range<Int>) {
    for title in range.dropLast() where tokens[title].upos == .propn && courtesies.contains(tokens[title].form) {
      let name = title + 1
      guard tokens[name].upos == .propn else { continue }
      let isBeside =
        tokens[title].head >= 0 && tokens[name].head == tokens[title].head
        && tokens[name].relation == tokens[title].relation
      guard isBeside || Int(tokens[name].head) == title && tokens[name].relation == .flat else { continue }
      if !isBeside {
        tokens[name].head = tokens[title].head
        tokens[name].relation = tokens[title].relation
      }
      for token in range where Int(tokens[token].head) == title && token != name {
        tokens[token].head = Int32(truncatingIfNeeded: name)
      }
      tokens[title].head = Int32(truncatingIfNeeded: name)
      tokens[title].relation = .nmodDesc
    }
  }

  /// "signed guard Jan Roe", "fired coach Jan Roe": one verb has no two objects or subjects side by side, so that the noun is
  /// the title of the name.
  static func joinTitles(_ tokens: inout [Token], _ range: Range<Int>) {
    for noun in range.dropLast() where tokens[noun].upos == .noun && !tokens[noun].features.contains(.plural) {
      let name = noun + 1
      guard tokens[name].upos == .propn, tokens[noun].spaceAfter, tokens[noun].head == tokens[name].head,
        tokens[noun].head >= 0, tokens[noun].relation == tokens[name].relation
      else { continue }
      switch tokens[noun].relation {
      case .obj, .nsubj, .nsubjPass, .obl, .iobj: break
      default: continue
      }
      tokens[name].head = Int32(truncatingIfNeeded: noun)
      tokens[name].relation = .appos
    }
  }

  /// "talks with rivals Harbour Town": a name right behind its noun without a preposition is its apposition.
  static func joinAppositions(_ tokens: inout [Token], _ range: Range<Int>) {
    for name in range where tokens[name].relation == .nmod && tokens[name].upos == .propn {
      let noun = Int(tokens[name].head)
      guard range.contains(noun), noun < name, tokens[noun].upos == .noun, tokens[noun].spaceAfter,
        (noun + 1..<name).allSatisfy({ Int(tokens[$0].head) == name && tokens[$0].upos != .adp }),
        !range.contains(where: { Int(tokens[$0].head) == name && tokens[$0].relation == .case })
      else { continue }
      tokens[name].relation = .appos
    }
  }

  /// "two parties, the Greens and the Reform Union": names behind a comma after a counted noun say which they are; only
  /// what follows an "and" is added to it.
  static func joinLists(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    for noun in range where tokens[noun].upos == .noun && tokens[noun].features.contains(.plural) {
      func joined(_ head: Int) -> [Int] {
        range.filter { Int(tokens[$0].head) == head && tokens[$0].relation == .conj }
      }
      func isAdded(_ name: Int) -> Bool {
        range.contains { Int(tokens[$0].head) == name && tokens[$0].relation == .cc }
      }
      let names = joined(noun)
      // The rest of the list hangs on the noun or on its first name.
      guard let first = names.first, let last = names.count > 1 ? names.last : joined(first).last,
        (names + joined(first)).allSatisfy({ $0 > noun && tokens[$0].upos == .propn }),
        range.contains(where: { Int(tokens[$0].head) == noun && tokens[$0].relation == .nummod }),
        isComma(tokens[noun + 1], text), !isAdded(first), isAdded(last)
      else { continue }
      tokens[first].relation = .appos
      for name in names.dropFirst() { tokens[name].head = Int32(truncatingIfNeeded: first) }
    }
  }
}
