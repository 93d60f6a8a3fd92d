// Drawings as files: colours without a style sheet, themes, pages, and other formats made from the finished SVG.

import Chronology
import DOT
import Diagrams
import EventGraph
import Foundation
import Testing

private let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  .appendingPathComponent("chronograph").path
private let runner = LayoutRunner(executable: program, timeLimit: 60)

private func hasTool(_ name: String) -> Bool {
  runner.toolFolders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
}

/// All values of two attributes, and the class beside each.
private func colours(_ svg: String) -> [(attribute: String, value: String, classes: [String])] {
  (XMLScanner.tokens(Array(svg.utf8)) ?? []).flatMap { token -> [(String, String, [String])] in
    guard case .open(_, let attributes, _) = token else { return [] }
    let classes = (attributes["class"] ?? "").split(separator: " ").map(String.init)
    return attributes.filter { $0.name == "fill" || $0.name == "stroke" }.map { ($0.name, $0.value, classes) }
  }
}

private func svg(_ source: DiagramSource, _ sheet: DiagramSheet = DiagramSheet()) async throws -> String {
  try await DiagramRenderer(runner).render(source, on: sheet).get().svg
}

private func root(_ svg: String) throws -> [XMLAttribute] {
  guard case .open(_, let attributes, _)? = try #require(XMLScanner.tokens(Array(svg.utf8))).first else { return [] }
  return attributes
}

@Suite(.serialized) struct ThemeTests {
  private let builder = DiagramBuilder(HarbourFixture.graph, sourceLine: "From a test")

  private var sources: [DiagramSource] {
    [builder.eventGraph(), builder.swimlanes(), builder.actorNetwork(), builder.periodOverview { _ in nil }]
  }

  @Test func everyColourIsLiteralAndHasAClass() async throws {
    for source in sources {
      let picture = try await DiagramRenderer(runner).render(source).get()
      #expect(!picture.svg.contains("var("), "\(source.name)")
      #expect(!picture.inlineSVG.contains("var(") && !picture.inlineSVG.contains("<style"))
      let found = colours(picture.svg)
      #expect(found.count > 20)
      for (attribute, value, classes) in found where value != "none" {
        let role = try #require(Palette.roles.first { $0.color.light == value }, "\(source.name) \(value)")
        #expect(classes.contains((attribute == "fill" ? "gf-" : "gs-") + role.name), "\(source.name) \(value)")
      }
    }
  }

