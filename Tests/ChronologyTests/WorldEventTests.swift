import Chronology
import Corpus
import Testing

/// A table of invented reports, a few of them about one thing and many about others.
private func table() throws -> WorldEventTable {
  var compiler = WorldEventCompiler()
  let start = try #require(Day(iso: "2012-01-01"))
  let places = ["Arvonia", "Belmarsk", "Corvella", "Dunholt", "Esterwyn", "Falmora", "Gravenz", "Hollimar"]
  for number in 0..<2000 {
    compiler.add(
      "Today the council\(number) of \(places[number % 8]) approves budget \(number + 100) after talks.",
      on: start + number)
  }
  compiler.add(
    "Today the ferry Quillonia sinks off Port Zembra, killing 347 passengers; captain Orsino Valtek is arrested.",
    topics: ["Zembra disaster"], on: start + 700)
  return try #require(WorldEventTable(bytes: compiler.encoded()))
}

private let article = """
  Captain Orsino Valtek was arrested after the ferry Quillonia sank off Port Zembra. Officials said that 347 passengers \
  had died.
  """

private func date(_ text: String, _ settings: DatingSettings) throws -> DocumentDate {
  let fixture = try Fixture(settings: settings)
  return fixture.analyser.analyse(fixture.annotate(text)).date
}

@Test func aKnownEventDatesTheArticleThatTellsIt() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2020-01-31"), worldEvents: try table())
  let found = try date(article, settings)
  let day = try #require(Day(iso: "2012-01-01")) + 700
  let best = try #require(found.best)
  #expect((-1...7).contains(Int(best - day)))
  let cue = try #require(found.cues.first { $0.rule == "world-event" })
  #expect(cue.used)
  #expect(cue.why.contains("\(day)"))
}

@Test func withoutTheTableNoWorldEventIsNamed() throws {
  let found = try date(article, DatingSettings(knownUntil: Day(iso: "2020-01-31")))
  #expect(!found.cues.contains { $0.rule == "world-event" })
  #expect(found.best == nil)
}

@Test func aKnownEventNeverOverridesTheArticle() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2020-01-31"), worldEvents: try table())
  let found = try date(article + " The wreck was found on 4 March 2017.", settings)
  let earliest = try #require(found.interval.earliest)
  #expect(earliest >= Day(iso: "2017-03-04") ?? Day(number: 0))
  #expect(try #require(found.best) >= Day(iso: "2017-03-04") ?? Day(number: 0))
}

@Test func theSameReportsInAnyOrderGiveTheSameTable() throws {
  let texts = ["The Quillonia sinks off Zembra today", "The Orsino tower burns in Falmora town"]
  let day = try #require(Day(iso: "2012-05-05"))
  func bytes(_ texts: [String]) -> [UInt8] {
    var compiler = WorldEventCompiler()
    for text in texts { compiler.add(text, on: day) }
    return compiler.encoded()
  }
  #expect(bytes(texts) == bytes(texts.reversed()))
}

@Test(arguments: [0, 7, 19, 20, 60]) func bytesThatAreNoTableAreRefused(_ count: Int) {
  #expect(WorldEventTable(bytes: [UInt8](repeating: 7, count: count)) == nil)
}

/// No interval, best or credible day lies behind the day that the user or the edition gives.
@Test(arguments: [
  "He was arrested on May 3, 1994, in Oslo.", "The plant will open in 2031. The firm was founded in 2003.",
  "The town was rebuilt in 2041.", "She was elected in 2019 and resigned in March 2024.",
  "Officials in Kyiv say Russia has waged nearly four years of devastating war against Ukraine.",
])
func nothingReachesPastTheLastPossibleDay(_ text: String) throws {
  for iso in ["2024-06-30", "2025-11-02", "2030-12-31"] {
    let last = try #require(Day(iso: iso))
    for settings in [DatingSettings(knownUntil: last), DatingSettings(asOf: last)] {
      let found = try date(text, settings)
      for day in [found.interval.earliest, found.interval.latest, found.best, found.credible?.latest] {
        if let day { #expect(day <= last, "\(text): \(day) is after \(last)") }
      }
      if settings.asOf != nil { #expect(found.interval.latest != nil) }
    }
  }
}

@Test func someDayOfAnIntervalIsOneOfASet() throws {
  let found = try date(
    "He was arrested on May 3, 1994, in Oslo.", DatingSettings(asOf: Day(iso: "2001-01-01")))
  #expect(found.edtf == "[1994-05-03..2001-01-01]")
}

/// A length of something else says nothing on the wars and talks that the text also names.
@Test(arguments: [
  "He has run the shop in Kyiv for three years. Russia wages war against Ukraine.",
  "The lease of three years ended. The war in Ukraine goes on, Russia said.",
  "She was jailed for four years. Talks between Russia and Ukraine failed.",
])
func aDurationIsBoundToWhatItMeasures(_ text: String) throws {
  let found = try date(text, DatingSettings(knownUntil: Day(iso: "2026-01-31")))
  #expect(!found.cues.contains { $0.rule.hasPrefix("duration-since") || $0.rule == "first-since" })
}

@Test func nearlySoLongIsMostlyTheLastMonths() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2030-01-31"))
  let found = try date("Officials in Kyiv say Russia has waged nearly four years of war against Ukraine.", settings)
  #expect(try #require(found.best) > Day(iso: "2025-11-01") ?? Day(number: 0))
  #expect(found.interval.contains(try #require(found.credible)))
}

/// A year beside a month is said because it is not the year of writing, more often than not.
@Test func aMonthWithItsYearIsMostlyOfTheYearBefore() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2026-01-31"))
  let found = try date("The bridge was closed in March 1994 after a fire.", settings)
  #expect(try #require(found.credible?.latest) > Day(iso: "1995-06-01") ?? Day(number: 0))
  #expect(found.interval.latest == Day(iso: "2026-01-31"))
}

