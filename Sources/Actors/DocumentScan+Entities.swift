// Joins what the gazetteer knows with what the entity tagger sees. Where no tagger ran, runs of proper nouns stand in
// for its entities.

import Corpus
import Language

extension DocumentScan {
  mutating func addEntities(_ document: AnnotatedDocument, _ gazetteer: Gazetteer, _ lexicon: RoleLexicon) {
    let entities = document.entities.isEmpty ? properNounRuns(document) : document.entities
    guard !entities.isEmpty else { return }
    var result: [NameMatch] = []
    var next = 0
    for entity in entities {
      guard let first = entity.tokens.first, first < document.tokens.count,
        entity.tokens.upperBound <= document.tokens.count, isInside(first, document)
      else { continue }
      let tokens = withFirstNames(trimmed(entity, document, lexicon), entity.type, document, lexicon)
      if isScrap(tokens, document) { continue }
      while next < names.count, names[next].tokens.upperBound <= tokens.lowerBound {
        result.append(names[next])
        next += 1
      }
      var overlapping: [NameMatch] = []
      while next < names.count, names[next].tokens.lowerBound < tokens.upperBound {
        overlapping.append(names[next])
        next += 1
      }
      result += merged(tokens, entity.type, overlapping, document, lexicon, gazetteer)
    }
    if next < names.count { result += names[next...] }
    names = result.filter { !$0.tokens.isEmpty }
    dropOverlaps()
    dropHeadlineWords(document)
  }

  /// "Kip Roe", of which the tagger marks the last name alone: capitalised words before a person's name that the tree joins
  /// with it belong to it. Not "Mr Roe": a courtesy title is no first name.
  private func withFirstNames(
    _ tokens: Range<Int>, _ type: EntityType, _ document: AnnotatedDocument, _ lexicon: RoleLexicon
  ) -> Range<Int> {
    guard type == .person, !tokens.isEmpty else { return tokens }
    var start = tokens.lowerBound
    while start > 0, tokens.upperBound - start < 4, document.tokens[start].relation == .flat {
      let first = document.tokens[start - 1]
      let head = Int(document.tokens[start].head)
      guard first.sentence == document.tokens[start].sentence, first.upos == .propn, first.isCapitalised,
        first.spaceAfter, roleAt[start - 1] < 0, nameAt[start - 1] < 0,
        head == start - 1 || first.relation == .flat && Int(first.head) == head,
        lexicon.courtesy[PhraseKey(document.text, first.span).value] == nil
      else { break }
      start -= 1
    }
    return start..<tokens.upperBound
  }

  /// Headlines write every noun with a capital: an unknown name that stands only there is none.
  private mutating func dropHeadlineWords(_ document: AnnotatedDocument) {
    guard document.sentences.contains(where: { $0.isProse }) else { return }
    var inProse: Set<UInt64> = []
    func isProse(_ name: NameMatch) -> Bool {
      document.sentences[Int(document.tokens[name.tokens.lowerBound].sentence)].isProse
    }
    for name in names where isProse(name) {
      inProse.insert(PhraseKey(document.text, document.span(name.tokens)).value)
      inProse.insert(PhraseKey(document.text, document.tokens[name.tokens.lowerBound].span).value)
    }
    names.removeAll { name in
      name.senses.isEmpty && (name.entity != .person || name.tokens.count > 3) && !isProse(name)
        && !inProse.contains(PhraseKey(document.text, document.span(name.tokens)).value)
    }
  }

  private func isInside(_ token: Int, _ document: AnnotatedDocument) -> Bool {
    let number = Int(document.tokens[token].sentence)
    return document.sentences.indices.contains(number) && DocumentScan.isRead(document.sentences[number])
  }

  /// Entities may overlap names that a former entity kept; the earlier one stays.
  private mutating func dropOverlaps() {
    names.sort { ($0.tokens.lowerBound, $1.tokens.upperBound) < ($1.tokens.lowerBound, $0.tokens.upperBound) }
    var end = 0
    names.removeAll { name in
      if name.tokens.lowerBound < end { return true }
      end = name.tokens.upperBound
      return false
    }
  }