  @Test func darkColoursStandInsideTheMediaQueryOnly() async throws {
    let text = try await svg(builder.eventGraph())
    let start = try #require(text.range(of: "<style>")).upperBound
    let style = text[start..<(try #require(text.range(of: "</style>"))).lowerBound]
    let query = "@media screen and (prefers-color-scheme:dark){"
    #expect(style.hasPrefix(query))
    let end = try #require(style.range(of: "}}")).upperBound
    for role in Palette.roles {
      #expect(style[..<end].contains(".gf-\(role.name){fill:\(role.color.dark)}"))
      #expect(!text[end...].contains("\"\(role.color.dark)\""))
    }
    // What a page adds maps the same classes to its variables.
    for role in Palette.roles {
      #expect(DiagramStyleSheet.css.contains(".gv .gs-\(role.name){stroke:var(--gv-\(role.name))}"))
    }
  }

  @Test(arguments: [DiagramTheme.light, .dark, .print])
  func aThemeNeedsNoStyle(theme: DiagramTheme) async throws {
    let known = Set(
      Palette.roles.map { theme == .light ? $0.color.light : theme == .dark ? $0.color.dark : $0.print } + ["none"])
    for source in sources {
      let text = try await svg(source, DiagramSheet(theme: theme))
      #expect(!text.contains("<style") && !text.contains("class=\"gf-"))
      #expect(colours(text).allSatisfy { known.contains($0.value) })
      #expect(text.contains(">From a test</text>") && text.contains("</title><desc"))
    }
  }

  @Test func printHasNoColours() {
    for role in Palette.roles {
      let digits = role.print.dropFirst()
      #expect(digits.prefix(2) == digits.suffix(2) && digits.prefix(2) == digits.dropFirst(2).prefix(2))
    }
  }
}

@Suite(.serialized) struct SheetTests {
  private let source = DiagramBuilder(HarbourFixture.graph).eventGraph()

  @Test func lengthsAreRead() {
    #expect(DiagramLength("170mm") == DiagramLength(170, .millimetres))
    #expect(DiagramLength("17cm") == DiagramLength(170, .millimetres))
    #expect(DiagramLength("1200") == DiagramLength(1200, .pixels))
    #expect(DiagramLength("1200px") == DiagramLength(1200, .pixels))
    for text in ["", "mm", "0", "9mm", "-5mm", "1e9", "nan", "100 mm", "99999px", "1.2.3", "12km"] {
      #expect(DiagramLength(text) == nil, "\(text)")
    }
  }

  @Test func aWidthKeepsTheShape() async throws {
    let own = try await DiagramRenderer(runner).render(source).get()
    let attributes = try root(await svg(source, DiagramSheet(width: DiagramLength(100, .millimetres))))
    #expect(attributes["width"] == "100mm")
    let height = try #require(attributes["height"].flatMap { Double($0.dropLast(2)) })
    #expect(abs(height - 100 * own.height / own.width) < 0.1)
  }

  @Test func aPageHoldsTheWholeDrawing() async throws {
    for (page, size) in [(DiagramSheet.Page.a4, ["210mm", "297mm"]), (.letter, ["215.9mm", "279.4mm"])] {
      let picture = try await DiagramRenderer(runner).render(source, on: DiagramSheet(page: page)).get()
      let attributes = try root(picture.svg)
      let paper = [attributes["width"] ?? "", attributes["height"] ?? ""]
      #expect(paper == size || paper == size.reversed())
      let box = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
      try #require(box.count == 4)
      let margin = 15 / picture.scale
      #expect(box[2] >= picture.width + 2 * margin - 0.1 && box[3] >= picture.height + 2 * margin - 0.1)
      #expect(picture.smallestWords > 2)
    }
    let wide = DiagramSheet(page: .a4, width: DiagramLength(100, .millimetres))
    let picture = try await DiagramRenderer(runner).render(source, on: wide).get()
    #expect(picture.width * picture.scale <= 100.01)
  }
}

@Suite(.serialized) struct FormatTests {
  private let source = DiagramBuilder(HarbourFixture.graph, sourceLine: "From a test").eventGraph()

  @Test(arguments: [(DiagramFormat.pdf, "librsvg2-bin"), (.png, "librsvg2-bin"), (.emf, "inkscape")])
  func aMissingProgramIsNamedWithItsPackage(format: DiagramFormat, package: String) async {
    var bare = runner
    bare.toolFolders = ["relative", "/nowhere"]
    let result = await DiagramRenderer(bare).file(source, as: format)
    guard case .failure(let error) = result else {
      Issue.record("it was written")
      return
    }
    #expect(error.code == .needsTool && error.message.contains("apt install \(package)"))
  }

  @Test func tooLargePicturesAreRefused() async {
    let sheet = DiagramSheet(width: DiagramLength(5000, .millimetres))
    let result = await DiagramRenderer(runner).file(source, as: .png, on: sheet)
    guard case .failure(let error) = result else {
      Issue.record("it was written")
      return
    }
    #expect(error.code == .tooLarge && error.message.contains("--width"))
  }

  @Test(.enabled(if: hasTool("rsvg-convert"))) func picturesHaveTheirSizeAndWords() async throws {
    func chunks(_ sheet: DiagramSheet) async throws -> [String: [UInt8]] {
      let bytes = try await DiagramRenderer(runner).file(source, as: .png, on: sheet).get().bytes
      try #require(bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]))
      var found: [String: [UInt8]] = [:]
      var at = 8
      while at + 12 <= bytes.count {
        let length = bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
        let type = String(decoding: bytes[(at + 4)..<(at + 8)], as: UTF8.self)
        found[type, default: []] += bytes[(at + 8)..<(at + 8 + length)]
        at += 12 + length
      }
      return found
    }
    let onPaper = try await chunks(DiagramSheet(width: DiagramLength(100, .millimetres)))
    // 100 mm at 300 dots to the inch, and 11,811 dots to the metre.
    #expect(onPaper["IHDR"]?.prefix(4) == [0, 0, 0x04, 0x9d])
    #expect(onPaper["pHYs"] == [0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1])
    let words = String(decoding: onPaper["iTXt"] ?? [], as: UTF8.self)
    #expect(words.contains("Title") && words.contains(source.title) && words.contains("From a test"))
    let dots = try await chunks(DiagramSheet(width: DiagramLength(700, .pixels)))
    #expect(dots["IHDR"]?.prefix(4) == [0, 0, 0x02, 0xbc])
  }

  @Test(.enabled(if: hasTool("rsvg-convert"))) func pagesAreOfTheirSizeAndSayWhatTheyShow() async throws {
    let sheet = DiagramSheet(page: .a4)
    let renderer = DiagramRenderer(runner)
    let first = try await renderer.file(source, as: .pdf, on: sheet, day: Day(iso: "2031-04-01")).get().bytes
    let text = String(decoding: first, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-"))
    // Some versions of cairo leave the "D:" out.
    #expect(text.contains(/\/CreationDate \((?:D:)?20310401/))
    // "Eve" of the title, as UTF-16.
    #expect(text.contains("/Title <FEFF004500760065"))
    let box = try #require(text.firstMatch(of: /MediaBox \[ 0 0 (\d+)[.\d]* (\d+)/))
    #expect([String(box.1), String(box.2)].sorted() == ["595", "841"])
    #expect(try await renderer.file(source, as: .pdf, on: sheet, day: Day(iso: "2031-04-01")).get().bytes == first)
  }
}

@Suite struct SelectionTests {
  private let builder = DiagramBuilder(HarbourFixture.graph)

  private func ids(_ selection: DiagramSelection) -> Set<String> {
    Set(builder.events(of: selection).map { builder.graph.events[$0].id })
  }

  @Test func conditionsCombine() throws {
    let actor = try #require(builder.graph.actors.first { builder.index.events(ofActor: $0.id).count > 3 })
    let march = DayInterval(Day(iso: "2031-03-01"), Day(iso: "2031-03-12"))
    let own = ids(DiagramSelection(actor: actor.id))
    let early = ids(DiagramSelection(days: march))
    #expect(own == Set(builder.index.events(ofActor: actor.id).map(\.id)))
    #expect(!early.isEmpty && early.count < builder.graph.events.count)
    for id in early {
      let days = try #require(builder.index.event(id)).when.placement
      #expect(days.overlaps(march))
    }
    #expect(ids(DiagramSelection(actor: actor.id, days: march)) == own.intersection(early))
    let key = ids(DiagramSelection(actor: actor.id, key: 2))
    #expect(key.count == 2 && key.isSubset(of: own))
    let scope = builder.scope(DiagramSelection(actor: actor.id, key: 2), name: "x", words: "Lanes")
    #expect(scope.events?.count == 2 && scope.title == "Lanes: \(actor.name)")
    #expect(builder.scope(DiagramSelection(), name: "x", words: "Lanes").events == nil)
  }

  @Test func storylinesAreConnectedAndFoundByTheirWords() throws {
    let lines = builder.graph.storylines(index: builder.index)
    try #require(!lines.isEmpty)
    #expect(lines.map(\.number) == Array(1...lines.count))
    for line in lines {
      let own = Set(line.events.map { builder.graph.events[$0].id })
      #expect(line.events.count >= 3)
      for relation in builder.graph.relations where relation.isDrawn {
        #expect(own.contains(relation.a) == own.contains(relation.b))
      }
    }
    #expect(builder.graph.storyline("1", among: lines) == lines[0])
    #expect(builder.graph.storyline(lines[0].title.uppercased(), among: lines) == lines[0])
    #expect(builder.graph.storyline("99", among: lines) == nil)
    #expect(builder.graph.storyline("no such words", among: lines) == nil)
    #expect(builder.graph.storyline("", among: lines) == nil)
    #expect(NewsGraph().storylines(index: NewsGraph().index()).isEmpty)
  }
}
