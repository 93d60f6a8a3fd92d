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
    if pronoun == .i || pronoun == .we {
      firstPersons.append((token, pronoun))
      return
    }
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
    if let beside = ownerBeside(pronoun, token) { return [beside] }
    if pronoun == .it, word.relation == .obj, word.head >= 0,
      grammar.claimVerbs.contains(document.tokens[Int(word.head)].lemma)
    {
      return []
    }
    let isAgent =
      word.relation == .nsubj && word.head >= 0
      && grammar.agentVerbs.contains(document.tokens[Int(word.head)].lemma)
    var ranking = Ranking()
    let speaker = speech.speaker(of: token).flatMap { actorOfHead[$0] }
    offerMentions(pronoun, at: token, notSpeaker: speaker, &ranking)
    if pronoun == .they { offerParties(at: token, &ranking) }
    if (pronoun == .it || pronoun == .they) && !isAgent { offerNouns(pronoun, at: token, &ranking) }
    return ranking.winner(margin: grammar.antecedent.margin)
  }

  /// Candidates with their points: the best, and the best of those that mean something else.
  struct Ranking {
    private var best: (score: Int, actors: [Int])?
    private var second: Int?

    mutating func offer(_ score: Int, _ actors: [Int]) {
      guard let first = best else {
        best = (score, actors)
        return
      }
      if score > first.score {
        if actors != first.actors { second = first.score }
        best = (score, actors)
      } else if actors != first.actors {
        second = max(second ?? score, score)
      }
    }

    /// The best, none when another is as good but for the margin.
    func winner(margin: Int) -> [Int] {
      guard let best else { return [] }
      if let second, best.score - second < margin { return [] }
      return best.actors
    }
  }

  /// What place and role of a candidate give it.
  ///
  /// - Parameter rank: how many candidates lie between.
  private func salience(of candidate: Int, isSubject: Bool, for token: Int, rank: Int) -> Int {
    let weights = grammar.antecedent
    let word = document.tokens[candidate]
    let distance = Int(document.tokens[token].sentence) - Int(word.sentence)
    var score = -weights.sentence * distance - weights.mention * min(rank, 12)
    if isSubject {
      score += weights.subject
      if document.tokens[token].relation.isSubject { score += weights.parallel }
    } else if word.relation == .obj {
      score += weights.object
    }
    if distance > 0 || candidate < token, isEmbedded(candidate), !isEmbedded(token) { score -= weights.embedded }
    return score
  }

  /// Whether a token stands in a clause below the main one of its sentence: relative, adverbial or reported.
  private func isEmbedded(_ token: Int) -> Bool {
    var node = token
    for _ in 0..<12 {
      switch document.tokens[node].relation {
      case .aclRelcl, .acl, .advcl, .ccomp, .csubj, .advclRelcl: return true
      default: break
      }
      guard let head = document.head(node) else { return false }
      node = head
    }
    return false
  }

  private func offerMentions(
    _ pronoun: Pronoun, at token: Int, notSpeaker speaker: Int?, _ ranking: inout Ranking
  ) {
    let weights = grammar.antecedent
    let sentence = Int(document.tokens[token].sentence)
    let speaks = isSpeaking(token)
    var seen = 0
    for entry in history.reversed() {
      seen += 1
      let distance = sentence - entry.sentence
      if seen > 60 || distance > (pronoun == .he || pronoun == .she ? 8 : 4) { break }
      guard entry.actor != speaker, agrees(entry.actor, pronoun), !isBound(entry.token, by: token) else { continue }
      let draft = drafts[entry.actor]
      var score = salience(of: entry.token, isSubject: entry.isSubject, for: token, rank: seen)
      if draft.actor.isNamed { score += weights.named }
      score += weights.familiar * ActorResolver.doublings(draft.actor.mentions.count)
      if speaks, isSpeaking(entry.token) { score += weights.speaker }
      if entry.pronoun == pronoun { score += weights.chain }
      if draft.sex != .unknown, pronoun == .he || pronoun == .she { score += weights.sex }
      if isLast(entry.token, locativeOf: entry.actor) { score -= weights.place }
      if pronoun == .they, [.country, .organisation].contains(draft.actor.kind) { score -= weights.collective }
      switch document.tokens[entry.token].relation {
      case .amod, .compound: score -= pronoun == .they ? weights.modifier + 14 : weights.modifier
      case .nmodPoss where entry.form != .pronoun: score -= weights.owner
      default: break
      }
      ranking.offer(score, [entry.actor])
    }
  }

  /// Whether a token is the subject of a verb of speaking, the first where the parser gives it two.
  private func isSpeaking(_ token: Int) -> Bool {
    let word = document.tokens[token]
    return word.relation == .nsubj && word.head >= 0
      && grammar.speechVerbs.contains(document.tokens[Int(word.head)].lemma)
      && document.child(Int(word.head), .nsubj) == token
  }

  /// How often a count doubles: 0, 1, 1, 2, 2, 2, 2, 3 …, at most 5.
  private static func doublings(_ count: Int) -> Int { min(5, max(0, Int.bitWidth - 1 - count.leadingZeroBitCount)) }

  /// Lets the nouns compete: those that win mean that the pronoun is no actor.
  private func offerNouns(_ pronoun: Pronoun, at token: Int, _ ranking: inout Ranking) {
    let weights = grammar.antecedent
    let word = document.tokens[token]
    let sentence = Int(word.sentence)
    let isMeeting = possessesMeeting(token)
    var seen = 0
    for noun in nouns.reversed() {
      seen += 1
      let distance = sentence - noun.sentence
      if seen > 40 || distance > 2 { return }
      guard noun.isPlural == (pronoun == .they), noun.token < token, !isBound(noun.token, by: token),
        document.head(noun.token) != token
      else { continue }
      var score = salience(of: noun.token, isSubject: noun.isSubject, for: token, rank: 2 * seen) + weights.thing
      if !noun.isSubject, document.tokens[noun.token].relation != .obj { score -= weights.oblique }
      if word.relation == .nmodPoss { score -= weights.thingOwner }
      if isMeeting { score -= weights.together }
      if word.relation == .nsubjPass { score += weights.thingPassive }
      ranking.offer(score, [])
    }
  }

  /// Actors named side by side, for "they".
  private func offerParties(at token: Int, _ ranking: inout Ranking) {
    let weights = grammar.antecedent
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
      var score = salience(of: entry.token, isSubject: entry.isSubject, for: token, rank: 2 * seen) + weights.side
      if entry.isLoose { score -= weights.loose }
      if isMeeting { score += weights.together }
      ranking.offer(score, entry.members)
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

  /// "Placed under the care of Dr. Roe, he …": what stands in an opening without a subject of its own is not the subject.
  private func isInOpening(_ antecedent: Int, of subject: Int) -> Bool {
    let clause = document.tokens[subject].head
    guard clause >= 0, antecedent < subject else { return false }
    var node = antecedent
    for _ in 0..<10 {
      let word = document.tokens[node]
      guard word.head >= 0 else { return false }
      if word.head == clause {
        return word.relation == .advcl && document.child(node, .nsubj, .nsubjPass) == nil
      }
      node = Int(word.head)
    }
    return false
  }

  /// An object cannot be its own clause's subject: "Putin met him".
  private func isBound(_ antecedent: Int, by token: Int) -> Bool {
    let word = document.tokens[token]
    let other = document.tokens[antecedent]
    if word.relation.isSubject, isInOpening(antecedent, of: token) { return true }
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
