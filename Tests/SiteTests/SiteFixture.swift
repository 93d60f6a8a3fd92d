// A small invented corpus for the tests of this room: four articles on a dispute over a river.

import Actors
import Chronology
import Corpus
import EventGraph
import Events

/// Writes a document record sentence by sentence.
struct FixtureMaker {
  private(set) var record: DocumentRecord
  private var text: [UInt8] = []

  init(_ id: String, title: String, date: DocumentDate, outlet: String? = nil, url: String? = nil) {
    record = DocumentRecord(
      source: SourceDocument(id: id, text: [], title: title, outlet: outlet, url: url, path: id + ".txt"), blocks: [],
      title: title, sentences: [], blockOfSentence: [], date: date, timexes: [], actors: [], claims: [], events: [],
      relations: [], diagnostics: [])
  }

  /// Begins a block; sentences that follow belong to it.
  mutating func block(_ kind: Block.Kind, _ words: String? = nil) {
    if !text.isEmpty { text.append(0x0a) }
    record.blocks.append(Block(kind: kind, span: ByteSpan(text.count, text.count)))
    if let words { sentence(words) }
  }

  @discardableResult mutating func sentence(_ words: String) -> ByteSpan {
    if let last = record.blocks.last, !last.span.isEmpty { text.append(0x20) }
    let start = text.count
    text += Array(words.utf8)
    let span = ByteSpan(start, text.count)
    record.source.text = text
    record.sentences.append(span)
    record.blockOfSentence.append(record.blocks.count - 1)
    let block = record.blocks.count - 1
    record.blocks[block].span = ByteSpan(min(record.blocks[block].span.start, start), text.count)
    return span
  }

  /// Bytes of the last occurrence of some words.
  func span(_ words: String) -> ByteSpan {
    let needle = Array(words.utf8)
    var start = text.count - needle.count
    while start > 0, Array(text[start..<min(text.count, start + needle.count)]) != needle { start -= 1 }
    return ByteSpan(max(0, start), max(0, start) + needle.count)
  }

  mutating func actor(
    _ id: String, _ name: String, _ kind: NewsActor.Kind, country: String? = nil, sector: String? = nil,
    of whole: String? = nil, named: Bool = true, role: String? = nil
  ) {
    let at = span(name)
    record.actors.append(
      NewsActor(
        id: id, name: name, kind: kind, country: country, sector: sector, affiliation: whole,
        roles: role.map { [ActorRole(span: at, text: $0)] } ?? [],
        mentions: [ActorMention(span: at, head: 0, tokens: 0..<1, form: .name)], isNamed: named,
        why: "the name is written so"))
  }

  /// Appends a sentence that tells an event.
  @discardableResult mutating func event(
    _ words: String, _ type: EventType, _ trigger: String, title: String, agents: [String], patients: [String] = [],
    place: String? = nil, when: EventTime = EventTime(), status: EventStatus = .happened, sources: [String] = [],
    quantities: [(String, Double?, Double?)] = [], confidence: Double = 0.7, lemma: String? = nil
  ) -> String {
    let evidence = sentence(words)
    let at = span(trigger)
    let id = "\(record.source.id)-\(record.events.count)"
    record.events.append(
      NewsEvent(
        id: id, mentions: [at], sentence: record.sentences.count - 1, evidence: evidence, type: type, agents: agents,
        patients: patients, place: place, when: when, status: status, sources: sources,
        quantities: quantities.map { Quantity(what: $0.0, low: $0.1, high: $0.2, span: at) }, confidence: confidence,
        headLemma: lemma ?? trigger, keywords: [], title: title, why: "“\(trigger)” is a known trigger"))
    return id
  }

  mutating func relation(_ kind: EventRelation.Kind, _ a: String, _ b: String, why: String) {
    record.relations.append(EventRelation(kind: kind, a: a, b: b, why: why))
  }
}

enum SiteFixture {
  static func day(_ iso: String) -> Day? { Day(iso: iso) }

  static func time(
    _ edtf: String?, _ from: String?, _ to: String?, _ basis: EventTime.Basis, why: String = ""
  ) -> EventTime {
    EventTime(edtf: edtf, interval: DayInterval(from.flatMap(day), to.flatMap(day)), basis: basis, why: why)
  }

  static func date(_ iso: String, _ basis: DocumentDate.Basis = .given) -> DocumentDate {
    DocumentDate(edtf: iso, interval: DayInterval(day(iso), day(iso)), basis: basis)
  }

  static var graph: NewsGraph { GraphBuilder().build(records) }

  static var records: [DocumentRecord] { [first, second, third, fourth] }

