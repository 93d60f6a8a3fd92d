// Names: which known or new actor a name means here.

import ChronographBase
import Corpus
import Language

extension ActorResolver {
  /// The actor of a name match; the same answer each time.
  mutating func actor(ofName index: Int) -> Int? {
    if let known = actorOfName[index] { return known >= 0 ? known : nil }
    let actor = resolve(index, scan.names[index])
    actorOfName[index] = actor ?? -1
    return actor
  }

  private mutating func resolve(_ index: Int, _ match: NameMatch) -> Int? {
    if match.senses.isEmpty { return resolveUnknown(index, match) }
    if match.tokens.count == 1 {
      if let other = namesake(match) { return other }
      // "the RSF" after "the Rapid Support Forces": the text says what its letters mean.
      let span = document.tokens[match.tokens.lowerBound].span
      // Two letters are too few: "UK" stays the country after "the University of Kent".
      if span.length < 8, document.text[span.range].allSatisfy({ $0 < 0x61 }),
        document.text[span.range].count(where: { $0 >= 0x41 }) > 2,
        let own = shortNames[PhraseKey(document.text, span).value]
      {
        return own
      }
    }
    if isPersonBeside(match) { return resolveUnknown(index, match) }
    guard let sense = choose(match, titles[index]), isEvident(sense, index, match) else {
      return resolveUnknown(index, match)
    }
    return draft(known: sense.actor)
  }

  /// "Stanley, a seeker of asylum": a word that the tagger takes for a person and the text calls one is no place.
  private func isPersonBeside(_ match: NameMatch) -> Bool {
    guard match.entity == .person, match.tokens.count == 1, let token = match.tokens.first,
      let noun = document.child(token, .appos), document.tokens[noun].upos == .noun, scan.roleAt[noun] >= 0,
      lexicon.role(scan.roles[Int(scan.roleAt[noun])].sense).kind == .person
    else { return false }
    return match.senses.allSatisfy { sense in
      switch sense.use {
      case .capital, .place: true
      default: gazetteer.actor(sense.actor).kind == .place
      }
    }
  }

  /// Whether the text speaks for what one word alone, or a party's name, means in the gazetteer.
  ///
  /// A last name that the tagger takes for no person needs a title, or the country that its bearer is known from; the
  /// name of a party needs its country where the text speaks of others.
  private func isEvident(_ sense: NameSense, _ index: Int, _ match: NameMatch) -> Bool {
    let known = gazetteer.actor(sense.actor)
    // "The province's Agriculture Department" is no ministry of a state.
    if known.kind != .person, sense.use == .alias, hasLocalOwner(match) { return false }
    guard let country = known.country, !spokenOf.isEmpty, !spokenOf.contains(country) else { return true }
    if known.kind == .person, match.tokens.count == 1, let entity = match.entity, entity != .person {
      return titles[index] != nil
    }
    return known.sector != "PTY" || known.kind == .person
  }

  /// Whether a common noun for a part of a state owns what is named.
  private func hasLocalOwner(_ match: NameMatch) -> Bool {
    let mark = match.tokens.lowerBound - 1
    guard mark > 0, Words.possessiveMark.contains(document.tokens[mark].form),
      document.tokens[mark].sentence == document.tokens[match.tokens.lowerBound].sentence
    else { return false }
    return document.tokens[mark - 1].upos == .noun && grammar.localOwners.contains(document.tokens[mark - 1].lemma)
  }

  /// A person named in full in this text who bears the last name that is also that of somebody well known.
  private func namesake(_ match: NameMatch) -> Int? {
    let key = PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value
    guard let own = persons[key] else { return nil }
    // "Turk" after "Volker Turk": a person's name, unless it is that of a country or body.
    let isOpen = match.senses.allSatisfy { sense in
      gazetteer.actor(sense.actor).kind == .person || sense.use == .people || sense.use == .adjective
        || match.entity == .person
        || (sense.use == .place || sense.use == .capital) && !isPlaced(match.tokens.lowerBound, always: true)
    }
    guard isOpen else { return nil }
    if !match.senses.allSatisfy({ gazetteer.actor($0.actor).kind == .person }) {
      switch document.tokens[match.tokens.lowerBound].relation {
      case .amod, .compound, .nmodDesc: return nil
      default: break
      }
    }
    for person in own {
      if let known = drafts[person].known, match.senses.contains(where: { $0.actor == known }) { return nil }
    }
    return own.last
  }

