// Lint, format, diff and query: planted faults are found, texts mean the same after formatting, answers are those of the
// graph.

import DOT
import Testing

private func file(_ text: String) -> DOTFile { DOTFile(Array(text.utf8)) }

@Suite struct LintTests {
  @Test(arguments: [
    ("digraph{lable=x}", LintFinding.Kind.unknownAttribute, "\"label\""),
    ("digraph{a [shape=boxx]}", .unknownShape, "\"box\""), ("digraph{a [color=redd]}", .unknownColor, "\"red\""),
    ("digraph{a [fillcolor=\"#12345\"]}", .unknownColor, "#12345"),
    ("digraph{a [style=filed]}", .unknownWord, "\"filled\""),
    ("digraph{a->b [arrowhead=nromal]}", .unknownWord, "\"normal\""), ("digraph{rankdir=XY}", .unknownWord, "XY"),
    ("digraph{a->b [penwidth=wide]}", .notANumber, "wide"),
    ("digraph{a [arrowhead=vee]}", .misplacedAttribute, "a node"),
    ("digraph{a [shape=record, label=\"<p>x\"] b->a:q}", .unknownPort, "\"q\""),
    ("digraph{a [shape=record, label=\"<p>x\"] b->a:p:zz}", .unknownPort, "zz"),
    ("digraph{subgraph cluster_a{a} b->a [lhead=cluster_a]}", .headWithoutCompound, "compound"),
    ("digraph{compound=true b->a [lhead=cluster_a]}", .unknownCluster, "cluster_a"),
    ("digraph{compound=true subgraph cluster_a{c} b->a [lhead=cluster_a]}", .endOutsideCluster, "not in it"),
    ("digraph{subgraph cluster_a{a} subgraph cluster_b{a}}", .nodeInTwoClusters, "cluster_b"),
    ("digraph{subgraph cluster_a{a} b->cluster_a}", .edgeToCluster, "cluster"),
    ("digraph{alpha; beta; gamma; beta->alhpa}", .probableMisspelling, "\"alpha\""),
    ("digraph{1a}", .badNumber, "two names"),
  ])
  func plantedFaultsAreFound(text: String, kind: LintFinding.Kind, words: String) {
    let found = GraphLint(file(text)).findings.filter { $0.kind == kind }
    #expect(found.count == 1 && found[0].message.contains(words), "\(GraphLint(file(text)).findings)")
  }

  @Test(arguments: [
    "digraph{a [shape=record, label=\"<p> x|y\", style=\"rounded,filled\", color=\"red:blue;0.3\"] b->a:p:nw b->a:s}",
    "digraph{node [color=gray50, fontcolor=\"0.1 0.2 0.3\"] a [color=lightsteelblue3, fillcolor=\"/greys9/3\"]}",
    "digraph{edge [arrowhead=oldiamondinv, dir=both] a->b}", "digraph{n1; n2; n3; n1->n4}",
    "digraph{subgraph cluster_a{a subgraph cluster_b{a}}}",
    "digraph{compound=true subgraph cluster_a{a} b->a [lhead=cluster_a]}",
    "digraph{a->alpha->alhpa}", "digraph{colorscheme=accent8 a [color=3]}",
    "digraph{a [label=<<TABLE><TR><TD PORT=\"x\">y</TD></TR></TABLE>>] b->a:x}",
  ])
  func soundFilesHaveNoWarning(text: String) {
    #expect(GraphLint(file(text)).findings.filter { $0.level == .warning }.isEmpty)
  }
}

@Suite struct FormatTests {
  @Test func canonicalText() {
    let text = """
      // head
      Digraph "g" { b  [zeta=1,"alpha"="x y"] // behind
        /* before */ a->{"c" d}->"e f":p:n [label=<<B>x</B>>]; node[]; "node" ; x="1.5" subgraph cluster_1 {"graph"}
        // last
      }
      """
    let expected = """
      // head
      digraph g {
        b [alpha="x y", zeta=1];  // behind
        // before
        a -> {
          c;
          d;
        } -> "e f":p:n [label=<<B>x</B>>];
        node [];
        "node";
        x=1.5;
        subgraph cluster_1 {
          "graph";
        }
        // last
      }

      """
    #expect(DOTFormatter.format(file(text)) == expected)
    #expect(DOTFormatter.format(file(expected)) == expected)
  }

