// How far a date reaches in its sentence: to joined verbs, participles and clauses of time, to what a noun of the clause
// names, to the act that an infinitive tells, and to what happened in an event that has a date.

import Language

extension EventTimer {
  /// Whether a dependent has the time of its head: what is done, held or followed happens when the doing does; what is
  /// said, planned or caused may happen at another time.
  func sharesTime(_ node: Int, _ head: Int) -> Bool {
    let token = document.tokens[node]
    switch token.relation {
    case .obj, .nsubj, .nsubjPass, .obl, .oblAgent, .xcomp, .conj, .parataxis, .advcl, .acl, .aclRelcl, .compound, .cop,
      .aux, .auxPass, .fixed, .flat:
      break
    default: return false
    }
    switch token.relation {
    case .conj: return joins(head, node)
    case .parataxis: return isVerb(node) && isVerb(head) && joins(head, node)
    case .acl: return isPartOfWords(node, head)
    case .aclRelcl: return tellsOn(node, head)
    default: break
    }
    if token.upos == .noun || token.upos == .propn {
      // "Met after the beginning of a strike".
      if token.relation == .obl, let preposition = document.child(node, .case) {
        let form = document.tokens[preposition].form
        if words.after.contains(form) || words.before.contains(form) || words.since.contains(form)
          || words.follows.contains(form)
        {
          return false
        }
      }
      // Nouns of events share the time of light verbs, and a day with what they do ("the attack killed ten on Tuesday").
      if words.light.contains(document.tokens[head].lemma), token.relation != .oblAgent { return true }
      // "Shared a statement on Friday": words are said when they are made known.
      if token.relation == .obj, words.wordings.contains(token.lemma), isSimplePast(head),
        !words.planning.contains(document.tokens[head].lemma)
      {
        return true
      }
      guard token.relation == .nsubj || token.relation == .oblAgent, document.tokens[head].upos == .verb,
        !words.telling.contains(document.tokens[head].lemma),
        triggers.contains(node) || words.bearsTime(node, in: document),
        let index = temporalArgument(of: head) ?? timex(below: head, of: head),
        let width = analysis.timexes[index].interval.width
      else { return false }
      return width <= 1
    }
    if token.relation == .xcomp {
      // What is promised, said or agreed to be done happens later; what is begun, continued or forced happens then.
      let lemma = document.tokens[head].lemma
      return !words.planning.contains(lemma)
        && (!isInfinitive(node) || words.light.contains(lemma) || words.implicative.contains(lemma))
    }
    if token.relation == .advcl {
      // Participles without a connective of their own ("killing six") belong to the same act, as does what a clause of the
      // same time tells ("fell ill when he was flying home on Friday").
      if document.child(node, .mark) == nil, !document.children(node).contains(where: isTemporalAdverb) {
        return token.features.contains(.participle) || token.features.contains(.gerund)
      }
      if token.features.contains(.gerund) || document.xpos(node) == "VBG", isSimplePast(head),
        let mark = document.child(node, .mark), words.during.contains(document.tokens[mark].form)
      {
        // "Scored in helping the team to a win".
        return true
      }
      return isSimultaneous(node, with: head)
    }
    return false
  }

  /// The expression that dates the clause of a head for one of its dependents.
  func clauseTimex(_ head: Int, from node: Int, of trigger: Int) -> Int? {
    if let found = timex(below: head, of: trigger) {
      guard document.tokens[node].relation == .conj || document.tokens[node].relation == .parataxis else {
        return found
      }
      return reaches(found, head, node) ? found : nil
    }
    return nil
  }

  private func isVerb(_ token: Int) -> Bool { document.tokens[token].upos == .verb }

  private func isInfinitive(_ verb: Int) -> Bool {
    document.child(verb, .mark).map { document.tokens[$0].form == TenseWords.to } ?? false
  }

  private func isTemporalAdverb(_ token: Int) -> Bool {
    document.tokens[token].relation == .advmod && words.simultaneous.contains(document.tokens[token].form)
  }

  /// Simple past: neither perfect nor present.
  private func isSimplePast(_ verb: Int) -> Bool {
    guard TenseReader(document: document, words: words).tense(ofVerb: verb) == .past else { return false }
    return !document.children(verb).contains {
      document.tokens[$0].relation == .aux && TenseWords.have.contains(document.tokens[$0].form)
    }
  }

  // MARK: Joined clauses

  /// Whether a date of the first of two joined words may reach the second.
  private func joins(_ head: Int, _ node: Int) -> Bool {
    guard isVerb(node), isVerb(head) else { return document.tokens[node].relation == .conj }
    if document.child(node, .nsubj, .nsubjPass) == nil, document.tokens[node].relation == .conj { return true }
    return isSimplePast(head) && isSimplePast(node)
  }

  /// A date at the start of a sentence is that of all joined verbs, a year or month of all that follow it; a day behind
  /// the first verb reaches a second that has the same subject.
  private func reaches(_ index: Int, _ head: Int, _ node: Int) -> Bool {
    guard isVerb(node), isVerb(head) else { return true }
    // "Began in May 2020 and was halted twice": the month of a beginning is not that of what came of it.
    if words.beginning.contains(document.tokens[head].lemma), let width = analysis.timexes[index].interval.width,
      width > 7, analysis.timexes[index].tokens.lowerBound > head
    {
      return false
    }
    guard let subject = document.child(node, .nsubj, .nsubjPass), subject < node else {
      return document.tokens[node].relation == .conj
    }
    let first = document.child(head, .nsubj, .nsubjPass) ?? head
    if analysis.timexes[index].tokens.upperBound <= min(first, head) { return true }
    guard document.tokens[node].relation == .conj, let width = analysis.timexes[index].interval.width else {
      return false
    }
    return width >= 28 && analysis.timexes[index].tokens.upperBound <= subject
  }

