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
      if token.relation == .ccomp, isFinite(verb), !Control.copular.contains(tokens[head].lemma) { return nil }
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
  func isSubjectControl(_ verb: Int) -> Bool { Control.subject.contains(tokens[verb].lemma) }

  /// The surface subject of a verb, its own or a shared one.
  func surfaceSubject(of verb: Int, depth: Int = 0) -> Int? {
    guard depth < limit else { return nil }
    for child in document.children(verb) where document.tokens[child].relation.isSubject {
      return antecedent(of: child)
    }
    switch tokens[verb].upos {
    case .verb, .aux, .adj: return implicitSubject(of: verb, depth: depth)
    case .noun where tokens[verb].relation == .conj: return implicitSubject(of: verb, depth: depth)
    default: return nil
    }
  }

  /// Who has a plan, a right, a duty: possessor of the noun or subject of its governing verb.
  func owner(of noun: Int, depth: Int = 0) -> Int? {
    if let possessor = document.child(noun, .nmodPoss) { return possessor }
    guard depth < limit, let governor = document.head(noun) else { return nil }
    switch tokens[noun].relation {
    case .obl:
      // "amid efforts to", "after attempts to": somebody else's.
      guard let word = preposition(of: noun), Control.carrying.contains(word) else { return nil }
      return surfaceSubject(of: governor, depth: depth + 1)
    case .obj, .xcomp: return surfaceSubject(of: governor, depth: depth + 1)
    case .nsubjPass: return document.child(governor, .oblAgent)
    case .nmod, .conj, .appos: return owner(of: governor, depth: depth + 1)
    default: return nil
    }
  }

  /// What a relative pronoun stands for; any other token is returned as it is.
  func antecedent(of token: Int) -> Int {
    guard tokens[token].upos == .pron || tokens[token].upos == .det, Control.relative.contains(tokens[token].lemma)
    else { return token }
    var node = document.head(token)
    for _ in 0..<limit {
      guard let here = node else { return token }
      if tokens[here].relation == .aclRelcl || tokens[here].relation == .acl { return document.head(here) ?? token }
      node = document.head(here)
    }
    return token
  }
}

/// Closed classes of control verbs and relative pronouns.
enum Control {
  static let subject: Set<WordKey> = Set(
    ["promise", "threaten", "vow", "pledge", "agree", "swear"].map { WordKey($0) })
  static let copular: Set<WordKey> = Set(["remain", "stay", "appear", "seem", "keep", "get"].map { WordKey($0) })
  static let bareInfinitive: Set<WordKey> = Set(["let", "make", "help", "see", "hear", "have"].map { WordKey($0) })
  /// Prepositions that tie a noun to the subject of its verb: "engage in efforts", "proceed with plans".
  static let carrying: Set<WordKey> = Set(["in", "with", "on", "to", "for", "of"].map { WordKey($0) })
  static let relative: Set<WordKey> = Set(["who", "which", "that", "whom", "whose"].map { WordKey($0) })
}
