// Pronouns: the nearest actor that agrees in number, sex and animacy, subjects before objects.
//
// Salience by recency, grammatical role and agreement after Lappin and Leass (1994), with a window of sentences
// and mentions so that long documents stay linear. Nouns that are no actors compete for "it" and "they": where one
// of them wins, the pronoun means no actor.

import Language

/// A noun that is no actor but that a pronoun may mean.
struct RivalNoun {
  var token: Int
  var sentence: Int
  var isSubject: Bool
  var isPlural: Bool
}

extension ActorResolver {
  mutating func mentionPronoun(_ token: Int, _ pronoun: Pronoun) {
    if document.tokens[token].relation == .expl || pronoun == .it && isImpersonal(token) { return }
    let range = token..<token + 1
    let meant = referents(of: pronoun, at: token)
    if !meant.isEmpty {
      for actor in meant where drafts[actor].sex == .unknown && drafts[actor].isPerson {
        if pronoun == .he { drafts[actor].sex = .male }
        if pronoun == .she { drafts[actor].sex = .female }
      }
      mention(parties: meant, range, head: token, .pronoun)
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

  /// Remembers a noun that a later pronoun may mean.
  mutating func noteNoun(_ token: Int) {
    let word = document.tokens[token]
    guard word.upos == .noun, !grammar.timeNouns.contains(word.lemma) else { return }
    switch word.relation {
    case .nsubj, .nsubjPass, .nsubjOuter, .obj, .obl, .oblAgent, .nmod, .root, .conj, .iobj, .appos: break
    default: return
    }
    nouns.append(
      RivalNoun(
        token: token, sentence: Int(word.sentence), isSubject: word.relation.isSubject,
        isPlural: word.features.contains(.plural)))
  }

  /// The most salient actor before a pronoun that agrees with it; of several the first.
  func antecedent(of pronoun: Pronoun, at token: Int) -> Int? { referents(of: pronoun, at: token).first }

  /// The actor or actors that a pronoun means; none when it means something else or nothing is found.
  func referents(of pronoun: Pronoun, at token: Int) -> [Int] {
    if pronoun == .i || pronoun == .we { return [] }
    let word = document.tokens[token]
    let sentence = Int(word.sentence)
    if let beside = ownerBeside(pronoun, token) { return [beside] }
    if pronoun == .it, word.relation == .obj, word.head >= 0,
      grammar.claimVerbs.contains(document.tokens[Int(word.head)].lemma)
    {
      return []
    }
    let isAgent =
      word.relation == .nsubj && word.head >= 0
      && grammar.agentVerbs.contains(document.tokens[Int(word.head)].lemma)
    var best: (score: Int, actors: [Int])?
    func offer(_ score: Int, _ actors: [Int]) {
      if best.map({ score > $0.score }) ?? true { best = (score, actors) }
    }
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
      if pronoun == .they, [.country, .organisation].contains(drafts[entry.actor].actor.kind) { score -= 12 }
      // "Kenyan" of "Kenyan President" is not spoken of.
      let relation = document.tokens[entry.token].relation
      if relation == .amod || relation == .compound { score -= pronoun == .they ? 20 : 6 }
      if pronoun == .it, drafts[entry.actor].actor.kind == .country { score -= 2 }
      offer(score, [entry.actor])
    }
    if pronoun == .they { offerParties(at: token, offer) }
    if (pronoun == .it || pronoun == .they) && !isAgent { offerNouns(pronoun, at: token, offer) }
    return best?.actors ?? []
  }

  /// Lets the nouns compete: those that win mean that the pronoun is no actor.
  private func offerNouns(_ pronoun: Pronoun, at token: Int, _ offer: (Int, [Int]) -> Void) {
    let word = document.tokens[token]
    let sentence = Int(word.sentence)
    let isMeeting = possessesMeeting(token)
    var seen = 0
    for noun in nouns.reversed() {
      seen += 1
      let distance = sentence - noun.sentence
      if seen > 40 || distance > 2 { return }
      guard noun.isPlural == (pronoun == .they), noun.token < token, !isBound(noun.token, by: token) else { continue }
      let relation = document.tokens[noun.token].relation
      var score = 100 - 22 * distance - min(2 * seen, 14)
      if noun.isSubject { score += 14 } else if relation != .obj { score -= 8 }
      // What owns something in the news is mostly an actor.
      if word.relation == .nmodPoss { score -= 12 }
      if isMeeting { score -= 15 }
      // "It was signed": things are signed, held and adopted.
      if word.relation == .nsubjPass { score += 20 }
      if document.head(noun.token) == token { continue }
      offer(score, [])
    }
  }

  /// Actors named side by side, for "they".
  private func offerParties(at token: Int, _ offer: (Int, [Int]) -> Void) {
    let sentence = Int(document.tokens[token].sentence)
    let isMeeting = possessesMeeting(token)
    var seen = 0
    for entry in alongside.reversed() {
      seen += 1
      let distance = sentence - entry.sentence
      if seen > 12 || distance > 2 { return }
      guard !isBound(entry.token, by: token) else { continue }
      let areOne = Set(entry.members.map { drafts[$0].actor.kind == .person }).count == 1
      guard areOne, entry.members.allSatisfy({ !drafts[$0].isRegion && drafts[$0].actor.kind != .place }) else {
        continue
      }
      var score = 100 - 22 * distance - min(2 * seen, 12)
      if entry.isSubject { score += 18 }
      if entry.isLoose { score -= 20 }
      if isMeeting { score += 25 }
      offer(score, entry.members)
    }
  }

  /// "their conversation", "their dispute": of those who were brought together before.
  private func possessesMeeting(_ token: Int) -> Bool {
    let word = document.tokens[token]
    guard word.relation == .nmodPoss, word.head >= 0 else { return false }
    return grammar.meetingVerbs.contains(document.tokens[Int(word.head)].lemma)
  }

  /// "Kyiv and its backers": the owner stands right before.
  private func ownerBeside(_ pronoun: Pronoun, _ token: Int) -> Int? {
    guard document.tokens[token].relation == .nmodPoss, token > 1, Words.and.contains(document.tokens[token - 1].form),
      let entry = history.last(where: { $0.tokens.upperBound == token - 1 }), agrees(entry.actor, pronoun)
    else { return nil }
    // "Trump's envoy Witkoff and his son-in-law": two that belong to the same.
    let owner = history.suffix(6).last { other in
      let mark = other.tokens.upperBound
      return mark < entry.tokens.lowerBound && entry.tokens.lowerBound - mark < 6
        && Words.possessiveMark.contains(document.tokens[mark].form)
    }
    if let owner, agrees(owner.actor, pronoun) { return owner.actor }
    return entry.actor
  }

  /// "It is expected that …", "it remains unclear whether …": the pronoun means nothing.
  private func isImpersonal(_ token: Int) -> Bool {
    let word = document.tokens[token]
    guard word.relation.isSubject, word.head >= 0 else { return false }
    let governor = Int(word.head)
    guard governor > token else { return false }
    let hasClause = document.child(governor, .ccomp, .csubj, .csubjPass) != nil
    let verb = document.tokens[governor]
    if verb.upos == .adj {
      // "it is hard to say" against "it is due to fly".
      return hasClause || document.child(governor, .xcomp) != nil && grammar.impersonalVerbs.contains(verb.lemma)
    }
    if document.child(governor, .auxPass) != nil {
      return hasClause || grammar.impersonalVerbs.contains(verb.lemma)
    }
    return hasClause && grammar.impersonalVerbs.contains(verb.lemma) && !grammar.agentVerbs.contains(verb.lemma)
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
