// Bodies that a description names or takes up: "the Geneva Institute", "the US manufacturer".

import ChronographBase
import Corpus
import Language

extension ActorResolver {
  /// "the Geneva Institute", "Chile's Ministry of Mines": a body whose name is its description in capitals.
  mutating func namedBody(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role, _ owner: Int?) -> Int? {
    guard role.kind == .body || role.kind == .force, !match.sense.isPlural, !phrase.isIndefinite, !phrase.isCounted,
      document.tokens[match.tokens.lowerBound].isCapitalised
    else { return nil }
    guard let owner else { return capitalisedBody(match, phrase, role) }
    guard document.sentences[Int(document.tokens[phrase.head].sentence)].isProse, drafts[owner].actor.kind != .person
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
    return named(
      start..<phrase.tokens.upperBound,
      DraftActor(
        actor: NewsActor(
          id: LatinFolding.slug(prefix + name), name: name, kind: role.kind == .force ? .armedForce : .organisation,
          country: drafts[owner].isRegion ? nil : actor.country, sector: role.sector, affiliation: affiliation,
          why: "a body named by its description"), roles: [match.sense.role], type: role.type))
  }

  /// "National Farmers Union": capitals alone make a name where at least two words stand before the noun.
  private mutating func capitalisedBody(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Int? {
    let isProse = document.sentences[Int(document.tokens[phrase.head].sentence)].isProse
    guard isProse || !hasProse, phrase.possessor == nil, match.tokens.count == 1 else { return nil }
    var start = match.tokens.lowerBound
    while start > phrase.tokens.lowerBound, document.tokens[start - 1].isCapitalised,
      document.tokens[start - 1].upos != .det, document.tokens[start - 1].upos != .punct
    {
      start -= 1
    }
    guard match.tokens.lowerBound - start > 1 else { return nil }
    let run = start..<match.tokens.upperBound
    let name = ActorResolver.tidied(document.string(run))
    let found = grammar.nameSector(of: document, run)
    return named(
      run,
      DraftActor(
        actor: NewsActor(
          id: LatinFolding.slug(name), name: name, kind: .organisation, sector: found?.sector ?? role.sector,
          why: "a body whose name is written in capitals"), roles: [match.sense.role], type: role.type))
  }

  /// Adds a body and the letters that may stand for it later.
  private mutating func named(_ tokens: Range<Int>, _ draft: DraftActor) -> Int {
    let index = add(draft)
    registerShort(index, tokens)
    return index
  }

  /// "the US manufacturer": an organisation of that country and kind that the text has named.
  func company(of country: String, _ role: Role, at head: Int) -> Int? {
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
}
