// The tense of the clause that a time expression stands in: it tells whether "Friday" is behind or ahead.

import Language

enum SentenceTense: Sendable {
  case past, present, future, unknown

  var words: String {
    switch self {
    case .past: "past tense"
    case .present: "present tense"
    case .future: "something that lies ahead"
    case .unknown: "no tense"
    }
  }
}

/// Reads tense from auxiliaries, verb forms and prepositions.
struct TenseReader {
  let document: AnnotatedDocument
  let words: TenseWords

  /// The tense that an expression stands in.
  ///
  /// - Parameter tokens: the tokens of the expression.
  /// - Returns: the tense, and whether the expression modifies the verb itself (not a noun below it).
  func tense(of tokens: Range<Int>) -> (tense: SentenceTense, isDirect: Bool) {
    guard let first = tokens.first, tokens.upperBound <= document.tokens.count else { return (.unknown, false) }
    if first > 0, document.tokens[first - 1].sentence == document.tokens[first].sentence {
      let before = document.tokens[first - 1].form
      if words.until.contains(before) {
        let head = tokens.first { !tokens.contains(Int(document.tokens[$0].head)) } ?? first
        let found = governing(head)
        // "Had filed by Wednesday", but "shall go home by Wednesday", "extended until Wednesday".
        let isOver = before == TenseWords.by || found.isDirect && hasHad(head)
        return found.tense == .past && isOver ? (.past, true) : (.future, true)
      }
      // A verb right before the expression is what it modifies, whatever the parser makes of the clause behind it.
      let verb = document.tokens[first - 1]
      if verb.upos == .verb, !words.planning.contains(verb.lemma) {
        let found = tense(ofVerb: first - 1)
        if found == .past { return (.past, true) }
      }
      if words.since.contains(before) { return (.past, true) }
      if before == TenseWords.as, first > 2, words.soon.contains(document.tokens[first - 2].form),
        document.tokens[first - 3].form == TenseWords.as
      {
        return (.future, true)
      }
    }
    // The head of the expression is the token whose own head lies outside.
    let head = tokens.first { !tokens.contains(Int(document.tokens[$0].head)) } ?? first
    if let verb = TenseReader.verbBefore(head, in: document) { return (tense(ofVerb: verb), true) }
    let found = governing(head)
    if found.tense == .unknown || found.tense == .present {
      // "The October attack" is mostly over.
      switch document.tokens[head].relation {
      case .compound, .amod, .nmodPoss: return (.past, false)
      default: break
      }
    }
    return found
  }

  /// The verb that a bare weekday behind it belongs to where the parser takes the weekday for the subject of what
  /// follows ("issued a statement Friday saying the deal is good").
  static func verbBefore(_ token: Int, in document: AnnotatedDocument) -> Int? {
    let word = document.tokens[token]
    guard Int(word.head) > token, token > 0, document.child(token, .case, .det) == nil else { return nil }
    switch word.relation {
    case .nsubj, .nsubjPass: break
    case _ where word.relation.isOblique:
      // An adverbial of a clause that begins only behind it.
      guard (token + 1..<Int(word.head)).contains(where: { document.tokens[$0].upos == .verb }) else { return nil }
    default: return nil
    }
    for index in stride(from: token - 1, through: max(0, token - 12), by: -1) {
      let left = document.tokens[index]
      guard left.sentence == word.sentence else { return nil }
      switch left.upos {
      case .punct, .sconj, .cconj: return nil
      case .verb where left.features.contains(.finite): return index
      default: continue
      }
    }
    return nil
  }

  /// Whether the verb above a token is in the pluperfect.
  private func hasHad(_ token: Int) -> Bool {
    document.head(token).map(hasAuxiliaryHad) ?? false
  }

  /// Whether a preposition stands before an expression's head.
  private func follows(_ preposition: WordKey, _ token: Int) -> Bool {
    document.children(token).contains {
      document.tokens[$0].relation == .case && document.tokens[$0].form == preposition
    }
  }

  /// Whether the verb above an expression has "will" or "shall".
  func hasWill(_ tokens: Range<Int>) -> Bool {
    guard let first = tokens.first else { return false }
    var node = tokens.first { !tokens.contains(Int(document.tokens[$0].head)) } ?? first
    for _ in 0..<4 {
      // What a relative clause tells of has its own time.
      switch document.tokens[node].relation {
      case .acl, .aclRelcl, .advcl, .advclRelcl: return false
      default: break
      }
      guard let head = document.head(node) else { return false }
      node = head
      if document.children(node).contains(where: { TenseWords.will.contains(document.tokens[$0].form) }) { return true }
      if document.tokens[node].features.contains(.finite) { return false }
    }
    return false
  }

  /// Whether an expression stands with something expected or due now ("is set to begin in 1991"): the word that says so
  /// is in the present tense or has no tense of its own.
  func isExpected(_ tokens: Range<Int>) -> Bool {
    guard let first = tokens.first else { return false }
    var node = tokens.first { !tokens.contains(Int(document.tokens[$0].head)) } ?? first
    for _ in 0..<4 {
      guard let head = document.head(node) else { return false }
      node = head
      guard words.planning.contains(document.tokens[node].lemma) else { continue }
      let found = tense(ofVerb: node)
      return found == .present
    }
    return false
  }

