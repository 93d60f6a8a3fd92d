import DOT
import Testing

@Suite struct WriterTests {
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
        graph [rankdir=TB, pad=0.13];
        "a b" [label="x", fixedsize=true];
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
    #expect(topology.cycle == [0, 1, 2])
  }

  @Test func anAcyclicGraphHasNoCycle() {
    #expect(GraphTopology(nodes: 4, edges: [(0, 1), (0, 2), (1, 3), (2, 3)]).cycle.isEmpty)
    #expect(GraphTopology(nodes: 0, edges: [(0, 0)]).componentSizes.isEmpty)
  }

  @Test func aLongChainNeedsNoStack() {
    let count = 200_000
    let topology = GraphTopology(nodes: count, edges: (1..<count).map { ($0 - 1, $0) })
    #expect(topology.componentSizes == [count])
  }
}

@Suite struct StatementScanTests {
  @Test func tellsDeclaredNodesFromMerelyNamedOnes() {
    let text = """
      digraph g { // a -> comment
        node [shape=box]; rankdir=LR
        a [label="x -> y"]
        a -> b:port:n -> { c d }
        subgraph cluster_s { e }
        "f g"; h [label=<<B>i</B>>]
      }
      """
    let scan = DOTStatements(scanning: Array(text.utf8))
    #expect(scan.declared == ["a", "c", "d", "e", "f g", "h"])
    #expect(scan.lineOfNode["b"] == 4)
    #expect(scan.lineOfNode["h"] == 6)
    #expect(scan.graphs == 1)
  }

  @Test func brokenTextNeverTraps() {
    let parts = ["digraph", "{", "\"", "\\", "<", "[", "a", "->", ":", "=", "/*", "#", "]", "}", "\n", "\u{0}", "é"]
    var state: UInt64 = 7
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int(state >> 33) % parts.count]
      }
      _ = DOTStatements(scanning: Array(text.utf8))
    }
    #expect(DOTStatements(scanning: Array("graph a {} graph b {}".utf8)).graphs == 2)
  }
}
