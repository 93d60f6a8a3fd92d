// Proves a site from itself, and from the articles where they are given: what is claimed is cited, what is cited is there.

import ChronographBase
import Chronology
import Corpus

/// Checks a site.
public struct Verifier {
  let site: SiteFiles
  /// Texts of the articles by id; nil when they were not given.
  let articles: [String: SourceDocument]?
  var alarms: [Alarm] = []
  /// Alarms beyond the most that are kept.
  private var dropped = 0
  /// What the knowledge calls actors.
  let known: KnownWords
  /// Most alarms that are kept.
  static let most = 10_000

  var graph: JSONValue = .null
  var documents: [String: CitedDocument] = [:]
  var documentOrder: [String] = []
  var actors: [String: JSONValue] = [:]
  var events: [String: JSONValue] = [:]
  /// Row of `data/events.json` by event id.
  var rows: [String: JSONValue] = [:]
  /// Actors mentioned in each sentence.
  var actorsBySentence: [Citation: [String]] = [:]
  /// Documents that mention an actor.
  var mentionedIn: [String: Set<String>] = [:]
  /// Days of the time expressions by document and by their words, see ``checkTimexes()``.
  var timexDays: [String: [String: [CitedDays?]]] = [:]
  /// How the pages of actors say that articles write them, by name.
  var spellings: [String: [String]] = [:]
  /// Pages by kind and id, as `data/ids.json` has them.
  var published: [String: [String: [String]]] = [:]
  /// Old addresses with those that they lead to.
  var redirects: [String: String?] = [:]
  private var wordsByDocument: [String: DocumentWords] = [:]
  /// Words of actors that headlines may use, found when one first asks.
  var wordsByActor: [String: Set<String>] = [:]

  /// A document with what is known of its words.
  struct CitedDocument {
    var value: JSONValue
    var sentences: [Citation]
    /// The text, where the articles were given.
    var source: SourceDocument?
    /// Sentences as its pages show them, by position.
    var shown: [Int: ShownSentence] = [:]
  }

  private init(_ site: SiteFiles, _ articles: [String: SourceDocument]?, _ known: KnownWords) {
    self.known = known
    self.site = site
    self.articles = articles
  }

