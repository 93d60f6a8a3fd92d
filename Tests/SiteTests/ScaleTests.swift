// A large corpus gives pages of bounded size.

import Chronology
import Corpus
import EventGraph
import Events
import Site
import Testing

/// Many events over some years, told by many articles.
private func large(_ count: Int) -> NewsGraph {
  var graph = SiteFixture.graph
  guard let pattern = graph.events.first, let document = graph.documents.first, let start = Day(iso: "2030-01-01")
  else {
    return graph
  }
  graph.events = (0..<count).map { number in
    var event = pattern
    event.id = "event-\(number)"
    event.title = "Event number \(number)"
    let day = start + number % 900
    event.when = EventTime(edtf: day.description, interval: DayInterval(day), basis: .stated)
    return event
  }
  graph.documents = (0..<count / 4).map { number in
    var copy = document
    copy.number = number + 1
    copy.record.source.id = number == 0 ? document.id : "copy-\(number)"
    return copy
  }
  return graph
}

@Test func pagesStayWithinTheirBudget() throws {
  let files = try SiteBuilder().files(for: large(1200))
  for file in files where file.path.hasSuffix(".html") {
    // An element opens with `<` and a letter.
    var elements = 0
    for (a, b) in zip(file.bytes, file.bytes.dropFirst()) where a == 0x3c && b >= 0x61 && b <= 0x7a { elements += 1 }
    #expect(elements <= 4000, "\(file.path) has \(elements)")
  }
  #expect(files.contains { $0.path == "timeline/2030-01.html" })
}

@Test func longArticlesAreCutIntoParts() throws {
  var graph = SiteFixture.graph
  guard var document = graph.documents.first else { return }
  let sentence = Array("Water came and went. ".utf8)
  let count = 3000
  document.record.source.text = Array(repeatElement(sentence, count: count).joined())
  document.record.sentences = (0..<count).map { ByteSpan($0 * sentence.count, $0 * sentence.count + 20) }
  document.record.blocks = [Block(kind: .paragraph, span: ByteSpan(0, count * sentence.count))]
  document.record.blockOfSentence = Array(repeating: 0, count: count)
  graph.documents = [document]
  graph.events = []
  graph.tensions = []
  graph.relations = []
  let pages = try pages(graph)
  let parts = pages.filter { $0.key.hasPrefix("articles/norland-and-sudland-open-talks") }
  #expect(parts.count == 3)
  #expect(parts.values.contains { $0.contains("id=\"s3000\"") })
  #expect(parts.values.reduce(0) { $0 + $1.matches(of: /id="s\d+"/).count } == count)
}
