// Mentions of names: a government or a place, a person with a title, the adjective of a country.

import Corpus
import Language

extension ActorResolver {
  mutating func mentionName(_ index: Int) {
    let match = scan.names[index]
    let head = head(of: match.tokens)
    guard let sense = chosenSense(index) else {
      mentionUnknown(index, head)
      return
    }
    let known = gazetteer.actor(sense.actor)
    switch sense.use {
    case .capital: mentionCapital(known, match, head)
    case .place:
      let place = draft(known: sense.actor)
      mention(place, match.tokens, head: head, .name, isLocative: true)
    case .seat:
      let state = draft(known: sense.actor)
      mention(state, match.tokens, head: head, .metonym, isLocative: isPlaced(head, always: false))
      markGoverned(state)
    case .adjective, .people:
      if isNounOfPeople(match, head, sense) {
        mentionPeople(sense, match, head)
      } else {
        let owner = draft(known: sense.actor)
        mention(owner, match.tokens, head: head, .alias, isLocative: known.isRegion)
      }
    case .name, .alias, .surname:
      if known.kind == .person, isNamesakeOfThing(match, head) { return }
      if known.kind == .country, let part = partOfState(known, match) {
        mention(part, match.tokens, head: head, .name, isLocative: true)
        return
      }
      let actor = actor(ofName: index) ?? draft(known: sense.actor)
      if match.tokens.count > 1, known.kind == .organisation || known.kind == .armedForce {
        registerShort(actor, match.tokens)
      }
      let isState = known.kind == .country || known.kind == .place
      mention(
        actor, match.tokens, head: head, sense.use == .name ? .name : .alias,
        isLocative: known.isRegion || isState && isPlaced(head, always: false))
      if let title = titles[index], known.kind == .person { applyTitle(title, to: actor, match.tokens) }
      if known.kind == .person { applyApposition(to: actor, match.tokens, head) }
    }
  }

  /// Applies a title; where the parser makes a word of it the head of the phrase ("Acme Airlines CEO Jane Roe"), that
  /// head is the person's.
  private mutating func applyTitle(_ title: TitleBefore, to actor: Int, _ name: Range<Int>) {
    apply(title, to: actor, name)
    let top = head(of: title.tokens.lowerBound..<name.upperBound)
    if !name.contains(top), !title.roles.isEmpty { actorOfHead[top] = actor }
  }

  /// "John F. Kennedy airport", "the Nobel prize".
  private func isNamesakeOfThing(_ match: NameMatch, _ head: Int) -> Bool {
    let next = match.tokens.upperBound
    guard next < document.tokens.count, document.tokens[next].sentence == document.tokens[head].sentence else {
      return false
    }
    return grammar.namesakeNouns.contains(document.tokens[next].form)
      || grammar.namesakeNouns.contains(document.tokens[next].lemma)
  }

  /// "Atlanta, Georgia": what follows a city of another state is a part of that one.
  private mutating func partOfState(_ known: KnownActor, _ match: NameMatch) -> Int? {
    guard let city = placeBefore(match), let country = city.country, country != known.country,
      document.tokens[match.tokens.lowerBound].relation != .conj,
      let state = gazetteer.actor(id: country.asciiLowercased),
      known.kind == .country
    else { return nil }
    return add(
      DraftActor(
        actor: NewsActor(
          id: LatinFolding.slug(known.name) + "-" + country.asciiLowercased, name: known.name, kind: .place,
          country: country, affiliation: state.id, why: "a part of \(state.name): a city of it stands before")))
  }

  /// The known city that a comma sets apart from a name.
  private func placeBefore(_ match: NameMatch) -> KnownActor? {
    let comma = match.tokens.lowerBound - 1
    guard comma > 0, document.tokens[comma].form == Words.comma, scan.nameAt[comma - 1] >= 0,
      document.tokens[comma - 1].sentence == document.tokens[comma].sentence
    else { return nil }
    let city = scan.names[Int(scan.nameAt[comma - 1])]
    let places = city.senses.filter { $0.use == .place }
    guard places.count == city.senses.count, let place = places.first else { return nil }
    return gazetteer.actor(place.actor)
  }

  /// The sense that ``actor(ofName:)`` chose, nil for an actor that the gazetteer does not know.
  private mutating func chosenSense(_ index: Int) -> NameSense? {
    let match = scan.names[index]
    guard !match.senses.isEmpty else { return nil }
    guard let actor = actor(ofName: index), let known = drafts[actor].known else { return nil }
    return match.senses.first { $0.actor == known }
  }

