// Titles before names: "former U.S. President Donald Trump", "Ukraine's president", "Special Envoy Steve Witkoff".

import Corpus
import Language

extension ActorResolver {
  mutating func collectTitles() {
    for (index, match) in scan.names.enumerated() where mayBePerson(match) {
      guard let title = titleBefore(index, match) else { continue }
      titles[index] = title
      for role in title.roles { titleOf[role] = index }
    }
  }

  func mayBePerson(_ match: NameMatch) -> Bool {
    if match.senses.contains(where: { gazetteer.actor($0.actor).kind == .person }) { return true }
    if match.entity == .person { return true }
    return match.senses.isEmpty && (match.entity != .organisation || match.tokens.count == 1)
  }

  private func titleBefore(_ index: Int, _ match: NameMatch) -> TitleBefore? {
    let sentence = document.sentences[Int(document.tokens[match.tokens.lowerBound].sentence)].tokens
    var title = TitleBefore(tokens: match.tokens.lowerBound..<match.tokens.lowerBound)
    var token = match.tokens.lowerBound - 1
    var isPlural = false
    walk: while token >= sentence.lowerBound, match.tokens.lowerBound - token < 16 {
      let word = document.tokens[token]
      let role = Int(scan.roleAt[token])
      if role >= 0, scan.nameAt[token] < 0 {
        let sense = scan.roles[role].sense
        let kind = lexicon.role(sense).kind
        let isBody = (kind == .body || kind == .force) && !title.roles.isEmpty
        guard kind == .person || isBody, token == scan.roles[role].tokens.upperBound - 1 else { break walk }
        if sense.isPlural, !title.roles.isEmpty { break walk }
        isPlural = isPlural || sense.isPlural
        title.roles.append(role)
        token = scan.roles[role].tokens.lowerBound - 1
        title.tokens = token + 1..<match.tokens.lowerBound
        continue
      }
      let key = PhraseKey(document.text, word.span).value
      if let sex = lexicon.courtesy[key], word.isCapitalised {
        if title.sex == .unknown { title.sex = sex }
        title.tokens = token..<match.tokens.lowerBound
      } else if lexicon.former.contains(key), !title.roles.isEmpty || word.upos == .adj {
        title.isFormer = true
        title.tokens = token..<match.tokens.lowerBound
      } else if lexicon.modifiers.contains(key), !title.roles.isEmpty, word.upos != .verb {
        title.tokens = token..<match.tokens.lowerBound
      } else if word.form == Words.hyphen, !title.roles.isEmpty {
        // "ex-President": the prefix follows.
      } else if Words.possessiveMark.contains(word.form), !title.roles.isEmpty, title.owner == nil {
        // "Ukraine's President": the owner follows.
      } else if Words.and.contains(word.form), !title.tokens.isEmpty, token > sentence.lowerBound,
        scan.roleAt[token - 1] >= 0 || isTitleNoun(token - 1, before: match.tokens, title)
      {
        // "president and chief executive"
      } else if let open = bracket(closing: token), open > sentence.lowerBound, !title.roles.isEmpty,
        title.owner == nil, scan.nameAt[open - 1] >= 0, canOwn(scan.names[Int(scan.nameAt[open - 1])])
      {
        // "Harbour Safety Board (HSB) Chief Commissioner Jane Roe"
        token = open
      } else if scan.nameAt[token] >= 0, !title.tokens.isEmpty, title.owner == nil,
        !title.roles.isEmpty || isAdjective(token, before: match.tokens)
      {
        let owner = Int(scan.nameAt[token])
        guard canOwn(scan.names[owner]) else { break walk }
        title.owner = owner
        token = scan.names[owner].tokens.lowerBound
        title.tokens = token..<match.tokens.lowerBound
      } else if role < 0, scan.nameAt[token] < 0, isTitleNoun(token, before: match.tokens, title) {
        // "vaccine chief Jane Roe", "geochemist Jane Roe"
        title.tokens = token..<match.tokens.lowerBound
      } else {
        break walk
      }
      token -= 1
    }
    if isPlural && title.owner == nil && title.roles.count == 1 && !follows(match) { return nil }
    return title.tokens.isEmpty ? nil : title
  }

