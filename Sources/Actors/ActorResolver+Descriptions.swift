// What a description means once it is read: the actor that holds the office, the body of a state, somebody of the text
// or somebody without a name.

import ChronographBase
import Corpus
import Language

extension ActorResolver {
  /// - Parameter ownedBy: the owner where the phrase names several, one after the other.
  mutating func resolve(
    _ match: RoleMatch, _ phrase: NounPhrase, _ role: Role, _ isModifier: Bool, ownedBy: Int? = nil
  ) -> Int? {
    var owner = ownedBy ?? owner(of: phrase) ?? possessor(of: phrase)
    if role.kind == .thing {
      // "its A380 airliner": the name says which.
      for name in phrase.leftNames.reversed() {
        if let product = actor(ofName: name), drafts[product].isProduct { return product }
      }
      let isNew = !phrase.isDefinite || phrase.isCounted || phrase.isIndefinite || phrase.possessor != nil
      return isNew ? nil : coreferent(match, phrase, role)
    }
    // "his father", "Roe's lawyer": the same one each time.
    let isRelated =
      role.kind == .person && !match.sense.isPlural && !phrase.isCounted && !phrase.isIndefinite && ownedBy == nil
      && owner.map { drafts[$0].isPerson } == true
    if isRelated, let owner, let known = groups[relationKey(match.sense, owner)], known != owner { return known }
    // "Aeroflot's fleet" are things.
    if role.kind == .force, let owner, drafts[owner].actor.sector == "BUS" { return nil }
    if role.kind == .state, role.group == nil, let owner, drafts[owner].isPerson { return administration(owner, match) }
    let country = owner.flatMap { drafts[$0].actor.country }
    let isState = owner.map { drafts[$0].actor.kind == .country || drafts[$0].actor.kind == .place } ?? false
    if role.kind == .state, let owner, isState, role.group == nil, !match.sense.isPlural || role.name == "government" {
      return stateActor(owner, phrase)
    }
    let isTown = owner.map { drafts[$0].actor.kind == .place && !isCapital($0) } ?? false
    if role.isStanding, let country, isState, !isTown, !phrase.isIndefinite, !phrase.isCounted, !isSeveral(match, role)
    {
      return standing(role, match, country)
    }
    if let office = role.office, !match.sense.isPlural || ownedBy != nil, !phrase.isFormer, let owner,
      let holder = holder(of: office, owner, role, match)
    {
      return holder
    }
    if owner == nil, !phrase.isIndefinite, !phrase.isCounted, !isModifier || role.kind != .person,
      let known = coreferent(match, phrase, role)
    {
      return known
    }
    if owner == nil, let seat = phrase.seat { owner = actor(ofName: seat) }
    if owner == nil, phrase.rightName == nil, let inContext = ofContext(match, phrase, role) { return inContext }
    if let named = namedBody(match, phrase, role, owner) { return named }
    if owner == nil, ownedBy == nil, let named = namedLater(match, phrase, role) { return named }
    if role.kind == .body, isState, phrase.isDefinite, !phrase.hasModifier, !phrase.isCounted, !match.sense.isPlural,
      let country,
      let known = company(of: country, role, at: phrase.head)
    {
      return known
    }
    let unnamed = anonymous(match, phrase, role, owner, isOneOfSeveral: ownedBy != nil)
    if isRelated { relate(match.sense, to: unnamed, owner) }
    return unnamed
  }

  /// "security agencies" are several bodies, "security forces" one.
  func isSeveral(_ match: RoleMatch, _ role: Role) -> Bool {
    match.sense.isPlural && role.kind == .body && !lexicon.isListed(PhraseKey(document.string(match.tokens)))
  }

  private func isCapital(_ place: Int) -> Bool {
    guard let first = gazetteer.find(PhraseKey(drafts[place].actor.name)), first >= 0 else { return false }
    return gazetteer.senses(from: first).contains { $0.use == .capital }
  }

  // MARK: Without a name

