// Finds the triggers of a sentence and the best frame for each.

import Language

/// A trigger with its frame and arguments, before participants and status are known.
struct Candidate {
  var trigger: Int
  var frame: Int
  var arguments: Arguments
  var isNoun: Bool
  /// Verb that a noun trigger leans on ("hold" of "hold talks"), else nil.
  var lightVerb: Int?
  /// The word that the event is about by the frame's condition (object noun or complement).
  var core: Int?
  /// Type after looking at what the trigger governs.
  var type: EventType
  /// Type of the governed event, for CAMEO and the explanation.
  var governedType: EventType?
  /// Tokens whose own frames belong to this event.
  var absorbed: [Int] = []
}

struct FrameMatcher {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  /// Fields of news that the article as a whole speaks of.
  let domains: Set<String>

  init(book: FrameBook, document: AnnotatedDocument, clauses: ClauseReader) {
    self.book = book
    self.document = document
    self.clauses = clauses
    domains = FrameMatcher.domains(of: document, book)
  }

  /// Every trigger of a sentence, best frame each, in text order.
  func candidates(in range: Range<Int>) -> [Candidate] {
    var result: [Candidate] = []
    for token in range where !isDating(token) {
      if let candidate = candidate(at: token, allowsGoverned: true) ?? generalCandidate(at: token) {
        result.append(candidate)
      }
    }
    return result
  }

  /// "will cut jobs beginning this week": a participle that only says from when something is.
  private func isDating(_ token: Int) -> Bool {
    let word = document.tokens[token]
    guard word.features.contains(.gerund) || document.xpos(token) == "VBG",
      word.relation == .acl || word.relation == .advcl,
      book.has("dating_participles", word.lemma)
    else { return false }
    return document.children(token).allSatisfy { child in
      let relation = document.tokens[child].relation
      return child > token && (relation.isOblique || relation == .advmod || relation == .punct)
    }
  }

  private func numbers(_ table: [WordKey: [Int]], at token: Int) -> [(frame: Int, joined: Bool)] {
    var result: [(Int, Bool)] = []
    for child in document.children(token) {
      let relation = document.tokens[child].relation
      guard
        relation == .compoundPrt || relation == .compound || relation == .amod || relation == .xcomp
          || (relation == .advmod && (document.tokens[child].upos == .adp || child == token + 1))
      else { continue }
      let isBefore = child < token
      let parts = isBefore ? (child, token) : (token, child)
      let key = WordKey(
        book.lemma(of: parts.0, in: document) + "_" + book.lemma(of: parts.1, in: document))
      for frame in table[key] ?? [] { result.append((frame, true)) }
    }
    if let key = particleKey(at: token), let found = table[key], !result.contains(where: { found.contains($0.0) }) {
      for frame in found { result.append((frame, true)) }
    }
    var plain = table[document.tokens[token].lemma]
    if plain == nil, let lemma = book.lemmaOfForm[document.tokens[token].form] { plain = table[WordKey(lemma)] }
    for frame in plain ?? [] { result.append((frame, false)) }
    return result
  }

  /// A particle right after a verb that the parser took for the preposition of what follows ("took in refugees").
  private func particleKey(at token: Int) -> WordKey? {
    let next = token + 1
    guard document.tokens[token].upos == .verb, document.tokens.indices.contains(next),
      document.tokens[next].sentence == document.tokens[token].sentence,
      document.tokens[next].upos == .adp || document.tokens[next].upos == .adv, document.head(next) != token
    else { return nil }
    return WordKey(book.lemma(of: token, in: document) + "_" + book.lemma(of: next, in: document))
  }

  /// The best matching frame at a token.
  ///
  /// - Parameter allowsGoverned: whether to look at what the trigger governs (one level deep).
  func candidate(at token: Int, allowsGoverned: Bool) -> Candidate? {
    let entry = document.tokens[token]
    // "3 p. m." holds no verb.
    if entry.end - entry.start == 2, document.text[Int(entry.end) - 1] == 0x2e { return nil }
    var isNoun = false
    let options: [(frame: Int, joined: Bool)]
    switch entry.upos {
    case .verb where isGerundNoun(token):
      isNoun = true
      options = (book.nouns[entry.form] ?? []).map { ($0, false) }
    case .verb where isCarriedNoun(token):
      isNoun = true
      options = numbers(book.nouns, at: token)
    case .verb:
      if entry.relation == .amod, !isNamedParticiple(token), clauses.misreading(of: token) == nil { return nil }
      if isAdjectival(token) { return nil }
      if entry.relation == .case || entry.relation == .fixed || entry.relation == .mark { return nil }
      options = numbers(book.verbs, at: token)
    case .noun:
      isNoun = true
      options = numbers(book.nouns, at: token)
    case .propn where book.nouns[entry.lemma] != nil && entry.relation != .compound && entry.relation != .flat:
      isNoun = true
      options = numbers(book.nouns, at: token)
    case .adj where isPossessedNoun(token):
      isNoun = true
      options = numbers(book.nouns, at: token)
    case .adj where book.lemmaOfForm[entry.form] != nil && clauses.misreading(of: token) != nil:
      options = numbers(book.verbs, at: token)
    case .adj: options = numbers(book.adjectives, at: token)
    default: return nil
    }
    guard !options.isEmpty else { return nil }
    if isNoun, entry.relation == .compound || entry.relation == .flat || entry.relation == .case { return nil }
    // "Flight 610", "Battle of the Somme": a name holds no ordinary event.
    let isName = isNoun && clauses.isInName(token)
    let isMisread = clauses.misreading(of: token) != nil
    if entry.relation == .amod, entry.upos == .adj, !isMisread { return nil }
    var arguments = isNoun ? clauses.arguments(ofNoun: token) : clauses.arguments(ofVerb: token)
    if entry.upos == .adj, !isNoun, !isMisread, document.child(token, .cop, .auxPass) == nil,
      arguments.complements.isEmpty
    {
      return nil
    }
    if !isNoun, arguments.object == nil, options.contains(where: \.joined), document.tokens.indices.contains(token + 1),
      document.tokens[token + 1].relation == .case, let phrase = document.head(token + 1),
      document.head(phrase) == token
    {
      arguments.object = phrase
    }
    var best: (frame: Int, score: Int, core: Int?)?
    for option in options {
      let frame = book.frames[option.frame]
      if isName, frame.type == .other { continue }
      guard let core = match(frame, token, arguments, isNoun) else { continue }
      let score =
        frame.specificity * 4 + (option.joined ? 10 : 0) + (frame.type.group == .neutral ? 0 : 1)
      if best.map({ score > $0.score }) ?? true { best = (option.frame, score, core < 0 ? nil : core) }
    }
    guard let best else { return nil }
    let frame = book.frames[best.frame]
    var candidate = Candidate(
      trigger: token, frame: best.frame, arguments: arguments, isNoun: isNoun, core: best.core, type: frame.type)
    if isNoun { candidate.lightVerb = lightVerb(of: token) }
    if allowsGoverned { lookBelow(&candidate, frame) }
    return candidate
  }