  /// A common noun in front of a person's full name that belongs to the same phrase: a title that no list has, or what
  /// somebody is chief of.
  private func isTitleNoun(_ token: Int, before name: Range<Int>, _ title: TitleBefore) -> Bool {
    let word = document.tokens[token]
    guard word.upos == .noun || word.upos == .adj && !title.tokens.isEmpty,
      !word.isCapitalised || token == sentenceStart(token), word.spaceAfter,
      !grammar.timeNouns.contains(word.lemma), name.lowerBound - token < 8
    else { return false }
    let isNext = title.tokens.isEmpty
    if isNext {
      guard name.count > 1, scan.names[Int(scan.nameAt[name.lowerBound])].entity == .person,
        !word.features.contains(.plural)
      else { return false }
    }
    let phrase = token..<name.upperBound
    let outer = Int(word.head)
    switch word.relation {
    case .compound, .amod, .nmodDesc, .flat, .nmod, .conj, .appos:
      return phrase.contains(outer) || document.tokens[head(of: name)].head == Int32(token)
    case .nsubj, .nsubjPass, .obj, .obl, .oblAgent, .root:
      // Twice the same part of the clause, or the name hung on its title.
      let top = document.tokens[head(of: name)]
      return Int(top.head) == token && [.appos, .flat, .nmodDesc, .compound, .nmod].contains(top.relation)
        || outer >= 0 && top.head == word.head && top.relation == word.relation && word.relation.isSubject
    default: return false
    }
  }

  /// "[Belgian] goalkeeper Jan Roe"
  private func isAdjective(_ token: Int, before name: Range<Int>) -> Bool {
    let match = scan.names[Int(scan.nameAt[token])]
    return match.senses.contains { $0.use == .adjective } && document.tokens[token].relation == .amod
  }

  private func sentenceStart(_ token: Int) -> Int {
    document.sentences[Int(document.tokens[token].sentence)].tokens.lowerBound
  }

  /// Where a short bracket opens that closes at a token: "(HSB)".
  private func bracket(closing token: Int) -> Int? {
    guard token > 2, document.string(token..<token + 1) == ")", document.string(token - 2..<token - 1) == "(" else {
      return nil
    }
    return token - 2
  }

  /// "Presidents Trump and Putin": a plural title needs a coordinated name.
  private func follows(_ match: NameMatch) -> Bool {
    let next = match.tokens.upperBound
    return next < document.tokens.count && Words.and.contains(document.tokens[next].form)
  }

  /// Whether a name can be whose officer somebody is.
  func canOwn(_ match: NameMatch) -> Bool {
    if match.senses.isEmpty { return match.entity == .organisation }
    return match.senses.contains { sense in
      switch gazetteer.actor(sense.actor).kind {
      case .person: false
      default: true
      }
    }
  }

  /// Words of a title as the text has them, with the owner, without the name.
  func titleText(_ title: TitleBefore) -> ByteSpan {
    var end = title.tokens.upperBound
    while end > title.tokens.lowerBound, document.tokens[end - 1].upos == .punct, end - title.tokens.lowerBound > 1 {
      end -= 1
    }
    return document.span(title.tokens.lowerBound..<end)
  }

  /// Applies a title to a person: role, sector and country for one that nobody knows, claims for one with terms.
  mutating func apply(_ title: TitleBefore, to person: Int, _ name: Range<Int>) {
    let span = titleText(title)
    drafts[person].actor.roles.append(ActorRole(span: span, text: document.source.string(span)))
    setSex(of: person, title.sex)
    let owner = (title.owner ?? ownerAfter(name)).flatMap { actor(ofName: $0) }
    if title.roles.isEmpty, let owner, drafts[person].known == nil, drafts[person].actor.country == nil {
      drafts[person].actor.country = drafts[owner].actor.country
    }
    for index in title.roles.reversed() {
      let sense = scan.roles[index].sense
      addRole(sense, to: person, owner: owner, isFormer: title.isFormer)
      relate(sense, to: person, owner)
      claim(sense, person, owner, title.isFormer, document.span(title.tokens.lowerBound..<name.upperBound))
    }
  }

  /// "Governor John Smith of Texas".
  private func ownerAfter(_ name: Range<Int>) -> Int? {
    let next = name.upperBound
    guard next + 1 < document.tokens.count, document.tokens[next].form == Words.of,
      document.tokens[next + 1].sentence == document.tokens[name.lowerBound].sentence, scan.nameAt[next + 1] >= 0
    else { return nil }
    let owner = Int(scan.nameAt[next + 1])
    return canOwn(scan.names[owner]) ? owner : nil
  }

