// To whom something is done, who dies, and outlets that act.

import Events
import Testing

struct RecipientTests {
  private func read(_ text: String) throws -> (analysis: EventAnalysis, names: [String: [String]]) {
    try #require(FrameExampleTests.rooms).read(text)
  }

  private func names(_ ids: [String], _ names: [String: [String]]) -> [String] { ids.flatMap { names[$0] ?? [] } }

  @Test func theRecipientIsAPatientBesideTheThing() throws {
    let (analysis, all) = try read("The second ferry was delivered to Qatar Airways on Monday.")
    let event = try #require(analysis.events.first { $0.headLemma == "deliver" })
    #expect(names(event.patients, all).contains { $0.contains("Qatar Airways") })
  }

  @Test func whoIsAwardedSomethingIsAPatientBesideIt() throws {
    let (analysis, all) = try read("Anna Owens was awarded the Northern Aid and Letters Bronze Award on Monday.")
    let event = try #require(analysis.events.first { $0.headLemma == "award" })
    #expect(names(event.patients, all).contains { $0.contains("Owens") })
  }

  @Test func whoIsHandedADefeatTakesPart() throws {
    let (analysis, all) = try read(
      "A federal judge has handed Microsoft a major victory by declining to block its takeover of Activision.")
    let event = try #require(analysis.events.first { $0.headLemma == "victory" })
    #expect(names(event.patients, all).contains { $0.contains("Microsoft") })
  }

  @Test func ofTwoWhoBothActNoneIsLeftOut() throws {
    let (analysis, all) = try read(
      "The hearing showed Satya Nadella and Bobby Kotick, who both pledged to keep the game available on Monday.")
    let event = try #require(analysis.events.first { $0.headLemma == "pledge" })
    let agents = names(event.agents, all)
    #expect(agents.contains { $0.contains("Nadella") } && agents.contains { $0.contains("Kotick") })
  }

  @Test func whoSaysFromWhenBeginsNothing() throws {
    let (analysis, _) = try read(
      "The firm, which is expected to lay off thousands of employees beginning this week, confirmed the report.")
    #expect(analysis.events.contains { $0.headLemma == "confirm" })
    #expect(!analysis.events.contains { $0.headLemma == "begin" })
  }

  @Test func aFormerPlanHasNoDayAhead() throws {
    let (analysis, _) = try read("Martin Roe had planned to charge WeWork almost $6 million to use his trademark.")
    let event = try #require(analysis.events.first { $0.status == .planned })
    #expect(event.type != .accuse)
    #expect(event.when.interval.earliest == nil)
  }

  @Test func aHospitalThatSomebodyLeavesIsNone() throws {
    let (analysis, all) = try read("Doctors said the girl was discharged from the clinic on Monday.")
    let event = try #require(analysis.events.first { $0.headLemma == "discharge" })
    #expect(!event.patients.isEmpty)
    #expect(!names(event.patients, all).contains { $0.contains("clinic") })
  }

  @Test func whoDiesIsNoAgent() throws {
    let (analysis, all) = try read("Desmond Tutu died in Cape Town on Sunday.")
    let event = try #require(analysis.events.first { $0.kind == "death" })
    #expect(event.agents.isEmpty)
    #expect(names(event.patients, all).contains { $0.contains("Tutu") })
  }

  @Test func aParenthesisHasItsOwnSpeaker() throws {
    let (analysis, all) = try read("The captains, said Angela Merkel, are required to report every week.")
    let event = try #require(analysis.events.first { $0.type == .statement })
    #expect(names(event.agents, all).contains { $0.contains("Merkel") })
  }

  /// Names of the agents and patients of the event with a verb or noun.
  private func roles(_ text: String, _ lemma: String) throws -> (agents: [String], patients: [String]) {
    let (analysis, all) = try read(text)
    let event = try #require(analysis.events.first { $0.headLemma == lemma })
    return (names(event.agents, all), names(event.patients, all))
  }