  /// The verb right before a noun phrase: only determiners, adjectives, numbers, nouns and a particle between.
  func verbBefore(_ noun: Int) -> Int? {
    let sentence = document.tokens[noun].sentence
    for token in stride(from: noun - 1, through: max(0, noun - 7), by: -1) {
      guard document.tokens[token].sentence == sentence else { return nil }
      switch document.tokens[token].upos {
      case .verb: return token
      case .det, .adj, .num, .noun, .pron, .propn, .adv: continue
      case .adp
      where document.tokens[token].relation == .compoundPrt || book.has("bound_words", document.tokens[token].lemma):
        continue
      case .punct where document.xpos(token) == "HYPH": continue
      default: return nil
      }
    }
    return nil
  }

  /// The light verb above a noun trigger: "hold talks", "engaged in talks", "talks were held", "held a round of talks".
  func lightVerb(of noun: Int) -> Int? {
    var node = noun
    for _ in 0..<3 {
      guard let head = document.head(node) else { break }
      switch document.tokens[node].relation {
      case .conj: node = head
      case .nmod where clauses.preposition(of: node) == Words.of:
        // "A round of talks" is talks; "details of the talks" are something else.
        guard book.has("portion_nouns", document.tokens[head].lemma) else { return besideLightVerb(noun) }
        node = head
      case .obl where clauses.preposition(of: node) != Words.in: return nil
      case .obj, .nsubjPass, .obl, .xcomp, .ccomp:
        return document.tokens[head].upos == .verb && book.lightVerbs.contains(document.tokens[head].lemma)
          ? head : nil
      default: return besideLightVerb(noun)
      }
      if document.tokens[node].upos != .noun { return nil }
    }
    return besideLightVerb(noun)
  }

  /// A light verb right before the noun, for the case that the parser hung the noun elsewhere.
  private func besideLightVerb(_ noun: Int) -> Int? {
    guard let verb = verbBefore(noun), book.lightVerbs.contains(document.tokens[verb].lemma) else { return nil }
    return verb
  }

  /// Sets the type by what the trigger governs and notes what it absorbs.
  private func lookBelow(_ candidate: inout Candidate, _ frame: Frame) {
    guard frame.absorbs || !frame.overType.isEmpty || !frame.overGroup.isEmpty else { return }
    var below = candidate.arguments.complements
    if let object = candidate.arguments.object { below.append(object) }
    if !frame.subject.isEmpty, let subject = candidate.arguments.subject { below.append(subject) }
    for oblique in candidate.arguments.obliques where oblique.preposition != Words.by { below.append(oblique.head) }
    var governed: EventType?
    for start in below {
      for (depth, token) in chain(from: start).enumerated() {
        guard token != candidate.trigger, let inner = self.candidate(at: token, allowsGoverned: false) else { continue }
        candidate.absorbed.append(token)
        if governed == nil, inner.type.group != .neutral || depth == 0 {
          governed = inner.type
          if candidate.core == nil { candidate.core = token }
        }
      }
      if governed != nil { break }
    }
    candidate.governedType = governed
    let type = governed ?? .other
    if let special = frame.overType[type] {
      candidate.type = special
    } else if let special = frame.overGroup[type.group] {
      candidate.type = special
    }
    if !frame.absorbs { candidate.absorbed = [] }
  }

  /// A governed word and what it passes on to: conjuncts, the verb under an operator, the noun under a light verb.
  private func chain(from start: Int) -> [Int] {
    var result = clauses.conjuncts(of: start)
    var position = 0
    while position < result.count, result.count < 16 {
      let token = result[position]
      position += 1
      let lemma = document.tokens[token].lemma
      guard document.tokens[token].upos == .verb else {
        if document.tokens[token].upos == .noun {
          for child in document.children(token) where document.tokens[child].relation == .acl { result.append(child) }
        }
        continue
      }
      for child in document.children(token) {
        switch document.tokens[child].relation {
        case .xcomp: result.append(child)
        case .obj where book.lightVerbs.contains(lemma) || book.operators[lemma] != nil: result.append(child)
        case .obl where book.lightVerbs.contains(lemma): result.append(child)
        default: break
        }
      }
    }
    return result
  }
}
