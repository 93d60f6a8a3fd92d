// Who acts in a clause that names no subject: control, coordination, participles, relative clauses.

import Language

extension ClauseReader {
  /// The subject that a verb shares with another word of the sentence.
  func implicitSubject(of verb: Int, depth: Int) -> Int? {
    guard depth < limit, let head = document.head(verb) else { return nil }
    let token = tokens[verb]
    switch token.relation {
    case .conj: return surfaceSubject(of: head, depth: depth + 1)
    case .xcomp, .ccomp:
      if token.relation == .ccomp, isFinite(verb), !words.copular.contains(tokens[head].lemma) { return nil }
      if document.child(head, .nsubjPass) == nil {
        if let object = document.child(head, .obj, .iobj), !isSubjectControl(head) { return object }
        for child in document.children(head) where document.tokens[child].relation == .obl {
          // "call on Russia to stop", "appeal to both to stop"
          if let word = preposition(of: child), word == Words.on || word == Words.to, child < verb { return child }
        }
      }
      return surfaceSubject(of: head, depth: depth + 1)
    case .advcl:
      if isFinite(verb) { return nil }
      if document.xpos(verb) == "VBG", let mark = document.child(verb, .mark),
        words.blaming.contains(tokens[mark].lemma),
        let object = document.child(head, .obj, .nsubjPass)
      {
        // "accused the envoy of lying", "barred from entering": who is accused.
        return antecedent(of: object)
      }
      if document.xpos(verb) == "VB", verb > head, words.forcing.contains(tokens[head].lemma),
        let object = document.child(head, .obj, .iobj), object < verb
      {
        return object
      }
      if let noun = absoluteSubject(of: verb) { return noun }
      return tokens[head].upos == .noun && document.child(head, .cop) == nil
        ? head : surfaceSubject(of: head, depth: depth + 1)
    case .acl:
      if document.xpos(verb) == "VB" || document.xpos(verb) == "VBG" && document.child(verb, .mark) != nil {
        // "plans to end", "a roadmap for ending": who has the plan.
        return owner(of: head, depth: depth + 1)
      }
      if document.xpos(verb) == "VBG", verb > 0, isComma(verb - 1), let clause = clauseVerb(above: head) {
        // "…, killing six": it is the clause before the comma that kills, whatever noun stands last.
        return surfaceSubject(of: clause, depth: depth + 1)
      }
      return head
    case .aclRelcl: return head
    case .parataxis, .dep: return nil
    default: return nil
    }
  }

  /// "were shot dead by police": the agent of a passive below its predicate.
  func agentBelow(_ verb: Int) -> Int? {
    for child in document.children(verb) where tokens[child].relation == .xcomp {
      for phrase in document.children(child) where tokens[phrase].relation.isOblique {
        if preposition(of: phrase) == Words.by { return phrase }
      }
    }
    return nil
  }

  func isComma(_ token: Int) -> Bool {
    tokens[token].upos == .punct && document.text[Int(tokens[token].start)] == 0x2c
  }

  /// The verb that a noun's clause belongs to.
  func clauseVerb(above token: Int) -> Int? {
    var node: Int? = token
    for _ in 0..<limit {
      guard let here = node else { return nil }
      if tokens[here].upos == .verb { return here }
      node = document.head(here)
    }
    return nil
  }

  /// "promise Kyiv to help": the subject, not the object, will help.
  func isSubjectControl(_ verb: Int) -> Bool { words.promising.contains(tokens[verb].lemma) }

  /// The surface subject of a verb, its own or a shared one.
  func surfaceSubject(of verb: Int, depth: Int = 0) -> Int? {
    guard depth < limit else { return nil }
    if let speaker = parentheticalSubject(of: verb) { return speaker }
    for child in document.children(verb) where document.tokens[child].relation.isSubject {
      return antecedent(of: child)
    }
    switch tokens[verb].upos {
    case .verb, .aux, .adj: return implicitSubject(of: verb, depth: depth)
    case .noun where tokens[verb].relation == .conj: return implicitSubject(of: verb, depth: depth)
    default: return nil
    }
  }

  /// "…, with officials saying": the noun between "with" and a participle right behind it.
  private func absoluteSubject(of verb: Int) -> Int? {
    guard document.xpos(verb) == "VBG", verb > 1, tokens[verb - 1].upos == .noun || tokens[verb - 1].upos == .propn
    else {
      return nil
    }
    var start = verb - 1
    while start > 0, verb - start < 8, isNominal(start), tokens[start - 1].sentence == tokens[verb].sentence {
      start -= 1
    }
    guard tokens[start].lemma == Words.with else { return nil }
    return phraseHead(start + 1..<verb)
  }

