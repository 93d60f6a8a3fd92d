// Event coreference inside a document: which event "the talks" and "their conversation" go back to.

import Events
import Testing

struct AnaphoraTests {
  private func read(_ text: String) throws -> EventAnalysis {
    try #require(FrameExampleTests.rooms).read(text).analysis
  }

  @Test func whatGoesOnIsNotWhatLiesAhead() throws {
    let analysis = try read(
      "China plans a broader summit next month. Officials of China and Japan held talks in Seoul. "
        + "Tokyo described the talks as useful.")
    let held = try #require(analysis.events.first { $0.title.contains("talks in Seoul") })
    #expect(held.status == .happened)
    #expect(held.mentions.count >= 2)
    let summit = try #require(analysis.events.first { $0.title.contains("summit") })
    #expect(summit.status == .planned)
    // The noun and the verb that carries it, not the talks after it.
    #expect(summit.mentions.count == 2)
  }

  @Test func theirConversationIsTheOneJustTold() throws {
    let analysis = try read(
      "Emmanuel Macron engaged in discussions with Olaf Scholz. Details of their conversation were not given.")
    let talks = analysis.events.filter { $0.type == .consult }
    #expect(talks.count == 1)
    #expect(talks.first?.agents.count == 2)
  }
}

struct PairTests {
  @Test func theSecondOfTwoIsTheNameNotItsNationality() throws {
    let (analysis, names) = try #require(FrameExampleTests.rooms).read(
      "Following a crucial conversation between U.S. President Barack Obama and Russian President Vladimir Putin, "
        + "London said that a truce is near.")
    let talk = try #require(analysis.events.first { $0.type == .consult })
    let told = talk.agents.flatMap { names[$0] ?? [] }
    #expect(told.contains("Vladimir Putin"))
    #expect(!talk.agents.contains("rus"))
  }
}

struct HabitTests {
  @Test func everyTimeTellsOfNoOneTime() throws {
    let (analysis, _) = try #require(FrameExampleTests.rooms).read(
      "Barack Obama and Angela Merkel held a phone conversation. “Every time we approach meaningful discussions, Iran "
        + "finds ways to stall,” Merkel said. The phone discussions between Obama and Merkel on Monday were short.")
    let call = try #require(analysis.events.first { $0.title.contains("phone conversation") })
    // Twice the noun and once the verb that carries it.
    #expect(call.mentions.count == 3)
    #expect(call.when.timex != nil)
  }
}
