// Reads clauses off the dependency tree: who is the logical subject and object of a trigger, also through
// passives, control, relative clauses and coordination. Knows nothing of frames or actors.

import Language

/// A prepositional phrase of a trigger.
struct Oblique: Sendable {
  var preposition: WordKey
  var head: Int
}

/// The arguments of one trigger as token indices.
struct Arguments: Sendable {
  /// Logical subject: the subject of an active verb, the `by` phrase of a passive.
  var subject: Int?
  /// Logical object: the direct object, the subject of a passive.
  var object: Int?
  var indirectObject: Int?
  var obliques: [Oblique] = []
  /// Heads of dependent clauses, infinitives and gerunds, nearest kind first.
  var complements: [Int] = []
  var isPassive = false
}

struct ClauseReader {
  let document: AnnotatedDocument
  private let limit = 8

  init(_ document: AnnotatedDocument) { self.document = document }

  private var tokens: [Token] { document.tokens }

  /// The preposition of a phrase: its `case` child, joined when it is fixed ("according to" gives "according").
  func preposition(of head: Int) -> WordKey? {
    for child in document.children(head) where document.tokens[child].relation == .case {
      return document.tokens[child].lemma
    }
    return nil
  }

  /// Arguments of a verb or predicative adjective.
  func arguments(ofVerb verb: Int) -> Arguments {
    var result = Arguments()
    var surface: Int?
    var hasObject = false
    var expletive: Int?
    var clauses: [Int] = []
    for child in document.children(verb) {
      let token = document.tokens[child]
      switch token.relation {
      case .nsubjPass, .csubjPass:
        surface = surface ?? child
        result.isPassive = true
      case .nsubj, .csubj, .nsubjOuter, .csubjOuter: surface = surface ?? child
      case .auxPass: result.isPassive = true
      case .obj:
        if result.object == nil {
          result.object = child
        }
        hasObject = true
      case .expl: expletive = child
      case .iobj: result.indirectObject = result.indirectObject ?? child
      case .oblAgent where preposition(of: child) == Words.by:
        result.isPassive = true
        result.subject = child
      case .xcomp: result.complements.insert(child, at: 0)
      case .ccomp: result.complements.append(child)
      case .advcl where !isFinite(child): clauses.append(child)
      case .parataxis: clauses.append(child)
      default:
        if token.relation.isOblique {
          let preposition = preposition(of: child) ?? WordKey(value: 0)
          result.obliques.append(Oblique(preposition: preposition, head: child))
        }
      }
    }
    result.complements += clauses
    // Without "be" or "get" a finite clause is active, whatever the parser calls its subject.
    if result.isPassive, result.subject == nil, surface != nil, !hasPassiveAuxiliary(verb) { result.isPassive = false }
    if result.object == nil, let noun = result.complements.first, isBareNoun(noun) { result.object = noun }
    if tokens[verb].relation == .amod, verb >= 2, document.xpos(verb - 1) == "HYPH" {
      // "U.S.-proposed": the name before the hyphen acts.
      result.isPassive = true
      result.subject = verb - 2
    }
    if surface == nil { surface = expletive }
    let isPastParticiple = tokens[verb].features.contains(.participle) && tokens[verb].features.contains(.past)
    let relation = tokens[verb].relation
    if !result.isPassive, surface == nil, !hasObject, isPastParticiple || document.xpos(verb) == "VBN" {
      switch relation {
      case .acl, .advcl, .amod: result.isPassive = !hasAuxiliary(verb) && !isStrandedMainVerb(verb)
      case .conj:
        if let head = document.head(verb), !hasAuxiliary(verb) {
          result.isPassive = document.child(head, .auxPass, .nsubjPass) != nil
        }
      default: break
      }
    }
    if surface == nil { surface = relation == .amod ? document.head(verb) : implicitSubject(of: verb, depth: 0) }
    if let found = surface { surface = antecedent(of: found) }
    if result.isPassive {
      if result.object == nil { result.object = surface }
      if result.subject == nil {
        result.subject = result.obliques.first { $0.preposition == Words.by }?.head
      }
    } else {
      result.subject = surface
      if result.object == nil, relation == .aclRelcl, let head = document.head(verb), surface != head {
        result.object = head
      }
      if let object = result.object { result.object = antecedent(of: object) }
    }
    if result.object == nil { result.object = sharedObject(of: verb) }
    if let object = result.object, !result.isPassive {
      // A parser hangs many a phrase of the verb on its object: "launch an attack on X".
      for child in document.children(object) where document.tokens[child].relation.isOblique {
        if let preposition = preposition(of: child) {
          result.obliques.append(Oblique(preposition: preposition, head: child))
        }
      }
      for child in document.children(object) {
        let relation = document.tokens[child].relation
        if relation == .acl, !isPassiveParticiple(child) { result.complements.append(child) }
      }
    }
    return result
  }

  /// Arguments of a noun trigger: its own phrases only.
  func arguments(ofNoun noun: Int) -> Arguments {
    var result = Arguments()
    for child in document.children(noun) {
      let token = document.tokens[child]
      switch token.relation {
      case .nsubj where document.child(noun, .cop) != nil: result.subject = antecedent(of: child)
      case .acl, .ccomp, .advcl:
        if !isPassiveParticiple(child) { result.complements.append(child) }
      default:
        if token.relation.isOblique, let preposition = preposition(of: child) {
          result.obliques.append(Oblique(preposition: preposition, head: child))
        }
      }
    }
    // "hold talks in Berlin with X": phrases that the parser gave to the governing verb.
    if let governor = document.head(noun), tokens[governor].upos == .verb {
      switch tokens[noun].relation {
      case .obj, .nsubjPass, .obl, .nsubj:
        for child in document.children(governor) where child != noun && document.tokens[child].relation.isOblique {
          if let preposition = preposition(of: child), preposition != Words.by {
            result.obliques.append(Oblique(preposition: preposition, head: child))
          }
        }
      default: break
      }
    }
    return result
  }

