import Actors
import Testing

@Suite struct Namesakes {
  let reader: Reader
  init() throws { reader = try Reader() }

  @Test func titlesAreCutFromNames() {
    #expect(reader.read("U.S. Secretary of State Marco Rubio spoke.")["marco-rubio"] != nil)
    #expect(reader.read("He met Foreign Minister Lavrov.").actor(of: "Lavrov")?.id == "sergei-lavrov")
  }

  @Test func aCityBeforeTellsTheStateFromTheCountry() {
    let text = reader.read("Police arrested a man in Atlanta, Georgia. Separately, Georgia joined the treaty.")
    #expect(text.actor(of: "Georgia")?.kind == .place)
    #expect(text.actor(of: "Georgia", nth: 1)?.id == "geo")
  }

  @Test func bothCongosStayApart() {
    let text = reader.read("The Democratic Republic of Congo accused Rwanda. The Republic of Congo offered to help.")
    #expect(text["cod"] != nil)
    #expect(text["cog"] != nil)
  }

  @Test func aPersonIsNoCountry() {
    let text = reader.read("Michael Jordan opened a restaurant. King Abdullah of Jordan did not come.")
    #expect(text["michael-jordan"]?.kind == .person)
    #expect(text["jor"] != nil)
  }

  @Test func lettersMeanWhatTheTextSays() {
    let text = reader.read("The Rapid Support Forces took the city. The RSF denied looting.")
    #expect(text.actor(of: "RSF")?.id == "rsf-sudan")
  }

  @Test func familyNamesMayStandFirst() {
    let text = reader.read("Kim visited the plant. North Korean leader Kim Jong Un praised the workers.")
    #expect(text.actor(of: "Kim")?.id == "kim-jong-un")
  }

  @Test func peopleOfOneNameInTwoArticlesStayApart() {
    let one = reader.read("Governor John Smith of Texas resigned.", id: "a")["john-smith"]
    let other = reader.read("John Smith, a British farmer, protested.", id: "b")["john-smith"]
    #expect(one?.country == "USA")
    if let one, let other, other.country != nil { #expect(!ActorIdentity.isSame(one, other)) }
  }

  @Test func aThingNamedAfterSomebodyIsNotHim() {
    #expect(reader.read("The jet landed at John F. Kennedy airport.")["john-f-kennedy"] == nil)
  }

  @Test func headlineWordsAreNoNames() {
    let text = reader.read("Kenya said the talks would go on.")
    #expect(text.analysis.actors.map(\.id) == ["ken"])
  }

  @Test(arguments: [
    "All 90 people on board were saved, a source of pride.",
    "It was a twin-deck model in the majority of cases.",
  ])
  func wordsThatAreNoActors(text: String) {
    let actors = reader.read(text).analysis.actors.filter { $0.sector == "GOV" || $0.sector == "UNK" }
    #expect(actors.isEmpty)
  }

  @Test func aVehicleThatActsIsAThingWithoutAName() {
    let actors = reader.read("The train left at 6 p.m. on Monday.").analysis.actors
    #expect(actors.map(\.name) == ["The train"])
    #expect(actors.allSatisfy { $0.kind == .group && !$0.isNamed && $0.sector != "GOV" })
  }

  @Test func companiesAreKnownByTheirLastWord() {
    #expect(reader.read("Acme Airlines cancelled flights.")["acme-airlines"]?.sector == "BUS")
  }
}
