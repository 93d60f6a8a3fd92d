// Headlines of nouns: the noun phrase, its parties, and the verb that says that it begins or goes on.

import Language

extension TitleWriter {
  /// - Parameter noun: the noun to write about instead of the trigger ("efforts" of "efforts to end").
  /// - Returns: nil when the phrase does not fit.
  func nominal(_ parts: Parts, _ noun: Int? = nil) -> String? {
    let trigger = noun ?? parts.candidate.trigger
    if noun == nil, document.child(trigger, .cop) != nil { return predicate(parts) }
    var text = phrase(trigger, excluding: -1, pruned: whose(trigger), room: limit - 10, speakers: [])
    if text.isEmpty { return nil }
    // "her murder": who owns the word may be its victim.
    if noun == nil, !whose(trigger).isEmpty, parts.patients.isEmpty { return nil }
    if noun != nil { return hedged(text, parts) }
    let names = parts.agents.compactMap { shortName($0) }.filter { !text.contains($0) }
    let others = parts.patients.compactMap { shortName($0) }.filter { !text.contains($0) }
    // "Talks between" one of two: the names alone take less room than their titles.
    if parts.type.isSymmetric, !names.isEmpty, parts.agents.count > 1, let at = text.firstRange(of: " between ") {
      let both = text[..<at.upperBound] + Inflection.list(parts.agents.compactMap { shortName($0) })
      return hedged(String(both), parts)
    }
    if text.split(separator: " ").count < 4 {
      if parts.type.isSymmetric {
        let all = names + others
        let isBetween = all.count > 1
        if !all.isEmpty { text += (isBetween ? " between " : " involving ") + Inflection.list(all) }
      } else {
        if !names.isEmpty { text += " by " + Inflection.list(names) }
        if !others.isEmpty, parts.type.group != .neutral {
          text += (parts.type.group == .cooperative ? " for " : " against ") + Inflection.list(others)
        }
      }
    }
    if let verb = document.head(trigger), document.tokens[trigger].relation == .nsubj,
      document.tokens[verb].upos == .verb, book.has("aspect_verbs", document.tokens[verb].lemma),
      document.child(verb, .obj) == nil
    {
      let lemma = book.lemma(of: verb, in: document)
      let isPlural = document.tokens[trigger].features.contains(.plural)
      // "break out", "take place": the verb alone says something else.
      var rest = ""
      for child in document.children(verb) where document.tokens[child].relation == .compoundPrt {
        rest += " " + document.form(child).lowercased()
      }
      switch parts.status {
      case .hypothetical: return text + " may " + lemma + rest
      case .planned: return text + " to " + lemma + rest
      case .denied: return text + (isPlural ? " do not " : " does not ") + lemma + rest
      default: return text + " " + (isPlural ? Inflection.plural(lemma) : Inflection.thirdPerson(lemma)) + rest
      }
    }
    return hedged(text, parts)
  }

  /// "Turkish envoys have been in contact with …": a noun that says something of its subject.
  private func predicate(_ parts: Parts) -> String? {
    let trigger = parts.candidate.trigger
    guard let copula = document.child(trigger, .cop), let head = document.child(trigger, .nsubj),
      let subject = subject(parts, head)
    else { return nil }
    var pruned: Set<Int> = [copula]
    for child in document.children(trigger) where child < trigger {
      switch document.tokens[child].relation {
      case .nsubj, .aux, .mark, .advmod, .cc, .advcl, .obl: pruned.insert(child)
      default: break
      }
    }
    let rest = phrase(
      trigger, excluding: -1, pruned: pruned, room: limit - subject.text.count - 5, keepsPreposition: true,
      speakers: parts.agents)
    if rest.isEmpty { return nil }
    return subject.text + (subject.isPlural ? " are " : " is ") + (parts.status == .denied ? "not " : "") + rest
  }

  /// "Possible attack", "No agreement": unless a word of the phrase says so already.
  func hedged(_ text: String, _ parts: Parts) -> String {
    let trigger = parts.candidate.trigger
    let isSaid = document.children(trigger).contains { child in
      let lemma = document.tokens[child].lemma
      return ["planned_modifiers", "hypothetical_modifiers", "reported_modifiers", "negations"].contains {
        book.has($0, lemma)
      }
    }
    if isSaid { return text }
    switch document.tokens[phraseStart(trigger)].upos {
    case .num, .det: return text
    default: break
    }
    let name = text.prefix(2).allSatisfy { $0.isUppercase } || isName(phraseStart(trigger))
    let rest = name ? text : text.prefix(1).lowercased() + text.dropFirst()
    switch parts.status {
    case .hypothetical: return "Possible " + rest
    case .planned: return "Planned " + rest
    case .denied: return "No " + rest
    case .reported: return "Reported " + rest
    default: return text
    }
  }

  private func phraseStart(_ noun: Int) -> Int {
    var first = noun
    for child in document.children(noun) where child < first {
      switch document.tokens[child].relation {
      case .det, .case, .mark, .cc, .punct, .advmod: break
      default: first = child
      }
    }
    return first
  }

  private func isName(_ token: Int) -> Bool {
    document.tokens[token].upos == .propn
      || (document.tokens[token].isCapitalised && document.tokens[token].upos == .adj)
  }

  /// What stands before a noun and means nothing without its sentence: "her" statement.
  private func whose(_ noun: Int) -> Set<Int> {
    var pruned: Set<Int> = []
    for child in document.children(noun) where child < noun && document.tokens[child].upos == .pron {
      pruned.insert(child)
    }
    return pruned
  }
}
