// The tense of the clause that a time expression stands in: it tells whether "Friday" is behind or ahead.

import Language

enum SentenceTense: Sendable {
  case past, present, future, unknown

  var words: String {
    switch self {
    case .past: "past tense"
    case .present: "present tense"
    case .future: "future tense"
    case .unknown: "no tense"
    }
  }

  /// The tense of the verb that governs a token: up the dependencies, then that verb's auxiliaries.
  ///
  /// - Parameter token: the syntactic head of the expression.
  /// - Returns: the tense, and whether the expression modifies that verb itself (not a noun below it).
  static func governing(_ token: Int, in document: AnnotatedDocument) -> (tense: SentenceTense, isDirect: Bool) {
    var node = token
    var steps = 0
    var seen = false
    for _ in 0..<8 {
      let upos = document.tokens[node].upos
      if upos == .verb || upos == .aux || document.child(node, .cop) != nil {
        let found = tense(of: node, in: document)
        if found != .unknown { return (found, steps <= 1) }
        seen = true
      }
      guard let head = document.head(node) else { break }
      node = head
      if !seen { steps += 1 }
    }
    // A fragment without a verb above: whatever its root shows.
    return (tense(of: node, in: document), false)
  }

  /// The tense of one verb: auxiliaries first, then its own form. An infinitive points ahead when its governor
  /// plans or expects (which is what "to" mostly means beside a date).
  static func tense(of verb: Int, in document: AnnotatedDocument) -> SentenceTense {
    var perfect = false
    var auxiliary: SentenceTense = .unknown
    for child in document.children(verb) {
      let relation = document.tokens[child].relation
      guard relation == .aux || relation == .auxPass || relation == .cop else { continue }
      let lemma = document.tokens[child].lemma
      if TenseWords.future.contains(document.tokens[child].form) || TenseWords.future.contains(lemma) {
        return .future
      }
      if TenseWords.have.contains(lemma) { perfect = true }
      let features = document.tokens[child].features
      if features.contains(.past), features.contains(.finite) { auxiliary = .past }
      if auxiliary == .unknown, features.contains(.present) { auxiliary = .present }
    }
    if perfect { return .past }
    let token = document.tokens[verb]
    if auxiliary != .unknown { return auxiliary }
    if token.features.contains(.infinitive) {
      for child in document.children(verb) where document.tokens[child].relation == .mark {
        if document.tokens[child].form == TenseWords.to { return .future }
      }
      return .unknown
    }
    if token.features.contains(.past) { return .past }
    if token.features.contains(.present), token.features.contains(.finite) { return .present }
    return .unknown
  }

  /// Without tags: the nearest auxiliary word before or after the expression tells.
  static func lexical(_ tokens: Range<Int>, in document: AnnotatedDocument) -> SentenceTense {
    let sentence = document.sentences[Int(document.tokens[tokens.lowerBound].sentence)].tokens
    for distance in 1...10 {
      for index in [tokens.lowerBound - distance, tokens.upperBound - 1 + distance] where sentence.contains(index) {
        let form = document.tokens[index].form
        if TenseWords.future.contains(form) { return .future }
        if TenseWords.past.contains(form) { return .past }
      }
    }
    return .unknown
  }
}

/// Closed classes of English auxiliaries.
enum TenseWords {
  static let future: Set<WordKey> = Set(["will", "shall", "'ll", "wo", "ll"].map { WordKey($0) })
  static let have: Set<WordKey> = Set(["have", "'ve"].map { WordKey($0) })
  static let past: Set<WordKey> = Set(["was", "were", "had", "did", "said", "has", "have", "been"].map { WordKey($0) })
  static let to = WordKey("to")
}
