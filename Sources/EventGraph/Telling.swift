// A telling: one document's version of an event, reduced to what merging compares.

import Actors
import ChronographBase
import Chronology
import Corpus
import Events
import Language

/// One event of one document with its features as numbers.
struct Telling {
  /// Index of the record and of the event in it.
  var record: Int
  var event: Int
  /// Order that does not depend on the order of the records: document id, trigger offset, type.
  var key: ContentKey
  var type: EventType
  var status: EventStatus
  var mode: String?
  /// Numbers in the actor table, sorted.
  var agents: [Int]
  var patients: [Int]
  /// The same rolled up, sorted.
  var topAgents: [Int]
  var topPatients: [Int]
  var place: PlaceKey?
  /// Days on which it may have happened; for reports without a day of their own wider than the event's time, since
  /// the news of a week may come later.
  var interval: DayInterval
  /// The event's time as told.
  var told: DayInterval
  var basis: EventTime.Basis
  var head: WordKey
  /// Key of the head without its ending, the same for an act and its noun.
  var stem: UInt64
  var group: Int?
  /// Kind under its type.
  var kind: String?
  /// The word that tells it from another like it ("the second quake"); nil for most.
  var mark: UInt64?
  /// Whether it is among the two that matter most to its article.
  var isLead: Bool
  /// Whether its time does not rest on a guess of the day on which its article was written.
  var isSolid: Bool
  /// Whether its day follows from the day on which its article was written.
  var isRelative: Bool
  /// Keys of content words, sorted.
  var keywords: [UInt64]
  /// Hash of the first words of the quotation.
  var quote: UInt64?
  /// Keys of the content words of the quotation, sorted.
  var quoteWords: [UInt64]
  var quantities: [Quantity]
  var confidence: Double
  /// The main states of its article, sorted: which war "the war" is.
  var mainStates: [Int]
  /// Hash of the sentence and the trigger's place in it: equal for copied text.
  var copy: UInt64
  /// Its place in the order of the keys, from 0.
  var rank = 0

  /// Whether it is told as real.
  var isReal: Bool { status == .happened || status == .ongoing || status == .reported }

  /// Whether it is words rather than acts.
  var isVerbal: Bool {
    // A charge before a court is an act, an accusation is words.
    guard kind == nil else { return false }
    switch type {
    case .statement, .accuse, .request, .reject, .support, .threaten: return true
    default: return false
    }
  }

  /// Kind and type, as the families of `event-words.yaml` name them.
  var act: EventWords.Act { EventWords.Act(kind: kind, type: type) }
}

/// Where a telling stands: an order that is the same for any order of documents.
struct ContentKey: Comparable {
  var doc: [UInt8]
  var offset: Int
  var number: Int

  static func < (a: ContentKey, b: ContentKey) -> Bool {
    if a.doc != b.doc { return a.doc.lexicographicallyPrecedes(b.doc) }
    return (a.offset, a.number) < (b.offset, b.number)
  }
}

/// A place name as keys of its words, so that `Sumy` and `Sumy region` meet.
struct PlaceKey: Equatable {
  var words: [UInt64]
  var whole: UInt64
  /// Whether it is a country.
  var isCountry = false
  /// Code of the country that it is or lies in; nil when unknown.
  var country: String?

  init?(_ name: String?) {
    guard let name, !name.isEmpty else { return nil }
    words = Telling.words(Array(name.utf8)).filter { $0.length > 2 }.map(\.key).sorted()
    whole = WordKey(name).value
  }

  /// The place with what a document's actors and places tell of it.
  init?(_ name: String?, _ actors: [NewsActor]) {
    self.init(name)
    let same = actors.filter { $0.name == name }
    isCountry = same.contains { $0.kind == .country }
    country = same.compactMap(\.country).first
  }

  /// Whether it is a country in which the other may lie.
  func mayHold(_ other: PlaceKey) -> Bool {
    isCountry && !other.isCountry && (country == nil || other.country == nil || country == other.country)
  }

  /// Whether one name holds all words of the other.
  func agrees(with other: PlaceKey) -> Bool {
    if whole == other.whole { return true }
    let (short, long) = words.count <= other.words.count ? (words, other.words) : (other.words, words)
    return !short.isEmpty && short.allSatisfy(long.contains)
  }
}

/// A word of running text for comparing documents.
struct TextWord {
  var key: UInt64
  /// Bytes.
  var length: Int
  var isCapital: Bool
  var isNumber: Bool
}

extension Telling {
  /// The words of a text as keys with their length in bytes: runs of letters and digits.
  static func words(_ bytes: [UInt8]) -> [(key: UInt64, length: Int)] {
    textWords(bytes).map { ($0.key, $0.length) }
  }

  /// The same words with what their first byte tells.
  static func textWords(_ bytes: [UInt8]) -> [TextWord] {
    var result: [TextWord] = []
    var start = 0
    var i = 0
    bytes.withUnsafeBytes { buffer in
      func close(_ end: Int) {
        guard end > start else { return }
        let first = buffer[start]
        result.append(
          TextWord(
            key: WordKey(bytes: UnsafeRawBufferPointer(rebasing: buffer[start..<end])).value, length: end - start,
            isCapital: first >= 0x41 && first <= 0x5a, isNumber: first >= 0x30 && first <= 0x39 && end - start > 1))
      }
      while i < buffer.count {
        if isWordByte(buffer[i]) {
          i += 1
        } else {
          close(i)
          i = min(buffer.count, i + (buffer[i] == 0xe2 ? 3 : 1))
          start = i
        }
      }
      close(buffer.count)
    }
    return result
  }

