import Actors
import Chronology
import Corpus
import Events
import Testing

import Records

@Suite struct PartTests {
  private let maker = PartMaker(program: "chronograph test", edition: "0123456789abcdef", settings: "none")

  /// A small record that uses every field of every kind.
  private func record(_ id: String, _ text: String = "The mayor of Aldby met the union on 3 May 2024.")
    -> DocumentRecord
  {
    let span = ByteSpan(0, text.utf8.count)
    let day = Day(year: 2024, month: 5, day: 3)
    var source = SourceDocument(
      id: id, text: Array(text.utf8), title: "A meeting", date: "2024-05-04", dateSource: .given, outlet: "Aldby Post",
      url: "https://example.org/a", language: "en", path: "news/\(id).txt",
      markup: [Block(kind: .paragraph, span: span, lead: 0)])
    source.rights = "none"
    var date = DocumentDate(edtf: "2024-05-04", interval: DayInterval(day, nil), weekday: 6, basis: .inferred)
    date.cues = [DateCue(span: span, rule: "r", interval: DayInterval(day, day), weight: 1.5, used: false, why: "w")]
    (date.best, date.credible) = (day, DayInterval(nil, day))
    let timex = Timex(
      span: span, tokens: 1..<3, sentence: 0, kind: .date, value: "2024-05-03", mod: "APPROX", edtf: "2024-05-03",
      interval: DayInterval(day, day), relative: "DCT", role: .measure, rule: "day", why: "said")
    var actor = NewsActor(
      id: "a1", name: "Mayor", kind: .armedForce, country: "NOR", sector: "GOV", affiliation: "a2",
      roles: [ActorRole(span: span, text: "mayor")],
      mentions: [ActorMention(span: span, head: 1, tokens: 0..<2, form: .metonym, isLocative: true)], isNamed: false,
      why: "named")
    actor.isFixed = true
    let event = NewsEvent(
      id: "e1", mentions: [span], sentence: 0, evidence: span, type: .consult, kind: "k", mode: "phone", cameo: "041",
      contexts: ["c"], agents: ["a1"], patients: ["a1"], place: "Aldby",
      when: EventTime(
        edtf: "2024-05-03", interval: DayInterval(day, day), basis: .stated, relative: "DCT", timex: 0, why: "said",
        told: DayInterval(nil, day)),
      status: .planned, sources: ["a1"], quote: span,
      quantities: [Quantity(what: "killed", low: 1, high: nil, span: span)], confidence: 0.25, salience: 0.75,
      headLemma: "meet", keywords: ["union"], title: "Mayor meets union", frame: "meet", why: "verb")
    return DocumentRecord(
      source: source, blocks: [Block(kind: .title, span: span)], title: "A meeting", sentences: [span],
      blockOfSentence: [0], date: date, timexes: [timex], actors: [actor],
      claims: [OfficeClaim(span: span, actor: "a1", office: "mayor", from: "2020", to: nil, isFormer: true)],
      events: [event],
      relations: [EventRelation(kind: .respondsTo, a: "e1", b: "e1", evidence: span, probability: 0.5, why: "so")],
      diagnostics: [Diagnostic(level: .warning, code: "c", span: span, message: "m")])
  }

  private func part(_ ids: [String]) throws -> [UInt8] {
    var writer = PartWriter(maker)
    var bytes = try writer.start()
    for id in ids { bytes += try writer.entry(.document(StoredDocument(record: record(id), notes: ["n"]))) }
    let skip = SkippedInput(id: "s", code: "empty", message: "the text is empty")
    bytes += try writer.entry(.skip(StoredSkip(skip: skip, entry: "entry")))
    return try bytes + writer.finish(sharedNames: ["x.txt"])
  }

  private func reader(_ bytes: [UInt8], maker: PartMaker? = nil, piece: Int = 7) -> PartReader {
    var rest = bytes[...]
    return PartReader(file: "a.records", maker: maker ?? self.maker) { buffer, _ in
      let count = min(piece, rest.count)
      buffer += rest.prefix(count)
      rest = rest.dropFirst(count)
      return count
    }
  }

  private func read(_ bytes: [UInt8], maker: PartMaker? = nil) throws -> (entries: [PartEntry], ends: [PartEnd]) {
    var reader = reader(bytes, maker: maker, piece: 4096)
    var entries: [PartEntry] = []
    while let frame = try reader.next() { entries.append(try frame.entry()) }
    return (entries, reader.ends)
  }

  @Test func whatIsWrittenIsRead() throws {
    let bytes = try part(["one", "two"])
    let (entries, ends) = try read(bytes)
    #expect(entries.count == 3)
    guard case .document(let stored) = entries[0], case .skip(let skip) = entries[2] else {
      Issue.record("another kind of entry")
      return
    }
    #expect(String(describing: stored.record) == String(describing: record("one")))
    #expect(stored.notes == ["n"])
    #expect(skip.skip.code == "empty")
    #expect(skip.entry == "entry")
    #expect(ends.map(\.documents) == [2])
    #expect(ends.map(\.skipped) == [1])
    #expect(ends.map(\.events) == [2])
    #expect(ends[0].sharedNames == ["x.txt"])
  }

