import Chronology
import Corpus
import EventGraph
import Events
import Testing

@Suite struct SelectionTests {
  private func event(
    _ id: String, _ title: String, _ type: EventType = .consult, salience: Double = 0.5, confidence: Double = 0.8,
    in documents: [String] = ["d"]
  ) -> GraphEvent {
    GraphEvent(
      id: id, title: title, type: type, mode: nil, cameo: nil, contexts: [], agents: ["a"], patients: [], place: nil,
      when: EventTime(basis: .reported), status: .happened, sources: [], quotes: [], quantities: [],
      confidence: confidence, salience: salience, mentions: documents.map { DocSpan(doc: $0, span: ByteSpan(0, 4)) },
      evidence: [], why: [])
  }

  private func relation(_ kind: EventRelation.Kind, _ a: String, _ b: String) -> GraphRelation {
    GraphRelation(kind: kind, a: a, b: b, evidence: [DocSpan(doc: "d", span: ByteSpan(0, 4))], why: "")
  }

  private func choice(_ graph: NewsGraph, _ limit: Int) -> (events: [String], notes: [String: [String]]) {
    let choice = graph.drawingChoice(Array(graph.events.indices), limit: limit, index: graph.index())
    return (
      choice.events.map { graph.events[$0].id },
      Dictionary(
        uniqueKeysWithValues: choice.notes.map { (graph.events[$0].id, $1.map { graph.events[$0].id }) })
    )
  }

  private static let names = [
    "Harbour", "Bridge", "Tunnel", "Market", "Castle", "Mill", "Quarry", "Station", "Airport", "Dam",
  ]

  @Test func pairsThatHangTogetherComeBeforeLoneEvents() {
    var events = SelectionTests.names.map { event($0, "\($0) council meets again", salience: 0.5) }
    events += (0..<6).map {
      event("p\($0)", "\(["Red", "Blue", "Green", "White", "Black", "Grey"][$0]) party splits there", salience: 0.4)
    }
    let graph = NewsGraph(
      events: events,
      relations: [relation(.causes, "p0", "p1"), relation(.before, "p2", "p3"), relation(.respondsTo, "p5", "p4")])
    let chosen = Set(choice(graph, 8).events)
    #expect(chosen.isSuperset(of: ["p0", "p1", "p2", "p3", "p4", "p5"]))
  }

  @Test func noTitleStandsTwice() {
    let events =
      [event("a", "Norland attacks the harbour town"), event("b", "Norland again attacks harbour town")]
      + SelectionTests.names.map { event($0, "\($0) council meets") }
    let chosen = choice(NewsGraph(events: events), 8).events
    #expect(chosen.filter { $0 == "a" || $0 == "b" }.count == 1)
  }

  @Test func aStatementAboutOneEventIsANoteOfIt() {
    let events =
      [
        event("talks", "Delegations meet in the harbour", salience: 0.9),
        event("word", "Minister: “a good day”", .statement),
      ]
      + SelectionTests.names.map { event($0, "\($0) council meets") }
    let found = choice(NewsGraph(events: events, relations: [relation(.about, "word", "talks")]), 6)
    #expect(found.events.contains("talks"))
    #expect(!found.events.contains("word"))
    #expect(found.notes == ["talks": ["word"]])
  }

  @Test func whatFitsIsShownWhole() {
    let events = [event("talks", "Delegations meet"), event("word", "Minister: “a good day”", .statement)]
    let found = choice(NewsGraph(events: events, relations: [relation(.about, "word", "talks")]), 6)
    #expect(found.events == ["talks", "word"])
    #expect(found.notes.isEmpty)
  }

  @Test func anActThatCannotBeChosenHoldsNoStatementBack() {
    let events =
      [
        event("act", "New bridge for the harbour promised", .agree),
        event("word", "Minister: “a new bridge for the harbour”", .statement),
      ]
      + SelectionTests.names.map { event($0, "\($0) council answers", .statement) }
    let graph = NewsGraph(events: events, relations: [relation(.about, "word", "act")])
    let chosen = choice(graph, 6).events
    #expect(chosen.count == 6)
    #expect(!chosen.contains("act"))
  }

  @Test func twoRelationsOfOnePairCountOnce() {
    let events = SelectionTests.names.map { event($0, "\($0) council meets", salience: 0.5) }
    let once = NewsGraph(events: events, relations: [relation(.causes, "Quarry", "Dam")])
    let twice = NewsGraph(
      events: events, relations: [relation(.causes, "Quarry", "Dam"), relation(.causes, "Quarry", "Dam")])
    #expect(choice(once, 5).events == choice(twice, 5).events)
  }

  @Test func aStatementWithoutOtherGroundIsNoMainAct() throws {
    let graph = NewsGraph(events: [
      event("word", "Minister calls the bridge safe", .statement), event("act", "Workers close the old bridge"),
    ])
    let keys = graph.keyEvents(index: graph.index())
    let reasons = Dictionary(uniqueKeysWithValues: keys.map { (graph.events[$0.position].id, $0.reasons) })
    #expect(reasons == ["word": ["one of the main statements"], "act": ["one of the main acts"]])
  }

  @Test func keyEventsAreMostlyActsAndHaveReasons() throws {
    var graph = NewsGraph(
      events: (0..<12).map {
        event("s\($0)", "\(SelectionTests.names[$0 % 10]) speaker \($0) talks about something", .statement, in: ["d"])
      }
        + SelectionTests.names.map { event($0, "\($0) council meets there", salience: 0.6, in: ["d"]) }
        + [
          event("both", "Two articles tell one strike", .assault, in: ["d", "e"]),
          event("other", "Lone vote of the assembly", in: ["e"]),
        ])
    graph.documents = ["d", "e"].enumerated().map { number, id in
      GraphDocument(record: RecordMaker(id).record, number: number + 1)
    }
    let index = graph.index()
    let keys = graph.keyEvents(limit: 9, index: index)
    let ids = keys.map { graph.events[$0.position].id }
    #expect(keys.count == 9)
    #expect(ids.filter { $0.hasPrefix("s") }.count <= 3)
    #expect(ids.contains("both"))
    #expect(keys.allSatisfy { !$0.reasons.isEmpty })
    let both = try #require(keys.first { graph.events[$0.position].id == "both" })
    #expect(both.reasons.first == "told by 2 articles")
  }

  @Test func doubtfulEventsAreKeyOnlyWhenTheTextGivesThemATime() {
    var dated = event("dated", "Two leaders speak by telephone", salience: 0.7, confidence: 0.3)
    dated.when = EventTime(basis: .inferred, relative: "MON<DCT")
    dated.places = [RelativePlace(anchor: "d", from: -6, to: 0, basis: .words, words: "Monday", term: "MON<DCT")]
    let vague = event("vague", "Something seems to happen somewhere", salience: 0.7, confidence: 0.3)
    let graph = NewsGraph(events: [dated, vague])
    #expect(graph.keyEvents(index: graph.index()).map { graph.events[$0.position].id } == ["dated"])
  }
}