  @Test func whoMetIsWhoSpokeInTheMeeting() throws {
    let (analysis, all) = try read("Jacob Zuma said in a meeting with Thabo Mbeki that he would resign.")
    let event = try #require(analysis.events.first { $0.type == .consult })
    let found = names(event.agents, all)
    #expect(found.contains { $0.contains("Zuma") } && found.contains { $0.contains("Mbeki") })
  }

  @Test func whoSuffersIsNoAgent() throws {
    let found = try roles("Six firefighters received burns during the blaze on Monday.", "burn")
    #expect(found.agents.isEmpty)
    #expect(found.patients.contains { $0.contains("firefighters") })
  }

  @Test func aCourtInWhichSomethingIsDoneIsNoParty() throws {
    let found = try roles("Notary Ann Lee lodged a complaint at the Maritime Court on Friday.", "lodge")
    #expect(!found.patients.contains { $0.contains("Court") })
  }

  @Test func whoWonIsNoPartyOfThePartyBefore() throws {
    let found = try roles(
      "Third was Pavel Orlov, the candidate of the Farmers Party, who received 12% of the vote.", "receive")
    #expect(found.agents.contains { $0.contains("Orlov") })
    #expect(!found.agents.contains { $0.contains("Party") })
  }

  @Test func whoIsForcedActs() throws {
    let found = try roles("The strike by pilots forced Nordic Air to cancel 200 flights on Monday.", "cancel")
    #expect(found.agents.contains { $0.contains("Nordic Air") })
    #expect(!found.agents.contains { $0.contains("pilots") })
  }

  @Test func aTeamThatIsCalledByItsTownWins() throws {
    let found = try roles("The striker scored twice as Lyon beat Nice 3-1 on Saturday.", "beat")
    #expect(found.agents.contains { $0.contains("Lyon") })
  }

  @Test func whoIsIdentifiedHasAName() throws {
    let found = try roles("The suspect, identified as Omar Diallo, was arrested at Lyon airport on Monday.", "arrest")
    #expect(found.patients.contains { $0.contains("Omar Diallo") })
  }

  @Test func whatIsDoneToSomebodyAfterAnArrestIsToldToo() throws {
    let (analysis, all) = try read("Two men were arrested and charged with theft.")
    #expect(analysis.events.map(\.headLemma).contains("arrest"))
    let event = try #require(analysis.events.first { $0.headLemma == "charge" })
    #expect(event.agents.isEmpty)
    #expect(names(event.patients, all).contains { $0.contains("men") })
  }

  @Test func aPaperThatReportsBehindACommaStatesIt() throws {
    let (analysis, all) = try read("Police in Manila arrested three men, the Inquirer reported on Monday.")
    let event = try #require(analysis.events.first { $0.headLemma == "report" })
    #expect(event.type == .statement)
    #expect(names(event.agents, all).contains { $0.contains("Inquirer") })
  }

  @Test func aSpeechVerbAtTheEndIsToldByWhatStandsBeforeIt() throws {
    let (analysis, _) = try read(
      "Two days were needed to drain the quarry behind the old sugar mill near Varde, but the pumps had failed by noon, Tom Pell said."
    )
    let event = try #require(analysis.events.first { $0.type == .statement })
    #expect(event.title.contains("Two days were needed"))
  }

  @Test func whatStandsBeforeASpeechVerbIsNotAlwaysSaid() throws {
    let (analysis, _) = try read("When the quarry flooded in the night, Tom Pell said little.")
    let said = try #require(analysis.events.first { $0.headLemma == "say" })
    #expect(!said.title.hasPrefix("Tom Pell: “When"))
  }

  @Test func partiesBehindANumberAreThoseNamed() throws {
    let found = try roles(
      "The bill was rejected by two parties, Labour and the Greens, on Tuesday.", "reject")
    #expect(
      found.agents.contains { $0.contains("Greens") } && found.agents.contains { $0.contains("Labour") })
    let unknown = try roles(
      "The bill was rejected by two parties, the Greens and the Reform Union, on Tuesday.", "reject")
    #expect(!unknown.agents.contains { $0.contains("Greens") })
  }
}
