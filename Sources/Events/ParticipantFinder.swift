// Resolves the slots of a frame to actors: coordination, possessors, nouns of noun phrases that are no actors.

import Actors
import Language

struct ParticipantFinder {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  let actors: ActorAnalysis
  /// For each actor token of mentions that stand for a place.
  private let locative: Set<Int>

  init(book: FrameBook, document: AnnotatedDocument, clauses: ClauseReader, actors: ActorAnalysis) {
    self.book = book
    self.document = document
    self.clauses = clauses
    self.actors = actors
    var locative: Set<Int> = []
    for actor in actors.actors {
      for mention in actor.mentions where mention.isLocative { locative.insert(mention.head) }
    }
    self.locative = locative
  }

  /// An actor with the token that names it.
  struct Found: Equatable {
    var actor: Int
    var token: Int
  }

  /// A slot with the actors in it.
  struct Filling {
    var found: [Found]
    var slot: Slot
    /// The head of the phrase that fills the slot.
    var head: Int?
  }

  /// What is looked for: an agent must act, a patient may be a place.
  enum Role {
    case agent, partner, patient
  }

  /// The first slot that leads to actors, with its name for the explanation.
  ///
  /// - Parameter others: the slots of the other side, whose phrases a role does not take away.
  func find(
    _ slots: [Slot], of candidate: Candidate, light: Arguments?, role: Role, excluding: [Found] = [],
    others: [Slot] = []
  ) -> Filling? {
    let filling = first(slots, of: candidate, light: light, role: role, excluding: excluding, others: others)
    return role == .patient ? withRecipients(filling, of: candidate, excluding) : filling
  }

  private func first(
    _ slots: [Slot], of candidate: Candidate, light: Arguments?, role: Role, excluding: [Found] = [],
    others: [Slot] = []
  ) -> Filling? {
    // A verb with a subject of its own has no agent in a phrase: "we received signals from Berlin".
    let isSubjectKnown =
      role == .agent && !candidate.isNoun && !candidate.arguments.isPassive && slots.first == .subject
      && candidate.arguments.subject != nil
    for slot in slots {
      if isSubjectKnown, case .preposition = slot { continue }
      for head in heads(slot, candidate, light) {
        if role == .patient, isScene(head, isAct: candidate.type == .other) { continue }
        var found = resolve(
          head,
          allowsPlaces: role == .patient || slot == .preposition(Words.in) || book.frames[candidate.frame].placesAct,
          excluding: excluding,
          isAgent: role == .agent)
        if role == .agent { found.removeAll { isPaper($0, actingIn: candidate) } }
        if found.isEmpty, role == .patient, slot == .object, !candidate.isNoun, !candidate.arguments.isPassive,
          let phrase = candidate.arguments.obliques.first(where: { $0.preposition == Words.by })
        {
          // "condemned the attack by X", with the phrase hung on the verb.
          found = resolve(phrase.head, allowsPlaces: true, excluding: excluding)
        }
        if candidate.type == .other {
          found.removeAll { isBystander($0, of: head) || role == .patient && isEndpoint($0, of: candidate) }
        }
        // "jailed in Minsk": a town is where it happens; a country may stand for its authorities.
        if role == .agent, slot == .preposition(Words.in) { found.removeAll { !isCountryByName($0) } }
        if slot == .modifier {
          found += paired(with: head, excluding + found)
          found.sort { $0.token < $1.token }
        }
        if slot == .preposition(Words.between) { found = completedPair(found) }
        if !found.isEmpty { return Filling(found: found, slot: slot, head: head) }
      }
    }
    return slots.isEmpty ? nil : byRole(role, of: candidate, excluding, others)
  }

  /// A noun's participant by its semantic role, where no slot of its frame leads to one: "a raid that the police carried
  /// out", "in retaliation, Hamas launched an attack".
  private func byRole(_ role: Role, of candidate: Candidate, _ excluding: [Found], _ others: [Slot]) -> Filling? {
    guard role == .agent || role == .patient && !candidate.type.isSymmetric,
      let predicate = document.predicate(at: candidate.trigger),
      let head = clauses.filler(role == .agent ? .arg0 : .arg1, of: predicate)
    else { return nil }
    // A verb has its arguments from the tree; its roles only add what names somebody outright.
    if !candidate.isNoun {
      // What is said is nobody's part, and who faces a siege lays none.
      if role == .patient, book.frames[candidate.frame].isSpeech { return nil }
      if role == .agent, book.has("undergoing_verbs", document.tokens[candidate.trigger].lemma) { return nil }
      let taken = role == .agent ? candidate.arguments.object : candidate.arguments.subject
      guard head != taken, actors.actorOfHead[head] != nil, isFree(head, for: candidate.trigger, taken) else {
        return nil
      }
    }
    if let word = clauses.preposition(of: head), others.contains(.preposition(word)) { return nil }
    let found = resolve(
      head, allowsPlaces: role == .patient && !isScene(head), excluding: excluding, isAgent: role == .agent)
    return found.isEmpty ? nil : Filling(found: found, slot: role == .agent ? .subject : .object, head: head)
  }

