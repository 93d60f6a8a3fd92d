// Several actors at once: "both sides", "the two presidents", "Russian and Ukrainian officials". The text says who
// they are by naming them side by side: "Israel and Hamas", "the Russia-Ukraine war", "Xi met Putin".

import Language

/// Actors that the text names side by side.
struct Coordination {
  var members: [Int]
  var token: Int
  var sentence: Int
  var isSubject: Bool
  /// Subject and object of one verb ("Xi met Putin") rather than "Xi and Putin".
  var isLoose: Bool
}

extension ActorResolver {
  /// Notes whom a mention stands beside.
  mutating func noteCompany(_ entry: Salient) {
    let word = document.tokens[entry.token]
    if let members = coordinated(with: entry) {
      let first = members.first.flatMap { actor in history.last { $0.actor == actor } }
      alongside.append(
        Coordination(
          members: members, token: entry.token, sentence: entry.sentence, isSubject: first?.isSubject ?? false,
          isLoose: false))
    } else if word.relation == .obj || word.relation == .obl, word.head >= 0, word.upos != .pron,
      let subject = subjectActor(above: Int(word.head), document.child(entry.token, .case)),
      subject != entry.actor
    {
      alongside.append(
        Coordination(
          members: [subject, entry.actor], token: entry.token, sentence: entry.sentence, isSubject: false,
          isLoose: true))
    }
  }

  /// All members of the coordination that ends with a mention, nil when there is none.
  private func coordinated(with entry: Salient) -> [Int]? {
    // What stands right before: "Russia-Ukraine", "Israel and the Palestinians", "Russian and Ukrainian".
    var left = entry.tokens.lowerBound - 1
    if left > 0, document.tokens[left].upos == .det { left -= 1 }
    guard left > 0, document.tokens[left].sentence == document.tokens[entry.token].sentence,
      Words.joining.contains(document.tokens[left].form)
    else { return nil }
    var end = left
    if document.tokens[end - 1].form == Words.comma { end -= 1 }
    var partner: Salient?
    for other in history.reversed().prefix(6) where other.tokens.upperBound == end {
      // Of mentions that end here the longest is the coordinated one.
      if partner.map({ other.tokens.lowerBound < $0.tokens.lowerBound }) ?? true { partner = other }
    }
    guard let partner, partner.actor != entry.actor else { return nil }
    var members = [partner.actor, entry.actor]
    // "Britain, France and Germany".
    var start = partner.tokens.lowerBound
    for other in history.reversed().prefix(20) where members.count < 5 {
      guard start > 0, document.tokens[start - 1].form == Words.comma, other.tokens.upperBound == start - 1,
        other.sentence == entry.sentence
      else { continue }
      if !members.contains(other.actor) { members.insert(other.actor, at: 0) }
      start = other.tokens.lowerBound
    }
    return members
  }

  /// The actor that is the subject of a verb of meeting, or of the verb that such a noun is the object of.
  private func subjectActor(above governor: Int, _ preposition: Int?) -> Int? {
    var verb = governor
    let isMeeting = grammar.meetingVerbs.contains(document.tokens[governor].lemma)
    guard isMeeting || preposition.map({ Words.against.contains(document.tokens[$0].form) }) == true else { return nil }
    if document.tokens[verb].upos == .noun, document.tokens[verb].head >= 0 { verb = Int(document.tokens[verb].head) }
    guard let subject = document.child(verb, .nsubj) else { return nil }
    return actorOfHead[subject]
  }

  // MARK: Resolution

