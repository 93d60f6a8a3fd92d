// Which drafts of a sentence stay, and which are mentions of one act.

import Language

extension DocumentReader {
  /// A PLOVER event that another one of its sentence outshines: most are circumstances, not the news.
  func isDoubtful(_ draft: Draft, _ best: Double) -> Bool {
    guard draft.type.group != .neutral, draft.confidence < best else { return false }
    if document.tokens[draft.candidate.trigger].relation == .amod || isAhead(draft.candidate) { return false }
    switch draft.agentSlot {
    case .possessor, .preposition(Words.by), .preposition(Words.between): return draft.confidence < 0.1
    default: break
    }
    if isAddressed(draft) { return draft.confidence < book.confidence.doubtful / 2 }
    if hasOwnClause(draft) {
      // "after the minister resigned": an act that has a kind is told, wherever its clause stands.
      return book.frames[draft.candidate.frame].kind == nil && draft.confidence < book.confidence.doubtful * 0.75
    }
    let isAnchored = draft.when.timex != nil || draft.quantities.contains { $0.what == "killed" }
    return draft.confidence < (isAnchored ? book.confidence.doubtful / 2 : book.confidence.doubtful)
  }

  /// ", urging him to accept": a verbal act in a participle, with who and whom.
  private func isAddressed(_ draft: Draft) -> Bool {
    guard !draft.candidate.isNoun, !draft.agents.isEmpty, !draft.patients.isEmpty, draft.patientSlot == .object,
      clauses.isLooseParticiple(draft.candidate.trigger), !draft.candidate.arguments.isPassive
    else { return false }
    return draft.type == .request || draft.type == .accuse || draft.type == .threaten
  }

  /// A finite verb with a subject of its own, or joined to the main verb of its sentence: told, whatever else that tells.
  private func hasOwnClause(_ draft: Draft) -> Bool {
    let verb = draft.candidate.trigger
    let isDone = draft.candidate.arguments.isPassive && draft.patientSlot == .object
    guard !draft.candidate.isNoun, draft.agentSlot == .subject || draft.patientSlot == .subject || isDone,
      draft.reading.status == .happened || draft.reading.isAttributed || draft.patientSlot == .subject
    else { return false }
    if document.tokens[verb].relation == .conj, let head = document.head(verb), document.tokens[head].head < 0 {
      return document.tokens[head].upos == .verb
    }
    return document.child(verb, .nsubj) != nil && clauses.isFinite(verb)
  }

  /// An ordinary act told in passing, in a participle or below a noun.
  func isNegligible(_ draft: Draft) -> Bool {
    if draft.type == .other { return false }
    if draft.reading.status == .hypothetical, draft.agents.isEmpty, !draft.candidate.isNoun {
      return draft.confidence < 0.45
    }
    return false
  }

  /// "made a flight": one ordinary act, told by the noun and its verb.
  func joinLightVerbs(_ found: inout [(draft: Draft, candidate: Candidate)]) {
    var joined: Set<Int> = []
    for index in found.indices where found[index].candidate.isNoun && found[index].draft.type == .other {
      guard let light = found[index].candidate.lightVerb,
        found.contains(where: { $0.candidate.trigger == light && $0.draft.type == .other })
      else { continue }
      let span = document.tokens[light].span
      if !found[index].draft.mentions.contains(span) { found[index].draft.mentions.append(span) }
      joined.insert(light)
    }
    found.removeAll { joined.contains($0.candidate.trigger) && $0.draft.type == .other }
    joinObjects(&found)
  }

  /// "won an order", "gave a boost": the object names what the verb tells.
  private func joinObjects(_ found: inout [(draft: Draft, candidate: Candidate)]) {
    var gone: Set<Int> = []
    var verbs: [Int: Int] = [:]
    for (index, one) in found.enumerated() where !one.candidate.isNoun && one.draft.type == .other {
      verbs[one.candidate.trigger] = index
    }
    for index in found.indices where found[index].candidate.isNoun && found[index].draft.type == .other {
      let noun = found[index].candidate.trigger
      guard document.tokens[noun].relation == .obj, !book.isDefinite(noun, in: document),
        let verb = document.head(noun), let other = verbs[verb],
        book.frames[found[index].candidate.frame].kind == nil
      else { continue }
      for span in found[index].draft.mentions where !found[other].draft.mentions.contains(span) {
        found[other].draft.mentions.append(span)
      }
      for quantity in found[index].draft.quantities where !found[other].draft.quantities.contains(quantity) {
        found[other].draft.quantities.append(quantity)
      }
      gone.insert(noun)
    }
    found.removeAll { gone.contains($0.candidate.trigger) && $0.draft.type == .other }
  }

