// Predicates that no frame knows: any verb with content, any noun that names something that happens.

import Language

extension FrameMatcher {
  /// A candidate of the general frames; nil where a word tells nothing that can happen.
  func generalCandidate(at token: Int) -> Candidate? {
    let entry = document.tokens[token]
    if entry.end - entry.start == 2, document.text[Int(entry.end) - 1] == 0x2e { return nil }
    switch entry.upos {
    case .verb: return isPredicate(token) ? general(token, isNoun: false) : nil
    case .noun: return isEventNoun(token) ? general(token, isNoun: true) : nil
    case .adj, .aux: return nil
    default: return nil
    }
  }

  private func general(_ token: Int, isNoun: Bool) -> Candidate? {
    guard let number = isNoun ? book.generalNoun : book.generalVerb else { return nil }
    let arguments = isNoun ? clauses.arguments(ofNoun: token) : clauses.arguments(ofVerb: token)
    var candidate = Candidate(
      trigger: token, frame: number, arguments: arguments, isNoun: isNoun, core: nil, type: book.frames[number].type)
    if isNoun { candidate.lightVerb = lightVerb(of: token) }
    return candidate
  }

  /// A verb that heads a clause: no modifier, function word or part of a name.
  private func isPredicate(_ token: Int) -> Bool {
    let entry = document.tokens[token]
    switch entry.relation {
    case .case, .fixed, .mark, .compound, .flat, .aux, .auxPass, .cop, .cc, .compoundPrt, .discourse: return false
    case .amod: if !isNamedParticiple(token), clauses.misreading(of: token) == nil { return false }
    default: break
    }
    return !isAdjectival(token) && !clauses.isInName(token) && !book.eventness.isIdle(verb: entry.lemma)
  }

  private func isEventNoun(_ token: Int) -> Bool {
    let entry = document.tokens[token]
    switch entry.relation {
    case .compound, .flat, .case, .fixed, .advmod, .mark, .oblTmod, .nmodTmod: return false
    default: break
    }
    return book.eventness.nounShare(entry.lemma) >= book.eventness.leastNounShare && !clauses.isInName(token)
  }
}
