// What stands beside a predicate: auxiliaries, adverbs, determiners, marks, negative subjects, the form of its sentence.

import Language

extension FactualityReader {
  /// The reading of a predicate without what governs it. What stands in the phrase of `asking`, a dependent that is itself
  /// read, does not count: it says the same of both.
  func own(_ token: Int, asking: Int? = nil) -> StatusReading {
    if case .perfect(let have) = clauses.misreading(of: token) { return own(have, asking: asking) }
    var negation: FactualityReason?
    var modal: (row: BesideRow, token: Int)?
    var found: StatusReading?
    var isProgressive = false
    var isPerfect = false
    var isLimited = false
    var isConditional = false
    func note(_ place: BesideRow.Place, _ child: Int) {
      guard let row = row(place, child, token) else { return }
      if row.negates {
        negation = negation == nil ? (place == .adverb ? .negation : .negativeArgument(document.form(child))) : nil
      } else if place == .modal {
        modal = modal ?? (row, child)
      } else if let status = row.status {
        let reading = StatusReading(status: status, reason: .beside(document.form(child)))
        found = found.map { $0.status == status ? $0 : FactualityReader.compose($0, reading) } ?? reading
      }
    }
    if let words = floating(token) { negation = .negativeArgument(words) }
    for child in document.children(token) where child != asking {
      let entry = document.tokens[child]
      switch entry.relation {
      case .aux, .auxPass, .cop:
        note(.modal, child)
        note(.adverb, child)
        if entry.lemma == Words.have { isPerfect = true }
        if entry.lemma == Words.be {
          if entry.relation == .aux, document.xpos(token) == "VBG" { isProgressive = document.xpos(child) != "VBD" }
          // "are being held"
          if document.xpos(token) == "VBN", document.xpos(child) == "VBG" { isProgressive = isPresent(token) }
        }
        if isPerfect, entry.lemma == Words.have, isInverted(child, token) {
          found = StatusReading(status: .hypothetical, reason: .counterfactual)
        }
      case .advmod, .cc, .ccPreconj, .discourse, .dep: note(.adverb, child)
      case .advcl:
        note(.adverb, child)
        if isCondition(child) { isConditional = true }
      case .mark:
        note(.mark, child)
        note(.adverb, child)
      case .case: note(.case, child)
      case .det, .detPredet:
        note(.determiner, child)
        note(.adverb, child)
      case .amod, .compound, .acl: note(.modifier, child)
      case .nsubj, .nsubjPass, .obj:
        if let reason = negativeArgument(child) { negation = reason }
        if let adverb = hearsay(in: child) { note(.adverb, adverb) }
      case .obl, .oblUnmarked:
        note(.adverb, child)
        if clauses.preposition(of: child) == Words.until { isLimited = true }
      default: break
      }
    }
    var reading = StatusReading.fact
    if isProgressive { reading = StatusReading(status: .ongoing, reason: .progressive) }
    if let modal {
      reading = self.reading(of: modal, negation, isPerfect, token)
    } else if let reason = negation, !isLimited {
      reading = StatusReading(status: .denied, reason: reason)
    }
    if let found { reading = FactualityReader.compose(found, reading) }
    if isConditional, reading.status == .planned {
      reading = StatusReading(status: .hypothetical, reason: .conditional)
    }
    return sentence(token) ?? reading
  }

  /// "reportedly over a thousand were arrested": an adverb of hearsay that the parser hung on a number or a noun.
  private func hearsay(in argument: Int) -> Int? {
    for token in Int(document.leftEdge[argument])..<argument {
      guard document.tokens[token].relation == .advmod, let head = document.head(token), head <= argument,
        row(.adverb, token, head)?.status == .reported
      else { continue }
      return token
    }
    return nil
  }

  /// "if the talks fail": an open condition on what hangs above it.
  private func isCondition(_ clause: Int) -> Bool {
    document.children(clause).contains { child in
      let relation = document.tokens[child].relation
      return (relation == .mark || relation == .advmod) && (row(.mark, child, clause)?.isCondition ?? false)
    }
  }