  private func governing(_ token: Int) -> (tense: SentenceTense, isDirect: Bool) {
    var node = token
    var steps = 0
    var seen = false
    var isPhrase = document.child(token, .case) != nil
    for _ in 0..<8 {
      let upos = document.tokens[node].upos
      if node != token, isSet(node) || isPlanned(node) && !follows(TenseWords.in, token) {
        return (hasAuxiliaryHad(node) ? .past : .future, true)
      }
      if upos == .verb || upos == .aux || document.child(node, .cop) != nil {
        var found = tense(ofVerb: node)
        // "The first country to join" has joined; "had been due to end Friday" looks back.
        if found == .future, isRankedInfinitive(node) || hadBeenPlanned(node) || isPurposeOfPast(node) {
          found = .past
        }
        if found != .unknown { return (found, steps <= 1) }
        seen = true
      }
      guard let head = document.head(node) else { break }
      // "At four in the morning (4 a.m. Thursday)": the words in brackets stand where the others do.
      if document.tokens[node].relation == .appos, document.child(head, .case) != nil { isPhrase = true }
      // A name, person or place between the date and the verb ("would travel to Berlin Thursday") has no time.
      if !seen, node == token || hasTime(node, isPhrase) { steps += 1 }
      node = head
    }
    // A fragment without a verb above: whatever its root shows.
    return (tense(ofVerb: node), false)
  }

  /// Whether a noun between a date and a verb may be what is dated: of bare weekdays ("the maker Friday") one cannot
  /// tell, unless the noun is a name.
  private func hasTime(_ node: Int, _ isPhrase: Bool) -> Bool {
    switch document.tokens[node].upos {
    case .propn, .num: false
    case .noun: !isPhrase || words.bearsTime(node, in: document)
    default: true
    }
  }

  /// Whether a word, or a word that qualifies it ("the slated visit"), says that something lies ahead.
  private func isPlanned(_ node: Int) -> Bool {
    let token = document.tokens[node]
    if words.planning.contains(token.lemma) { return true }
    guard token.upos == .noun else { return false }
    return document.children(node).contains {
      document.tokens[$0].relation == .amod && words.planning.contains(document.tokens[$0].lemma)
    }
  }

  /// "A summit set for April", "is set to open", but "set a record".
  private func isSet(_ node: Int) -> Bool {
    guard words.set.contains(document.tokens[node].form), node + 1 < document.tokens.count else { return false }
    let next = document.tokens[node + 1].form
    return next == TenseWords.to || next == TenseWords.for
  }

  private func hasAuxiliaryHad(_ node: Int) -> Bool {
    document.children(node).contains { document.tokens[$0].form == TenseWords.had }
  }

  /// Whether an infinitive hangs on a noun that is called first, last or only.
  private func isRankedInfinitive(_ verb: Int) -> Bool {
    guard document.tokens[verb].relation == .acl, let noun = document.head(verb) else { return false }
    return document.children(noun).contains { words.ranking.contains(document.tokens[$0].form) }
  }

  /// Whether an infinitive tells to what end something was done ("flew to Rome to meet him Monday", "a feast to mark it"),
  /// and not what was promised or planned ("an agreement to meet Monday").
  private func isPurposeOfPast(_ verb: Int) -> Bool {
    guard let head = document.head(verb), head < verb,
      document.child(verb, .mark).map({
        document.tokens[$0].form == TenseWords.to
      }) ?? false
    else { return false }
    switch document.tokens[verb].relation {
    case .xcomp:
      // "Residents were forced to leave Monday."
      return words.implicative.contains(document.tokens[head].lemma) && tense(ofVerb: head) == .past
    case .advcl:
      return !words.planning.contains(document.tokens[head].lemma) && tense(ofVerb: head) == .past
    case .acl:
      // "A number of offers to meet" are offers.
      let nouns = [head] + document.children(head).filter { document.tokens[$0].relation == .nmod }
      guard !nouns.contains(where: { words.commitments.contains(document.tokens[$0].lemma) }) else { return false }
      var node = head
      for _ in 0..<4 {
        guard let next = document.head(node) else { return false }
        node = next
        if words.planning.contains(document.tokens[node].lemma) { return false }
        if document.tokens[node].upos == .verb { return tense(ofVerb: node) == .past }
      }
      return false
    default: return false
    }
  }

  /// Whether an infinitive completes a plan in the pluperfect.
  private func hadBeenPlanned(_ verb: Int) -> Bool {
    guard let head = document.head(verb), words.planning.contains(document.tokens[head].lemma) else { return false }
    return hasAuxiliaryHad(head)
  }

  /// The tense of one verb: auxiliaries first, then its own form. An infinitive points ahead ("to meet Monday").
  func tense(ofVerb verb: Int) -> SentenceTense {
    var perfect = false
    var infinitive = false
    var auxiliary: SentenceTense = .unknown
    for child in document.children(verb) {
      let token = document.tokens[child]
      if token.relation == .mark, token.form == TenseWords.to { infinitive = true }
      guard token.relation == .aux || token.relation == .auxPass || token.relation == .cop else { continue }
      if words.modals.contains(token.form) {
        auxiliary = .future
        continue
      }
      if TenseWords.have.contains(token.form) { perfect = true }
      if auxiliary != .unknown { continue }
      if token.features.contains(.past), token.features.contains(.finite) { auxiliary = .past }
      if token.features.contains(.present) { auxiliary = .present }
    }
    if perfect { return .past }
    if infinitive { return .future }
    if auxiliary != .unknown { return auxiliary }
    let token = document.tokens[verb]
    if token.features.contains(.infinitive) { return .unknown }
    if token.features.contains(.past) { return .past }
    if token.features.contains(.present), token.features.contains(.finite) { return .present }
    return .unknown
  }
}
