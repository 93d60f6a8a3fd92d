// Pronouns: whom they mean, by the ranking of all that was spoken of before (see ActorResolver+Antecedents.swift), and
// what no ranking may overrule.

import Language

/// A noun that is no actor but that a pronoun may mean, or a pronoun that means none.
struct RivalNoun {
  var token: Int
  var sentence: Int
  var isSubject: Bool
  var isPlural: Bool
  var kind = NounKind.idea
  /// A pronoun that was left open: what it means may be meant again.
  var isOpen = false
}

extension ActorResolver {
  mutating func mentionPronoun(_ token: Int, _ pronoun: Pronoun) {
    if pronoun == .i || pronoun == .we {
      firstPersons.append((token, pronoun))
      return
    }
    if document.tokens[token].relation == .expl || pronoun == .it && isImpersonal(token) { return }
    let range = token..<token + 1
    if rows != nil { noteRow(pronoun, at: token) }
    let meant = referents(of: pronoun, at: token)
    if !meant.isEmpty {
      for actor in meant where drafts[actor].sex == .unknown && drafts[actor].isPerson {
        if pronoun == .he { drafts[actor].sex = .male }
        if pronoun == .she { drafts[actor].sex = .female }
      }
      mention(parties: meant, range, head: token, .pronoun)
      return
    }
    guard pronoun == .he || pronoun == .she else {
      noteOpen(token, isPlural: pronoun == .they)
      return
    }
    let index = add(
      DraftActor(
        actor: NewsActor(
          id: anonymousID(range), name: document.string(range), kind: .person, sector: "UNK", isNamed: false,
          why: "a pronoun whose person the text does not name"),
        sex: pronoun == .he ? .male : .female))
    mention(index, range, head: token, .pronoun)
  }

  /// Remembers a pronoun that means no actor.
  mutating func noteOpen(_ token: Int, isPlural: Bool) {
    let word = document.tokens[token]
    nouns.append(
      RivalNoun(
        token: token, sentence: Int(word.sentence), isSubject: word.relation.isSubject, isPlural: isPlural,
        isOpen: true))
  }

  /// Remembers a noun that a later pronoun may mean.
  mutating func noteNoun(_ token: Int) {
    let word = document.tokens[token]
    if word.upos == .pron, Words.demonstrative.contains(word.form), !word.features.contains(.relative) {
      noteOpen(token, isPlural: Words.manyOfThem.contains(word.form))
      return
    }
    guard word.upos == .noun || word.upos == .propn, !grammar.timeNouns.contains(word.lemma) else { return }
    switch word.relation {
    case .nsubj, .nsubjPass, .nsubjOuter, .obj, .obl, .oblAgent, .nmod, .root, .conj, .iobj, .appos: break
    default: return
    }
    nouns.append(
      RivalNoun(
        token: token, sentence: Int(word.sentence), isSubject: word.relation.isSubject,
        isPlural: word.features.contains(.plural), kind: nounKinds.kind(word.lemma)))
  }

  /// The most salient actor before a pronoun that agrees with it; of several the first.
  func antecedent(of pronoun: Pronoun, at token: Int) -> Int? { referents(of: pronoun, at: token).first }

  /// The actor or actors that a pronoun means; none when it means something else or nothing is found.
  func referents(of pronoun: Pronoun, at token: Int) -> [Int] {
    if pronoun == .i || pronoun == .we { return [] }
    let word = document.tokens[token]
    if let beside = ownerBeside(pronoun, token) { return [beside] }
    if let speaker = reporter(pronoun, token) ?? teller(pronoun, token) { return [speaker] }
    if pronoun == .it, word.relation == .obj, word.head >= 0,
      grammar.claimVerbs.contains(document.tokens[Int(word.head)].lemma)
    {
      return []
    }
    if let same = continued(pronoun, token) { return [same] }
    let found = ranked(pronoun, at: token)
    if found.isEmpty, pronoun == .he || pronoun == .she, let only = onlyPerson(pronoun, before: token) { return [only] }
    if pronoun == .it, word.relation == .nsubjPass, let only = found.first, hasObject(only, before: token) { return [] }
    return found
  }

