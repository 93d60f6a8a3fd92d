import Chronology
import Corpus
import EventGraph
import Events
import Testing

@Suite struct SlugTests {
  @Test(arguments: [
    ("Zelenskyy: “There is now a good chance”", "zelenskyy-there-is-now-a-good-chance"),
    ("Łódź – Çankaya", "lodz-cankaya"),
    ("U.S. envoy’s visit", "us-envoys-visit"), ("../../etc/passwd", "etc-passwd"), ("俄罗斯", ""),
  ]) func slugsAreAsciiWords(text: String, slug: String) {
    #expect(Slug.make(text) == slug)
  }

  @Test func longTextsAreCutBetweenWords() {
    let slug = Slug.make(String(repeating: "word ", count: 100))
    #expect(slug.utf8.count <= 60)
    #expect(slug.hasSuffix("word"))
  }
}

@Suite struct QueryTests {
  private func event(
    _ id: String, _ day: String?, to: String? = nil, title: String = "Talks", agents: [String] = ["a"]
  ) -> GraphEvent {
    let from = day.flatMap { Day(iso: $0) }
    let interval = DayInterval(from, to.flatMap { Day(iso: $0) } ?? from)
    return GraphEvent(
      id: id, title: title, type: .consult, mode: nil, cameo: nil, contexts: [], agents: agents, patients: [],
      place: nil,
      when: EventTime(interval: interval, basis: .stated), status: .happened, sources: [], quotes: [], quantities: [],
      confidence: 0.5, mentions: [], evidence: [], why: [])
  }

  private func actor(_ id: String, _ name: String, of whole: String? = nil) -> GraphActor {
    GraphActor(
      id: id, name: name, kind: .person, country: nil, sector: nil, affiliation: whole, roles: [], mentions: [],
      isNamed: true, why: "")
  }

  @Test func eventSlugsAreUniqueEvenForEqualContent() {
    let graph = NewsGraph(events: (0..<5).map { event("e\($0)", nil) })
    let index = graph.index()
    let slugs = graph.events.compactMap { index.slug(ofEvent: $0.id) }
    #expect(Set(slugs).count == 5)
    #expect(slugs.allSatisfy { $0.hasPrefix("talks-") })
  }

  @Test func actorsNamedLikeTheIndexPageGetAHash() {
    let index = NewsGraph(actors: [actor("x", "Index"), actor("y", "Ann Bell"), actor("z", "ANN BELL")]).index()
    #expect(index.slug(ofActor: "x") != "index")
    #expect(index.slug(ofActor: "y") != index.slug(ofActor: "z"))
  }

  @Test func eventsOfAStateIncludeThoseOfItsOfficialsOnRequest() {
    let graph = NewsGraph(
      actors: [
        actor("state", "State"), actor("ministry", "Ministry", of: "state"), actor("m", "Minister", of: "ministry"),
      ],
      events: [event("e1", nil, agents: ["state"]), event("e2", nil, agents: ["m"])])
    let index = graph.index()
    #expect(index.events(ofActor: "state").map(\.id) == ["e1"])
    #expect(index.events(ofActor: "state", includingMembers: true).map(\.id) == ["e1", "e2"])
    #expect(index.affiliations(of: "m") == ["m", "ministry", "state"])
  }

  @Test func affiliationCyclesEnd() {
    let index = NewsGraph(actors: [actor("a", "A", of: "b"), actor("b", "B", of: "a")]).index()
    #expect(index.affiliations(of: "a") == ["a", "b"])
    #expect(index.members(of: "a", deep: true).map(\.id) == ["b"])
  }

  @Test func periodsHoldEveryPlacedEventOnceAndNotTooMany() {
    var events: [GraphEvent] = []
    for month in 1...12 {
      for day in 1...28 {
        events.append(event("e\(month)-\(day)", Day(year: 2024, month: month, day: day)?.description))
      }
    }
    for n in 0..<40 { events.append(event("same\(n)", "2023-05-05")) }
    events.append(event("wide", "2023-01-01", to: "2024-12-31"))
    events.append(event("none", nil))
    let graph = NewsGraph(events: events)
    let periods = graph.periods(limit: 25)
    #expect(periods.allSatisfy { $0.events.count <= 25 && !$0.events.isEmpty })
    #expect(periods.flatMap(\.events).sorted() == events.map(\.id).filter { $0 != "none" }.sorted())
    #expect(Set(periods.map(\.id)).count == periods.count)
    #expect(periods.count < 40)
  }

  @Test func aSmallCorpusIsOnePeriod() {
    let graph = NewsGraph(events: [event("a", "2025-05-16"), event("b", "2025-05-20")])
    #expect(graph.periods().map(\.title) == ["16–20 May 2025"])
  }

  private func chosen(_ graph: NewsGraph, _ limit: Int) -> [String] {
    graph.drawingChoice(Array(graph.events.indices), limit: limit, index: graph.index()).events
      .map { graph.events[$0].id }
  }

  @Test func importantEventsComeInTimeOrder() {
    let graph = NewsGraph(events: [event("a", "2025-05-16"), event("b", nil, agents: []), event("c", "2025-05-20")])
    #expect(chosen(graph, 2) == ["a", "c"])
    #expect(chosen(graph, 3) == ["a", "b", "c"])
  }

  @Test func whatHangsOnAChosenEventIsChosenBeforeItsEquals() {
    let events = (0..<8).map { event("e\($0)", "2025-05-16") }
    func graph(_ evidence: [DocSpan]) -> NewsGraph {
      NewsGraph(
        events: events,
        relations: [GraphRelation(kind: .before, a: "e0", b: "e6", evidence: evidence, why: "")])
    }
    let span = DocSpan(doc: "d", span: ByteSpan(0, 4))
    #expect(chosen(graph([span]), 3).contains("e6"))
    // Without the relation it has no claim of its own.
    let plain = chosen(NewsGraph(events: events), 3)
    #expect(!plain.contains("e6"))
  }

  @Test func wordsAreAtMostAThirdAsLongAsThereAreActs() {
    var events = (0..<6).map { event("s\($0)", "2025-05-16") }
    for index in events.indices { events[index].type = .statement }
    events += (0..<6).map { event("a\($0)", nil, agents: []) }
    #expect(chosen(NewsGraph(events: events), 6).filter { $0.hasPrefix("s") }.count == 2)
    #expect(chosen(NewsGraph(events: Array(events.prefix(6))), 5).count == 5)
  }
}
