// Reading DOT: what libcgraph accepts, what it means, and what is said about the rest.

import DOT
import Testing

private func read(_ text: String) -> DOTFile { DOTFile(Array(text.utf8)) }

private func graph(_ text: String) -> ReadGraph { ReadGraph(read(text), graph: 0) }

private func inspect(_ text: String, withoutOrder: Set<String> = []) -> FileInspection {
  FileInspection(Array(text.utf8), name: "x.dot", withoutOrder: withoutOrder)
}

@Suite struct ReadingTests {
  @Test(arguments: [
    ("digraph{a, b -> c, d}", 4, 4), ("digraph{a -> {b c} -> d}", 4, 4), ("strict graph{a--b b--a a--b}", 2, 1),
    ("digraph{a->b[key=k] a->b[key=k] a->b}", 2, 2), ("digraph{subgraph A{a} subgraph A{} -> b}", 2, 1),
    ("digraph{\"a\"+\"b\" ab}", 1, 0), ("digraph{<b> b}", 2, 0), ("graph{a:p:n -- b:s}", 2, 1),
    ("digraph{1a -> 2.5}", 3, 1), ("# line\n/* c */ graph { a // x -- y\n }", 1, 0),
    ("DIGRAPH{Node[x=y]; a}", 1, 0), ("strict digraph{a->b subgraph S{a->b}}", 2, 1),
    ("digraph{subgraph S{a->b[key=k]} subgraph T{a->b[key=<k>]}}", 2, 1),
    ("digraph{subgraph S{a} -> subgraph S{b}}", 2, 4),
  ])
  func countsAreThoseOfGraphviz(text: String, nodes: Int, edges: Int) {
    let graph = graph(text)
    #expect(read(text).fault == nil)
    #expect(graph.nodes.count == nodes && graph.edges.count == edges, "\(text)")
  }

  @Test func defaultsHoldFromWhereTheyStandAndInTheirBlock() {
    let found = graph(
      "digraph{a node[color=red] b {node[color=blue] c a} d [color=green] subgraph S{node[x=1]} subgraph S{e}}")
    func color(_ name: String) -> String? {
      found.position(of: DOTWord(name)).flatMap { found.nodes[$0].attributes["color"]?.text }
    }
    #expect(["a", "b", "c", "d", "e"].map(color) == [nil, "red", "blue", "green", "red"])
    #expect(found.position(of: DOTWord("e")).flatMap { found.nodes[$0].attributes["x"]?.text } == "1")
  }

  @Test func stringsKeepTheirBackslashes() {
    let found = graph(#"digraph{a [label="x\n\"y\" \\ z\"# + "\nend\"]}")
    #expect(found.nodes[0].attributes["label"]?.text == #"x\n"y" \\ zend"#)
  }

  @Test(arguments: [
    ("digraph{\na--b}", 2, "write \"->\""), ("graph{a->b}", 1, "write \"--\""), ("digraph{a-b}", 1, "like-this"),
    ("digraph{a.b}", 1, "quotes"), ("digraph{a [bold]}", 1, "no value"), ("digraph{\na\n", 3, "line 1 is not closed"),
    ("digraph{a [label=\"x]}", 1, "no end"), ("digraph{a} junk", 1, "after the graph"), ("{a}", 1, "no DOT"),
    ("digraph{a;;b}", 1, "without a statement"), ("digraph{a->}", 1, "missing after the arrow"),
    ("digraph{/* a}", 1, "no end"), ("digraph{<a<b>}", 1, "no end"), ("digraph my-graph{}", 1, "quotes"),
    ("", 1, "no graph"), ("digraph g {\n a -> b;\n c -> -> d;\n}\n", 3, "missing after the arrow"),
  ])
  func faultsSayLineAndCure(text: String, line: Int, words: String) {
    let fault = inspect(text).fault
    #expect(fault?.line == line && fault?.message.contains(words) ?? false, "\(String(describing: fault))")
  }

  @Test func whatStoodBeforeAFaultIsKept() {
    let found = inspect("graph a {x} digraph b {y z -> -> w}")
    #expect(found.graphs.map(\.nodes) == [1, 1] && found.fault != nil)
  }

  @Test func thousandsOfNestedSubgraphsAreRead() {
    let depth = 20_000
    let text =
      "digraph{" + String(repeating: "subgraph{", count: depth) + "a->b" + String(repeating: "}", count: depth + 1)
    let found = inspect(text)
    #expect(found.fault == nil && found.graphs.map(\.nodes) == [2])
    #expect(found.graphs[0].findings.contains { $0.kind == .deepNesting })
  }

  @Test(.timeLimit(.minutes(1))) func longLabelsAndOpenCommentsTakeLinearTime() {
    let label = String(repeating: "x", count: 5_000_000)
    #expect(inspect("digraph{a [label=\"\(label)\"]}").fault == nil)
    let open = String(repeating: "<!--", count: 200_000)
    #expect(inspect("digraph{a [label=<\(open)>]}").fault != nil)
  }

  @Test func brokenTextNeverTraps() {
    let parts = [
      "digraph", "{", "\"", "\\", "<", "[", "a", "->", "--", ":", "=", "/*", "#", "]", "}", "\n", "\u{0}", "é",
      "subgraph",
      ",", ";", "+", "1.", "-",
    ]
    var state: UInt64 = 7
    for _ in 0..<4_000 {
      var text = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int(state >> 33) % parts.count]
      }
      let found = inspect("digraph {" + text)
      #expect(found.fault.map { $0.line >= 1 } ?? !found.graphs.isEmpty, "\(text)")
    }
  }

  @Test func encodingsAreToldAndKept() {
    let latin = Array("graph { charset=latin1 \"caf".utf8) + [0xe9] + Array("\" }".utf8)
    let source = DOTSource(latin)
    #expect(source.encoding == .latin1 && !source.isGuess)
    #expect(source.encoded(String(decoding: source.text, as: UTF8.self)) == latin)
    #expect(DOTSource([0xef, 0xbb, 0xbf] + Array("graph{}".utf8)).text == Array("graph{}".utf8))
    let wide: [UInt8] = [0xff, 0xfe] + "graph{é}".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    #expect(String(decoding: DOTSource(wide).text, as: UTF8.self) == "graph{é}")
    #expect(DOTSource(wide).encoded("graph{é}") == wide)
    #expect(DOTSource([0xe9]).isGuess)
  }
}

