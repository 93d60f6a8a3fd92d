// DOT for stock tools: what Graphviz makes of it is as wide as its rows, and its words stand in the file.

import DOT
import Diagrams
import EventGraph
import Foundation
import Testing

private let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  .appendingPathComponent("chronograph").path

private func stock(_ graph: NewsGraph, scope: DiagramScope? = nil) -> String {
  let links = DiagramLinks(event: { _ in "events/x.html" })
  return DOTWriter.write(
    StockGraph(DiagramBuilder(graph, links: links), scope: scope).graph(name: "events", title: "A <title>"))
}

@Suite struct StockGraphTests {
  /// Width of the drawing in points as Graphviz states it; the fonts are those of its built-in estimate.
  private func width(_ dot: String) async throws -> Int {
    let svg = try await LayoutRunner(executable: program, timeLimit: 60).layout(dot: dot, engine: .dot, name: "stock")
      .get()
    let text = String(decoding: svg, as: UTF8.self)
    let match = try #require(text.firstMatch(of: /<svg width="(\d+)pt"/))
    return try #require(Int(match.1))
  }

  @Test(arguments: [1, 20, 300, 900]) func drawingsStayNarrow(count: Int) async throws {
    #expect(try await width(stock(HarbourFixture.crowd(count))) <= 2_000)
  }

  @Test func everyFixtureIsReadWithoutAWord() async throws {
    for graph in [HarbourFixture.graph, HarbourFixture.hostile, NewsGraph()] {
      _ = try await width(stock(graph))
    }
  }

  @Test func namesReadAndAreUnique() {
    let names = EventNames(HarbourFixture.graph)
    #expect(names["e16"] == "talks-resume-in-the-old-customs")
    let all = HarbourFixture.crowd(50).events.map(\.id)
    let crowd = EventNames(HarbourFixture.crowd(50))
    #expect(Set(all.map { crowd[$0] }).count == 50)
    #expect(names["not there"] == "not there")
  }

  @Test func aRemarkStandsBeforeEachEventAndSharedAttributesStandOnce() throws {
    let dot = stock(HarbourFixture.graph)
    #expect(dot.contains("// Police close the ring road | Tue 11 Mar 2031 | article [1] [2]\n"))
    #expect(dot.components(separatedBy: "class=\"military stated\"").count == 2)
    #expect(dot.contains("\"brandt-offers-talks-on-neutral\" -> \"workers-walk-out-at-all-six-quays\""))
    #expect(dot.contains("\"axis 2029 – Nov 2030\"") || dot.contains("\"axis 2029\""))
    for relation in HarbourFixture.graph.relations {
      #expect(dot.firstMatch(of: try Regex("class *= *\"\(relation.kind.rawValue)\"")) != nil)
    }
  }

  @Test func aScopeHoldsItsEventsOnly() {
    let dot = stock(HarbourFixture.graph, scope: DiagramScope(name: "x", events: ["e03", "e06"]))
    #expect(dot.contains("workers-walk-out") && dot.contains("police-close") && !dot.contains("brandt"))
  }

  @Test func relationsWithoutRoomStandAsRemarks() {
    var graph = HarbourFixture.crowd(900)
    let count = graph.relations.count
    for number in 0..<200 {
      graph.relations.append(
        GraphRelation(kind: .before, a: "n\(number)", b: "n\(899 - number)", evidence: [], why: "far"))
    }
    let dot = stock(graph)
    let drawn = dot.matches(of: /"event-[^"]*" -> "event-[^"]*" \[tooltip/).count
    let remarks = dot.matches(of: /\/\/ event-\S+ (before|causes|responds_to) event-/).count
    #expect(drawn + remarks == count + 200)
    #expect(remarks > 50 && drawn > 300)
  }

  @Test func theSameGraphGivesTheSameText() {
    #expect(stock(HarbourFixture.graph) == stock(HarbourFixture.graph))
  }
}

@Test func drawingsKeepTitleAndSource() {
  let source = DiagramBuilder(HarbourFixture.graph, sourceLine: "From four papers").eventGraph()
  #expect(source.dot.contains("// \(source.title)\n"))
  #expect(source.dot.contains("// From four papers\n"))
  #expect(source.dot.contains("\"\(source.title) | "))
}
