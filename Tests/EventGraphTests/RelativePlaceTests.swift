import Chronology
import Corpus
import EventGraph
import Events
import Testing

@Suite struct RelativePlaceTests {
  private func place(
    _ from: Int?, _ to: Int?, _ basis: RelativePlace.Basis, words: String? = nil, term: String = "DCT"
  ) -> RelativePlace {
    RelativePlace(anchor: "a", from: from, to: to, basis: basis, words: words, term: term)
  }

  /// An article that tells an event with a time.
  private func record(_ time: EventTime, timex words: String? = nil, date: String? = nil) -> DocumentRecord {
    var maker = RecordMaker("a", date: date)
    let id = maker.event("The ferry sank on Friday.", .assault, trigger: "sank", agents: ["x"])
    var record = maker.record
    var time = time
    if let words {
      record.timexes = [
        Timex(
          span: maker.span(words), tokens: 0..<1, sentence: 0, kind: .date, value: "XXXX-WXX-5", rule: "weekday",
          why: "")
      ]
      time.timex = 0
    }
    if let at = record.events.firstIndex(where: { $0.id == id }) { record.events[at].when = time }
    return record
  }

  @Test func anExpressionPlacesItsEventFromTheDayOfWriting() throws {
    let record = record(EventTime(basis: .inferred, relative: "FRI<DCT"), timex: "Friday")
    let place = try #require(RelativePlace(record.events[0].when, in: record))
    #expect(place == self.place(-6, 0, .words, words: "Friday", term: "FRI<DCT"))
    #expect(place.mark == "Fri")
    #expect(place.weekdaySteps == "5<")
    #expect(place.reason(record.date) == "“Friday”, counted back from the day of writing, which is not known")
    #expect(place.label == "“Friday”: up to 6 days before")
    #expect(place.words(article: 3) == "up to 6 days before article 3")
  }

  @Test func aKnownDayOfWritingIsNamed() throws {
    let record = record(EventTime(basis: .inferred, relative: "FRI<DCT"), timex: "Friday", date: "2031-03-12")
    let place = try #require(RelativePlace(record.events[0].when, in: record))
    #expect(place.from == -5 && place.to == -5)
    #expect(place.reason(record.date) == "“Friday”, counted back from the day of writing, Wed 12 March 2031")
  }

  @Test func everyRuleHasOneSentence() {
    let open = DocumentDate()
    #expect(place(nil, 0, .told).reason(open) == "the article tells it without a time")
    #expect(place(nil, 0, .tense).reason(open) == "told as past; nothing says how long before the article")
    #expect(place(0, nil, .tense).reason(open) == "it lies ahead of the article; nothing says how far")
    #expect(place(-2, 0, .form).reason(open) == "no time is told; news reports words within 2 days")
    #expect(place(-30, 0, .form).reason(open).hasPrefix("called recent: taken for the 30 days before"))
    #expect(place(0, 42, .form).reason(open).hasPrefix("called near: taken for the 42 days after"))
  }

  @Test(
    arguments: [
      (nil, 0, "before article 2"), (0, nil, "after article 2"), (0, 0, "the day of article 2"),
      (-3, -3, "3 days before article 2"), (-1, -1, "1 day before article 2"), (-9, -3, "3 to 9 days before article 2"),
      (0, 42, "within 42 days after article 2"), (-6, 6, "within 6 days of article 2"),
      (-400, -330, "11 to 13 months before article 2"),
    ] as [(Int?, Int?, String)]) func distancesReadAsPlainWords(from: Int?, to: Int?, words: String)
  {
    #expect(place(from, to, .words).words(article: 2) == words)
  }

  @Test func placesOrderFromPastToFutureAndWhatIsOnlyToldStandsLast() {
    let places = [
      place(nil, 0, .told), place(0, nil, .tense), place(-2, 0, .form), place(nil, 0, .tense), place(-9, -3, .words),
    ]
    let order = places.sorted { $0.sortKey < $1.sortKey }.map(\.basis)
    #expect(order == [.tense, .words, .form, .tense, .told])
  }

  @Test func mergedEventsKeepAPlaceForEachArticle() throws {
    var first = record(EventTime(basis: .reported, relative: "..DCT"))
    var second = record(EventTime(basis: .inferred, relative: "FRI<DCT"), timex: "Friday")
    first.source.id = "first"
    second.source.id = "second"
    second.events[0].id = "second-0"
    let graph = GraphBuilder().build([first, second])
    let event = try #require(graph.events.first { $0.documents.count == 2 })
    #expect(Set(event.places.map(\.anchor)) == ["first", "second"])
    #expect(event.place(in: "second")?.basis == .words)
    #expect(event.place(in: "first")?.basis == .told)
  }
}
