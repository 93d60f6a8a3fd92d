// The self-check of a headline: what a sub-editor would send back.

import Language

extension TitleWriter {
  /// Whether a headline may stand: two words or more, within the limit, no pronoun or bare quantifier that nothing before
  /// it explains, no loose end, no name told twice, no indefinite "something".
  func isSound(_ title: String, _ parts: Parts) -> Bool {
    guard title.count <= limit else { return false }
    if title.contains(" , ") || title.contains(" and, "), !isTokenised(parts.candidate.trigger) { return false }
    let spoken = outsideQuotes(title)
    let words = spoken.split(separator: " ").map { keyWord($0) }.filter { !$0.isEmpty }
    guard words.count >= 2 || spoken.utf8.count < title.utf8.count && !words.isEmpty else { return false }
    // "US", "IT", "WHO" are no pronouns.
    let keys = words.map { WordKey(isInitials($0) ? "." : $0.lowercased()) }
    if let first = keys.first, book.has("bad_starts", first) { return false }
    if spoken.utf8.count == title.utf8.count, let last = keys.last, book.has("bad_ends", last) { return false }
    for (number, key) in keys.enumerated() {
      if book.has("bad_in_titles", key) { return false }
      if number > 0, keys[number - 1] == key { return false }
    }
    // "Name: it was …": nobody stands before the pronoun.
    let raw = spoken.split(separator: " ")
    for (number, word) in raw.enumerated().dropLast() where word.hasSuffix(":") {
      let next = keyWord(raw[number + 1])
      if !isInitials(next), book.has("bad_starts", WordKey(next.lowercased())) { return false }
    }
    return !repeatsName(words, parts)
  }

  /// Two or more capitals: "US".
  private func isInitials(_ word: String) -> Bool {
    word.utf8.count > 1 && word.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5a }
  }

  /// Whether the sentence of a token has spaces before its commas, as tokenised texts do.
  private func isTokenised(_ token: Int) -> Bool {
    document.sentences[Int(document.tokens[token].sentence)].tokens.contains {
      clauses.isComma($0) && $0 > 0 && document.tokens[$0 - 1].spaceAfter
    }
  }

  /// Whether the last word of a participant's name stands twice.
  private func repeatsName(_ words: [String], _ parts: Parts) -> Bool {
    for actor in parts.agents + parts.patients {
      guard actors.actors[actor].isNamed, let last = actors.actors[actor].name.split(separator: " ").last,
        last.count > 3
      else { continue }
      var count = 0
      for word in words where word == last || word == last + "’s" || word == last + "'s" { count += 1 }
      if count > 1 { return true }
    }
    return false
  }

  private func keyWord(_ word: Substring) -> String {
    var word = word
    while let last = word.last, ",:;.…?!”\"".contains(last) { word.removeLast() }
    while let first = word.first, "“\"(".contains(first) { word.removeFirst() }
    return String(word)
  }

  /// The words outside quotation marks.
  private func outsideQuotes(_ title: String) -> String {
    var result = ""
    var depth = 0
    for character in title {
      if character == "“" {
        depth += 1
      } else if character == "”" {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        result.append(character)
      }
    }
    return result
  }
}
