import Chronology
import Corpus
import Language
import Testing

private func date(
  _ text: String, cues: [DateCue] = [], settings: DatingSettings = DatingSettings()
) throws -> DocumentDate {
  let fixture = try Fixture(settings: settings)
  return fixture.analyser.analyse(fixture.annotate(text), cues: cues).date
}

@Test func aDurationSinceAKnownWarDatesTheDocument() throws {
  let found = try date("Officials in Kyiv say Russia has waged nearly four years of devastating war against Ukraine.")
  #expect(found.interval == DayInterval(Day(iso: "2025-08-24"), Day(iso: "2026-02-23")))
  #expect(found.basis == .inferred)
  #expect(found.cues.contains { $0.rule == "duration-since-event" && $0.used })
}

@Test func aDurationCountsFromTheBeginningThatTheTextNames() throws {
  let found = try date("The war began in 1992. It is a conflict that has lasted more than three years.")
  #expect(found.interval.earliest == Day(iso: "1995-01-02"))
  #expect(found.interval.latest == Day(iso: "1996-12-30"))
}

@Test func aTextWithoutCuesHasNoDate() throws {
  let found = try date("The minister spoke on Friday about the harvest.")
  #expect(found.basis == .unknown)
  #expect(found.interval.isUnbounded)
  #expect(found.edtf == nil)
}

@Test func theLightestCueOfAContradictionIsDroppedAndReported() throws {
  let light = DateCue(
    span: ByteSpan(0, 3), rule: "term-of-office", interval: DayInterval(Day(iso: "2021-01-20"), Day(iso: "2025-01-20")),
    weight: 2, why: "an administration of those years")
  let found = try date(
    "Officials in Kyiv say Russia has waged nearly four years of devastating war against Ukraine.", cues: [light])
  #expect(found.interval.earliest == Day(iso: "2025-08-24"))
  let cue = try #require(found.cues.first { $0.rule == "term-of-office" })
  #expect(!cue.used)
  #expect(cue.why.contains("contradicts"))
}

@Test func cuesFromOtherRoomsNarrowTheDate() throws {
  let term = DateCue(
    span: ByteSpan(0, 3), rule: "term-of-office", interval: DayInterval(Day(iso: "2025-05-06"), nil), weight: 5,
    why: "in office since then")
  let other = DateCue(
    span: ByteSpan(4, 6), rule: "term-of-office", interval: DayInterval(Day(iso: "2025-01-20"), Day(iso: "2029-01-20")),
    weight: 5, why: "in office in those years")
  let found = try date("The chancellor met the president on Monday.", cues: [term, other])
  #expect(found.interval == DayInterval(Day(iso: "2025-05-06"), Day(iso: "2029-01-20")))
}

@Test(arguments: ["2025-02-31", "99999", "yesterday", "2025-13", "2025-06-01/2025-05-01", "../.."])
func anImpossibleGivenDateIsReportedAndNotUsed(_ given: String) throws {
  let fixture = try Fixture()
  let analysis = fixture.analyser.analyse(fixture.annotate("He left.", date: given))
  #expect(analysis.date.interval.isUnbounded)
  #expect(analysis.diagnostics.contains { $0.code == "invalid-document-date" })
}

@Test func aPartialOrIntervalDateIsKeptAsGiven() throws {
  let fixture = try Fixture()
  let month = fixture.analyser.analyse(fixture.annotate("He left last month.", date: "1998-01"))
  #expect(month.date.edtf == "1998-01")
  #expect(month.timexes.first?.value == "1997-12")
  let interval = fixture.analyser.analyse(fixture.annotate("He left on Friday.", date: "2025-05-19/2025-05-21"))
  #expect(interval.date.interval.width == 3)
  #expect(interval.timexes.first?.value == "2025-05-16")
}

