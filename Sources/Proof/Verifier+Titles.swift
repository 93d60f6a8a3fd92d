// Headlines say no number and no name that evidence, actors and editor do not have.

import Corpus

extension Verifier {
  mutating func checkTitles() {
    for value in graph["events"]?.list ?? [] {
      guard let id = value["id"]?.text, let title = value["title"]?.text else { continue }
      checkTitle(title, value, "event \(id)")
    }
  }

  private mutating func checkTitle(_ title: String, _ value: JSONValue, _ subject: String) {
    if Verifier.editorSet(value, "title") { return }
    let evidence = (value["evidence"]?.list ?? []).compactMap { Citation($0) }
    let sentences = evidence.compactMap { sentenceWords($0) }
    guard sentences.count == evidence.count, !sentences.isEmpty else { return }
    var known: Set<String> = []
    func learn(_ text: String?) {
      for word in WordScan.words(text ?? "") {
        known.insert(word.key)
        // "Apartment 50C" is said of 50 too.
        if word.isNumber { known.insert(String(word.key.prefix { $0.isNumber })) }
      }
    }
    for words in sentences { learn(String(decoding: words, as: UTF8.self)) }
    learn(value["place"]?.text)
    for note in value["editor"]?.list ?? [] {
      learn(note["value"]?.text)
      learn(note["was"]?.text)
    }
    if let quote = value["quote"].flatMap({ Citation($0) }), let words = words(quote) {
      learn(String(decoding: words, as: UTF8.self))
    }
    var ids = (value["agents"]?.texts ?? []) + (value["patients"]?.texts ?? []) + (value["sources"]?.texts ?? [])
    // Whoever is mentioned in a sentence of the evidence may be named in full.
    for at in evidence { ids += actorsBySentence[at] ?? [] }
    var seen: Set<String> = []
    while let id = ids.popLast() {
      guard seen.insert(id).inserted, let actor = actors[id] else { continue }
      learn(actor["name"]?.text)
      for role in actor["roles"]?.list ?? [] { learn(role["text"]?.text) }
      for mention in (actor["mentions"]?.list ?? []).prefix(400) {
        if let words = Citation(mention).flatMap(words) { learn(String(decoding: words, as: UTF8.self)) }
      }
      if let whole = actor["affiliation"]?.text { ids.append(whole) }
    }
    for (place, word) in WordScan.words(title).enumerated() where word.isNumber || (word.isName && place > 0) {
      let isKnown = known.contains(word.key) || !word.isNumber && known.contains { WordScan.isForm($0, word.key) }
      if !isKnown {
        raise("title-word", subject, "its title says “\(word.key)”, which neither its sentences nor its actors have")
      }
    }
  }
}
