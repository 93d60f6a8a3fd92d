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
  /// Steps that a search through the tree takes at most.
  let limit = 8

  /// Tokens of names that are no person's.
  let otherNames: Set<Int>
  let words: ClauseWords

  init(_ document: AnnotatedDocument, words: ClauseWords) {
    self.document = document
    self.words = words
    var others: Set<Int> = []
    for entity in document.entities where entity.type != .person && entity.type != .norp {
      others.formUnion(entity.tokens)
    }
    otherNames = others
  }

  /// Whether a token may name a person or stands for one.
  func mayBePerson(_ token: Int) -> Bool {
    switch tokens[token].upos {
    case .pron: true
    case .propn: !otherNames.contains(token)
    default: false
    }
  }

  var tokens: [Token] { document.tokens }

  /// Whether a token is a word of a name: of an entity, or written like one in the middle of a sentence.
  func isInName(_ token: Int) -> Bool {
    if otherNames.contains(token) { return true }
    if tokens[token].isCapitalised, token + 1 < tokens.count, tokens[token + 1].upos == .num,
      document.head(token + 1) == token
    {
      return true
    }
    guard tokens[token].isCapitalised, token > 0, tokens[token - 1].sentence == tokens[token].sentence else {
      return false
    }
    let sentence = document.sentences[Int(tokens[token].sentence)].tokens
    // In a headline every word is capitalised.
    var small = 0
    for other in sentence.prefix(40) where !tokens[other].isCapitalised {
      switch tokens[other].upos {
      case .noun, .verb, .adj: small += 1
      default: break
      }
    }
    return small > 0 && tokens[token - 1].upos != .punct
  }

  /// The preposition of a phrase: its `case` child, joined when it is fixed ("according to" gives "according").
  func preposition(of head: Int) -> WordKey? {
    for child in document.children(head) where document.tokens[child].relation == .case {
      return document.tokens[child].lemma
    }
    return nil
  }

  /// Arguments of a verb or predicative adjective: by the tree, then by the semantic roles where the tree names nobody.
  func arguments(ofVerb verb: Int) -> Arguments {
    if let misread = misreading(of: verb) { return arguments(of: misread, at: verb) }
    var arguments = syntacticArguments(ofVerb: verb)
    if let speaker = parentheticalSubject(of: verb), !arguments.isPassive { arguments.subject = speaker }
    return completed(arguments, of: verb)
  }

  private func syntacticArguments(ofVerb verb: Int) -> Arguments {
    var result = Arguments()
    var surface: Int?
    var hasObject = false
    var expletive: Int?
    var agent: Int?
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
      case .oblAgent where preposition(of: child) == Words.by: agent = child
      case .xcomp: result.complements.insert(child, at: 0)
      case .ccomp: result.complements.append(child)
      case .advcl where !isFinite(child) && !isLooseParticiple(child): clauses.append(child)
      case .parataxis: clauses.append(child)
      default:
        if token.relation.isOblique {
          let preposition = preposition(of: child) ?? WordKey(value: 0)
          result.obliques.append(Oblique(preposition: preposition, head: child))
        }
      }
    }
    result.complements += clauses
    if result.complements.isEmpty, !hasObject, tokens[verb].relation == .parataxis, let told = document.head(verb),
      told < verb, words.speech.contains(tokens[verb].lemma)
    {
      // "…, the paper reported on Monday": the clause before it is what is told.
      result.complements = [told]
    }
    if result.object == nil, let person = result.indirectObject {
      // "urged Ankara to stop": the only object is the object.
      result.object = person
      result.indirectObject = nil
      hasObject = true
    }
    if let phrase = agent {
      if hasObject, !hasPassiveAuxiliary(verb), document.xpos(verb) != "VBN" || hasAuxiliary(verb) {
        // "condemned the attack by X": the phrase belongs to the object.
        result.obliques.append(Oblique(preposition: Words.by, head: phrase))
      } else {
        result.isPassive = true
        result.subject = phrase
      }
    }
    // Without "be" or "get" a finite clause is active, whatever the parser calls its subject.
    if result.isPassive, result.subject == nil, surface != nil, !hasPassiveAuxiliary(verb) { result.isPassive = false }
    if result.object == nil, let noun = result.complements.first, isBareNoun(noun) { result.object = noun }
    if result.object == nil, !words.copular.contains(tokens[verb].lemma),
      let place = result.complements.firstIndex(where: { tokens[$0].upos == .propn && tokens[$0].relation == .xcomp })
    {
      // "called Ankara to protest": a name is no clause.
      result.object = result.complements.remove(at: place)
    }
    if tokens[verb].relation == .amod, verb >= 2, document.xpos(verb - 1) == "HYPH" {
      // "U.S.-proposed": the name before the hyphen acts.
      result.isPassive = true
      result.subject = verb - 2
    }
    if surface == nil { surface = expletive }
    if !result.isPassive, surface != nil, !hasObject, isAbsolute(verb) { result.isPassive = true }
    let isPastParticiple = tokens[verb].features.contains(.participle) && tokens[verb].features.contains(.past)
    let relation = tokens[verb].relation
    if !result.isPassive, surface == nil, !hasObject,
      isPastParticiple || document.xpos(verb) == "VBN"
        || relation == .conj && words.suffered.contains(tokens[verb].lemma)
    {
      switch relation {
      case .acl, .advcl, .amod: result.isPassive = !hasAuxiliary(verb) && !isStrandedMainVerb(verb)
      case .conj:
        if let head = document.head(verb), !hasAuxiliary(verb) {
          result.isPassive =
            document.child(head, .auxPass, .nsubjPass) != nil
            && (document.xpos(verb) == "VBN" || words.suffered.contains(tokens[verb].lemma))
            || document.xpos(verb) == "VBN" && document.child(head, .cop) != nil
        }
      default: break
      }
    }
    if !result.isPassive, surface == nil, hasObject, document.xpos(verb) == "VBN",
      words.complemented.contains(tokens[verb].lemma), relation == .acl || relation == .advcl, !hasAuxiliary(verb),
      !isStrandedMainVerb(verb)
    {
      // "Dubbed the Fox, he …", "the group, considered a cult by many": a participle of the past that has a complement.
      result.isPassive = true
      result.object = nil
    }
    if surface == nil { surface = relation == .amod ? document.head(verb) : implicitSubject(of: verb, depth: 0) }
    var isRelative = false
    if let found = surface {
      surface = antecedent(of: found)
      isRelative = surface != found
    }
    if result.isPassive {
      if result.object == nil {
        result.object = surface
      } else if result.indirectObject == nil, hasObject, surface != result.object {
        // "The owner was awarded a prize": who gets something stands where the object does.
        result.indirectObject = surface
      }
      if result.subject == nil {
        result.subject = result.obliques.first { $0.preposition == Words.by }?.head ?? agentBelow(verb)
      }
    } else {
      result.subject = surface
      if result.object == nil, relation == .aclRelcl, let head = document.head(verb), surface != head, !isRelative {
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
          guard preposition == Words.of else { break }
          // "a suspension of aid to X": the parser hangs the second phrase on either noun.
          for inner in document.children(child) where tokens[inner].relation.isOblique {
            if let word = self.preposition(of: inner), word != Words.of {
              result.obliques.append(Oblique(preposition: word, head: inner))
            }
          }
        }
      }
    }
    // "hold talks in Berlin with X": phrases that the parser gave to the governing verb.
    if let governor = document.head(noun), tokens[governor].upos == .verb {
      switch tokens[noun].relation {
      case .obj, .nsubjPass, .obl, .nsubj:
        for child in document.children(governor) where child != noun && document.tokens[child].relation.isOblique {
          if let preposition = preposition(of: child), preposition != Words.by,
            tokens[noun].relation != .obl || child > noun && preposition != Words.from
          {
            result.obliques.append(Oblique(preposition: preposition, head: child))
          }
        }
      default: break
      }
    }
    return result
  }
}
