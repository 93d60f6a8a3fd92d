import Actors
import Testing

/// What pronouns and descriptions without a name mean: things that act, persons of any trade, bodies, quotations.
@Suite struct Antecedents {
  let reader: Reader
  init() throws { reader = try Reader() }

  @Test func itIsTheThingThatActed() {
    let text = reader.read(
      "The Brassen ferry left the harbour at dawn. It rammed a pier minutes later. The ferry is in a dock now.")
    #expect(text.actor(of: "It")?.id == text.actor(of: "The Brassen ferry")?.id)
    #expect(text.actor(of: "It") != nil)
  }

  @Test(arguments: [
    "Brandt Corp bought a bakery in Graz. It was built in 1901.",
    "The court read the oath aloud. It was an oath of silence.",
    "Brandt Corp lost the case. The decision was unusual. It changed the law.",
  ])
  func itIsNoActorWhereSomethingElseIsMeant(_ text: String) {
    #expect(reader.read(text).actor(of: "It") == nil)
  }

  @Test func itIsTheCompanyThatSpeaks() {
    let text = reader.read("Brandt Corp bought a bakery on Monday. It announced that it would hire 40 people.")
    #expect(text.actor(of: "It")?.name == "Brandt Corp")
  }

  @Test func theyAreWhoDidTheLike() {
    let text = reader.read("Protesters threw stones at the police. They shouted slogans and marched to the town hall.")
    #expect(text.actor(of: "They")?.id == text.actor(of: "Protesters")?.id)
    #expect(text.actor(of: "They") != nil)
  }

  @Test func personsOfAnyTradeAreActors() {
    let text = reader.read("A convicted arsonist escaped on Tuesday. The arsonist was caught in Graz.")
    #expect(text.actor(of: "A convicted arsonist")?.kind == .person)
    #expect(text.actor(of: "The arsonist")?.id == text.actor(of: "A convicted arsonist")?.id)
  }

  @Test func surnamesAreNoTrades() {
    let text = reader.read("Anna Mason met Karl Cooper. Mason left early.")
    #expect(text.actor(of: "Mason")?.id == "anna-mason")
  }

  @Test func severalBodiesAreNotTheOneOfTheState() {
    #expect(
      reader.read("Ukraine's security agencies warned of attacks.").actor(of: "Ukraine's security agencies")?.isNamed
        == false)
  }

  @Test func stationsOfThePoliceAreNoForce() {
    #expect(reader.read("Gunmen stormed two police stations on Monday.").analysis.actors.map(\.name) == ["Gunmen"])
  }

  @Test func aProposedGovernmentIsNotTheGovernment() throws {
    let text = reader.read("Greens and Liberals want a minority government. The government raised fees in May.")
    let proposed = try #require(text.actor(of: "a minority government"))
    #expect(text.actor(of: "The government")?.id != proposed.id)
  }

  @Test func twoPeoplesInOneNameAreOneGroup() throws {
    let text = reader.read("Cuban Americans protested on Sunday. Americans voted in November.")
    let americans = try #require(text.actor(of: "Americans"))
    #expect(text.actor(of: "Cuban Americans")?.name == "Cuban Americans")
    #expect(text.actor(of: "Cuban Americans")?.id != americans.id)
  }

  @Test func aNounTakesUpTheNameThatEndsWithIt() {
    let text = reader.read("The Westhaven Refinery burned on Monday. Workers had closed the refinery in May.")
    #expect(text.actor(of: "the refinery")?.id == text.actor(of: "Westhaven Refinery")?.id)
    #expect(text.actor(of: "the refinery") != nil)
  }

  @Test(arguments: [
    "Anna Moe noted that more could be done. “We are late.”",
    "Anna Moe wrote to her friends: “We are late.”",
  ])
  func whoSpokeBeforeIsWhoSpeaks(_ text: String) {
    #expect(reader.read(text).actor(of: "We")?.id == "anna-moe")
  }
}
