// What counts as an event: predicates of any kind do, states, habits and names do not; kinds under OTHER.

import Events
import Testing

struct EventnessTests {
  private func events(_ text: String) throws -> [NewsEvent] {
    try #require(FrameExampleTests.rooms).read(text).analysis.events
  }

  @Test func unknownPeopleActToo() throws {
    let found = try events("Two burglars slipped out of the warehouse on Monday.")
    #expect(found.contains { $0.type == .other && $0.status == .happened })
  }

  @Test func coordinatedVerbsAreTwoEvents() throws {
    let kinds = try events("Sixers fired Cheeks on Monday and hired Ayers on Tuesday.").map(\.kind)
    #expect(kinds == ["dismiss", "appoint"])
  }

  @Test func statesAndHabitsAreNone() throws {
    #expect(try events("The building stands in Graz. It belongs to a bank. She likes the view.").isEmpty)
    #expect(try events("The old museum was rebuilt in 1950. The ferry usually crosses the strait.").count == 1)
  }

  @Test func namesHoldNoEvents() throws {
    let found = try events("The rescuers said Pan-Nordic Flight 610 was lost. He wrote about the Battle of Kolin.")
    #expect(!found.contains { $0.headLemma == "flight" || $0.headLemma == "battle" })
  }

  @Test func theFieldDecidesTheSense() throws {
    let sport = try events("The visitors defeated the home side in the semifinal of the tournament.")
    #expect(sport.contains { $0.kind == "win" })
    #expect(!sport.contains { $0.type == .assault })
    let weather = try events("Heavy rain hit the valley on Sunday.")
    #expect(weather.contains { $0.kind == "natural-disaster" })
    #expect(!weather.contains { $0.type == .assault })
  }

  @Test func salienceIsAShareAndTheLeadComesFirst() throws {
    let found = try events(
      "A ferry sank off Cebu on Sunday, and 40 people died. Later a clerk had repainted a bench near the pier, he said."
    )
    #expect(found.allSatisfy { (0...1).contains($0.salience) })
    let lead = try #require(found.first { $0.kind == "accident" })
    let other = try #require(found.last)
    #expect(lead.salience > other.salience)
  }
}