  /// The reading that title, entity type and date speak for.
  private mutating func choose(_ match: NameMatch, _ title: TitleBefore?) -> NameSense? {
    guard let first = match.senses.first else { return nil }
    if match.senses.count == 1 {
      let kind = gazetteer.actor(first.actor).kind
      // "Jordan said" after "Michael Jordan"; "Mr. Ford".
      let isPerson = title?.roles.isEmpty == false || title.map { $0.sex != .unknown } == true
      if isPerson, kind != .person, match.tokens.count == 1 { return nil }
      if kind == .person, match.tokens.count == 1, match.entity == .organisation, title == nil { return nil }
      return first
    }
    let ranked = match.senses.enumerated().map { place, sense -> (score: Int, place: Int, sense: NameSense) in
      let known = gazetteer.actor(sense.actor)
      var score = 0
      if known.kind == .person {
        if match.entity == .person { score += 4 }
        if let title {
          score += title.roles.isEmpty ? 1 : 3
          if let owner = title.owner, let country = actor(ofName: owner), drafts[country].actor.country == known.country
          {
            score += 4
          }
        }
        if known.terms.contains(where: { $0.covers(date) }), date != nil { score += 2 }
      } else {
        if match.entity == .person { score -= 4 }
        if known.kind == .organisation, match.entity == .organisation { score += 3 }
        if known.kind == .country { score += 2 }
        if sense.use == .capital { score += 1 }
        if let country = known.country, indexOfID[country.asciiLowercased] != nil { score += 2 }
      }
      return (score, place, sense)
    }
    return ranked.max { ($0.score, -$0.place) < ($1.score, -$1.place) }?.sense
  }

  /// Whether a single word is no name of anybody, known or of this text.
  private func mayBeBody(_ match: NameMatch) -> Bool {
    let key = PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value
    return persons[key] == nil && bearers[key] == nil && !isPersonName(key)
  }

  private mutating func resolveUnknown(_ index: Int, _ match: NameMatch) -> Int? {
    let text = document.string(match.tokens)
    if match.tokens.count > 1, titles[index] == nil, let organisation = shortNames[PhraseKey(text).value] {
      return organisation
    }
    let hasTitle = titles[index].map { !$0.roles.isEmpty || $0.sex != .unknown } ?? false
    if match.tokens.count == 1, match.entity != .person {
      let key = PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value
      if hasTitle { return person(index, match, text) }
      if let known = persons[key]?.last, shortNames[key] == nil { return known }
    }
    if match.tokens.count > 1, grammar.streets.contains(document.tokens[match.tokens.upperBound - 1].form) {
      return place(match, text)
    }
    switch match.entity {
    case .person:
      if titles[index] == nil, isCompany(match) { return organisation(match, text) }
      // "the drugmaker Novalis"
      if match.tokens.count == 1, titles[index] == nil, mayBeBody(match), let body = properName(match, text) {
        return body
      }
      // "Hurricane Hugo", "Fort Lund".
      if match.tokens.count > 1, titles[index] == nil {
        let first = document.tokens[match.tokens.lowerBound]
        if grammar.noPersons.contains(PhraseKey(document.text, first.span).value) { return nil }
        if grammar.landforms.contains(first.form), !beginsWithGivenName(match) { return place(match, text) }
      }
      if match.tokens.count > 1, titles[index] == nil, !beginsWithGivenName(match),
        grammar.landforms.contains(document.tokens[match.tokens.upperBound - 1].form)
      {
        return place(match, text)
      }
      // Without an entity tagger two proper nouns are taken for a person: "Dynamite News" is none.
      if document.entities.isEmpty, titles[index] == nil, grammar.nameSector(of: document, match.tokens) != nil {
        return organisation(match, text)
      }
      return person(index, match, text)
    case .organisation: return organisation(match, text)
    case .gpe, .location, .facility:
      if isCompany(match) || titles[index] == nil && speaksAsBody(match) { return organisation(match, text) }
      return hasTitle && match.tokens.count < 4 ? person(index, match, text) : place(match, text)
    case .norp: return nil
    case .other, nil:
      if hasTitle { return person(index, match, text) }
      if match.tokens.count == 1 {
        let key = PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value
        if let org = shortNames[key] { return org }
        if gazetteer.surnames[key] != nil, !grammar.commonWords.contains(key),
          document.tokens[match.tokens.lowerBound].upos == .propn
        {
          return surnameOnly(key, titles[index])
        }
        return properName(match, text)
      }
      return grammar.nameSector(of: document, match.tokens) == nil
        ? properName(match, text) : organisation(match, text)
    }
  }

  private func beginsWithGivenName(_ match: NameMatch) -> Bool {
    isGivenName(PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value)
  }

  func isGivenName(_ key: UInt64) -> Bool { grammar.givenNames[key] != nil || gazetteer.givenNames[key] != nil }

  /// Whether a word is a given name or the last name of somebody known.
  func isPersonName(_ key: UInt64) -> Bool { isGivenName(key) || gazetteer.surnames[key] != nil }

  /// White space inside a name as one space: names may run over a line break.
  static func tidied(_ text: String) -> String {
    text.unicodeScalars.contains { $0.properties.isWhitespace && $0 != " " }
      ? text.split(whereSeparator: \.isWhitespace).joined(separator: " ") : text
  }
}
