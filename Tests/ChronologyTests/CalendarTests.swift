import Chronology
import Testing

@Test func stretchesHaveTheDaysOfTheCalendar() throws {
  let week = try #require(CalendarValue.week(2025, 20))
  #expect(week.firstDay == Day(year: 2025, month: 5, day: 12))
  #expect(week.lastDay == Day(year: 2025, month: 5, day: 18))
  #expect(week.timexValue == "2025-W20")
  #expect(week.edtf == "[2025-05-12..2025-05-18]")
  let quarter = CalendarValue(.quarter, 2025 * 4 + 2)
  #expect(quarter.timexValue == "2025-Q3")
  #expect(quarter.edtf == "2025-35")
  #expect(quarter.lastDay == Day(year: 2025, month: 9, day: 30))
  #expect(CalendarValue(.decade, 199).timexValue == "199")
  #expect(CalendarValue(.decade, 199).edtf == "199X")
  #expect(try #require(CalendarValue.year(-489)).timexValue == "BC0490")
}

@Test func weeksOfAYearFollowISO8601() throws {
  #expect(CalendarValue.week(2020, 53) != nil)
  #expect(CalendarValue.week(2021, 53) == nil)
  #expect(CalendarValue.week(2021, 54) == nil)
  let newYear = try #require(Day(year: 2021, month: 1, day: 1))
  #expect(CalendarValue(newYear).coarsened(to: .week).timexValue == "2020-W53")
}

@Test func everyDayLiesInTheStretchesThatItIsCoarsenedTo() throws {
  for number in stride(from: -800_000, to: 800_000, by: 997) {
    let day = Day(number: Int32(number))
    for unit in [CalendarUnit.week, .month, .quarter, .half, .year, .decade, .century] {
      let stretch = CalendarValue(day).coarsened(to: unit)
      let first = try #require(stretch.firstDay)
      let last = try #require(stretch.lastDay)
      #expect(first <= day && day <= last)
      #expect(stretch.adding(1, unit).firstDay == last + 1)
    }
  }
}

@Test func movableFeastsFallOnTheirDays() {
  let year = CalendarValue(.year, 2025)
  #expect(Recurrence.easter(0).occurrence(in: year)?.timexValue == "2025-04-20")
  #expect(Recurrence.nthWeekday(4, 4, 11).occurrence(in: year)?.timexValue == "2025-11-27")
  #expect(Recurrence.nthWeekday(-1, 1, 5).occurrence(in: year)?.timexValue == "2025-05-26")
  #expect(Recurrence.monthDay(2, 29).occurrence(in: year) == nil)
}

@Test func sameDayOfAnotherMonthIsCutAtTheEndOfTheMonth() throws {
  let day = try #require(Day(year: 2024, month: 1, day: 31))
  #expect(CalendarValue(day).addingMonths(1).timexValue == "2024-02-29")
  #expect(CalendarValue(day).addingMonths(-11).timexValue == "2023-02-28")
}

@Test(arguments: [
  "DCT", "DCT-3D", "DCT+0W", "DCT-1M", "DCT-12M=", "FRI<DCT", "FRI<<MON<DCT", "MON>DCT", "05-16~DCT", "11-16<DCT+120D",
  "Q3@(DCT-1Y)", "MAY@(DCT-1Y)", "MON@(DCT-1W)", "2W@2025-03", "-1D@2025-02", "(DCT-1D)TMO", "DCTT15:30",
  "DCT-30D..DCT", "DCT..", "..DCT", "2025-05-16", "BC0490-09", "2025-W20", "2025-W20-WE", "2025-Q3", "198", "18",
  "SUMMER<<DCT", "WEEKEND<DCT", "4THU11<<DCT", "EASTER-2~DCT", "DAY28@(DCT+0M)", "(FRI<<DCT)-7D",
])
func closedFormsAreReadAsTheyAreWritten(_ form: String) throws {
  let term = try #require(TimeTerm(closedForm: form))
  #expect(term.closedForm == form)
}

@Test(arguments: ["", "DCT-", "FRI<", "XYZ<DCT", "DCT+3", "((((", "..DCT..", "2025-13-", "Q9@2025", "DCT-1Dx"])
func whatIsNoClosedFormIsRefused(_ form: String) {
  #expect(TimeTerm(closedForm: form) == nil)
}

@Test func deeplyNestedClosedFormsAreRefusedWithoutACrash() {
  let deep = String(repeating: "FRI<", count: 10_000) + "DCT"
  #expect(TimeTerm(closedForm: deep) == nil)
  #expect(TimeTerm(closedForm: String(repeating: "(", count: 100_000)) == nil)
}

@Test func closedFormsHaveTheDaysOfTheDocumentDate() throws {
  let tuesday = try #require(Day(year: 2025, month: 5, day: 20))
  func days(_ form: String) -> String? {
    TimeTerm(closedForm: form)?.interval(document: CalendarValue(tuesday)).edtf
  }
  #expect(days("FRI<DCT") == "2025-05-16")
  #expect(days("FRI<<MON<DCT") == "2025-05-16")
  #expect(days("TUE<DCT") == "2025-05-20")
  #expect(days("TUE<<DCT") == "2025-05-13")
  #expect(days("DCT-1W..DCT") == "[2025-05-12..2025-05-20]")
  #expect(days("DCT..") == "[2025-05-20..]")
}

@Test func anIntervalAsDocumentDateGivesTheHullOverItsDays() throws {
  let from = try #require(Day(year: 2025, month: 5, day: 13))
  for form in ["FRI<DCT", "MON>DCT", "DCT-1M", "DCT-30D..DCT", "05-16~DCT", "SUMMER<<DCT", "WEEKEND<DCT"] {
    let term = try #require(TimeTerm(closedForm: form))
    let hull = term.interval(within: DayInterval(from, from + 200))
    for step in 0...200 {
      #expect(hull.contains(term.interval(document: CalendarValue(from + step))), "\(form) \(step)")
    }
  }
}

@Test func aStretchEndsOnItsWeekdays() throws {
  let friday = try #require(Day(iso: "2025-05-16"))
  #expect(DayInterval(friday).clamped(toWeekday: 5) == DayInterval(friday))
  #expect(DayInterval(friday).clamped(toWeekday: 4) == nil)
  #expect(DayInterval(friday - 3, friday + 10).clamped(toWeekday: 5) == DayInterval(friday, friday + 7))
}
