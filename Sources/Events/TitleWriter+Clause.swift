// Headlines of verbs: subject, verb with its modality, objects and phrases.

import Actors
import Language

extension TitleWriter {
  /// `Russia continues to demand recognition of …`.
  ///
  /// - Parameter verb: the trigger, or the verb that carries a noun trigger.
  func clause(_ parts: Parts, _ verb: Int) -> String {
    if let noun = planned(verb) { return nominal(parts, noun) }
    let top = governing(verb)
    let arguments =
      top == parts.candidate.trigger && !parts.candidate.isNoun
      ? parts.candidate.arguments : clauses.arguments(ofVerb: top)
    let tail = tail(of: top, arguments)
    if arguments.isPassive, arguments.subject == nil { return withoutAgent(parts, top, tail, arguments) }
    let head = top == verb && parts.agentIsSubject ? parts.agentHead : arguments.subject
    guard let subject = subject(parts, head) else { return withoutAgent(parts, top, tail, arguments) }
    let text = subject.text + " " + verbGroup(top, parts, isPlural: subject.isPlural)
    var object: Int?
    if arguments.isPassive {
      object = arguments.object
    } else if let found = arguments.object, !clauses.conjuncts(of: found).contains(where: { tail.contains($0) }),
      document.tokens[found].relation != .nsubj || document.head(found) != top
    {
      object = found
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
        document.xpos(top) == "VB" || document.xpos(top) == "VBG"
          || Control.copular.contains(document.tokens[head].lemma),
        document.tokens[head].upos == .verb
          || (document.tokens[head].upos == .adj && document.child(head, .cop) != nil),
        document.child(head, .obj, .iobj) == nil, document.child(head, .nsubj, .nsubjPass) != nil
      else { break }
      top = head
    }
    return top
  }

  /// A headline without an agent: "Six soldiers killed in …", "Raising of tariffs".
  private func withoutAgent(_ parts: Parts, _ verb: Int, _ tail: [Int], _ arguments: Arguments) -> String {
    if arguments.isPassive, let object = arguments.object, let name = self.subject(parts, object, isObject: true) {
      if document.tokens[verb].relation == .amod {
        return hedged(phrase(object, excluding: -1, pruned: [], room: limit - 10), parts)
      }
      let isNegated = name.text.lowercased().hasPrefix("no ")
      let link: String
      let isTrigger = verb == (parts.candidate.isNoun ? parts.carrier : parts.candidate.trigger)
      switch isTrigger ? parts.status : .happened {
      case .planned: link = "to be "
      case .hypothetical: link = (modal(of: verb) ?? "may") + " be "
      case .denied: link = isNegated ? "" : "not "
      case .reported: link = "reportedly "
      default: link = ""
      }
      let text = name.text + " " + link + document.form(verb).lowercased()
      return append(tail, to: text, parts, subject: name.text, object: nil)
    }
    let names = parts.agents.compactMap { shortName($0) }
    if !names.isEmpty {
      let text = Inflection.list(names) + " " + verbGroup(verb, parts, isPlural: names.count > 1)
      return append(tail, to: text, parts, subject: names[0], object: nil)
    }
    var object = arguments.object
    if let found = object, tail.contains(found) || document.subtree(verb).contains(found) { object = nil }
    let start: String
    switch parts.status {
    case .hypothetical: start = "Possible " + Inflection.gerund(book.lemma(of: verb, in: document))
    case .planned: start = "Planned " + Inflection.gerund(book.lemma(of: verb, in: document))
    default: start = (isNegated(verb) ? "Not " : "") + Inflection.gerund(book.lemma(of: verb, in: document))
    }
    return append(tail, to: start, parts, subject: "", object: object)
  }

  /// What follows the verb in its own clause.
  private func tail(of verb: Int, _ arguments: Arguments) -> [Int] {
    var tail: [Int] = []
    for child in document.children(verb) where child > verb {
      let token = document.tokens[child]
      switch token.relation {
      case .obj, .iobj:
        if clauses.antecedent(of: child) == child, !isQuestionWord(child) { tail.append(child) }
      case .xcomp, .ccomp, .compoundPrt, .obl, .advmod, .oblTmod, .oblUnmarked: tail.append(child)
      case .advcl where document.xpos(child) == "VB" || isCondition(child): tail.append(child)
      default: break
      }
    }
    return tail.filter { child in
      let token = document.tokens[child]
      if isTime(child) || token.relation == .oblAgent { return false }
      if arguments.isPassive, clauses.preposition(of: child) == Words.by { return false }
      if let word = clauses.preposition(of: child), book.has("source_prepositions", word) { return false }
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
    if let word = modal(of: verb) { return word + (isNegated ? " not " : " ") + base }
    if isNegated || (isTop && parts.status == .denied) {
      return isAdjective ? (isPlural ? "are not " : "is not ") + document.form(verb) : doNot(verb, isPlural) + base
    }
    guard isTop else { return present }
    switch parts.status {
    case .planned: return "to " + base
    case .hypothetical: return "may " + base
    case .reported: return "reportedly " + present
    default: return present
    }
  }

  private func isNegated(_ verb: Int) -> Bool {
    document.children(verb).contains { child in
      let relation = document.tokens[child].relation
      return (relation == .advmod || relation == .aux) && book.has("negations", document.tokens[child].lemma)
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

  /// Adds the object and further phrases while there is room.
  private func append(_ tail: [Int], to start: String, _ parts: Parts, subject: String, object: Int?) -> String {
    var text = start
    for child in (object.map { [$0] } ?? []) + tail {
      let isObject =
        child == object || document.tokens[child].relation == .obj && document.child(child, .case) == nil
      let piece = phrase(
        child, excluding: parts.carrier ?? parts.candidate.trigger, pruned: [], room: limit - text.count - 1,
        keepsPreposition: !isObject, speakers: parts.agents)
      guard !piece.isEmpty else { break }
      if piece == subject { continue }
      text += " " + piece
    }
    return text
  }

  private func isQuestionWord(_ token: Int) -> Bool {
    document.xpos(token).utf8.first == 0x57 && document.child(token, .aclRelcl) == nil
  }

  /// "if …", "until …": a clause without which the headline would say more than the text.
  func isCondition(_ clause: Int) -> Bool {
    document.children(clause).contains {
      document.tokens[$0].relation == .mark
        && (book.has("conditions", document.tokens[$0].lemma) || book.has("limit_marks", document.tokens[$0].lemma))
    }
  }
}