  /// "The fees, said Roe, are due", "Roe and staff, the indictment said, moved it": the subject of a verb between commas is
  /// what stands between them with it, not the noun before the first comma that the parser takes for it.
  func parentheticalSubject(of verb: Int) -> Int? {
    guard words.speech.contains(tokens[verb].lemma), tokens[verb].upos == .verb,
      let parsed = document.child(verb, .nsubj), parsed < verb - 1
    else { return nil }
    let sentence = document.sentences[Int(tokens[verb].sentence)].tokens
    if isComma(verb - 1) {
      // "…, said Roe, …"
      guard verb + 1 < sentence.upperBound, tokens[verb + 1].lemma != Words.that else { return nil }
      var end = verb + 1
      while end < sentence.upperBound, end - verb < 9, isNominal(end) { end += 1 }
      guard end > verb + 1, end < sentence.upperBound, isComma(end), end + 1 < sentence.upperBound else { return nil }
      return phraseHead(verb + 1..<end)
    }
    guard verb + 1 < sentence.upperBound, isComma(verb + 1), verb + 2 < sentence.upperBound else { return nil }
    var start = verb
    while start - 1 > parsed, verb - start < 8, isNominal(start - 1) { start -= 1 }
    guard start < verb, start - 1 > parsed, isComma(start - 1) else { return nil }
    return phraseHead(start..<verb)
  }

  private func isNominal(_ token: Int) -> Bool {
    switch tokens[token].upos {
    case .det, .adj, .noun, .propn, .num, .part, .x, .pron: true
    default: false
    }
  }

  /// The last word of a phrase of names or nouns unless an earlier one governs it.
  private func phraseHead(_ range: Range<Int>) -> Int? {
    for token in range {
      let outer = Int(tokens[token].head)
      if !range.contains(outer),
        tokens[token].upos == .noun || tokens[token].upos == .propn || document.xpos(token) == "PRP"
      {
        return token
      }
    }
    return nil
  }

  /// Who has a plan, a right, a duty: possessor of the noun or subject of its governing verb.
  func owner(of noun: Int, depth: Int = 0) -> Int? {
    if let possessor = document.child(noun, .nmodPoss) { return possessor }
    guard depth < limit, let governor = document.head(noun) else { return nil }
    switch tokens[noun].relation {
    case .obl:
      // "amid efforts to", "after attempts to": somebody else's.
      guard let word = preposition(of: noun), words.carrying.contains(word) else { return nil }
      return surfaceSubject(of: governor, depth: depth + 1)
    case .obj, .xcomp: return surfaceSubject(of: governor, depth: depth + 1)
    case .nsubjPass: return document.child(governor, .oblAgent)
    case .nmod, .conj, .appos: return owner(of: governor, depth: depth + 1)
    default: return nil
    }
  }

  /// What a relative pronoun stands for; any other token is returned as it is.
  func antecedent(of token: Int) -> Int {
    guard tokens[token].upos == .pron || tokens[token].upos == .det, words.relative.contains(tokens[token].lemma)
    else { return token }
    var node = document.head(token)
    for _ in 0..<limit {
      guard let here = node else { return token }
      if tokens[here].relation == .aclRelcl || tokens[here].relation == .acl {
        guard let noun = document.head(here) else { return token }
        // "Roe and Moe, who both pledged": all of them.
        if tokens[noun].relation == .conj,
          document.children(here).contains(where: { words.all.contains(tokens[$0].form) })
            || document.children(token).contains(where: { words.all.contains(tokens[$0].form) })
        {
          return firstConjunct(of: noun)
        }
        return tokens[token].lemma == Words.who ? bearer(of: noun) : noun
      }
      node = document.head(here)
    }
    return token
  }

  /// "the candidate of the Farmers' Party, who won": "who" is somebody, no body or place that the noun before belongs to.
  private func bearer(of noun: Int) -> Int {
    var node = noun
    for _ in 0..<4 {
      guard otherNames.contains(node), tokens[node].upos == .propn, tokens[node].relation == .nmod,
        let above = document.head(node), above < node
      else { break }
      node = above
    }
    return otherNames.contains(node) ? noun : node
  }
}
