import Chronology
import Testing

/// The time of the event whose trigger is the first token with a form.
private func time(
  _ text: String, of word: String, date: String? = "2025-05-20", isFuture: Bool = false
) throws -> EventTime {
  let fixture = try Fixture()
  let document = fixture.annotate(text, date: date)
  let analysis = fixture.analyser.analyse(document)
  let trigger = try #require(document.tokens.indices.first { document.form($0) == word })
  return fixture.analyser.time(ofEventAt: trigger, isFuture: isFuture, in: document, analysis)
}

@Test func aWeekdayAtTheVerbDatesIt() throws {
  let found = try time("The ministers met in Berlin on Friday.", of: "met")
  #expect(found.interval == DayInterval(Day(year: 2025, month: 5, day: 16) ?? Day(number: 0)))
  #expect(found.basis == .inferred)
  #expect(found.relative == "FRI<DCT")
}

@Test func aDateInAnotherSentenceDatesNothing() throws {
  let found = try time(
    "Missiles hit a training centre and killed six soldiers. The region was the launch point of operations in August 2024.",
    of: "hit")
  #expect(found.timex == nil)
  #expect(found.interval == DayInterval(nil, Day(year: 2025, month: 5, day: 20)))
  #expect(found.basis == .reported)
  #expect(found.placement == Day(year: 2025, month: 5, day: 20).map { DayInterval($0) })
}

@Test(arguments: [
  ("Earlier in April, a guard shot a horse.", "shot", "2025-04"),
  ("They have been partners since 2009, when Chile offered to train the crew.", "offered", "2009"),
  ("Peru became the second state to ban the chemical there in 2016.", "became", "2016"),
  ("The flood of 1987, where waves destroyed 40 houses, is recalled.", "destroyed", "1987"),
  ("The attack on the depot killed ten soldiers on 3 May 2024.", "attack", "2024-05-03"),
])
func aDateReachesWhatItsClauseTells(_ text: String, _ word: String, _ edtf: String) throws {
  #expect(try time(text, of: word).edtf == edtf)
}

@Test func theDateOfWordsIsNotThatOfWhatTheySay() throws {
  let found = try time("The mayor said on Monday that rebels had attacked the village.", of: "attacked")
  #expect(found.timex == nil)
}

@Test func aDurationDatesNothing() throws {
  let found = try time("Three years of war have destroyed the town.", of: "destroyed")
  #expect(found.timex == nil)
}

@Test func whatLiesAheadIsBoundedByTheDocumentDate() throws {
  let found = try time("The parties plan to sign a treaty.", of: "sign", isFuture: true)
  #expect(found.basis == .expected)
  #expect(found.relative == "DCT..")
  #expect(found.interval == DayInterval(Day(year: 2025, month: 5, day: 20), nil))
}

@Test func anUndatedEventOfAnUndatedTextHasNoDays() throws {
  let found = try time("The ministers met in Berlin.", of: "met", date: nil)
  #expect(found.interval.isUnbounded)
  #expect(found.relative == "..DCT")
}

@Test func aRecentEventMayBeAMonthOld() throws {
  let found = try time("The recent agreement calmed the markets.", of: "agreement")
  #expect(found.relative == "DCT-30D..DCT")
}

@Test func theMeetingThatACallFollowedIsBeforeIt() throws {
  let fixture = try Fixture()
  let document = fixture.annotate("The calls on Monday followed a rare meeting in Istanbul last Friday.")
  let relative = fixture.analyser.analyse(document).timexes.map(\.relative)
  #expect(relative == ["MON<DCT", "FRI<<MON<DCT"])
}

// MARK: Dates that a parser hangs on a neighbouring noun

@Test(arguments: [
  ("The defence ministers held talks with officials in Vilnius last Thursday.", "talks", "THU<<DCT"),
  ("The meeting between Chilean and Peruvian envoys in Lima last Friday was tense.", "meeting", "FRI<<DCT"),
  ("Discussions between Moreau, Lindqvist and Okafor on Tuesday ended without a deal.", "Discussions", "TUE<DCT"),
])
func aDateBehindPeopleAndPlacesDatesWhatTheyTakePartIn(_ text: String, _ word: String, _ relative: String) throws {
  #expect(try time(text, of: word).relative == relative)
}