  /// "Roe met Moe. He also ordered …": one more act of the subject of the main clause before.
  private func continued(_ pronoun: Pronoun, _ token: Int) -> Int? {
    let word = document.tokens[token]
    guard pronoun == .he || pronoun == .she, word.relation == .nsubj, speech.quotationAt[token] < 0,
      let verb = document.head(token), document.tokens[verb].head < 0,
      document.children(verb).contains(where: { Words.additions.contains(document.tokens[$0].form) }),
      word.sentence > 0
    else { return nil }
    let before = document.sentences[Int(word.sentence) - 1]
    guard before.isProse, let root = before.tokens.first(where: { document.tokens[$0].head < 0 }),
      let subject = document.child(root, .nsubj, .nsubjPass), partiesOfHead[subject] == nil,
      let actor = actorOfHead[subject], agrees(actor, pronoun), !isBound(subject, by: token)
    else { return nil }
    return actor
  }

  /// The one person of the text so far that agrees with a pronoun: where nobody else can be meant, the ranking's doubt is
  /// the parser's. Not the speaker of the words in which the pronoun stands.
  private func onlyPerson(_ pronoun: Pronoun, before token: Int) -> Int? {
    let speaker = speech.speaker(of: token).flatMap { actorOfHead[$0] }
    var only: Int?
    let sentence = Int(document.tokens[token].sentence)
    for entry in history.reversed().prefix(60) where agrees(entry.actor, pronoun) {
      if only == nil, sentence - entry.sentence > 3 { return nil }
      guard entry.actor == only || only == nil, entry.actor != speaker, !isBound(entry.token, by: token) else {
        return nil
      }
      only = entry.actor
    }
    guard let only, drafts[only].actor.isNamed else { return nil }
    return only
  }

