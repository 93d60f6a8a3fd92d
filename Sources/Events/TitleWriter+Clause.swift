// Headlines of verbs: subject, verb with its modality, objects and phrases.

import Actors
import Language

extension TitleWriter {
  /// `Russia continues to demand recognition of …`; nil when the clause names nobody or does not fit.
  ///
  /// - Parameter verb: the trigger, or the verb that carries a noun trigger.
  func clause(_ parts: Parts, _ verb: Int) -> String? {
    if let noun = planned(verb) { return nominal(parts, noun) }
    let top = governing(verb)
    let isTop = top == verb
    // "denied that X attacked": the denial is another verb's, so the clause alone would deny as a fact.
    if isTop, parts.status == .denied, !isNegated(verb) { return nil }
    let arguments =
      top == parts.candidate.trigger && !parts.candidate.isNoun
      ? parts.candidate.arguments : clauses.arguments(ofVerb: top)
    let tail = tail(of: top, arguments)
    if arguments.isPassive { return passive(parts, top, tail, arguments) }
    let head = isTop && parts.agentIsSubject ? parts.agentHead : arguments.subject
    guard let subject = subject(parts, head) else { return nil }
    if let head, document.tokens[head].sentence == document.tokens[top].sentence, isPossessed(head) { return nil }
    let text = subject.text + " " + verbGroup(top, parts, isPlural: subject.isPlural)
    var object: Int?
    if let found = arguments.object, !clauses.conjuncts(of: found).contains(where: { tail.contains($0) }),
      document.tokens[found].relation != .nsubj || document.head(found) != top
    {
      object = found
      // "the issues each side intends to bring back": the object belongs to the verb below.
      if document.head(found) != top, document.child(top, .xcomp, .ccomp) != nil { return nil }
    }
    return append(tail, to: text, parts, subject: subject.text, object: object)
  }

  /// The noun of "efforts to broker a truce": what is only aimed at is told as the aim.
  private func planned(_ verb: Int) -> Int? {
    guard document.tokens[verb].relation == .acl, document.xpos(verb) == "VB", let noun = document.head(verb),
      document.tokens[noun].upos == .noun
    else { return nil }
    return noun
  }

  /// The verb on which an infinitive leans with the same subject: "continue to", "refuse to", "is ready to".
  private func governing(_ verb: Int) -> Int {
    var top = verb
    for _ in 0..<3 {
      guard document.tokens[top].relation == .xcomp, let head = document.head(top),
        document.xpos(top) == "VB" || document.xpos(top) == "VBG" || document.child(top, .mark) != nil
          || clauses.words.copular.contains(document.tokens[head].lemma),
        document.tokens[head].upos == .verb
          || (document.tokens[head].upos == .adj && document.child(head, .cop) != nil),
        document.child(head, .obj, .iobj) == nil, document.child(head, .nsubj, .nsubjPass) != nil
      else { break }
      top = head
    }
    return top
  }

  /// "Six soldiers killed in …", "Gang arrested by police": as passive as the text is.
  private func passive(_ parts: Parts, _ verb: Int, _ tail: [Int], _ arguments: Arguments) -> String? {
    guard let object = arguments.object, let name = subject(parts, object, isObject: true) else { return nil }
    let trigger = parts.candidate.isNoun ? parts.carrier : parts.candidate.trigger
    if document.tokens[verb].relation == .amod {
      let text = phrase(object, excluding: -1, pruned: [], room: limit - 10)
      return text.isEmpty ? nil : hedged(text, parts)
    }
    let isSaidNegated = name.text.lowercased().hasPrefix("no ")
    let modal = modal(of: verb)
    var link: String
    switch verb == trigger ? parts.status : .happened {
    case .planned: link = modal == nil ? "to be " : ""
    case .hypothetical: link = modal == nil ? "may be " : ""
    case .reported: link = isHedged(name.text) ? "" : "reportedly "
    default: link = ""
    }
    if let modal {
      link = modal + (isNegated(verb) ? " not be " : " be ") + link
    } else if isNegated(verb) {
      link = isSaidNegated ? link : "not " + link
    }
    let text = name.text + " " + link + document.form(verb).lowercased()
    return append(tail, to: text, parts, subject: name.text, object: nil)
  }

  /// "Reportedly over a thousand": the words say already that it is hearsay.
  private func isHedged(_ text: String) -> Bool {
    text.split(separator: " ").contains { book.has("hearsay_adverbs", WordKey($0.lowercased())) }
  }

