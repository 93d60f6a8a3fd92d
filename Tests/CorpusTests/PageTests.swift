import Corpus
import Testing

@Suite struct PageTests {
  private let page = """
    <!doctype html><html lang="en-GB"><head><title>Ministers meet | The Record</title>
    <meta property="og:site_name" content="The Record">
    <link rel="canonical" href="https://example.org/1">
    <script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-13T07:10:00Z"}</script></head>
    <body><nav><ul><li><a href="/">Home</a></li></ul></nav><div class="cookie-banner">We use cookies.</div>
    <main><article><h1>Ministers meet</h1><p class="byline">By Jane Doe</p>
    <p>Ministers from <a href="/a">Aldonia</a> met&nbsp;on
    Tuesday.</p><h2>Next steps</h2><p>They include:</p><ul><li>an exchange</li><li>a truce</li></ul>
    <aside class="related"><p>An old story that is long enough to look like prose.</p></aside>
    <h3>More on this story</h3></article></main>
    <footer><p>© 2024 The Record and its many editors, all of them.</p></footer></body></html>
    """

  @Test func articleTextAndMetadata() throws {
    let document = try #require(read(page, "a.html").first?.document)
    #expect(document.title == "Ministers meet")
    #expect(document.outlet == "The Record")
    #expect(document.date == "2024-03-13")
    #expect(document.dateSource == .metadata)
    #expect(document.url == "https://example.org/1")
    #expect(document.language == "en-GB")
    #expect(
      try layout(page, "a.html") == [
        "title: Ministers meet", "boilerplate: By Jane Doe", "paragraph: Ministers from Aldonia met\u{a0}on Tuesday.",
        "heading: Next steps", "paragraph: They include:", "listItem: an exchange", "listItem: a truce",
      ])
  }

  @Test(arguments: [
    "<nav>\(String(repeating: "<a href=/>x y z</a>", count: 50))</nav>", "<p>We use cookies. Accept all.</p>",
    "<script>var a = '<p>One two three four.</p>'", "<!-- <p>One two three four.</p>", "<html></html>",
  ])
  func pagesWithoutArticleAreSkipped(_ page: String) {
    #expect(read(page, "a.html").first?.skip?.code == "no-article")
  }

  @Test(arguments: [
    String(repeating: "<div>", count: 50_000), String(repeating: "<b><i><a><font>", count: 20_000),
    String(repeating: "<table><tr><td>", count: 20_000),
    "<p " + (0..<50_000).map { "a\($0)=1" }.joined(separator: " ") + ">",
    "<p title=\"" + String(repeating: "a", count: 1_000_000) + "\">",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", String(repeating: "<", count: 100_000),
    String(repeating: "<!x[", count: 50_000) + "]>", String(repeating: "</p>", count: 50_000),
    String(repeating: "<script></script>", count: 20_000),
  ])
  func hostilePagesKeepTheirText(_ head: String) {
    let text = read(head + "<p>" + sentence, "a.html").first?.document.map { String(decoding: $0.text, as: UTF8.self) }
    #expect(text?.contains(sentence) == true)
  }

  @Test func theWindowTitleNamesTheOutletWhereTheHeadlineStandsAlone() throws {
    let page = { (heading: String) in
      "<title>Talks go on - The Ferry Post</title><article><h1>\(heading)</h1><p>\(sentence)</p></article>"
    }
    let document = try #require(read(page("Talks go on"), "a.html").first?.document)
    #expect(document.outlet == "The Ferry Post")
    #expect(document.title == "Talks go on")
    #expect(read(page("Another headline"), "a.html").first?.document?.outlet == nil)
  }

  @Test func entitiesOfThePageAreNotExpanded() {
    let page = "<!DOCTYPE x [<!ENTITY e 'BOOM'>]><p>&e; \(sentence)</p>"
    let text = read(page, "a.xhtml").first?.document.map { String(decoding: $0.text, as: UTF8.self) }
    #expect(text == "&e; " + sentence)
  }

  @Test func characterReferencesBringNoControlCharacters() throws {
    let document = try #require(read("<p>A&#27;B &#8238;C &#0; \(sentence)</p>", "a.html").first?.document)
    #expect(!document.text.contains { $0 < 0x20 })
    #expect(!String(decoding: document.text, as: UTF8.self).unicodeScalars.contains("\u{202e}"))
  }
}