  /// The parties that a plural description takes up, nil when it does not speak of known ones.
  func parties(of match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> [Int]? {
    guard phrase.leftNames.isEmpty, phrase.possessor == nil, phrase.rightName == nil else { return nil }
    let words = phrase.tokens.map { document.tokens[$0].form }
    let isEach = words.contains { Words.each.contains($0) }
    guard match.sense.isPlural || isEach || role.group == "pair" else { return nil }
    let isPartyWord = role.group == "parties" || role.group == "pair"
    let isOffice = role.kind == .person && role.sector == "GOV" && !phrase.hasModifier
    let isKin = isPartyWord || isOffice || role.group == "company" || role.group == "nations"
    guard
      phrase.isDual || phrase.isDefinite && isKin || isEach && isPartyWord
        || words.contains(Words.three) && phrase.isDefinite
    else { return nil }
    if phrase.isDual, !phrase.isDefinite, !words.contains(where: { Words.both.contains($0) }) { return nil }
    if phrase.hasModifier, !phrase.isDual, !words.contains(where: { grammar.partyAdjectives.contains($0) }) {
      return nil
    }
    if words.contains(where: { Words.all.contains($0) }) { return nil }
    let count: Int? = words.contains(Words.three) ? 3 : phrase.isDual || isEach ? 2 : nil
    let sentence = Int(document.tokens[phrase.head].sentence)
    let isNear = !phrase.isDual && !isEach && !isPartyWord
    var totals: [[Int]: Int] = [:]
    var order: [[Int]] = []
    for entry in alongside.reversed().prefix(80) {
      let distance = sentence - entry.sentence
      if isNear && distance > (isOffice ? 1 : 3) { break }
      guard let members = admitted(entry.members, role), count.map({ $0 == members.count }) ?? true else { continue }
      // Persons stand for their countries with less force than the countries themselves.
      let isDirect = !entry.isLoose && members == entry.members
      let key = members.sorted()
      if totals[key] == nil { order.append(key) }
      totals[key, default: 0] += (isDirect ? 2 : 1) * (distance <= 1 ? 4 : distance <= 6 ? 3 : 2)
    }
    // The first of equals is the most recent.
    var best: [Int]?
    for key in order where best.map({ totals[key, default: 0] > totals[$0, default: 0] }) ?? true { best = key }
    if best != nil { return best }
    return count == 2 ? twoAround(sentence, role) : nil
  }

  /// The members that a description fits; persons stand for their countries where it speaks of sides or nations.
  private func admitted(_ members: [Int], _ role: Role) -> [Int]? {
    var result: [Int] = []
    for member in members {
      guard let fitting = admitted(member, role) else { return nil }
      if !result.contains(fitting) { result.append(fitting) }
    }
    return result.count == members.count ? result : nil
  }

  private func admitted(_ member: Int, _ role: Role) -> Int? {
    let draft = drafts[member]
    if draft.isRegion || draft.isProduct || draft.actor.kind == .outlet { return nil }
    let isState = draft.actor.kind == .country
    func state() -> Int? {
      guard let code = draft.actor.country, code.utf8.count == 3 else { return nil }
      return indexOfID[code.asciiLowercased]
    }
    switch role.kind {
    case .state:
      if isState { return member }
      return draft.isPerson || draft.actor.kind == .group && draft.actor.affiliation != nil ? state() : nil
    case .person:
      guard draft.isPerson, draft.actor.isNamed || draft.actor.country != nil,
        role.sex == .unknown || draft.sex == .unknown || role.sex == draft.sex
      else { return nil }
      if role.sector == "UNK" || draft.actor.sector == role.sector { return member }
      let isOfficial = role.group == "officials" && ActorResolver.isOfficial(draft.actor.sector ?? "")
      return isOfficial ? member : nil
    case .body:
      guard draft.actor.kind == .organisation || draft.actor.kind == .armedForce, !draft.isPlural else { return nil }
      if role.group == "company" { return draft.actor.sector == "BUS" ? member : nil }
      if let type = role.type, draft.type != type { return nil }
      return draft.actor.sector == role.sector || role.sector == "UNK" ? member : nil
    case .force:
      if draft.actor.kind == .armedForce { return member }
      return isState ? forces(of: draft.actor.country, role) : nil
    case .group:
      guard role.group == "parties" || role.group == "pair" else { return nil }
      switch draft.actor.kind {
      case .country, .organisation, .armedForce, .government: return member
      case .person: return role.group == "pair" ? member : state() ?? member
      case .group: return draft.actor.affiliation == nil ? nil : state()
      default: return nil
      }
    case .thing: return nil
    }
  }

  /// The forces of a state that the text has spoken of: "both armies".
  private func forces(of country: String?, _ role: Role) -> Int? {
    guard let country, let group = role.group else { return nil }
    if let known = gazetteer.standing[country + "-" + group] { return indexOfID[gazetteer.actor(known).id] }
    return indexOfID[country.asciiLowercased + "-" + group]
  }

  /// The only two actors of the last sentences that a description fits.
  private func twoAround(_ sentence: Int, _ role: Role) -> [Int]? {
    var found: [Int] = []
    for entry in history.reversed().prefix(40) {
      if sentence - entry.sentence > 3 { break }
      guard let member = admitted(entry.actor, role), !found.contains(member) else { continue }
      found.append(member)
      if found.count > 2 { return nil }
    }
    return found.count == 2 ? found.sorted() : nil
  }

  /// The names of a coordination before a plural noun: "Russian and Ukrainian officials" are two countries'.
  ///
  /// - Returns: the owners when there are several, each a state or organisation.
  mutating func coordinatedOwners(_ phrase: NounPhrase) -> [Int]? {
    // "both countries' armies".
    if let owner = document.child(phrase.head, .nmodPoss), let parties = partiesOfHead[owner] { return parties }
    return coordinated(names: phrase.leftNames) ?? coordinated(names: phrase.rightNames)
  }

  /// The owners that names give which stand in one coordination.
  private mutating func coordinated(names: [Int]) -> [Int]? {
    guard names.count > 1 else { return nil }
    var owners: [Int] = []
    var end: Int?
    for name in names {
      let range = scan.names[name].tokens
      if let end {
        let between = document.tokens[min(end, range.lowerBound)..<range.lowerBound].map(\.form)
        guard between.count <= 2, between.contains(where: { Words.joining.contains($0) || $0 == Words.comma }) else {
          return nil
        }
      }
      end = range.upperBound
      guard let owner = actor(ofName: name), drafts[owner].actor.kind != .person, !drafts[owner].isProduct else {
        return nil
      }
      if !owners.contains(owner) { owners.append(owner) }
    }
    return owners.count > 1 ? owners : nil
  }
}
