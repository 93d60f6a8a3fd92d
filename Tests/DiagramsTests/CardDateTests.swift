// What a card says of an event that only the axis of its article holds.

import Chronology
import Corpus
import DOT
import Diagrams
import EventGraph
import Events
import Testing

@Suite struct CardDateTests {
  /// The drawing of one event that lies somewhere from the day of writing of an article of 2031.
  private func drawing(_ from: Int?, _ to: Int?) -> String {
    var fixture = HarbourFixture()
    fixture.document("a", "The mine", date: "2031-05-20")
    let year = DayInterval(Day(iso: "2031-01-09"), Day(iso: "2031-12-31"))
    fixture.graph.documents[0].record.date = DocumentDate(interval: year, basis: .inferred)
    fixture.event("e1", "Shaft falls in", .other, nil, "2031-12-31", .approximate)
    fixture.graph.events[0].when = EventTime(interval: year, basis: .approximate, relative: "x", told: year)
    fixture.graph.events[0].places = [
      RelativePlace(anchor: "a", from: from, to: to, basis: .tense, words: nil, term: "x")
    ]
    return DOTWriter.write(DiagramBuilder(fixture.graph).eventGraph().graph)
  }

  @Test(
    arguments: [
      (nil, -14, "≥ 14 days before"), (nil, -1, "≥ 1 day before"), (nil, 0, "some time before"),
      (nil, 5, "≤ 5 days after"), (3, nil, "≥ 3 days after"), (0, nil, "after, no day told"),
      (-1, nil, "≤ 1 day before"), (-2, 0, "≤ 2 days before"), (-9, -3, "3–9 days before"), (0, 0, "same day"),
      (-6, 6, "within 6 days"),
    ] as [(Int?, Int?, String)])
  func distancesAreBounded(from: Int?, to: Int?, words: String) {
    #expect(drawing(from, to).contains(">\(words)<"))
  }
}
