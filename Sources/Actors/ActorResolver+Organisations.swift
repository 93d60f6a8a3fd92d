// Organisations and places that the knowledge files do not know: what their names say of them, and their short names.

import Corpus
import Language

extension ActorResolver {
  /// "Acme Airlines", "Lehman Brothers": the last word says that it is a business or the like, the first is no
  /// given name.
  func isCompany(_ match: NameMatch) -> Bool {
    guard match.tokens.count > 1, let first = match.tokens.first, let last = match.tokens.last,
      let word = grammar.nameSector(of: document, last..<last + 1), word.sector != "REL", word.sector != "GOV"
    else { return false }
    let given = PhraseKey(document.text, document.tokens[first].span).value
    return grammar.givenNames[given] == nil && gazetteer.givenNames[given] == nil
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

  /// "The Geneva Institute (GI)": initials and the first word stand for it later.
  mutating func registerShort(_ index: Int, _ tokens: Range<Int>) {
    guard tokens.count > 1 else { return }
    var initials: [UInt8] = []
    for token in tokens {
      let byte = document.text[document.tokens[token].span.start]
      if byte >= 0x41 && byte <= 0x5a { initials.append(byte) }
    }
    if initials.count > 1 { shortNames[PhraseKey(String(decoding: initials, as: UTF8.self)).value] = index }
    let first = PhraseKey(document.text, document.tokens[tokens.lowerBound].span).value
    if gazetteer.find(PhraseKey(document.text, document.tokens[tokens.lowerBound].span)) ?? -1 < 0,
      document.tokens[tokens.lowerBound].upos == .propn, shortNames[first] == nil
    {
      shortNames[first] = index
    }
  }

  mutating func place(_ match: NameMatch, _ text: String) -> Int? {
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