  @Test func sortingKeepsTheMeaning() {
    let read = file("digraph{z; a; a [x=1]; node[y=2]; c; b; c->a; b->c; a->b [k=1]}")
    let sorted = file(DOTFormatter.format(read, sorted: true))
    #expect(GraphDifference(from: ReadGraph(read, graph: 0), to: ReadGraph(sorted, graph: 0)).isEmpty)
    #expect(DOTFormatter.format(read, sorted: true).hasPrefix("digraph {\n  a;\n  a [x=1];\n  z;\n"))
  }

  @Test func quotesAndBackslashesSurvive() {
    let read = file(#"graph{"a\"b\\" [label="\N\l x\\\" y"]; "" ; "-" ; -.5; "1a"}"#)
    let again = file(DOTFormatter.format(read))
    #expect(again.fault == nil)
    #expect(GraphDifference(from: ReadGraph(read, graph: 0), to: ReadGraph(again, graph: 0)).isEmpty)
  }
}

@Suite struct DifferenceTests {
  private func difference(_ a: String, _ b: String) -> GraphDifference {
    GraphDifference(from: ReadGraph(file(a), graph: 0), to: ReadGraph(file(b), graph: 0))
  }

  @Test(arguments: [
    ("digraph{node[color=red] a; b}", "digraph{b [color=\"red\"]; a [color=red]}"), ("graph{a--b}", "graph{b--a}"),
    ("digraph{a->b [x=1] a->b [x=2]}", "digraph{a->b [x=2] a->b [x=1]}"), ("digraph{a->{b c}}", "digraph{a->c a->b}"),
  ])
  func whatMeansTheSameIsTheSame(a: String, b: String) { #expect(difference(a, b).isEmpty) }

  @Test func differencesAreNamed() {
    let found = difference(
      "digraph{a; b [x=1]; a->b; b->c [w=1]; subgraph cluster_1{a}}",
      "digraph{a; b [x=2]; b->c [w=2]; c->d; subgraph cluster_1{b}}")
    #expect(found.addedNodes == ["d"] && found.removedNodes.isEmpty)
    #expect(found.removedEdges == ["a -> b"] && found.addedEdges == ["c -> d"])
    #expect(
      found.changes.map { "\($0.subject) \($0.attribute) \($0.before ?? "-") \($0.after ?? "-")" } == [
        "node b x 1 2", "edge b -> c w 1 2", "cluster cluster_1 member a -", "cluster cluster_1 member - b",
      ])
  }
}

@Suite struct QueryTests {
  private let query = GraphQuery(
    ReadGraph(
      file("digraph{a [label=\"The start\"] a->b->d; a->c->d->e; subgraph cluster_x{b} r->a [style=invis]}"), graph: 0))

  private func names(_ nodes: [Int]) -> [String] { nodes.map(query.graph.name) }

  @Test func neighboursAndDistances() throws {
    let a = try #require(query.node(named: "the start"))
    #expect(
      query.around(a, depth: 2, .out).map { "\(query.graph.name($0.node))\($0.distance)" } == ["a0", "b1", "c1", "d2"])
    #expect(query.around(a, depth: 9, .in).count == 1)
    #expect(query.node(named: "nothing") == nil)
  }

  @Test func shortestWays() throws {
    let (a, e) = (try #require(query.node(named: "a")), try #require(query.node(named: "e")))
    #expect(query.paths(from: a, to: e, .out).map(names) == [["a", "b", "d", "e"], ["a", "c", "d", "e"]])
    #expect(query.paths(from: e, to: a, .out).isEmpty)
    #expect(query.paths(from: e, to: a, .in).count == 2)
  }

  @Test func aPartIsDOTAgain() throws {
    let nodes = try ["a", "b", "d"].map { try #require(query.node(named: $0)) }
    let part = ReadGraph(file(query.dot(nodes)), graph: 0)
    #expect(part.nodes.count == 3 && part.edges.count == 2)
    #expect(part.subgraphs.contains { $0.name?.text == "cluster_x" })
  }
}
