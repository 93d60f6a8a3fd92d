// Whom the slots miss: by semantic role, beside a modifier, behind "between A", before a verb.

import Actors
import Language

extension ParticipantFinder {
  /// A noun's participant by its semantic role, where no slot of its frame leads to one: "a raid that the police carried
  /// out", "in retaliation, Hamas launched an attack".
  func byRole(_ role: Role, of candidate: Candidate, _ excluding: [Found], _ others: [Slot]) -> Filling? {
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
  func isFree(_ head: Int, for verb: Int, _ taken: Int?) -> Bool {
    if let taken, document.subtree(taken).contains(head) { return false }
    let first = clauses.firstConjunct(of: head)
    guard clauses.preposition(of: first) == nil else { return false }
    return !document.tokens[first].relation.isSubject || document.head(first) == verb
  }

  /// "the Iran-Iraq war", "Turkish-Greek talks": the other party before or after the hyphen.
  func paired(with modifier: Int, _ excluding: [Found]) -> [Found] {
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
      if clauses.preposition(of: token) != nil || isInPhrase(token) { continue }
      return resolve(token, allowsPlaces: false)
    }
    return []
  }

  /// Whether a token belongs to a phrase that a preposition governs: "in Oslo, [Norway]".
  private func isInPhrase(_ token: Int) -> Bool {
    var node = token
    for _ in 0..<6 {
      switch document.tokens[node].relation {
      case .nmod, .nmodUnmarked, .nmodPoss, .appos, .flat, .conj, .compound: break
      default: return false
      }
      guard let head = document.head(node), head < node else { return false }
      if clauses.preposition(of: head) != nil { return true }
      node = head
    }
    return false
  }
}
