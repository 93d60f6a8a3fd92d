// No text of an article, actor or file becomes markup, a path or an invisible control.

import Chronology
import Corpus
import EventGraph
import Events
import Site
import Testing

/// The fixture with one text everywhere that input reaches.
private func poisoned(_ text: String) -> NewsGraph {
  var graph = SiteFixture.graph
  for index in graph.documents.indices {
    graph.documents[index].record.title = text
    graph.documents[index].record.source.outlet = text
    graph.documents[index].record.source.url = text
    graph.documents[index].record.source.path = text
    graph.documents[index].record.date.cues = [
      DateCue(span: ByteSpan(0, 4), rule: text, interval: .unbounded, weight: 1, why: text)
    ]
  }
  for index in graph.actors.indices {
    graph.actors[index].name = text
    graph.actors[index].why = text
  }
  for index in graph.events.indices {
    graph.events[index].title = text
    graph.events[index].place = text
    graph.events[index].mode = text
    graph.events[index].cameo = text
    graph.events[index].why = [text]
    graph.events[index].when.why = text
    graph.events[index].when.edtf = text
    for quantity in graph.events[index].quantities.indices { graph.events[index].quantities[quantity].what = text }
  }
  for index in graph.relations.indices { graph.relations[index].why = text }
  let mentions = graph.events.first?.mentions ?? []
  graph.tensions = [
    Tension(
      id: text, question: text, kind: .claim, positions: [.init(says: text, mentions: mentions)], resolution: text,
      events: graph.events.prefix(1).map(\.id))
  ]
  return graph
}

@Test(arguments: [
  "<script>XSS</script>", "\"><img src=x onerror=XSS>", "' onmouseover='XSS", "{{{XSS}}}</script><script>XSS",
  "\"\u{301} onfocus=\"XSS", "<\u{200d}b>XSS", "]]><XSS>", "--><XSS>",
])
func markupStaysText(_ text: String) throws {
  let report = SiteReport(skipped: [SkippedInput(id: text, code: "x", message: text)], faults: [text])
  let files = try SiteBuilder(SiteOptions(title: text)).files(for: poisoned(text), report: report)
  for file in files where file.path.hasSuffix(".html") || file.path.hasSuffix(".xml") {
    let html = String(decoding: file.bytes, as: UTF8.self)
    #expect(!html.contains("<script>XSS"), "\(file.path)")
    #expect(!html.contains("<img src=x"), "\(file.path)")
    #expect(!html.contains("<XSS"), "\(file.path)")
    #expect(!html.contains("' onmouseover='"), "\(file.path)")
    // As bytes: `"` and a combining mark after it are one character to String.
    let hasQuote = holds(file.bytes, [0x22, 0xcc, 0x81])
    let hasBracket = holds(file.bytes, [0x3c, 0xe2, 0x80, 0x8d])
    #expect(!hasQuote && !hasBracket, "\(file.path)")
  }
}

@Test func controlsAndBidiOverridesDisappear() throws {
  let text = "a\u{202e}b\u{0}c\u{1b}[31md\u{2066}e\u{feff}f\u{7f}"
  for file in try SiteBuilder(SiteOptions(title: text)).files(for: poisoned(text)) {
    let scalars = String(decoding: file.bytes, as: UTF8.self).unicodeScalars
    let forbidden: Set<UInt32> = [0x202e, 0, 0x1b, 0x2066, 0xfeff, 0x7f]
    let found = scalars.contains { forbidden.contains($0.value) }
    #expect(!found, "\(file.path)")
  }
}

@Test func pathsComeFromSlugsOnly() throws {
  for text in ["../../etc/passwd", "CON", "a/b\\c", "\u{202e}x", "", "…", "index"] {
    for file in try SiteBuilder().files(for: poisoned(text)) {
      let isPlain = file.path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x5c }
      #expect(isPlain, "\(file.path)")
      #expect(!file.path.contains(".."), "\(file.path)")
    }
  }
}

@Test func onlyWebAddressesBecomeLinks() throws {
  for text in [
    "javascript:alert(1)", "data:text/html,x", " https://x y", "https://user@host/", "HTTP://ok.example/\"x",
  ] {
    for file in try SiteBuilder().files(for: poisoned(text)) where file.path.hasPrefix("articles/") {
      let html = String(decoding: file.bytes, as: UTF8.self)
      #expect(!html.contains("<dt>Address</dt>"), "\(text)")
    }
  }
}

private func holds(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
  bytes.indices.contains { start in
    bytes[start] == needle[0] && bytes[start...].starts(with: needle)
  }
}
