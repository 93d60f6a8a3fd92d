// Pages are complete, true to the graph, safe for every text, and the same on each run.

import Chronology
import Corpus
import EventGraph
import Events
import Foundation
import Site
import Testing

/// The pages of a graph by path.
func pages(_ graph: NewsGraph, _ options: SiteOptions = SiteOptions(), drawings: [SiteDrawing] = []) throws -> [String:
  String]
{
  let files = try SiteBuilder(options).files(for: graph, drawings: drawings)
  return Dictionary(files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { $1 })
}

@Test func everyEventActorAndArticleHasAPage() throws {
  let graph = SiteFixture.graph
  let pages = try pages(graph)
  #expect(pages.keys.count { $0.hasPrefix("events/") } == graph.events.count)
  #expect(pages.keys.count { $0.hasPrefix("articles/") } == graph.documents.count + 1)
  for path in [
    "index.html", "actors/index.html", "disagreements.html", "method.html", "print.html", "404.html",
  ] {
    #expect(pages[path] != nil, "\(path)")
  }
  // A feed without an address of its pages leads nowhere.
  #expect(pages["feed.xml"] == nil && pages["index.html"]?.contains("feed.xml") == false)
}

@Test func aFeedHasWholeAddressesAndNothingFromTheFuture() throws {
  let built = try #require(Day(iso: "2000-02-01"))
  let options = SiteOptions(baseURL: "https://example.org/x", buildDate: built)
  let files = try SiteBuilder(options).files(for: SiteFixture.graph)
  let feed = try #require(files.first { $0.path == "feed.xml" }.map { String(decoding: $0.bytes, as: UTF8.self) })
  let links = feed.matches(of: /href="([^"]*)"/).map { String($0.1) }
  #expect(links.count > 2 && links.allSatisfy { $0.hasPrefix("https://example.org/x/") })
  let stamps = feed.matches(of: /<updated>([^<]*)</).map { String($0.1) }
  #expect(stamps.count > 1 && stamps.allSatisfy { $0 <= "2000-02-01T00:00:00Z" })
  let index = try #require(files.first { $0.path == "index.html" }.map { String(decoding: $0.bytes, as: UTF8.self) })
  #expect(index.contains("href=\"feed.xml\""))
}

@Test func aSiteHasNoPathTwice() throws {
  let files = try SiteBuilder().files(for: SiteFixture.graph)
  #expect(Set(files.map { $0.path.lowercased() }).count == files.count)
}

@Test func sameGraphGivesSameBytes() throws {
  let first = try SiteBuilder().files(for: SiteFixture.graph)
  let second = try SiteBuilder().files(for: SiteFixture.graph)
  #expect(first.map(\.path) == second.map(\.path))
  #expect(first.map(\.bytes) == second.map(\.bytes))
}

@Test func everyRelativeLinkLeadsToAFileAndAnAnchor() throws {
  let pages = try pages(SiteFixture.graph)
  let outside: Set<String> = [
    "data/events.csv", "data/events-excel.csv", "data/evidence.csv", "data/events.json", "data/graph.json",
    "data/events.ics",
    "data/timelinejs.json",
    "data/timelinejs.csv", "data/timeline.mw", "data/vis.json", "data/simile.json", "data/graph.gexf",
    "data/graph.graphml",
    "data/graph.dot", "report.json",
  ]
  for (path, html) in pages where path.hasSuffix(".html") {
    for link in html.matches(of: /(?:href|src)="([^"]*)"/).map({ String($0.1) }) where !link.hasPrefix("http") {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      var target = path
      if !parts[0].isEmpty {
        var folders = path.split(separator: "/").dropLast().map(String.init)
        for step in parts[0].split(separator: "/").map(String.init) {
          if step == ".." { _ = folders.popLast() } else { folders.append(step) }
        }
        target = folders.joined(separator: "/")
      }
      #expect(pages[target] != nil || outside.contains(target), "\(path) links \(link)")
      if parts.count > 1, let page = pages[target] {
        #expect(page.contains("id=\"\(parts[1])\""), "\(path) links \(link)")
      }
    }
  }
}

@Test func summaryCountsAreTrue() throws {
  let graph = SiteFixture.graph
  let index = try #require(pages(graph)["index.html"])
  #expect(index.contains("Three of the four articles carry a publication date."))
  let stated = graph.events.count { graph.index().dateState(of: $0) == .stated }
  #expect(stated == 3)
  #expect(index.contains("three have a date in the text"))
}

