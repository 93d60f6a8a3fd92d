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
}
