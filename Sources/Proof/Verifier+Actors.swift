// Actors: their mentions are words of the documents, and their names are borne out by them.

import ChronographBase
import Corpus

extension Verifier {
  static let actorKinds = ["person", "country", "government", "organisation", "armed-force", "group", "outlet"]
  static let mentionForms = ["name", "alias", "metonym", "title", "nominal", "pronoun"]

  /// What the pages of actors list under "As the articles write it".
  mutating func readSpellings() {
    for path in site.paths where path.hasPrefix("actors/") && path.hasSuffix(".html") {
      guard let bytes = site.read(path) else { continue }
      let html = String(decoding: bytes, as: UTF8.self)
      guard let name = Verifier.between("<h1><bdi>", "</bdi></h1>", in: html[...])?.text else { continue }
      var rest = html[...]
      while let (text, end) = Verifier.between("<li><b><bdi>", "</bdi></b>", in: rest) {
        spellings[name, default: []].append(text)
        rest = rest[end...]
      }
    }
  }

  /// Whether a mention is a spelling as a page lists it, without the punctuation and the possessive around it.
  private static func isSpelled(_ mention: String, _ listed: String) -> Bool {
    var words = WordScan.words(mention).map(\.key)
    let wanted = WordScan.words(listed).map(\.key)
    if words == wanted { return true }
    if words.last == "s" { words.removeLast() }
    return words == wanted
  }

  private static func between(
    _ open: String, _ close: String, in text: Substring
  ) -> (text: String, end: Substring.Index)? {
    guard let start = text.firstRange(of: open)?.upperBound, let end = text[start...].firstRange(of: close) else {
      return nil
    }
    return (XMLText.unescaped(text[start..<end.lowerBound].utf8), end.upperBound)
  }

  mutating func checkActors() {
    let wholes = Set((graph["actors"]?.list ?? []).compactMap { $0["affiliation"]?.text })
    for value in graph["actors"]?.list ?? [] { checkActor(value, wholes) }
  }

  private mutating func checkActor(_ value: JSONValue, _ wholes: Set<String>) {
    guard let id = value["id"]?.text, let name = value["name"]?.text else {
      return raise("name-missing", "actor", "an actor without id or name")
    }
    let subject = "actor \(id)"
    let notes = value["editor"]?.list ?? []
    if !Verifier.actorKinds.contains(value["kind"]?.text ?? "") { raise("enum", subject, "its kind is unknown") }
    if let whole = value["affiliation"]?.text, actors[whole] == nil || whole == id {
      raise("id-unknown", subject, "it belongs to the unknown actor \(whole)")
    }
    let code = (value["country"]?.text ?? "") + (value["sector"]?.text ?? "")
    if (value["code"]?.text ?? "") != code { raise("actor-code", subject, "its code is not its country and sector") }
    let mentions = value["mentions"]?.list ?? []
    // A country or body that somebody belongs to may be known without being named.
    if mentions.isEmpty, !wholes.contains(id), value["kind"]?.text != "country" {
      raise("mention-none", subject, "nothing mentions it")
    }
    let nameWords = Set(WordScan.words(name).map(\.key))
    var written: [String] = []
    var seen: Set<Citation> = []
    for mention in mentions {
      if let doc = mention["doc"]?.text { mentionedIn[id, default: []].insert(doc) }
      guard let form = mention["form"]?.text, Verifier.mentionForms.contains(form) else {
        raise("enum", subject, "the form of a mention is unknown")
        continue
      }
      guard let at = citation(mention, subject, isWhole: false) else { continue }
      if let number = sentence(of: at), let whole = documents[at.doc]?.sentences[number],
        actorsBySentence[whole]?.last != id
      {
        actorsBySentence[whole, default: []].append(id)
      }
      if !seen.insert(at).inserted {
        raise("mention-twice", subject, "[\(at.start), \(at.end)) of \(at.doc) stands twice")
      }
      guard let words = words(at) else { continue }
      let text = String(decoding: words, as: UTF8.self)
      written.append(text)
      checkForm(form, text, at, name, nameWords, known[id], subject)
    }
    for role in value["roles"]?.list ?? [] {
      guard let at = citation(role, subject + ", role", isWhole: false), let words = words(at) else { continue }
      if !Verifier.isSameText(String(decoding: words, as: UTF8.self), role["text"]?.text ?? "") {
        raise("role-words", subject, "the role “\(role["text"]?.text ?? "")” does not stand there")
      }
    }
    checkName(name, id, value, written, notes, subject)
  }

