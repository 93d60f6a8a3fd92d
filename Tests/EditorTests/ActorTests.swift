// Merge, split, rename and hide of actors.

import Editor
import EventGraph
import Events
import Testing

@Suite struct ActorTests {
  @Test func aMergeActsBeforeEventsAreLinked() throws {
    let (graph, corrections) = try Strike.build("actors:\n  - merge: [Anna Berg, Minister Berg]\n")
    #expect(corrections.map(\.state) == [.applied])
    #expect(!graph.actors.contains { $0.id == "minister-berg" })
    let berg = try #require(graph.actors.first { $0.id == "anna-berg" })
    #expect(berg.mentions.count == 4)
    #expect(berg.editor.map(\.what) == ["merge"])
    let said = try #require(graph.events.first { $0.title.hasSuffix("said") })
    #expect(said.agents == ["anna-berg"])
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func mergeThenSplitRestoresTheGraph() throws {
    let plain = GraphBuilder().build(Strike.records())
    let (graph, corrections) = try Strike.build(
      """
      actors:
        - merge: [Anna Berg, Minister Berg]
        - split: Anna Berg
          into: [{name: Anna Berg}, {name: Minister Berg}]
      """)
    #expect(corrections.allSatisfy { $0.state == .applied })
    #expect(Strike.shown(graph) == Strike.shown(plain))
  }

  @Test func splitThenMergeRestoresTheGraph() throws {
    let plain = GraphBuilder().build(Strike.records())
    let (graph, corrections) = try Strike.build(
      """
      actors:
        - split: Anna Berg
          into: [{name: Anna Berg}, {name: Anna Berg of Sund, documents: [third.txt]}]
        - merge: [Anna Berg, Anna Berg of Sund]
      """)
    #expect(corrections.allSatisfy { $0.state == .applied })
    #expect(Strike.shown(graph) == Strike.shown(plain))
  }

  @Test func aSplitGivesEachEventItsOwnActor() throws {
    let (graph, corrections) = try Strike.build(
      """
      actors:
        - split: Anna Berg
          into:
            - {name: Anna Berg}
            - {name: Anna Berg of the owners, quotes: [{document: first, quote: praised the owners}]}
            - {name: Anna Berg of Sund, documents: [third]}
      """)
    #expect(corrections.map(\.state) == [.applied])
    func agents(_ trigger: String) -> [String] {
      graph.events.first { $0.title.hasSuffix(trigger) }?.agents ?? []
    }
    #expect(agents("called") == ["anna-berg"])
    #expect(agents("praised") == ["anna-berg-anna-berg-of-the-owners"])
    #expect(agents("criticised") == agents("praised"))
    #expect(agents("visited") == ["anna-berg-anna-berg-of-sund"])
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func aNewNameReachesHeadlinesAndTheOldOneStaysVisible() throws {
    let (graph, _) = try Strike.build("actors:\n  - {actor: Minister Berg, rename: Karl Berg, kind: government}\n")
    let berg = try #require(graph.actors.first { $0.id == "minister-berg" })
    #expect(berg.name == "Karl Berg")
    #expect(berg.kind == .government)
    #expect(berg.editor.first?.was == "Minister Berg")
    #expect(graph.events.contains { $0.title == "Karl Berg said" })
  }

  @Test func aHiddenActorTakesPartInNothing() throws {
    let (graph, _) = try Strike.build("actors:\n  - {actor: Anna Berg, hide: true}\n")
    #expect(!graph.actors.contains { $0.id == "anna-berg" })
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func unknownSharedAndContraryNamesAreListed() throws {
    let (_, corrections) = try Strike.build(
      """
      actors:
        - {actor: Nobody Here, hide: true}
        - {actor: Anna Berg, rename: A}
        - {actor: Anna Berg, rename: B}
        - {actor: {name: Anna Berg, document: fourth}, hide: true}
      """)
    #expect(corrections.map(\.state) == [.lost, .applied, .conflict, .lost])
    #expect(corrections.map(\.line) == [2, 3, 4, 5])
  }

  // MARK: Several names in one headline

  /// One article that tells how one person met another.
  private func meeting(_ title: String, _ names: [String]) -> [DocumentRecord] {
    var article = Article("meeting")
    article.tell(
      names.joined(separator: " met ") + " at the port.", [(.consult, "met", names[0])], names: names, on: "2024-05-01")
    article.record.events[0].patients = names.dropFirst().map {
      $0.lowercased().split(separator: " ").joined(separator: "-")
    }
    article.record.events[0].title = title
    return [article.record]
  }

  @Test func namesThatChangePlacesDoNotRunIntoEachOther() throws {
    let (graph, corrections) = try Strike.build(
      """
      actors:
        - {actor: anna-berg, rename: Karl Holm}
        - {actor: karl-holm, rename: Anna Berg}
      """, meeting("Anna Berg meets Karl Holm: “Anna Berg came”", ["Anna Berg", "Karl Holm"]))
    #expect(corrections.map(\.state) == [.applied, .applied])
    let events = graph.events.map(\.title)
    #expect(events == ["Karl Holm meets Anna Berg: “Karl Holm came”"], "\(corrections)")
  }

  @Test func theLongestNameIsReplacedAndPartsOfWordsAreNot() throws {
    let (graph, _) = try Strike.build(
      """
      actors:
        - {actor: Berg, rename: Dahl}
        - {actor: Anna Berg, rename: Anna Lind}
      """, meeting("Anna Berg meets Berg of Bergheim and Ébergs", ["Anna Berg", "Berg"]))
    #expect(graph.events.map(\.title) == ["Anna Lind meets Dahl of Bergheim and Ébergs"])
  }

  // MARK: Splits and merges

  @Test func theRestOfASplitIsTheFirstParts() throws {
    let (graph, corrections) = try Strike.build(
      """
      actors:
        - split: Anna Berg
          into: [{name: Anna Berg of Velmora}, {name: Anna Berg of Sund, documents: [third.txt]}]
      """)
    #expect(corrections.map(\.state) == [.applied])
    let names = graph.actors.filter { $0.id.hasPrefix("anna-berg") }
    #expect(Set(names.map(\.name)) == ["Anna Berg of Velmora", "Anna Berg of Sund"])
    #expect(names.first { $0.name == "Anna Berg of Velmora" }?.mentions.count == 2)
    #expect(
      names.first { $0.name == "Anna Berg of Velmora" }?.editor == [
        .init("name", "Anna Berg of Velmora", was: "Anna Berg")
      ])
    #expect(graph.events.contains { $0.title == "Anna Berg of Velmora called" })
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func aPartWithoutAnythingLeftIsLost() throws {
    let (_, corrections) = try Strike.build(
      """
      actors:
        - split: Anna Berg
          into: [{name: Nobody}, {name: A, documents: [first.txt]}, {name: B, documents: [third.txt]}]
        - {split: Anna Berg, into: [{name: Nobody}]}
      """)
    #expect(corrections.map(\.state) == [.lost, .lost])
  }

  @Test func aMergeKeepsWhatEarlierLinesSaid() throws {
    let (graph, corrections) = try Strike.build(
      """
      actors:
        - {actor: Minister Berg, kind: government, country: NOR, why: she heads the ministry}
        - {merge: [Anna Berg, Minister Berg], why: one person}
      """)
    #expect(corrections.map(\.state) == [.applied, .applied])
    let berg = try #require(graph.actors.first { $0.id == "anna-berg" })
    #expect(berg.name == "Anna Berg")
    #expect(berg.kind == .government)
    #expect(berg.country == "NOR")
    #expect(Set(berg.editor.map(\.what)) == ["kind", "country", "note", "merge"])
    #expect(berg.editor.filter { $0.what == "note" }.compactMap(\.value) == ["she heads the ministry", "one person"])
  }

  @Test func theFirstNamesOwnKindOutlastsAMerge() throws {
    let (graph, _) = try Strike.build(
      """
      actors:
        - {actor: Minister Berg, kind: government}
        - {actor: Anna Berg, kind: group}
        - merge: [Anna Berg, Minister Berg]
      """)
    #expect(graph.actors.first { $0.id == "anna-berg" }?.kind == .group)
  }

  @Test func aRefusedLineHoldsNoOtherBack() throws {
    let (graph, corrections) = try Strike.build(
      """
      actors:
        - {actor: Anna Berg, rename: Anna Lind}
        - {actor: Anna Lind, rename: Anna Dahl, kind: group}
        - {actor: Anna Lind, kind: government}
      """)
    #expect(corrections.map(\.state) == [.applied, .conflict, .applied])
    #expect(graph.actors.first { $0.id == "anna-berg" }?.kind == .government)
  }

  @Test func manyNamesAreFoundInGoodTime() throws {
    var article = Article("crowd")
    for number in 0..<3000 { article.tell("Person\(number) came.", [], names: ["Person\(number)"]) }
    let lines = (0..<1000).map { "  - {actor: Person\($0), rename: Guest\($0)}\n" }.joined()
    let start = ContinuousClock.now
    let (graph, corrections) = try Strike.build("actors:\n" + lines, [article.record])
    #expect(corrections.allSatisfy { $0.state == .applied })
    #expect(graph.actors.count { $0.name.hasPrefix("Guest") } == 1000)
    #expect(ContinuousClock.now - start < .seconds(10))
  }
}
