// Pronouns: the nearest actor that agrees in number, sex and animacy, subjects before objects.
//
// Salience by recency, grammatical role and agreement after Lappin and Leass (1994), with a window of sentences
// and mentions so that long documents stay linear.

import Language

extension ActorResolver {
  mutating func mentionPronoun(_ token: Int, _ pronoun: Pronoun) {
    let word = document.tokens[token]
    if word.relation == .expl { return }
    let range = token..<token + 1
    if let actor = antecedent(of: pronoun, at: token) {
      if pronoun == .he, drafts[actor].sex == .unknown { drafts[actor].sex = .male }
      if pronoun == .she, drafts[actor].sex == .unknown { drafts[actor].sex = .female }
      mention(actor, range, head: token, .pronoun)
      return
    }
    guard pronoun == .he || pronoun == .she else { return }
    let index = add(
      DraftActor(
        actor: NewsActor(
          id: anonymousID(range), name: document.string(range), kind: .person, sector: "UNK", isNamed: false,
          why: "a pronoun whose person the text does not name"),
        sex: pronoun == .he ? .male : .female))
    mention(index, range, head: token, .pronoun)
  }

  /// The most salient actor before a pronoun that agrees with it.
  func antecedent(of pronoun: Pronoun, at token: Int) -> Int? {
    if pronoun == .i || pronoun == .we { return nil }
    let word = document.tokens[token]
    let sentence = Int(word.sentence)
    var best: (score: Int, actor: Int)?
    var seen = 0
    for entry in history.reversed() {
      seen += 1
      let distance = sentence - entry.sentence
      if seen > 60 || distance > (pronoun == .he || pronoun == .she ? 8 : 4) { break }
      guard agrees(entry.actor, pronoun), !isBound(entry.token, by: token) else { continue }
      var score = 100 - 22 * distance - min(seen, 12)
      if entry.isSubject { score += 14 }
      if drafts[entry.actor].actor.isNamed { score += 3 }
      score += min(6, 2 * drafts[entry.actor].actor.mentions.count)
      if isLast(entry.token, locativeOf: entry.actor) { score -= 30 }
      if pronoun == .they, drafts[entry.actor].actor.kind == .country || drafts[entry.actor].actor.kind == .organisation
      {
        score -= 12
      }
      if pronoun == .it, drafts[entry.actor].actor.kind == .country { score -= 2 }
      if best.map({ score > $0.score }) ?? true { best = (score, entry.actor) }
    }
    return best?.actor
  }

  private func isLast(_ token: Int, locativeOf actor: Int) -> Bool {
    drafts[actor].actor.mentions.last { $0.head == token }?.isLocative ?? false
  }

  /// Whether an actor agrees with a pronoun in number, sex and animacy.
  func agrees(_ index: Int, _ pronoun: Pronoun) -> Bool {
    let draft = drafts[index]
    switch pronoun {
    case .he: return draft.isPerson && draft.sex != .female
    case .she: return draft.isPerson && draft.sex != .male
    case .it:
      if draft.isRegion || draft.actor.kind == .place { return false }
      return draft.isProduct || !draft.isPerson && !draft.isPlural && draft.actor.kind != .group
    case .they:
      if draft.isRegion || draft.isProduct || draft.actor.kind == .place { return false }
      return draft.isPlural || draft.actor.kind == .group || draft.actor.kind == .organisation
        || draft.actor.kind == .armedForce || draft.actor.kind == .country || draft.actor.kind == .government
    case .i, .we: return false
    }
  }

  /// An object cannot be its own clause's subject: "Putin met him".
  private func isBound(_ antecedent: Int, by token: Int) -> Bool {
    let word = document.tokens[token]
    let other = document.tokens[antecedent]
    if word.features.contains(.reflexive) || word.relation == .nmodPoss || word.relation.isSubject { return false }
    guard word.head >= 0 else { return false }
    if word.head == other.head { return true }
    // "Trump met Putin, urging him": the subject of a clause without one is that of the clause above.
    guard other.relation.isSubject else { return false }
    var clause = Int(word.head)
    for _ in 0..<3 {
      let verb = document.tokens[clause]
      switch verb.relation {
      case .advcl, .xcomp, .conj, .obl, .nmod, .acl: break
      default: return false
      }
      if document.child(clause, .nsubj, .nsubjPass) != nil || verb.head < 0 { return false }
      clause = Int(verb.head)
      if Int(other.head) == clause { return true }
    }
    return false
  }
}
