// Collects the properties that the confidence of an event rests on.

import Language

extension DocumentReader {
  func properties(of draft: Draft, _ all: [Candidate], _ byToken: [Int: Int]) -> MatchProperties {
    let frame = book.frames[draft.candidate.frame]
    let plover = all.filter { $0.type.group != .neutral }
    return MatchProperties(
      embedding: embedding(of: draft.candidate), isNoun: draft.candidate.isNoun, isWeak: frame.isWeak,
      isSpecific: frame.specificity >= 3, hasAgent: !draft.agents.isEmpty, hasPatient: !draft.patients.isEmpty,
      isAgentDirect: isDirect(draft), isDominated: isDominated(draft.candidate, all, byToken),
      isAlone: plover.allSatisfy { $0.trigger == draft.candidate.trigger },
      isFirst: plover.allSatisfy { $0.trigger >= draft.candidate.trigger },
      status: draft.reading.isAttributed ? .happened : draft.reading.status,
      prior: frame.prior)
  }

  func confidence(of draft: Draft, _ all: [Candidate], _ byToken: [Int: Int]) -> Double {
    book.confidence.value(properties(of: draft, all, byToken))
  }

  /// Whether the agent is named by the head of its phrase.
  private func isDirect(_ draft: Draft) -> Bool {
    guard let head = draft.agentHead, let actor = actors.actorOfHead[clauses.antecedent(of: head)] else { return false }
    return draft.agents.contains(actor)
  }

  /// Where the clause of a candidate stands.
  func embedding(of candidate: Candidate) -> Embedding {
    var node = candidate.lightVerb ?? candidate.trigger
    if candidate.isNoun, candidate.lightVerb == nil, document.tokens[node].head >= 0 {
      for _ in 0..<6 where document.tokens[node].relation == .conj || document.tokens[node].relation == .appos {
        guard let head = document.head(node) else { break }
        node = head
      }
      switch document.tokens[node].relation {
      case .obj, .nsubj, .nsubjPass, .iobj: return .argument
      case .root: return .main
      default: return .phrase
      }
    }
    switch clauses.misreading(of: node) {
    case .perfect(let have): node = have
    case .name: return .main
    case nil: break
    }
    for _ in 0..<6 {
      switch document.tokens[node].relation {
      case .conj:
        guard let head = document.head(node) else { return .main }
        node = head
      case .ccomp, .parataxis:
        guard let head = document.head(node) else { return .main }
        return book.has("speech_verbs", document.tokens[head].lemma) ? .reported : .complement
      case .xcomp:
        // "continues to demand", "began shelling": one clause with the verb above.
        guard let head = document.head(node), book.operators[document.tokens[head].lemma] != nil else {
          return .complement
        }
        node = head
      case .csubj: return .complement
      case .advcl: return .adverbial
      case .acl, .amod: return .participle
      case .aclRelcl, .advclRelcl: return .relative
      default: return .main
      }
    }
    return .main
  }

  private func isDominated(_ candidate: Candidate, _ all: [Candidate], _ byToken: [Int: Int]) -> Bool {
    var node = candidate.trigger
    for _ in 0..<16 {
      guard let head = document.head(node) else { return false }
      if document.tokens[node].relation == .aclRelcl, let subject = document.child(node, .nsubj, .nsubjPass),
        clauses.antecedent(of: subject) == subject
      {
        // "…, where reports suggest that": news of its own.
        return false
      }
      if let other = byToken[head], all[other].type.group != .neutral { return true }
      if head != candidate.trigger, all.contains(where: { $0.lightVerb == head && $0.trigger != candidate.trigger }) {
        return true
      }
      node = head
    }
    return false
  }
}