  private func reading(
    of modal: (row: BesideRow, token: Int), _ negation: FactualityReason?, _ isPerfect: Bool, _ token: Int
  ) -> StatusReading {
    let row = modal.row
    let word = FactualityReason.modal(document.form(modal.token))
    let isNegated = negation != nil
    if let status = row.reported, isSaid(token), !isPerfect {
      if isNegated, let status = row.reportedNegated {
        return StatusReading(status: status, isRefused: row.isRefused, reason: word)
      }
      return StatusReading(status: status, isIntention: row.isIntention, reason: word)
    }
    if isPerfect, let status = row.perfect { return StatusReading(status: status, reason: word) }
    if isNegated, let status = row.negated {
      let isRefused = row.isRefused && row.status == .planned
      return StatusReading(status: status, isDemanded: row.isDemanded, isRefused: isRefused, reason: word)
    }
    let status = row.status ?? .hypothetical
    return StatusReading(
      status: status, isIntention: row.isIntention && status == .planned, isDemanded: row.isDemanded, reason: word)
  }

  /// Whether a clause is the complement of a speech verb.
  private func isSaid(_ verb: Int) -> Bool {
    var node = verb
    for _ in 0..<4 {
      guard let head = document.head(node) else { return false }
      if document.tokens[node].relation == .ccomp {
        return book.has("speech_verbs", document.tokens[head].lemma)
          && !book.has("doubt_verbs", document.tokens[head].lemma)
      }
      guard document.tokens[node].relation == .conj else { return false }
      node = head
    }
    return false
  }

  /// The row of a word beside a predicate.
  private func row(_ place: BesideRow.Place, _ child: Int, _ token: Int) -> BesideRow? {
    guard let table = rules.besideOfWord[place] else { return nil }
    if place == .mark, let row = conjunction(child, table) { return row }
    let first = place == .argument ? child : Int(document.leftEdge[child])
    for start in first == child ? [child] : [child, first] {
      let entry = document.tokens[start]
      for option in (table[entry.form] ?? []) + (table[entry.lemma] ?? []) {
        guard stands(option.words, at: start, under: child) else { continue }
        let row = rules.beside[option.row]
        let next = start + option.words.count
        if start != child, option.words.count == 1 { continue }
        if document.tokens.indices.contains(next), row.unlessNext.contains(document.tokens[next].lemma) { continue }
        if row.isAdjacent, !isBefore(child, token) { continue }
        if row.isPresent, !isPresent(token) { continue }
        return row
      }
    }
    return nil
  }

  /// "as long as", "even if": a conjunction of several words whose last one is the mark.
  private func conjunction(_ mark: Int, _ table: [WordKey: [(row: Int, words: [WordKey])]]) -> BesideRow? {
    for length in stride(from: 3, through: 2, by: -1) where mark - length + 1 >= 0 {
      let start = mark - length + 1
      let entry = document.tokens[start]
      for option in (table[entry.form] ?? []) + (table[entry.lemma] ?? [])
      where option.words.count == length && follows(option.words, at: start, in: entry.sentence) {
        return rules.beside[option.row]
      }
    }
    return nil
  }

  /// "at no time", "under no circumstances": negates its clause wherever the parser hangs it. Returns its first word.
  private func floating(_ verb: Int) -> String? {
    guard document.tokens[verb].upos == .verb, !rules.floating.isEmpty else { return nil }
    var position = verb - 1
    let sentence = document.tokens[verb].sentence
    while position >= 0, document.tokens[position].sentence == sentence, verb - position < 16 {
      let entry = document.tokens[position]
      if entry.upos == .verb || document.text[Int(entry.start)] == 0x3b { return nil }
      for words in rules.floating[entry.lemma] ?? [] where follows(words, at: position, in: sentence) {
        return document.form(position)
      }
      position -= 1
    }
    return nil
  }

  private func follows(_ words: [WordKey], at start: Int, in sentence: Int32) -> Bool {
    for (offset, word) in words.enumerated().dropFirst() {
      let position = start + offset
      guard position < document.tokens.count, document.tokens[position].sentence == sentence,
        document.tokens[position].form == word || document.tokens[position].lemma == word
      else { return false }
    }
    return true
  }