  // MARK: Clauses of time

  /// "When", "while" and "as" with the same tense tell of the same time.
  private func isSimultaneous(_ node: Int, with head: Int) -> Bool {
    let marked = document.children(node).contains { child in
      (document.tokens[child].relation == .mark || document.tokens[child].relation == .advmod)
        && words.simultaneous.contains(document.tokens[child].form)
    }
    guard marked else { return false }
    guard document.tokens[node].upos == .verb else { return false }
    if document.tokens[node].features.contains(.gerund) { return true }
    return isSimplePast(node) && (isSimplePast(head) || !isVerb(head))
  }

  /// The clause of time below a trigger that has a date: "died when the roof came down last October".
  private func clauseOfTime(_ trigger: Int) -> (timex: Int, verb: Int)? {
    guard isVerb(trigger) else { return nil }
    for child in document.children(trigger) where document.tokens[child].relation == .advcl {
      guard isSimultaneous(child, with: trigger), let index = timex(below: child, of: child),
        analysis.timexes[index].kind == .date
      else { continue }
      return (index, child)
    }
    return nil
  }

  // MARK: Participles and infinitives

  /// "A statement rejecting the ban": what words do is done when they are made known.
  private func isPartOfWords(_ node: Int, _ noun: Int) -> Bool {
    guard document.tokens[node].upos == .verb, document.xpos(node) == "VBG" else { return false }
    return words.wordings.contains(document.tokens[noun].lemma)
  }

  /// "The fire that killed three", "an attack which was carried out by …": a relative clause in the past tells what its
  /// event did.
  private func tellsOn(_ node: Int, _ noun: Int) -> Bool {
    guard triggers.contains(noun) || words.bearsTime(noun, in: document), isSimplePast(node),
      !words.telling.contains(document.tokens[node].lemma)
    else { return false }
    return document.children(node).contains { child in
      let token = document.tokens[child]
      return (token.relation == .nsubj || token.relation == .nsubjPass) && token.features.contains(.relative)
    }
  }

  /// The date of what a trigger says is done: "was forced to leave on Monday", "operations starting in April", "a meeting
  /// set to take place on May 16", "died when the roof fell last October".
  func carriedOut(_ trigger: Int) -> (timex: Int, verb: Int)? {
    for child in document.children(trigger) {
      let token = document.tokens[child]
      switch token.relation {
      case .conj
      where child == trigger + 2 && isVerb(child) && isVerb(trigger)
        && !words.planning.contains(document.tokens[trigger].lemma)
        && !words.telling.contains(document.tokens[trigger].lemma):
        // "shot and killed a man on Sunday": one act in two words.
        guard document.child(child, .nsubj, .nsubjPass) == nil, let index = timex(below: child, of: child) else {
          continue
        }
        return (index, child)
      case .xcomp where words.implicative.contains(document.tokens[trigger].lemma) && isInfinitive(child):
        if let index = timex(below: child, of: child) { return (index, child) }
      case .acl, .advcl:
        // "Set to take place on May 16", "scheduled for May 16".
        if token.relation == .acl, words.planning.contains(token.lemma) || words.set.contains(token.form) {
          if let index = timex(below: child, of: child) { return (index, child) }
          for act in document.children(child) where document.tokens[act].relation == .xcomp {
            if let index = timex(below: act, of: act) { return (index, act) }
          }
        }
        if let index = beginning(child) { return (index, child) }
      case .obj:
        for inner in document.children(child) where document.tokens[inner].relation == .acl {
          if let index = beginning(inner) { return (index, inner) }
        }
      default: continue
      }
    }
    return clauseOfTime(trigger)
  }

  /// "Starting in April": the date of a participle that says since when.
  private func beginning(_ participle: Int) -> Int? {
    guard document.xpos(participle) == "VBG", words.beginning.contains(document.tokens[participle].lemma),
      document.child(participle, .obj) == nil
    else { return nil }
    return timex(below: participle, of: participle)
  }

  // MARK: Events that hold others

  /// The date of the event in which a trigger happened: "killed in a 1970 ferry disaster", "killed during a riot on
  /// Sunday", "a storm on Sunday night caused a rush", "the 1992 massacre in the prison, where 111 were killed".
  func frameEvent(of trigger: Int) -> (timex: Int, noun: Int)? {
    for child in document.children(trigger) {
      let token = document.tokens[child]
      guard token.upos == .noun, triggers.contains(child) || words.bearsTime(child, in: document) else { continue }
      switch token.relation {
      case .obl, .nmod:
        guard let preposition = document.child(child, .case),
          words.during.contains(document.tokens[preposition].form),
          // "Changes in the 2010 deal" came later.
          token.relation == .obl || document.tokens[preposition].form != TenseWords.in,
          let index = timex(below: child, of: child)
        else { continue }
        return (index, child)
      case .nsubj:
        guard document.tokens[trigger].upos == .verb, !words.telling.contains(document.tokens[trigger].lemma),
          isSimplePast(trigger), let index = timex(below: child, of: child),
          let width = analysis.timexes[index].interval.width, width <= (triggers.contains(child) ? 366 : 1)
        else { continue }
        return (index, child)
      default: continue
      }
    }
    return nil
  }
}
