// Ids and addresses over the builds of a corpus: they stay where the words stay, and what had one always leads somewhere.

import ChronographBase
import Corpus
import EventGraph
import Events
import Testing

/// A build as its folder keeps it.
private struct Published {
  var graph: NewsGraph
  var index: PublishedIndex
  var table: RedirectTable

  init(_ records: [DocumentRecord], after former: Published? = nil) {
    graph = GraphBuilder().build(records)
    let look = graph.index()
    var pages: Set<String> = []
    for event in graph.events { look.slug(ofEvent: event.id).map { _ = pages.insert("events/\($0).html") } }
    for actor in graph.actors { look.slug(ofActor: actor.id).map { _ = pages.insert("actors/\($0).html") } }
    for document in graph.documents {
      look.slug(ofDocument: document.id).map { _ = pages.insert("articles/\($0).html") }
    }
    index = PublishedIndex(graph, index: look, pages: pages)
    let hash = records.map { "\($0.source.id) \($0.source.text.count)" }.joined()
    table = RedirectTable(
      after: former.map { ($0.index, $0.table) }, index, graph, index: look,
      build: .init(number: 1, graph: hash, date: nil))
  }

  /// The events that a sentence of an article is evidence of.
  func events(of doc: String, _ sentence: String) -> [GraphEvent] {
    let text = graph.documents.first { $0.id == doc }?.record.source
    return graph.events.filter { event in
      event.evidence.contains { $0.doc == doc && text?.string($0.span) == sentence }
    }
  }

  func ids(_ kind: PublishedIndex.Kind) -> Set<String> { Set(index.items.filter { $0.kind == kind }.map(\.id)) }

  /// Where an id leads: itself, another, or nothing; nil when nobody knows of it.
  func resolved(_ kind: PublishedIndex.Kind, _ id: String) -> String?? {
    if ids(kind).contains(id) { return id }
    return table.ids.first { $0.kind == kind && $0.old == id }.map(\.new)
  }
}

private func article(
  _ id: String, date: String? = nil, _ sentences: [(words: String, trigger: String, agent: String)]
) -> DocumentRecord {
  var maker = RecordMaker(id, date: date)
  for (words, trigger, agent) in sentences { maker.event(words, .accuse, trigger: trigger, agents: [agent]) }
  return maker.record
}

@Suite struct PublishedTests {
  private let strike = ("Norland sued the port of Velmora over forty ships.", "sued", "norland")
  private let talks = ("Borvenia praised the talks in Trenova on fishing.", "praised", "borvenia")

  @Test func wordsStandForAPlace() {
    let text = Array("On Monday, “Minister Ivan Petrov” met\u{a0}President  ANNA Abara, who is ill. Zoë left.".utf8)
    func span(_ words: String) -> ByteSpan {
      let range = text.firstRange(of: Array(words.utf8)) ?? 0..<0
      return ByteSpan(range.lowerBound, range.upperBound)
    }
    let sentence = ByteSpan(0, span(" Zoë").start)
    #expect(AnchorWords(text, span("met"), in: sentence).text == "minister ivan petrov|met|president anna abara")
    #expect(AnchorWords(text, span("Zoë"), in: span("Zoë left.")).text == "|zoë|left")
    #expect(AnchorWords(text, ByteSpan(-5, 2), in: ByteSpan(4000, 9000)).text.hasPrefix("|on|"))
    let one = AnchorWords(text: "a b c|met|d e f")
    #expect(one.likeness(AnchorWords(text: "a b x|met|d e f")) > 0.8)
    #expect(one.likeness(AnchorWords(text: "g h i|left|j k l")) == 0)
  }

