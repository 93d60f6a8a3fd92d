// What stands where on the axis of an article, below what it speaks of, and with an editor's word beside it.

import ChronographBase
import Chronology
import Corpus
import EventGraph
import Events
import Site
import Testing

/// An article without a date that tells an event for each of some days before the day of writing.
private func counted(_ days: [Int]) -> NewsGraph {
  var maker = FixtureMaker(
    "mine", title: "The mine",
    date: DocumentDate(
      interval: DayInterval(SiteFixture.day("2031-01-01"), SiteFixture.day("2031-12-31")), basis: .inferred))
  maker.block(.paragraph)
  var spans: [ByteSpan] = []
  for (number, day) in days.enumerated() {
    let trigger = "Shaft\(number)"
    maker.event(
      "\(trigger) fell in \(day) days ago.", .other, trigger, title: "Shaft \(number) falls in", agents: [],
      when: EventTime(basis: .inferred, relative: "DCT-\(day)D", timex: number, why: "counted back"),
      sources: ["miner"])
    spans.append(maker.span("\(day) days ago"))
    if number == 0 { maker.actor("miner", "Shaft0", .person) }
  }
  var record = maker.record
  record.timexes = spans.enumerated().map { number, span in
    Timex(span: span, tokens: number..<number + 1, sentence: number, kind: .date, value: "P", rule: "ago", why: "")
  }
  for position in record.events.indices {
    guard let term = record.events[position].when.relative.flatMap(TimeTerm.init(closedForm:)) else { continue }
    record.events[position].when.interval = term.interval(within: record.date.interval)
  }
  return GraphBuilder().build([record])
}

@Suite struct AxisTests {
  @Test func groupsWithoutARowAreCounted() throws {
    let page = try #require(pages(counted(Array(1...14)))["index.html"])
    #expect(page.components(separatedBy: "class=\"b\"").count > 9)
    let axis = try #require(page.range(of: "<svg class=\"rx\"")).lowerBound
    let end = try #require(page.range(of: "</svg>", range: axis..<page.endIndex)).upperBound
    let svg = page[axis..<end]
    #expect(svg.components(separatedBy: "<rect class=\"b\"").count - 1 == 9)
    #expect(svg.contains("and 5 more below"))
    #expect(svg.contains("; and 2 more</title>"))
    // Those next to the day of writing have the rows.
    let drawn = try #require(svg.range(of: "</title>")).upperBound
    #expect(svg[drawn...].contains("9 days ago") && !svg[drawn...].contains("10 days ago"))
    #expect(try !#require(pages(counted(Array(1...9)))["index.html"]).contains("more below"))
  }

  @Test func eachPlaceIsTiedToTheNextTowardsTheDayOfWriting() throws {
    let page = try #require(pages(counted([5, 2, 3]))["index.html"])
    let ties = page.matches(of: /<p class="gt">([^<]*)<\/p>/).map { String($0.1) }
    #expect(ties == ["2 days before 3 days ago: “Shaft 2 falls in”", "1 day before 2 days ago: “Shaft 1 falls in”"])
  }

  @Test func manyPlacesAreTiedInGoodTime() throws {
    let graph = counted(Array(1...1200))
    let start = ContinuousClock.now
    let page = try #require(pages(graph)["index.html"])
    #expect(page.contains("<p class=\"gt\">"))
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func anEventWithoutADayIsCitedByItsArticle() throws {
    let all = try pages(counted([3]))
    let event = try #require(all.first { $0.key.hasPrefix("events/shaft-0") }?.value)
    #expect(event.contains("“Shaft 0 falls in”, 3 days before article 1 ("))
    #expect(!event.contains("2031 (by its article"))
    let addressed = try SiteBuilder(SiteOptions(baseURL: "https://example.org/")).files(for: counted([3]))
    let feed = try #require(addressed.first { $0.path == "feed.xml" }).bytes
    #expect(String(decoding: feed, as: UTF8.self).contains("<summary>3 days before article 1 (by its article’s words)"))
  }

  @Test func whoSaysSoStandsOnThePage() throws {
    let all = try pages(counted([3]))
    let event = try #require(all.first { $0.key.hasPrefix("events/shaft-0") }?.value)
    #expect(event.contains("<dt>Who says so</dt>"))
    let other = try pages(SiteFixture.graph).first { $0.key.hasPrefix("events/dam-at-upper") }?.value
    #expect(other?.contains("<dt>Who says so</dt>") == false)
  }

  @Test func headingsDescendStepByStep() throws {
    for graph in [SiteFixture.graph, counted(Array(1...5))] {
      for (path, html) in try pages(graph) where path.hasSuffix(".html") {
        let main = html.range(of: "<main").map { html[$0.lowerBound...] } ?? html[...]
        var last = 0
        for level in main.matches(of: /<h([1-6])[ >]/).compactMap({ Int($0.1) }) {
          #expect(level <= last + 1, "\(path) goes from h\(last) to h\(level)")
          last = level
        }
      }
    }
  }

  // MARK: Nesting

  /// An event, and words on it that another article tells.
  private func words(on day: String) -> NewsGraph {
    func date(_ iso: String) -> EventTime { SiteFixture.time(iso, iso, iso, .stated, why: "told") }
    var maker = FixtureMaker("ferry", title: "The ferry", date: SiteFixture.date("2031-06-20"))
    maker.block(.paragraph)
    let sinking = maker.event(
      "A ferry sank on 3 May 2031.", .other, "sank", title: "Ferry sinks", agents: [], when: date("2031-05-03"))
    let word = maker.event(
      "The owner called it a disgrace.", .statement, "called", title: "Owner: “a disgrace”", agents: [], when: date(day)
    )
    maker.relation(.about, word, sinking, why: "it is the object")
    return GraphBuilder().build([maker.record])
  }

  @Test func wordsOfAnotherMonthStayInTheirOwn() throws {
    let same = try #require(pages(words(on: "2031-05-04"))["index.html"])
    let later = try #require(pages(words(on: "2031-06-04"))["index.html"])
    #expect(same.contains("<li class=\"sb "))
    #expect(!later.contains("<li class=\"sb "))
    let june = try #require(later.range(of: "id=\"p-2031-06\"")).lowerBound
    #expect(later[june...].contains("Owner: “a disgrace”"))
  }

  // MARK: The editor

  @Test func notesOfTheEditorStandWithActorsAndRelations() throws {
    var graph = SiteFixture.graph
    let actor = try #require(graph.actors.firstIndex { $0.name == "Ada Holm" })
    graph.actors[actor].editor = [EditorNote("name", "Ada Holm", was: "A. Holm")]
    let relation = try #require(graph.relations.firstIndex { $0.kind == .respondsTo })
    graph.relations[relation].editor = [EditorNote("added", "told on the telephone")]
    let all = try pages(graph)
    let page = try #require(all.first { $0.key.hasPrefix("actors/ada-holm.") }?.value)
    #expect(page.contains("<li><bdi>Name set by the editor: Ada Holm (before: A. Holm)</bdi></li>"))
    let event = try #require(all.first { $0.key.hasPrefix("events/norland-accuses") }?.value)
    #expect(event.contains("<b>The editor</b> <bdi>Added by the editor: told on the telephone</bdi>"))
    let other = try #require(all.first { $0.key.hasPrefix("actors/norland") }?.value)
    #expect(!other.contains("by the editor"))
  }

  @Test func theWholeSpansFromTheFirstToTheLastDay() throws {
    let page = try #require(pages(SiteFixture.graph)["index.html"])
    #expect(page.contains("\"temporalCoverage\":\"2029-01-01/2032-01-18\""))
  }
}
