// Nominal coreference: the actor of the text that "the airline", "the agency" or "the government" takes up again, and
// the country that a description without an owner belongs to.

import Corpus
import Language

extension ActorResolver {
  /// The actor of the text that a definite description takes up again.
  func coreferent(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Int? {
    let isPlural = match.sense.isPlural || document.tokens[phrase.head].features.contains(.plural)
    if isPlural { return counted(match, phrase) ?? owned(match, phrase, role) }
    guard phrase.isDefinite || phrase.possessor != nil || document.tokens[phrase.head].relation.isSubject else {
      return nil
    }
    if !phrase.isDefinite, phrase.possessor == nil, role.kind != .thing { return nil }
    var ranking = Ranking()
    let sentence = Int(document.tokens[phrase.head].sentence)
    for (steps, entry) in history.reversed().prefix(80).enumerated() {
      let distance = sentence - entry.sentence
      if distance > 12 { break }
      guard let strength = strength(of: entry, match, phrase, role, distance: distance) else { continue }
      var score = strength - 4 * distance - min(steps, 12)
      if entry.isSubject { score += 3 }
      ranking.offer(score, [entry.actor])
    }
    return ranking.winner(margin: 0).first
  }

  /// How much speaks for a mention as that which a description takes up; nil where it cannot be.
  private func strength(
    of entry: Salient, _ match: RoleMatch, _ phrase: NounPhrase, _ role: Role, distance: Int
  ) -> Int? {
    // A government that somebody only proposes is not "the government".
    let isOnlyOne = role.kind == .state && entry.tokens.contains { Words.articles.contains(document.tokens[$0].form) }
    // "its parent company" is not "the company".
    let isOthers = entry.tokens.contains { Words.possessive[document.tokens[$0].form] != nil }
    if !isOnlyOne, !isOthers, isSameHead(entry, phrase),
      accepts(entry.actor, role, false) || drafts[entry.actor].roles.contains(match.sense.role)
    {
      return 48
    }
    guard fits(entry.actor, match, phrase, role, distance: distance) else { return nil }
    let draft = drafts[entry.actor]
    if draft.nameKeys.contains(lexicon.headKey(match.sense)) { return 42 }
    // "its parent company, Brandt" makes Brandt no more "the company" than the one that it owns.
    if draft.words.contains(match.sense.word) { return lexicon.isGeneric(match.sense) ? 37 : 42 }
    // "Its venture" is less likely "the company" than a name before it.
    if draft.roles.contains(match.sense.role) { return draft.actor.isNamed ? 40 : 28 }
    if isOfUnknownTrade(entry.actor) { return 30 }
    return draft.actor.isNamed ? 36 : 34
  }

  /// "the academy" after "the language academy": the same noun, without a modifier that the earlier phrase lacks.
  private func isSameHead(_ entry: Salient, _ phrase: NounPhrase) -> Bool {
    let head = document.tokens[phrase.head]
    guard entry.form != .pronoun, document.tokens[entry.token].lemma == head.lemma, phrase.leftNames.isEmpty,
      phrase.rightName == nil, phrase.possessor == nil, !phrase.isCounted,
      document.tokens[entry.token].features.contains(.plural) == head.features.contains(.plural)
    else { return false }
    guard phrase.hasModifier else { return true }
    return phrase.tokens.allSatisfy { token in
      let word = document.tokens[token]
      switch word.upos {
      case .adj, .noun, .propn, .verb: break
      default: return true
      }
      return token == phrase.head || entry.tokens.contains { document.tokens[$0].lemma == word.lemma }
    }
  }

  /// "The soldiers" after "Two soldiers" or "soldiers": the last group without a name that was introduced by the same noun;
  /// none when two of them stand close together.
  private func counted(_ match: RoleMatch, _ phrase: NounPhrase) -> Int? {
    guard phrase.isDefinite, !phrase.isCounted, !phrase.hasModifier, phrase.possessor == nil, phrase.rightName == nil,
      phrase.leftNames.isEmpty
    else { return nil }
    let sentence = Int(document.tokens[phrase.head].sentence)
    var found: Int?
    for entry in history.reversed().prefix(40) {
      if sentence - entry.sentence > 4 { break }
      let draft = drafts[entry.actor]
      guard draft.isPlural, !draft.actor.isNamed, draft.roles.contains(match.sense.role),
        entry.tokens.contains(where: {
          let word = document.tokens[$0]
          return word.upos == .num || Words.counting.contains(word.form)
        }) || found == entry.actor || entry.tokens.count == 1 && lexicon.role(match.sense).kind == .person,
        entry.tokens.contains(where: { document.tokens[$0].lemma == document.tokens[phrase.head].lemma })
      else { continue }
      if let found, found != entry.actor { return nil }
      found = entry.actor
    }
    return found
  }

  /// "Officials said" takes up the officials of a country that the text has just spoken of.
  private func owned(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Int? {
    guard let group = role.group, !phrase.hasModifier, phrase.possessor == nil, phrase.rightName == nil,
      match.tokens.count == 1
    else { return nil }
    let isArmed = group == "rebels" || group == "militants" || group == "militias"
    let sentence = Int(document.tokens[phrase.head].sentence)
    var found: Int?
    for entry in history.reversed().prefix(60) {
      if sentence - entry.sentence > 10 { break }
      let draft = drafts[entry.actor]
      if isArmed, phrase.isDefinite, draft.actor.kind == .armedForce, draft.actor.isNamed,
        !ActorResolver.isOfficial(draft.actor.sector ?? "")
      {
        // "the rebels" after "M23".
        if let found, found != entry.actor { return nil }
        found = entry.actor
        continue
      }
      guard draft.actor.kind == .group || draft.actor.kind == .armedForce, draft.actor.affiliation != nil,
        draft.roles.contains(where: { lexicon.roles[Int($0)].group == group })
      else { continue }
      if found == nil { found = entry.actor }
      // Two countries' officials shortly before: who is meant is open.
      if let found, found != entry.actor, sentence - entry.sentence < 3 { return nil }
    }
    return found
  }

  private func fits(_ index: Int, _ match: RoleMatch, _ phrase: NounPhrase, _ role: Role, distance: Int) -> Bool {
    let draft = drafts[index]
    if draft.isRegion { return false }
    let sameRole = draft.roles.contains(match.sense.role)
    switch role.kind {
    case .person:
      guard draft.isPerson, role.sex == .unknown || draft.sex == .unknown || role.sex == draft.sex else { return false }
      // "The Corolla's driver" is not the driver of the lorry.
      if let owner = ownNoun(of: phrase),
        !draft.actor.mentions.contains(where: { mention in
          mention.tokens.contains { document.tokens[$0].lemma == document.tokens[owner].lemma }
        })
      {
        return false
      }
      // "the student" is no teacher, though one line of roles names both.
      if sameRole, draft.words.contains(match.sense.word) || draft.actor.isNamed && !isMixed(role) { return true }
      if let office = role.office, let known = draft.known {
        return gazetteer.actor(known).terms.contains { $0.office == office && isCurrent($0) }
      }
      if role.group == "athletes" { return isPlayer(index, phrase, role, distance) }
      // "the official", "the man": somebody of that sector shortly before.
      if phrase.hasModifier { return false }
      return distance <= 2 && draft.actor.isNamed && role.office == nil
        && (draft.actor.sector == role.sector || role.sector == "UNK" && role.sex != .unknown)
    case .body, .force:
      guard [.organisation, .armedForce, .outlet].contains(draft.actor.kind), !draft.isPlural else { return false }
      if sameRole, draft.actor.isNamed || !phrase.hasModifier { return true }
      if phrase.hasModifier && role.type == nil { return false }
      // "the Harbourtown-based firm" is of that country.
      if let place = phrase.seat.flatMap({ scan.names[$0].senses.first }), let own = draft.actor.country,
        let country = gazetteer.actor(place.actor).country, country != own
      {
        return false
      }
      if phrase.seat != nil, draft.actor.isNamed, draft.actor.kind == .organisation, distance <= 2 {
        return draft.actor.sector == nil || draft.actor.sector == role.sector
      }
      // "the agency" is the one whose name says so.
      if draft.nameKeys.contains(lexicon.headKey(match.sense)) { return true }
      if let type = role.type { return draft.type == type && distance <= 12 }
      if role.group == "company" { return draft.actor.sector == "BUS" && draft.actor.isNamed && distance <= 6 }
      if role.sector != "UNK", !role.isStanding, role.kind == .body, isOfUnknownTrade(index),
        grammar.openBodies.contains(lexicon.headKey(match.sense))
      {
        return distance <= 2
      }
      // A state has its own army and police: those of the country that the text speaks of, not any before.
      if role.isStanding { return draft.actor.isNamed && draft.actor.sector == role.sector && distance <= 1 }
      return draft.actor.isNamed && draft.actor.sector == role.sector && distance <= 4
    case .state:
      if role.group == nil { return draft.actor.kind == .government && draft.actor.isNamed }
      guard draft.actor.kind == .country else { return false }
      if !phrase.hasModifier { return distance <= 3 }
      // "the island nation", but not "the neighbouring country".
      return distance <= 1 && phrase.isDefinite
        && !phrase.tokens.contains { grammar.contrastWords.contains(document.tokens[$0].lemma) }
    case .group:
      guard role.group == "group", !phrase.hasModifier else { return false }
      return draft.actor.isNamed && !draft.isPlural && distance <= 4
        && (draft.actor.kind == .armedForce || draft.actor.kind == .organisation && draft.actor.sector != "BUS")
    case .thing:
      return draft.isProduct && draft.type == role.type && distance <= 8
    }
  }

  /// "the striker", "the Ghana-born winger": in a report of sport whoever was named shortly before, when nothing says that
  /// this is no player or of another country.
  private func isPlayer(_ index: Int, _ phrase: NounPhrase, _ role: Role, _ distance: Int) -> Bool {
    let draft = drafts[index]
    guard draft.actor.isNamed, distance <= 3, phrase.isDefinite, phrase.possessor == nil, phrase.rightName == nil,
      !phrase.tokens.contains(where: { grammar.contrastWords.contains(document.tokens[$0].lemma) }),
      draft.roles.isEmpty || draft.roles.contains(where: { lexicon.roles[Int($0)].group == "athletes" })
    else { return false }
    guard let own = draft.actor.country else { return true }
    return phrase.leftNames.allSatisfy { name in
      scan.names[name].senses.allSatisfy { sense in
        gazetteer.actor(sense.actor).country.map { $0 == own } ?? true
      }
    }
  }

  /// The noun that says whose somebody is: "the lorry's driver", "the driver of the lorry".
  private func ownNoun(of phrase: NounPhrase) -> Int? {
    document.children(phrase.head).first { child in
      switch document.tokens[child].relation {
      case .nmodPoss: document.tokens[child].upos == .noun || document.tokens[child].upos == .propn
      case .nmod:
        document.tokens[child].upos == .noun
          && document.child(child, .case).map { document.tokens[$0].form == Words.of } ?? false
      default: false
      }
    }
  }

  /// A named organisation of which nothing says what it does: "the firm", "the club" may be it.
  private func isOfUnknownTrade(_ index: Int) -> Bool {
    let draft = drafts[index]
    return draft.actor.isNamed && draft.actor.kind == .organisation && draft.roles.isEmpty && draft.type == nil
      && (draft.actor.sector ?? "UNK") == "UNK"
  }

  /// Lines of roles.yaml whose words are not each other's names: kin and civilians, pupils and teachers.
  private func isMixed(_ role: Role) -> Bool {
    role.sector == "CVL" || role.sector == "UNK" || role.sector == "EDU"
  }

  // MARK: Ages

  /// The age in "the 34-year-old" where no noun follows; the token is that of "old".
  func ageAsName(_ token: Int) -> Int? {
    guard document.tokens[token].form == Words.old, token >= 5 else { return nil }
    let next = token + 1
    if next < document.tokens.count, document.tokens[next].sentence == document.tokens[token].sentence {
      switch document.tokens[next].upos {
      case .noun, .propn, .adj: return nil
      default: break
      }
    }
    guard Words.definite.contains(document.tokens[token - 5].form) else { return nil }
    return age(in: token - 5..<token + 1)
  }

  /// The number in "34-year-old".
  func age(in tokens: Range<Int>) -> Int? {
    for token in tokens where document.tokens[token].form == Words.old && tokens.contains(token - 4) {
      guard document.tokens[token - 2].form == Words.year, document.tokens[token - 1].form == Words.hyphen else {
        continue
      }
      return number(token - 4)
    }
    return nil
  }

  /// A whole number below 130.
  func number(_ token: Int) -> Int? {
    var value = 0
    for byte in document.text[document.tokens[token].span.range] {
      guard byte >= 0x30, byte <= 0x39, value < 13 else { return nil }
      value = value * 10 + Int(byte) - 0x30
    }
    return value > 0 ? value : nil
  }

  /// "Roe, 34, said": the age that follows a name.
  mutating func noteAge(of person: Int, after tokens: Range<Int>) {
    let next = tokens.upperBound
    guard drafts[person].age == nil, drafts[person].isPerson, next + 2 < document.tokens.count,
      document.tokens[next].form == Words.comma, document.tokens[next + 1].upos == .num,
      document.tokens[next + 2].upos == .punct, let age = number(next + 1)
    else { return }
    drafts[person].age = age
  }

  /// Links "the 34-year-old" to the last person of that age, or of unknown age when only one was spoken of just before.
  mutating func mentionAge(_ token: Int, _ age: Int) {
    let sentence = Int(document.tokens[token].sentence)
    var ranking = Ranking()
    for (steps, entry) in history.reversed().prefix(60).enumerated() {
      let draft = drafts[entry.actor]
      let distance = sentence - entry.sentence
      guard draft.isPerson, draft.age == age || draft.age == nil && distance <= 2 else { continue }
      var score = (draft.age == age ? 80 : 0) - 6 * distance - min(steps, 12)
      if entry.isSubject { score += 8 }
      ranking.offer(score, [entry.actor])
    }
    guard let person = ranking.winner(margin: 3).first else { return }
    if drafts[person].age == nil { drafts[person].age = age }
    mention(person, token - 5..<token + 1, head: token, .nominal)
  }

  // MARK: Context

  /// "the army", "officials", "the president" without an owner: those of the one country that the text speaks of here.
  mutating func ofContext(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Int? {
    guard !phrase.isIndefinite, !phrase.isCounted, !phrase.isFormer, phrase.possessor == nil, !phrase.isDual else {
      return nil
    }
    let isBare = match.sense.isPlural || role.kind == .force
    guard phrase.isDefinite || isBare, let state = contextCountry(at: phrase.head) else { return nil }
    if role.kind == .state, role.group == nil, !phrase.hasModifier { return stateActor(state, phrase) }
    // Police are of a town or district as often as of a state: theirs is a country that is named, not one that people are of.
    let owner = role.sector == "COP" ? namedCountry(at: phrase.head) : state
    if role.isStanding, !phrase.hasModifier, !isSeveral(match, role), let owner,
      let country = drafts[owner].actor.country
    {
      return standing(role, match, country)
    }
    if let office = role.office, !match.sense.isPlural, phrase.isDefinite, !phrase.hasModifier {
      return holder(of: office, state, role, match)
    }
    if role.group == "opposition", phrase.isDefinite, !phrase.hasModifier {
      return anonymous(match, phrase, role, state, isOneOfSeveral: false)
    }
    guard match.sense.isPlural, match.tokens.count == 1, !phrase.hasModifier,
      role.group == "officials" || role.group == "military" || role.group == "police"
    else { return nil }
    return anonymous(match, phrase, role, state, isOneOfSeveral: false)
  }

  /// The only state that the sentence and the two before it call by its name.
  private func namedCountry(at token: Int) -> Int? {
    let sentence = Int(document.tokens[token].sentence)
    var found: Int?
    for entry in history.reversed().prefix(60) {
      if sentence - entry.sentence > 2 { break }
      let actor = drafts[entry.actor].actor
      guard actor.kind == .country,
        actor.mentions.suffix(16).contains(where: { mention in
          mention.form == .name && sentence - Int(document.tokens[mention.head].sentence) <= 2
        })
      else { continue }
      if let found, found != entry.actor { return nil }
      found = entry.actor
    }
    return found
  }

  /// The only state whose people, bodies or places the sentence and the two before it name.
  private func contextCountry(at token: Int) -> Int? {
    let sentence = Int(document.tokens[token].sentence)
    var found: String?
    // Who acts counts before where: talks in Caracas may be about Colombia.
    var place: String?
    var places = 0
    for entry in history.reversed().prefix(60) {
      if sentence - entry.sentence > 2 { break }
      guard let code = drafts[entry.actor].actor.country, gazetteer.isState(code),
        drafts[entry.actor].actor.kind != .outlet,
        // "wrote on Twitter" says nothing of whose authorities.
        drafts[entry.actor].actor.kind != .organisation || drafts[entry.actor].actor.sector != "BUS"
      else { continue }
      if drafts[entry.actor].actor.kind == .place {
        if place != code { places += 1 }
        place = code
        continue
      }
      if let found, found != code { return nil }
      found = code
    }
    if found == nil, places == 1 { found = place }
    guard let found, let known = gazetteer.byID[found.asciiLowercased] else { return nil }
    return indexOfID[gazetteer.actor(known).id]
  }
}
