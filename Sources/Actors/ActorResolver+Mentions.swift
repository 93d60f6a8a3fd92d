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
      if match.tokens.count > 1, known.kind == .organisation || known.kind == .armedForce || known.kind == .outlet {
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
    guard !name.contains(top), !title.tokens.isEmpty else { return }
    actorOfHead[top] = actor
    // What the parser makes a second subject or a conjunct is the same person.
    for token in title.tokens where scan.nameAt[token] < 0 {
      switch document.tokens[token].relation {
      case .nsubj, .nsubjPass, .obj, .obl, .oblAgent, .conj: actorOfHead[token] = actor
      default: break
      }
    }
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
      noteAge(of: actor, after: match.tokens)
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

  /// "King said" of somebody called so in the text: the word is his name, not his office.
  func isSurname(_ role: Int) -> Bool {
    guard !persons.isEmpty, titleOf[role] == nil, scan.roles[role].tokens.count == 1,
      let token = scan.roles[role].tokens.first, document.tokens[token].isCapitalised,
      document.child(token, .det, .nmodPoss) == nil
    else { return false }
    return persons[PhraseKey(document.text, document.tokens[token].span).value] != nil
  }

  // MARK: Peoples

  /// "two Russians", "the Poles", against "Russian forces".
  private func isNounOfPeople(_ match: NameMatch, _ head: Int, _ sense: NameSense) -> Bool {
    let word = document.tokens[head]
    if isLoneAdjective(match, head) { return true }
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

  /// "the Belgian kept": an adjective with an article that no noun follows, in "-an" or "-i", is one person.
  private func isLoneAdjective(_ match: NameMatch, _ head: Int) -> Bool {
    let word = document.tokens[head]
    guard match.tokens.count == 1, word.upos == .adj || word.upos == .propn,
      word.relation.isSubject || word.relation == .obj || word.relation == .obl || word.relation == .oblAgent,
      let article = document.child(head, .det), article == head - 1,
      Words.definite.contains(document.tokens[article].form) || Words.indefinite.contains(document.tokens[article].form)
    else { return false }
    let bytes = document.text[word.span.range]
    guard bytes.last == 0x69 || bytes.suffix(2).elementsEqual([0x61, 0x6e]) else { return false }
    let next = head + 1
    guard next < document.tokens.count, document.tokens[next].sentence == word.sentence else { return true }
    switch document.tokens[next].upos {
    case .noun, .propn, .adj, .num: return false
    case .punct: return document.tokens[next].form != Words.hyphen
    default: return true
    }
  }

  /// The person of a country whom the text spoke of last: "the Belgian".
  private func lastPerson(of country: String?, before token: Int) -> Int? {
    guard let country else { return nil }
    let sentence = Int(document.tokens[token].sentence)
    for entry in history.reversed().prefix(60) {
      if sentence - entry.sentence > 8 { return nil }
      if drafts[entry.actor].isPerson, drafts[entry.actor].actor.country == country { return entry.actor }
    }
    return nil
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
    var key = "people:" + known.id
    var name = document.string(match.tokens)
    // "Cuban Americans" are one group, and not all Americans.
    if let before = otherPeople(before: match.tokens.lowerBound, start) {
      tokens = min(tokens.lowerBound, before.lowerBound)..<tokens.upperBound
      name = document.string(before.lowerBound..<match.tokens.upperBound)
      key += "+" + name
    }
    if !isPlural, document.child(head, .det).map({ Words.definite.contains(document.tokens[$0].form) }) == true,
      let person = lastPerson(of: known.country, before: head)
    {
      mention(person, tokens, head: head, .nominal)
      return
    }
    let isCounted = tokens.contains { document.tokens[$0].upos == .num }
    let index: Int
    if isPlural, !isCounted, let group = groups[key] {
      index = group
    } else {
      index = add(
        DraftActor(
          actor: NewsActor(
            id: anonymousID(tokens), name: name, kind: isPlural ? .group : .person,
            country: known.country, sector: nil, affiliation: known.isRegion ? nil : known.id, isNamed: false,
            why: "people of \(known.name)"), isPlural: isPlural))
      if isPlural, !isCounted { groups[key] = index }
    }
    _ = owner
    mention(index, tokens, head: head, .nominal)
  }

  /// The adjective of another people right before a people's name: "Cuban Americans", "Cuban-Americans".
  private func otherPeople(before token: Int, _ start: Int) -> Range<Int>? {
    var last = token - 1
    if last > start, document.tokens[last].form == Words.hyphen { last -= 1 }
    guard last >= start, scan.nameAt[last] >= 0 else { return nil }
    let match = scan.names[Int(scan.nameAt[last])]
    return match.senses.contains { $0.use == .adjective } ? match.tokens : nil
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

  mutating func describe(_ person: Int, role: Int) {
    guard titleOf[role] == nil, described[role] == nil else { return }
    let match = scan.roles[role]
    let kind = lexicon.role(match.sense).kind
    guard kind == .person, !match.sense.isPlural else { return }
    described[role] = person
    let phrase = nounPhrase(match)
    let owner = owner(of: phrase) ?? possessor(of: phrase)
    addRole(match.sense, to: person, owner: owner, isFormer: phrase.isFormer)
    relate(match.sense, to: person, owner)
    let span = document.span(phrase.tokens)
    drafts[person].actor.roles.append(ActorRole(span: span, text: document.source.string(span)))
    if !isSought(phrase) { claim(match.sense, person, owner, phrase.isFormer, span) }
  }

  /// "The pick for secretary of state, Jan Roe": an office that somebody is to have is no term.
  func isSought(_ phrase: NounPhrase) -> Bool {
    document.child(phrase.head, .case).map { document.tokens[$0].form == Words.for } ?? false
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
