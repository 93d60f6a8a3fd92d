// Descriptions: "the Ukrainian president", "Russian forces", "a senior Kremlin official", "the airline".

import Corpus
import Language

extension ActorResolver {
  mutating func mentionRole(_ index: Int) {
    let match = scan.roles[index]
    // A role word inside a name is no mention of its own; "Muslim" in "Muslim leader" is no name.
    if scan.nameAt[match.tokens.upperBound - 1] >= 0 { return }
    let phrase = nounPhrase(match)
    let head = phrase.head
    let word = document.tokens[head]
    guard word.upos != .verb, word.upos != .adv else { return }
    let role = lexicon.role(match.sense)
    if let person = described[index] {
      mention(person, phrase.tokens, head: head, .title)
      return
    }
    if let members = listed(head, match, role) {
      mention(parties: members, phrase.tokens, head: head, .nominal)
      return
    }
    if let person = namedBeside(head, match, phrase, role) {
      let owner = owner(of: phrase) ?? possessor(of: phrase)
      addRole(match.sense, to: person, owner: owner, isFormer: phrase.isFormer)
      let span = document.span(phrase.tokens)
      drafts[person].actor.roles.append(ActorRole(span: span, text: document.source.string(span)))
      relate(match.sense, to: person, owner)
      if drafts[person].actor.kind == .person, !isSought(phrase) {
        claim(match.sense, person, owner, phrase.isFormer, span)
      }
      mention(person, phrase.tokens, head: head, .title)
      return
    }
    if let subject = predicated(phrase, match, role) {
      let owner = owner(of: phrase) ?? possessor(of: phrase)
      addRole(match.sense, to: subject, owner: owner, isFormer: phrase.isFormer)
      relate(match.sense, to: subject, owner)
      if role.sector != "UNK" {
        let span = document.span(phrase.tokens)
        drafts[subject].actor.roles.append(ActorRole(span: span, text: document.source.string(span)))
      }
      mention(subject, phrase.tokens, head: head, .title)
      return
    }
    // "government building", "police station": a modifier of a thing acts only where the thing is an act.
    let isModifier = word.relation == .compound || word.relation == .amod
    if isModifier, role.kind == .group || role.kind == .body && phrase.leftNames.isEmpty { return }
    if isModifier, role.kind == .person, phrase.leftNames.isEmpty, !ActorResolver.acts(role.sector) { return }
    // "police stations" are places, "police cars" things.
    if isModifier, role.kind == .force, role.sector == "COP", phrase.leftNames.isEmpty, word.head >= 0 {
      switch nounKinds.kind(document.tokens[Int(word.head)].lemma) {
      case .place, .thing: return
      default: break
      }
    }
    if isNoActor(match, phrase, role) { return }
    if let actor = actorOfRole[index] {
      mention(actor, phrase.tokens, head: head, .nominal)
      return
    }
    if let members = parties(of: match, phrase, role) {
      mention(parties: members, phrase.tokens, head: head, .nominal)
      return
    }
    if let same = classified(match, phrase, role) {
      addRole(match.sense, to: same, owner: nil, isFormer: false)
      mention(same, phrase.tokens, head: head, .nominal)
      return
    }
    if role.kind == .group, !grammar.kinNouns.contains(word.lemma),
      let inner = memberRole(head, after: match.tokens.upperBound)
    {
      // "a group of tourists": the members say who it is.
      let members = nounPhrase(scan.roles[inner])
      let memberRole = lexicon.role(scan.roles[inner].sense)
      if memberRole.kind != .thing, let actor = resolve(scan.roles[inner], members, memberRole, false) {
        actorOfRole[inner] = actor
        mention(actor, phrase.tokens.lowerBound..<max(phrase.tokens.upperBound, members.head + 1), head: head, .nominal)
        return
      }
    }
    if match.sense.isPlural, let owners = coordinatedOwners(phrase) {
      var actors: [Int] = []
      for owner in owners {
        if let actor = resolve(match, phrase, role, isModifier, ownedBy: owner), !actors.contains(actor) {
          actors.append(actor)
        }
      }
      mention(parties: actors, phrase.tokens, head: head, .nominal)
      return
    }
    guard let actor = resolve(match, phrase, role, isModifier) else { return }
    mention(actor, phrase.tokens, head: head, .nominal)
  }

