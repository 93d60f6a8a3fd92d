import Actors
import Chronology
import Corpus
import EventGraph
import Events
import Testing

@Suite struct CorpusDatingTests {
  private let builder = GraphBuilder()

  private func raid(
    _ id: String, written: (String?, String?), relative: String?, on day: (String, String)?
  ) -> DocumentRecord {
    var maker = RecordMaker(id)
    maker.event(
      "Norland raided a depot of Sudland near Port.", .assault, trigger: "raided", agents: ["norland"],
      patients: ["sudland"], place: "Port", lemma: "raid", keywords: ["depot", "port"], quantities: [("killed", 6)])
    var record = maker.record
    record.source.text += Array(id.utf8)
    record.source.text[0] = id.utf8.first ?? 0x41
    record.date = DocumentDate(
      interval: DayInterval(written.0.flatMap { Day(iso: $0) }, written.1.flatMap { Day(iso: $0) }), basis: .inferred)
    let interval = day.map { DayInterval(Day(iso: $0.0), Day(iso: $0.1)) } ?? .unbounded
    record.events[0].when = EventTime(interval: interval, basis: .stated, relative: relative)
    return record
  }

  @Test func aDatedArticleDatesTheOtherThatTellsTheSameEvent() {
    let dated = raid("a", written: ("2025-05-20", "2025-05-20"), relative: nil, on: ("2025-05-16", "2025-05-16"))
    var open = raid("b", written: ("2025-01-01", "2025-12-31"), relative: "FRI<DCT", on: ("2024-12-27", "2025-12-26"))
    open.events[0].when.basis = .inferred
    let graph = builder.build([dated, open])
    #expect(graph.events.count == 1)
    let date = graph.documents[1].record.date
    // Friday 16 May is the last Friday on or before the day of writing.
    #expect(date.interval == DayInterval(Day(iso: "2025-05-16"), Day(iso: "2025-05-22")))
    #expect(date.cues.last?.rule == "other-document")
    #expect(date.cues.last?.why.contains("article 1") == true)
    #expect(graph.events.first?.when.interval == DayInterval(Day(iso: "2025-05-16"), Day(iso: "2025-05-16")))
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func anEventThatGetsBoundsSaysOnWhatGround() throws {
    let dated = raid("a", written: ("2025-05-20", "2025-05-20"), relative: nil, on: ("2025-05-16", "2025-05-16"))
    var open = raid("b", written: ("2025-01-01", "2025-12-31"), relative: "FRI<DCT", on: ("2024-12-27", "2025-12-26"))
    open.events[0].when.basis = .inferred
    var word = open.events[0]
    word.id = "b-word"
    word.type = .statement
    word.when = EventTime(basis: .unknown, relative: "DCT-2D..DCT")
    open.events.append(word)
    let said = try #require(builder.build([dated, open]).events.first { $0.type == .statement })
    #expect(said.when.interval == DayInterval(Day(iso: "2025-05-14"), Day(iso: "2025-05-22")))
    #expect(said.when.basis == .approximate)
  }

  @Test func aThirdArticleNeverWidensADate() {
    let a = raid("a", written: ("2025-05-20", "2025-05-20"), relative: nil, on: ("2025-05-16", "2025-05-16"))
    let b = raid("b", written: ("2025-01-01", "2025-12-31"), relative: "FRI<DCT", on: ("2024-12-27", "2025-12-26"))
    let c = raid("c", written: ("2025-05-01", "2025-06-30"), relative: nil, on: ("2025-05-15", "2025-05-18"))
    let two = builder.build([a, b]).documents[1].record.date.interval
    let three = builder.build([a, b, c])
    #expect(two.contains(three.documents[1].record.date.interval))
    // An article that tells of the raid as done was not written before it.
    let date = three.documents[2].record.date
    #expect(date.interval.earliest == Day(iso: "2025-05-16"))
    #expect(date.cues.contains { $0.why.contains("tells the same event") })
  }

  @Test func contradictionsLeaveDatesAlone() {
    let a = raid("a", written: ("2025-05-20", "2025-05-20"), relative: nil, on: ("2025-05-16", "2025-05-16"))
    let b = raid("b", written: ("2025-01-01", "2025-12-31"), relative: nil, on: ("2025-05-18", "2025-05-18"))
    let graph = builder.build([a, b])
    #expect(graph.documents[1].record.date.interval.earliest == Day(iso: "2025-01-01"))
    #expect(graph.tensions.contains { $0.kind == .date })
  }

  /// An article with one time expression on the war of two states, and a raid.
  private func war(
    _ id: String, _ words: String, _ phrase: String, raid day: String?, _ timex: (ByteSpan) -> Timex
  ) -> DocumentRecord {
    var maker = RecordMaker(id)
    maker.sentence(words)
    maker.actor("norland")
    maker.actor("sudland")
    let span = maker.span(phrase)
    let names = [maker.span("Norland"), maker.span("Sudland")]
    if let day {
      maker.event(
        "Raid \(id) hit a depot near Port.", .assault, trigger: "Raid", agents: ["norland"], patients: ["sudland"],
        place: "Port", on: day, lemma: "raid", keywords: ["depot", "port"], quantities: [("killed", 6)])
    }
    var record = maker.record
    record.timexes = [timex(span)]
    for position in names.indices {
      record.actors[position].mentions = [ActorMention(span: names[position], head: 0, tokens: 0..<1, form: .name)]
    }
    return record
  }

  private func beginning(_ id: String, raid day: String? = nil) -> DocumentRecord {
    war(id, "The war between Norland and Sudland began in 2012.", "2012", raid: day) {
      Timex(
        span: $0, tokens: 0..<0, sentence: 0, kind: .date, value: "2012",
        interval: DayInterval(Day(iso: "2012-01-01"), Day(iso: "2012-12-31")), rule: "", why: "")
    }
  }

  private func length(_ id: String, _ words: String, mod: String?, raid day: String? = nil) -> DocumentRecord {
    war(id, "Norland and Sudland look back on \(words) of conflict.", words, raid: day) {
      Timex(
        span: $0, tokens: 0..<0, sentence: 0, kind: .duration, value: "P4Y", mod: mod, role: .measure, rule: "", why: ""
      )
    }
  }

  @Test(arguments: [
    ("nearly four years", "LESS_THAN", "2015-06-30", "2016-12-31"), ("four years", nil, "2015-12-31", "2017-12-31"),
    ("about four years", "APPROX", "2015-06-30", "2017-07-02"),
  ])
  func aLengthOfAWarDatesAnArticleOnceAnotherTellsItsBeginning(
    _ words: String, _ mod: String?, _ first: String, _ last: String
  ) {
    let date = builder.build([beginning("a"), length("b", words, mod: mod)]).documents[1].record.date
    #expect(date.interval == DayInterval(Day(iso: first), Day(iso: last)))
    #expect(date.basis == .inferred)
  }

  @Test func aLengthThatContradictsAnEventOfTheArticleIsNotFollowed() throws {
    let dated = beginning("a", raid: "2017-05-16")
    var open = length("b", "nearly four years", mod: "LESS_THAN", raid: "2017-05-16")
    open.date = DocumentDate(interval: DayInterval(Day(iso: "2015-01-01"), Day(iso: "2017-12-31")), basis: .inferred)
    let date = builder.build([dated, open]).documents[1].record.date
    #expect(date.interval == DayInterval(Day(iso: "2017-05-16"), Day(iso: "2017-12-31")))
    let unused = try #require(date.cues.first { !$0.used })
    #expect(unused.why.contains("nearly four years"))
  }

  @Test func anEventOfAChainOfClosedFormsTiesItsArticle() {
    let dated = raid("a", written: ("2025-05-20", "2025-05-20"), relative: nil, on: ("2025-05-16", "2025-05-16"))
    var open = raid("b", written: (nil, nil), relative: "FRI<<MON<DCT", on: nil)
    open.events[0].when.basis = .inferred
    let date = builder.build([dated, open]).documents[1].record.date
    // The Monday is 19 May, the article of that day or the six days after.
    #expect(date.interval == DayInterval(Day(iso: "2025-05-19"), Day(iso: "2025-05-25")))
    #expect(date.basis == .inferred)
  }

  /// An article that tells of a raid and a bombing.
  private func raidAndBombing(
    _ id: String, written: (String, String), raid: (relative: String?, from: String, to: String),
    bombing: (relative: String?, from: String, to: String)
  ) -> DocumentRecord {
    var maker = RecordMaker(id)
    maker.event(
      "Norland raided a depot of Sudland near Port.", .assault, trigger: "raided", agents: ["norland"],
      patients: ["sudland"], place: "Port", lemma: "raid", keywords: ["depot", "port"], quantities: [("killed", 6)])
    maker.event(
      "Estland bombed a bridge of Westland at Ford.", .assault, trigger: "bombed", agents: ["estland"],
      patients: ["westland"], place: "Ford", lemma: "bomb", keywords: ["bridge", "ford"], quantities: [("wounded", 9)])
    var record = maker.record
    record.date = DocumentDate(
      interval: DayInterval(Day(iso: written.0), Day(iso: written.1)), basis: .inferred)
    for (position, told) in [raid, bombing].enumerated() {
      record.events[position].when = EventTime(
        interval: DayInterval(Day(iso: told.from), Day(iso: told.to)),
        basis: told.relative == nil ? .stated : .inferred, relative: told.relative)
    }
    return record
  }

  @Test func eventsThatCannotBothDateAnArticleAreReported() {
    let a = raidAndBombing(
      "a", written: ("2025-05-20", "2025-05-20"), raid: (nil, "2025-05-16", "2025-05-16"),
      bombing: (nil, "2025-05-02", "2025-05-02"))
    // The raid says that it is of 16 to 22 May, the bombing that it is of 5 May.
    let b = raidAndBombing(
      "b", written: ("2025-05-01", "2025-05-31"), raid: ("FRI<DCT", "2025-04-25", "2025-05-30"),
      bombing: ("DCT-3D", "2025-04-28", "2025-05-28"))
    let graph = builder.build([a, b])
    // With the date that the raid gives, the bombing is of two days: one event, and a disagreement, as that date is a guess.
    #expect(graph.events.count == 2)
    #expect(graph.tensions.contains { $0.kind == .date && $0.question.contains("bombed") })
    let date = graph.documents[1].record.date
    let unused = date.cues.filter { $0.rule == "other-document" && !$0.used }
    #expect(unused.count == 1)
    #expect(unused.first?.why.contains("cannot be") == true)
    // The other event still dates the article.
    #expect(date.interval == DayInterval(Day(iso: "2025-05-16"), Day(iso: "2025-05-22")) || date.interval.width == 1)
  }

  @Test func noArticleEverWidensTheDatesOfTheOthers() {
    // Days of May 2025 in a fixed order that jumps about.
    let spans = [(3, 29), (1, 31), (10, 24), (5, 20), (14, 30), (9, 18)]
    var records: [DocumentRecord] = []
    var before: [DayInterval] = []
    for (index, span) in spans.enumerated() {
      func day(_ number: Int) -> String { "2025-05-\(number < 10 ? "0" : "")\(number)" }
      records.append(
        raid(
          String(UnicodeScalar(UInt8(0x61 + index))), written: ("2025-05-12", "2025-06-30"), relative: nil,
          on: (day(span.0), day(span.1))))
      let after = builder.build(records).documents.map(\.record.date.interval)
      for (old, new) in zip(before, after) { #expect(old.contains(new)) }
      before = after
    }
  }
}
