import DOT
import Diagrams
import EventGraph
import Foundation
import Testing

/// The renderer through the binary that the package has built beside the tests.
private let renderer = DiagramRenderer(LayoutRunner(executable: program, timeLimit: 60))
private let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  .appendingPathComponent("chronograph").path

/// Every drawing of a graph.
private func drawings(_ graph: NewsGraph) -> [DiagramSource] {
  let links = DiagramLinks(event: { _ in "events/x.html" }, actor: { _ in "javascript:alert(1)" })
  let builder = DiagramBuilder(graph, links: links, sourceLine: "From a test")
  let stubs = [DiagramStub(words: "3 more in May 2030", url: "may.html", isBefore: true)]
  var list = [
    builder.eventGraph(DiagramScope(name: "event-graph", stubs: stubs)), builder.narrowEventGraph(),
    builder.swimlanes(), builder.actorNetwork(), builder.periodOverview { _ in "p.html" },
  ]
  if let actor = graph.actors.first { list.append(builder.egoGraph(of: actor.id)) }
  return list
}

/// What an SVG holds.
private struct SVGReader {
  var isWellFormed = false
  var ids: [String] = []
  var links: [String] = []
  var elements: [String: Int] = [:]
  var words = ""

  init(_ svg: String) {
    guard let tokens = XMLScanner.tokens(Array(svg.utf8)) else { return }
    isWellFormed = svg.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }
    for token in tokens {
      switch token {
      case .open(let name, let attributes, _):
        elements[name, default: 0] += 1
        if let id = attributes["id"] { ids.append(id) }
        if name == "a", let link = attributes["href"] ?? attributes["xlink:href"] { links.append(link) }
        for attribute in attributes where !SVGReader.isEscaped(attribute.value) { isWellFormed = false }
        if Set(attributes.map(\.name)).count < attributes.count { isWellFormed = false }
      case .text(let text):
        if !SVGReader.isEscaped(text) { isWellFormed = false }
        words += SVGReader.plain(text)
      case .close: break
      }
    }
  }

  /// Whether every `&` begins an entity of XML and no `<` stands alone.
  private static func isEscaped(_ text: String) -> Bool {
    guard !text.contains("<") else { return false }
    return text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { part in
      guard let end = part.firstIndex(of: ";") else { return false }
      let name = part[..<end]
      return ["amp", "lt", "gt", "quot", "apos"].contains(String(name)) || name.first == "#"
    }
  }

  private static func plain(_ text: String) -> String {
    var plain = text
    for (escape, character) in [
      ("&#45;", "-"), ("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ] {
      plain = plain.replacingOccurrences(of: escape, with: character)
    }
    return plain
  }
}