  private func merged(
    _ tokens: Range<Int>, _ type: EntityType, _ known: [NameMatch], _ document: AnnotatedDocument,
    _ lexicon: RoleLexicon, _ gazetteer: Gazetteer
  ) -> [NameMatch] {
    guard !tokens.isEmpty else { return known }
    if let parts = splitAtTitle(tokens, type, known, lexicon) { return parts }
    if known.isEmpty {
      if tokens.allSatisfy({ roleAt[$0] >= 0 }) || isRoleOnly(tokens, [], document) { return [] }
      return [NameMatch(tokens: tokens, senses: [], entity: type)]
    }
    var known = known
    for index in known.indices {
      let name = known[index].tokens
      if name.lowerBound <= tokens.lowerBound, name.upperBound >= tokens.upperBound {
        known[index].entity = type
        return known
      }
    }
    let isInside = known.allSatisfy {
      $0.tokens.lowerBound >= tokens.lowerBound && $0.tokens.upperBound <= tokens.upperBound
    }
    guard isInside, let first = known.first, let last = known.last else { return known }
    switch type {
    case .person:
      // "Air Force James Roche": a body's name that the tagger took for the first of the person's.
      if first.tokens.lowerBound == tokens.lowerBound, first.tokens.count > 1, isBody(first, gazetteer) {
        var start = first.tokens.upperBound
        while start < tokens.upperBound, document.tokens[start].upos == .adp || document.tokens[start].upos == .det {
          start += 1
        }
        let rest = start..<tokens.upperBound
        if rest.count > 1, rest.count < 4 { return [first, NameMatch(tokens: rest, senses: [], entity: .person)] }
      }
      // "Englishman Robert Roe"
      let rest = first.tokens.upperBound..<tokens.upperBound
      if first.tokens.lowerBound == tokens.lowerBound, rest.count > 1, !first.senses.isEmpty,
        first.senses.allSatisfy({ $0.use == .people || $0.use == .adjective })
      {
        return [first, NameMatch(tokens: rest, senses: [], entity: .person)]
      }
      // "Lisa Stark ABC": letters of a body after the name of somebody.
      if last.tokens.upperBound == tokens.upperBound, tokens.count > 2, isBody(last, gazetteer),
        last.tokens.allSatisfy({ token in
          document.text[document.tokens[token].span.range].allSatisfy { $0 < 0x61 || $0 > 0x7a }
        })
      {
        let person = tokens.lowerBound..<last.tokens.lowerBound
        return [NameMatch(tokens: person, senses: [], entity: .person), last]
      }
      // "Vladimir Vladimirovich Putin" is longer than what is known of him, "Michael Jordan" no country.
      return [NameMatch(tokens: tokens, senses: [], entity: .person)]
    case .organisation, .facility, .other:
      if type == .organisation, let parts = splitAfterCountry(tokens, known, document, gazetteer) { return parts }
      if isRoleOnly(tokens, known, document) { return known }
      let senses = known.flatMap(\.senses)
      return [NameMatch(tokens: tokens, senses: [], entity: type, inner: senses)]
    case .gpe, .location, .norp:
      let keeps = last.tokens.upperBound == tokens.upperBound || first.tokens.count > 1
      return keeps ? known : [NameMatch(tokens: tokens, senses: [], entity: type, inner: known.flatMap(\.senses))]
    }
  }

