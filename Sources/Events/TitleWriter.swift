// Writes the headline of an event from actor names, the trigger and the words around it, true to the text.

import Actors
import Chronology
import Corpus
import Language

struct TitleWriter {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  let actors: ActorAnalysis
  /// Tokens of time expressions that date something: left out of headlines.
  let timeTokens: Set<Int>
  /// Characters of a headline.
  private let limit = 90

  /// What a headline is made of.
  struct Parts {
    var candidate: Candidate
    var type: EventType
    var status: EventStatus
    var agents: [Int]
    var patients: [Int]
    var quote: ByteSpan?
    var isSpeech: Bool
    /// The verb that carries a noun trigger, if its subject is the agent.
    var carrier: Int?
    /// Whether the agents stand in the subject, so that they may precede the verb.
    var agentIsSubject: Bool
  }

  func title(_ parts: Parts) -> String {
    let names = parts.agents.map { shortName($0) }
    var text = ""
    if parts.isSpeech, !names.isEmpty { text = speech(parts, Inflection.list(names)) ?? "" }
    if text.isEmpty {
      if let verb = parts.candidate.isNoun ? parts.carrier : parts.candidate.trigger {
        text = clause(parts, verb, names)
      } else {
        text = nominal(parts, names)
      }
    }
    return finish(text)
  }

  /// `Leavitt: “never been this close to peace”`.
  private func speech(_ parts: Parts, _ name: String) -> String? {
    if let quote = parts.quote, quote.length > 12 {
      let inner = document.source.string(quote).trimmingQuotes()
      let room = limit - name.count - 4
      let words = inner.split(separator: " ").count
      if words >= 3 { return name + ": “" + cut(inner, to: room) + "”" }
    }
    let arguments = parts.candidate.arguments
    guard
      let complement = arguments.complements.first(where: { clause in
        document.tokens[clause].relation == .ccomp || document.tokens[clause].relation == .parataxis
      })
    else { return nil }
    var pruned: Set<Int> = []
    for child in document.children(complement) where document.tokens[child].relation == .mark { pruned.insert(child) }
    let said = phrase(complement, excluding: parts.candidate.trigger, pruned: pruned, room: limit - name.count - 2)
    guard said.split(separator: " ").count >= 2 else { return nil }
    return name + ": " + said
  }

  private func clause(_ parts: Parts, _ verb: Int, _ names: [String]) -> String {
    let arguments = verb == parts.candidate.trigger ? parts.candidate.arguments : clauses.arguments(ofVerb: verb)
    let lemma = book.lemma(of: verb, in: document)
    var subject = Inflection.list(names)
    var isPlural = parts.agents.count > 1
    if subject.isEmpty, let head = arguments.subject, !arguments.isPassive || arguments.subject != nil {
      subject = phrase(head, excluding: verb, pruned: [], room: 40)
      isPlural = document.tokens[head].features.contains(.plural)
    } else if parts.agents.count == 1, let head = arguments.subject {
      isPlural =
        document.tokens[head].features.contains(.plural) && document.tokens[head].upos != .propn
        && actors.actors[parts.agents[0]].kind != .country
    }
    var tail: [Int] = []
    var object: Int?
    if arguments.isPassive {
      object = arguments.object
    }
    for child in document.children(verb) where child > verb {
      switch document.tokens[child].relation {
      case .obj, .iobj, .xcomp, .ccomp, .compoundPrt, .obl, .advmod, .oblTmod, .oblUnmarked: tail.append(child)
      case .advcl where document.xpos(child) == "VB": tail.append(child)
      default: break
      }
    }
    tail.removeAll { child in
      isTime(child) || document.tokens[child].relation == .oblAgent
        || (arguments.isPassive && clauses.preposition(of: child) == Words.by)
        || (document.tokens[child].relation == .advmod && book.has("hearsay_adverbs", document.tokens[child].lemma))
    }
    if subject.isEmpty {
      guard arguments.isPassive, let object else { return nominalClause(verb, tail, arguments) }
      subject = phrase(object, excluding: verb, pruned: [], room: 45)
      let participle = document.form(verb).lowercased()
      let link: String
      switch parts.status {
      case .planned: link = "to be "
      case .hypothetical: link = "may be "
      case .denied: link = "not "
      default: link = ""
      }
      return append(tail, to: subject + " " + link + participle, verb)
    }
    let form: String
    switch parts.status {
    case .planned: form = "to " + lemma
    case .hypothetical: form = "may " + lemma
    case .denied: form = (isPlural ? "do not " : "does not ") + lemma
    default: form = isPlural ? Inflection.plural(lemma) : Inflection.thirdPerson(lemma)
    }
    var text: String
    if document.tokens[verb].upos == .adj {
      text = subject + (isPlural ? " are " : " is ") + document.form(verb)
    } else {
      text = subject + " " + form
    }
    if let object {
      if let found = actors.actorOfHead[object], document.tokens[object].upos == .pron {
        text += " " + shortName(found)
      } else {
        text += " " + phrase(object, excluding: verb, pruned: [], room: limit - text.count - 1)
      }
    }
    return append(tail, to: text, verb)
  }

