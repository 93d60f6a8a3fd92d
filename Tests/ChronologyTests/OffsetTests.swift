import Chronology
import Testing

@Suite struct OffsetTests {
  private func offsets(_ form: String, _ days: DayInterval = .unbounded, _ weekday: Int? = nil) -> DayOffsets? {
    TimeTerm(closedForm: form)?.offsets(documents: days, weekday: weekday)
  }

  @Test(arguments: [
    ("DCT", 0, 0), ("DCT-3D", -3, -3), ("DCT-2D..DCT", -2, 0), ("MON<DCT", -6, 0), ("MON<<DCT", -7, -1),
    ("FRI<<MON<DCT", -9, -3), ("TUE>DCT", 0, 6), ("DCT-1W", -13, -1), ("DCT..DCT+42D", 0, 42),
  ]) func formsOfDaysAndWeeksHaveExactEnds(form: String, from: Int, to: Int) {
    #expect(offsets(form) == DayOffsets(from: from, to: to))
  }

  @Test func openSidesStayOpen() {
    #expect(offsets("..DCT") == DayOffsets(from: nil, to: 0))
    #expect(offsets("DCT..") == DayOffsets(from: 0, to: nil))
    #expect(offsets("2024..DCT") == DayOffsets(from: nil, to: 0))
  }

  @Test func aKnownWeekdayOfWritingLeavesOneDistance() {
    // Written on a Wednesday: Monday is two days before, the Friday before that five.
    #expect(offsets("MON<DCT", .unbounded, 3) == DayOffsets(from: -2, to: -2))
    #expect(offsets("FRI<<MON<DCT", .unbounded, 3) == DayOffsets(from: -5, to: -5))
  }

  @Test func theDaysOfWritingBoundWhatTheCalendarCanDo() throws {
    let june = DayInterval(Day(iso: "2025-06-10"), Day(iso: "2025-06-12"))
    #expect(offsets("MAY<DCT", june) == DayOffsets(from: -42, to: -10))
  }

  @Test func absoluteTermsHaveNoDistance() {
    #expect(offsets("2025-05-16") == nil)
  }
}