@Test func substitutingTheDateIntoClosedFormsGivesTheDatesOfADatedText() throws {
  let fixture = try Fixture()
  let text = """
    The minister said on Friday that talks held last week would resume next month in Paris.
    He left yesterday. A year ago the two sides met in May. On Dec. 3 they signed. Prices rose in recent weeks.
    The court will rule on Monday, three days after the vote, and the summit opens this summer.
    """
  let day = try #require(Day(iso: "2025-05-20"))
  let dated = fixture.analyser.analyse(fixture.annotate(text, date: "2025-05-20"))
  let undated = fixture.analyser.analyse(fixture.annotate(text))
  #expect(dated.timexes.count == undated.timexes.count && dated.timexes.count >= 9)
  for (a, b) in zip(dated.timexes, undated.timexes) {
    #expect(a.relative == b.relative)
    guard let relative = b.relative else { continue }
    let term = try #require(TimeTerm(closedForm: relative))
    #expect(term.interval(document: CalendarValue(day)) == a.interval, "\(relative)")
    if let value = term.value(document: CalendarValue(day)), a.kind == .date { #expect(value.timexValue == a.value) }
  }
}

// MARK: Names, events, anniversaries

@Test func aNameDatesTheTextThatUsesIt() throws {
  let found = try date("Shares of the company rose after it opened a web site for farmers.")
  #expect(found.interval.earliest == Day(iso: "1993-01-01"))
  #expect(found.cues.contains { $0.rule == "name-since" && $0.used })
}

@Test func oldMoneyBoundsTheTextThatCountsIt() throws {
  let found = try date("The firm paid 12 million guilders for the plant.")
  #expect(found.interval.latest == Day(iso: "2002-02-28"))
  #expect(try date("Guilders were once money.").interval.isUnbounded)
}

@Test func aKnownEventBoundsTheTextThatTellsOfIt() throws {
  let found = try date("Relatives of the victims of the bombing over Lockerbie spoke on Friday.")
  #expect(found.interval.earliest == Day(iso: "1988-12-21"))
}

@Test func aRelativeExpressionAtAKnownEventDatesTheText() throws {
  let found = try date("The bombing of Omagh last month shocked the country.")
  #expect(found.interval == DayInterval(Day(iso: "1998-09-01"), Day(iso: "1998-09-30")))
}

@Test func anAnniversaryCountsFromItsEvent() throws {
  let found = try date("Marchers marked the 25th anniversary of the genocide in Rwanda.")
  #expect(found.interval.contains(DayInterval(Day(iso: "2019-04-07"), Day(iso: "2019-04-07"))))
  #expect((found.interval.width ?? .max) < 1000)
}

@Test func yearsAgoCountFromTheEventBesideThem() throws {
  let found = try date("The genocide in Rwanda ten years ago still haunts the region.")
  #expect(found.interval.contains(DayInterval(Day(iso: "2004-06-01"), Day(iso: "2004-06-01"))))
  // A round number of years after an event that is over may be a year more or less.
  #expect(found.interval == DayInterval(Day(iso: "2003-01-07"), Day(iso: "2006-07-14")))
}

// MARK: Dates in the text

@Test func whatIsPlannedForAYearBoundsTheTextFromAbove() throws {
  let found = try date("The plant will open in 1994. The firm was founded in 1990.")
  #expect(found.interval.latest == Day(iso: "1994-12-31"))
  #expect(found.interval.earliest == Day(iso: "1990-01-01"))
}

@Test func aPreciseDateIsRecentAndAYearAloneMayBeHistory() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2026-01-31"))
  let precise = try date("He was arrested on May 3, 1994, in Oslo.", settings: settings)
  #expect(precise.interval.earliest == Day(iso: "1994-05-03"))
  #expect(precise.interval.latest == Day(iso: "2026-01-31"))
  #expect(try #require(precise.best) < Day(iso: "1994-08-01") ?? Day(number: 0))
  let alone = try date("She moved to Oslo in 1961.", settings: settings)
  #expect((alone.credible?.width ?? 0) > (precise.credible?.width ?? .max))
  #expect(alone.cues.contains { $0.rule == "plausible-span" && !$0.used })
}

@Test func anAccountOfHistoryHasNoPlausibleEnd() throws {
  let text = (1861...1872).map { "The army took the town in \($0)." }.joined(separator: " ")
  let found = try date(text)
  #expect(found.interval.latest == nil)
}

@Test func aTitleOfAPastTimeDatesNothing() throws {
  let term = DateCue(
    span: ByteSpan(22, 38), rule: "term-of-office",
    interval: DayInterval(Day(iso: "1945-04-12"), Day(iso: "1953-01-20")),
    weight: 2, why: "in office in those years")
  let found = try date("The pact was signed by President Truman 50 years ago.", cues: [term])
  #expect(found.interval.latest == nil)
}

@Test(arguments: [
  ("In 1950 the pact was signed by President Truman.", nil),
  ("In 1990 a pact was named after President Truman.", "1953-01-20"),
])
func aTitleCountsForTheTimeThatIsTold(_ text: String, _ last: String?) throws {
  let start = try #require(text.range(of: "President")).lowerBound.utf16Offset(in: text)
  let term = DateCue(
    span: ByteSpan(start, start + 16), rule: "term-of-office",
    interval: DayInterval(Day(iso: "1945-04-12"), Day(iso: "1953-01-20")),
    weight: 20, why: "in office in those years")
  #expect(try date(text, cues: [term]).interval.latest == last.flatMap { Day(iso: $0) })
}

@Test func todayBesideAWeekdayTellsTheWeekdayOfWriting() throws {
  let found = try date("The minister will speak today, Thursday, about the harvest.")
  #expect(found.weekday == 4)
  #expect(found.interval.isUnbounded)
  #expect(found.cues.contains { $0.rule == "weekday-of-writing" && $0.used })
  let bounded = try date(
    "Russia has waged nearly four years of devastating war against Ukraine, officials in Kyiv said today (Thursday).")
  #expect(bounded.interval == DayInterval(Day(iso: "2025-08-28"), Day(iso: "2026-02-19")))
  #expect(try date("The minister spoke on Friday about the harvest.").weekday == nil)
}

@Test(
  arguments: [
    ("In 2015, the mayor opened a bridge.", "2015-01-01", nil),
    ("The mayor will open the bridge in June 2030.", nil, "2030-06-30"),
  ] as [(String, String?, String?)])
func datesInTheTextBoundIt(_ text: String, _ first: String?, _ last: String?) throws {
  let found = try date(text).interval
  #expect(found == DayInterval(first.flatMap { Day(iso: $0) }, last.flatMap { Day(iso: $0) }))
}

@Test func aDatelineIsUpToTwoDaysOld() throws {
  let fixture = try Fixture()
  let source = SourceDocument(id: "test", text: Array("OSLO, May 12, 2025 — The mayor opened a bridge.".utf8))
  var workspace = Annotator.Workspace()
  let layout = try LayoutAnalyser(knowledge: .embedded(.corpus))
  let document = fixture.annotator.annotate(layout.analyse(source), using: &workspace)
  let date = fixture.analyser.analyse(document).date
  #expect(date.basis == .dateline)
  #expect(date.interval == DayInterval(Day(iso: "2025-05-12"), Day(iso: "2025-05-14")))
}