  /// Letters and digits of ASCII and every byte of a character beyond it, but for general punctuation.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: byte >= 0x80 && byte != 0xe2 && byte != 0xc2
    }
  }

  /// The words of four letters and more that are no mere grammar, of the first bytes of a quotation.
  static func contentWords(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
    let words = words(Array(bytes.prefix(600))).filter { $0.length > 3 && !grammarWords.contains($0.key) }
    return Array(Set(words.map(\.key))).sorted()
  }

  /// The closed class of words of four letters and more that say nothing of content.
  private static let grammarWords = Set(
    [
      "that", "this", "these", "those", "than", "then", "with", "from", "have", "been", "were", "will", "would",
      "could",
      "should", "what", "which", "when", "where", "there", "their", "they", "them", "your", "into", "about", "very",
      "also", "only", "just", "some", "such", "does", "must", "being", "more", "most", "because", "while",
    ].map { WordKey($0).value })

  /// Hash of the first eight words of some bytes; nil when there are fewer than four.
  static func quoteKey(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    let words = words(Array(bytes.prefix(400))).prefix(8)
    guard words.count >= 4 else { return nil }
    return words.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ $1.key) &* 0x100_0000_01b3 }
  }
}

extension DocumentRecord {
  /// The bytes of a span, cut to the text.
  func bytes(_ span: ByteSpan) -> ArraySlice<UInt8> {
    let start = min(max(0, span.start), source.text.count)
    return source.text[start..<min(max(start, span.end), source.text.count)]
  }
}

extension Telling {
  /// Days before the document to which a report without a date is not bound.
  private static let lateness = 45
  /// Days before the document in which most of what it reports without a date has happened.
  private static let freshness = 7

  private static func possibleDays(_ time: EventTime) -> DayInterval {
    if time.basis == .reported, let told = time.told {
      // News tells of the days before it.
      return DayInterval(told.earliest.map { $0 - lateness - freshness }, time.interval.latest)
    }
    guard time.basis == .approximate, time.timex == nil, let earliest = time.interval.earliest else {
      return time.interval
    }
    return DayInterval(earliest - lateness, time.interval.latest)
  }

  /// All events of a corpus.
  static func all(
    in records: [DocumentRecord], actors merging: ActorMerging, table: ActorTable, words: EventWords,
    mainStates: [[Int]]
  ) -> [Telling] {
    var tellings: [Telling] = []
    for (number, record) in records.enumerated() {
      let doc = Array(record.source.id.utf8)
      let leads = leads(of: record)
      let isDated = [.given, .metadata, .dateline].contains(record.date.basis)
      for (position, event) in record.events.enumerated() {
        func numbers(_ ids: [ActorID]) -> [Int] {
          Array(Set(ids.compactMap { merging.merged[number][$0].flatMap(table.number) })).sorted()
        }
        func tops(_ numbers: [Int]) -> [Int] { Array(Set(numbers.map { table.top[$0] })).sorted() }
        let agents = numbers(event.agents)
        let patients = numbers(event.patients)
        let start = event.mentions.first?.start ?? event.evidence.start
        let head = WordKey(event.headLemma)
        var copy = ContentHash([event.type.rawValue, String(start - event.evidence.start)])
        copy.combine(String(decoding: record.bytes(event.evidence), as: UTF8.self))
        tellings.append(
          Telling(
            record: number, event: position, key: ContentKey(doc: doc, offset: start, number: position),
            type: event.type, status: event.status, mode: event.mode, agents: agents, patients: patients,
            topAgents: tops(agents), topPatients: tops(patients), place: PlaceKey(event.place, record.actors),
            interval: possibleDays(event.when),
            told: event.when.basis == .reported
              ? DayInterval(event.when.told?.earliest.map { $0 - freshness }, event.when.interval.latest)
              : event.when.interval, basis: event.when.basis, head: head,
            stem: WordKey(stem(of: event.headLemma)).value, group: words.group(of: head), kind: event.kind,
            mark: mark(before: start, in: record, event, words), isLead: leads.contains(position),
            isSolid: event.when.relative == nil ? event.when.basis == .stated || isDated : isDated,
            isRelative: event.when.relative != nil || event.when.basis == .reported,
            keywords: Array(Set(event.keywords.map { WordKey($0).value })).sorted(),
            quote: event.quote.flatMap { quoteKey(record.bytes($0)) },
            quoteWords: event.quote.map { contentWords(record.bytes($0)) } ?? [], quantities: event.quantities,
            confidence: event.confidence, mainStates: mainStates[number], copy: copy.value))
      }
    }
    for (rank, number) in tellings.indices.sorted(by: { tellings[$0].key < tellings[$1].key }).enumerated() {
      tellings[number].rank = rank
    }
    return tellings
  }
}