  @Test func whatStandsElsewhereChangesNoId() throws {
    let before = Published([article("one", [strike, talks]), article("two", [talks])])
    let id = try #require(before.events(of: "one", strike.0).first?.id)
    let other = ("Aldonia blocked the bridge at Sund for a week.", "blocked", "aldonia")
    let after = Published([
      article("one", [other, strike, talks]), article("three", [other]), article("two", [talks]),
    ])
    #expect(after.events(of: "one", strike.0).map(\.id) == [id])
    #expect(before.ids(.event).isSubset(of: after.ids(.event)))
    #expect(
      before.index.items.allSatisfy { item in after.index.items.contains { $0.id == item.id && $0.pages == item.pages }
      })
  }

  @Test func sameWordsTwiceAreTwoEvents() {
    let record = article("one", [strike, strike, strike])
    #expect(Set(TellingKeys(record).keys).count == 3)
    #expect(TellingKeys(record).keys[0] == TellingKeys(article("one", [talks, strike])).keys[1])
  }

  @Test func anEventIsCalledAfterItsOldestArticle() throws {
    let young = article("a", date: "2024-05-02", [strike])
    let old = article("b", date: "2024-05-01", [strike])
    let first = Published([young])
    let id = try #require(first.events(of: "a", strike.0).first?.id)
    let later = article("0", date: "2024-05-03", [strike])
    #expect(Published([later, young]).events(of: "0", strike.0).map(\.id) == [id])
    // An older one takes it over, and the former id leads to its.
    let second = Published([young, old], after: first)
    let event = try #require(second.events(of: "a", strike.0).first)
    #expect(event.id != id)
    #expect(second.table.ids == [.init(kind: .event, old: id, new: event.id, why: .reread, since: 2)])
    // When that goes again, the first id is back, and the second one leads to it.
    let third = Published([young], after: second)
    #expect(
      third.table.ids.filter { $0.kind == .event } == [
        .init(kind: .event, old: event.id, new: id, why: .source, since: 3)
      ])
    #expect(third.table.ids.contains(.init(kind: .article, old: "b", new: nil, why: .removed, since: 3)))
  }

  @Test func anEditedSentenceLeadsToItsEvent() throws {
    let first = Published([article("one", [strike, talks])])
    let id = try #require(first.events(of: "one", strike.0).first?.id)
    let edited = "Norland sued the harbour of Velmora over forty ships."
    let second = Published([article("one", [(edited, "sued", "norland"), talks])], after: first)
    let target = try #require(second.events(of: "one", edited).first?.id)
    #expect(second.table.ids == [.init(kind: .event, old: id, new: target, why: .edited, since: 2)])
    let page = try #require(second.table.pages.first { $0.kind == .event })
    #expect(second.index.items.contains { $0.id == target && $0.pages == [page.new] })
    // The same build once more changes nothing, another edit shortens the way.
    let same = Published([article("one", [(edited, "sued", "norland"), talks])], after: second)
    #expect(same.table == second.table)
    let again = "Norland sued the harbour of Velmora over fifty ships."
    let third = Published([article("one", [(again, "sued", "norland"), talks])], after: second)
    let last = third.events(of: "one", again).first?.id
    // The words beside "sued" are those of before, so that the id is as well.
    #expect(last == target)
    #expect(third.table.ids == second.table.ids)
  }

  @Test func anArticleOfAnotherNameTakesItsEventsAlong() throws {
    let first = Published([article("one", [strike]), article("two", [talks])])
    let second = Published([article("uno", [strike]), article("two", [talks])], after: first)
    let old = try #require(first.events(of: "one", strike.0).first?.id)
    let new = try #require(second.events(of: "uno", strike.0).first?.id)
    #expect(second.resolved(.article, "one") == "uno")
    #expect(second.resolved(.event, old) == new)
    #expect(second.table.ids.allSatisfy { $0.why == .renamed })
  }

  @Test func whatIsGoneSaysSo() throws {
    let first = Published([article("one", [strike]), article("two", [talks])])
    let second = Published([article("two", [talks])], after: first)
    let old = try #require(first.events(of: "one", strike.0).first?.id)
    #expect(second.resolved(.event, old) == .some(nil))
    #expect(second.table.pages.filter { $0.kind == .event }.map(\.new) == [nil])
    // It comes back, and nothing is said of it any more.
    let third = Published([article("one", [strike]), article("two", [talks])], after: second)
    #expect(third.table.ids.isEmpty && third.table.pages.isEmpty)
  }

  @Test func anotherCollectionBeginsAnew() {
    let first = Published([article("one", [strike])])
    let second = Published([article("two", [talks])], after: first)
    #expect(second.table == RedirectTable(builds: second.table.builds))
    #expect(second.table.builds.map(\.number) == [1])
  }

  @Test func filesAreReadBackAndHostileOnesAreNot() throws {
    let first = Published([article("one", [strike, talks])])
    let second = Published([article("two", [talks]), article("one", [talks])], after: first)
    #expect(PublishedIndex(json: second.index.json()) == second.index)
    #expect(RedirectTable(json: second.table.json()) == second.table)
    #expect(!second.table.ids.isEmpty)
    let text = String(decoding: second.table.json(), as: UTF8.self)
    for path in [
      "events/../../x.html", "/etc/x.html", "events/x.svg", "events/.html", "events/index.html", "events/a b.html",
    ] {
      let old = try #require(second.table.pages.first).old
      let hostile = try #require(RedirectTable(json: Array(text.replacing(old, with: path).utf8)))
      #expect(!hostile.pages.contains { $0.old == path }, "\(path)")
    }
    for broken in ["", "{}", "[]", "{\"version\":\"2\",\"builds\":[],\"ids\":[],\"pages\":[]}"] {
      #expect(RedirectTable(json: Array(broken.utf8)) == nil)
      #expect(PublishedIndex(json: Array(broken.utf8)) == nil)
    }
  }

  @Test func whatTheEditorCallsThingsStandsInTheirAddress() throws {
    var graph = GraphBuilder().build([article("one", [strike])])
    graph.actors.append(
      GraphActor(
        id: "anna-berg", name: "Ana Berg", kind: .person, country: nil, sector: nil, affiliation: nil, roles: [],
        mentions: [], isNamed: true, why: ""))
    let event = try #require(graph.events.first)
    let before = graph.index()
    #expect(before.slug(ofActor: "anna-berg") == "anna-berg")
    #expect(before.slug(ofEvent: event.id)?.hasPrefix("norland-sued-the-port") == true)
    graph.events[0].title = "Another headline"
    #expect(graph.index().slug(ofEvent: event.id) == before.slug(ofEvent: event.id))
    graph.events[0].editor = [EditorNote("title", "Another headline", was: event.title)]
    graph.actors[graph.actors.count - 1].editor = [EditorNote("name", "Ana Berg", was: "Anna Berg")]
    #expect(graph.index().slug(ofEvent: event.id)?.hasPrefix("another-headline-") == true)
    #expect(graph.index().slug(ofActor: "anna-berg") == "ana-berg")
  }

  @Test func anActorWithoutANameBearsAHash() {
    var one = RecordMaker("one")
    one.actor("the-police-1", kind: .group, named: false)
    one.event(
      "the-police-1 sued Norland over a bridge.", .accuse, trigger: "sued", agents: ["the-police-1", "norland"])
    let graph = GraphBuilder().build([one.record])
    let index = graph.index()
    #expect(index.slug(ofActor: "norland") == "norland")
    let anonymous = graph.actors.first { !$0.isNamed }
    #expect(anonymous.flatMap { index.slug(ofActor: $0.id) }?.hasPrefix("the-police-1-") == true)
  }
}

