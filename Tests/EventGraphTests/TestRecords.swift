// Hand-made document records for the tests of this room.

import Actors
import Chronology
import Corpus
import Events

/// Writes a record piece by piece: each event is a sentence of its own.
struct RecordMaker {
  private var text: [UInt8] = []
  private(set) var record: DocumentRecord

  init(_ id: String, date: String? = nil) {
    let day = date.flatMap { Day(iso: $0) }
    let documentDate = DocumentDate(
      edtf: date, interval: DayInterval(day, day), basis: day == nil ? .unknown : .given)
    record = DocumentRecord(
      source: SourceDocument(id: id, text: []), blocks: [], title: id, sentences: [], blockOfSentence: [],
      date: documentDate, timexes: [], actors: [], claims: [], events: [], relations: [], diagnostics: [])
  }

  /// Appends a sentence and returns its bytes.
  @discardableResult mutating func sentence(_ words: String) -> ByteSpan {
    let start = text.count
    text += Array(words.utf8)
    let span = ByteSpan(start, text.count)
    text.append(0x20)
    record.source.text = text
    record.sentences.append(span)
    record.blockOfSentence.append(0)
    return span
  }

  /// Bytes of some words of the text written so far; the last occurrence.
  func span(_ words: String) -> ByteSpan {
    let needle = Array(words.utf8)
    var start = text.count - needle.count
    while start > 0, Array(text[start..<min(text.count, start + needle.count)]) != needle { start -= 1 }
    return ByteSpan(max(0, start), max(0, start) + needle.count)
  }

  mutating func actor(
    _ id: String, kind: NewsActor.Kind = .country, country: String? = nil, of whole: String? = nil, named: Bool = true
  ) {
    guard !record.actors.contains(where: { $0.id == id }) else { return }
    record.actors.append(
      NewsActor(id: id, name: id, kind: kind, country: country, affiliation: whole, isNamed: named))
  }

  /// Appends a sentence that tells an event; actors that are not known yet become countries.
  @discardableResult mutating func event(
    _ words: String, _ type: EventType, trigger: String, agents: [String] = [], patients: [String] = [],
    place: String? = nil, on day: String? = nil, to end: String? = nil, status: EventStatus = .happened,
    lemma: String? = nil, keywords: [String] = [], quote: String? = nil, quantities: [(String, Double)] = [],
    kind: String? = nil, basis: EventTime.Basis? = nil, relative: String? = nil, salience: Double = 0.5
  ) -> String {
    let evidence = sentence(words)
    for id in agents + patients { actor(id) }
    let from = day.flatMap { Day(iso: $0) }
    let interval = DayInterval(from, end.flatMap { Day(iso: $0) } ?? from)
    let span = span(trigger)
    let id = "\(record.source.id)-\(record.events.count)"
    record.events.append(
      NewsEvent(
        id: id, mentions: [span], sentence: record.sentences.count - 1, evidence: evidence, type: type, kind: kind,
        agents: agents, patients: patients, place: place,
        when: EventTime(interval: interval, basis: basis ?? (from == nil ? .unknown : .stated), relative: relative),
        status: status,
        quote: quote.map { self.span($0) },
        quantities: quantities.map { Quantity(what: $0.0, low: $0.1, high: $0.1, span: span) }, confidence: 0.6,
        salience: salience,
        headLemma: lemma ?? trigger, keywords: keywords.sorted(), title: words))
    return id
  }

  mutating func relation(_ kind: EventRelation.Kind, _ a: String, _ b: String, why: String = "the text says so") {
    record.relations.append(EventRelation(kind: kind, a: a, b: b, why: why))
  }
}

/// A small random number generator with a fixed seed (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
