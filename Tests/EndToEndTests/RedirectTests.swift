// A site over several builds: what was published leads on, and a clean build differs in nothing else.

import Foundation
import Testing

@Suite struct RedirectBuildTests {
  private static let edited = EditorFileTests.first.replacing("Petrov accused", with: "Petrov openly accused")

  private static func table(_ folder: TemporaryFolder) throws -> (ids: [[String: Any]], pages: [[String: Any]]) {
    let table = try EditorFileTests.json(folder.read("out/data/redirects.json"))
    return (table["ids"] as? [[String: Any]] ?? [], table["pages"] as? [[String: Any]] ?? [])
  }

  private static func isSound(_ folder: TemporaryFolder) throws {
    let verdict = try Program.run(["verify", folder.path + "/out", folder.path + "/in"])
    #expect(verdict.status == 0, "\(verdict.output)")
  }

  @Test func editedMovedAndRemovedThingsLeadOn() throws {
    let folder = try EditorFileTests.folder()
    #expect(try EditorFileTests.build(folder).status == 0)
    let first = folder.files(below: "out")
    #expect(try Self.table(folder).ids.isEmpty && Self.table(folder).pages.isEmpty)
    try Self.isSound(folder)

    // An edit: the ids that it changed lead to those that took their place.
    try folder.write(Self.edited, "in/first.txt")
    #expect(try EditorFileTests.build(folder).status == 0)
    try Self.isSound(folder)
    let second = try Self.table(folder)
    let entry = try #require(second.ids.first { $0["kind"] as? String == "event" })
    #expect(entry["why"] as? String == "edited" && entry["new"] is String && entry["since"] as? Int == 2)
    let old = try #require(second.pages.first { $0["kind"] as? String == "event" }?["old"] as? String)
    let page = String(decoding: folder.read("out/" + old) ?? Data(), as: UTF8.self)
    #expect(page.contains("This event has moved.") && page.contains("http-equiv=\"refresh\""))
    let csv = String(decoding: folder.read("out/data/redirects.csv") ?? Data(), as: UTF8.self)
    #expect(csv.contains(old) && csv.hasPrefix("what,kind,old,new,why,since_build,since_date\r\n"))

    // The same once more: not a byte; a clean build: nothing but the old addresses.
    let again = folder.files(below: "out")
    #expect(try EditorFileTests.build(folder).status == 0)
    #expect(folder.files(below: "out") == again)
    #expect(try EditorFileTests.build(folder, "clean").status == 0)
    let clean = folder.files(below: "clean")
    let pages = Set(second.pages.compactMap { $0["old"] as? String })
    let own: Set = ["data/redirects.json", "data/redirects.csv", ".chronograph-output"]
    #expect(Set(again.keys) == Set(clean.keys).union(pages) && pages.isDisjoint(with: clean.keys))
    for (name, bytes) in clean where !own.contains(name) { #expect(again[name] == bytes, "\(name)") }

    // The difference is told by the table: nothing came, nothing went.
    try FileManager.default.createDirectory(atPath: folder.path + "/before/data", withIntermediateDirectories: true)
    try #require(first["data/graph.json"]).write(to: URL(fileURLWithPath: folder.path + "/before/data/graph.json"))
    let told = try Program.run(["diff", folder.path + "/before", folder.path + "/out"])
    #expect(!told.output.contains("gone") && !told.output.contains("added"), "\(told.output)")
    try FileManager.default.createDirectory(atPath: folder.path + "/alone", withIntermediateDirectories: true)
    try #require(folder.read("out/data/graph.json")).write(to: URL(fileURLWithPath: folder.path + "/alone/graph.json"))
    let blind = try Program.run(["diff", folder.path + "/before", folder.path + "/alone/graph.json"])
    #expect(blind.output.contains("gone event") && blind.output.contains("added event"), "\(blind.output)")

    // An article that goes leaves pages that say so, also behind an address that led on before.
    try FileManager.default.removeItem(atPath: folder.path + "/in/first.txt")
    #expect(try EditorFileTests.build(folder).status == 0)
    try Self.isSound(folder)
    let third = try Self.table(folder)
    #expect(third.ids.contains { $0["kind"] as? String == "article" && $0["why"] as? String == "removed" })
    for path in first.keys where path.hasPrefix("events/") || path.hasPrefix("articles/") || path.hasPrefix("actors/") {
      #expect(folder.read("out/" + path) != nil, "\(path)")
    }
    #expect(String(decoding: folder.read("out/" + old) ?? Data(), as: UTF8.self).contains("no longer here"))

    // On demand all that is forgotten.
    let forgotten = try Program.run(["build", folder.path + "/in", "-o", folder.path + "/out", "--forget-addresses"])
    #expect(forgotten.status == 0)
    #expect(try Self.table(folder).ids.isEmpty && folder.read("out/" + old) == nil)
  }

  @Test func aBrokenTableIsBegunAnewAndSaid() throws {
    let folder = try EditorFileTests.folder()
    #expect(try EditorFileTests.build(folder).status == 0)
    for (name, text) in [("ids", "{"), ("redirects", "[]")] {
      try folder.write(text, "out/data/\(name).json")
      let outcome = try EditorFileTests.build(folder)
      #expect(outcome.status == 0 && outcome.errors.contains("data/\(name).json of the former output cannot be read"))
      try Self.isSound(folder)
    }
  }
}