  private mutating func mentionUnknown(_ index: Int, _ head: Int) {
    guard let actor = actor(ofName: index) else { return }
    let match = scan.names[index]
    let isPlace = drafts[actor].actor.kind == .place
    let isFull = drafts[actor].actor.name == document.string(match.tokens)
    mention(actor, match.tokens, head: head, isFull ? .name : .alias, isLocative: isPlace)
    if drafts[actor].actor.kind == .person {
      if let title = titles[index] { applyTitle(title, to: actor, match.tokens) }
      applyApposition(to: actor, match.tokens, head)
    }
  }

  /// A last name of the text that neither gazetteer nor entity tagger marked: "Zelenskyy called for peace".
  mutating func mentionSurname(_ token: Int) {
    let word = document.tokens[token]
    switch word.upos {
    case .propn, .noun, .adj, .x, .verb, .adv: break
    default: return
    }
    guard word.span.length > 3, let actor = persons[PhraseKey(document.text, word.span).value]?.last,
      drafts[actor].isPerson
    else { return }
    mention(actor, token..<token + 1, head: token, .alias)
  }

  // MARK: Capitals

  private mutating func mentionCapital(_ known: KnownActor, _ match: NameMatch, _ head: Int) {
    guard let country = known.country.flatMap({ gazetteer.byID[$0.asciiLowercased] }) else { return }
    if isPlaced(head, always: true) || isCityNaming(match, head) {
      guard let city = gazetteer.byID[known.id] else { return }
      mention(draft(known: city), match.tokens, head: head, .name, isLocative: true)
    } else {
      // "Brussels said": the body that sits there, unless the text speaks of its country.
      let body = match.senses.first { $0.use == .seat }
      let isCountryNamed =
        indexOfID[known.country?.asciiLowercased ?? ""].map { !drafts[$0].actor.mentions.isEmpty } ?? false
      let state = draft(known: isCountryNamed ? country : body?.actor ?? country)
      mention(state, match.tokens, head: head, .metonym)
      markGoverned(state)
    }
  }

  /// A metonym speaks of the government: the sector is said when the text names the state in no other way.
  private mutating func markGoverned(_ state: Int) {
    guard drafts[state].actor.kind == .country, drafts[state].actor.mentions.count == 1 else { return }
    drafts[state].actor.sector = "GOV"
  }

  /// "Kyiv, Ukraine"; a dateline; "the Kyiv region".
  private func isCityNaming(_ match: NameMatch, _ head: Int) -> Bool {
    let span = document.span(match.tokens)
    // "Everett, Washington"; "Washington senator".
    if let city = placeBefore(match), let sense = match.senses.first,
      city.country == gazetteer.actor(sense.actor).country
    {
      return true
    }
    if let dateline = document.document.dateline, dateline.contains(span) { return true }
    let next = match.tokens.upperBound
    if next + 1 < document.tokens.count, document.tokens[next].form == Words.comma, scan.nameAt[next + 1] >= 0,
      document.tokens[next + 1].sentence == document.tokens[head].sentence
    {
      let other = scan.names[Int(scan.nameAt[next + 1])]
      if other.tokens.lowerBound == next + 1,
        other.senses.contains(where: { $0.use == .name && gazetteer.actor($0.actor).kind == .country }),
        document.tokens[other.tokens.lowerBound].relation != .conj
      {
        return true
      }
    }
    let governor = Int(document.tokens[head].head)
    if document.tokens[head].relation == .compound, governor >= 0 {
      if grammar.placeNouns.contains(document.tokens[governor].form) { return true }
      if grammar.placeNouns.contains(document.tokens[governor].lemma) { return true }
    }
    return false
  }

  /// Whether a name stands for a place here: after a preposition of place, or with a verb of motion or attack.
  ///
  /// - Parameter always: whether "to" and "from" make a place of it whatever the verb: of cities, not of countries.
  func isPlaced(_ head: Int, always: Bool) -> Bool {
    let word = document.tokens[head]
    if let preposition = document.child(head, .case) {
      let form = document.tokens[preposition].form
      if Words.placing.contains(form) { return true }
      if Words.moving.contains(form) {
        let governor = Int(word.head)
        guard governor >= 0 else { return always }
        return grammar.placeVerbs.contains(document.tokens[governor].lemma)
          || always && document.tokens[governor].upos == .noun && word.relation != .nmod
      }
    }
    let governor = Int(word.head)
    guard governor >= 0, always else { return false }
    switch word.relation {
    case .obj, .nsubjPass:
      // "left Kyiv wary" is no place.
      if document.child(governor, .xcomp) != nil { return false }
      return grammar.placeVerbs.contains(document.tokens[governor].lemma)
    case .conj: return governor != head && governor < head && isPlacedOnce(governor)
    default: return false
    }
  }

  private func isPlacedOnce(_ head: Int) -> Bool {
    guard let preposition = document.child(head, .case) else { return false }
    return Words.placing.contains(document.tokens[preposition].form)
  }

  // MARK: Peoples

