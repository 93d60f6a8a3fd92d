// The first pass over a document: where known names and role words stand, one longest match after the other, and
// what the entity tagger adds to them.

import Corpus
import Language

/// A stretch of tokens that may name an actor.
struct NameMatch: Sendable {
  var tokens: Range<Int>
  /// Readings from the gazetteer; empty for a name that it does not know.
  var senses: [NameSense]
  /// What the entity tagger says, if it says anything.
  var entity: EntityType?
  /// Known names inside a longer unknown one: "Mexico" in "Bank of Mexico".
  var inner: [NameSense] = []
}

/// A role word or phrase.
struct RoleMatch: Sendable {
  var tokens: Range<Int>
  var sense: RoleSense
}

struct DocumentScan: Sendable {
  var names: [NameMatch] = []
  var roles: [RoleMatch] = []
  /// For each token the index of the name or role that covers it, -1 for none.
  var nameAt: [Int32]
  var roleAt: [Int32]

  /// Scans the English sentences of a document.
  init(_ document: AnnotatedDocument, gazetteer: Gazetteer, lexicon: RoleLexicon, grammar: ActorGrammar) {
    nameAt = [Int32](repeating: -1, count: document.tokens.count)
    roleAt = nameAt
    for sentence in document.sentences where DocumentScan.isRead(sentence) {
      scanNames(sentence, document, gazetteer)
      scanRoles(sentence, document, lexicon)
    }
    dropBareNumbers(document, gazetteer)
    addEntities(document, gazetteer, lexicon)
    joinLandforms(document, grammar)
    joinClubs(document, grammar, gazetteer)
    extendBodies(document)
    addProperNames(document, grammar)
    for (index, name) in names.enumerated() {
      for token in name.tokens { nameAt[token] = Int32(index) }
    }
  }

  /// Codes of the countries that the names of the text speak of, by their own names or by their places.
  func countries(_ gazetteer: Gazetteer) -> Set<String> {
    var result: Set<String> = []
    for name in names {
      for sense in name.senses + name.inner {
        let known = gazetteer.actor(sense.actor)
        guard let code = known.country else { continue }
        switch sense.use {
        case .adjective, .people, .capital, .place, .seat: result.insert(code)
        case .name, .alias, .surname: if known.kind == .country { result.insert(code) }
        }
      }
    }
    return result
  }

  /// Whether actors are looked for in a sentence: prose and headings, not page furniture.
  static func isRead(_ sentence: Sentence) -> Bool {
    sentence.isEnglish && sentence.kind != .boilerplate && sentence.kind != .listMarker
  }

  private mutating func scanNames(_ sentence: Sentence, _ document: AnnotatedDocument, _ gazetteer: Gazetteer) {
    var token = sentence.tokens.lowerBound
    while token < sentence.tokens.upperBound {
      guard document.tokens[token].upos != .punct,
        var match = longestName(from: token, in: sentence, document, gazetteer)
      else {
        token += 1
        continue
      }
      // "the West Bank" is not "the West".
      if document.tokens[token].upos == .det, match.tokens.count > 1,
        let inner = longestName(from: token + 1, in: sentence, document, gazetteer),
        inner.tokens.upperBound > match.tokens.upperBound
      {
        match = inner
      }
      names.append(match)
      token = match.tokens.upperBound
    }
  }

  private func longestName(
    from start: Int, in sentence: Sentence, _ document: AnnotatedDocument, _ gazetteer: Gazetteer
  ) -> NameMatch? {
    var key = PhraseKey()
    var best: (end: Int, senses: [NameSense])?
    var hasCapital = false
    let limit = min(sentence.tokens.upperBound, start + 14)
    for token in start..<limit {
      let before = key.value
      key.feed(document.text, document.tokens[token].span)
      hasCapital = hasCapital || document.tokens[token].isCapitalised || hasUpper(document, token)
      guard !key.isEmpty, let found = gazetteer.find(key) else { break }
      // A comma or hyphen adds nothing to the name.
      if found >= 0, key.value != before {
        let range = start..<token + 1
        let senses = gazetteer.senses(from: found).filter { isAllowed($0, range, hasCapital, sentence, document) }
        if !senses.isEmpty { best = (token + 1, senses) }
      }
      if document.tokens[token].spaceAfter { key.space() }
    }
    guard let best else { return nil }
    return NameMatch(tokens: start..<best.end, senses: best.senses, entity: nil)
  }