@Suite struct EveryIdResolvesTests {
  private static let names = ["Norland", "Borvenia", "Aldonia", "Velmora", "Trenova", "Haldane", "Mirabad", "Sund"]
  private static let verbs = [
    "sued", "praised", "blocked", "visited", "warned", "helped", "counted", "left", "attacked",
  ]
  private static let things = [
    "ships", "farms", "schools", "bridges", "markets", "pilots", "judges", "miners", "ferries",
  ]
  private static let tails = [
    "before the long winter", "after the second vote", "under heavy rain", "for the third time",
  ]

  private struct Line: Equatable {
    var words: [String]
    var trigger: String
    var agent: String
    var text: String { words.joined(separator: " ") + "." }
  }

  private static func line(_ random: inout SplitMix) -> Line {
    func pick(_ list: [String]) -> String { list[Int.random(in: 0..<list.count, using: &random)] }
    let (name, verb) = (pick(names), pick(verbs))
    let text =
      "\(name) \(verb) \(Int.random(in: 2...99, using: &random)) \(pick(things)) near \(pick(names)) \(pick(tails))"
    return Line(words: text.split(separator: " ").map(String.init), trigger: verb, agent: name.lowercased())
  }

  /// A small edit: a word more, one less, another one; sometimes of the words that the id is made of.
  private static func edit(_ line: inout Line, _ random: inout SplitMix) {
    let place = Int.random(in: 2..<line.words.count, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: line.words.insert("quite", at: place)
    case 1 where line.words.count > 8: line.words.remove(at: place)
    default: line.words[place] = "other"
    }
  }