  /// All that a site does not bear out, in a fixed order; empty for a sound one.
  ///
  /// - Parameters:
  ///   - articles: the documents that it was made of.
  ///   - known: words of the knowledge that it was made with.
  public static func alarms(
    of site: SiteFiles, articles: [SourceDocument]? = nil, known: KnownWords = KnownWords()
  ) -> [Alarm] {
    let byID = articles.map { Dictionary($0.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }) }
    var verifier = Verifier(site, byID, known)
    verifier.run()
    return verifier.alarms
  }

  mutating func raise(_ code: String, _ subject: String, _ message: String) {
    if alarms.count < Verifier.most { alarms.append(Alarm(code, subject, message)) } else { dropped += 1 }
  }

  private mutating func run() {
    guard let bytes = site.read("data/graph.json") else {
      return raise("file-missing", "data/graph.json", "the file is not there")
    }
    do throws(JSONFault) {
      graph = try JSONParser.parse(bytes)
    } catch {
      return raise("not-json", "data/graph.json", error.message)
    }
    if graph["version"]?.text != "1" { raise("version", "data/graph.json", "the version of the contract is not 1") }
    readRows()
    readPublished()
    readDocuments()
    read("actors", into: \.actors)
    read("events", into: \.events)
    readSpellings()
    checkDocuments()
    checkTimexes()
    checkActors()
    for value in graph["events"]?.list ?? [] { checkEvent(value) }
    checkTitles()
    checkRelations()
    checkTensions()
    checkNetworks()
    checkFiles()
    checkCounts()
    checkPublished()
    checkPages()
    if dropped > 0 { alarms.append(Alarm("more", "verify", "and \(dropped) more")) }
  }

  private mutating func read(_ key: StaticString, into path: WritableKeyPath<Verifier, [String: JSONValue]>) {
    for value in graph[key]?.list ?? [] {
      guard let id = value["id"]?.text else {
        raise("no-id", "\(key)", "an entry has no id")
        continue
      }
      if self[keyPath: path].updateValue(value, forKey: id) != nil {
        raise("id-twice", "\(key) \(id)", "stands there twice")
      }
    }
  }

  private mutating func readRows() {
    guard let bytes = site.read("data/events.json"), let value = try? JSONParser.parse(bytes) else {
      return raise("file-missing", "data/events.json", "the file is not there, or no JSON")
    }
    for row in value["events"]?.list ?? [] { if let id = row["id"]?.text { rows[id] = row } }
  }

  // MARK: Words

  /// The words of a citation; nil where nothing is known of them.
  func words(_ at: Citation) -> [UInt8]? {
    guard let document = documents[at.doc] else { return nil }
    if let source = document.source {
      guard at.start >= 0, at.end <= source.text.count, at.start <= at.end else { return nil }
      return Array(source.text[at.start..<at.end])
    }
    guard let number = sentence(of: at), let shown = document.shown[number] else { return nil }
    let sentence = document.sentences[number]
    let text = Array(shown.text.utf8)
    // What a page shows is the sentence byte for byte, unless signs that nobody sees were left out of it.
    guard text.count == sentence.end - sentence.start else { return nil }
    return Array(text[(at.start - sentence.start)..<(at.end - sentence.start)])
  }

  /// Position of the sentence that holds a citation as a whole.
  func sentence(of at: Citation) -> Int? {
    guard let sentences = documents[at.doc]?.sentences else { return nil }
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].end < at.end { low = middle + 1 } else { high = middle }
    }
    guard low < sentences.count, sentences[low].start <= at.start, at.end <= sentences[low].end else { return nil }
    return low
  }

  /// The whole sentence around a citation.
  func sentenceWords(_ at: Citation) -> [UInt8]? {
    sentence(of: at).flatMap { number in documents[at.doc].map { $0.sentences[number] } }.flatMap(words)
      ?? sentence(of: at).flatMap { documents[at.doc]?.shown[$0]?.text }.map { Array($0.utf8) }
  }

  /// All words that are known of a document; nil when its pages do not show each sentence.
  func text(of id: String) -> String? {
    guard let document = documents[id] else { return nil }
    if let source = document.source { return String(decoding: source.text, as: UTF8.self) }
    guard document.shown.count == document.sentences.count else { return nil }
    return document.shown.sorted { $0.key < $1.key }.map(\.value.text).joined(separator: "\n")
  }

  /// All words of a document, found once; nil when its pages do not show each sentence.
  mutating func documentWords(_ id: String) -> DocumentWords? {
    if let found = wordsByDocument[id] { return found }
    guard let text = text(of: id) else { return nil }
    let made = DocumentWords(text, known.numbers)
    wordsByDocument[id] = made
    return made
  }

  /// Reads a citation and checks that it is one: a known document, whole words of it.
  ///
  /// - Parameter isWhole: whether it must lie in one sentence.
  mutating func citation(_ value: JSONValue, _ subject: String, isWhole: Bool = true) -> Citation? {
    guard let at = Citation(value) else {
      raise("span-broken", subject, "a span without doc, start or end")
      return nil
    }
    guard let document = documents[at.doc] else {
      raise("span-document", subject, "it cites the unknown document \(at.doc)")
      return nil
    }
    // Without the text a heading after the last sentence may be cited as well; no text is longer than what is read.
    guard at.start >= 0, at.start < at.end, at.end <= document.source?.text.count ?? SiteFiles.limit else {
      raise("span-outside", subject, "[\(at.start), \(at.end)) lies outside \(at.doc)")
      return nil
    }
    if isWhole, sentence(of: at) == nil {
      raise("span-sentence", subject, "[\(at.start), \(at.end)) lies in no sentence of \(at.doc)")
      return nil
    }
    if !isWordBounded(at) {
      raise("span-words", subject, "[\(at.start), \(at.end)) of \(at.doc) begins or ends inside a word")
      return nil
    }
    return at
  }

  /// Whether neither end of a citation lies inside a word; true where the words are not known.
  private func isWordBounded(_ at: Citation) -> Bool {
    let text: [UInt8]
    let start: Int
    let end: Int
    if let source = documents[at.doc]?.source {
      (text, start, end) = (source.text, at.start, at.end)
    } else if let number = sentence(of: at), let shown = documents[at.doc]?.shown[number],
      let sentence = documents[at.doc]?.sentences[number], shown.text.utf8.count == sentence.end - sentence.start
    {
      (text, start, end) = (Array(shown.text.utf8), at.start - sentence.start, at.end - sentence.start)
    } else {
      return true
    }
    func cuts(_ place: Int) -> Bool {
      guard place > 0, place < text.count else { return false }
      return text[place] & 0xc0 == 0x80 || WordForms.isWord(text, before: place) && WordForms.isWord(text, at: place)
    }
    let isBlank = WordScan.isBlank(text[start]) || WordScan.isBlank(text[end - 1])
    return !cuts(start) && !cuts(end) && !isBlank
  }
}