  /// "her phone", "its panels" with an owner that is not known by name.
  private func isPossessed(_ head: Int) -> Bool {
    guard let owner = document.child(head, .nmodPoss), document.tokens[owner].upos == .pron else { return false }
    return named(owner, []) == nil
  }

  /// What follows the verb in its own clause.
  private func tail(of verb: Int, _ arguments: Arguments) -> [Int] {
    var tail: [Int] = []
    for child in document.children(verb) where child > verb {
      let token = document.tokens[child]
      switch token.relation {
      case .obj, .iobj:
        if clauses.antecedent(of: child) == child, !isQuestionWord(child) { tail.append(child) }
      case .xcomp, .ccomp, .compoundPrt, .obl, .advmod, .oblTmod, .oblUnmarked, .oblNpmod: tail.append(child)
      case .oblAgent where arguments.isPassive: tail.append(child)
      case .advcl where document.xpos(child) == "VB" || isCondition(child) || isBoundGerund(child): tail.append(child)
      default: break
      }
    }
    return tail.filter { child in
      let token = document.tokens[child]
      if isTime(child) { return false }
      if let word = clauses.preposition(of: child), book.has("source_prepositions", word) { return false }
      // "…, again across two sets": what a comma sets apart belongs to no verb for sure.
      let start = document.subtree(child).lowerBound
      if token.relation.isOblique || token.relation == .advmod, start > verb, clauses.isComma(start - 1) {
        return false
      }
      guard token.relation == .advmod else { return true }
      return !book.has("hearsay_adverbs", token.lemma) && !book.has("negations", token.lemma) && !isLoose(child)
    }
  }

  /// The verb as real as it is told.
  private func verbGroup(_ verb: Int, _ parts: Parts, isPlural: Bool) -> String {
    let lemma = book.lemma(of: verb, in: document)
    let isAdjective = document.tokens[verb].upos == .adj && clauses.misreading(of: verb) == nil
    let isTop = verb == (parts.candidate.isNoun ? parts.carrier : parts.candidate.trigger)
    let isNegated = isNegated(verb)
    let arguments = clauses.arguments(ofVerb: verb)
    let base = isAdjective ? "be " + document.form(verb) : lemma
    let present: String
    if isAdjective || arguments.isPassive && arguments.subject == arguments.object {
      present = (isPlural ? "are " : "is ") + document.form(verb)
    } else {
      present = isPlural ? Inflection.plural(lemma) : Inflection.thirdPerson(lemma)
    }
    let isSaid = arguments.subject.map { isHedged(document.string(document.subtree($0))) } ?? false
    let hearsay = isTop && parts.status == .reported && !isSaid ? "reportedly " : ""
    if let word = modal(of: verb) { return word + " " + hearsay + (isNegated ? "not " : "") + base }
    if isNegated || (isTop && parts.status == .denied) {
      return isAdjective ? (isPlural ? "are not " : "is not ") + document.form(verb) : doNot(verb, isPlural) + base
    }
    guard isTop else { return present }
    switch parts.status {
    case .planned: return "to " + base
    case .hypothetical: return "may " + base
    case .reported where isAdjective: return (isPlural ? "are " : "is ") + hearsay + document.form(verb)
    case .reported: return hearsay + present
    default: return present
    }
  }

  func isNegated(_ verb: Int) -> Bool {
    document.children(verb).contains { child in
      let relation = document.tokens[child].relation
      guard relation == .advmod || relation == .aux, book.has("negations", document.tokens[child].lemma) else {
        return false
      }
      // "Not only did she win".
      return !document.tokens.indices.contains(child + 1) || !book.has("additions", document.tokens[child + 1].lemma)
    }
  }

  private func doNot(_ verb: Int, _ isPlural: Bool) -> String {
    let isPast = document.children(verb).contains { document.xpos($0) == "VBD" } || document.xpos(verb) == "VBD"
    return isPast ? "did not " : isPlural ? "do not " : "does not "
  }

  /// The modal of a verb, "will" as headlines write it.
  private func modal(of verb: Int) -> String? {
    for child in document.children(verb) where document.tokens[child].relation == .aux {
      let lemma = document.tokens[child].lemma
      if book.has("future_modals", lemma) { return "will" }
      if lemma == WordKey("ca") { return "can" }
      if lemma == WordKey("'d") || lemma == WordKey("’d") { return "would" }
      if book.has("unreal_modals", lemma) || book.has("duty_modals", lemma) { return document.form(child).lowercased() }
    }
    return nil
  }