@Suite struct InspectionTests {
  @Test func countsAndFinds() {
    let dot = """
      digraph talks {
        label="The talks"
        a [label="Alpha\\nmeets"]; b [label="Beta"]; lone [label="Lone"];
        a -> b; b -> c; c -> a; a -> b; b -> b;
        subgraph cluster_x { label="Inside"; a; b }
        bad [label="Bad", URL="javascript:alert(1)"];
      }
      """
    let found = inspect(dot).graphs[0]
    #expect(found.name == "talks" && found.title == "The talks" && found.isDirected && !found.isStrict)
    #expect(found.nodes == 5 && found.edges == 5 && found.components == [3, 1, 1])
    #expect(found.cycles == [["a", "b", "c"]])
    #expect(found.selfLoops == ["b"] && found.duplicateEdges == ["a -> b"])
    #expect(found.isolatedNodes == ["lone", "bad"] && found.implicitNodes == ["c"])
    #expect(found.clusters.map { "\($0.name) \($0.title) \($0.nodes)" } == ["cluster_x Inside 2"])
    #expect(found.findings.map(\.kind) == [.unsafeURL] && found.findings[0].line == 6)
    #expect(found.titles["a"] == "Alpha meets")
    #expect(found.maximumDegree == 5 && found.maximumDegreeNode == "b")
  }

  @Test func onlyOrderAndCauseMakeACycle() {
    let dot =
      "digraph{a->b[class=about] b->a[class=before] c->d[class=causes] d->c[class=\"before x\"] e->f f->e[dir=none]}"
    let found = inspect(dot, withoutOrder: ["about"]).graphs[0]
    #expect(found.cycles == [["c", "d"]])
    #expect(found.edgesWithoutOrder == ["about": 1, "undirected": 1])
    #expect(inspect(dot).graphs[0].cycles == [["a", "b"], ["c", "d"]])
  }

  @Test func arrowsCountWhereTheyPoint() {
    #expect(inspect("digraph{a->b b->a[dir=back]}").graphs[0].cycles.isEmpty)
  }

  @Test func furnitureCountsButIsNotTold() {
    let dot = "digraph{a b r1[style=invis] r2[class=\"furniture axis\"] r1->r2->a[style=invis] a->b}"
    let found = inspect(dot).graphs[0]
    #expect(found.nodes == 4 && found.edges == 3 && found.components == [4])
    #expect(found.furnitureNodes == 2 && found.furnitureEdges == 2 && found.visibleComponents == [2])
    #expect(found.isolatedNodes.isEmpty && found.maximumDegree == 1)
  }

  @Test func allGraphsOfAFile() {
    #expect(inspect("graph a {x} strict digraph {y->z} graph c {}").graphs.map(\.nodes) == [1, 2, 0])
  }
}
