// Descriptions that are said of somebody: "Roe is a lawyer", "she became chief executive", "was elected president".

import Corpus
import Language

extension ActorResolver {
  /// The actor that a description is said of; nil for denied, possible and supposed ones.
  func predicated(_ phrase: NounPhrase, _ match: RoleMatch, _ role: Role) -> Int? {
    guard let subject = predicateSubject(of: phrase.head), subject < phrase.head, partiesOfHead[subject] == nil,
      let actor = actorOfHead[subject], accepts(actor, role, match.sense.isPlural)
    else { return nil }
    // "The company is a bank" of a company, not of the state that "it" may stand for.
    return drafts[actor].isRegion || drafts[actor].isProduct ? nil : actor
  }

  private func predicateSubject(of head: Int) -> Int? {
    let word = document.tokens[head]
    if document.child(head, .cop) != nil {
      guard isPlainClaim(head), let subject = document.child(head, .nsubj) else { return nil }
      return antecedentOfRelative(subject, of: head)
    }
    guard word.head >= 0 else { return nil }
    let verb = Int(word.head)
    // Parsers take the complement of "became" for its object.
    let isLinked = grammar.linkingVerbs.contains(document.tokens[verb].lemma) && word.relation == .obj
    let isComplement =
      isLinked || word.relation == .xcomp
      || word.relation == .obl && document.child(head, .case).map { document.tokens[$0].form == Words.as } == true
    guard isComplement, grammar.predicativeVerbs.contains(document.tokens[verb].lemma), isPlainClaim(verb) else {
      return nil
    }
    if isLinked { return document.child(verb, .nsubj).flatMap { antecedentOfRelative($0, of: verb) } }
    if document.child(verb, .auxPass) == nil, let object = document.child(verb, .obj) { return object }
    return document.child(verb, .nsubj, .nsubjPass).flatMap { antecedentOfRelative($0, of: verb) }
  }

  /// "the woman who became president": the noun that the clause belongs to.
  private func antecedentOfRelative(_ subject: Int, of head: Int) -> Int? {
    guard actorOfHead[subject] == nil, document.tokens[head].relation == .aclRelcl else { return subject }
    return document.head(head)
  }

  /// Whether a clause is neither negated nor under a modal verb or condition.
  private func isPlainClaim(_ head: Int) -> Bool {
    for child in document.children(head) where child != head {
      let word = document.tokens[child]
      switch word.relation {
      case .aux where document.xpos(child) == "MD": return false
      case .advmod where Words.negations.contains(word.form): return false
      case .det where word.form == Words.no: return false
      case .mark where Words.conditions.contains(word.form): return false
      default: break
      }
    }
    return true
  }
}
