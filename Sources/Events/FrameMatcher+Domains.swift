// Fields of news: one sense of a word for an article ("beat" in a report of a match), by the words around it.

import Language

extension FrameMatcher {
  /// The fields that an article speaks of: several different cue words, and often enough.
  static func domains(of document: AnnotatedDocument, _ book: FrameBook) -> Set<String> {
    var result: Set<String> = []
    for (name, cues) in book.domains {
      var seen: Set<WordKey> = []
      var count = 0
      var isClear = false
      for token in document.tokens {
        let clear = cues.clear.contains(token.lemma)
        guard clear || cues.weak.contains(token.lemma) else { continue }
        if clear { isClear = true }
        seen.insert(token.lemma)
        count += 1
      }
      if isClear, seen.count >= 3, count * 60 >= document.tokens.count { result.insert(name) }
    }
    return result
  }

  /// Whether the article or, by a clear cue, the sentence speaks of a field; the token itself is no cue.
  func speaks(of domain: String, near token: Int) -> Bool {
    if domains.contains(domain) { return true }
    guard let cues = book.domains[domain] else { return false }
    let sentence = document.sentences[Int(document.tokens[token].sentence)].tokens
    return sentence.contains { $0 != token && cues.clear.contains(document.tokens[$0].lemma) }
  }
}