  mutating func keep(_ draft: Draft, _ candidate: Candidate, _ byToken: [Int: Int]) {
    if let earlier = sameSpeech(draft, byToken) ?? sameAttack(draft, byToken) {
      drafts[earlier].mentions.append(contentsOf: draft.mentions)
      for quantity in draft.quantities where !drafts[earlier].quantities.contains(quantity) {
        drafts[earlier].quantities.append(quantity)
      }
      if drafts[earlier].patients.isEmpty { drafts[earlier].patients = draft.patients }
      draftOfToken[candidate.trigger] = earlier
      return
    }
    let index = drafts.count
    drafts.append(draft)
    draftOfToken[candidate.trigger] = index
    if let light = candidate.lightVerb, draftOfToken[light] == nil { draftOfToken[light] = index }
    for token in candidate.absorbed where draftOfToken[token] == nil { draftOfToken[token] = index }
    if let core = candidate.core, draftOfToken[core] == nil, candidate.type.group != .neutral {
      draftOfToken[core] = index
    }
  }

  /// "attacked a camp, killing 19 and wounding 4": the victims of one attack.
  func sameAttack(_ draft: Draft, _ byToken: [Int: Int]) -> Int? {
    guard draft.type == .assault, !draft.candidate.isNoun, draft.candidate.frame == killFrame else { return nil }
    let trigger = draft.candidate.trigger
    var node = trigger
    for _ in 0..<4 {
      if node == trigger || document.tokens[node].relation == .conj {
        let relation = document.tokens[node].relation
        guard relation == .advcl || relation == .acl || relation == .conj else { return nil }
      }
      guard let head = document.head(node) else { break }
      if let earlier = draftOfToken[head], drafts[earlier].sentence == draft.sentence {
        let kind = book.frames[drafts[earlier].candidate.frame].kind
        let isAccident = kind == "accident" || kind == "natural-disaster"
        if drafts[earlier].type == .assault || isAccident { return earlier }
      }
      node = head
    }
    for index in drafts.indices.reversed() {
      if drafts[index].sentence < draft.sentence { return nil }
      if drafts[index].sentence == draft.sentence, drafts[index].type == .assault { return index }
    }
    return nil
  }

  /// A weak noun below another PLOVER event of the same clause, or with nothing said about it.
  func isSuppressed(_ candidate: Candidate, _ all: [Candidate], _ byToken: [Int: Int]) -> Bool {
    if let owner = document.child(candidate.trigger, .nmodPoss), actors.actorOfHead[owner] != nil { return false }
    var node = candidate.trigger
    for _ in 0..<8 {
      guard let head = document.head(node) else { break }
      switch document.tokens[node].relation {
      case .obj, .obl, .nmod, .compound, .nsubj, .nsubjPass, .iobj, .nmodPoss, .conj, .xcomp, .acl, .appos, .amod:
        break
      default: return false
      }
      if let other = byToken[head], all[other].type.group != .neutral { return true }
      node = head
    }
    return false
  }

  /// "…, stressing that": one verbal act with the main verb's.
  func sameSpeech(_ draft: Draft, _ byToken: [Int: Int]) -> Int? {
    let trigger = draft.candidate.trigger
    guard draft.type == .statement, !draft.candidate.isNoun, let head = document.head(trigger) else { return nil }
    let relation = document.tokens[trigger].relation
    guard relation == .advcl || relation == .conj || relation == .xcomp, !clauses.isFinite(trigger) || relation == .conj
    else { return nil }
    guard let earlier = draftOfToken[head], drafts[earlier].agents == draft.agents else { return nil }
    guard drafts[earlier].sentence == draft.sentence else { return nil }
    switch drafts[earlier].type {
    case .statement, .accuse, .request, .support, .reject, .threaten, .agree: return earlier
    default: return nil
    }
  }
}
