// Place or government: a capital acts ("Kyiv insists") or is where things happen ("in Kyiv"), by syntax and neighbours.

import ChronographBase
import Corpus
import Language

extension ActorResolver {
  mutating func mentionCapital(_ known: KnownActor, _ match: NameMatch, _ head: Int) {
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
  mutating func markGoverned(_ state: Int) {
    guard drafts[state].actor.kind == .country, drafts[state].actor.mentions.count == 1 else { return }
    drafts[state].actor.sector = "GOV"
  }

  /// "Kyiv, Ukraine"; "the Kyiv region".
  private func isCityNaming(_ match: NameMatch, _ head: Int) -> Bool {
    // "Everett, Washington"; "Washington senator".
    if let city = placeBefore(match), let sense = match.senses.first,
      city.country == gazetteer.actor(sense.actor).country
    {
      return true
    }
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

  /// "Atlanta, Georgia": what follows a city of another state is a part of that one.
  mutating func partOfState(_ known: KnownActor, _ match: NameMatch) -> Int? {
    let next = match.tokens.upperBound
    let isClosed =
      next >= document.tokens.count || document.tokens[next].upos == .punct
      || document.tokens[next].sentence != document.tokens[next - 1].sentence
    guard isClosed, match.senses.contains(where: { $0.use == .name && $0.actor == gazetteer.byID[known.id] }),
      match.tokens.count == 1, known.name.utf8.count > 3, let city = placeBefore(match), let country = city.country,
      country != known.country,
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
}