@Test func eventPageShowsEvidenceStatusAndReason() throws {
  let pages = try pages(SiteFixture.graph)
  let planned = try #require(pages.first { $0.key.hasPrefix("events/sudland-to-present") }?.value)
  #expect(planned.contains("Planned"))
  #expect(planned.contains("it does not say that it happened"))
  #expect(planned.contains("<mark>present</mark>"))
  #expect(planned.contains("#s5\""))
  #expect(planned.contains("2031-03-12/.."))
  #expect(planned.contains("Expected, not confirmed"))
  #expect(planned.contains("\"temporalCoverage\":\"2031-03-12/..\""))
  #expect(!planned.contains("startDate"))
  let strike = try #require(pages.first { $0.key.hasPrefix("events/attack-on-a-pumping") }?.value)
  #expect(strike.contains("killed: 3"))
  #expect(strike.contains("wounded: at least 5"))
  #expect(strike.contains("\"startDate\":\"2031-03-31\""))
}

@Test func articlePageAnchorsEachSentenceAndMarksTriggers() throws {
  let pages = try pages(SiteFixture.graph)
  let article = try #require(pages.first { $0.key.hasPrefix("articles/norland-and-sudland-open-talks") }?.value)
  for number in 1...6 { #expect(article.contains("id=\"s\(number)\"")) }
  #expect(article.contains("<h2><span class=\"s\" id=\"s3\">A cautious beginning</span></h2>"))
  #expect(article.contains("page furniture, not read"))
  #expect(article.contains(">blocked</a> the bridge"))
}

@Test func withoutFullTextOnlyEvidenceIsShown() throws {
  let pages = try pages(SiteFixture.graph, SiteOptions(showFullText: false))
  let article = try #require(pages.first { $0.key.hasPrefix("articles/norland-and-sudland-open-talks") }?.value)
  #expect(!article.contains("Go to the main page"))
  #expect(!article.contains("A cautious beginning"))
  #expect(article.contains(">blocked</a> the bridge"))
}

@Test func pagesCarryAStrictPolicyAndLoadNothingFromElsewhere() throws {
  for (path, html) in try pages(SiteFixture.graph) where path.hasSuffix(".html") {
    #expect(html.contains("default-src 'none'"), "\(path)")
    #expect(!html.contains(" style=\""), "\(path)")
    #expect(html.firstMatch(of: /<(?:script|link|img)[^>]+(?:src|href)="https?:/) == nil, "\(path)")
  }
}

@Test func absoluteAddressesOnlyWithABase() throws {
  let plain = try pages(SiteFixture.graph)
  #expect(plain["sitemap.xml"] == nil)
  #expect(plain["index.html"]?.contains("canonical") == false)
  let based = try pages(SiteFixture.graph, SiteOptions(baseURL: "https://example.org/vessa"))
  #expect(based["sitemap.xml"]?.contains("<loc>https://example.org/vessa/index.html</loc>") == true)
  #expect(
    based["index.html"]?.contains("<link rel=\"canonical\" href=\"https://example.org/vessa/index.html\">") == true)
  let hostile = try pages(SiteFixture.graph, SiteOptions(baseURL: "javascript:alert(1)//"))
  #expect(hostile["sitemap.xml"] == nil)
}

@Test func knowledgeWindowsLeaveLaterArticlesOut() throws {
  let pages = try pages(SiteFixture.graph)
  let early = try #require(pages["as-known/2031-03-12.html"])
  #expect(early.contains("Norland and Sudland meet in Port Ister"))
  #expect(!early.contains("Norland and Sudland sign a treaty on the Vessa"))
  #expect(pages["as-known/2032-01-20.html"]?.contains("Norland and Sudland sign a treaty on the Vessa") == true)
}

@Test func anEmptyGraphStillGivesASite() throws {
  let pages = try pages(NewsGraph())
  #expect(pages["index.html"]?.contains("No article could be read") == true)
  #expect(pages["graph/index.html"] != nil)
}

@Test func drawingsStandInlineWithTheirFiles() throws {
  let drawing = SiteDrawing(
    name: "event-graph", title: "Event graph", description: "Time runs down.",
    svg: "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Alone</title></svg>",
    inlineSVG: "<svg class=\"gv\"><title>Inline</title></svg>", dot: "digraph \"g\" {}\n")
  let failed = SiteDrawing(
    name: "lanes", title: "Lanes", description: "Lanes.", svg: nil, inlineSVG: nil, dot: "digraph \"l\" {}\n")
  let pages = try pages(SiteFixture.graph, drawings: [drawing, failed])
  #expect(pages["graph/index.html"]?.contains("<svg class=\"gv\"><title>Inline</title></svg>") == true)
  #expect(pages["graph/index.html"]?.contains("could not be made") == true)
  #expect(pages["graph/event-graph.svg"]?.contains("Alone") == true)
  #expect(pages["graph/lanes.svg"] == nil)
  #expect(pages["graph/lanes.dot"] != nil)
}