  /// Whether a word that a role names is no part of a phrase, no subject of another verb and no part of the other argument.
  private func isFree(_ head: Int, for verb: Int, _ taken: Int?) -> Bool {
    if let taken, document.subtree(taken).contains(head) { return false }
    let first = firstConjunct(of: head)
    guard clauses.preposition(of: first) == nil else { return false }
    return !document.tokens[first].relation.isSubject || document.head(first) == verb
  }

  private func firstConjunct(of token: Int) -> Int {
    var node = token
    for _ in 0..<clauses.limit {
      guard document.tokens[node].relation == .conj, let head = document.head(node) else { break }
      node = head
    }
    return node
  }

  /// Whether a token names a country by its own name, not by its capital.
  private func isCountryByName(_ found: Found) -> Bool {
    let actor = actors.actors[found.actor]
    guard actor.kind == .country else { return false }
    return actor.mentions.contains { $0.head == found.token && ($0.form == .name || $0.form == .alias) }
  }

  /// "an agreement in Tbilisi": a town in a phrase of place takes no part.
  ///
  /// - Parameter isAct: whether it is the scene of an ordinary act, which starts and ends in places: "flew from Tomsk".
  private func isScene(_ token: Int, isAct: Bool = false) -> Bool {
    guard let actor = actors.actorOfHead[token], let word = clauses.preposition(of: token) else { return false }
    // "filed charges in the Supreme Court": a body in such a phrase is where it happens.
    if word == Words.in || word == Words.at {
      switch actors.actors[actor].kind {
      case .organisation, .outlet: return true
      default: break
      }
    }
    guard locative.contains(token),
      word == Words.in || word == Words.at || word == Words.near || isAct && book.has("place_prepositions", word)
    else { return false }
    return isAct || !isCountryByName(Found(actor: actor, token: token))
  }

  /// "One Australian climber died", "Moreau's house was searched": a country or person who only tells whose or what
  /// something is takes no part in an ordinary act.
  private func isBystander(_ found: Found, of head: Int) -> Bool {
    guard found.token != head else { return false }
    let relation = document.tokens[found.token].relation
    switch actors.actors[found.actor].kind {
    case .country, .place, .outlet: return relation == .amod || relation == .compound
    case .person: return relation == .nmodPoss
    case .group: return relation == .nmodPoss && document.tokens[head].upos == .noun
    default: return false
    }
  }

  /// "a flight to Cairo", "shipped papers from the White House": where an ordinary act leads to or from takes no part in it.
  private func isEndpoint(_ found: Found, of candidate: Candidate) -> Bool {
    guard let word = clauses.preposition(of: firstConjunct(of: found.token)), word != Words.of,
      book.has("place_prepositions", word)
    else { return false }
    switch actors.actors[found.actor].kind {
    case .place: return true
    case .country:
      let kind = book.frames[candidate.frame].kind
      return !isCountryByName(found) || kind == "travel" || kind == "transport"
    default: return false
    }
  }

  /// A document speaks, but does nothing in clauses that share its subject: "the letter accused the firm of hiring".
  private func isPaper(_ found: Found, actingIn candidate: Candidate) -> Bool {
    let actor = actors.actors[found.actor]
    guard actor.kind == .group, !actor.isNamed, actor.sector == nil, actor.country == nil else { return false }
    return !candidate.isNoun && document.head(found.token) != candidate.trigger
  }

  /// "the Iran-Iraq war", "Turkish-Greek talks": the other party before or after the hyphen.
  private func paired(with modifier: Int, _ excluding: [Found]) -> [Found] {
    var result: [Found] = []
    for child in document.children(modifier) where document.tokens[child].relation == .compound {
      result += resolve(child, allowsPlaces: true, excluding: excluding + result)
    }
    for step in [-1, 1] {
      let hyphen = modifier + step
      let other = hyphen + step
      guard document.tokens.indices.contains(hyphen), document.tokens.indices.contains(other),
        document.tokens[hyphen].upos == .punct || document.tokens[hyphen].upos == .sym,
        document.tokens[hyphen].sentence == document.tokens[modifier].sentence,
        document.tokens[other].upos == .propn || document.tokens[other].upos == .adj,
        !document.tokens[min(hyphen, modifier)].spaceAfter, !document.tokens[min(hyphen, other)].spaceAfter,
        actors.actorOfHead[other] != nil
      else { continue }
      result += resolve(other, allowsPlaces: true, excluding: excluding + result)
    }
    return result
  }