  /// Sectors whose nouns before another noun say who acts: "rebel attack", "police raid", against "passenger flight".
  private static func acts(_ sector: String) -> Bool {
    switch sector {
    case "GOV", "MIL", "COP", "JUD", "SPY", "LEG", "REB", "UAF", "PRM", "CRM", "OPP", "LAB", "EDU", "REF": true
    default: false
    }
  }

  /// Nouns that are people or bodies in one sense only: "a source of pride", "on board", "6 p.m.".
  private func isNoActor(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Bool {
    let first = match.tokens.lowerBound
    let isOne = match.tokens.count == 1
    if isOne, document.tokens[first].span.length <= 4, lexicon.words[Int(match.sense.word)].utf8.count <= 2,
      document.tokens[first].isCapitalised == false
    {
      return true
    }
    // "twin-deck": a part of a word.
    let next = match.tokens.upperBound
    if next < document.tokens.count, document.tokens[next].form == Words.hyphen,
      !document.tokens[next - 1].spaceAfter, phrase.leftNames.isEmpty, !match.sense.isPlural
    {
      return true
    }
    // "a police spokeswoman", "a women's group": the article is that of the noun behind.
    if match.sense.isPlural, phrase.isIndefinite,
      phrase.tokens.contains(where: { $0 < first && Words.articles.contains(document.tokens[$0].form) })
    {
      return true
    }
    if isOne, grammar.quantityNouns.contains(document.tokens[first].form), !isQuantityOfPeople(first, next) {
      return true
    }
    // "flown out by helicopter" says how, not by whom.
    if isOne, nounKinds.vehicles.contains(document.tokens[first].lemma), !match.sense.isPlural,
      document.tokens[first].relation == .oblAgent, document.child(first, .det, .nmodPoss, .nummod) == nil
    {
      return true
    }
    if first > 0, isOne {
      var key = PhraseKey()
      key.feed(document.text, document.tokens[first - 1].span)
      key.space()
      key.feed(document.text, document.tokens[first].span)
      if grammar.noActors.contains(key.value) { return true }
    }
    // "the position of chief executive"
    if phrase.head > 1, role.kind == .person, document.tokens[phrase.head].relation == .nmod,
      document.tokens[phrase.head].head >= 0,
      grammar.officeNouns.contains(document.tokens[Int(document.tokens[phrase.head].head)].lemma)
    {
      return true
    }
    // "no group", "Kano state".
    if phrase.tokens.contains(where: { document.tokens[$0].form == Words.no }) { return true }
    if role.kind == .state, role.group == nil, !match.sense.isPlural, let name = phrase.leftNames.last,
      scan.names[name].tokens.upperBound == first, isOne, role.name == "government",
      document.tokens[first].form == Words.state, isPlaceName(name)
    {
      return true
    }
    let sentence = document.sentences[Int(document.tokens[phrase.head].sentence)]
    // Headlines in capitals make nouns of everything: only what has an owner counts.
    if !sentence.isProse, hasProse, phrase.leftNames.isEmpty, phrase.rightName == nil, role.kind != .thing {
      return true
    }
    let form = PhraseKey(document.text, document.tokens[first].span).value
    guard isOne, grammar.weakNouns.contains(form) || grammar.weakNouns.contains(lexicon.headKey(match.sense)) else {
      return false
    }
    if phrase.rightName == nil, coreferent(match, phrase, role) != nil { return false }
    if !phrase.leftNames.isEmpty || match.sense.isPlural && phrase.tokens.upperBound == next { return false }
    let word = document.tokens[phrase.head]
    let isSpeaker =
      word.relation == .nsubj && word.head >= 0
      && (phrase.isDefinite || grammar.agentVerbs.contains(document.tokens[Int(word.head)].lemma))
    return !isSpeaker
  }

  /// "Thousands demonstrated", "dozens of protesters": a number that stands for people, as what acts or undergoes
  /// something, and of people where it says of what.
  private func isQuantityOfPeople(_ token: Int, _ next: Int) -> Bool {
    if memberRole(token, after: next) != nil { return true }
    let word = document.tokens[token]
    if word.head < 0, let verb = document.child(token, .acl), document.tokens[verb].upos == .verb {
      // A main verb that the parser hung on its own subject; "thousands displaced" in a caption are its object.
      guard let does = slotKinds.preference(.subject, of: document.tokens[verb].lemma) else { return false }
      let undergoes = slotKinds.preference(.object, of: document.tokens[verb].lemma)
      let person = NounKind.person.rawValue
      return does[person] > 0 && does[person] > undergoes?[person] ?? -1
    }
    guard let verb = document.head(token), document.tokens[verb].upos == .verb,
      document.child(token, .nmod, .nummod, .nmodUnmarked) == nil
    else { return false }
    let slot: SlotKinds.Slot
    switch word.relation {
    case .nsubj: slot = .subject
    case .nsubjPass, .obj: slot = .object
    default: return false
    }
    guard let preference = slotKinds.preference(slot, of: document.tokens[verb].lemma) else { return slot == .subject }
    return preference[NounKind.person.rawValue] > -0.5
  }

  private func isPlaceName(_ name: Int) -> Bool {
    let match = scan.names[name]
    if match.senses.isEmpty { return match.entity == .gpe || match.entity == .location }
    return match.senses.allSatisfy { $0.use == .place }
  }

  /// The role word after "of" that depends on a collective noun.
  private func memberRole(_ head: Int, after end: Int) -> Int? {
    guard end < document.tokens.count, document.tokens[end].form == Words.of else { return nil }
    for token in (end + 1)..<max(end + 1, min(document.tokens.count, end + 7)) {
      guard document.tokens[token].sentence == document.tokens[head].sentence else { return nil }
      let role = Int(scan.roleAt[token])
      if role >= 0 { return titleOf[role] == nil ? role : nil }
      guard [.adj, .det, .adv, .noun, .propn, .num].contains(document.tokens[token].upos) else { return nil }
    }
    return nil
  }

  /// The name that an apposition is or that stands right behind it: "his daughter, the actress [Jan Roe]".
  private func nameOf(apposition child: Int) -> Int? {
    if scan.nameAt[child] >= 0 { return Int(scan.nameAt[child]) }
    guard scan.roleAt[child] >= 0, child + 1 < document.tokens.count, scan.nameAt[child + 1] >= 0,
      let name = document.children(child).first(where: { $0 > child && document.tokens[$0].relation == .appos }),
      scan.nameAt[name] == scan.nameAt[child + 1]
    else { return nil }
    return Int(scan.nameAt[name])
  }

  /// A name in apposition to a description: "the Ukrainian president, Volodymyr Zelensky".
  private mutating func namedBeside(_ head: Int, _ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Int? {
    for child in document.children(head) where document.tokens[child].relation == .appos {
      guard child > head, let name = nameOf(apposition: child), let actor = actor(ofName: name) else { continue }
      // Of several that are named, the first is not all of them.
      if match.sense.isPlural, document.child(child, .conj) != nil { continue }
      if accepts(actor, role, match.sense.isPlural) { return actor }
      if grammar.openDescriptions.contains(document.tokens[head].lemma), !match.sense.isPlural,
        drafts[actor].actor.kind != .place
      {
        return actor
      }
    }
    // "a man named Karl Moe", "a suspect identified as Moe"
    if role.kind == .person, !match.sense.isPlural {
      for child in document.children(head) where child > head && document.tokens[child].relation == .acl {
        guard grammar.namingVerbs.contains(document.tokens[child].lemma) else { continue }
        for name in document.children(child) where name > child && scan.nameAt[name] >= 0 {
          if let actor = actor(ofName: Int(scan.nameAt[name])), accepts(actor, role, false) { return actor }
        }
      }
    }
    // "planemaker Airbus": the description is a modifier of the name.
    let governor = Int(document.tokens[head].head)
    if document.tokens[head].relation == .compound, governor > head, scan.nameAt[governor] >= 0,
      scan.names[Int(scan.nameAt[governor])].tokens.lowerBound == match.tokens.upperBound,
      role.kind == .body || role.group == "parties",
      let actor = actor(ofName: Int(scan.nameAt[governor])), accepts(actor, role, match.sense.isPlural)
    {
      return actor
    }
    // The same without help of the parser: "aircraft manufacturer Boeing", "Airbus rival Boeing".
    let next = match.tokens.upperBound
    if role.kind == .body || role.group == "parties", !match.sense.isPlural, next < document.tokens.count,
      scan.nameAt[next] >= 0, document.tokens[next].sentence == document.tokens[head].sentence,
      scan.names[Int(scan.nameAt[next])].tokens.lowerBound == next,
      let actor = actor(ofName: Int(scan.nameAt[next])), accepts(actor, role, false),
      drafts[actor].actor.kind != .country,
      !phrase.leftNames.contains(where: { actorOfName[$0] == actor })
    {
      return actor
    }
    // "a spokesman for the Taliban, Zabihullah Mujahid, said": what the parser hung on the organisation.
    guard role.kind == .person, !match.sense.isPlural, let right = phrase.rightName else { return nil }
    let comma = scan.names[right].tokens.upperBound
    guard comma + 1 < document.tokens.count, document.tokens[comma].form == Words.comma,
      document.tokens[comma + 1].sentence == document.tokens[head].sentence, scan.nameAt[comma + 1] >= 0,
      scan.names[Int(scan.nameAt[comma + 1])].tokens.lowerBound == comma + 1,
      let actor = actor(ofName: Int(scan.nameAt[comma + 1])), drafts[actor].isPerson,
      accepts(actor, role, false)
    else { return nil }
    return actor
  }

  /// "two parties, the Greens and the Reds": the names that follow a plural say who they are.
  private mutating func listed(_ head: Int, _ match: RoleMatch, _ role: Role) -> [Int]? {
    guard match.sense.isPlural, role.kind != .thing,
      let first = document.children(head).first(where: { $0 > head && document.tokens[$0].relation == .appos }),
      document.tokens[first - 1].upos == .punct
        || document.leftEdge[first] > 0 && document.tokens[Int(document.leftEdge[first]) - 1].upos == .punct
    else { return nil }
    var tokens = [first]
    for parent in [first, head] {
      for child in document.children(parent) where child > first && document.tokens[child].relation == .conj {
        tokens.append(child)
      }
    }
    guard tokens.count > 1 else { return nil }
    var result: [Int] = []
    for token in tokens {
      guard scan.nameAt[token] >= 0, let actor = actor(ofName: Int(scan.nameAt[token])),
        drafts[actor].actor.kind != .place
      else { return nil }
      let isPerson = drafts[actor].actor.kind == .person
      guard isPerson == (role.kind == .person) else { return nil }
      if !result.contains(actor) { result.append(actor) }
    }
    return result.count > 1 ? result : nil
  }

  /// "the Interfax news agency", "Hamas militants": the noun says what the name before it is.
  private mutating func classified(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Int? {
    guard let name = phrase.leftNames.last, phrase.leftNames.count == 1, !phrase.isCounted, !phrase.isIndefinite,
      scan.names[name].tokens.upperBound == match.tokens.lowerBound, let actor = actor(ofName: name)
    else { return nil }
    let draft = drafts[actor]
    let isArmed = draft.actor.kind == .armedForce && !ActorResolver.isOfficial(draft.actor.sector ?? "")
    switch role.group {
    case "rebels", "militants", "militias":
      return isArmed && draft.actor.isNamed ? actor : nil
    case "military": return isArmed && draft.actor.isNamed && role.kind == .force ? actor : nil
    case "company":
      return draft.actor.kind == .organisation && draft.actor.sector == "BUS" && !match.sense.isPlural
        && lexicon.isGeneric(match.sense) ? actor : nil
    default: break
    }
    guard !match.sense.isPlural, draft.actor.isNamed else { return nil }
    if role.sector == "JRN", role.kind == .body, draft.actor.kind == .outlet { return actor }
    let isBody = draft.actor.kind == .organisation || draft.actor.kind == .armedForce
    return isBody && lexicon.isGeneric(match.sense) && (draft.actor.sector == role.sector || role.sector == "UNK")
      ? actor : nil
  }

  /// Whether a description can be of an actor.
  func accepts(_ index: Int, _ role: Role, _ isPlural: Bool) -> Bool {
    let draft = drafts[index]
    switch role.kind {
    case .person:
      guard draft.actor.kind == .person, draft.isPlural == isPlural else { return false }
      return role.sex == .unknown || draft.sex == .unknown || role.sex == draft.sex
    case .body, .force:
      return [.organisation, .armedForce, .outlet].contains(draft.actor.kind)
    case .state: return draft.actor.kind == .country || draft.actor.kind == .government
    case .group:
      let isBody = [.organisation, .armedForce, .country].contains(draft.actor.kind)
      return draft.actor.kind == .group && !draft.isProduct || role.group == "parties" && isBody
    case .thing: return draft.isProduct && draft.type == role.type
    }
  }
}
