import Actors
import Chronology
import Corpus
import Testing

import Pipeline

@Suite struct OfficeCuesTests {
  private func claim(_ from: String?, _ to: String?, former: Bool = false) -> OfficeClaim {
    OfficeClaim(span: ByteSpan(0, 9), actor: "a", office: "president", from: from, to: to, isFormer: former)
  }

  @Test func severalTermsOfOneTitleAreOneCueOverTheirHull() {
    let cues = OfficeCues([claim("2001-01-01", "2005-01-01"), claim("2010-01-01", nil)])
    #expect(cues.isAmbiguous)
    #expect(cues.cues().map(\.interval) == [DayInterval(Day(iso: "2001-01-01"), nil)])
  }

  @Test func aKnownDateLeavesTheTermsThatFit() {
    let cues = OfficeCues([claim("2001-01-01", "2005-01-01"), claim("2010-01-01", nil)])
    let later = DayInterval(Day(iso: "2009-06-01"), Day(iso: "2012-06-01"))
    #expect(cues.cues(given: later).map(\.interval) == [DayInterval(Day(iso: "2010-01-01"), nil)])
    let between = DayInterval(Day(iso: "2007-01-01"), Day(iso: "2008-01-01"))
    #expect(cues.cues(given: between).map(\.interval) == [DayInterval(Day(iso: "2001-01-01"), nil)])
  }

  @Test func formerHolderIsAfterTheFirstTerm() {
    let cues = OfficeCues([claim("2001-01-01", "2005-01-01", former: true), claim("2010-01-01", nil, former: true)])
    #expect(cues.cues().map(\.interval) == [DayInterval(Day(iso: "2005-01-02"), nil)])
  }

  @Test func anOpenTermBoundsTheDateByTheListOfOffices() {
    let open = OfficeCues([claim("2010-01-01", nil)], knownUntil: "2014-06").cues()
    #expect(open.map(\.rule) == ["term-of-office", "term-still-open"])
    #expect(open.last?.interval == DayInterval(nil, Day(iso: "2017-05-31")))
    #expect(OfficeCues([claim("2001-01-01", "2005-01-01")], knownUntil: "2014-06").cues().count == 1)
  }

  @Test func termsKnownToTheMonthOrYearReachFromItsFirstToItsLastDay() {
    let cues = OfficeCues([claim("1998-07", "2002-02"), claim("2010", "2011")]).cues()
    #expect(cues.map(\.interval) == [DayInterval(Day(iso: "1998-07-01"), Day(iso: "2011-12-31"))])
    let december = OfficeCues([claim("1998-12", "1999-12")]).cues()
    #expect(december.map(\.interval) == [DayInterval(Day(iso: "1998-12-01"), Day(iso: "1999-12-31"))])
    #expect(OfficeCues([claim("x", "1999-13")]).cues().isEmpty)
  }

  /// Whoever follows whom: titles of neighbours in office never leave the day of the change alone.
  @Test(
    arguments: [
      [("2001-01-20", "2005-01-20"), ("2005-01-20", "2009-01-20")],
      [("2005-01-20", "2009-01-20"), ("2001-01-20", "2005-01-20")],
      [("2001-01-20", "2005-01-19"), ("2005-01-20", nil)],
      [("2001-01-20", "2005-01-20"), ("2005-01-20", "2009-01-20"), ("2009-01-20", "2013-01-20")],
    ] as [[(String, String?)]]) func termsThatTouchLeaveMoreThanADay(_ terms: [(String, String?)]) throws
  {
    let claims = terms.enumerated().map { place, term in
      OfficeClaim(
        span: ByteSpan(place * 10, place * 10 + 9), actor: "a\(place)", office: "president", from: term.0, to: term.1,
        isFormer: false)
    }
    var left: DayInterval? = .unbounded
    for cue in OfficeCues(claims).cues() where cue.rule == "term-of-office" {
      if let both = left?.intersection(cue.interval) { left = both }
    }
    let width = try #require(left).width
    #expect(width == nil || width ?? 0 > 300)
  }
}
