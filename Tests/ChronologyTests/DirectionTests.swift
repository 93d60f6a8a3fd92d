// On which side of the document date bare weekdays, months and days lie, and what comparisons count from.

import Chronology
import Testing

/// The value of the expression with some words; the document date is Wednesday 2025-03-05.
private func value(_ words: String, in text: String, date: String = "2025-03-05") throws -> String? {
  try Fixture().values(text, date: date)[words]
}

@Test func aNameBetweenVerbAndWeekdayDoesNotHideTheTense() throws {
  #expect(try value("Friday", in: "The envoy will be travelling to Norway Friday with his wife.") == "2025-03-07")
}

@Test func whatHadBeenPlannedLiesBehind() throws {
  let text = "The offer was extended. It had been scheduled to expire on Monday."
  #expect(try value("Monday", in: text) == "2025-03-03")
}

@Test func aDeadlineMayJustBeOver() throws {
  #expect(try value("March 4", in: "A judge has ordered the ministry to pay by March 4.") == "2025-03-04")
}

@Test func aMonthBelowANounMayBeTheNextOne() throws {
  let text = "The firm announced an agreement to buy the bank in April."
  #expect(try value("April", in: text) == "2025-04")
}

@Test func aSlatedVisitLiesAhead() throws {
  #expect(try value("August", in: "The slated visit of the minister in August worries them.") == "2025-08")
}

@Test func aYearBeforeNineMonthsIsTheYearBefore() throws {
  let text =
    "Profit rose in the third quarter. In the first nine months, profit was $4 million, from $3 million a year earlier."
  #expect(try value("a year earlier", in: text, date: "1996-10-28") == "1995")
}

@Test func thePeriodOfAYearIsTheQuarterThatIsCompared() throws {
  let text = "Net income rose in the third quarter. In the 1995 period, the firm earned $2 million."
  #expect(try value("the 1995 period", in: text, date: "1996-10-28") == "1995-Q3")
}

@Test func aLengthBeforeAPhraseIsALength() throws {
  let text = "Banks must wait 30 days before closing the sale."
  #expect(try value("30 days", in: text) == "P30D")
}

@Test func whatIsSetForAMonthLiesAhead() throws {
  #expect(try value("May", in: "The summit has been set for May.") == "2025-05")
}

@Test func aPurposeHasTheTimeOfItsAct() throws {
  #expect(try value("Monday", in: "He flew to Rome to meet the pope on Monday.") == "2025-03-03")
  #expect(try value("Monday", in: "He has agreed to meet the pope on Monday.") == "2025-03-10")
}

@Test func aWeekdayBehindAnObjectBelongsToTheVerbBefore() throws {
  let text = "The envoys issued a joint statement Friday saying the pact will make them safe."
  #expect(try value("Friday", in: text) == "2025-02-28")
}

@Test(arguments: ["The border was closed until Friday.", "Shops stayed open until Friday."])
func untilADayPointsAhead(_ text: String) throws {
  #expect(try value("Friday", in: text) == "2025-03-07")
}

@Test func inAnAccountJanuaryFollowsDecember() throws {
  let years = (1861...1867).map { "The army took the town in \($0)." }.joined(separator: " ")
  let text = years + " In December 1868 the king fled. In January the queen followed. The army left in 1869."
  #expect(try value("January", in: text) == "1869-01")
}
