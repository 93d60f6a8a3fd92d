// What a merged event takes from its tellings: time, place, sides, sources; and its relations.

import Actors
import Chronology
import Corpus
import EventGraph
import Events
import Testing

@Suite struct MergedEventTests {
  private let builder = GraphBuilder()

  private func raid(
    _ id: String, agents: [String] = ["norland"], patients: [String] = ["sudland"], at place: String = "Port",
    on day: String = "2024-05-05", to end: String? = nil, killed: [Double] = []
  ) -> DocumentRecord {
    var maker = RecordMaker(id)
    maker.actor("army", kind: .armedForce, of: "norland")
    maker.event(
      "The \(id) desk: raiders raided a depot.", .assault, trigger: "raided", agents: agents, patients: patients,
      place: place, on: day, to: end, lemma: "raid", keywords: ["depot"], quantities: killed.map { ("killed", $0) })
    return maker.record
  }

  @Test func theStatedDayStandsBesideAMonth() throws {
    let graph = builder.build([raid("a", on: "2024-05-01", to: "2024-05-31"), raid("b")])
    let event = try #require(graph.events.first)
    #expect(graph.events.count == 1)
    #expect(event.when.interval == DayInterval(Day(iso: "2024-05-05"), Day(iso: "2024-05-05")))
    #expect(event.when.basis == .stated)
    // A day of a month does not disagree with the month.
    #expect(graph.tensions.isEmpty)
  }

  @Test func thePlaceIsThatOfMostArticles() {
    let graph = builder.build([raid("a"), raid("b", at: "Port Haldane"), raid("c", at: "Port Haldane")])
    #expect(graph.events.map(\.place) == ["Port Haldane"])
  }

  @Test func whoStandsOnBothSidesIsWhereTheActPutsHim() {
    let graph = builder.build([raid("a"), raid("b", agents: ["norland", "sudland"], patients: [])])
    #expect(graph.events.map(\.agents) == [["norland"]])
    #expect(graph.events.map(\.patients) == [["sudland"]])
  }

  @Test func aStateGivesWayToItsArmy() {
    let graph = builder.build([raid("a"), raid("b", agents: ["army"])])
    #expect(graph.events.map(\.agents) == [["army"]])
    // Where one article names both, both act.
    let beside = builder.build([raid("a"), raid("b", agents: ["norland", "army"])])
    #expect(beside.events.map { Set($0.agents) } == [["norland", "army"]])
  }

  @Test func sourcesOfAllArticlesAreKept() {
    var records = [raid("a"), raid("b")]
    for (number, source) in ["bureau", "mayor"].enumerated() {
      records[number].actors.append(NewsActor(id: source, name: source, kind: .organisation))
      records[number].events[0].sources = [source]
    }
    #expect(builder.build(records).events.map(\.sources) == [["bureau", "mayor"]])
  }

  @Test(arguments: [([6.0], [6.0], 0), ([6], [8], 1), ([6, 8], [], 0)])
  func onlyArticlesDisagreeOnNumbers(_ one: [Double], _ other: [Double], _ tensions: Int) {
    let graph = builder.build([raid("a", killed: one), raid("b", killed: other)])
    #expect(graph.events.count == 1)
    #expect(graph.tensions.filter { $0.kind == .number }.count == tensions)
  }

  // MARK: Relations

  @Test(arguments: [("2024-05-04", 1), ("2024-05-09", 0)])
  func datesOverruleWhatWordsSeemToSay(_ day: String, _ relations: Int) {
    var maker = RecordMaker("a")
    let talks = maker.event("Talks began.", .consult, trigger: "Talks", agents: ["norland"], on: day)
    let raid = maker.event("Then came a raid.", .assault, trigger: "raid", agents: ["sudland"], on: "2024-05-05")
    maker.relation(.before, talks, raid)
    #expect(builder.build([maker.record]).relations.count == relations)
  }

  @Test func twoArticlesThatSaySoMakeARelationLikelier() throws {
    func article(_ id: String) -> DocumentRecord {
      var maker = RecordMaker(id)
      let raid = maker.event(
        "\(id): Norland raided Sudland.", .assault, trigger: "raided", agents: ["norland"], patients: ["sudland"],
        place: "Port", on: "2024-05-05", lemma: "raid", keywords: ["depot"])
      let flight = maker.event(
        "\(id): Sudland’s fleet fled.", .retreat, trigger: "fled", agents: ["sudland"], place: "Port",
        on: "2024-05-06", lemma: "flee", keywords: ["fleet"])
      var record = maker.record
      record.relations = [EventRelation(kind: .causes, a: raid, b: flight, probability: 0.75, why: "so it says")]
      return record
    }
    let graph = builder.build([article("a"), article("b")])
    #expect(graph.events.count == 2)
    let relation = try #require(graph.relations.first { $0.kind == .causes })
    #expect(abs(relation.probability - 0.9375) < 1e-9)
  }

  @Test func aDenialRepeatsNothing() {
    func statement(_ id: String, _ words: String, _ day: String, _ status: EventStatus) -> DocumentRecord {
      var maker = RecordMaker(id)
      maker.event(
        words, .statement, trigger: "say", agents: ["rossi"], on: day, status: status, lemma: "say",
        keywords: ["border", "fall", "tax"])
      return maker.record
    }
    let first = statement("a", "I say the border tax falls, Rossi wrote.", "2024-03-12", .happened)
    let again = statement("b", "Rossi was heard to say the border tax falls.", "2024-06-12", .happened)
    let never = statement("c", "Rossi did not say the border tax falls.", "2024-06-12", .denied)
    #expect(builder.build([first, again]).relations.map(\.kind) == [.repeats])
    #expect(builder.build([first, never]).relations.isEmpty)
  }

  // MARK: Disagreements

  @Test func anAttackIsNoAnswer() {
    var a = RecordMaker("a")
    a.event(
      "Norland has not publicly responded.", .other, trigger: "responded", agents: ["norland"], status: .denied,
      lemma: "respond")
    var b = RecordMaker("b")
    b.event("Norland raided Sudland.", .assault, trigger: "raided", agents: ["norland"], patients: ["sudland"])
    #expect(builder.build([a.record, b.record]).tensions.isEmpty)
  }

  @Test func aFormerHolderBesideTheNextIsNoDisagreement() {
    func record(_ id: String, _ actor: String, isFormer: Bool) -> DocumentRecord {
      var maker = RecordMaker(id)
      let span = maker.sentence("\(isFormer ? "Former President" : "President") \(actor)")
      maker.actor(actor, kind: .person)
      var record = maker.record
      record.claims = [
        OfficeClaim(span: span, actor: actor, office: "President of Norland", from: nil, to: nil, isFormer: isFormer)
      ]
      return record
    }
    let rossi = record("a", "rossi", isFormer: true)
    #expect(builder.build([rossi, record("b", "bianchi", isFormer: false)]).tensions.isEmpty)
  }
}
