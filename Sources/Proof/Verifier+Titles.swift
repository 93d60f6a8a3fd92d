// Headlines say no number and no name that evidence, actors and editor do not have.

import Corpus

extension Verifier {
  mutating func checkTitles() {
    for value in graph["events"]?.list ?? [] {
      guard let id = value["id"]?.text, let title = value["title"]?.text else { continue }
      checkTitle(title, value, "event \(id)")
    }
  }

  /// Words that an actor's mentions, name and roles lend to a headline.
  private mutating func actorWords(_ id: String, _ actor: JSONValue) -> Set<String> {
    if let known = wordsByActor[id] { return known }
    var found: Set<String> = []
    Verifier.learn(actor["name"]?.text, &found)
    for role in actor["roles"]?.list ?? [] { Verifier.learn(role["text"]?.text, &found) }
    for mention in (actor["mentions"]?.list ?? []).prefix(400) {
      if let at = Citation(mention), let said = words(at) {
        Verifier.learn(String(decoding: said, as: UTF8.self), &found)
      }
    }
    wordsByActor[id] = found
    return found
  }

  private static func learn(_ text: String?, _ known: inout Set<String>) {
    for word in WordScan.words(text ?? "") {
      known.insert(word.key)
      // "Apartment 50C" is said of 50 too.
      if word.isNumber { known.insert(String(word.key.prefix { $0.isNumber })) }
    }
  }

  private mutating func checkTitle(_ title: String, _ value: JSONValue, _ subject: String) {
    if Verifier.editorSet(value, "title") { return }
    let evidence = (value["evidence"]?.list ?? []).compactMap { Citation($0) }
    let sentences = evidence.compactMap { sentenceWords($0) }
    guard sentences.count == evidence.count, !sentences.isEmpty else { return }
    var told = sentences.map { String(decoding: $0, as: UTF8.self) }
    if let quote = value["quote"].flatMap({ Citation($0) }), let words = words(quote) {
      told.append(String(decoding: words, as: UTF8.self))
    }
    checkQuotedTitle(title, told, subject)
    var own: Set<String> = []
    for text in told { Verifier.learn(text, &own) }
    Verifier.learn(value["place"]?.text, &own)
    for note in value["editor"]?.list ?? [] {
      Verifier.learn(note["value"]?.text, &own)
      Verifier.learn(note["was"]?.text, &own)
    }
    var known = [own]
    var ids = (value["agents"]?.texts ?? []) + (value["patients"]?.texts ?? []) + (value["sources"]?.texts ?? [])
    // Whoever is mentioned in a sentence of the evidence may be named in full.
    for at in evidence { ids += actorsBySentence[at] ?? [] }
    var seen: Set<String> = []
    while let id = ids.popLast() {
      guard seen.insert(id).inserted, let actor = actors[id] else { continue }
      known.append(actorWords(id, actor))
      if let whole = actor["affiliation"]?.text { ids.append(whole) }
    }
    for (place, word) in WordScan.words(title).enumerated() where word.isNumber || (word.isName && place > 0) {
      let isKnown =
        known.contains { $0.contains(word.key) }
        || !word.isNumber && known.contains { $0.contains { WordScan.isForm($0, word.key) } }
      if !isKnown {
        raise("title-word", subject, "its title says “\(word.key)”, which neither its sentences nor its actors have")
      }
    }
  }

  /// What a headline has in quotation marks stands in its sentences or its quotation, in one piece.
  private mutating func checkQuotedTitle(_ title: String, _ told: [String], _ subject: String) {
    let quotations = Verifier.quoted(title)
    guard !quotations.isEmpty else { return }
    let texts = told.map { WordScan.words($0).map(\.key) }
    for quotation in quotations {
      let pieces = quotation.split(separator: "…").map { WordScan.words(String($0)).map(\.key) }
      if !pieces.allSatisfy({ piece in texts.contains { Verifier.holds($0, piece) } }) {
        raise("title-quote", subject, "its title quotes “\(quotation)”, which its sentences do not say")
      }
    }
  }
}
