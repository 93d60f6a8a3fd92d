// The words of grammar.yaml: name suffixes, words that give an organisation its sector, verbs that take places.

import Knowledge
import Language

struct ActorGrammar: Sendable {
  struct NameWord: Sendable {
    var sector: String
    var type: String?
    var rank: Int
  }

  private(set) var suffixes: Set<WordKey> = []
  private(set) var placeVerbs: Set<WordKey> = []
  private(set) var placeNouns: Set<WordKey> = []
  /// Last names that are first of all words.
  private(set) var commonWords: Set<UInt64> = []
  /// Common given names with the sex of most who bear them.
  private(set) var givenNames: [UInt64: Sex] = [:]
  private var nameWords: [WordKey: NameWord] = [:]

  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(["suffixes", "name_words", "place_verbs", "place_nouns", "given_names", "common_words"])
    suffixes = Set(try file.required("suffixes").texts().map { WordKey($0) })
    placeVerbs = Set(try file.required("place_verbs").texts().map { WordKey($0) })
    placeNouns = Set(try file.required("place_nouns").texts().map { WordKey($0) })
    commonWords = Set(try file.required("common_words").texts().map { PhraseKey($0).value })
    let given = try file.required("given_names")
    try given.allow(["f", "m"])
    for name in try given.required("f").texts() { givenNames[PhraseKey(name).value] = .female }
    for name in try given.required("m").texts() { givenNames[PhraseKey(name).value] = .male }
    for (rank, item) in try file.required("name_words").list().enumerated() {
      try item.allow(["sector", "type", "words"])
      let word = NameWord(sector: try item.required("sector").text(), type: try item["type"]?.text(), rank: rank)
      for text in try item.required("words").texts() where nameWords[WordKey(text)] == nil {
        nameWords[WordKey(text)] = word
      }
    }
  }

  /// The sector that the words of a name give to an organisation, nil when none does.
  func nameSector(of document: AnnotatedDocument, _ tokens: Range<Int>) -> NameWord? {
    // The last word of the name counts most ("Medical Research Company"), else the best of the list.
    var best: NameWord?
    for token in tokens {
      guard let word = nameWords[document.tokens[token].form] else { continue }
      if best.map({ word.rank < $0.rank }) ?? true { best = word }
    }
    return best
  }
}