  private func nominalClause(_ verb: Int, _ tail: [Int], _ arguments: Arguments) -> String {
    append(tail, to: document.form(verb).capitalisedFirst(), verb)
  }

  private func append(_ tail: [Int], to start: String, _ verb: Int) -> String {
    var text = start
    for child in tail {
      let piece: String
      if document.tokens[child].upos == .pron, let actor = actors.actorOfHead[child],
        actors.actors[actor].isNamed
      {
        let word = document.children(child).first { document.tokens[$0].relation == .case }
        piece = (word.map { document.form($0).lowercased() + " " } ?? "") + shortName(actor)
      } else {
        piece = phrase(child, excluding: verb, pruned: [], room: limit - text.count - 1, keepsPreposition: true)
      }
      guard !piece.isEmpty else { break }
      if text.count + piece.count + 1 > limit { break }
      text += " " + piece
    }
    return text
  }

  private func nominal(_ parts: Parts, _ names: [String]) -> String {
    let trigger = parts.candidate.trigger
    var text = phrase(trigger, excluding: -1, pruned: whose(trigger), room: limit)
    if text.split(separator: " ").count < 3 {
      let others = parts.patients.map { shortName($0) }.filter { !text.contains($0) }
      let names = names.filter { !text.contains($0) }
      if parts.type.isSymmetric {
        let all = names + others
        if !all.isEmpty { text = text + (all.count > 1 ? " between " : " involving ") + Inflection.list(all) }
      } else {
        if !names.isEmpty { text += " by " + Inflection.list(names) }
        if !others.isEmpty { text += " (" + Inflection.list(others) + ")" }
      }
    }
    if text.split(separator: " ").count < 3, let verb = document.head(trigger),
      document.tokens[trigger].relation == .nsubj, document.tokens[verb].upos == .verb
    {
      let lemma = book.lemma(of: verb, in: document)
      let isPlural = document.tokens[trigger].features.contains(.plural)
      text += " " + (isPlural ? Inflection.plural(lemma) : Inflection.thirdPerson(lemma))
    }
    return text
  }

  /// What stands before a noun and means nothing without its sentence: "her" statement.
  private func whose(_ noun: Int) -> Set<Int> {
    var pruned: Set<Int> = []
    for child in document.children(noun) where child < noun && document.tokens[child].upos == .pron {
      pruned.insert(child)
    }
    return pruned
  }

  /// The words of a subtree without relative clauses, appositions, times and what stands after a comma.
  ///
  /// - Parameter keepsPreposition: whether "in Istanbul" stays so, or becomes "Istanbul".
  private func phrase(
    _ head: Int, excluding: Int, pruned: Set<Int>, room: Int, keepsPreposition: Bool = false
  ) -> String {
    let range = document.subtree(head)
    var skip = pruned
    // "what he called …" says nothing without its clause.
    let needsClause = document.xpos(head).utf8.first == 0x57
    var stack = [head]
    var members: [Int] = []
    while let token = stack.popLast(), members.count < 60 {
      members.append(token)
      for child in document.children(token) where !skip.contains(child) && child != excluding {
        switch document.tokens[child].relation {
        case .aclRelcl where needsClause && token == head: stack.append(child)
        case .aclRelcl, .parataxis, .discourse, .appos: skip.insert(child)
        case .advcl where document.xpos(child) != "VB": skip.insert(child)
        case .punct where !isInnerPunctuation(child): skip.insert(child)
        case .cc
        where document.children(document.head(child) ?? child).contains(where: { skip.contains($0) && $0 > child }):
          skip.insert(child)
        default:
          if isTime(child) { skip.insert(child) } else { stack.append(child) }
        }
      }
    }
    members.sort()
    guard range.contains(head) else { return "" }
    while let first = members.first, first != head, isIdleStart(first, keepsPreposition) { members.removeFirst() }
    while let last = members.last, last != head, isIdleEnd(last) { members.removeLast() }
    return render(members, room: room)
  }

  /// Whether a phrase of a headline need not begin with this token.
  private func isIdleStart(_ token: Int, _ keepsPreposition: Bool) -> Bool {
    switch document.tokens[token].upos {
    case .punct, .cconj: true
    case .sconj: !keepsPreposition
    // "Following the talks" too: its first word is tagged as a verb.
    default: isArticle(token) || (!keepsPreposition && document.tokens[token].relation == .case)
    }
  }

