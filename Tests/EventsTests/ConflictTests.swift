// Lasting conflicts: one event a war, its outbreak apart, parties from the rest of the text.

import Events
import Testing

struct ConflictTests {
  private func wars(_ text: String) throws -> (wars: [NewsEvent], all: EventAnalysis, names: [String: [String]]) {
    let rooms = try #require(FrameExampleTests.rooms)
    let (analysis, names) = rooms.read(text)
    return (analysis.events.filter { $0.type == .assault && $0.status == .ongoing }, analysis, names)
  }

  @Test func oneEventForAllMentionsOfAWar() throws {
    let text = """
      Officials met because the Armenia-Azerbaijan war began in 1992. Shells fell on both capitals in the conflict.
      Diplomats hope that the war will end.
      """
    let found = try wars(text)
    #expect(found.wars.count == 1)
    #expect(found.wars.first?.mentions.count == 3)
    let parties = Set((found.wars.first?.agents ?? []) + (found.wars.first?.patients ?? []))
    #expect(parties.count == 2)
  }

  @Test func theOutbreakIsAnEventOfItsOwnAndPartOfTheWar() throws {
    let found = try wars("The Armenia-Azerbaijan war began in 1992. The conflict has cost many lives.")
    let outbreak = try #require(found.all.events.first { $0.type == .assault && $0.status == .happened })
    #expect(outbreak.when.edtf == "1992")
    let war = try #require(found.wars.first)
    #expect(found.all.relations.contains { $0.kind == .subEventOf && $0.a == outbreak.id && $0.b == war.id })
  }

  @Test func whoseWarItIsMakesHimTheAgent() throws {
    let found = try wars("Iraq’s war against Iran goes on. Nobody expects the war between Iran and Iraq to stop.")
    let war = try #require(found.wars.first)
    #expect(found.wars.count == 1)
    #expect(war.agents.contains { found.names[$0]?.contains("Iraq") == true })
    #expect(war.patients.contains { found.names[$0]?.contains("Iran") == true })
  }

  @Test func peaceBetweenTwoSidesTellsWhoIsAtWar() throws {
    let found = try wars(
      "A peace agreement between Ethiopia and Eritrea is near, after nearly two years of war, diplomats said.")
    let war = try #require(found.wars.first)
    #expect(Set(war.agents + war.patients).count == 2)
  }

  @Test func aWarThatMayComeIsNotGoingOn() throws {
    #expect(try wars("Egypt warned that Sudan could cause a wider war in Africa.").wars.isEmpty)
    #expect(try wars("China and Japan fear a trade war between them.").wars.isEmpty)
  }

  @Test func aWarThatIsOnlyForetoldIsNotGoingOn() throws {
    #expect(try wars("The Armenia-Azerbaijan war will begin in 2030, an analyst said.").wars.isEmpty)
  }
}
