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
    #expect(place(-2, 0, .form).reason(open) == "no time is told; news reports such things within 2 days")
    #expect(place(-1, 0, .form).reason(open) == "no time is told; news reports such things within 1 day")
    #expect(place(0, 1, .form).reason(open).hasPrefix("called near: taken for the 1 day after the day"))
    #expect(place(-30, 0, .form).reason(open).hasPrefix("called recent: taken for the 30 days before"))
    #expect(place(0, 42, .form).reason(open).hasPrefix("called near: taken for the 42 days after"))
  }

  @Test(
    arguments: [
      (nil, 0, "before article 2"), (0, nil, "after article 2"), (0, 0, "the day of article 2"),
      (-3, -3, "3 days before article 2"), (-1, -1, "1 day before article 2"), (-9, -3, "3 to 9 days before article 2"),
      (0, 42, "within 42 days after article 2"), (-6, 6, "within 6 days of article 2"),
      (-400, -330, "11 to 13 months before article 2"), (-70, -65, "about 2 months before article 2"),
      (800, 900, "about 2 years after article 2"), (nil, -1, "at least 1 day before article 2"),
      (nil, -14, "at least 14 days before article 2"), (nil, 5, "no later than 5 days after article 2"),
      (3, nil, "at least 3 days after article 2"), (-1, nil, "no earlier than 1 day before article 2"),
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

  private let year = DayInterval(Day(iso: "2031-01-01"), Day(iso: "2031-12-31"))

  @Test func mergedEventsKeepAPlaceForEachArticle() throws {
    var first = record(
      EventTime(interval: DayInterval(nil, year.latest), basis: .reported, relative: "..DCT", told: year))
    let friday = try #require(TimeTerm(closedForm: "FRI<DCT")).interval(within: year)
    var second = record(EventTime(interval: friday, basis: .inferred, relative: "FRI<DCT"), timex: "Friday")
    first.source.id = "first"
    first.date = DocumentDate(interval: year, basis: .inferred)
    second.source.id = "second"
    second.date = first.date
    second.events[0].id = "second-0"
    let graph = GraphBuilder().build([first, second])
    let event = try #require(graph.events.first { $0.documents.count == 2 })
    #expect(Set(event.places.map(\.anchor)) == ["first", "second"])
    #expect(event.place(in: "second")?.basis == .words)
    #expect(event.place(in: "first")?.basis == .told)
    // The time that the event took is that of the second.
    #expect(event.when.relative == "FRI<DCT")
    #expect(event.places.first?.anchor == "second")
  }

  /// The form of a speech sets tighter bounds than "Friday", but the event took its time from "Friday".
  @Test(arguments: [true, false]) func theTellingWhoseTimeTheEventTookLeadsItsArticle(isFirst: Bool) throws {
    var maker = RecordMaker("a")
    let dated = "The ferry sank on Friday."
    let bare = "The ferry went down."
    for words in isFirst ? [dated, bare] : [bare, dated] {
      maker.event(words, .assault, trigger: words == dated ? "sank" : "went", agents: ["x"])
    }
    var record = maker.record
    record.date = DocumentDate(interval: year, basis: .inferred)
    record.timexes = [
      Timex(
        span: maker.span("Friday"), tokens: 0..<1, sentence: isFirst ? 0 : 1, kind: .date, value: "XXXX-WXX-5",
        rule: "weekday", why: "")
    ]
    for position in record.events.indices {
      let isDated = (position == 0) == isFirst
      let form = isDated ? "FRI<DCT" : "DCT-2D..DCT"
      let interval = try #require(TimeTerm(closedForm: form)).interval(within: year)
      record.events[position].when = EventTime(
        interval: interval, basis: isDated ? .inferred : .approximate, relative: form, timex: isDated ? 0 : nil)
    }
    let both = [0, 1].map { TellingReference(record: 0, event: $0) }
    let events = GraphBuilder().build([record], edits: [.join(both)]).graph.events
    #expect(events.count == 1)
    let place = try #require(events.first?.relative)
    #expect(events.first?.when.relative == "FRI<DCT")
    #expect(place.term == "FRI<DCT")
    #expect(place.basis == .words)
    #expect(events.first?.places.count == 1)
  }

  @Test func daysOfAWeekTellWhichPlacesKeepTheirDistance() throws {
    let monday = try #require(place(-6, 0, .words, words: "Monday", term: "MON<DCT").daysOfWeek)
    let friday = try #require(place(-9, -3, .words, words: "last Friday", term: "FRI<<MON<DCT").daysOfWeek)
    #expect(monday.count == 7)
    #expect(Set(zip(friday, monday).map { $0 - $1 }) == [-3])
    #expect(place(-2, 0, .form, term: "DCT-2D..DCT").daysOfWeek == nil)
    #expect(place(-31, 0, .words, words: "this month", term: "DCT+0M").daysOfWeek == nil)
  }

  @Test func aDayOfWritingIsOpenAboveTwoMonths() {
    let day = Day(number: 22_000)
    var date = DocumentDate(interval: DayInterval(day, day + 61))
    #expect(!date.isOpen)
    #expect(date.orderDay == day)
    date.interval = DayInterval(day, day + 62)
    date.best = day + 9
    #expect(date.isOpen)
    #expect(date.orderDay == day + 9)
    #expect(DocumentDate(interval: DayInterval(nil, day)).orderDay == day)
    #expect(DocumentDate().isOpen && DocumentDate().orderDay == nil)
  }
}
