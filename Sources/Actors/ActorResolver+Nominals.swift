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
    if let person = namedBeside(head, match, role) {
      let owner = owner(of: phrase)
      addRole(match.sense, to: person, owner: owner, isFormer: phrase.isFormer)
      let span = document.span(phrase.tokens)
      drafts[person].actor.roles.append(ActorRole(span: span, text: document.source.string(span)))
      if drafts[person].actor.kind == .person { claim(match.sense, person, owner, phrase.isFormer, span) }
      mention(person, phrase.tokens, head: head, .title)
      return
    }
    // "government building", "police station": a modifier of a thing acts only where the thing is an act.
    let isModifier = word.relation == .compound || word.relation == .amod
    if isModifier, role.kind == .group || role.kind == .body && phrase.leftNames.isEmpty { return }
    if role.kind == .group, let inner = memberRole(head, after: match.tokens.upperBound) {
      // "a group of tourists": the members say who it is.
      let members = nounPhrase(scan.roles[inner])
      let memberRole = lexicon.role(scan.roles[inner].sense)
      if memberRole.kind != .thing, let actor = resolve(scan.roles[inner], members, memberRole, false) {
        actorOfRole[inner] = actor
        mention(actor, phrase.tokens.lowerBound..<max(phrase.tokens.upperBound, members.head + 1), head: head, .nominal)
        return
      }
    }
    guard let actor = actorOfRole[index] ?? resolve(match, phrase, role, isModifier) else { return }
    mention(actor, phrase.tokens, head: head, .nominal)
  }

  /// The role word after "of" that depends on a collective noun.
  private func memberRole(_ head: Int, after end: Int) -> Int? {
    guard end < document.tokens.count, document.tokens[end].form == Words.of else { return nil }
    for token in (end + 1)..<min(document.tokens.count, end + 7) {
      guard document.tokens[token].sentence == document.tokens[head].sentence else { return nil }
      let role = Int(scan.roleAt[token])
      if role >= 0 { return titleOf[role] == nil ? role : nil }
      guard [.adj, .det, .adv, .noun, .propn, .num].contains(document.tokens[token].upos) else { return nil }
    }
    return nil
  }

  /// A name in apposition to a description: "the Ukrainian president, Volodymyr Zelensky".
  private mutating func namedBeside(_ head: Int, _ match: RoleMatch, _ role: Role) -> Int? {
    for child in document.children(head) where document.tokens[child].relation == .appos {
      guard child > head, scan.nameAt[child] >= 0, let actor = actor(ofName: Int(scan.nameAt[child])) else { continue }
      if accepts(actor, role, match.sense.isPlural) { return actor }
    }
    // "planemaker Airbus": the description is a modifier of the name.
    let governor = Int(document.tokens[head].head)
    if document.tokens[head].relation == .compound, governor > head, scan.nameAt[governor] >= 0,
      scan.names[Int(scan.nameAt[governor])].tokens.lowerBound == match.tokens.upperBound, role.kind == .body,
      let actor = actor(ofName: Int(scan.nameAt[governor])), accepts(actor, role, match.sense.isPlural)
    {
      return actor
    }
    return nil
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
    case .group: return draft.actor.kind == .group && !draft.isProduct
    case .thing: return draft.isProduct && draft.type == role.type
    }
  }

  private mutating func resolve(
    _ match: RoleMatch, _ phrase: NounPhrase, _ role: Role, _ isModifier: Bool
  ) -> Int? {
    var owner = owner(of: phrase)
    if owner == nil, let pronoun = phrase.possessor, let kind = Words.possessive[document.tokens[pronoun].form] {
      owner = actorOfHead[pronoun] ?? antecedent(of: kind, at: pronoun)
    }
    if role.kind == .thing {
      // "its A380 airliner": the name says which.
      for name in phrase.leftNames.reversed() {
        if let product = actor(ofName: name), drafts[product].isProduct { return product }
      }
      let isNew = !phrase.isDefinite || phrase.isCounted || phrase.isIndefinite || phrase.possessor != nil
      return isNew ? nil : coreferent(match, phrase, role)
    }
    if role.kind == .state, role.group == nil, let owner, drafts[owner].isPerson { return administration(owner, match) }
    let country = owner.flatMap { drafts[$0].actor.country }
    let isState = owner.map { drafts[$0].actor.kind == .country || drafts[$0].actor.kind == .place } ?? false
    if role.kind == .state, let owner, isState, role.group == nil, !match.sense.isPlural || role.name == "government" {
      return stateActor(owner, phrase)
    }
    if role.isStanding, let country, isState, !phrase.isIndefinite, !phrase.isCounted {
      return standing(role, match, country)
    }
    if let office = role.office, !match.sense.isPlural, !phrase.isFormer, let owner,
      let holder = holder(of: office, owner, role, match)
    {
      return holder
    }
    if owner == nil, !phrase.isIndefinite, !phrase.isCounted, !isModifier || role.kind != .person,
      let known = coreferent(match, phrase, role)
    {
      return known
    }
    if let named = namedBody(match, phrase, role, owner) { return named }
    if role.kind == .body, isState, phrase.isDefinite, !phrase.hasModifier, !phrase.isCounted, !match.sense.isPlural,
      let country,
      let known = company(of: country, role, at: phrase.head)
    {
      return known
    }
    return anonymous(match, phrase, role, owner)
  }

  /// "the Geneva Institute", "Chile's Ministry of Mines": a body whose name is its description in capitals.
  private mutating func namedBody(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role, _ owner: Int?) -> Int? {
    guard role.kind == .body || role.kind == .force, !match.sense.isPlural, !phrase.isIndefinite, !phrase.isCounted,
      let owner, document.tokens[match.tokens.lowerBound].isCapitalised,
      document.sentences[Int(document.tokens[phrase.head].sentence)].isProse, drafts[owner].actor.kind != .person
    else { return nil }
    var start = phrase.tokens.lowerBound
    while start < match.tokens.lowerBound, !document.tokens[start].isCapitalised || document.tokens[start].upos == .det
    {
      start += 1
    }
    var prefix = ""
    let before = match.tokens.lowerBound - 1
    if before >= start, Words.possessiveMark.contains(document.tokens[before].form) {
      start = match.tokens.lowerBound
      prefix = (drafts[owner].actor.country ?? drafts[owner].actor.id) + " "
    }
    guard start < phrase.tokens.upperBound else { return nil }
    let name = ActorResolver.tidied(document.string(start..<phrase.tokens.upperBound))
    guard start < match.tokens.lowerBound || !prefix.isEmpty || phrase.tokens.upperBound > match.tokens.upperBound
    else { return nil }
    let actor = drafts[owner].actor
    let affiliation: String? = drafts[owner].isRegion ? nil : actor.kind == .place ? actor.affiliation : actor.id
    return add(
      DraftActor(
        actor: NewsActor(
          id: LatinFolding.slug(prefix + name), name: name, kind: role.kind == .force ? .armedForce : .organisation,
          country: drafts[owner].isRegion ? nil : actor.country, sector: role.sector, affiliation: affiliation,
          why: "a body named by its description"), roles: [match.sense.role], type: role.type))
  }

  /// "the US manufacturer": an organisation of that country and kind that the text has named.
  private func company(of country: String, _ role: Role, at head: Int) -> Int? {
    let sentence = Int(document.tokens[head].sentence)
    for entry in history.reversed().prefix(60) {
      if sentence - entry.sentence > 8 { return nil }
      let draft = drafts[entry.actor]
      guard draft.actor.isNamed, draft.actor.country == country, draft.actor.sector == role.sector,
        draft.actor.kind == .organisation, role.type == nil || role.type == draft.type
      else { continue }
      return entry.actor
    }
    return nil
  }

  private mutating func stateActor(_ owner: Int, _ phrase: NounPhrase) -> Int? {
    guard let id = drafts[owner].actor.country?.asciiLowercased, let known = gazetteer.byID[id] else { return owner }
    let state = draft(known: known)
    if drafts[state].actor.mentions.allSatisfy({ $0.form != .name || phrase.tokens.contains($0.head) }) {
      drafts[state].actor.sector = "GOV"
    }
    return state
  }

  /// "the Russian parliament": the same actor in every document.
  private mutating func standing(_ role: Role, _ match: RoleMatch, _ country: String) -> Int? {
    let slug = LatinFolding.slug(role.name)
    let key = role.group.map { country + "-" + $0 } ?? country + "-" + slug
    if let known = gazetteer.standing[key] ?? gazetteer.standing[country + "-" + slug] { return draft(known: known) }
    guard let state = gazetteer.byID[country.asciiLowercased] else { return nil }
    _ = draft(known: state)
    let owner = gazetteer.actor(state)
    let what = role.group == "military" ? "armed forces" : role.group ?? role.name
    let name = owner.adjective.map { $0 + " " + what } ?? what + " of " + owner.name
    return add(
      DraftActor(
        actor: NewsActor(
          id: country.asciiLowercased + "-" + (role.group ?? slug), name: name,
          kind: role.kind == .force ? .armedForce : .organisation, country: country, sector: role.sector,
          affiliation: gazetteer.actor(state).id, why: "the \(role.name) of \(gazetteer.actor(state).name)"),
        isPlural: role.kind == .force && match.sense.isPlural, roles: [match.sense.role], type: role.type))
  }

  /// The person who holds an office of a country or organisation, or the office itself when that is open.
  private mutating func holder(of office: String, _ owner: Int, _ role: Role, _ match: RoleMatch) -> Int? {
    let place = drafts[owner].actor.country ?? drafts[owner].actor.id
    let body = drafts[owner].actor.id
    // Somebody of this text who was called so.
    for entry in history.reversed().prefix(60) {
      let draft = drafts[entry.actor]
      guard draft.isPerson, draft.actor.country == drafts[owner].actor.country else { continue }
      if draft.roles.contains(match.sense.role) { return entry.actor }
    }
    var holders = gazetteer.holders(of: office, in: body, on: date)
    if holders.isEmpty { holders = gazetteer.holders(of: office, in: place, on: date) }
    let present = holders.filter { indexOfID[gazetteer.actor($0).id] != nil }
    if present.count == 1, let person = present.first { return draft(known: person) }
    if date != nil, holders.count == 1, let person = holders.first {
      let index = draft(known: person)
      drafts[index].actor.why = "holds the office of \(role.name) on \(date ?? "")"
      return index
    }
    let isState = drafts[owner].actor.kind == .country || drafts[owner].actor.kind == .place
    let sector = isState || drafts[owner].actor.sector == nil ? role.sector : drafts[owner].actor.sector
    return add(
      DraftActor(
        actor: NewsActor(
          id: LatinFolding.slug((isState ? place : body) + " " + office), name: document.string(match.tokens),
          kind: .person, country: drafts[owner].actor.country, sector: sector,
          affiliation: isState ? place.asciiLowercased : body, isNamed: false,
          why: "an office whose holder the text does not name"), sex: role.sex, roles: [match.sense.role]))
  }

  // MARK: Without a name

  private mutating func anonymous(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role, _ owner: Int?) -> Int {
    let isPlural = match.sense.isPlural || document.tokens[phrase.head].features.contains(.plural)
    let isMany = isPlural || role.kind != .person
    var key: String?
    if isMany, !phrase.isCounted, !phrase.isIndefinite {
      let owned = owner.map { drafts[$0].actor.id } ?? ""
      key = (role.group ?? "r\(match.sense.role)w\(match.sense.word)") + "@" + owned + (phrase.isFormer ? "-" : "")
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
    let name = document.string(phrase.tokens)
    let index = add(
      DraftActor(
        actor: NewsActor(
          id: anonymousID(phrase.tokens), name: ActorResolver.tidied(name), kind: kind, country: country,
          sector: sector, affiliation: affiliation, isNamed: false,
          why: "described as “\(document.string(match.tokens))”, not named"),
        sex: role.sex, isPlural: isMany && (isPlural || role.kind == .group), roles: [match.sense.role],
        type: role.type))
    if let key { groups[key] = index }
    return index
  }

  /// The actor of the text that a definite description takes up again.
  private mutating func coreferent(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Int? {
    let isPlural = match.sense.isPlural || document.tokens[phrase.head].features.contains(.plural)
    if isPlural { return owned(match, phrase, role) }
    guard phrase.isDefinite || phrase.possessor != nil || document.tokens[phrase.head].relation.isSubject else {
      return nil
    }
    if !phrase.isDefinite, phrase.possessor == nil, role.kind != .thing { return nil }
    let sentence = Int(document.tokens[phrase.head].sentence)
    var steps = 0
    for entry in history.reversed() {
      steps += 1
      if steps > 80 || sentence - entry.sentence > 12 { break }
      if fits(entry.actor, match, phrase, role, distance: sentence - entry.sentence) { return entry.actor }
    }
    return nil
  }

  /// "Officials said" takes up the officials of a country that the text has just spoken of.
  private func owned(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Int? {
    guard let group = role.group, !phrase.hasModifier, phrase.possessor == nil, phrase.rightName == nil else {
      return nil
    }
    let sentence = Int(document.tokens[phrase.head].sentence)
    var found: Int?
    for entry in history.reversed().prefix(60) {
      if sentence - entry.sentence > 10 { break }
      let draft = drafts[entry.actor]
      guard draft.actor.kind == .group || draft.actor.kind == .armedForce, draft.actor.affiliation != nil,
        draft.roles.contains(where: { lexicon.roles[Int($0)].group == group })
      else { continue }
      if found == nil { found = entry.actor }
      // Two countries' officials shortly before: who is meant is open.
      if let found, found != entry.actor, sentence - entry.sentence < 3 { return nil }
    }
    return found
  }

  /// "the Sheinbaum government": an administration is an actor of its own beside the state.
  private mutating func administration(_ owner: Int, _ match: RoleMatch) -> Int {
    let person = drafts[owner].actor
    let surname = person.name.split(separator: " ").last.map(String.init) ?? person.name
    let known = gazetteer.byID[LatinFolding.slug(surname) + "-administration"]
    if let known { return draft(known: known) }
    return add(
      DraftActor(
        actor: NewsActor(
          id: LatinFolding.slug(surname) + "-administration", name: surname + " administration", kind: .government,
          country: person.country, sector: "GOV", affiliation: person.affiliation, isNamed: person.isNamed,
          why: "the government under \(person.name)"), roles: [match.sense.role]))
  }

  private func fits(_ index: Int, _ match: RoleMatch, _ phrase: NounPhrase, _ role: Role, distance: Int) -> Bool {
    let draft = drafts[index]
    if draft.isRegion { return false }
    let sameRole = draft.roles.contains(match.sense.role)
    switch role.kind {
    case .person:
      guard draft.isPerson, role.sex == .unknown || draft.sex == .unknown || role.sex == draft.sex else { return false }
      if sameRole { return true }
      if let office = role.office, let known = draft.known {
        return gazetteer.actor(known).terms.contains { $0.office == office && $0.covers(date) }
      }
      // "the official", "the man": somebody of that sector shortly before.
      if phrase.hasModifier { return false }
      return distance <= 2 && draft.actor.isNamed && role.office == nil
        && (draft.actor.sector == role.sector || role.sector == "UNK" && role.sex != .unknown)
    case .body, .force:
      guard [.organisation, .armedForce, .outlet].contains(draft.actor.kind), !draft.isPlural else { return false }
      if sameRole, draft.actor.isNamed || !phrase.hasModifier { return true }
      if phrase.hasModifier && role.type == nil { return false }
      if let type = role.type { return draft.type == type && distance <= 12 }
      if role.group == "company" { return draft.actor.sector == "BUS" && draft.actor.isNamed && distance <= 6 }
      return draft.actor.isNamed && draft.actor.sector == role.sector && distance <= 4
    case .state:
      guard role.group == nil || !phrase.hasModifier else { return false }
      return (draft.actor.kind == .country || sameRole) && distance <= 3
    case .group:
      return false
    case .thing:
      return draft.isProduct && draft.type == role.type && distance <= 8
    }
  }
}
