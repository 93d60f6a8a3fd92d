// Repairs of trees: shapes that the parser gives to sentences of the news and that English hardly has. Each looks for its
// shape alone; a repair hangs words on ancestors, siblings or swapped parents, so that a tree stays a tree.

/// Language-specific tags of verbs as numbers of the tag set.
struct VerbTags: Sendable {
  /// `VBD`
  var past: UInt8
  /// `VBN`
  var participle: UInt8
  /// `VBZ`
  var present: UInt8
}

extension Annotator {
  /// Mends the shapes in one sentence, names first, as clauses are told apart by what stands between commas.
  ///
  /// - Parameters:
  ///   - tokens: All tokens so far, with document-wide heads.
  ///   - range: The tokens of the sentence.
  ///   - text: The bytes that the tokens' offsets point into.
  ///   - tags: The language-specific tags of verbs.
  ///   - classes: What kind of thing a noun names.
  static func mend(
    _ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer, tags: VerbTags,
    _ classes: WordClasses
  ) {
    let pastTag = tags.past
    mendPrepositions(&tokens, range)
    raiseNames(&tokens, range)
    lowerRoles(&tokens, range, classes)
    joinNumbered(&tokens, range)
    joinBrackets(&tokens, range, text)
    lowerGerunds(&tokens, range, text)
    openConjunctions(&tokens, range, text, tags: tags)
    lowerMembers(&tokens, range, text)
    joinFields(&tokens, range, classes)
    makePlans(&tokens, range, presentTag: tags.present)
    openContent(&tokens, range)
    openListedContent(&tokens, range)
    giveAddressees(&tokens, range)
    lendSubjects(&tokens, range)
    turnReports(&tokens, range, text)
    hangOnNames(&tokens, range, text)
    lowerAppositions(&tokens, range, text)
    raiseMainVerb(&tokens, range, text)
    lowerParticiples(&tokens, range, text, tags.participle)
    lowerPossessiveClauses(&tokens, range, text)
    lowerSentForms(&tokens, range, tags.participle)
    hangFinalSpeech(&tokens, range, text)
    hangContentClauses(&tokens, range)
    hangBareContent(&tokens, range)
    closePhrases(&tokens, range)
    joinTitles(&tokens, range)
    joinPosts(&tokens, range)
    joinAppositions(&tokens, range)
    joinLists(&tokens, range, text)
    hangToldClauses(&tokens, range)
    lowerPosts(&tokens, range)
    makeSpeakers(&tokens, range)
    joinPlaces(&tokens, range, text)
    makeObjects(&tokens, range)
    openPassives(&tokens, range)
    openClauses(&tokens, range, text)
    hangParentheses(&tokens, range, text)
    for verb in range where tokens[verb].upos == .verb || tokens[verb].upos == .adj {
      splitParenthesis(&tokens, verb, range, text)
      splitSubjects(&tokens, verb, range, text, pastTag)
    }
    freeContrasts(&tokens, range)
    raiseSpeech(&tokens, range, classes, pastTag: pastTag)
    freeTurnedSpeakers(&tokens, range, classes, pastTag: pastTag)
    freeFinalSpeakers(&tokens, range, text, classes)
  }

  /// Whether a token hangs on another one, over any number of steps.
  static func hangs(_ token: Int, on other: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    var node = Int(tokens[token].head)
    for _ in range {
      guard range.contains(node) else { return false }
      if node == other { return true }
      node = Int(tokens[node].head)
    }
    return false
  }

  /// Whether a token is a comma.
  static func isComma(_ token: Token, _ text: UnsafeRawBufferPointer) -> Bool {
    token.end - token.start == 1 && text[Int(token.start)] == 0x2c
  }
}
