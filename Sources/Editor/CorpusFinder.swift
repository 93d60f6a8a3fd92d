// Finds what an editor names in the records of a corpus: documents, sentences, events.

import Actors
import ChronographBase
import Corpus
import EventGraph
import Events

/// Look-up tables over the records of a corpus.
struct CorpusFinder {
  let records: [DocumentRecord]
  private var byName: [[String: [Int]]]
  private var words: [Int: [[FoldedWord]]] = [:]
  /// For each word the sentences that hold it; built when an event is named without its document.
  private var postings: [UInt64: [Place]]?

  /// A sentence.
  struct Place: Hashable {
    var record: Int
    var sentence: Int
  }

  /// What a search gave.
  enum Finding<Value> {
    case one(Value)
    case several([Value], String)
    case none(String)
  }

  init(_ records: [DocumentRecord]) {
    self.records = records
    byName = Array(repeating: [:], count: 5)
    for (number, record) in records.enumerated() {
      for (tier, name) in CorpusFinder.names(of: record.source) {
        let key = TextFolding.folded(name)
        if byName[tier][key]?.last != number { byName[tier][key, default: []].append(number) }
      }
      byName[4][TextFolding.folded(record.title), default: []].append(number)
    }
  }

  /// The names that a document answers to, surest first: id, path, file name, content hash.
  static func names(of source: SourceDocument) -> [(tier: Int, name: String)] {
    let hash = FNV1a.hex(FNV1a.hash(source.text))
    var names = [(0, source.id)]
    if let path = source.path {
      names.append((1, path))
      names.append((2, path.split(separator: "/").last.map(String.init) ?? path))
    }
    names += [(3, hash), (3, String(hash.prefix(12))), (3, String(hash.prefix(8)))]
    if let url = source.url { names.append((3, url)) }
    return names
  }

  /// The documents of a name; several when more than one answers to it equally well.
  func documents(_ name: String) -> [Int] {
    let key = TextFolding.folded(name)
    for tier in byName { if let found = tier[key] { return found } }
    return []
  }

  // MARK: Sentences

  mutating func sentences(of record: Int) -> [[FoldedWord]] {
    if let known = words[record] { return known }
    let made = records[record].sentences.map { FoldedWord.all(in: records[record].source.text, $0) }
    words[record] = made
    return made
  }

  /// The sentences that answer best to quoted words; several when none is clearly ahead.
  mutating func sentences(_ quote: String, document: String?) -> Finding<(place: Place, match: QuoteMatch)> {
    let wanted = FoldedWord.all(in: quote)
    guard !wanted.isEmpty else { return .none("the quotation holds no word") }
    var found: [(place: Place, match: QuoteMatch)] = []
    func take(_ place: Place, _ words: [FoldedWord]) {
      if let match = QuoteMatch(wanted, in: words) { found.append((place, match)) }
    }
    if let document {
      let numbers = documents(document)
      guard !numbers.isEmpty else { return .none(missing(document, quote: quote)) }
      for record in numbers {
        for (sentence, words) in sentences(of: record).enumerated() {
          take(Place(record: record, sentence: sentence), words)
        }
      }
    } else {
      for place in candidates(wanted) { take(place, sentences(of: place.record)[place.sentence]) }
    }
    let best = CorpusFinder.best(found)
    switch best.count {
    case 1: return .one(best[0])
    case 0: return .none("no sentence \(document.map { "of \($0) " } ?? "")holds these words, nor most of them")
    default:
      return .several(
        best,
        "\(best.count) sentences hold these words (\(best.prefix(3).map { shown($0.place) }.joined(separator: "; "))); quote more of the one that is meant"
      )
    }
  }

  /// The match that is clearly ahead of all others, or those that share the lead.
  private static func best(_ found: [(place: Place, match: QuoteMatch)]) -> [(place: Place, match: QuoteMatch)] {
    let exact = found.filter(\.match.isExact)
    if !exact.isEmpty {
      guard exact.count > 1 else { return exact }
      // Of several that hold the words, one that is nothing but them.
      let ranked = exact.sorted { ($1.match.share, $0.place) < ($0.match.share, $1.place) }
      if ranked[0].match.share >= 0.95, ranked[1].match.share < 0.7 { return [ranked[0]] }
      return exact
    }
    guard let top = found.map(\.match.score).max() else { return [] }
    return found.filter { $0.match.score > top - QuoteMatch.margin }
  }

