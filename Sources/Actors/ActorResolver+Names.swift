// Names: which known or new actor a name means here.

import ChronographBase
import Corpus
import Language

extension ActorResolver {
  /// Names of organisations with what follows from them, so that "Acme" before and after "Acme Industries Inc." is it.
  mutating func seedOrganisations() {
    for match in scan.names where match.tokens.count == 1 {
      switch match.entity {
      case .gpe, .location, .norp:
        placeWords.insert(PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value)
      default: break
      }
    }
    for (index, match) in scan.names.enumerated() where match.tokens.count > 1 && match.senses.isEmpty {
      if match.entity == .organisation || isCompany(match), titles[index] == nil { _ = actor(ofName: index) }
    }
  }

  /// Full names first, so that a headline's "Trump" finds the person whose whole name follows.
  mutating func seedPersons() {
    for (index, match) in scan.names.enumerated() where match.tokens.count > 1 && mayBePerson(match) {
      if let actor = actor(ofName: index), drafts[actor].actor.kind == .person { register(actor, match.tokens) }
    }
    for match in scan.names where match.tokens.count == 1 {
      let key = PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value
      if persons[key] == nil, let only = bearers[key], only.count == 1 { calledByFirst.insert(only[0]) }
    }
  }

  private mutating func register(_ actor: Int, _ tokens: Range<Int>) {
    var last = tokens.upperBound - 1
    while last > tokens.lowerBound, grammar.suffixes.contains(document.tokens[last].form) { last -= 1 }
    var start = last
    while start > tokens.lowerBound, !document.tokens[start - 1].spaceAfter { start -= 1 }
    let key = PhraseKey(document.text, document.tokens[last].span).value
    if persons[key, default: []].contains(actor) == false { persons[key, default: []].append(actor) }
    if start < last, start > tokens.lowerBound {
      let whole = PhraseKey(document.string(start..<last + 1)).value
      if persons[whole, default: []].contains(actor) == false { persons[whole, default: []].append(actor) }
    }
    if tokens.count > 1 {
      let first = PhraseKey(document.text, document.tokens[tokens.lowerBound].span).value
      if bearers[first, default: []].contains(actor) == false { bearers[first, default: []].append(actor) }
    }
    if let known = drafts[actor].known {
      let record = gazetteer.actor(known)
      let surname = record.surname ?? record.name.split(separator: " ").last.map(String.init) ?? ""
      let own = PhraseKey(surname).value
      if own != key, persons[own, default: []].contains(actor) == false { persons[own, default: []].append(actor) }
    } else if tokens.count > 1, tokens.count < 4 {
      // "Kim Min-seok": the family name stands first.
      let first = PhraseKey(document.text, document.tokens[tokens.lowerBound].span).value
      if first != key, grammar.familyFirst.contains(first), grammar.givenNames[key] == nil,
        persons[first, default: []].contains(actor) == false
      {
        persons[first, default: []].append(actor)
      }
    }
  }

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
    guard let sense = choose(match, titles[index]), isEvident(sense, index, match) else {
      return resolveUnknown(index, match)
    }
    return draft(known: sense.actor)
  }

  /// Whether the text speaks for what one word alone, or a party's name, means in the gazetteer.
  ///
  /// A last name that the tagger takes for no person needs a title, or the country that its bearer is known from; the
  /// name of a party needs its country where the text speaks of others.
  private func isEvident(_ sense: NameSense, _ index: Int, _ match: NameMatch) -> Bool {
    let known = gazetteer.actor(sense.actor)
    guard let country = known.country, !spokenOf.isEmpty, !spokenOf.contains(country) else { return true }
    if known.kind == .person, match.tokens.count == 1, let entity = match.entity, entity != .person {
      return titles[index] != nil
    }
    return known.sector != "PTY" || known.kind == .person
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
    return persons[key] == nil && bearers[key] == nil && gazetteer.givenNames[key] == nil
      && grammar.givenNames[key] == nil && gazetteer.surnames[key] == nil
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
    let first = PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value
    return grammar.givenNames[first] != nil || gazetteer.givenNames[first] != nil
  }

  // MARK: Persons

  private mutating func person(_ index: Int, _ match: NameMatch, _ text: String) -> Int? {
    let title = titles[index]
    var last = match.tokens.upperBound - 1
    while last > match.tokens.lowerBound, grammar.suffixes.contains(document.tokens[last].form) { last -= 1 }
    let isOneWord = match.tokens.count > 1 && match.tokens.dropLast().allSatisfy { !document.tokens[$0].spaceAfter }
    let key = isOneWord ? PhraseKey(text).value : PhraseKey(document.text, document.tokens[last].span).value
    // "Lund-Moe" after "Anna Lund-Moe"
    if isOneWord, let known = persons[key] {
      return bearer(of: known, title, at: match.tokens.lowerBound)
    }
    if match.tokens.count == 1 {
      if let known = persons[key] { return bearer(of: known, title, at: match.tokens.lowerBound) }
      // "Florian thanked the envoy" after "Florian Adler", when the text has only one of that first name.
      if title == nil, let only = bearers[key], only.count == 1 { return only[0] }
      // "Acme" after "Acme Industries Inc.".
      if title == nil, let organisation = shortNames[key] { return organisation }
      // "Kim", "Lee": so many bear them that only a title tells.
      if title?.roles.isEmpty == false || !grammar.familyFirst.contains(key), let known = surnameOnly(key, title) {
        return known
      }
      return title == nil && !isPersonal(match) ? nil : newPerson(match, text, isFull: false)
    }
    if let known = knownByFirstAndLast(match, last) { return draft(known: known) }
    if let other = spelling(of: text, among: persons[key] ?? []) { return other }
    return newPerson(match, text, isFull: true)
  }

  /// The person that a last name means which several bear: the one of the title's sex that the text spoke of last, or,
  /// before it spoke of any (headlines), the first that it will name in full.
  private func bearer(of known: [Int], _ title: TitleBefore?, at token: Int) -> Int? {
    guard known.count > 1 else { return known.first }
    let fitting = known.filter { fits($0, title) }
    let formal = fitting.filter { !calledByFirst.contains($0) }
    let candidates = !formal.isEmpty ? formal : fitting.isEmpty ? known : fitting
    let last = history.last { $0.token < token && candidates.contains($0.actor) }
    return last?.actor ?? candidates.first
  }

  /// Whether one unknown word alone may name a person: not letters only ("KO"), no deity or holiday, no word that the text
  /// also writes small ("Inlet"), nothing with an article.
  private func isPersonal(_ match: NameMatch) -> Bool {
    let token = match.tokens.lowerBound
    let span = document.tokens[token].span
    let key = PhraseKey(document.text, span).value
    guard !grammar.noPersons.contains(key), document.text[span.range].contains(where: { $0 >= 0x61 && $0 <= 0x7a })
    else { return false }
    if grammar.givenNames[key] != nil || gazetteer.givenNames[key] != nil || gazetteer.surnames[key] != nil {
      return true
    }
    return span.length > 2 && !smallWords.contains(document.tokens[token].form)
      && document.child(token, .det).map { $0 >= token } ?? true
  }

  private func fits(_ person: Int, _ title: TitleBefore?) -> Bool {
    guard let title else { return true }
    if title.sex != .unknown, drafts[person].sex != .unknown, title.sex != drafts[person].sex { return false }
    return true
  }

  /// "Vladimir Vladimirovich Putin", "Joseph R. Biden": first and last word of a known name with others between.
  private func knownByFirstAndLast(_ match: NameMatch, _ last: Int) -> Int32? {
    guard last > match.tokens.lowerBound, last == match.tokens.upperBound - 1 else { return nil }
    var key = PhraseKey()
    key.feed(document.text, document.tokens[match.tokens.lowerBound].span)
    key.space()
    key.feed(document.text, document.tokens[last].span)
    guard match.tokens.count > 2, let sense = gazetteer.find(key), sense >= 0 else { return nil }
    // A middle initial that the known name has too must agree: George H. W. Bush is not George W. Bush.
    let persons = gazetteer.senses(from: sense).filter { gazetteer.actor($0.actor).kind == .person }
    return persons.count == 1 ? persons.first?.actor : nil
  }

  /// A last name without a full name in the document: a known person when only one can be meant.
  private mutating func surnameOnly(_ key: UInt64, _ title: TitleBefore?) -> Int? {
    guard let candidates = gazetteer.surnames[key] else { return nil }
    var fitting: [Int32] = []
    let owner = title?.owner.flatMap { actor(ofName: $0) }
    for index in candidates where !fitting.contains(index) {
      let known = gazetteer.actor(index)
      if let owner, let country = drafts[owner].actor.country, country != known.country { continue }
      if let sex = title?.sex, sex != .unknown, known.sex != .unknown, sex != known.sex { continue }
      fitting.append(index)
    }
    if fitting.count > 1, let title {
      let offices = title.roles.compactMap { lexicon.role(scan.roles[$0].sense).office }
      let held = fitting.filter { index in
        gazetteer.actor(index).terms.contains { offices.contains($0.office) && (title.isFormer || $0.covers(date)) }
      }
      if !held.isEmpty { fitting = held }
    }
    if fitting.count > 1, date != nil {
      let current = fitting.filter { index in gazetteer.actor(index).terms.contains { $0.covers(date) } }
      if !current.isEmpty { fitting = current }
    }
    return fitting.count == 1 ? fitting.first.map { draft(known: $0) } : nil
  }

  private mutating func newPerson(_ match: NameMatch, _ text: String, isFull: Bool) -> Int {
    let name = ActorResolver.tidied(text)
    let slug = LatinFolding.slug(name)
    let id = isFull && !slug.isEmpty ? slug : anonymousID(match.tokens)
    let first = PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value
    let draft = add(
      DraftActor(
        actor: NewsActor(
          id: id, name: name, kind: .person, isNamed: isFull,
          why: isFull ? "a person named in full in the text" : "a person named by one name only"),
        sex: isFull ? grammar.givenNames[first] ?? gazetteer.givenNames[first] ?? .unknown : .unknown))
    register(draft, match.tokens)
    return draft
  }

  /// The first of some persons whose name is a spelling of a full name: same words but for initials and diacritics.
  ///
  /// Names are folded once, since a text may have thousands of persons of one last name.
  private mutating func spelling(of text: String, among known: [Int]) -> Int? {
    guard !known.isEmpty else { return nil }
    let words = ActorIdentity.folded(text)
    for other in known {
      if foldedNames.count <= other {
        foldedNames += Array(repeating: nil, count: drafts.count - foldedNames.count)
      }
      let name = drafts[other].actor.name
      if let folded = foldedNames[other], folded.name == name {
        if ActorIdentity.sameFullName(folded.words, words) { return other }
      } else {
        let folded = FoldedName(name: name, words: ActorIdentity.folded(name))
        foldedNames[other] = folded
        if ActorIdentity.sameFullName(folded.words, words) { return other }
      }
    }
    return nil
  }

  /// The words of a person's name as they are compared.
  struct FoldedName {
    var name: String
    var words: [[UInt8]]
  }

  /// White space inside a name as one space: names may run over a line break.
  static func tidied(_ text: String) -> String {
    text.unicodeScalars.contains { $0.properties.isWhitespace && $0 != " " }
      ? text.split(whereSeparator: \.isWhitespace).joined(separator: " ") : text
  }
}
