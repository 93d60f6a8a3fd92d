// Pages at old addresses: a plain sentence and the way, without a script, and no machine that lists pages has them.

import EventGraph
import Site
import Testing

@Suite struct RedirectTests {
  private static let table = RedirectTable(
    builds: [.init(number: 2, graph: "a", date: "2026-03-01"), .init(number: 3, graph: "b", date: nil)],
    pages: [
      .init(kind: .event, old: "events/a-1.html", id: "e2", new: "events/b-2.html", why: .edited, since: 2),
      .init(kind: .article, old: "articles/c-3.html", id: "c", new: nil, why: .removed, since: 3),
      .init(kind: .actor, old: "actors/d.html", id: "d", new: nil, why: .unlisted, since: 2),
    ])

  private func pages(_ options: SiteOptions) throws -> [String: String] {
    var pages: [String: String] = [:]
    try SiteBuilder(options).writeRedirects(Self.table, title: "Talks & <talks>") {
      pages[$0.path] = String(decoding: $0.bytes, as: UTF8.self)
    }
    return pages
  }

  @Test func anOldAddressLeadsOn() throws {
    let page = try #require(try pages(SiteOptions())["events/a-1.html"])
    #expect(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=../events/b-2.html\">"))
    #expect(page.contains("<link rel=\"canonical\" href=\"../events/b-2.html\">"))
    #expect(page.contains("<a href=\"../events/b-2.html\">"))
    #expect(page.contains("This event has moved. The words that tell of it were edited, and its address with them."))
    #expect(page.contains("since the build of 1 March 2026"))
    #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(page.contains("Talks &amp; &lt;talks&gt;") && !page.contains("<script"))
    let whole = try #require(try pages(SiteOptions(baseURL: "https://example.org/x"))["events/a-1.html"])
    #expect(whole.contains("<link rel=\"canonical\" href=\"https://example.org/x/events/b-2.html\">"))
    #expect(whole.contains("content=\"0; url=../events/b-2.html\""))
  }

  @Test func whatIsGoneSaysSo() throws {
    let pages = try pages(SiteOptions())
    let article = try #require(pages["articles/c-3.html"])
    #expect(article.contains("This article is no longer here. It was taken out of this site."))
    #expect(article.contains("since build 3 of this site"))
    #expect(!article.contains("http-equiv=\"refresh\"") && !article.contains("canonical"))
    #expect(try #require(pages["actors/d.html"]).contains("takes part in no event any more"))
  }

  @Test func noListOfPagesHasThem() throws {
    let options = SiteOptions(baseURL: "https://example.org/x")
    let map = try #require(try SiteBuilder(options).files(for: SiteFixture.graph).first { $0.path == "sitemap.xml" })
    for page in Self.table.pages { #expect(!String(decoding: map.bytes, as: UTF8.self).contains(page.old)) }
  }
}
