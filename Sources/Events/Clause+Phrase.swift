// Phrases: coordination and the words of a noun phrase.

import Language

extension ClauseReader {
  /// A token and everything coordinated with it.
  func conjuncts(of token: Int) -> [Int] {
    var result = [token]
    var position = 0
    while position < result.count, result.count < 32 {
      for child in document.children(result[position])
      where document.tokens[child].relation == .conj && !isOneName(result[position], child) {
        result.append(child)
      }
      position += 1
    }
    return result
  }

  /// The last word of the name of a thing that a token begins or belongs to: "Award" of "the Office of Aid Award".
  private func lastWord(ofNameAt token: Int) -> Int? {
    document.entities.first { $0.type == .other && $0.tokens.contains(token) }?.tokens.last
  }

  /// Whether "and" joins words of one name: "the Office of Aid and Scholarships Award".
  private func isOneName(_ first: Int, _ second: Int) -> Bool {
    guard document.tokens[first].upos == .propn, document.tokens[second].upos == .propn else { return false }
    return document.entities.contains { $0.type == .other && $0.tokens.contains(first) && $0.tokens.contains(second) }
  }

  /// The first of what a token is coordinated with: the way back from ``conjuncts(of:)``.
  func firstConjunct(of token: Int) -> Int {
    var node = token
    for _ in 0..<limit {
      guard document.tokens[node].relation == .conj, let head = document.head(node) else { break }
      node = head
    }
    return node
  }

  /// The lemma keys of a phrase's words: head, compounds, adjectives, and the noun after `of`.
  func phraseContains(_ head: Int, _ set: Set<WordKey>) -> Bool {
    let takesPersons = set.contains(Words.person)
    for token in conjuncts(of: head) {
      if set.contains(tokens[token].lemma) { return true }
      if tokens[token].upos == .propn, let last = lastWord(ofNameAt: token), set.contains(tokens[last].lemma) {
        return true
      }
      if takesPersons, mayBePerson(token) { return true }
      for child in document.children(token) {
        switch document.tokens[child].relation {
        case .compound, .amod, .flat, .nmodPoss, .nummod, .appos:
          if set.contains(document.tokens[child].lemma) { return true }
          for inner in document.children(child)
          where document.tokens[inner].relation == .compound || document.tokens[inner].relation == .amod {
            if set.contains(document.tokens[inner].lemma) { return true }
          }
        case .nmod:
          let word = preposition(of: child)
          guard word == Words.of || word == Words.in || word == Words.for else { continue }
          if set.contains(document.tokens[child].lemma) { return true }
          for inner in document.children(child)
          where document.tokens[inner].relation == .compound || document.tokens[inner].relation == .amod {
            if set.contains(document.tokens[inner].lemma) { return true }
          }
        default: break
        }
      }
    }
    return false
  }
}
