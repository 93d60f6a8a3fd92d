// Of several who may be meant: the one of the title's sex, the last one spoken of, or nobody.

import Actors
import Testing

@Suite struct NearestMeaningTests {
  let reader: Reader
  init() throws { reader = try Reader() }

  @Test func aSharedLastNameIsWhomTheTextSpokeOfLast() {
    let text = reader.read("Jane Roe and Mark Roe arrived in Oslo. Mark Roe praised the harbour. Roe crossed a bridge.")
    #expect(text.actor(of: "Roe")?.id == "mark-roe")
  }

  @Test func aCourtesyTitleTellsOfTwoWhichIsMeant() {
    let text = reader.read(
      "Anna Lund and Mark Lund arrived in Oslo. Mr. Lund praised the harbour. Mrs. Lund crossed a bridge.")
    #expect(text.actor(of: "Lund")?.id == "mark-lund")
    #expect(text.actor(of: "Lund", nth: 1)?.id == "anna-lund")
  }

  @Test func aFirstNameOfTwoMeansNeither() {
    let one = reader.read("Florian Adler met Anna Berg in Oslo. Florian thanked the mayor.")
    #expect(one.actor(of: "Florian")?.id == "florian-adler")
    let two = reader.read("Florian Adler met Florian Berg in Oslo. Florian thanked the mayor.")
    #expect(two.actor(of: "Florian")?.isNamed == false)
  }

  @Test func aLastNameOfTwoKnownPersonsMeansNeither() {
    #expect(reader.read("Clinton praised the harbour.").actor(of: "Clinton")?.isNamed == false)
    #expect(reader.read("Mrs. Clinton praised the harbour.").actor(of: "Clinton")?.id == "hillary-clinton")
  }

  @Test func heIsNoWoman() {
    let text = reader.read("Mark Lund waited in Oslo. Anna Berg praised the harbour. He crossed a bridge.")
    #expect(text.actor(of: "He")?.id == "mark-lund")
    #expect(reader.read("Anna Lund praised the harbour. He crossed a bridge.").actor(of: "He")?.id != "anna-lund")
  }

  @Test func whomSomebodyMetIsNotHimself() {
    let text = reader.read("Mark Lund waited in Oslo. Paul Berg called him.")
    #expect(text.actor(of: "him")?.id == "mark-lund")
    #expect(reader.read("Mark Lund praised him in Oslo.").actor(of: "him")?.id != "mark-lund")
  }

  @Test func thePresidentOfACountryIsThatOfNoOther() {
    let text = reader.read(
      "The president of Peru met the president of Kenya in Oslo. The Peruvian president crossed a bridge.")
    #expect(text.actor(of: "The Peruvian president")?.id == "per-president")
  }

  @Test func theAirlineIsTheLastOneNamed() {
    let text = reader.read(
      "Northwind Airlines cancelled flights. Later Acme Airlines hired pilots in Lima. The airline bought a jet.")
    #expect(text.actor(of: "The airline")?.id == "acme-airlines")
  }

  @Test(arguments: [
    ("Anna B. Lund", "Anna C. Lund", false), ("Anna B. Lund", "Anna Berit Lund", true),
    ("Anna Lund", "Anna Lunt", false), ("Anna Lindgren", "Anna Lindgrem", true),
    ("Anna Lindgren", "Ada Lindgren", false),
  ])
  func namesAreSpellingsOfOneOrNot(_ a: String, _ b: String, _ isOne: Bool) {
    func person(_ name: String) -> NewsActor { NewsActor(id: name, name: name, kind: .person) }
    #expect(ActorIdentity.isSame(person(a), person(b)) == isOne)
  }
}
