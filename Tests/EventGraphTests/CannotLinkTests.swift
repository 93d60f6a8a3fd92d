// What forbids that two tellings are one event, one rule each: everything else agrees.

import Chronology
import EventGraph
import Events
import Testing

@Suite struct CannotLinkTests {
  /// A raid on Port as an article tells it.
  private func raid(
    _ id: String, by agent: String = "norland", at place: String? = "Port", on day: String? = "2024-05-05"
  ) -> DocumentRecord {
    var maker = RecordMaker(id)
    maker.event(
      "The \(id) desk: \(agent) raided a depot.", .assault, trigger: "raided", agents: [agent], patients: ["sudland"],
      place: place, on: day, lemma: "raid", keywords: ["depot"])
    return maker.record
  }

  private func count(_ records: DocumentRecord...) -> Int { GraphBuilder().build(records).events.count }

  @Test func theSameRaidIsOne() {
    #expect(count(raid("a"), raid("b")) == 1)
  }

  @Test func actsOfOthersAreTwo() {
    #expect(count(raid("a"), raid("b", by: "westland")) == 2)
  }

  @Test func actsAtTwoPlacesAreTwo() {
    #expect(count(raid("a"), raid("b", at: "Ford")) == 2)
  }

  @Test func actsWeeksApartAreTwo() {
    #expect(count(raid("a"), raid("b", on: "2024-05-20")) == 2)
  }

  @Test func theSameKindOfActWithoutDayAndPlaceIsNotTheSameAct() {
    func undated(_ id: String, _ words: String) -> DocumentRecord {
      var maker = RecordMaker(id)
      maker.event(words, .assault, trigger: "raided", agents: ["norland"], patients: ["sudland"], lemma: "raid")
      return maker.record
    }
    #expect(count(undated("a", "Norland raided Sudland."), undated("b", "They raided it again from the sea.")) == 2)
  }

  @Test func actsOfOneArticleAreTwo() {
    var maker = RecordMaker("a")
    for words in ["Norland raided Sudland at dawn.", "Norland raided Sudland at dusk."] {
      maker.event(
        words, .assault, trigger: "raided", agents: ["norland"], patients: ["sudland"], place: "Port",
        on: "2024-05-05", lemma: "raid", keywords: ["depot"])
    }
    #expect(count(maker.record) == 2)
  }

  @Test(arguments: ["rossi", "bianchi"])
  func oneMinistersWordsAreNotTheOthers(_ other: String) {
    func statement(_ id: String, _ minister: String) -> DocumentRecord {
      var maker = RecordMaker(id)
      maker.actor("italy", country: "ITA")
      maker.actor(minister, kind: .person, country: "ITA", of: "italy")
      maker.event(
        "\(id): \(minister) said the new border tax would fall.", .statement, trigger: "said", agents: [minister],
        on: "2024-03-12", lemma: "say", keywords: ["border", "fall", "new", "tax"])
      return maker.record
    }
    #expect(count(statement("a", "rossi"), statement("b", other)) == (other == "rossi" ? 1 : 2))
  }

  @Test(arguments: [("2024-05-06", 1), ("2026-05-06", 2)])
  func articlesOfOneStoryAreOfTheSameDays(_ day: String, _ events: Int) {
    // Without a day of the act its story decides: rare words in common. Articles alike in all would have one wrong date.
    func article(_ id: String, _ day: String, _ words: String, _ rest: String) -> DocumentRecord {
      var maker = RecordMaker(id, date: day)
      maker.event(words, .assault, trigger: "raided", agents: ["norland"], patients: ["sudland"], lemma: "raid")
      maker.sentence(rest)
      return maker.record
    }
    let a = article(
      "a", "2024-05-05", "Norland raided Sudland.", "Quarrymen at Velmora and Trenova saw barges with tin near Mirabad."
    )
    let b = article(
      "b", day, "Sudland was raided from the sea.",
      "Quarrymen at Velmora and Trenova counted lorries from Ostrovia, Kelmara, Dunhold and Pirovo.")
    #expect(count(a, b) == events)
  }

  @Test func peopleWithTheSameConsonantsAreTwo() {
    func record(_ id: String, _ person: String) -> DocumentRecord {
      var maker = RecordMaker(id)
      maker.actor(person, kind: .person)
      maker.event("\(person) resigned.", .other, trigger: "resigned", agents: [person], lemma: "resign")
      return maker.record
    }
    let graph = GraphBuilder().build([record("a", "Anna Rossi"), record("b", "Aldo Rossi")])
    #expect(graph.actors.map(\.id).sorted() == ["Aldo Rossi", "Anna Rossi"])
  }
}
