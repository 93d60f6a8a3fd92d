// What stands beside a predicate: auxiliaries, adverbs, determiners, marks, negative subjects, the form of its sentence.

import Language

extension FactualityReader {
  /// The reading of a predicate without what governs it.
  func own(_ token: Int) -> StatusReading {
    if case .perfect(let have) = clauses.misreading(of: token) { return own(have) }
    var negation: FactualityReason?
    var modal: (row: BesideRow, token: Int)?
    var found: StatusReading?
    var isProgressive = false
    var isPerfect = false
    var isLimited = false
    func note(_ place: BesideRow.Place, _ child: Int) {
      guard let row = row(place, child, token) else { return }
      if row.negates {
        negation = negation == nil ? (place == .adverb ? .negation : .negativeArgument(document.form(child))) : nil
      } else if place == .modal {
        modal = modal ?? (row, child)
      } else if let status = row.status {
        let reading = StatusReading(status: status, reason: .beside(document.form(child)))
        found = found.map { FactualityReader.compose($0, reading) } ?? reading
      }
    }
    for child in document.children(token) {
      let entry = document.tokens[child]
      switch entry.relation {
      case .aux, .auxPass, .cop:
        note(.modal, child)
        note(.adverb, child)
        if entry.lemma == Words.have { isPerfect = true }
        if entry.relation == .aux, entry.lemma == Words.be, document.xpos(token) == "VBG" {
          isProgressive = document.xpos(child) != "VBD"
        }
        if isPerfect, entry.lemma == Words.have, isInverted(child, token) {
          found = StatusReading(status: .hypothetical, reason: .counterfactual)
        }
      case .advmod, .cc, .ccPreconj, .discourse, .advcl, .dep: note(.adverb, child)
      case .mark:
        note(.mark, child)
        note(.adverb, child)
      case .case: note(.case, child)
      case .det, .detPredet:
        note(.determiner, child)
        note(.adverb, child)
      case .amod, .compound, .acl: note(.modifier, child)
      case .nsubj, .nsubjPass, .obj: if let reason = negativeArgument(child) { negation = reason }
      case .obl, .oblUnmarked:
        note(.adverb, child)
        if clauses.preposition(of: child) == WordKey("until") { isLimited = true }
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
    return sentence(token) ?? reading
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

  private func stands(_ words: [WordKey], at start: Int, under child: Int) -> Bool {
    for (offset, word) in words.enumerated().dropFirst() {
      let position = start + offset
      guard position < document.tokens.count, document.tokens[position].sentence == document.tokens[child].sentence,
        document.tokens[position].form == word || document.tokens[position].lemma == word
      else { return false }
    }
    return words.count == 1 || start + words.count > child
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
        !document.children(phrase).contains(where: { document.tokens[$0].lemma == WordKey("all") })
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