@Test func aDateBehindAnotherEventIsThatEventsDate() throws {
  #expect(try time("The operation in August 2024 failed.", of: "operation").edtf == "2024-08")
}

@Test func aDayCountsFromTheEventThatItFollows() throws {
  let found = try time("The attack came two days after the talks on Monday in Oslo.", of: "attack", date: "2025-05-22")
  #expect(found.interval == DayInterval(Day(iso: "2025-05-21"), Day(iso: "2025-05-21")))
  let before = try time("They met a day before the summit on Sunday.", of: "met")
  #expect(before.interval == DayInterval(Day(iso: "2025-05-17"), Day(iso: "2025-05-17")))
}

@Test func whatHappenedIsOfNoDayToCome() throws {
  let found = try time("The attack came two days after the talks on Monday in Oslo.", of: "attack")
  #expect(found.interval == DayInterval(nil, Day(iso: "2025-05-20")))
}

@Test func aDayAfterAnUndatedEventDatesNothing() throws {
  let found = try time("The attack came a day after the talks.", of: "attack")
  #expect(found.interval.earliest != Day(iso: "2025-05-21"))
}

// MARK: Bounds from status

@Test func whatGoesOnStandsAtTheArticle() throws {
  let fixture = try Fixture()
  let document = fixture.annotate("Rescuers are searching the ruins.", date: "2025-05-20")
  let analysis = fixture.analyser.analyse(document)
  let trigger = try #require(document.tokens.indices.first { document.form($0) == "searching" })
  let found = fixture.analyser.time(ofEventAt: trigger, phase: .ongoing, in: document, analysis)
  #expect(found.relative == "..DCT")
  #expect(found.basis == .reported)
}

@Test func whatIsCalledNearIsOfTheNextWeeks() throws {
  #expect(try time("They hope for an upcoming summit.", of: "summit", isFuture: true).relative == "DCT..DCT+42D")
  #expect(try time("They hope for a summit.", of: "summit", isFuture: true).relative == "DCT..")
}

@Test func previousTalksThatCollapsedAreOfAnyTimeBefore() throws {
  #expect(try time("Previous negotiations collapsed in anger.", of: "collapsed").relative == "..DCT")
}

@Test func whatIsAgreedToBeDoneIsNotOfTheDayOfTheAgreement() throws {
  let found = try time("The parties agreed on Friday to exchange prisoners.", of: "exchange", isFuture: true)
  #expect(found.relative != "FRI<DCT")
}

@Test func whatHasNotHappenedIsOfAnyTimeUpToNow() throws {
  let fixture = try Fixture()
  let document = fixture.annotate("No final agreement has been reached.", date: "2025-05-20")
  let analysis = fixture.analyser.analyse(document)
  let trigger = try #require(document.tokens.indices.first { document.form($0) == "reached" })
  let found = fixture.analyser.time(ofEventAt: trigger, phase: .denied, in: document, analysis)
  #expect(found.relative == "..DCT")
}

@Test func aClauseWithWhenTakesUpTheDateBeforeIt() throws {
  let found = try time(
    "The town was the base of operations in August 2021, when rebels seized the port.", of: "seized")
  #expect(found.edtf == "2021-08")
  let question = try time("Nobody knows when rebels seized the port.", of: "seized")
  #expect(question.timex == nil)
}

// MARK: How far a date reaches

