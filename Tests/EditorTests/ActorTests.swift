// Merge, split, rename and hide of actors.

import Editor
import EventGraph
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
}
