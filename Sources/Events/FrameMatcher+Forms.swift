// Words whose part of speech the tagger got wrong, or that only look like a trigger.

import Language

extension FrameMatcher {
  /// "a U.S.-proposed ceasefire": a participle with its agent before a hyphen; states such as "Iran-backed" are none.
  func isNamedParticiple(_ token: Int) -> Bool {
    guard document.xpos(token) == "VBN", token >= 2, document.xpos(token - 1) == "HYPH" else { return false }
    return document.tokens[token - 2].upos == .propn && !book.has("state_participles", document.tokens[token].lemma)
  }

  /// "their offensive": a noun of ours that the tagger took for an adjective.
  func isPossessedNoun(_ token: Int) -> Bool {
    guard book.nouns[document.tokens[token].lemma] != nil, token > 0, document.tokens[token].relation != .amod else {
      return false
    }
    if token + 1 < document.tokens.count, document.tokens[token + 1].upos == .noun { return false }
    return document.tokens[token - 1].relation == .nmodPoss || document.tokens[token - 1].upos == .det
  }

  /// "to renewed sanctions": a participle before a noun that the parser took for a verb.
  func isAdjectival(_ token: Int) -> Bool {
    guard document.xpos(token) == "VBN" || document.xpos(token) == "VBD", token > 0, token + 1 < document.tokens.count
    else { return false }
    let before = document.tokens[token - 1]
    let after = document.tokens[token + 1]
    guard before.sentence == after.sentence, before.upos == .adp, before.relation != .compoundPrt else { return false }
    return after.upos == .noun || after.upos == .adj
  }

  /// "Drafting of a treaty": a gerund with an "of" phrase is a noun.
  func isGerundNoun(_ token: Int) -> Bool {
    let next = token + 1
    return document.xpos(token) == "VBG" && document.tokens.indices.contains(next)
      && document.tokens[next].lemma == Words.of && book.nouns[document.tokens[token].form] != nil
      && document.tokens[next].sentence == document.tokens[token].sentence
  }

  /// "carried out strikes": a noun of ours that the tagger took for a verb.
  func isCarriedNoun(_ token: Int) -> Bool {
    guard document.xpos(token) == "VBZ" || document.xpos(token) == "VBP" || document.xpos(token) == "VB" else {
      return false
    }
    guard book.nouns[document.tokens[token].lemma] != nil, let verb = verbBefore(token) else { return false }
    return book.lightVerbs.contains(document.tokens[verb].lemma) && document.child(token, .nsubj, .aux, .mark) == nil
  }
}