@Test(arguments: [
  ("On Friday, fishermen saved forty people, and the coast guard rescued nine more.", "rescued", "2025-05-16"),
  ("Yesterday, Norland defeated Sudland; Westmark defeated Ostmark.", "defeated", "2025-05-19"),
  ("The licence was revoked in 2017 and she was sent to court.", "sent", "2017"),
  ("On Thursday, Lund was walking north when she collapsed.", "collapsed", "2025-05-15"),
  ("Both pilots survived when the mast broke last October.", "survived", "2024-10"),
  ("Residents were forced to leave the valley on Monday.", "forced", "2025-05-19"),
  ("Two bakers were injured during a Sunday march in the market.", "injured", "2025-05-18"),
  ("He lost a brother in a 1974 ferry accident.", "lost", "1974"),
  ("A quake on Sunday night triggered a run to the hills.", "triggered", "2025-05-18"),
  ("On Friday, the museum issued a letter denying the theft.", "denying", "2025-05-16"),
  ("Today a guard fainted extinguishing a blaze in a mill.", "blaze", "2025-05-20"),
  (
    "Three buses crashed near a bridge situated in Lowmere, Ostmark Monday, causing two deaths.", "causing",
    "2025-05-19"
  ),
])
func aDateReachesWhatHappensWithItsVerb(_ text: String, _ word: String, _ edtf: String) throws {
  #expect(try time(text, of: word).edtf == edtf)
}

@Test(arguments: [
  ("The deal changed in 2010 after the minister had left.", "left"),
  ("The bank agreed on Friday to lend money.", "lend"),
  ("Changes in the 2010 deal angered farmers.", "Changes"),
  ("The crash on Monday was condemned by the union.", "condemned"),
])
func aDateDoesNotReachWhatHasATimeOfItsOwn(_ text: String, _ word: String) throws {
  #expect(try time(text, of: word).timex == nil)
}

@Test func whatBeginsWithAParticipleIsOfItsDate() throws {
  let found = try time("Norair plans to commence flights starting in April 2027.", of: "commence", isFuture: true)
  #expect(found.edtf == "2027-04")
}

@Test func byTheEndIsFromNowOn() throws {
  let found = try time("It plans to raise its output by the end of 2026.", of: "raise", isFuture: true)
  #expect(found.interval == DayInterval(Day(iso: "2025-05-20"), Day(iso: "2026-12-31")))
}

@Test func wordsAreOfTheDaysSinceTheNews() throws {
  let fixture = try Fixture()
  let document = fixture.annotate(
    "The senate passed the bill on Thursday. The governor said the people were tired.", date: "2025-05-20")
  let analysis = fixture.analyser.analyse(document)
  let trigger = try #require(document.tokens.indices.first { document.form($0) == "said" })
  let found = fixture.analyser.time(
    ofEventAt: trigger, phase: .done, isSpeech: true, in: document, analysis)
  #expect(found.interval == DayInterval(Day(iso: "2025-05-15"), Day(iso: "2025-05-20")))
}

// MARK: Prepositions, ranges, references

@Test(arguments: [
  ("Pilots have struck since Monday.", "struck", "2025-05-19", "2025-05-20"),
  ("Pilots struck before Monday.", "struck", nil, "2025-05-19"),
  ("Pilots struck after 12 May.", "struck", "2025-05-12", "2025-05-20"),
  ("The court sat from 5 May to 9 May.", "sat", "2025-05-05", "2025-05-09"),
  ("The ministers met in May on Friday.", "met", "2025-05-16", "2025-05-16"),
  ("The ministers met on Friday this month.", "met", "2025-05-16", "2025-05-16"),
  ("They met on 3 May. They parted on 10 May. The next day it rained.", "rained", "2025-05-11", "2025-05-11"),
  ("Rain fell over the past three months.", "fell", "2025-02-17", "2025-05-20"),
])
func smallWordsSetTheEnds(_ text: String, _ word: String, _ first: String?, _ last: String) throws {
  #expect(
    try time(text, of: word).interval == DayInterval(first.flatMap { Day(iso: $0) }, Day(iso: last)))
}

@Test func aYearBeforeAQuarterIsThatQuarterOfTheYearBefore() throws {
  let values = try Fixture().values(
    "Revenue rose in the third quarter of 2024. A year earlier it had fallen.", date: "2025-05-20")
  #expect(values["A year earlier"] == "2023-Q3")
}