  private func hasPassiveAuxiliary(_ verb: Int) -> Bool {
    for child in document.children(verb) {
      let token = document.tokens[child]
      guard token.relation == .aux || token.relation == .auxPass || token.relation == .cop else { continue }
      if token.lemma == Words.be || token.lemma == Words.get { return true }
    }
    return false
  }

  /// "express concern": an object that the tagger took for an infinitive.
  private func isBareNoun(_ token: Int) -> Bool {
    document.xpos(token) == "VB" && tokens[token].relation == .xcomp && document.child(token, .mark, .aux, .obj) == nil
      && !Control.bareInfinitive.contains(document.head(token).map { tokens[$0].lemma } ?? Words.be)
  }

  /// "Thousands protested against": a main verb that the parser hung on its own subject.
  private func isStrandedMainVerb(_ verb: Int) -> Bool {
    guard tokens[verb].relation == .acl, let head = document.head(verb), tokens[head].head < 0, verb > head else {
      return false
    }
    return tokens[head].upos != .verb && document.child(head, .cop) == nil && document.xpos(verb) != "VBG"
      && document.xpos(verb) != "VB"
  }

  func isPassiveParticiple(_ verb: Int) -> Bool {
    document.xpos(verb) == "VBN" && document.child(verb, .obj) == nil && !hasAuxiliary(verb)
  }

  private func hasAuxiliary(_ verb: Int) -> Bool { document.child(verb, .aux) != nil }

  /// Whether a verb form is finite or has a finite auxiliary.
  func isFinite(_ verb: Int) -> Bool {
    switch document.xpos(verb) {
    case "VBD", "VBZ", "VBP", "MD": return true
    default:
      for child in document.children(verb) {
        let token = document.tokens[child]
        guard token.relation == .aux || token.relation == .auxPass || token.relation == .cop else { continue }
        switch document.xpos(child) {
        case "VBD", "VBZ", "VBP", "MD": return true
        default: break
        }
      }
      return false
    }
  }

  /// The subject that a verb shares with another word of the sentence.
  private func implicitSubject(of verb: Int, depth: Int) -> Int? {
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
      if document.xpos(verb) == "VB" { return owner(of: head, depth: depth + 1) }
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

  private func isComma(_ token: Int) -> Bool {
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
  private func isSubjectControl(_ verb: Int) -> Bool { Control.subject.contains(tokens[verb].lemma) }

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
    case .obj, .obl, .xcomp: return surfaceSubject(of: governor, depth: depth + 1)
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

  /// "attacked and destroyed the base": the first verb has the object of the second.
  private func sharedObject(of verb: Int) -> Int? {
    for child in document.children(verb) where document.tokens[child].relation == .conj {
      guard document.tokens[child].upos == .verb, document.child(child, .nsubj, .nsubjPass) == nil,
        child == verb + 2, let object = document.child(child, .obj)
      else { continue }
      return object
    }
    return nil
  }

  /// A token and everything coordinated with it.
  func conjuncts(of token: Int) -> [Int] {
    var result = [token]
    var position = 0
    while position < result.count, result.count < 32 {
      for child in document.children(result[position]) where document.tokens[child].relation == .conj {
        result.append(child)
      }
      position += 1
    }
    return result
  }

  /// The lemma keys of a phrase's words: head, compounds, adjectives, and the noun after `of`.
  func phraseContains(_ head: Int, _ set: Set<WordKey>) -> Bool {
    let takesPersons = set.contains(Words.person)
    for token in conjuncts(of: head) {
      if set.contains(tokens[token].lemma) { return true }
      if takesPersons, tokens[token].upos == .propn || tokens[token].upos == .pron { return true }
      for child in document.children(token) {
        switch document.tokens[child].relation {
        case .compound, .amod, .flat, .nmodPoss, .nummod, .appos:
          if set.contains(document.tokens[child].lemma) { return true }
          for inner in document.children(child)
          where document.tokens[inner].relation == .compound || document.tokens[inner].relation == .amod {
            if set.contains(document.tokens[inner].lemma) { return true }
          }
        case .nmod:
          let word = preposition(of: child)
          guard word == Words.of || word == Words.in || word == Words.for else { continue }
          if set.contains(document.tokens[child].lemma) { return true }
          for inner in document.children(child)
          where document.tokens[inner].relation == .compound || document.tokens[inner].relation == .amod {
            if set.contains(document.tokens[inner].lemma) { return true }
          }
        default: break
        }
      }
    }
    return false
  }
}

/// Closed classes of control verbs and relative pronouns.
enum Control {
  static let subject: Set<WordKey> = Set(
    ["promise", "threaten", "vow", "pledge", "agree", "swear"].map { WordKey($0) })
  static let copular: Set<WordKey> = Set(["remain", "stay", "appear", "seem", "keep", "get"].map { WordKey($0) })
  static let bareInfinitive: Set<WordKey> = Set(["let", "make", "help", "see", "hear", "have"].map { WordKey($0) })
  static let relative: Set<WordKey> = Set(["who", "which", "that", "whom", "whose"].map { WordKey($0) })
}