  private func isAllowed(
    _ sense: NameSense, _ range: Range<Int>, _ hasCapital: Bool, _ sentence: Sentence, _ document: AnnotatedDocument
  ) -> Bool {
    let last = range.upperBound - 1
    if sense.allowsLower { return true }
    if range.count == 1, isNumber(document, range.lowerBound) { return true }
    guard hasCapital else { return false }
    if sense.isExact { return range.allSatisfy { isUpper(document, $0) } && !isMoney(document, last) }
    if !sense.endsLower, !document.tokens[last].isCapitalised, !hasUpper(document, last), !isNumber(document, last) {
      return false
    }
    // A common word that only begins a sentence is no name.
    if range.count == 1, range.lowerBound == sentence.tokens.lowerBound, sentence.tokens.count > 1 {
      switch document.tokens[last].upos {
      case .aux, .det, .pron, .sconj, .cconj, .adp, .part, .intj: return sense.use == .adjective
      default: break
      }
    }
    return true
  }

  private func isUpper(_ document: AnnotatedDocument, _ token: Int) -> Bool {
    let span = document.tokens[token].span
    return document.text[span.range].allSatisfy { $0 < 0x61 || $0 > 0x7a }
  }

  /// "US$" is money, not a country.
  private func isMoney(_ document: AnnotatedDocument, _ token: Int) -> Bool {
    let end = document.tokens[token].span.end
    return document.text[end - 1] == 0x24 || end < document.text.count && document.text[end] == 0x24
  }

  private func isNumber(_ document: AnnotatedDocument, _ token: Int) -> Bool {
    document.text[document.tokens[token].span.range].first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
  }

  func hasUpper(_ document: AnnotatedDocument, _ token: Int) -> Bool {
    let span = document.tokens[token].span
    return document.text[span.range].contains { $0 >= 0x41 && $0 <= 0x5a }
  }

  /// "787" is an aircraft only in a text that names its maker or the whole name.
  private mutating func dropBareNumbers(_ document: AnnotatedDocument, _ gazetteer: Gazetteer) {
    var named: Set<String> = []
    for name in names {
      for sense in name.senses where sense.use == .name { named.insert(gazetteer.actor(sense.actor).id) }
    }
    names = names.filter { name in
      guard name.tokens.count == 1, let sense = name.senses.first else { return true }
      let known = gazetteer.actor(sense.actor)
      guard known.isProduct, !hasUpper(document, name.tokens.lowerBound) else { return true }
      return named.contains(known.id) || named.contains(known.affiliation ?? "")
    }
  }

  private mutating func scanRoles(_ sentence: Sentence, _ document: AnnotatedDocument, _ lexicon: RoleLexicon) {
    var token = sentence.tokens.lowerBound
    while token < sentence.tokens.upperBound {
      guard let match = longestRole(from: token, in: sentence, document, lexicon) else {
        token += 1
        continue
      }
      for inner in match.tokens { roleAt[inner] = Int32(roles.count) }
      roles.append(match)
      token = match.tokens.upperBound
    }
  }

  private func longestRole(
    from start: Int, in sentence: Sentence, _ document: AnnotatedDocument, _ lexicon: RoleLexicon
  ) -> RoleMatch? {
    var key = PhraseKey()
    var best: RoleMatch?
    let limit = min(sentence.tokens.upperBound, start + 8)
    for token in start..<limit {
      let before = key.value
      key.feed(document.text, document.tokens[token].span)
      guard !key.isEmpty, let found = lexicon.find(key) else { break }
      // A surname is no trade: "Mason", "Cooper".
      if found >= 0, key.value != before, isNominal(token, sentence, document),
        document.tokens[token].upos == .noun || !lexicon.isCommon(lexicon.senses[Int(found)])
      {
        best = RoleMatch(tokens: start..<token + 1, sense: lexicon.senses[Int(found)])
      }
      if document.tokens[token].spaceAfter { key.space() }
    }
    return best
  }

  /// Whether a token can end a noun phrase. Taggers take "official" or "military" for adjectives: they are
  /// nouns where no noun follows.
  private func isNominal(_ token: Int, _ sentence: Sentence, _ document: AnnotatedDocument) -> Bool {
    switch document.tokens[token].upos {
    case .noun, .propn, .x: return true
    case .adj:
      let next = token + 1
      guard next < sentence.tokens.upperBound else { return token > sentence.tokens.lowerBound }
      switch document.tokens[next].upos {
      case .verb, .aux, .adp, .part: return sentence.kind != .heading && sentence.kind != .title
      case .propn:
        // "vaccine chief Jane Roe"
        let relation = document.tokens[token].relation
        return document.tokens[next].isCapitalised
          && (relation == .nmodDesc || relation == .compound || relation == .flat)
      case .punct: return document.tokens[token].relation != .conj && document.tokens[next].form != Words.hyphen
      default: return false
      }
    default: return false
    }
  }
}