  /// A pronoun or description is such by its words; a name holds a capital or a word of the actor's name.
  ///
  /// - Parameters:
  ///   - name: words of the name.
  ///   - listed: words that the knowledge has for the actor: "world body" is the United Nations.
  private mutating func checkForm(
    _ form: String, _ text: String, _ at: Citation, _ actor: String, _ name: Set<String>, _ listed: Set<String>,
    _ subject: String
  ) {
    let words = WordScan.words(text)
    if words.isEmpty { return raise("mention-words", subject, "the mention “\(text)” holds no word") }
    switch form {
    case "name", "alias":
      if let listed = spellings[actor], listed.count < 25, text.utf8.count < 80,
        !listed.contains(where: { Verifier.isSpelled(text, $0) })
      {
        raise("mention-words", subject, "its page does not list “\(text)”, as \(at.doc):\(at.start) writes it")
      }
      fallthrough
    case "metonym":
      let isNamed =
        words.contains { $0.isName || $0.isNumber || name.contains($0.key) }
        || words.allSatisfy { listed.contains($0.key) }
      if !isNamed || !WordForms.isWord(Array(text.utf8), at: 0) {
        raise("mention-words", subject, "“\(text)” at \(at.doc):\(at.start) is no name")
      }
    case "pronoun":
      let ends = [text.unicodeScalars.first, text.unicodeScalars.last].compactMap { $0 }
      if text.utf8.contains(where: WordScan.isBlank) || words.contains(where: \.isNumber)
        || !ends.allSatisfy(\.properties.isAlphabetic)
      {
        raise("mention-words", subject, "“\(text)” at \(at.doc):\(at.start) is no pronoun")
      }
    default:
      if let mark = text.unicodeScalars.first?.properties.generalCategory,
        [.initialPunctuation, .finalPunctuation, .closePunctuation, .spaceSeparator].contains(mark)
      {
        raise("mention-words", subject, "the mention “\(text)” at \(at.doc):\(at.start) begins with a mark")
      }
      // A description begins with its noun phrase, not in the phrase before it.
      if let first = words.first, words.count > 1, known.isOutside(first.key, before: words[1].key) {
        raise("mention-words", subject, "the mention “\(text)” at \(at.doc):\(at.start) begins with “\(first.key)”")
      }
    }
  }

  /// The name is written somewhere, or the knowledge has it, or the id, which comes from either, holds it.
  private mutating func checkName(
    _ name: String, _ id: String, _ value: JSONValue, _ written: [String], _ notes: [JSONValue], _ subject: String
  ) {
    if notes.contains(where: { ["name", "split", "merge"].contains($0["what"]?.text ?? "") }) { return }
    guard !written.isEmpty || known[id].isEmpty == false else { return }
    let slug = LatinFolding.slug(name)
    let isInID = !slug.isEmpty && (id.hasPrefix(slug) || slug.hasPrefix(id) || id.hasSuffix(slug))
    let words = WordScan.words(name)
    let told = Set(written.flatMap { WordScan.words($0).map(\.key) })
    let whole = value["affiliation"]?.text
    let listed = known[id].union(known[value["country"]?.text]).union(known[whole])
      .union(WordScan.words(whole.flatMap { actors[$0]?["name"]?.text } ?? "").map(\.key))
    // Common words ("armed forces") may be the knowledge's; names and numbers must be told or known.
    let names = words.filter { $0.isName || $0.isNumber || id.utf8.contains(UInt8(ascii: "@")) }
    let isTold = names.allSatisfy { word in
      listed.contains(word.key) || told.contains { WordScan.isForm($0, word.key) }
    }
    if !isInID, !isTold { raise("name-unsupported", subject, "no mention bears out the name “\(name)”") }
  }
}
