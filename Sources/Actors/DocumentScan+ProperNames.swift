// Proper names that neither the gazetteer nor the entity tagger marked: runs of capitalised proper nouns in prose, and
// capitalised words before or behind a body's name that belong to it.

import Corpus
import Language

extension DocumentScan {
  /// Adds what is written like a name and covered by none: "Harbour Works", "Harbour.com". Whether it is an actor shows where
  /// it stands in its clause; a run alone says nothing.
  mutating func addProperNames(_ document: AnnotatedDocument, _ grammar: ActorGrammar) {
    guard !document.entities.isEmpty else { return }
    var covered = [Bool](repeating: false, count: document.tokens.count)
    for name in names { for token in name.tokens { covered[token] = true } }
    var added: [NameMatch] = []
    for sentence in document.sentences where DocumentScan.isRead(sentence) && sentence.isProse {
      guard !isTitleCase(sentence, document) else { continue }
      var start: Int?
      for token in sentence.tokens {
        let isPart = !covered[token] && isNameWord(token, document, grammar)
        if isPart, start == nil { start = token }
        if !isPart, let from = start {
          if !touches(from..<token, sentence, covered, document) {
            added.append(NameMatch(tokens: from..<token, senses: []))
          }
          start = nil
        }
      }
      if let from = start, !touches(from..<sentence.tokens.upperBound, sentence, covered, document) {
        added.append(NameMatch(tokens: from..<sentence.tokens.upperBound, senses: []))
      }
    }
    guard !added.isEmpty else { return }
    names += added
    names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether most words of a sentence are capitalised, as in headlines.
  private func isTitleCase(_ sentence: Sentence, _ document: AnnotatedDocument) -> Bool {
    var small = 0
    var large = 0
    for token in sentence.tokens {
      switch document.tokens[token].upos {
      case .noun, .verb, .adj: if document.tokens[token].isCapitalised { large += 1 } else { small += 1 }
      default: break
      }
    }
    return large > small
  }

  private func isNameWord(_ token: Int, _ document: AnnotatedDocument, _ grammar: ActorGrammar) -> Bool {
    let word = document.tokens[token]
    guard word.upos == .propn || word.upos == .x, word.isCapitalised || hasUpper(document, token), roleAt[token] < 0,
      word.span.length > 2
    else { return false }
    switch word.relation {
    case .nummod, .nmodTmod, .oblTmod, .nmodUnmarked, .oblUnmarked: return false
    default: break
    }
    return !grammar.noPersons.contains(PhraseKey(document.text, word.span).value)
  }

  /// Whether a run is a scrap of something longer: beside another name, a number or a part of a word.
  private func touches(
    _ run: Range<Int>, _ sentence: Sentence, _ covered: [Bool], _ document: AnnotatedDocument
  ) -> Bool {
    let before = run.lowerBound - 1
    let after = run.upperBound
    if before >= sentence.tokens.lowerBound {
      if covered[before] || document.tokens[before].upos == .num
        || !document.tokens[before].spaceAfter
          && document.tokens[before].upos != .punct
      {
        return true
      }
      if document.tokens[before].form == Words.hyphen || DirectSpeech.mark(document, before) != nil { return true }
      if roleAt[before] >= 0, document.tokens[before].isCapitalised, before > sentence.tokens.lowerBound { return true }
    }
    guard after < sentence.tokens.upperBound else { return false }
    // "[Emeritus] Professor Jane Roe"
    if roleAt[after] >= 0, document.tokens[after].isCapitalised { return true }
    if document.tokens[after].form == Words.hyphen { return true }
    return covered[after] && document.tokens[after].upos == .propn || document.tokens[after].upos == .num
  }

  /// "[Real] Madrid", "Leeds [United]": the name of a place with such a word right beside it is that of a club.
  mutating func joinClubs(_ document: AnnotatedDocument, _ grammar: ActorGrammar, _ gazetteer: Gazetteer) {
    func isClubWord(_ token: Int, _ sentence: Sentence) -> Bool {
      sentence.tokens.contains(token) && document.tokens[token].isCapitalised
        && grammar.clubWords.contains(document.tokens[token].form)
    }
    for index in names.indices {
      let name = names[index]
      guard name.tokens.count < 3, name.entity != .person, name.entity != .organisation,
        name.senses.contains(where: { $0.use == .capital || $0.use == .place })
          || name.senses.isEmpty && (name.entity == .gpe || name.entity == .location)
      else { continue }
      let sentence = document.sentences[Int(document.tokens[name.tokens.lowerBound].sentence)]
      let before = name.tokens.lowerBound - 1
      let next = name.tokens.upperBound
      if isClubWord(before, sentence), document.tokens[before].spaceAfter,
        index == 0 || names[index - 1].tokens.upperBound <= before
      {
        names[index] = NameMatch(tokens: before..<next, senses: [], entity: .organisation, inner: name.senses)
      } else if isClubWord(next, sentence), document.tokens[next - 1].spaceAfter,
        index + 1 == names.count || names[index + 1].tokens.lowerBound > next
      {
        names[index] = NameMatch(
          tokens: name.tokens.lowerBound..<next + 1, senses: [], entity: .organisation, inner: name.senses)
      }
    }
  }

  /// "[National] Harbour Safety Committee": capitalised adjectives and nouns inside a sentence that stand right
  /// before the name of a body and hang on it are its first words.
  mutating func extendBodies(_ document: AnnotatedDocument) {
    var end = 0
    for index in names.indices {
      defer { end = names[index].tokens.upperBound }
      guard names[index].entity == .organisation, names[index].senses.isEmpty, names[index].tokens.count > 1 else {
        continue
      }
      let sentence = document.sentences[Int(document.tokens[names[index].tokens.lowerBound].sentence)]
      guard sentence.isProse else { continue }
      var start = names[index].tokens.lowerBound
      while start - 1 > sentence.tokens.lowerBound, start - 1 >= end {
        let word = document.tokens[start - 1]
        guard word.isCapitalised, word.spaceAfter, word.upos == .adj || word.upos == .propn || word.upos == .noun,
          word.relation == .amod || word.relation == .compound, roleAt[start - 1] < 0,
          names[index].tokens.contains(Int(word.head))
        else { break }
        start -= 1
      }
      names[index].tokens = start..<names[index].tokens.upperBound
    }
  }

  /// Proper nouns in a row that no known name covers.
  func properNounRuns(_ document: AnnotatedDocument) -> [Entity] {
    var covered = [Bool](repeating: false, count: document.tokens.count)
    for name in names { for token in name.tokens { covered[token] = true } }
    var result: [Entity] = []
    for sentence in document.sentences where DocumentScan.isRead(sentence) && sentence.isProse {
      var start: Int?
      for token in sentence.tokens {
        let isName = document.tokens[token].upos == .propn && !covered[token] && document.tokens[token].isCapitalised
        if isName, start == nil { start = token }
        if !isName, let from = start {
          result.append(Entity(tokens: from..<token, type: guess(from..<token, document)))
          start = nil
        }
      }
      if let from = start {
        let run = from..<sentence.tokens.upperBound
        result.append(Entity(tokens: run, type: guess(run, document)))
      }
    }
    return result
  }

  private func guess(_ tokens: Range<Int>, _ document: AnnotatedDocument) -> EntityType {
    for token in tokens where roleAt[token] >= 0 {
      let match = roles[Int(roleAt[token])]
      if match.tokens.upperBound == tokens.upperBound { return .organisation }
    }
    return tokens.count == 2 || tokens.count == 3 ? .person : .other
  }
}