@Suite(.serialized) struct DrawingTests {
  @Test(arguments: ["harbour", "hostile", "empty", "one", "crowd", "large"])
  func everyGraphGivesWellFormedDrawings(name: String) async throws {
    let graph =
      switch name {
      case "harbour": HarbourFixture.graph
      case "hostile": HarbourFixture.hostile
      case "one": HarbourFixture.crowd(1)
      case "crowd": HarbourFixture.crowd(25)
      case "large": HarbourFixture.crowd(500)
      default: NewsGraph()
      }
    let sources = drawings(graph)
    for (source, result) in zip(sources, await renderer.render(sources)) {
      let picture = try result.get()
      let reader = SVGReader(picture.svg)
      #expect(reader.isWellFormed, "\(name) \(source.name)")
      #expect(Set(reader.ids).count == reader.ids.count, "ids of \(name) \(source.name)")
      #expect(reader.ids.allSatisfy { $0.hasPrefix(source.name) })
      #expect(reader.links.allSatisfy { $0.hasSuffix(".html") })
      #expect(reader.elements["title"] == 1)
      #expect(reader.elements["script"] == nil)
      #expect(!picture.svg.contains("<?xml") && !picture.svg.contains("<!--"))
      if name != "hostile" { #expect(picture.width <= 930, "\(name) \(source.name)") }
      #expect(SVGReader(picture.inlineSVG).isWellFormed)
      #expect(!picture.inlineSVG.contains("<style"))
    }
  }

  @Test func theSameGraphGivesTheSameBytes() async throws {
    let source = DiagramBuilder(HarbourFixture.graph).eventGraph()
    let first = try await renderer.render(source).get()
    let second = try await renderer.render(DiagramBuilder(HarbourFixture.graph).eventGraph()).get()
    #expect(first.svg == second.svg)
  }

  @Test func cardsSayTitleTypeDateAndArticles() async throws {
    let picture = try await renderer.render(DiagramBuilder(HarbourFixture.graph).eventGraph()).get()
    let words = SVGReader(picture.svg).words
    for text in [
      "Police close the ring road", "MILITARY", "Tue 11 Mar 2031", "[1] [2]", "sources disagree", "leads to",
    ] {
      #expect(words.contains(text), "\(text)")
    }
  }

  @Test func backslashesInTitlesAreNotExpanded() async throws {
    let picture = try await renderer.render(DiagramBuilder(HarbourFixture.hostile).actorNetwork()).get()
    #expect(SVGReader(picture.svg).words.contains("\\N \\G"))
  }

  @Test func cardsDoNotOverlap() {
    for graph in [HarbourFixture.graph, HarbourFixture.crowd(25), HarbourFixture.crowd(400)] {
      let boxes = CardPlan.boxes(of: DiagramBuilder(graph))
      #expect(!boxes.isEmpty)
      for (number, a) in boxes.enumerated() {
        for b in boxes[(number + 1)...] {
          let overlaps = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
          #expect(!overlaps)
        }
      }
    }
  }

  @Test func linesCrossNoCard() {
    for graph in [HarbourFixture.graph, HarbourFixture.crowd(25), HarbourFixture.crowd(60)] {
      let plan = CardPlan(DiagramBuilder(graph))
      for (edge, samples) in plan.lines {
        for (number, box) in plan.boxes.enumerated() where number != edge.from && number != edge.to {
          let crossing = samples.first { $0.x > box.left && $0.x < box.right && $0.y > box.top && $0.y < box.bottom }
          #expect(crossing == nil)
        }
      }
    }
  }

  @Test func noMoreThanTheLimitIsDrawn() {
    let source = DiagramBuilder(HarbourFixture.crowd(500)).eventGraph()
    #expect(source.omitted == 475)
    #expect(source.dot.components(separatedBy: "\"event ").count == 26)
  }

  @Test func pagesTogetherShowEveryEvent() {
    let builder = DiagramBuilder(HarbourFixture.crowd(200))
    #expect(builder.needsPages)
    let pages = builder.periodScopes { $0.id + ".html" }
    #expect(pages.flatMap { $0.scope.events ?? [] }.count == 200)
    #expect(pages.allSatisfy { ($0.scope.events ?? []).count <= 25 })
    #expect(pages.dropFirst().first?.scope.stubs.count == 2)
  }

  @Test func plainTimeOrderIsNoLine() {
    let rows = DiagramBuilder(HarbourFixture.graph).relationRows()
    #expect(!rows.contains { $0.from.id == "e01" })
    #expect(rows.contains { $0.from.id == "e09" && $0.to.id == "e16" && $0.words == "comes before" })
  }
}

@Suite struct PaletteTests {
  private func luminance(_ hex: String) -> Double {
    let value = Int(hex.dropFirst(), radix: 16) ?? 0
    func part(_ shift: Int) -> Double {
      let c = Double((value >> shift) & 255) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
  }

  private func contrast(_ a: String, _ b: String) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  @Test func everyRoleHasAColourOfItsOwn() {
    #expect(Set(Palette.roles.map(\.color.light)).count == Palette.roles.count)
    #expect(Set(Palette.roles.map(\.name)).count == Palette.roles.count)
  }

  @Test func textIsReadableInBothSchemes() {
    for category in EventCategory.allCases {
      let (color, tint) = (Palette.color(category), Palette.tint(category))
      for text in [color, Palette.muted, Palette.ink, Palette.disagreement] {
        #expect(contrast(text.light, tint.light) >= 4.5)
        #expect(contrast(text.dark, tint.dark) >= 4.5)
      }
      #expect(contrast(color.light, Palette.paper.light) >= 4.5)
      #expect(contrast(color.dark, Palette.paper.dark) >= 4.5)
    }
    for edge in [Palette.edge, Palette.softEdge] {
      #expect(contrast(edge.light, Palette.paper.light) >= 3)
      #expect(contrast(edge.dark, Palette.paper.dark) >= 3)
    }
  }
}

@Suite(.serialized) struct HelperTests {
  private let runner = LayoutRunner(executable: program, timeLimit: 60)

  @Test func aLayoutThatTakesTooLongCostsOnePicture() async {
    let edges = (0..<220).flatMap { a in (0..<220).map { "n\(a) -> n\($0);" } }.joined()
    let slow = LayoutRunner(executable: program, timeLimit: 0.5)
    let result = await slow.layout(dot: "digraph g {\(edges)}", engine: .dot, name: "slow")
    #expect(throws: DiagramError.self) { try result.get() }
    if case .failure(let error) = result { #expect(error.code == .timedOut) }
    let next = await runner.layout(dot: "digraph g { a -> b }", engine: .dot, name: "next")
    #expect(throws: Never.self) { try next.get() }
  }

  @Test(arguments: [
    ("digraph g {", DiagramError.Code.unreadable), ("", .unreadable), ("digraph g { a [label=<<B>x</I>>] }", .rejected),
    ("not a graph", .unreadable),
  ])
  func badTextsGiveTypedErrors(dot: String, code: DiagramError.Code) async {
    let result = await runner.layout(dot: dot, engine: .dot, name: "bad")
    if case .failure(let error) = result { #expect(error.code == code) } else { Issue.record("no error") }
  }

  @Test func aMissingProgramIsAnError() async {
    let result = await LayoutRunner(executable: "/nowhere/chronograph").layout(
      dot: "graph a {}", engine: .dot, name: "x")
    if case .failure(let error) = result { #expect(error.code == .notStarted) } else { Issue.record("no error") }
  }

  @Test func aHelperThatReadsNothingIsAnErrorAndNoSignal() async {
    let text = "digraph g {" + String(repeating: "a -> b;", count: 400_000) + "}"
    for _ in 0..<4 {
      let result = await LayoutRunner(executable: "/usr/bin/false").layout(dot: text, engine: .dot, name: "x")
      #expect(throws: DiagramError.self) { try result.get() }
    }
  }

  @Test func ourOwnDrawingsAreCleanDOT() {
    for source in drawings(HarbourFixture.graph) {
      let found = FileInspection(Array(source.dot.utf8), name: source.name)
      #expect(found.fault == nil && found.graphs.count == 1, "\(source.name)")
      let graph = found.graphs[0]
      #expect(graph.implicitNodes.isEmpty && graph.duplicateEdges.isEmpty && graph.cycles.isEmpty, "\(source.name)")
      #expect(graph.title.hasPrefix(source.title), "\(source.name)")
    }
  }
}
