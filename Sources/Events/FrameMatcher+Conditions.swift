// The conditions of a frame, checked on the arguments of a trigger, with the places where a parser may hang them.

import Language

extension FrameMatcher {
  /// Checks the conditions of a frame; the core word, -1 for a match without one, nil for none.
  func match(_ frame: Frame, _ token: Int, _ arguments: Arguments, _ isNoun: Bool) -> Int? {
    var core = -1
    // The network tells the senses of a word apart: "recovered from a blow" is no salvage.
    if !frame.excludedSenses.isEmpty, let predicate = document.predicate(at: token),
      frame.excludedSenses.contains(predicate.roleset)
    {
      return nil
    }
    if !frame.domains.isEmpty, !frame.domains.contains(where: { speaks(of: $0, near: token) }) { return nil }
    if frame.excludedDomains.contains(where: { speaks(of: $0, near: token) }) { return nil }
    if !frame.excludedSubject.isEmpty, !isNoun,
      let subject = arguments.isPassive ? arguments.object : arguments.subject,
      clauses.phraseContains(subject, frame.excludedSubject)
    {
      return nil
    }
    if frame.isAgentless, isNoun || arguments.subject != nil || !arguments.isPassive { return nil }
    if let condition = frame.object {
      if isNoun {
        guard let found = nounObject(token, arguments, condition) else { return nil }
        core = found
      } else {
        switch condition {
        case .any:
          guard let object = arguments.object ?? arguments.indirectObject else { return nil }
          core = object
        case .none: if arguments.object != nil { return nil }
        case .words(let set):
          guard let object = arguments.object, clauses.phraseContains(object, set) else { return nil }
          core = object
        }
      }
    }
    if !frame.excludedObject.isEmpty, let object = arguments.object,
      clauses.phraseContains(object, frame.excludedObject)
    {
      return nil
    }
    for need in frame.needs {
      let found = arguments.obliques.first { oblique in
        guard oblique.preposition == need.preposition else { return false }
        if case .words(let set) = need.condition { return clauses.phraseContains(oblique.head, set) }
        return !book.has("calendar", document.tokens[oblique.head].lemma) && document.tokens[oblique.head].upos != .num
      }
      let head =
        found?.head ?? infinitive(need.preposition, arguments, need.condition)
        ?? (isNoun ? nil : nested(need.preposition, token, need.condition))
      guard let head else { return nil }
      if core < 0 { core = head }
    }
    if !frame.subject.isEmpty {
      let subject = isNoun ? nil : arguments.isPassive ? arguments.object : arguments.subject
      guard let subject, clauses.phraseContains(subject, frame.subject) else { return nil }
    }
    if !frame.caseWords.isEmpty {
      guard let word = clauses.preposition(of: token), frame.caseWords.contains(word) else { return nil }
    }
    if !frame.modifier.isEmpty {
      let found = document.children(token).contains { child in
        switch document.tokens[child].relation {
        case .compound, .amod, .nmodPoss: frame.modifier.contains(document.tokens[child].lemma)
        default: false
        }
      }
      guard found else { return nil }
    }
    if let condition = frame.complement {
      switch condition {
      case .any:
        guard let complement = arguments.complements.first, !frame.needsInfinitive || !isStatement(complement) else {
          return nil
        }
        if core < 0 { core = complement }
      case .none: if !arguments.complements.isEmpty { return nil }
      case .words(let set):
        let found =
          arguments.complements.first {
            set.contains(document.tokens[$0].lemma) && !isOtherWord($0) && (!frame.needsInfinitive || !isStatement($0))
          }
          ?? looseComplement(token, arguments, set)
        guard let found else { return nil }
        if core < 0 { core = found }
      }
    }
    return core
  }

  /// Whether a clause is something told, not something to do: it is finite, or has a subject and "that".
  private func isStatement(_ clause: Int) -> Bool {
    clauses.isFinite(clause) || document.child(clause, .nsubj, .nsubjPass) != nil
  }

  /// "relieved his deputy, X, of his duties": a phrase of the verb that the parser hung on a name before it.
  private func nested(_ word: WordKey, _ verb: Int, _ condition: WordCondition) -> Int? {
    guard case .words(let set) = condition else { return nil }
    let end = min(document.subtree(verb).upperBound, verb + 16, document.tokens.count)
    for token in min(verb + 1, end)..<end {
      guard set.contains(document.tokens[token].lemma), document.tokens[token].relation.isOblique else { continue }
      if clauses.preposition(of: token) == word { return token }
    }
    return nil
  }

  /// "bowed to pressure": a noun after "to" that the tagger took for an infinitive.
  private func infinitive(_ word: WordKey, _ arguments: Arguments, _ condition: WordCondition) -> Int? {
    guard word == Words.to, case .words(let set) = condition else { return nil }
    return arguments.complements.first { document.tokens[$0].upos == .verb && set.contains(document.tokens[$0].lemma) }
  }

  /// "told us we are closer": an adjective that only looks like a verb ("close").
  private func isOtherWord(_ token: Int) -> Bool {
    document.tokens[token].upos == .adj && document.tokens[token].relation == .ccomp
      && book.verbs[document.tokens[token].lemma] != nil
  }

  /// "found X guilty", "called X a liar": the word after the object, wherever the parser hung it.
  private func looseComplement(_ verb: Int, _ arguments: Arguments, _ set: Set<WordKey>) -> Int? {
    for child in document.children(verb) where child > verb && child != arguments.subject {
      switch document.tokens[child].relation {
      case .obj, .iobj, .obl, .advmod, .dep, .oblUnmarked, .advcl, .conj:
        // "ordered the release" is about a release, not an order to release.
        let isEventNoun = document.tokens[child].upos == .noun && book.verbs[document.tokens[child].lemma] != nil
        if set.contains(document.tokens[child].lemma), !isEventNoun { return child }
      default: break
      }
    }
    guard let object = arguments.object, document.tokens[object].upos != .verb else { return nil }
    for child in document.children(object) where child > object {
      switch document.tokens[child].relation {
      case .amod, .appos, .acl, .flat, .nmod, .nmodUnmarked, .advmod:
        if set.contains(document.tokens[child].lemma) { return child }
      default: break
      }
    }
    return nil
  }

  /// The logical object of a noun trigger: `suspension of aid`, `aid suspension`.
  private func nounObject(_ token: Int, _ arguments: Arguments, _ condition: WordCondition) -> Int? {
    for oblique in arguments.obliques where oblique.preposition == Words.of || oblique.preposition == Words.on {
      switch condition {
      case .words(let set): if clauses.phraseContains(oblique.head, set) { return oblique.head }
      default: return oblique.head
      }
    }
    for child in document.children(token) {
      let relation = document.tokens[child].relation
      guard relation == .compound || relation == .amod || relation == .nmodPoss else { continue }
      if case .words(let set) = condition, set.contains(document.tokens[child].lemma) { return child }
    }
    return nil
  }
}