  mutating func anonymous(
    _ match: RoleMatch, _ phrase: NounPhrase, _ role: Role, _ owner: Int?, isOneOfSeveral: Bool
  ) -> Int {
    let isPlural = match.sense.isPlural || document.tokens[phrase.head].features.contains(.plural)
    let isMany = isPlural || role.kind != .person
    var key: String?
    // "people … people" are others each time; "protesters", "the residents", "Syrian refugees" are the same.
    let isOne = role.group != nil || phrase.isDefinite || owner != nil || role.kind != .person && role.kind != .group
    if isMany, !phrase.isCounted, !phrase.isIndefinite, isOne {
      let owned = owner.map { drafts[$0].actor.id } ?? ""
      // "The company" is none of "the largest companies".
      let number = role.kind == .body && isPlural ? "s" : ""
      key =
        (role.group ?? "r\(match.sense.role)w\(match.sense.word)") + number + "@" + owned + (phrase.isFormer ? "-" : "")
      if let key, let known = groups[key], !(phrase.hasModifier && owner == nil && role.group == nil) { return known }
    }
    var sector: String? = role.sector
    // "police spokesman", "community leader": the body says the sector.
    let before = match.tokens.lowerBound - 1
    if role.kind == .person, role.group == "officials" || role.sector == "UNK", phrase.tokens.contains(before),
      scan.roleAt[before] >= 0
    {
      sector = lexicon.role(scan.roles[Int(scan.roleAt[before])].sense).sector
    }
    var country = owner.flatMap { drafts[$0].actor.country }
    var affiliation: String?
    if let owner {
      let draft = drafts[owner]
      if draft.isRegion {
        country = nil
      } else if draft.actor.kind == .place {
        affiliation = draft.actor.affiliation
      } else {
        affiliation = draft.actor.id
      }
      // "a Hamas commander", "the party's leader": the body says what its people are.
      let isBody = draft.actor.kind == .organisation || draft.actor.kind == .armedForce
      if isBody, let own = draft.actor.sector, role.kind == .person, sector == "GOV" || sector == "MIL",
        !ActorResolver.isOfficial(own) || own == "PTY"
      {
        sector = own
      }
      if sector == "UNK" {
        if draft.actor.kind == .country || draft.actor.kind == .government { sector = "GOV" }
        if let own = draft.actor.sector, draft.actor.kind != .person || own != "CVL" { sector = own }
      }
    }
    if phrase.isFormer, role.kind == .person, role.sector == "UNK" || ActorResolver.isOfficial(role.sector) {
      sector = "ELI"
    }
    let kind: NewsActor.Kind =
      switch role.kind {
      case .person: isPlural ? .group : .person
      case .force: .armedForce
      case .group: .group
      case .body: isPlural ? .group : .organisation
      case .state: role.group == nil ? .government : .group
      case .thing: .group
      }
    var name = document.string(phrase.tokens)
    var id = anonymousID(phrase.tokens)
    if isOneOfSeveral, let owner {
      // "Russian and Ukrainian officials": a name and an id for each.
      let whose = drafts[owner].known.flatMap { gazetteer.actor($0).adjective } ?? drafts[owner].actor.name
      name = whose + " " + document.string(match.tokens)
      id = LatinFolding.slug(drafts[owner].actor.id) + "-" + id
    }
    // "a military helicopter": one thing, which "it" may mean.
    let isThing =
      role.kind == .group && !isPlural && nounKinds.vehicles.contains(document.tokens[phrase.head].lemma)
    let index = add(
      DraftActor(
        actor: NewsActor(
          id: id, name: ActorResolver.tidied(name), kind: kind, country: country,
          sector: sector, affiliation: affiliation, isNamed: false,
          why: "described as “\(document.string(match.tokens))”, not named"),
        sex: role.sex, isPlural: isMany && !isThing && (isPlural || role.kind == .group), roles: [match.sense.role],
        words: [match.sense.word], age: age(in: phrase.tokens), type: role.type, isProduct: isThing))
    if let key { groups[key] = index }
    return index
  }

  /// Whom a possessive pronoun before a noun means: "his vice president".
  func possessor(of phrase: NounPhrase) -> Int? {
    guard let pronoun = phrase.possessor, let kind = Words.possessive[document.tokens[pronoun].form] else { return nil }
    return actorOfHead[pronoun] ?? antecedent(of: kind, at: pronoun)
  }
}
