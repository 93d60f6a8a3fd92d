import DOT
import Testing

@Suite struct WriterTests {
  @Test func groupsCarryDefaultsPathsAndMembers() {
    var group = DOTSubgraph("cluster_a", nodes: ["shape": .keyword("box")], edges: ["color": .keyword("red")])
    group.statements = [.path(DOTPath([["a"], ["b", "c"]], ["weight": .number(2)])), .members(["a", "b c"])]
    var graph = DOTGraph(name: "g")
    graph.add(group)
    let text = """
      digraph "g" {
        subgraph "cluster_a" {
          node [shape=box];
          edge [color=red];
          "a" -> {"b" "c"} [weight=2];
          "a"; "b c";
        }
      }

      """
    #expect(DOTWriter.write(graph) == text)
  }

  @Test func longListsStandInSortedAlignedLines() {
    let long = String(repeating: "word ", count: 20)
    var graph = DOTGraph(name: "g")
    graph.add(DOTNode("a", ["tooltip": .text(long), "URL": .url("x.html"), "label": .text("x")]))
    #expect(
      DOTWriter.write(graph).contains(
        "  \"a\" [\n    label   = \"x\"\n    tooltip = \"\(long)\"\n    URL     = \"x.html\"\n  ];\n"))
    let ids = (0..<40).map { "node number \($0)" }
    #expect(
      DOTWriter.write(DOTGraph(name: "g", statements: [.members(ids)])).split(separator: "\n")
        .allSatisfy { $0.utf8.count <= 112 })
  }

  /// The one label of a graph with one node.
  private func written(_ label: String) -> String {
    var graph = DOTGraph(name: "g")
    graph.add(DOTNode("a", ["label": .text(label)]))
    return DOTWriter.write(graph)
  }

  @Test func theSameDocumentGivesTheSameText() {
    var graph = DOTGraph(name: "g", isStrict: true, attributes: ["rankdir": .keyword("TB"), "pad": .number(0.125)])
    graph.add(DOTNode("a b", ["label": .text("x"), "fixedsize": .flag(true)]))
    graph.add(DOTSubgraph("cluster_1", ["color": .keyword("#ffffff")], [.edge(DOTEdge("a b", "node"))]))
    let text = """
      strict digraph "g" {
        graph [pad=0.13, rankdir=TB];
        "a b" [fixedsize=true, label="x"];
        subgraph "cluster_1" {
          graph [color="#ffffff"];
          "a b" -> "node";
        }
      }

      """
    #expect(DOTWriter.write(graph) == text)
  }

  @Test(arguments: [
    ("say \"no\"", #""say \"no\"""#), (#"C:\N\G"#, #""C:\\N\\G""#), (#"ends \"#, #""ends \\""#),
    ("a & b &copy;", #""a &amp; b &amp;copy;""#), ("two\r\nlines", #""two\nlines""#), ("a\u{0}b\u{1b}c", #""abc""#),
    ("x\u{2028}y", #""x\ny""#), ("\u{202e}abc\u{2066}", #""abc""#), ("", #""""#),
  ])
  func labelsKeepTheirCharacters(label: String, expected: String) {
    #expect(written(label).contains("[label=\(expected)]"))
  }

  @Test func longTextsAreCutBetweenCharacters() {
    let text = written(String(repeating: "ü", count: 40_000))
    #expect(text.utf8.count < 16_000)
    #expect(text.contains("ü…\""))
  }

  @Test func emptyNamesStillNameTheGraph() {
    #expect(DOTWriter.write(DOTGraph(name: "")).hasPrefix("digraph \"graph\" {"))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//evil.example", "/etc", "a b", "", "x\\y",
  ])
  func dangerousLinksAreDropped(url: String) {
    var graph = DOTGraph(name: "g")
    graph.add(DOTNode("a", ["URL": .url(url)]))
    #expect(!DOTWriter.write(graph).contains("URL"))
    #expect(!DOTText.isSafeURL(url))
  }

  @Test(arguments: ["events/a-1f2e.html", "../x.html#s3", "https://example.org/?a=1&b=2", "#top", "a?x=http:y"])
  func plainLinksStay(url: String) { #expect(DOTText.isSafeURL(url)) }

  @Test func textInTablesIsEscaped() {
    let font = HTMLLabel.Font(color: "#000000\" EVIL=\"1", size: 9, isBold: true)
    let cell = HTMLLabel.Cell(.text([.words("</TD> & \"x\"", font), .lineBreak(.left)]))
    let markup = HTMLLabel(.table(HTMLLabel.Table(border: 1, style: .dashed, rows: [[cell], []]))).markup
    #expect(markup.contains("&lt;/TD&gt; &amp; &quot;x&quot;"))
    #expect(!markup.contains("\" EVIL=\"1\""))
    #expect(!markup.contains("<TR></TR>"))
  }

  @Test func emptyTablesAndTextsStayValid() {
    #expect(HTMLLabel(.table(HTMLLabel.Table(rows: []))).markup.contains("<TD"))
    let font = HTMLLabel.Font(color: "#000000", size: 9)
    #expect(HTMLLabel(.text([.words("", font)])).markup.isEmpty)
  }

  @Test func tablesThatAreTooLongBecomeText() {
    let font = HTMLLabel.Font(color: "#000000", size: 9)
    let rows = (0..<400).map { [HTMLLabel.Cell(.text([.words("row \($0)", font)]))] }
    var graph = DOTGraph(name: "g")
    graph.add(DOTNode("a", ["label": .html(HTMLLabel(.table(HTMLLabel.Table(rows: rows))))]))
    let text = DOTWriter.write(graph)
    #expect(text.contains("label=\"row 0"))
    #expect(text.utf8.count < 16_384)
  }

  @Test func longBackgroundsAreBrokenIntoPieces() {
    let graph = DOTGraph(name: "g", attributes: ["_background": .text(String(repeating: "L 2 0 0 1 1 ", count: 3_000))])
    let lines = DOTWriter.write(graph).split(separator: "\n").map(\.utf8.count)
    #expect((lines.max() ?? 0) < 5_000)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.004, "0"), (1.5, "1.5"), (-2.25, "-2.25"), (3.05, "3.05"), (.nan, "0"), (.infinity, "0"),
    (1e300, "0"),
  ])
  func numbersHaveAtMostTwoDecimals(value: Double, expected: String) { #expect(DOTWriter.number(value) == expected) }
}

@Suite struct TopologyTests {
  @Test func findsComponentsDegreesAndACycle() {
    let topology = GraphTopology(nodes: 6, edges: [(0, 1), (1, 2), (2, 0), (3, 4), (9, 1), (3, 3)])
    #expect(topology.componentSizes == [3, 2, 1])
    #expect(topology.degrees == [2, 2, 2, 3, 1, 0])
  }

  @Test func everyCycleIsFoundOnce() {
    let edges = [(0, 1), (1, 2), (2, 0), (1, 0), (3, 3), (4, 5), (5, 4), (2, 4), (0, 1)]
    let found = GraphCycles(nodes: 6, edges: edges)
    #expect(found.cycles == [[0, 1], [0, 1, 2], [4, 5]])
    #expect(found.tangles == 2 && !found.hasMore)
  }

  @Test func manyCyclesAreBounded() {
    let edges = (0..<60).flatMap { a in (0..<60).map { (a, $0) } } + [(60, 61), (61, 60)]
    let found = GraphCycles(nodes: 62, edges: edges, limit: 10)
    #expect(found.hasMore && found.tangles == 2)
    #expect(found.cycles.contains([60, 61]) && found.cycles.count <= 11)
  }

  @Test func aLongCycleNeedsNoStack() {
    let count = 100_000
    let found = GraphCycles(nodes: count, edges: (0..<count).map { ($0, ($0 + 1) % count) })
    #expect(found.cycles.map(\.count) == [count])
  }

  @Test func anAcyclicGraphHasNoCycle() {
    #expect(GraphCycles(nodes: 4, edges: [(0, 1), (0, 2), (1, 3), (2, 3)]).cycles.isEmpty)
    #expect(GraphTopology(nodes: 0, edges: [(0, 0)]).componentSizes.isEmpty)
  }

  @Test func aLongChainNeedsNoStack() {
    let count = 200_000
    let topology = GraphTopology(nodes: count, edges: (1..<count).map { ($0 - 1, $0) })
    #expect(topology.componentSizes == [count])
  }
}
