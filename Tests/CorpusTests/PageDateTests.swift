import Corpus
import Testing

@Suite struct PageDateTests {
  private func date(_ head: String, _ body: String = "") -> String? {
    let page =
      "<html><head>\(head)</head><body><article><h1>Ministers meet in Velmora</h1>\(body)<p>\(sentence)</p></article></body></html>"
    return read(page, "a.html").first?.document?.date
  }

  @Test(arguments: [
    ("<link rel=canonical href='https://e.org/2020/01/13/talks'>", "", "2020-01-13"),
    ("<meta property='og:url' content='https://e.org/world/2020/jan/13/talks'>", "", "2020-01-13"),
    ("", "<abbr class='published' title='2020-01-13T08:00:00+01:00'>yesterday</abbr>", "2020-01-13"),
    ("<meta property='og:updated_time' content='2020-01-13T08:00:00Z'>", "", "2020-01-13"),
    (
      "<meta property='article:modified_time' content='2020-02-01'><meta name='pubdate' content='2020-01-13'>", "",
      "2020-01-13"
    ),
    ("", "<div class='post-meta'>January 13, 2020</div>", "2020-01-13"),
    ("", "<div>13.01.2020</div>", "2020-01-13"),
    ("", "<span class='date'>04/06/2020</span>", "[2020-04-06..2020-06-04]"),
    // A stamp in UTC is one day late; the address or what the page shows is the outlet's own day.
    (
      "<meta property='article:published_time' content='2020-01-14T02:10:00Z'>", "<p class=date>Jan. 13, 2020</p>",
      "2020-01-13"
    ),
    (
      "<link rel=canonical href='https://e.org/2020/01/13/t'><meta property='article:published_time' content='2020-01-14T02:10:00Z'>",
      "", "2020-01-13"
    ),
  ])
  func theDayOfPublication(_ head: String, _ body: String, _ day: String) {
    #expect(date(head, body) == day)
  }

  @Test func theDayOfAnArchivesCaptureIsNone() {
    #expect(date("<link rel=canonical href='https://web.archive.org/web/20220724231330/https://e.org/a'>") == nil)
  }

  @Test(arguments: ["and-w-sidebar", "widget Blog", "elementor-widget", "with-navigation", "js-section--has-ads"])
  func furnitureWordsInsideNamesHideNoArticle(_ name: String) {
    let page = "<body><div class='\(name)'><p>\(sentence)</p><p>\(sentence)</p></div></body>"
    #expect(read(page, "a.html").first?.document != nil)
  }

  @Test func severalBodiesOfOneArticleAreAllRead() throws {
    let part = { (text: String) in "<div class=\"article-body\"><p>\(text) \(sentence)</p></div><div class=ad>Buy</div>"
    }
    let page = "<body><h1>Ministers meet</h1>\(part("First."))\(part("Second."))\(part("Third."))</body>"
    let text = String(decoding: try #require(read(page, "a.html").first?.document).text, as: UTF8.self)
    for word in ["First.", "Second.", "Third."] { #expect(text.contains(word)) }
  }

  @Test func aSectionIsNoTitle() {
    let page = "<title>Opinion | What the bank could learn</title><body><h1>Opinion</h1><p>\(sentence)</p></body>"
    #expect(read(page, "a.html").first?.document?.title == "What the bank could learn")
  }

  @Test(
    arguments: [
      ("(CNN) ", nil, "CNN", nil), ("PARIS, June 4 (AFP) - ", "PARIS", "AFP", "June 4"),
      ("MOSCOW, March 12. /TASS/. ", "MOSCOW", "TASS", "March 12"), ("WASHINGTON (AP) — ", "WASHINGTON", "AP", nil),
      ("New Delhi, May 2 (PTI) ", "New Delhi", "PTI", "May 2"),
      ("GENEVA, 12 March 2024 – ", "GENEVA", nil, "12 March 2024"),
    ] as [(String, String?, String?, String?)])
  func datelinesHaveParts(_ start: String, _ place: String?, _ agency: String?, _ day: String?) throws {
    let document = try #require(
      try structured("Ministers meet\n\n\(start)\(sentence) More was said.\n\nThe opposition disagreed.\n"))
    let parts = try #require(document.datelineParts)
    #expect(parts.place == place)
    #expect(parts.agency == agency)
    #expect(parts.day == day)
  }
}