  /// Cuts "Central Bank of Ruritania Jane Roe" behind the country: two or three capitalised words there are a person's.
  private func splitAfterCountry(
    _ tokens: Range<Int>, _ known: [NameMatch], _ document: AnnotatedDocument, _ gazetteer: Gazetteer
  ) -> [NameMatch]? {
    guard
      let country = known.first(where: {
        $0.senses.contains { gazetteer.actor($0.actor).kind == .country && $0.use == .name }
      }),
      country.tokens.lowerBound - 1 > tokens.lowerBound, document.tokens[country.tokens.lowerBound - 1].form == Words.of
    else { return nil }
    let rest = country.tokens.upperBound..<tokens.upperBound
    guard rest.count > 1, rest.count < 4,
      rest.allSatisfy({ document.tokens[$0].isCapitalised && document.tokens[$0].upos == .propn && roleAt[$0] < 0 })
    else { return nil }
    let first = PhraseKey(document.text, document.tokens[rest.lowerBound].span).value
    guard gazetteer.givenNames[first] != nil || rest.count == 3 else { return nil }
    let body = tokens.lowerBound..<country.tokens.upperBound
    return [
      NameMatch(tokens: body, senses: [], entity: .organisation, inner: country.senses),
      NameMatch(tokens: rest, senses: [], entity: .person),
    ]
  }

  private func isBody(_ name: NameMatch, _ gazetteer: Gazetteer) -> Bool {
    !name.senses.isEmpty
      && name.senses.allSatisfy { sense in
        let kind = gazetteer.actor(sense.actor).kind
        return kind == .organisation || kind == .armedForce || kind == .outlet
      }
  }

  /// Cuts an entity that swallowed a title, such as "White House Press Secretary Karoline Leavitt" or "U.S.
  /// Secretary": what stands before the title is kept as far as it is known, what follows is a person's name.
  ///
  /// - Returns: nil when there is no title inside, or when it may belong to an organisation's name.
  private func splitAtTitle(
    _ tokens: Range<Int>, _ type: EntityType, _ known: [NameMatch], _ lexicon: RoleLexicon
  ) -> [NameMatch]? {
    guard type != .facility, type != .norp else { return nil }
    var title: Range<Int>?
    for token in tokens where roleAt[token] >= 0 {
      let role = roles[Int(roleAt[token])]
      guard tokens.lowerBound < role.tokens.lowerBound, role.tokens.upperBound <= tokens.upperBound else { continue }
      let isRival =
        lexicon.role(role.sense).group == "parties" && known.contains { $0.tokens.lowerBound == role.tokens.upperBound }
      if lexicon.role(role.sense).kind == .person || isRival { title = role.tokens }
    }
    guard let title else { return nil }
    let tail = title.upperBound..<tokens.upperBound
    let before = known.filter { $0.tokens.upperBound <= title.lowerBound }
    if tail.isEmpty { return type == .person && !before.isEmpty ? known : nil }
    if let name = known.first(where: {
      $0.tokens.lowerBound <= tail.lowerBound && $0.tokens.upperBound >= tail.upperBound
    }
    ) {
      return before + [name]
    }
    if type == .organisation || type == .gpe || type == .location {
      // "Aer Lingus Chief Executive Dermot Mannion": whose title it is stands before, a name of two or three words after.
      guard before.last?.tokens.upperBound == title.lowerBound, tail.count > 1, tail.count < 4,
        tail.allSatisfy({ roleAt[$0] < 0 })
      else { return nil }
    }
    return before + [NameMatch(tokens: tail, senses: [], entity: .person)]
  }

  /// Whether a name is a country, an article and a role word: "Britain's Defense Ministry".
  private func isRoleOnly(_ tokens: Range<Int>, _ known: [NameMatch], _ document: AnnotatedDocument) -> Bool {
    var token = tokens.lowerBound
    for name in known where name.tokens.lowerBound == token {
      token = name.tokens.upperBound
      if token < tokens.upperBound, document.tokens[token].upos == .part { token += 1 }
    }
    guard token < tokens.upperBound, roleAt[token] >= 0 else { return false }
    let role = roles[Int(roleAt[token])]
    guard role.tokens.lowerBound == token else { return false }
    if role.tokens.upperBound >= tokens.upperBound { return true }
    // "Ministry of Defence of Ukraine"
    guard let last = known.last, last.tokens.upperBound == tokens.upperBound else { return false }
    return last.tokens.lowerBound == role.tokens.upperBound + 1
  }
}
