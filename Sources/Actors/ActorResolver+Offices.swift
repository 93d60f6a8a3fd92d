// States, their standing bodies, and who holds an office: "the Russian government", "the French president".

import ChronographBase
import Corpus
import Language

extension ActorResolver {
  mutating func stateActor(_ owner: Int, _ phrase: NounPhrase) -> Int? {
    guard let id = drafts[owner].actor.country?.asciiLowercased, let known = gazetteer.byID[id] else { return owner }
    let state = draft(known: known)
    if drafts[state].actor.mentions.allSatisfy({ $0.form != .name || phrase.tokens.contains($0.head) }) {
      drafts[state].actor.sector = "GOV"
    }
    return state
  }

  /// "the Russian parliament": the same actor in every document.
  mutating func standing(_ role: Role, _ match: RoleMatch, _ country: String) -> Int? {
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
  mutating func holder(of office: String, _ owner: Int, _ role: Role, _ match: RoleMatch) -> Int? {
    let place = drafts[owner].actor.country ?? drafts[owner].actor.id
    let body = drafts[owner].actor.id
    // Somebody of this text who was called so.
    for entry in history.reversed().prefix(60) {
      let draft = drafts[entry.actor]
      guard draft.isPerson, draft.actor.country == drafts[owner].actor.country else { continue }
      if draft.roles.contains(match.sense.role) { return entry.actor }
    }
    var holders = gazetteer.holders(of: office, in: body, where: isCurrent)
    if holders.isEmpty { holders = gazetteer.holders(of: office, in: place, where: isCurrent) }
    let present = holders.filter { indexOfID[gazetteer.actor($0).id] != nil }
    if present.count == 1, let person = present.first { return draft(known: person) }
    if date != nil || !months.isEmpty, holders.count == 1, let person = holders.first {
      let index = draft(known: person)
      let when = date.map { "on " + $0 } ?? "while the others named here held theirs"
      drafts[index].actor.why = "holds the office of \(role.name) \(when)"
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

  /// "the Sheinbaum government": an administration is an actor of its own beside the state.
  mutating func administration(_ owner: Int, _ match: RoleMatch) -> Int {
    let person = drafts[owner].actor
    let words = person.name.split(separator: " ").map(String.init)
    let surname =
      drafts[owner].known.flatMap { gazetteer.actor($0).surname }
      ?? words.last { !grammar.suffixes.contains(WordKey($0)) } ?? person.name
    let known = gazetteer.byID[LatinFolding.slug(surname) + "-administration"]
    if let known { return draft(known: known) }
    return add(
      DraftActor(
        actor: NewsActor(
          id: LatinFolding.slug(surname) + "-administration", name: surname + " administration", kind: .government,
          country: person.country, sector: "GOV", affiliation: person.affiliation, isNamed: person.isNamed,
          why: "the government under \(person.name)"), roles: [match.sense.role]))
  }

  // MARK: Dating by offices

  /// The months in which the offices were held that the text gives to known people, as many of them as agree;
  /// months count from January 1900. Empty when the date of the text is known or nothing is said.
  mutating func monthsOfOffices() -> [Int] {
    guard date == nil else { return [] }
    var votes: [Int] = []
    var told: Set<String> = []
    func vote(_ terms: [OfficeTerm], _ key: String) {
      guard !terms.isEmpty, told.insert(key).inserted else { return }
      if votes.isEmpty { votes = [Int](repeating: 0, count: ActorResolver.monthCount) }
      var covered = [Bool](repeating: false, count: votes.count)
      for term in terms {
        for month in term.months(upTo: ActorResolver.monthCount) { covered[month] = true }
      }
      for month in votes.indices where covered[month] { votes[month] += 1 }
    }
    for (index, title) in titles.sorted(by: { $0.key < $1.key }) where !title.isFormer {
      guard let actor = actor(ofName: index), let known = drafts[actor].known else { continue }
      let owner = title.owner.flatMap { self.actor(ofName: $0) }.map { drafts[$0].actor.country ?? drafts[$0].actor.id }
      for role in title.roles {
        guard let office = lexicon.role(scan.roles[role].sense).office else { continue }
        let terms = gazetteer.actor(known).terms.filter { $0.office == office && (owner == nil || $0.of == owner) }
        vote(terms, "\(known) \(office)")
      }
    }
    for match in scan.names {
      for sense in match.senses where sense.use == .name || sense.use == .alias {
        let known = gazetteer.actor(sense.actor)
        guard known.kind == .government else { continue }
        vote(known.terms.filter { $0.office == "administration" }, known.id)
      }
    }
    guard let most = votes.max(), most > 0 else { return [] }
    return votes.indices.filter { votes[$0] == most }
  }

  /// 1900 to 2039.
  static let monthCount = 140 * 12

  /// Whether somebody held an office on the date of the text, as far as that is known.
  func isCurrent(_ term: OfficeTerm) -> Bool {
    if date != nil || months.isEmpty { return term.covers(date) }
    let range = term.months(upTo: ActorResolver.monthCount)
    return months.contains { range.contains($0) }
  }
}
