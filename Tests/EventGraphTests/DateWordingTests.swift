import Chronology
import EventGraph
import Testing

private func interval(_ from: String?, _ to: String?) -> DayInterval {
  DayInterval(from.flatMap { Day(iso: $0) }, to.flatMap { Day(iso: $0) })
}

@Suite struct DateWordingTests {
  @Test(arguments: [
    ("2025-05-16", "2025-05-16", "Fri 16 May 2025"), ("2025-05-16", "2025-05-22", "16–22 May 2025"),
    ("2025-05-28", "2025-06-03", "28 May – 3 June 2025"),
    ("2025-02-25", "2026-02-23", "25 February 2025 – 23 February 2026"), ("2024-08-01", "2024-08-31", "August 2024"),
    ("2025-05-01", "2025-06-30", "May or June 2025"), ("2025-04-01", "2025-06-30", "April–June 2025"),
    ("2024-11-01", "2025-02-28", "November 2024 – February 2025"), ("2022-01-01", "2022-12-31", "2022"),
    ("2025-01-01", "2026-12-31", "2025 or 2026"), ("2014-01-01", "2019-12-31", "2014–2019"),
    ("1990-01-01", "1999-12-31", "the 1990s"),
  ]) func closedIntervalsUseTheLargestUnits(from: String, to: String, words: String) {
    #expect(interval(from, to).words() == words)
  }

  @Test func openEndsSaySo() {
    #expect(interval("2025-05-20", nil).words() == "20 May 2025 or later")
    #expect(interval(nil, "2024-12-31").words() == "2024 or earlier")
    #expect(interval("2025-03-01", nil).words() == "March 2025 or later")
    #expect(DayInterval.unbounded.words() == "date unknown")
  }

  @Test func shortStyleCutsMonths() {
    #expect(interval("2025-09-28", "2025-10-03").words(.short) == "28 Sep – 3 Oct 2025")
  }

  @Test func aKnownWeekdayIsNamedWhileTheDayIsOpen() {
    let time = EventTime(interval: interval("2025-01-01", "2026-12-31"), basis: .inferred, relative: "FRI<MON<DCT")
    #expect(time.words() == "a Friday, 2025 or 2026")
    let day = EventTime(interval: interval("2025-05-16", "2025-05-16"), basis: .inferred, relative: "FRI<MON<DCT")
    #expect(day.words() == "Fri 16 May 2025")
    let bare = EventTime(basis: .inferred, relative: "MON<DCT")
    #expect(bare.words() == "a Monday, date unknown")
    #expect(DocumentDate(interval: interval("2025-01-01", "2025-12-31"), weekday: 2).words() == "a Tuesday, 2025")
  }

  @Test func vagueTimesSayAbout() {
    #expect(EventTime(edtf: "2022~", interval: interval("2022-01-01", "2022-12-31")).words() == "about 2022")
  }

  @Test func yearsBeforeOneAreBC() {
    let ides = Day(year: -43, month: 3, day: 15)
    #expect(DayInterval(ides, ides).words(weekday: false) == "15 March 44 BC")
  }

  @Test func statesFollowBasisAndBounds() {
    #expect(EventTime(interval: interval("2025-05-16", nil), basis: .expected).state == .expected)
    #expect(EventTime(basis: .stated).state == .unplaced)
    #expect(EventTime(interval: interval("2025-05-16", nil), basis: .unknown).state == .approximate)
  }
}