  @Test func partsOneBehindTheOtherAreRead() throws {
    let (entries, ends) = try read(part(["one"]) + part([]) + part(["two", "three"]))
    #expect(entries.count == 6)
    #expect(ends.map(\.documents) == [1, 0, 2])
  }

  @Test func everyCutIsAnErrorWithItsPlace() throws {
    let bytes = try part(["one"])
    for count in bytes.indices {
      let error = #expect(throws: RecordError.self) { try read(Array(bytes[..<count])) }
      #expect(error?.file == "a.records")
      #expect((error?.offset ?? .max) <= count)
    }
  }

  @Test func everyFlippedBitIsAnError() throws {
    let bytes = try part(["one"])
    for index in bytes.indices {
      for bit in 0..<8 where (index + bit) % 3 == 0 {
        var damaged = bytes
        damaged[index] ^= 1 << UInt8(bit)
        #expect(throws: RecordError.self) { try read(damaged) }
      }
    }
  }

  @Test func whatWasLeftOutOrDoubledIsMissed() throws {
    let bytes = try part(["one", "two"])
    var reader = reader(bytes)
    var places: [(start: Int, end: Int)] = []
    while let frame = try reader.next() { places.append((frame.offset - 5, frame.offset + frame.payload.count + 4)) }
    let without = Array(bytes[..<places[1].start] + bytes[places[1].end...])
    #expect(throws: RecordError.self) { try read(without) }
    let twice = Array(bytes[..<places[1].end] + bytes[places[1].start...])
    #expect(throws: RecordError.self) { try read(twice) }
    let exchanged = Array(
      bytes[..<places[0].start] + bytes[places[1].start..<places[1].end] + bytes[places[0].start..<places[0].end]
        + bytes[places[1].end...])
    #expect(throws: RecordError.self) { try read(exchanged) }
  }

  @Test func othersAreRefusedByName() throws {
    let bytes = try part(["one"])
    var other = maker
    other.edition = "fedcba9876543210"
    #expect(try #require(throws: RecordError.self) { try read(bytes, maker: other) }.message.contains("knowledge"))
    var newer = bytes
    newer[8] = 2
    #expect(try #require(throws: RecordError.self) { try read(newer) }.message.contains("format 2"))
    #expect(try #require(throws: RecordError.self) { try read(Array("{}\n".utf8)) }.offset == 0)
    #expect(throws: RecordError.self) { try read([]) }
  }

  @Test(arguments: [Int.max, Int.min, -1, 1 << 40]) func numbersOfEventsThatCannotBeAreRefused(_ events: Int) throws {
    var one = StoredDocument(record: record("one"), notes: [])
    one.head.events = events
    let payload = try PackedEncoder.encode(one)
    let frame = PartFrame(kind: .document, payload: payload, file: "a.records", offset: 0)
    #expect(throws: RecordError.self) { try frame.head() }
    // Two of them in one part: their sum must not be what stops us.
    var writer = PartWriter(maker)
    _ = try writer.start()
    for _ in 0..<2 { #expect(throws: RecordError.self) { try writer.add(frame) } }
    // A part with right check sums.
    var bytes = try writer.start()
    for _ in 0..<2 { bytes += try writer.entry(.document(one)) }
    bytes += try writer.finish()
    #expect(throws: RecordError.self) { try read(bytes) }
  }

  @Test func namesOfPartsNeverComeAgain() {
    #expect(PartFormat.name(ofPart: 7) == "part-000007.records")
    #expect(PartFormat.name(ofPart: 999_999) == "part-999999.records")
    #expect(PartFormat.name(ofPart: 1_000_000) == "part-1000000.records")
  }

  @Test func recordsThatReachBeyondTheirTextAreRefused() throws {
    let changes: [(inout DocumentRecord) -> Void] = [
      { $0.sentences[0].end = 10_000 }, { $0.sentences[0].start = -1 }, { $0.blockOfSentence = [7] },
      { $0.blockOfSentence = [] }, { $0.events[0].sentence = 9 }, { $0.events[0].when.timex = 4 },
      { $0.events[0].confidence = .nan }, { $0.actors[0].mentions[0].span.end = 5000 }, { $0.source.text = [0xff] },
      { $0.date.interval.earliest = Day(number: .min) }, { $0.date.weekday = 8 },
      { $0.date.interval = DayInterval(Day(year: 2024, month: 5, day: 4), Day(year: 2024, month: 5, day: 3)) },
      { $0.events[0].when.interval = DayInterval(Day(number: 7), Day(number: 6)) },
    ]
    for change in changes {
      var record = record("one")
      change(&record)
      var writer = PartWriter(maker)
      var bytes = try writer.start()
      bytes += try writer.entry(.document(StoredDocument(record: record, notes: [])))
      bytes += try writer.finish()
      #expect(throws: RecordError.self) { try read(bytes) }
    }
  }
}