  /// "Kenya welcomed the deal. It was signed in May.": what was done to "it" may have been done to the thing that the
  /// actor just acted on.
  private func hasObject(_ actor: Int, before token: Int) -> Bool {
    let sentence = Int(document.tokens[token].sentence)
    return nouns.reversed().prefix(8).contains { noun in
      guard !noun.isPlural, !noun.isOpen, noun.token < token, sentence - noun.sentence < 2,
        document.tokens[noun.token].relation == .obj, let verb = document.head(noun.token),
        let subject = document.child(verb, .nsubj)
      else { return false }
      return actorOfHead[subject] == actor
    }
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

  /// Whether a token stands in a clause below the main one of its sentence: relative, adverbial or reported.
  func isEmbedded(_ token: Int) -> Bool {
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

  /// Whether a token is the subject of a verb of speaking, the first where the parser gives it two.
  func isSpeaking(_ token: Int) -> Bool {
    let word = document.tokens[token]
    return word.relation == .nsubj && word.head >= 0
      && grammar.speechVerbs.contains(document.tokens[Int(word.head)].lemma)
      && document.child(Int(word.head), .nsubj) == token
  }

  /// How often a count doubles: 0, 1, 1, 2, 2, 2, 2, 3 …, at most 5.
  static func doublings(_ count: Int) -> Int { min(5, max(0, Int.bitWidth - 1 - count.leadingZeroBitCount)) }

  /// "their conversation", "their dispute": of those who were brought together before.
  func possessesMeeting(_ token: Int) -> Bool {
    let word = document.tokens[token]
    guard word.relation == .nmodPoss, word.head >= 0 else { return false }
    return grammar.meetingVerbs.contains(document.tokens[Int(word.head)].lemma)
  }

  /// "Kyiv and its backers": the owner stands right before.
  private func ownerBeside(_ pronoun: Pronoun, _ token: Int) -> Int? {
    guard document.tokens[token].relation == .nmodPoss, token > 1, Words.and.contains(document.tokens[token - 1].form),
      let entry = history.suffix(40).last(where: { $0.tokens.upperBound == token - 1 }), agrees(entry.actor, pronoun)
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

  /// "The ministry said it would act", "the group's spokesman said they would fight": the body that speaks or for which
  /// somebody speaks.
  private func reporter(_ pronoun: Pronoun, _ token: Int) -> Int? {
    let word = document.tokens[token]
    guard pronoun == .it || pronoun == .they, word.relation == .nsubj, var clause = document.head(token),
      document.tokens[clause].upos == .verb, document.child(clause, .cop, .auxPass) == nil
    else { return nil }
    let lemma = document.tokens[clause].lemma
    if !grammar.agentVerbs.contains(lemma) {
      guard let takes = slotKinds.preference(.subject, of: lemma) else { return nil }
      let others = [NounKind.thing, .event, .idea].map { takes[$0.rawValue] }.max() ?? 0
      guard takes[NounKind.body.rawValue] >= others - 0.75 else { return nil }
    }
    var speech: Int?
    if document.tokens[clause].relation == .conj, let first = document.head(clause) {
      // "said … and that it had closed": joined to the verb of saying itself.
      if document.child(clause, .mark) != nil, grammar.speechVerbs.contains(document.tokens[first].lemma) {
        speech = first
      } else {
        clause = first
      }
    }
    if speech == nil, document.tokens[clause].relation == .ccomp { speech = document.head(clause) }
    guard let speech,
      grammar.speechVerbs.contains(document.tokens[speech].lemma), let subject = document.child(speech, .nsubj),
      subject < token, let actor = actorOfHead[subject], partiesOfHead[subject] == nil
    else { return nil }
    func isBody(_ index: Int) -> Bool {
      switch drafts[index].actor.kind {
      case .outlet, .person, .group, .place: false
      case .country, .government, .organisation, .armedForce: agrees(index, pronoun)
      }
    }
    if isBody(actor) { return actor }
    guard drafts[actor].isPerson else { return nil }
    // Whom the person speaks for: what the phrase names, the owner of the office first.
    let phrase = document.subtree(subject)
    let named = history.suffix(20).filter { phrase.contains($0.token) && isBody($0.actor) }.map(\.actor)
    if let owner = drafts[actor].actor.affiliation.flatMap({ indexOfID[$0] }), named.contains(owner) { return owner }
    return named.first
  }

  /// "An officer claimed he had aimed low": whoever tells it without quotation marks, and nobody named behind the verb.
  private func teller(_ pronoun: Pronoun, _ token: Int) -> Int? {
    let word = document.tokens[token]
    guard pronoun == .he || pronoun == .she, word.relation == .nsubj, speech.quotationAt[token] < 0,
      let clause = document.head(token), document.tokens[clause].relation == .ccomp,
      let verb = document.head(clause), verb < token, grammar.speechVerbs.contains(document.tokens[verb].lemma),
      let subject = document.child(verb, .nsubj), subject < verb, let actor = actorOfHead[subject],
      partiesOfHead[subject] == nil, agrees(actor, pronoun)
    else { return nil }
    let isRivalled = history.suffix(12).contains { entry in
      entry.token > verb && entry.token < token && entry.actor != actor && agrees(entry.actor, pronoun)
    }
    return isRivalled ? nil : actor
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

  func isLast(_ token: Int, locativeOf actor: Int) -> Bool {
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
      if draft.isRegion || draft.actor.kind == .place { return false }
      // A name in the plural that nothing explains, as of a team.
      if draft.isProduct { return draft.known == nil && draft.actor.isNamed && draft.actor.name.hasSuffix("s") }
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
  func isBound(_ antecedent: Int, by token: Int) -> Bool {
    let word = document.tokens[token]
    let other = document.tokens[antecedent]
    if word.relation.isSubject, isInOpening(antecedent, of: token) { return true }
    // "the ship that it seized"
    if word.relation.isSubject, let clause = document.head(token), document.head(clause) == antecedent {
      switch document.tokens[clause].relation {
      case .aclRelcl, .acl: return true
      default: break
      }
    }
    if word.features.contains(.reflexive) || word.relation == .nmodPoss || word.relation.isSubject { return false }
    guard word.head >= 0 else { return false }
    if word.head == other.head { return true }
    // "the soldiers led by Moe arrested him"
    if let subject = document.child(Int(word.head), .nsubj), subject != antecedent,
      document.subtree(subject).contains(antecedent)
    {
      switch other.relation {
      case .obl, .oblAgent, .nmod, .obj: return true
      default: break
      }
    }
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