  /// "two Russians", "the Poles", against "Russian forces".
  private func isNounOfPeople(_ match: NameMatch, _ head: Int, _ sense: NameSense) -> Bool {
    let word = document.tokens[head]
    guard word.upos == .noun || word.upos == .propn || sense.use == .people else { return false }
    switch word.relation {
    case .amod, .compound, .flat, .nmodDesc: return false
    default: break
    }
    let next = match.tokens.upperBound
    if next < document.tokens.count, document.tokens[next].sentence == word.sentence, scan.roleAt[next] >= 0 {
      return false
    }
    return sense.use == .people || match.senses.contains { $0.use == .people } || word.upos == .noun
  }

  private mutating func mentionPeople(_ sense: NameSense, _ match: NameMatch, _ head: Int) {
    let owner = draft(known: sense.actor)
    let known = gazetteer.actor(sense.actor)
    let isPlural = document.tokens[head].features.contains(.plural) || endsInS(match)
    var tokens = match.tokens
    var token = tokens.lowerBound - 1
    let start = document.sentences[Int(document.tokens[head].sentence)].tokens.lowerBound
    while token >= start, tokens.upperBound - token < 6, [.num, .det, .adj].contains(document.tokens[token].upos) {
      tokens = token..<tokens.upperBound
      token -= 1
    }
    let key = "people:" + known.id
    let isCounted = tokens.contains { document.tokens[$0].upos == .num }
    let index: Int
    if isPlural, !isCounted, let group = groups[key] {
      index = group
    } else {
      index = add(
        DraftActor(
          actor: NewsActor(
            id: anonymousID(tokens), name: document.string(match.tokens), kind: isPlural ? .group : .person,
            country: known.country, sector: nil, affiliation: known.isRegion ? nil : known.id, isNamed: false,
            why: "people of \(known.name)"), isPlural: isPlural))
      if isPlural, !isCounted { groups[key] = index }
    }
    _ = owner
    mention(index, tokens, head: head, .nominal)
  }

  private func endsInS(_ match: NameMatch) -> Bool {
    let end = document.span(match.tokens).end
    return end > 0 && document.text[end - 1] == 0x73
  }

  // MARK: Appositions

  /// "Donald Trump, the former president," and "spokesman for the ministry, John Smith": the role says who it is.
  mutating func applyApposition(to person: Int, _ tokens: Range<Int>, _ head: Int) {
    for child in document.children(head) where document.tokens[child].relation == .appos && child >= tokens.upperBound {
      // "X and Y, a senior adviser": the nearer one is meant.
      let nearer = document.children(head).contains { other in
        document.tokens[other].relation == .conj && other < child && other >= tokens.upperBound
          && scan.nameAt[other] >= 0
      }
      if !nearer { describe(person, by: child) }
    }
    let governor = Int(document.tokens[head].head)
    if document.tokens[head].relation == .appos, governor >= 0, governor < head { describe(person, by: governor) }
    // Without a parse: ", the chief executive of Boeing,".
    let next = tokens.upperBound
    if next + 1 < document.tokens.count, document.tokens[next].form == Words.comma {
      var token = next + 1
      let limit = min(document.tokens.count, next + 6)
      while token < limit, document.tokens[token].sentence == document.tokens[head].sentence {
        let role = Int(scan.roleAt[token])
        if role >= 0 {
          if scan.roles[role].tokens.lowerBound == token, lexicon.role(scan.roles[role].sense).kind == .person {
            describe(person, role: role)
          }
          break
        }
        let word = document.tokens[token]
        guard word.upos == .det || word.upos == .adj || scan.nameAt[token] >= 0 || word.upos == .part else { break }
        token += 1
      }
    }
  }

  private mutating func describe(_ person: Int, by token: Int) {
    let role = Int(scan.roleAt[token])
    guard role >= 0 else { return }
    describe(person, role: role)
  }

  private mutating func describe(_ person: Int, role: Int) {
    guard titleOf[role] == nil, described[role] == nil else { return }
    let match = scan.roles[role]
    let kind = lexicon.role(match.sense).kind
    guard kind == .person, !match.sense.isPlural else { return }
    described[role] = person
    let phrase = nounPhrase(match)
    let owner = owner(of: phrase)
    addRole(match.sense, to: person, owner: owner, isFormer: phrase.isFormer)
    let span = document.span(phrase.tokens)
    drafts[person].actor.roles.append(ActorRole(span: span, text: document.source.string(span)))
    claim(match.sense, person, owner, phrase.isFormer, span)
  }

  /// The country or organisation that a noun phrase names as its owner.
  mutating func owner(of phrase: NounPhrase) -> Int? {
    for name in phrase.leftNames.reversed() {
      if let actor = actor(ofName: name) { return actor }
    }
    if let name = phrase.rightName, let actor = actor(ofName: name) { return actor }
    return nil
  }
}