  /// Sentences that hold one of the rarest words of a quotation.
  private mutating func candidates(_ quote: [FoldedWord]) -> [Place] {
    if postings == nil {
      var made: [UInt64: [Place]] = [:]
      for record in records.indices {
        for (sentence, words) in sentences(of: record).enumerated() {
          let place = Place(record: record, sentence: sentence)
          for word in words where made[word.key]?.last != place { made[word.key, default: []].append(place) }
        }
      }
      postings = made
    }
    let lists = quote.compactMap { postings?[$0.key] }.sorted { $0.count < $1.count }
    var seen: Set<Place> = []
    var places: [Place] = []
    for list in lists.prefix(4) {
      for place in list.prefix(20_000) where seen.insert(place).inserted { places.append(place) }
    }
    return places.sorted()
  }

  /// Why a document is not there, and where its words stand now.
  private mutating func missing(_ document: String, quote: String) -> String {
    let message = "no document is called \"\(document)\""
    guard case .one(let found) = sentences(quote, document: nil), found.match.isExact else {
      return message + "; name it by its id, path, file name or content hash"
    }
    return message + "; the words stand in \(records[found.place.record].source.id): put that name there if it is meant"
  }

  private func shown(_ place: Place) -> String {
    let record = records[place.record]
    let text = TextFolding.oneLine(record.source.string(record.sentences[place.sentence]))
    return
      "\(record.source.id): “\(text.unicodeScalars.count > 60 ? String(text.unicodeScalars.prefix(60)) + "…" : text)”"
  }

  // MARK: Events

  /// The event that an anchor means, as a telling of one document.
  mutating func event(_ anchor: EventAnchor) -> Finding<TellingReference> {
    let places: [(place: Place, match: QuoteMatch)]
    var reason = ""
    switch sentences(anchor.quote, document: anchor.document) {
    case .none(let why): return .none(why)
    case .one(let found): places = [found]
    case .several(let found, let why):
      places = Array(found.prefix(50))
      reason = why
    }
    var tellings: [TellingReference] = []
    var words: [String] = []
    for (place, match) in places {
      let (found, others) = events(in: place, match, anchor)
      tellings += found
      words += others
    }
    switch tellings.count {
    case 1: return .one(tellings[0])
    case 0:
      let there =
        words.isEmpty
        ? "no event was read from that sentence"
        : "the events there have the triggers \(words.prefix(6).joined(separator: ", "))"
      return .none(anchor.trigger.map { "no event with the trigger “\($0)”: \(there)" } ?? there)
    default:
      if reason.isEmpty {
        let triggers = tellings.prefix(6).map { "\(trigger($0)) (\(event($0).type.rawValue))" }.joined(separator: ", ")
        reason = "the sentence tells \(tellings.count) events; add trigger or type of one of: \(triggers)"
      }
      return .several(tellings, reason)
    }
  }

  func event(_ reference: TellingReference) -> NewsEvent { records[reference.record].events[reference.event] }

  func trigger(_ reference: TellingReference) -> String {
    guard let span = event(reference).mentions.first else { return "" }
    return TextFolding.oneLine(records[reference.record].source.string(span))
  }

  private func events(
    in place: Place, _ match: QuoteMatch, _ anchor: EventAnchor
  ) -> (found: [TellingReference], triggers: [String]) {
    let record = records[place.record]
    let sentence = record.sentences[place.sentence]
    var here = record.events.indices.filter { record.events[$0].sentence == place.sentence }
    if here.isEmpty {
      here = record.events.indices.filter { record.events[$0].mentions.contains(where: sentence.contains) }
    }
    var found = here.map { TellingReference(record: place.record, event: $0) }
    let triggers = found.map(trigger)
    if let wanted = anchor.trigger {
      let key = TextFolding.folded(wanted)
      let exact = found.filter { TextFolding.folded(trigger($0)) == key }
      found = exact.isEmpty ? found.filter { CorpusFinder.isAlike(key, TextFolding.folded(trigger($0))) } : exact
    }
    if found.count > 1, let type = anchor.type { found = found.filter { event($0).type == type } }
    if found.count == 1, anchor.trigger == nil, let type = anchor.type, event(found[0]).type != type { found = [] }
    if found.count > 1 {
      let inside = found.filter { reference in event(reference).mentions.first.map(match.span.contains) ?? false }
      if !inside.isEmpty { found = inside }
    }
    return (found, triggers)
  }

  /// Forms of one word: a common beginning of four letters and most of the longer one.
  private static func isAlike(_ a: String, _ b: String) -> Bool {
    WordForms.isForm(a, b, of: max(a.utf8.count, b.utf8.count))
  }
}

extension CorpusFinder.Place: Comparable {
  static func < (a: CorpusFinder.Place, b: CorpusFinder.Place) -> Bool {
    (a.record, a.sentence) < (b.record, b.sentence)
  }
}
