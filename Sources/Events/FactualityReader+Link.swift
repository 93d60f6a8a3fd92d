// How a predicate hangs below its governor: as a conjunct, in one of the ways in which rows govern, or apart.

import Language

extension FactualityReader {
  /// How a predicate hangs below its governor.
  func link(of token: Int, _ head: Int) -> Link {
    let xpos = document.xpos(token)
    let word = marker(of: token)
    switch document.tokens[token].relation {
    case .conj:
      // "said that X and that Y", with Y hung on "said".
      if document.child(head, .ccomp) != nil, document.children(token).contains(where: { isThat($0) }) {
        return .governed(["finite"])
      }
      return .conjunct
    case .obj, .iobj, .nsubjPass, .csubjPass:
      if document.tokens[token].relation == .csubjPass { return .governed(["finite"]) }
      return .governed(["object"])
    case .nsubj, .nsubjOuter: return .governed(["subject"])
    case .compound where document.tokens[head].upos == .noun: return .governed(["compound"])
    case .xcomp, .ccomp, .csubj, .csubjOuter, .acl, .advcl:
      let relation = document.tokens[token].relation
      if isGerund(token) {
        if let word {
          return .governed(relation == .xcomp ? [word + "-ing", word, "gerund"] : [word + "-ing", word])
        }
        if relation == .acl { return .apart }
        if relation == .advcl { return .governed(["converb"]) }
        return .governed(["gerund"])
      }
      if isInfinitive(token) { return .governed(["infinitive"]) }
      if xpos == "VBN", !clauses.isFinite(token) {
        return relation == .xcomp ? .governed(["participle"]) : .apart
      }
      if document.tokens[token].upos == .noun, document.child(token, .cop) == nil {
        return relation == .xcomp || relation == .ccomp ? .governed(["object"]) : .apart
      }
      if document.tokens[token].upos == .adj, relation == .xcomp { return .governed(["participle"]) }
      if relation == .advcl { return .apart }
      return .governed(["finite"])
    case .aclRelcl: return isContent(token) ? .governed(["finite"]) : .apart
    case .parataxis:
      return book.has("speech_verbs", document.tokens[head].lemma) ? .governed(["finite"]) : .apart
    case .obl, .nmod, .oblAgent, .oblUnmarked, .nmodUnmarked:
      if let word { return .governed(xpos == "VBG" ? [word + "-ing", word] : [word]) }
      return .apart
    default: return .apart
    }
  }

  /// "attacking", "having attacked", "being attacked".
  func isGerund(_ token: Int) -> Bool {
    if document.xpos(token) == "VBG" { return !clauses.isFinite(token) }
    guard document.xpos(token) == "VBN" else { return false }
    for child in document.children(token) {
      switch document.tokens[child].relation {
      case .aux, .auxPass: return document.xpos(child) == "VBG"
      default: continue
      }
    }
    return false
  }

  /// "reports that soldiers had beaten two nurses": the content of its noun, though "that" was read as a relative pronoun.
  func isContent(_ verb: Int) -> Bool {
    let first = Int(document.leftEdge[verb])
    guard document.tokens[first].lemma == Words.that, document.head(first) == verb,
      let subject = document.child(verb, .nsubj, .nsubjPass), subject != first
    else { return false }
    if document.tokens[subject].relation == .nsubjPass { return true }
    if document.children(verb).contains(where: { $0 != first && document.tokens[$0].relation == .obj }) { return true }
    return !rules.producing.contains(document.tokens[verb].lemma)
  }

  /// Whether some frame takes a verb for an act of speech.
  func isVerbal(_ verb: Int) -> Bool {
    let lemma = document.tokens[verb].lemma
    return book.has("speech_verbs", lemma) || (book.verbs[lemma] ?? []).contains { book.frames[$0].isSpeech }
  }

  func isThat(_ token: Int) -> Bool {
    document.tokens[token].relation == .mark && document.tokens[token].lemma == Words.that
  }

  func isInfinitive(_ token: Int) -> Bool {
    for child in document.children(token) {
      let relation = document.tokens[child].relation
      if relation == .mark, document.tokens[child].lemma == Words.to { return true }
      if document.xpos(child) == "MD" { return false }
    }
    return document.xpos(token) == "VB" && document.child(token, .nsubj, .nsubjPass, .mark) == nil
  }

  /// The preposition or conjunction before a phrase.
  func marker(of token: Int) -> String? {
    for child in document.children(token) {
      let relation = document.tokens[child].relation
      if relation == .case || relation == .mark, child < token { return document.lemma(of: child) }
    }
    return nil
  }
}