  /// What a title says of somebody's sex overrules what the given name suggests ("Robin Roe, a spokeswoman").
  private mutating func setSex(of person: Int, _ sex: Sex) {
    guard sex != .unknown, drafts[person].sex == .unknown || drafts[person].known == nil else { return }
    drafts[person].sex = sex
  }

  /// Gives a role to an actor that has no sector or country of its own.
  mutating func addRole(_ sense: RoleSense, to person: Int, owner: Int?, isFormer: Bool) {
    let role = lexicon.role(sense)
    if !drafts[person].roles.contains(sense.role) { drafts[person].roles.append(sense.role) }
    if !drafts[person].words.contains(sense.word) { drafts[person].words.append(sense.word) }
    setSex(of: person, role.sex)
    if drafts[person].type == nil { drafts[person].type = role.type }
    guard drafts[person].known == nil else {
      serve(sense, person, owner)
      return
    }
    let sector = isFormer && ActorResolver.isOfficial(role.sector) ? "ELI" : role.sector
    if drafts[person].actor.sector == nil || drafts[person].actor.sector == "UNK" {
      drafts[person].actor.sector = sector
    }
    if let owner, drafts[owner].actor.id != drafts[person].actor.id {
      if drafts[person].actor.country == nil { drafts[person].actor.country = drafts[owner].actor.country }
      if drafts[person].actor.affiliation == nil, !drafts[owner].isRegion, drafts[owner].actor.kind != .place {
        drafts[person].actor.affiliation = drafts[owner].actor.id
      } else if drafts[person].actor.affiliation == nil, drafts[owner].actor.kind == .place {
        drafts[person].actor.affiliation = drafts[owner].actor.affiliation
      }
      if role.sector == "UNK", let sector = drafts[owner].actor.sector, drafts[person].actor.sector == "UNK" {
        drafts[person].actor.sector = isFormer ? "ELI" : sector
      } else if role.sector == "UNK", drafts[owner].actor.kind == .country, drafts[person].actor.sector == "UNK" {
        drafts[person].actor.sector = "GOV"
      }
    }
  }

  /// Remembers who somebody's father or lawyer is: "his father" is that one from then on.
  mutating func relate(_ sense: RoleSense, to person: Int, _ owner: Int?) {
    guard let owner, owner != person, drafts[owner].isPerson, drafts[person].isPerson, !sense.isPlural else { return }
    groups[relationKey(sense, owner)] = person
  }

  func relationKey(_ sense: RoleSense, _ owner: Int) -> String {
    "relation:\(sense.role):\(sense.word)@" + drafts[owner].actor.id
  }

  /// A known person who holds an office of an organisation here speaks for it: "NATO Secretary-General Mark Rutte".
  private mutating func serve(_ sense: RoleSense, _ person: Int, _ owner: Int?) {
    guard let owner, let known = drafts[person].known, drafts[owner].actor.kind == .organisation else { return }
    let id = drafts[owner].actor.id
    guard gazetteer.actor(known).terms.contains(where: { $0.of == id && isCurrent($0) }) else { return }
    drafts[person].actor.country = drafts[owner].actor.country ?? drafts[person].actor.country
    drafts[person].actor.affiliation = id
  }

  static func isOfficial(_ sector: String) -> Bool {
    switch sector {
    case "GOV", "MIL", "LEG", "SPY", "COP", "JUD", "PTY": true
    default: false
    }
  }

  /// Notes the terms of a known person that fit a title.
  mutating func claim(_ sense: RoleSense, _ person: Int, _ owner: Int?, _ isFormer: Bool, _ span: ByteSpan) {
    guard let known = drafts[person].known, let office = lexicon.role(sense).office else { return }
    let record = gazetteer.actor(known)
    let place = owner.flatMap { drafts[$0].actor.country ?? drafts[$0].actor.id }
    let word = lexicon.words[Int(sense.word)]
    var number = 0
    for term in record.terms where term.office == office && (place == nil || place == term.of) {
      number += 1
      let of = gazetteer.actor(id: term.of.asciiLowercased)?.name ?? term.of
      claims.append(
        OfficeClaim(
          span: span, actor: record.id, office: "\(word) of \(of)", from: term.from, to: term.to, isFormer: isFormer))
      if number > 6 { break }
    }
  }
}
