// Articles without a date have an axis of their own, and the first page tells the key events first.

import Chronology
import Corpus
import EventGraph
import Events
import Foundation
import Site
import Testing

/// A corpus of one article without a date: talks on a Friday, a call on the Monday after, words, and what has no time.
private func undated(credible: DayInterval? = nil) -> NewsGraph {
  var date = DocumentDate(
    interval: DayInterval(SiteFixture.day("2031-01-01"), SiteFixture.day("2031-12-31")), basis: .inferred,
    cues: [
      DateCue(
        span: ByteSpan(0, 4), rule: "year", interval: DayInterval(SiteFixture.day("2031-01-01"), nil), weight: 1,
        why: "the text names the year")
    ])
  date.best = credible?.earliest ?? SiteFixture.day("2031-05-20")
  date.credible = credible ?? date.interval
  var maker = FixtureMaker("lake", title: "Lake states look for peace", date: date)
  maker.block(.paragraph)
  let call = maker.event(
    "The presidents of Norland and Sudland spoke by telephone on Monday.", .consult, "spoke",
    title: "Presidents of Norland and Sudland speak by telephone", agents: ["norland", "sudland"],
    when: EventTime(basis: .inferred, relative: "MON<DCT", timex: 0, why: "by rule weekday"))
  maker.actor("norland", "Norland", .country, country: "NOR", sector: "GOV")
  maker.actor("sudland", "Sudland", .country, country: "SUD", sector: "GOV")
  let monday = maker.span("Monday")
  maker.event(
    "Their envoys had met in Port Ister last Friday.", .consult, "met",
    title: "Envoys of both states meet in Port Ister",
    agents: ["norland", "sudland"],
    when: EventTime(basis: .inferred, relative: "FRI<<MON<DCT", timex: 1, why: "by rule weekday"))
  let friday = maker.span("last Friday")
  let word = maker.event(
    "Norland called the call useful.", .statement, "called", title: "Norland: “a useful call”", agents: ["norland"],
    when: EventTime(basis: .approximate, relative: "DCT-2D..DCT", why: "by rule speech"))
  maker.relation(.about, word, call, why: "the call is the object")
  maker.event(
    "Farmers blocked a bridge.", .protest, "blocked", title: "Farmers block a bridge over the Vessa",
    agents: ["norland"],
    when: EventTime(basis: .reported, relative: "..DCT", why: "by rule told"))
  maker.event(
    "Sudland will present a plan.", .request, "present", title: "Sudland to present a plan of its own",
    agents: ["sudland"], when: EventTime(basis: .expected, relative: "DCT..", why: "by rule future"), status: .planned)
  var record = maker.record
  record.timexes = [monday, friday].enumerated().map { number, span in
    Timex(
      span: span, tokens: number..<number + 1, sentence: number, kind: .date, value: "XXXX-WXX-1", rule: "weekday",
      why: "")
  }
  for position in record.events.indices {
    guard let term = record.events[position].when.relative.flatMap(TimeTerm.init(closedForm:)) else { continue }
    record.events[position].when.interval = term.interval(within: date.interval)
    if record.events[position].when.basis == .reported { record.events[position].when.told = date.interval }
  }
  return GraphBuilder().build([record])
}