  /// The second of "between A and B" when the parser gave it to the verb that follows: the next actor after "and".
  func completedPair(_ found: [Found]) -> [Found] {
    guard found.count == 1, let first = found.first else { return found }
    let sentence = document.tokens[first.token].sentence
    var token = first.token + 1
    var hasAnd = false
    while token < document.tokens.count, token <= first.token + 8, document.tokens[token].sentence == sentence {
      let entry = document.tokens[token]
      if entry.upos == .verb || entry.upos == .aux { return found }
      if entry.lemma == Words.and { hasAnd = true }
      // "and Russian President Vladimir Putin": the name, not what stands before it.
      let isBefore = entry.relation == .amod || entry.relation == .compound || entry.relation == .nmodDesc
      if hasAnd, !isBefore, let actor = actors.actorOfHead[token], actor != first.actor {
        return found + [Found(actor: actor, token: token)]
      }
      token += 1
    }
    return found
  }

  private func heads(_ slot: Slot, _ candidate: Candidate, _ light: Arguments?) -> [Int] {
    let arguments = candidate.arguments
    switch slot {
    case .subject: return arguments.subject.map { [$0] } ?? []
    case .object:
      guard let object = arguments.object, object != candidate.core || !candidate.isNoun else { return [] }
      return [object]
    case .indirectObject: return arguments.indirectObject.map { [$0] } ?? []
    case .possessor:
      guard candidate.isNoun else { return [] }
      return document.child(candidate.trigger, .nmodPoss).map { [$0] } ?? []
    case .modifier:
      guard candidate.isNoun else { return [] }
      return document.children(candidate.trigger).filter { child in
        switch document.tokens[child].relation {
        case .compound, .amod, .nmodDesc:
          actors.actorOfHead[child].map { actors.actors[$0].isNamed } ?? true
        default: false
        }
      }
    case .governor: return light?.subject.map { [$0] } ?? []
    case .complementSubject:
      for complement in arguments.complements {
        if let subject = document.child(complement, .nsubj, .nsubjPass) { return [clauses.antecedent(of: subject)] }
      }
      return []
    case .preposition(let word):
      var result: [Int] = []
      for oblique in arguments.obliques + (light?.obliques ?? []) where oblique.preposition == word {
        if !result.contains(oblique.head) { result.append(oblique.head) }
      }
      guard result.isEmpty else { return result }
      // "were killed in an attack by X": the agent of the attack killed them.
      let isAgent = word == Words.by && !candidate.isNoun && arguments.isPassive
      return isAgent || Belonging.directions.contains(word) ? nested(word, arguments.obliques) : result
    }
  }

  /// "took to the streets against X", "in talks with Y": a phrase of the trigger that hangs on another one.
  private func nested(_ word: WordKey, _ obliques: [Oblique]) -> [Int] {
    var result: [Int] = []
    for oblique in obliques {
      for child in document.children(oblique.head) where document.tokens[child].relation.isOblique {
        if clauses.preposition(of: child) == word { result.append(child) }
      }
    }
    return result
  }

  /// Who stands right before a finite verb whose subject the parser missed: the nearest actor to the left that no
  /// preposition governs.
  func actorBefore(_ verb: Int) -> [Found] {
    let sentence = document.tokens[verb].sentence
    for token in stride(from: verb - 1, through: max(0, verb - 14), by: -1) {
      guard document.tokens[token].sentence == sentence else { return [] }
      guard actors.actorOfHead[token] != nil, !locative.contains(token) else {
        if document.tokens[token].upos == .verb || document.tokens[token].upos == .sconj { return [] }
        continue
      }
      let relation = document.tokens[token].relation
      let isModifier = relation == .nmodPoss || relation == .amod || relation == .compound
      if isModifier, document.head(token) != verb { continue }
      if clauses.preposition(of: token) != nil { continue }
      return resolve(token, allowsPlaces: false)
    }
    return []
  }

  /// The actors that a phrase names: the head and its conjuncts, else what possesses, modifies or follows it.
  ///
  /// - Parameter isAgent: whether phrases that only locate ("the bridge near Basra") name nobody.
  func resolve(_ head: Int, allowsPlaces: Bool, excluding: [Found] = [], isAgent: Bool = false) -> [Found] {
    var result: [Found] = []
    for token in members(of: head) {
      for found in direct(token, allowsPlaces, excluding, depth: 0, isAgent: isAgent)
      where !result.contains(where: { $0.actor == found.actor }) {
        result.append(found)
      }
    }
    return result
  }

  /// The parts of a coordination; of "two parties, the Greens and the Reform Union" only those that are named.
  private func members(of head: Int) -> [Int] {
    let all = clauses.conjuncts(of: head)
    guard document.tokens[head].upos == .noun, document.child(head, .nummod) != nil else { return all }
    var named = Array(all.dropFirst())
    if let apposed = document.child(head, .appos), apposed > head { named = clauses.conjuncts(of: apposed) }
    guard named.count > 1, let first = named.first, document.child(first, .cc) == nil || !all.contains(first),
      named.allSatisfy({ document.tokens[$0].upos == .propn && actors.actorOfHead[$0] != nil })
    else { return all }
    return named
  }

