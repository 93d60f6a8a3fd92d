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
  #expect(found.interval.earliest == Day(year: 2025, month: 5, day: 13))
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
  #expect(found.relative == "DCT-7D..DCT")
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