private func index(_ graph: NewsGraph) throws -> String { try #require(pages(graph)["index.html"]) }

@Suite struct UndatedTests {
  @Test func anArticleWithoutADateHasAnAxisWithItsWords() throws {
    let page = try index(undated())
    #expect(page.contains("<svg class=\"rx\""))
    #expect(page.contains("“Monday”: up to 6 days before"))
    #expect(page.contains("“last Friday”: 3 to 9 days before"))
    #expect(page.contains("3 days before Mon: “Presidents of Norland and Sudland speak by telephone”"))
    #expect(page.contains("“Monday”, counted back from the day of writing, which is not known"))
    #expect(page.contains("Told without a time"))
    #expect(!page.contains("Not placed"))
  }

  @Test func thePlacesFollowTheAxis() throws {
    let page = try index(undated())
    let axis = try #require(page.range(of: "class=\"rax\"")).upperBound
    let order = ["last Friday”: 3", "Monday”: up", "After it was written", "Told without a time"].map { words in
      page.range(of: words, range: axis..<page.endIndex)?.lowerBound
    }
    #expect(order.allSatisfy { $0 != nil })
    #expect(order.compactMap { $0 } == order.compactMap { $0 }.sorted())
  }

  @Test func whatIsNotKnownOfTheDayIsSaidOnce() throws {
    let page = try index(undated())
    #expect(page.components(separatedBy: "Written some day from").count == 2)
    #expect(page.contains("most likely around May 2031"))
    #expect(page.contains("chronograph.yml"))
    #expect(page.contains("  - file: &quot;lake.txt&quot;\n    date: <span"))
    #expect(page.contains("the text names the year"))
  }

  @Test func theRuleStandsInTheFoldOfTheEventOnly() throws {
    let all = try pages(undated())
    #expect(all["index.html"]?.contains("by rule weekday") == false)
    let event = try #require(all.first { $0.key.hasPrefix("events/envoys-of-both") }?.value)
    #expect(event.contains("<summary>The rule</summary><p class=\"why\">By rule weekday"))
    #expect(event.contains("3 to 9 days before article 1"))
  }

  @Test func statementsStandBelowWhatTheySpeakOf() throws {
    let page = try index(undated())
    let call = try #require(page.range(of: "<h5><a href=\"events/presidents-of-norland", options: .backwards))
    // An item of its own behind the event's, so that a filter that hides the event leaves it.
    let end = try #require(page.range(of: "</li>\n", range: call.upperBound..<page.endIndex))
    let sub = page[end.upperBound...]
    #expect(
      sub.hasPrefix(
        "<li class=\"sb t-statement s-unplaced\" data-type=\"statement\" data-known=\"0\" data-under=\"talks\" data-since=\"0\">"
      ))
    let word = try #require(sub.range(of: "Norland: “a useful call”"))
    #expect(sub[..<word.lowerBound].hasPrefix("<li class=\"sb") && !sub[..<word.lowerBound].contains("</li>"))
    #expect(sub[..<word.lowerBound].contains("<span class=\"sw2\">on this</span>"))
    #expect(sub[..<word.lowerBound].contains("<span class=\"vh\">Statement: </span>"))
  }

  @Test func aSharpEstimatePutsTheArticleOnTheMainAxis() throws {
    let days = DayInterval(SiteFixture.day("2031-05-15"), SiteFixture.day("2031-05-25"))
    let page = try index(undated(credible: days))
    #expect(!page.contains("class=\"rax\""))
    #expect(page.contains("id=\"p-2031-05\""))
    #expect(page.contains("Estimated date"))
    #expect(page.contains("about 9–16 May 2031"))
    let wide = DayInterval(SiteFixture.day("2031-04-15"), SiteFixture.day("2031-05-25"))
    #expect(try index(undated(credible: wide)).contains("class=\"rax\""))
  }

  @Test func keyEventsComeFirstWithASentenceAndAReason() throws {
    let page = try index(SiteFixture.graph)
    let lede = try #require(page.range(of: "id=\"key-events\"")).upperBound
    let timeline = try #require(page.range(of: "class=\"per\"")).lowerBound
    #expect(lede < timeline)
    let keys = page[lede..<timeline]
    #expect(keys.contains("Norland and Sudland sign a treaty on the Vessa"))
    #expect(keys.contains("<p class=\"kq\">“Norland and Sudland signed a treaty"))
    #expect(keys.components(separatedBy: "<p class=\"kw\">").count - 1 <= 12)
    #expect(!keys.contains("<p class=\"kw\"></p>"))
  }

  @Test func anAssumedDayIsLabelledAndHiddenWithoutTheScript() throws {
    let all = try pages(undated())
    #expect(all["index.html"]?.contains("<p class=\"assume\" hidden>") == true)
    #expect(all["index.html"]?.contains("data-steps=\"1&lt;,5&lt;&lt;\"") == true)
    #expect(all["assets/script.js"]?.contains(", assumed") == true)
  }
}