/// Reports of six years, in one of which many name the same people and things.
private func news() throws -> WorldEventTable {
  var compiler = WorldEventCompiler()
  let start = try #require(Day(iso: "2012-01-01"))
  let places = ["Arvonia", "Belmarsk", "Corvella", "Dunholt", "Esterwyn", "Falmora", "Gravenz", "Hollimar"]
  for number in 0..<2000 {
    compiler.add(
      "Today the council\(number) of \(places[number % 8]) approves budget \(number + 100) after talks.",
      on: start + number)
  }
  let year = try #require(Day(iso: "2014-01-10"))
  for number in 0..<24 {
    compiler.add(
      "Delegate\(number) tells Ilka Varnholt that the Oskaru accord binds Pellworth and \(places[number % 8]).",
      on: year + number * 14)
  }
  return try #require(WorldEventTable(bytes: compiler.encoded()))
}

private let undated =
  "Ilka Varnholt praised the farmers of Pellworth. They had asked for another reading of the Oskaru accord."

@Test func withoutTheTableNoNewsAreCompared() throws {
  let found = try date(undated, DatingSettings(knownUntil: Day(iso: "2020-01-31")))
  #expect(found.cues.isEmpty)
  #expect(found.best == nil)
}

@Test func namesOfItsTimeNeverOverrideTheArticle() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2020-01-31"), worldEvents: try news())
  let found = try date(undated + " She left on 4 March 2017.", settings)
  let first = try #require(found.interval.earliest)
  #expect(first == Day(iso: "2017-03-04"))
  #expect(try #require(found.best) >= Day(iso: "2017-03-04") ?? Day(number: 0))
}

@Test func whatIsInTheNewsOfAllYearsTellsNothing() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2020-01-31"), worldEvents: try news())
  let found = try date("The mayors of Arvonia, Belmarsk, Corvella and Dunholt met in Hollimar.", settings)
  #expect(!found.cues.contains { $0.rule == "news-of-its-time" })
  #expect(found.interval.isUnbounded)
}

/// Reports of which one spring alone knows the words of the article.
private func spring() throws -> WorldEventTable {
  var compiler = WorldEventCompiler()
  let start = try #require(Day(iso: "2008-01-01"))
  for number in 0..<4000 {
    compiler.add(
      "Council\(number) of Place\(number % 61) approves budget\(number) after debate\(number % 97).", on: start + number
    )
  }
  let may = try #require(Day(iso: "2014-05-01"))
  for number in 0..<6 {
    compiler.add(
      "Witness\(number) tells Ilka Varnholt of the Oskaru quarry and the Pellworth turbines.", on: may + number * 9)
  }
  return try #require(WorldEventTable(bytes: compiler.encoded()))
}

private let quarry =
  "Ilka Varnholt visited the Oskaru quarry. The Pellworth turbines had been shipped there, Varnholt said. Turbines hummed."

@Test func namesOfOneSpringSayWhenTheyWereNews() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2018-12-31"), worldEvents: try spring())
  let found = try date(quarry, settings)
  let cue = try #require(found.cues.first { $0.rule == "news-of-its-time" })
  #expect(!cue.used)
  #expect(cue.why.contains("Varnholt"))
  let best = try #require(found.best)
  #expect(best.parts.year == 2014)
}

@Test func newsBelowNineTenthsClosesNothing() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2018-12-31"), worldEvents: try spring())
  let found = try date(quarry, settings)
  #expect(!found.cues.isEmpty)
  #expect(found.cues.allSatisfy { $0.weight < 0.9 && !$0.used })
  #expect(found.interval.isUnbounded)
}

@Test func anEarlyHorizonLeavesYearsBeforeIt() throws {
  let settings = DatingSettings(knownUntil: Day(iso: "2026-01-31"), asOf: Day(iso: "1975-01-01"))
  let found = try date("The bridge was closed in March 1951 after a fire.", settings)
  #expect(found.interval.width != 1)
  let credible = try #require(found.credible)
  #expect(try #require(credible.width) > 366)
}
