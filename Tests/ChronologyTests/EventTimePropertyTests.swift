import Chronology
import Testing

/// Whatever the words: what has happened does not begin after the article, and intervals are in order.
@Test func happenedEventsNeverBeginAfterTheArticle() throws {
  let fixture = try Fixture()
  let today = try #require(Day(iso: "2025-05-20"))
  let days = [
    "on Friday", "on 9 October", "last week", "this week", "this month", "in December", "by the end of the year",
    "in mid-2026", "until 3 June", "from Monday to Friday", "from 3 to 9 October", "on the last day of May", "tomorrow",
    "in the next two weeks", "a year and a half ago", "in Q4 2025", "at Christmas", "after 1 June 2025", "since March",
  ]
  var dated = 0
  for day in days {
    for sentence in [
      "The army shelled the port \(day).", "Talks \(day) ended without a deal.", "Rebels had met \(day).",
    ] {
      let document = fixture.annotate(sentence, date: "2025-05-20")
      let analysis = fixture.analyser.analyse(document)
      for timex in analysis.timexes {
        if let first = timex.interval.earliest, let last = timex.interval.latest {
          #expect(first <= last, "\(sentence)")
        }
      }
      for token in document.tokens.indices {
        let time = fixture.analyser.time(ofEventAt: token, phase: .done, in: document, analysis)
        if time.timex != nil { dated += 1 }
        if let first = time.interval.earliest { #expect(first <= today, "\(sentence) \(document.form(token))") }
        if let first = time.interval.earliest, let last = time.interval.latest { #expect(first <= last, "\(sentence)") }
      }
    }
  }
  #expect(dated > 20)
}

@Test(arguments: [
  ("RAMADAN+0@2021", "2021-04-13"), ("EIDFITR+0@2021", "2021-05-13"), ("OREASTER+0@2024", "2024-05-05"),
  ("LUNARNY+0@2024", "2024-02-10"), ("DIWALI+0@2024", "2024-10-31"), ("HOLI+0@2024", "2024-03-25"),
  ("HANUKKAH+0@2023", "2023-12-08"), ("PASSOVER+0@2024", "2024-04-23"), ("YOMKIPUR+0@2023", "2023-09-25"),
  ("ROSHHASH+0@2024", "2024-10-03"),
])
func feastsOfOtherCalendars(_ form: String, _ day: String) throws {
  let term = try #require(TimeTerm(closedForm: form))
  #expect(term.interval(document: nil).earliest == Day(iso: day))
  #expect(term.closedForm == form)
}

@Test(arguments: [
  ("in early April", "2025-04-01", "2025-04-15"), ("in mid-April", "2025-04-10", "2025-04-21"),
  ("at the end of 2024", "2024-09-01", "2024-12-31"), ("earlier this month", "2025-05-01", "2025-05-20"),
  ("in the first week of January", "2025-01-01", "2025-01-07"),
  ("in the last two weeks of April", "2025-04-17", "2025-04-30"),
])
func partsOfPeriodsAreNarrow(_ words: String, _ first: String, _ last: String) throws {
  let fixture = try Fixture()
  let found = fixture.analyser.analyse(fixture.annotate("Troops left the town \(words).", date: "2025-05-20")).timexes
  #expect(found.first?.interval == DayInterval(Day(iso: first), Day(iso: last)))
}
