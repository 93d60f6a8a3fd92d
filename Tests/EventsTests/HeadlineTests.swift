// Headlines say who does what, as real as the text tells it.

import Events
import Testing

struct HeadlineTests {
  static let rooms = try? Rooms()

  @Test(arguments: [
    ("Peru and Chile signed a border treaty.", "Peru and Chile sign border treaty"),
    ("Over 300 civilians were killed in Sudan.", "Over 300 civilians killed in Sudan"),
    ("Kenya will not withdraw its troops from Somalia.", "Kenya will not withdraw its troops from Somalia"),
    ("Egypt continues to demand an apology from Israel.", "Egypt continues to demand an apology from Israel"),
    ("Iraq could attack Kuwait.", "Iraq could attack Kuwait"),
    ("Did Turkey attack Lebanon?", "Turkey may attack Lebanon"),
    ("Turkey did not attack Lebanon.", "Turkey did not attack Lebanon"),
    ("Turkey is to attack Lebanon.", "Turkey to attack Lebanon"),
    ("The bridge was not attacked.", "Bridge not attacked"),
    ("Rebels reportedly attacked the convoy.", "Rebels reportedly attack convoy"),
    ("There was no attack on Lebanon.", "No attack on Lebanon"),
    ("There may be an attack on Lebanon.", "Possible attack on Lebanon"),
    ("There has not been an agreement between Peru and Chile.", "No agreement between Peru and Chile"),
    ("Portugal's economy shrank by 4 % in 2012.", "Portugal’s economy shrinks by 4 %"),
    ("Turkey held talks with Greece in Athens.", "Turkey holds talks with Greece in Athens"),
    ("Lula said that the forest was safe.", "Lula: forest was safe"),
  ])
  func headline(_ text: String, _ title: String) throws {
    let rooms = try #require(HeadlineTests.rooms)
    let titles = rooms.read(text).analysis.events.map { $0.title.replacing("'", with: "’") }
    #expect(titles.contains(title), "\(titles)")
  }

  @Test func pronounsAreNamed() throws {
    let rooms = try #require(HeadlineTests.rooms)
    let text = "Emmanuel Macron arrived in Rabat on Monday. He condemned the attack on the embassy of France."
    let titles = rooms.read(text).analysis.events.map(\.title)
    #expect(titles.contains { $0.hasSuffix("Macron condemns attack on the embassy of France") }, "\(titles)")
    #expect(!titles.contains { $0.hasPrefix("He ") })
  }

  @Test func whoIsNamedOnceMayBeAPronoun() throws {
    let rooms = try #require(HeadlineTests.rooms)
    let text =
      "Emmanuel Macron arrived in Rabat. A minister of Morocco said Macron was studying the plan and his next step."
    let titles = rooms.read(text).analysis.events.map(\.title)
    #expect(titles.contains { $0.hasSuffix("Macron was studying the plan and his next step") }, "\(titles)")
  }

  @Test func nobodyIsBothSides() throws {
    let rooms = try #require(HeadlineTests.rooms)
    let events = rooms.read("Talks between Oman and Yemen resumed. Oman met Yemen.").analysis.events
    #expect(!events.isEmpty)
    for event in events {
      #expect(Set(event.agents).isDisjoint(with: Set(event.patients)))
    }
  }
}

struct ParticipantTests {
  static let rooms = try? Rooms()

  private func countries(_ text: String, _ type: EventType) throws -> Set<String> {
    let rooms = try #require(ParticipantTests.rooms)
    let (analysis, names) = rooms.read(text)
    return Set(analysis.events.filter { $0.type == type }.flatMap(\.agents).flatMap { names[$0] ?? [] })
  }

  @Test func coordinatedAdjectivesAreTwoCountries() throws {
    let found = try countries("Egyptian and Jordanian officials condemned the attack.", .accuse)
    #expect(found.count >= 2)
    #expect(found.contains { $0.contains("Egypt") })
    #expect(found.contains { $0.contains("Jordan") })
  }

  @Test func aPlaceBesideTheSubjectDoesNotAct() throws {
    let rooms = try #require(ParticipantTests.rooms)
    let events = rooms.read("The bridge along the Iranian border collapsed.").analysis.events
    #expect(events.allSatisfy { $0.agents.isEmpty })
  }

  @Test func habitsAreNoEvents() throws {
    let rooms = try #require(ParticipantTests.rooms)
    #expect(rooms.read("Iran usually attacks Iraq.").analysis.events.isEmpty)
  }

  @Test func aParticipleOfDemandKeepsItsAddressee() throws {
    let rooms = try #require(ParticipantTests.rooms)
    let text = "Scholz met Erdogan in Berlin, urging Turkey to release the journalist."
    #expect(rooms.read(text).analysis.events.contains { $0.type == .request && !$0.patients.isEmpty })
  }
}

struct ConfidenceTests {
  @Test func confidenceIsAShare() throws {
    let rooms = try Rooms()
    let text = "Iran attacked Iraq on Monday, after talks with Oman, and warned Kuwait. Iraq said that Iran would pay."
    let values = rooms.read(text).analysis.events.map(\.confidence)
    #expect(!values.isEmpty)
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
  }
}

struct SpeakerTests {
  @Test func weIsWhoSpeaks() throws {
    let rooms = try Rooms()
    let (analysis, names) = rooms.read("“We will withdraw our soldiers from Mali,” said Emmanuel Macron.")
    let act = try #require(analysis.events.first { $0.type == .agree || $0.type == .retreat })
    #expect(act.agents.flatMap { names[$0] ?? [] }.contains("Emmanuel Macron"))
  }
}