  private func stands(_ words: [WordKey], at start: Int, under child: Int) -> Bool {
    follows(words, at: start, in: document.tokens[child].sentence)
      && (words.count == 1 || start + words.count > child)
  }

  /// Only auxiliaries and adverbs between.
  private func isBefore(_ child: Int, _ token: Int) -> Bool {
    guard child < token else { return false }
    for between in child + 1..<token {
      switch document.tokens[between].upos {
      case .aux, .adv, .verb: continue
      default: return false
      }
    }
    return true
  }

  private func isPresent(_ verb: Int) -> Bool {
    var tag = document.xpos(verb)
    for child in document.children(verb) {
      let relation = document.tokens[child].relation
      if relation == .aux || relation == .auxPass || relation == .cop {
        tag = document.xpos(child)
        break
      }
    }
    return tag == "VBZ" || tag == "VBP" || tag == "VB"
  }

  /// "Had the army intervened": the auxiliary before its subject, in no question.
  private func isInverted(_ have: Int, _ verb: Int) -> Bool {
    guard document.xpos(have) == "VBD", let subject = document.child(verb, .nsubj, .nsubjPass), have < subject else {
      return false
    }
    return !isQuestion(verb)
  }

  /// "No soldier", "none of them", "not a single soldier".
  func negativeArgument(_ phrase: Int) -> FactualityReason? {
    if row(.argument, phrase, phrase)?.negates ?? false { return .negativeArgument(document.form(phrase)) }
    for child in document.children(phrase) {
      let relation = document.tokens[child].relation
      if relation == .det, row(.determiner, child, phrase)?.negates ?? false {
        return .negativeArgument(document.form(child))
      }
      if relation == .advmod || relation == .cc || relation == .ccPreconj, child < phrase,
        row(.adverb, child, phrase)?.negates ?? false,
        !document.children(phrase).contains(where: { document.tokens[$0].lemma == Words.all })
      {
        return .negativeArgument(document.form(child))
      }
    }
    return nil
  }

  /// What a verb's negative subject says to its conjuncts.
  func negatedSubject(of verb: Int) -> StatusReading? {
    guard let subject = document.child(verb, .nsubj, .nsubjPass), let reason = negativeArgument(subject) else {
      return nil
    }
    return StatusReading(status: .denied, reason: reason)
  }

  /// Questions, orders, "X to visit Y" of headlines.
  private func sentence(_ token: Int) -> StatusReading? {
    if isQuestion(token) { return StatusReading(status: .hypothetical, reason: .question) }
    let relation = document.tokens[token].relation
    guard relation == .root || relation == .ccomp || relation == .parataxis, document.tokens[token].upos == .verb
    else { return nil }
    let hasTo = document.children(token).contains {
      document.tokens[$0].relation == .mark && document.tokens[$0].lemma == Words.to
    }
    if hasTo {
      return relation == .root ? StatusReading(status: .planned, isIntention: true, reason: .headline) : nil
    }
    guard document.xpos(token) == "VB", document.child(token, .nsubj, .nsubjPass, .aux, .mark, .csubj, .expl) == nil
    else { return nil }
    return beginsClause(token) ? StatusReading(status: .hypothetical, reason: .imperative) : nil
  }

  /// Nothing but adverbs and punctuation before it in its sentence or after the last quotation mark.
  private func beginsClause(_ token: Int) -> Bool {
    var position = token - 1
    while position >= 0, document.tokens[position].sentence == document.tokens[token].sentence {
      switch document.tokens[position].upos {
      case .punct: return true
      case .adv, .intj, .cconj: position -= 1
      default: return false
      }
    }
    return true
  }

  /// Whether a clause ends with a question mark of its own.
  private func isQuestion(_ token: Int) -> Bool {
    switch document.tokens[token].relation {
    case .root, .ccomp, .parataxis, .conj: break
    default: return false
    }
    for child in document.children(token) where child > token && document.tokens[child].upos == .punct {
      if document.text[Int(document.tokens[child].start)] == 0x3f { return true }
    }
    return false
  }
}