  /// Adds the object and further phrases: first what the verb cannot do without, then what fits.
  ///
  /// - Returns: nil when what the verb needs does not fit.
  private func append(_ tail: [Int], to start: String, _ parts: Parts, subject: String, object: Int?) -> String? {
    let phrases = (object.map { [$0] } ?? []) + tail
    var pieces = [String?](repeating: nil, count: phrases.count)
    var room = limit - start.count
    for isNeeded in [true, false] {
      for (number, child) in phrases.enumerated() where (child == object || isBinding(child)) == isNeeded {
        if isNeeded, lacksNoun(child, parts) || isOpenPronoun(child, parts) { return nil }
        let isObject =
          child == object || document.tokens[child].relation == .obj && document.child(child, .case) == nil
        let piece = phrase(
          child, excluding: parts.carrier ?? parts.candidate.trigger, pruned: [], room: room - 1,
          keepsPreposition: !isObject, speakers: parts.agents)
        if piece.isEmpty {
          if isNeeded { return nil }
          // Nothing behind a gap: what follows may lean on it.
          break
        }
        if !isNeeded, document.tokens[child].relation.isOblique, holdsOpenPronoun(child, piece, parts) { break }
        if piece == subject { continue }
        pieces[number] = piece
        room -= piece.count + 1
      }
    }
    // "The agency states": said nothing.
    if parts.isSpeech, parts.type == .statement, pieces.allSatisfy({ $0 == nil }) { return nil }
    return pieces.reduce(start) { text, piece in piece.map { text + " " + $0 } ?? text }
  }

  /// Whether the verb cannot do without a phrase of its tail.
  private func isBinding(_ child: Int) -> Bool {
    switch document.tokens[child].relation {
    case .obj, .iobj, .xcomp, .ccomp, .compoundPrt: true
    case .advcl: isCondition(child) || isBoundGerund(child)
    case .obl, .oblUnmarked, .oblTmod, .oblNpmod:
      clauses.preposition(of: child).map { book.has("binding_prepositions", $0) } ?? false
    default: false
    }
  }

  /// "from conducting worship": what somebody is kept from or brought to.
  private func isBoundGerund(_ child: Int) -> Bool {
    document.xpos(child) == "VBG"
      && document.children(child).contains {
        document.tokens[$0].relation == .mark && book.has("gerund_marks", document.tokens[$0].lemma)
      }
  }

  /// "probes two": a number whose noun stands elsewhere.
  private func lacksNoun(_ child: Int, _ parts: Parts) -> Bool {
    book.counted[document.tokens[parts.candidate.trigger].lemma] == nil && document.tokens[child].upos == .num
      && document.tokens[child].relation == .obj
      && document.child(child, .nmod, .compound, .nmodUnmarked, .flat, .dep) == nil
      && document.xpos(child) == "CD" && book.numbers[document.tokens[child].lemma] != nil
  }

  /// "her", "them" that neither a name nor the subject of the headline explains.
  private func isOpenPronoun(_ child: Int, _ parts: Parts) -> Bool {
    document.xpos(child) == "PRP" && document.tokens[child].relation == .obj && named(child, parts.agents) == nil
      && !book.has("reflexives", document.tokens[child].lemma)
  }

  private func holdsOpenPronoun(_ child: Int, _ piece: String, _ parts: Parts) -> Bool {
    let words = piece.split(separator: " ")
    return document.subtree(child).contains { token in
      document.xpos(token) == "PRP" && !document.tokens[token].relation.isSubject
        && named(token, parts.agents) == nil && !book.has("reflexives", document.tokens[token].lemma)
        && words.contains { $0 == document.form(token) }
    }
  }

  private func isQuestionWord(_ token: Int) -> Bool {
    document.xpos(token).utf8.first == 0x57 && document.child(token, .aclRelcl) == nil
  }

  /// "if …", "until …", "will be named after he is charged": a clause without which the headline would say more than the
  /// text.
  func isCondition(_ clause: Int) -> Bool {
    let isAhead = document.head(clause).map { clauses.time(ofVerb: $0) == .ahead } ?? false
    return document.children(clause).contains {
      let lemma = document.tokens[$0].lemma
      guard document.tokens[$0].relation == .mark || isAhead && document.tokens[$0].relation == .advmod else {
        return false
      }
      return book.has("conditions", lemma) || book.has("limit_marks", lemma) || isAhead && book.has("time_marks", lemma)
    }
  }

  /// "barred from speaking", "accused of planning": a gerund behind a preposition.
  func isPrepositional(_ clause: Int) -> Bool {
    document.xpos(clause) == "VBG"
      && document.children(clause).contains {
        $0 < clause && document.tokens[$0].relation == .mark
          && book.has("gerund_prepositions", document.tokens[$0].lemma)
      }
  }
}
