// Organisations and places that the knowledge files do not know: what their names say of them, and their short names.

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

  /// "Acme Airlines", "Lehman Brothers": the last word says that it is a business or the like, the first is no
  /// given name.
  func isCompany(_ match: NameMatch) -> Bool {
    guard match.tokens.count > 1, let first = match.tokens.first, let last = match.tokens.last,
      let word = grammar.nameSector(of: document, last..<last + 1), word.sector != "REL", word.sector != "GOV"
    else { return false }
    let given = PhraseKey(document.text, document.tokens[first].span).value
    return !isGivenName(given)
  }

  mutating func organisation(_ match: NameMatch, _ text: String) -> Int? {
    let name = ActorResolver.tidied(text)
    if match.tokens.count == 1 {
      let key = PhraseKey(name).value
      if let known = persons[key]?.last, match.entity != .organisation { return known }
      if let known = shortNames[key] { return known }
    }
    let slug = LatinFolding.slug(name)
    guard !slug.isEmpty else { return nil }
    var actor = NewsActor(id: slug, name: name, kind: .organisation, why: "an organisation named in the text")
    for sense in match.inner {
      let inner = gazetteer.actor(sense.actor)
      guard inner.kind != .person else { continue }
      if actor.country == nil { actor.country = inner.country }
      if actor.affiliation == nil, inner.kind == .country { actor.affiliation = inner.id }
      if actor.affiliation == nil, inner.kind == .organisation || inner.kind == .armedForce {
        actor.affiliation = inner.id
        actor.sector = inner.sector
      }
    }
    // "Chile's Ministry of Mines", "the Chilean Ministry of Mines": whose it is tells it from that of others.
    if actor.country == nil, let owner = stateBefore(match.tokens) {
      actor.country = drafts[owner].actor.country
      actor.affiliation = drafts[owner].actor.id
      if grammar.nameSector(of: document, match.tokens).map({ ActorResolver.isOfficial($0.sector) }) == true {
        actor.id = LatinFolding.slug((actor.country ?? "") + " " + name)
      }
    }
    if let found = grammar.nameSector(of: document, match.tokens) {
      actor.sector = found.sector
      if found.sector == "JRN" { actor.kind = .outlet }
      if found.sector == "MIL" || found.sector == "REB" { actor.kind = .armedForce }
    }
    let index = add(DraftActor(actor: actor, type: grammar.nameSector(of: document, match.tokens)?.type))
    registerShort(index, match.tokens)
    if let owner = actor.affiliation, let known = gazetteer.byID[owner] { _ = draft(known: known) }
    return index
  }

  /// The state whose possessive or adjective stands right before a name.
  mutating func stateBefore(_ tokens: Range<Int>) -> Int? {
    var before = tokens.lowerBound - 1
    guard before >= 0, document.tokens[before].sentence == document.tokens[tokens.lowerBound].sentence else {
      return nil
    }
    let isPossessive = Words.possessiveMark.contains(document.tokens[before].form)
    if isPossessive { before -= 1 }
    guard before >= 0, scan.nameAt[before] >= 0 else { return nil }
    let name = Int(scan.nameAt[before])
    // States are known names; to ask for the owners of unknown ones would follow a chain of them without end.
    guard !scan.names[name].senses.isEmpty else { return nil }
    guard isPossessive || scan.names[name].senses.contains(where: { $0.use == .adjective }),
      let owner = actor(ofName: name), drafts[owner].actor.kind == .country
    else { return nil }
    return owner
  }

  /// "The Geneva Institute (GI)": initials and the first word stand for it later.
  mutating func registerShort(_ index: Int, _ tokens: Range<Int>) {
    // "Harbour Workers Abroad (HWA)": letters in brackets after a name are its own, whatever they are.
    let open = tokens.upperBound
    if open + 2 < document.tokens.count, document.string(open..<open + 1) == "(",
      document.string(open + 2..<open + 3) == ")", scan.hasUpper(document, open + 1),
      document.tokens[open + 1].span.length < 12
    {
      shortNames[PhraseKey(document.text, document.tokens[open + 1].span).value] = index
    }
    guard tokens.count > 1 else { return }
    var initials: [UInt8] = []
    for token in tokens {
      let byte = document.text[document.tokens[token].span.start]
      if byte >= 0x41 && byte <= 0x5a { initials.append(byte) }
    }
    if initials.count > 1 { shortNames[PhraseKey(String(decoding: initials, as: UTF8.self)).value] = index }
    // "DoJ" of "Department of Justice"
    if tokens.count > 2, tokens.count < 8 {
      let letters = tokens.map { document.text[document.tokens[$0].span.start] }
      let key = PhraseKey(String(decoding: letters, as: UTF8.self)).value
      if shortNames[key] == nil { shortNames[key] = index }
    }
    // "Acme Industries" of "Acme Industries Inc."
    var end = tokens.upperBound
    while end - tokens.lowerBound > 2, grammar.companyForms.contains(document.tokens[end - 1].form) {
      end -= 1
      let key = PhraseKey(ActorResolver.tidied(document.string(tokens.lowerBound..<end))).value
      if shortNames[key] == nil { shortNames[key] = index }
    }
    let first = PhraseKey(document.text, document.tokens[tokens.lowerBound].span).value
    if isFree(PhraseKey(document.text, document.tokens[tokens.lowerBound].span)),
      document.tokens[tokens.lowerBound].upos == .propn, shortNames[first] == nil, !placeWords.contains(first)
    {
      shortNames[first] = index
    }
  }

  /// "HSB" after "the Harbour Safety Board (HSB)": letters that the text has explained.
  func bodyOfLetters(_ token: Int) -> Int? {
    let word = document.tokens[token]
    guard word.isCapitalised, word.span.length > 2, word.upos == .propn || word.upos == .noun || word.upos == .x,
      document.text[word.span.range].allSatisfy({ $0 < 0x61 || $0 > 0x7a }), !shortNames.isEmpty
    else { return nil }
    return shortNames[PhraseKey(document.text, word.span).value]
  }

  /// Whether a word is no known name but perhaps that of a party, which another country may have too.
  private func isFree(_ key: PhraseKey) -> Bool {
    guard let first = gazetteer.find(key), first >= 0 else { return true }
    return gazetteer.senses(from: first).allSatisfy { sense in
      let known = gazetteer.actor(sense.actor)
      return known.sector == "PTY" && known.kind == .organisation
        && known.country.map { !spokenOf.contains($0) } == true
    }
  }

  mutating func place(_ match: NameMatch, _ text: String) -> Int? {
    // "Eastern" of "Eastern and Western teams" names no place.
    if match.tokens.count == 1, let token = match.tokens.first, document.tokens[token].upos == .adj { return nil }
    let name = ActorResolver.tidied(text)
    let slug = LatinFolding.slug(name)
    guard !slug.isEmpty else { return nil }
    var actor = NewsActor(id: slug, name: name, kind: .place, why: "a place named in the text")
    for sense in match.inner where actor.country == nil {
      actor.country = gazetteer.actor(sense.actor).country
    }
    return add(DraftActor(actor: actor))
  }
}