  @Test(arguments: [7, 15, 99, 2026, 31337] as [UInt64]) func everyIdEverPublishedResolves(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var articles: [(id: String, day: Int, lines: [Line])] = []
    func fresh(_ number: Int) -> (id: String, day: Int, lines: [Line]) {
      var lines = (0..<8).map { _ in Self.line(&random) }
      // Some of what it tells another tells as well.
      for _ in 0..<3 {
        if let line = articles.randomElement(using: &random)?.lines.randomElement(using: &random) { lines.append(line) }
      }
      return ("article-\(number)", Int.random(in: 1...28, using: &random), lines)
    }
    for number in 0..<12 { articles.append(fresh(number)) }
    func build(_ former: Published?) -> Published {
      Published(
        articles.map { item in
          article(
            item.id, date: "2024-03-" + (item.day < 10 ? "0" : "") + "\(item.day)",
            item.lines.map { ($0.text, $0.trigger, $0.agent) })
        }, after: former)
    }
    var site = build(nil)
    var known: [PublishedIndex.Kind: Set<String>] = [:]
    var pages: Set<String> = []
    for round in 0..<12 {
      for kind in PublishedIndex.Kind.allCases { known[kind, default: []].formUnion(site.ids(kind)) }
      pages.formUnion(site.index.items.flatMap(\.pages))
      /// The words that told each event of the build before.
      var told: [String: Set<[String]>] = [:]
      for event in site.graph.events { told[event.id] = Set(Self.passages(event, site)) }
      articles.remove(at: Int.random(in: 0..<articles.count, using: &random))
      articles.append(fresh(100 + round))
      for number in articles.indices {
        for place in articles[number].lines.indices where Int.random(in: 0..<10, using: &random) == 0 {
          Self.edit(&articles[number].lines[place], &random)
        }
        if Int.random(in: 0..<20, using: &random) == 0 { articles[number].id += "-moved" }
      }
      articles.shuffle(using: &random)
      let next = build(site)
      #expect(build(next).table == next.table, "round \(round): the same build once more")
      #expect(build(nil).index == next.index, "round \(round): a clean build")
      site = next
      try check(site, known, pages, told, round)
    }
    #expect(site.table.ids.contains { $0.new != nil } && site.table.ids.contains { $0.new == nil })
    #expect(Set(site.table.ids.map(\.why)).isSuperset(of: [.edited, .removed, .renamed]))
  }

  /// The words of a mention with its article, whatever that is called by now.
  private static func passages(_ event: GraphEvent, _ site: Published) -> [[String]] {
    event.mentions.map { at in
      let source = site.graph.documents.first { $0.id == at.doc }?.record.source
      let sentence = event.evidence.first { $0.doc == at.doc && $0.span.contains(at.span) }?.span ?? at.span
      return [
        at.doc.replacing("-moved", with: ""), AnchorWords(source?.text ?? [], at.span, in: sentence).text,
      ]
    }
  }

  private func check(
    _ site: Published, _ known: [PublishedIndex.Kind: Set<String>], _ pages: Set<String>,
    _ told: [String: Set<[String]>], _ round: Int
  ) throws {
    let present = Set(site.index.items.flatMap(\.pages))
    for (kind, ids) in known {
      let live = site.ids(kind)
      let old = Dictionary(site.table.ids.filter { $0.kind == kind }.map { ($0.old, $0) }) { first, _ in first }
      #expect(old.count == site.table.ids.count { $0.kind == kind }, "round \(round): each once")
      #expect(live.isDisjoint(with: old.keys), "round \(round)")
      for id in ids where !live.contains(id) {
        let entry = try #require(old[id], "round \(round): \(kind) \(id)")
        if let target = entry.new { #expect(live.contains(target), "round \(round): \(id) leads to \(target)") }
      }
    }
    for path in pages where !present.contains(path) {
      let page = try #require(site.table.pages.first { $0.old == path }, "round \(round): \(path)")
      if let target = page.new { #expect(present.contains(target), "round \(round): \(path)") }
    }
    // Where words that told an event still stand, the old id leads to an event that some of them tell.
    var tells: [[String]: Set<String>] = [:]
    for event in site.graph.events {
      for words in Self.passages(event, site) { tells[words, default: []].insert(event.id) }
    }
    let entries = Dictionary(
      site.table.ids.filter { $0.kind == .event && $0.since == site.table.builds.last?.number }.map { ($0.old, $0) }
    ) { first, _ in first }
    for (id, sentences) in told {
      guard let entry = entries[id] else { continue }
      let standing = sentences.filter { tells[$0] != nil }
      guard !standing.isEmpty else { continue }
      let target = try #require(entry.new, "round \(round): \(id) stands in \(standing)")
      #expect(standing.contains { tells[$0]?.contains(target) == true }, "round \(round): \(id)")
    }
  }
}