  /// Whether a phrase must not end with this token.
  private func isIdleEnd(_ token: Int) -> Bool {
    switch document.tokens[token].upos {
    case .punct: document.text[Int(document.tokens[token].start)] != 0x25
    case .adp: document.tokens[token].relation == .case
    case .cconj, .sconj, .det, .part: document.tokens[token].relation != .advmod
    default: false
    }
  }

  /// A comma between the members of a list stays; other commas and all quotation marks go.
  private func isInnerPunctuation(_ token: Int) -> Bool {
    switch document.text[Int(document.tokens[token].start)] {
    case 0x2c: document.head(token).map { document.tokens[$0].relation == .conj && $0 > token } ?? false
    case 0x22, 0x60: false
    case 0xe2: document.form(token) == "’" || document.form(token) == "–"
    case 0x2d, 0x24, 0x25, 0x27: true
    default:
      document.tokens[token].end - document.tokens[token].start >= 3
        && !document.tokens[token].isCapitalised
    }
  }

  private func isArticle(_ token: Int) -> Bool {
    document.tokens[token].relation == .det && book.has("articles", document.tokens[token].lemma)
  }

  private func isTime(_ token: Int) -> Bool { timeTokens.contains(token) }

  /// Joins tokens with the spaces of the text; too long ones end at a word where a phrase ends.
  private func render(_ tokens: [Int], room: Int) -> String {
    var text = ""
    var good = ""
    var previous = -1
    for token in tokens {
      let piece = document.form(token)
      let gap = previous >= 0 && (document.tokens[previous].spaceAfter || token != previous + 1)
      let next = text + (gap && !text.isEmpty ? " " : "") + piece
      if next.count > room { return good.isEmpty ? "" : good }
      // A cut may fall before a preposition or conjunction.
      let upos = document.tokens[token].upos
      if upos == .adp || upos == .cconj || upos == .sconj || document.tokens[token].relation == .mark {
        if !text.isEmpty { good = text }
      }
      text = next
      previous = token
    }
    return text
  }

  /// A name as short as the document itself writes it.
  func shortName(_ actor: Int) -> String {
    let entry = actors.actors[actor]
    if let short = book.shortNames[entry.name] { return short }
    if entry.kind == .armedForce || entry.kind == .group,
      let mention = entry.mentions.first(where: { mention in
        mention.form != .pronoun && mention.span.length <= 60
          && document.tokens.indices.contains(mention.tokens.lowerBound)
          && document.tokens[mention.tokens.lowerBound].upos != .pron
      })
    {
      return withoutArticle(document.source.string(mention.span))
    }
    guard entry.kind == .person || entry.kind == .organisation else { return withoutArticle(entry.name) }
    var best = entry.name
    for mention in entry.mentions where mention.form == .name || mention.form == .alias {
      let text = document.source.string(mention.span)
      if text.count < best.count, text.count > 1, !text.contains(" "), entry.name.contains(text) { best = text }
    }
    return withoutArticle(best)
  }

  private func withoutArticle(_ name: String) -> String {
    for article in ["the ", "The ", "a ", "A ", "an ", "An "] where name.hasPrefix(article) {
      return String(name.dropFirst(article.count))
    }
    return name
  }

  private func cut(_ text: String, to room: Int) -> String {
    guard text.count > room else { return text }
    var result = ""
    for word in text.split(separator: " ") {
      if result.count + word.count + 2 > room { break }
      result += (result.isEmpty ? "" : " ") + word
    }
    while let last = result.last, ",;:–—-".contains(last) { result.removeLast() }
    return result + "…"
  }

  private func finish(_ text: String) -> String {
    var result = ""
    var wasSpace = true
    for scalar in text.unicodeScalars {
      let isSpace = scalar.properties.isWhitespace
      if isSpace {
        if !wasSpace { result.unicodeScalars.append(" ") }
      } else {
        result.unicodeScalars.append(scalar)
      }
      wasSpace = isSpace
    }
    while let last = result.last, " ,;:–—-".contains(last) { result.removeLast() }
    return cut(result, to: limit).capitalisedFirst()
  }
}

extension String {
  /// The first letter in upper case, the rest as it is.
  func capitalisedFirst() -> String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }

  /// Without quotation marks and commas at both ends.
  func trimmingQuotes() -> String {
    let marks: Set<Character> = ["“", "”", "\"", "`", "'", ",", " ", "."]
    var text = Substring(self)
    while let first = text.first, marks.contains(first) { text.removeFirst() }
    while let last = text.last, marks.contains(last) { text.removeLast() }
    return String(text)
  }
}
