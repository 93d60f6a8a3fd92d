// The editor's file, review, verify and diff, through the real binary.

import Foundation
import Testing

@Suite struct EditorFileTests {
  static let first =
    "President Anna Abara met Prime Minister Ivan Petrov in Velmora on Monday. Petrov accused Borvenia of attacks.\n"
  static let second =
    "OSLO, 12 March 2024 — Borvenia denied the attacks. Anna Abara signed an agreement with Borvenia on 11 March 2024.\n"

  static func folder(_ yaml: String? = nil) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(first, "in/first.txt")
    try folder.write(second, "in/second.txt")
    if let yaml { try folder.write(yaml, "in/chronograph.yml") }
    return folder
  }

  static func build(_ folder: TemporaryFolder, _ name: String = "out") throws -> Program.Outcome {
    try Program.run(["build", folder.path + "/in", "-o", folder.path + "/" + name])
  }

  static func json(_ data: Data?) throws -> [String: Any] {
    let data = try #require(data)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func aDateMovesTheEventsOfItsArticle() throws {
    let folder = try Self.folder(
      "site: {title: Two talks, licence: CC BY 4.0}\ndocuments:\n  first.txt: {date: 2024-03-05, rights: all}\n")
    let outcome = try Self.build(folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("2 inputs seen, 2 used, 0 skipped"))
    let graph = try Self.json(folder.read("out/data/graph.json"))
    let events = try #require(graph["events"] as? [[String: Any]])
    let met = try #require(
      events.first { ($0["type"] as? String) == "CONSULT" }?["when"] as? [String: Any])
    #expect(met["earliest"] as? String == "2024-03-04")
    let document = try #require((graph["documents"] as? [[String: Any]])?.first)
    #expect((document["editor"] as? [[String: Any]])?.first?["what"] as? String == "date")
    let page = String(decoding: folder.read("out/index.html") ?? Data(), as: UTF8.self)
    #expect(page.contains("Two talks"))
    #expect(page.contains("CC BY 4.0"))
    #expect(page.contains("set by the editor"))
  }

  @Test func whatFindsNoObjectIsListedEverywhere() throws {
    let folder = try Self.folder(
      "documents:\n  third.txt: {date: 2024-03-05}\nevents:\n  - {event: nobody ever said these words, hide: true}\n")
    let outcome = try Self.build(folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("chronograph.yml:2: documents.third.txt: not applied (lost)"))
    #expect(outcome.errors.contains("chronograph.yml:4: events[0]: not applied (lost)"))
    let report = try Self.json(folder.read("out/report.json"))
    let corrections = try #require(report["corrections"] as? [String: Any])
    #expect((corrections["open"] as? [[String: Any]])?.count == 2)
    let method = String(decoding: folder.read("out/method.html") ?? Data(), as: UTF8.self)
    #expect(method.contains("events[0]: not applied (lost)"))
  }

  @Test func faultsOfTheFileEndWithStatus65() throws {
    let folder = try Self.folder("events:\n  - {event: x, redate: soon}\n")
    for command in ["build", "timeline", "extract", "explain", "review"] {
      let outcome = try Program.run([command, folder.path + "/in"], in: folder.path)
      #expect(outcome.status == 65, "\(command)")
      #expect(outcome.errors.contains("chronograph.yml:2: events[0].redate: \"soon\" is no date"), "\(command)")
    }
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\n"
    try folder.write(bomb, "in/chronograph.yml")
    #expect(try Self.build(folder).status == 65)
  }

  @Test func excludedArticlesAreSkipsThatStrictRunsAllow() throws {
    let folder = try Self.folder("documents:\n  second: {exclude: true}\n")
    let outcome = try Program.run(["build", folder.path + "/in", "-o", folder.path + "/out", "--strict"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("2 inputs seen, 1 used, 1 skipped"))
  }

  @Test func extractAndTimelineFollowTheFile() throws {
    let folder = try Self.folder(
      """
      documents: {first: {date: 2024-03-05}}
      actors: [{actor: Ivan Petrov, rename: Ivan P.}]
      events: [{event: {document: first, quote: Petrov accused Borvenia of attacks}, hide: true}]
      """)
    let records = try Program.run(["extract", folder.path + "/in"])
    #expect(records.status == 0)
    #expect(records.output.contains("\"name\":\"Ivan P.\""))
    #expect(!records.output.contains("\"type\":\"ACCUSE\""))
    #expect(records.output.contains("\"earliest\":\"2024-03-04\""))
    let timeline = try Program.run(["timeline", folder.path + "/in"])
    #expect(timeline.output.contains("4 March 2024"))
    #expect(!timeline.output.contains("accuse"))
  }

  @Test func reviewLeadsToADateThatPlacesEvents() throws {
    let seeds = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: Program.checkout + "/seeds") {
      try FileManager.default.copyItem(atPath: Program.checkout + "/seeds/" + name, toPath: seeds.path + "/" + name)
    }
    func placed() throws -> Int {
      let outcome = try Program.run(["timeline", seeds.path, "--format", "json"])
      let events = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] ?? []
      return events.filter { ($0["date"] as? String)?.count == 10 }.count
    }
    let review = try Program.run(["review", seeds.path, "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(review.output.utf8)) as? [String: Any]
    let items = try #require(object?["items"] as? [[String: Any]])
    #expect(items.first?["kind"] as? String == "undated-article")
    let lines = try #require(items.first?["lines"] as? [String])
    let before = try placed()
    try seeds.write(lines.joined(separator: "\n").replacing("YYYY-MM-DD", with: "2025-06-03") + "\n", "chronograph.yml")
    #expect(try placed() > before + 10)
  }

  @Test func reviewAppendsCommentsOnceAndTheFileStaysGood() throws {
    let folder = try Self.folder("site: {title: T}")
    #expect(try Program.run(["review", folder.path + "/in", "--write"]).status == 0)
    let once = folder.read("in/chronograph.yml")
    #expect(
      String(decoding: once ?? Data(), as: UTF8.self).contains("# documents:\n#   \"first.txt\": {date: YYYY-MM-DD}"))
    #expect(try Program.run(["review", folder.path + "/in", "--write"]).status == 0)
    #expect(folder.read("in/chronograph.yml") == once)
    #expect(try Self.build(folder).status == 0)
  }

  @Test func reviewWritesThroughALinkAndKeepsTheMode() throws {
    let folder = try Self.folder()
    try folder.write("site: {title: T}\n", "kept/mine.yml")
    let (kept, link) = (folder.path + "/kept/mine.yml", folder.path + "/in/chronograph.yml")
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: kept)
    try files.createSymbolicLink(atPath: link, withDestinationPath: "../kept/mine.yml")
    #expect(try Program.run(["review", folder.path + "/in", "--write"]).status == 0)
    #expect(try files.destinationOfSymbolicLink(atPath: link) == "../kept/mine.yml")
    #expect(String(decoding: folder.read("kept/mine.yml") ?? Data(), as: UTF8.self).contains("# documents:"))
    #expect(try files.attributesOfItem(atPath: kept)[.posixPermissions] as? Int == 0o640)
    #expect(try files.contentsOfDirectory(atPath: folder.path + "/kept") == ["mine.yml"])
  }

  @Test func extractTellsWhatOnlyAGraphCanHold() throws {
    let folder = try Self.folder("key:\n  - {quote: Borvenia denied the attacks, trigger: denied}\n")
    let outcome = try Program.run(["extract", folder.path + "/in"])
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains("chronograph.yml:2: key[0]: not applied (lost): it concerns the graph of all documents"))
  }

  @Test func verifyProvesSitesAndFindsFaults() throws {
    let folder = try Self.folder(
      "documents: {first: {date: 2024-03-05}}\nevents: [{event: {quote: Borvenia denied the attacks, trigger: denied}, note: seen, redate: 2024-03-10}]\n"
    )
    #expect(try Self.build(folder).status == 0)
    let sound = try Program.run(["verify", folder.path + "/out", folder.path + "/in"])
    #expect(sound.status == 0, "\(sound.output)")
    let page = "out/data/graph.json"
    let graph = String(decoding: folder.read(page) ?? Data(), as: UTF8.self)
    try folder.write(graph.replacing("2024-03-10", with: "2024-03-09"), page)
    let broken = try Program.run(["verify", folder.path + "/out", folder.path + "/in", "--format", "json"])
    #expect(broken.status == 1)
    #expect(broken.output.contains("row-differs"))
    #expect(broken.output.contains("data/events.csv has another latest"))
    try FileManager.default.removeItem(atPath: folder.path + "/out/data/vis.json")
    #expect(try Program.run(["verify", folder.path + "/out"]).output.contains("file-missing  data/vis.json"))
    #expect(try Program.run(["verify", folder.path + "/in"]).status == 66)
  }

  @Test func theSitesOfTheSeedsIsProved() throws {
    let folder = try TemporaryFolder()
    #expect(try BuildTests.build(folder).status == 0)
    let outcome = try Program.run(["verify", folder.path + "/out", "seeds"])
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(try Program.run(["verify", folder.path + "/out"]).status == 0)
  }

  @Test func diffTellsWhatACorrectionChanged() throws {
    let folder = try Self.folder()
    #expect(try Self.build(folder, "old").status == 0)
    try folder.write("documents: {first: {date: 2024-03-05}}\n", "in/chronograph.yml")
    #expect(try Self.build(folder, "new").status == 0)
    let outcome = try Program.run(["diff", folder.path + "/old", folder.path + "/new"])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("changed document"))
    #expect(outcome.output.contains("2024-03-04"))
    let same = try Program.run(["diff", folder.path + "/new", folder.path + "/new", "--format", "json"])
    #expect(same.status == 0)
    #expect(same.output == "{\"changes\":[]}\n")
    try folder.write("{}", "in/none.json")
    let none = try Program.run(["diff", folder.path + "/new", folder.path + "/in/none.json"])
    #expect(none.status == 65)
    #expect(none.errors.contains("none.json: no list \"events\""))
  }
}
