// Forms of verbs in clauses: finite, passive, participle, and what a parser's slip looks like.

import Language

extension ClauseReader {
  func hasPassiveAuxiliary(_ verb: Int) -> Bool {
    for child in document.children(verb) {
      let token = document.tokens[child]
      guard token.relation == .aux || token.relation == .auxPass || token.relation == .cop else { continue }
      if token.lemma == Words.be || token.lemma == Words.get { return true }
    }
    return false
  }

  /// "express concern": an object that the tagger took for an infinitive.
  func isBareNoun(_ token: Int) -> Bool {
    document.xpos(token) == "VB" && tokens[token].relation == .xcomp && document.child(token, .mark, .aux, .obj) == nil
      && !words.bareInfinitive.contains(document.head(token).map { tokens[$0].lemma } ?? Words.be)
  }

  /// "Thousands protested against": a main verb that the parser hung on its own subject.
  func isStrandedMainVerb(_ verb: Int) -> Bool {
    guard tokens[verb].relation == .acl, let head = document.head(verb), tokens[head].head < 0, verb > head else {
      return false
    }
    // "Shoffner, a businessman, selected to pilot …": behind a comma it is a participle.
    if document.xpos(verb) == "VBN", isComma(verb - 1) { return false }
    return tokens[head].upos != .verb && document.child(head, .cop) == nil && document.xpos(verb) != "VBG"
      && document.xpos(verb) != "VB"
  }

  func isPassiveParticiple(_ verb: Int) -> Bool {
    document.xpos(verb) == "VBN" && document.child(verb, .obj) == nil && !hasAuxiliary(verb)
  }

  func hasAuxiliary(_ verb: Int) -> Bool { document.child(verb, .aux) != nil }

  /// Whether a verb form is finite or has a finite auxiliary.
  func isFinite(_ verb: Int) -> Bool {
    switch document.xpos(verb) {
    case "VBD", "VBZ", "VBP", "MD": return true
    default:
      for child in document.children(verb) {
        let token = document.tokens[child]
        guard token.relation == .aux || token.relation == .auxPass || token.relation == .cop else { continue }
        switch document.xpos(child) {
        case "VBD", "VBZ", "VBP", "MD": return true
        default: break
        }
      }
      return false
    }
  }

  /// ", urging him to stop": a participle that only accompanies its clause, no complement of its verb.
  func isLooseParticiple(_ verb: Int) -> Bool {
    let tag = document.xpos(verb)
    guard tag == "VBG" || tag == "VBN" else { return false }
    return document.child(verb, .mark, .case) == nil
  }

  /// "with millions displaced": a participle with a subject of its own and no auxiliary.
  func isAbsolute(_ verb: Int) -> Bool {
    guard document.xpos(verb) == "VBN", document.child(verb, .aux, .auxPass, .cop) == nil else { return false }
    switch tokens[verb].relation {
    case .advcl, .acl, .obl, .nmod, .parataxis: return true
    default: return false
    }
  }

  /// "attacked and destroyed the base": the first verb has the object of the second.
  func sharedObject(of verb: Int) -> Int? {
    for child in document.children(verb) where document.tokens[child].relation == .conj {
      guard document.tokens[child].upos == .verb, document.child(child, .nsubj, .nsubjPass) == nil,
        child == verb + 2, let object = document.child(child, .obj)
      else { continue }
      return object
    }
    return nil
  }
}