  private func direct(_ token: Int, _ allowsPlaces: Bool, _ excluding: [Found], depth: Int, isAgent: Bool = false)
    -> [Found]
  {
    let token = clauses.antecedent(of: token)
    // "X has been the largest donor, giving …": the subject of the predicate noun acts.
    if depth == 0, document.child(token, .cop) != nil, let subject = document.child(token, .nsubj), subject != token {
      let found = direct(subject, allowsPlaces, excluding, depth: 1, isAgent: isAgent)
      if !found.isEmpty { return found }
    }
    if let actor = actors.actorOfHead[token], allowsPlaces || !locative.contains(token),
      !excluding.contains(where: { $0.actor == actor })
    {
      // "both sides": each of them.
      if let parties = actors.partiesOfHead[token] {
        return parties.filter { party in !excluding.contains { $0.actor == party } }
          .map { Found(actor: $0, token: token) }
      }
      return [Found(actor: actor, token: token)] + coordinatedOrigins(of: token, actor, excluding)
    }
    guard depth < 3 else { return [] }
    if let person = person(in: token), !excluding.contains(where: { $0.actor == person.actor }) { return [person] }
    // First who owns it, then adjectives and compounds, then `of` and other phrases.
    var later: [Int] = []
    for child in document.children(token) {
      switch document.tokens[child].relation {
      case .nmodPoss, .compound, .amod, .flat, .nmodDesc:
        let found = direct(child, allowsPlaces, excluding, depth: depth + 1, isAgent: isAgent)
        if !found.isEmpty { return found + siblings(child, allowsPlaces, excluding, depth) }
      case .appos: later.insert(child, at: 0)
      case .nmod where !isAgent || clauses.preposition(of: child).map { Belonging.words.contains($0) } ?? true:
        later.append(child)
      default: break
      }
    }
    for child in later where !isScene(child) {
      let found = direct(child, allowsPlaces, excluding, depth: depth + 1, isAgent: isAgent)
      if !found.isEmpty { return found + siblings(child, allowsPlaces, excluding, depth) }
    }
    return []
  }

  /// "Egyptian and Jordanian officials": the countries that one group mention does not stand for.
  private func coordinatedOrigins(of token: Int, _ group: Int, _ excluding: [Found]) -> [Found] {
    switch actors.actors[group].kind {
    case .group, .armedForce, .organisation, .government: break
    default: return []
    }
    var result: [Found] = []
    for child in document.children(token) {
      let relation = document.tokens[child].relation
      guard relation == .amod || relation == .compound || relation == .nmodPoss else { continue }
      let parts = clauses.conjuncts(of: child)
      guard parts.count > 1 else { continue }
      for part in parts {
        guard let actor = actors.actorOfHead[part], actors.actors[actor].kind == .country else { continue }
        let isOwn = actors.actors[actor].country == actors.actors[group].country
        if !isOwn, actor != group, !(result + excluding).contains(where: { $0.actor == actor }) {
          result.append(Found(actor: actor, token: part))
        }
      }
    }
    return result
  }

  /// A named person in the parts of a name phrase ("White House Press Secretary Karoline Leavitt").
  private func person(in token: Int) -> Found? {
    guard document.tokens[token].upos == .propn else { return nil }
    var stack = [token]
    var steps = 0
    while let node = stack.popLast(), steps < 12 {
      steps += 1
      for child in document.children(node) {
        switch document.tokens[child].relation {
        case .flat, .compound, .appos, .nmodDesc, .amod:
          if let actor = actors.actorOfHead[child], actors.actors[actor].kind == .person {
            return Found(actor: actor, token: child)
          }
          stack.append(child)
        default: break
        }
      }
    }
    return nil
  }

  private func siblings(_ token: Int, _ allowsPlaces: Bool, _ excluding: [Found], _ depth: Int) -> [Found] {
    var result: [Found] = []
    for other in clauses.conjuncts(of: token).dropFirst() {
      result += direct(other, allowsPlaces, excluding, depth: depth + 1)
    }
    return result
  }
}

/// Prepositions whose phrase says whose or which people a noun means: "ministers of Egypt", "a court in Lyon".
enum Belonging {
  /// Prepositions of the other side.
  static let directions: Set<WordKey> = Set(["against", "with", "to", "between", "toward"].map { WordKey($0) })
  static let words: Set<WordKey> = Set(
    ["of", "from", "in", "at", "by", "between", "among", "within", "for", "inside", "including"].map { WordKey($0) })
}