  private static var first: DocumentRecord {
    var maker = FixtureMaker(
      "river-1", title: "Norland and Sudland open talks on the Vessa", date: date("2031-03-12"),
      outlet: "The Ferry Post",
      url: "https://example.org/vessa-talks")
    maker.block(.paragraph)
    let talks = maker.event(
      "Delegations of Norland and Sudland met in Port Ister on Tuesday, their first meeting since the dam was finished in 2029.",
      .consult, "met", title: "Norland and Sudland meet in Port Ister", agents: ["norland", "sudland"],
      place: "Port Ister",
      when: time(
        "2031-03-11", "2031-03-11", "2031-03-11", .inferred, why: "“Tuesday” is the day before the article’s date"),
      lemma: "meet")
    maker.actor("norland", "Norland", .country, country: "NOR", sector: "GOV")
    maker.actor("sudland", "Sudland", .country, country: "SUD", sector: "GOV")
    let dam = maker.event(
      "The dam at Upper Vessa was finished in 2029.", .other, "finished", title: "Dam at Upper Vessa finished",
      agents: ["norland"], when: time("2029", "2029-01-01", "2029-12-31", .stated, why: "the year stands in the text"))
    maker.relation(.causes, dam, talks, why: "“since the dam was finished” links the two")
    maker.block(.heading, "A cautious beginning")
    maker.block(.paragraph)
    maker.event(
      "“We will not let a river become a border of fear,” President Ada Holm said after the meeting.", .statement,
      "said",
      title: "Ada Holm: “We will not let a river become a border of fear”", agents: ["holm"],
      when: time(
        "2031-03-11/2031-03-12", "2031-03-11", "2031-03-12", .approximate, why: "after the meeting, before the article"),
      sources: ["holm"])
    maker.actor("holm", "Ada Holm", .person, country: "NOR", sector: "GOV", of: "norland", role: "President")
    maker.event(
      "Sudland is expected to present a plan for sharing the water within weeks.", .request, "present",
      title: "Sudland to present a plan for sharing the water", agents: ["sudland"],
      when: time("2031-03-12/..", "2031-03-12", nil, .expected, why: "“within weeks” of the article"), status: .planned)
    maker.block(.listItem)
    maker.event(
      "Farmers blocked the bridge at Lower Vessa with forty tractors.", .protest, "blocked",
      title: "Farmers block the bridge at Lower Vessa", agents: ["farmers"], place: "Lower Vessa",
      when: time("2031-03", "2031-03-01", "2031-03-12", .approximate, why: "no date; before the article"),
      quantities: [("tractors", 40, 40)])
    maker.actor("farmers", "Farmers", .group, named: false)
    maker.block(.boilerplate, "Go to the main page")
    return maker.record
  }

  private static var second: DocumentRecord {
    var maker = FixtureMaker(
      "river-2", title: "Shots at the Vessa: three dead", date: date("2031-04-02"), outlet: "Harbour Wire")
    maker.block(.paragraph)
    let strike = maker.event(
      "Gunmen attacked a pumping station near Lower Vessa on 31 March 2031, killing three guards and wounding at least five.",
      .assault, "attacked", title: "Attack on a pumping station near Lower Vessa kills three", agents: ["gunmen"],
      patients: ["guards"], place: "Lower Vessa",
      when: time("2031-03-31", "2031-03-31", "2031-03-31", .stated, why: "the day stands in the text"),
      quantities: [("killed", 3, 3), ("wounded", 5, nil)], lemma: "attack")
    maker.actor("gunmen", "Gunmen", .armedForce, named: false)
    maker.actor("guards", "guards", .group, named: false)
    let blame = maker.event(
      "Norland accused Sudland of sending them.", .accuse, "accused", title: "Norland accuses Sudland of the attack",
      agents: ["norland"], patients: ["sudland"],
      when: time(
        "2031-03-31/2031-04-02", "2031-03-31", "2031-04-02", .approximate, why: "after the attack, before the article"))
    maker.actor("norland", "Norland", .country, country: "NOR", sector: "GOV")
    maker.actor("sudland", "Sudland", .country, country: "SUD", sector: "GOV")
    maker.relation(.respondsTo, blame, strike, why: "the accusation is about the attack")
    maker.event(
      "Sudland denied that it had sent anyone.", .reject, "denied", title: "Sudland denies having sent anyone",
      agents: ["sudland"], patients: ["norland"],
      when: time(
        "2031-03-31/2031-04-02", "2031-03-31", "2031-04-02", .approximate,
        why: "after the accusation, before the article"))
    maker.block(.paragraph)
    maker.event(
      "If the talks fail, Norland could close the locks, according to the Harbour Institute.", .coerce, "close",
      title: "Norland could close the locks", agents: ["norland"],
      when: time(nil, nil, nil, .unknown, why: "a condition; the text gives no day"), status: .hypothetical,
      sources: ["institute"], confidence: 0.45)
    maker.actor("institute", "Harbour Institute", .organisation, country: "NGO")
    return maker.record
  }

  private static var third: DocumentRecord {
    var maker = FixtureMaker(
      "river-3", title: "Sudland and Norland sign", date: date("2032-01-20", .dateline), outlet: "The Ferry Post")
    maker.block(.paragraph)
    maker.event(
      "Norland and Sudland signed a treaty on the Vessa in Port Ister on 18 January 2032.", .agree, "signed",
      title: "Norland and Sudland sign a treaty on the Vessa", agents: ["norland", "sudland"], place: "Port Ister",
      when: time("2032-01-18", "2032-01-18", "2032-01-18", .stated, why: "the day stands in the text"), confidence: 0.9)
    maker.actor("norland", "Norland", .country, country: "NOR", sector: "GOV")
    maker.actor("sudland", "Sudland", .country, country: "SUD", sector: "GOV")
    maker.event(
      "Norland promised 200 million crowns for new canals.", .aid, "promised",
      title: "Norland promises 200 million crowns",
      agents: ["norland"], patients: ["sudland"],
      when: time("2032-01-18?", "2032-01-18", "2032-01-18", .inferred, why: "told with the treaty"),
      quantities: [("crowns", 200_000_000, 200_000_000)])
    return maker.record
  }

  private static var fourth: DocumentRecord {
    var maker = FixtureMaker("river-4", title: "What the Vessa means", date: DocumentDate())
    maker.block(.paragraph)
    maker.event(
      "Four guards died in the attack, a person close to the station said.", .assault, "attack",
      title: "Attack kills four guards", agents: [], patients: ["guards"], when: EventTime(), status: .reported,
      sources: ["person"], quantities: [("killed", 4, 4)], confidence: 0.5)
    maker.actor("guards", "guards", .group, named: false)
    maker.actor("person", "a person close to the station", .person, named: false)
    return maker.record
  }
}
