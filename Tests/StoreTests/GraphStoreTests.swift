import Corpus
import EventGraph
import Foundation
import Store
import Testing

@Suite struct GraphStoreTests {
  private func filled() throws -> GraphStore {
    let store = try GraphStore()
    try store.write(StoreFixture.graph)
    return store
  }

  private func words(_ results: SearchResults) -> [String] { results.sentences.map(\.text) }

  @Test func searchFindsSentencesAndTheEventsTheySupport() throws {
    let results = try filled().search(SearchQuery("met"))
    let hit = try #require(results.sentences.first)
    #expect(hit.document == "d1")
    #expect(hit.text == "Aldonia met Borvenia in Velmora.")
    #expect(hit.span == ByteSpan(0, 32))
    #expect(hit.matches == [ByteSpan(8, 11)])
    #expect(hit.events == ["e1"])
    #expect(results.sentences.count == 1)
  }

  @Test func searchFindsEventTitles() throws {
    let results = try filled().search(SearchQuery("cafe"))
    #expect(results.events.map(\.event) == ["e2"])
    #expect(results.events.first?.documents == ["d2"])
    #expect(results.events.first?.matches == [ByteSpan(0, 5)])
  }

  @Test func wordsAreJoinedAndFormsFolded() throws {
    let store = try filled()
    #expect(try words(store.search(SearchQuery("velmora ceasefires"))) == [StoreFixture.second])
    #expect(try store.search(SearchQuery("ceasefire -talks")).sentences.map(\.document) == ["d1"])
    #expect(try store.search(SearchQuery("\"spoke of\"")).sentences.map(\.document) == ["d1"])
    #expect(try store.search(SearchQuery("\"of spoke\"")).sentences.isEmpty)
    #expect(try store.search(SearchQuery("minis*")).sentences.count == 1)
  }

  @Test(arguments: [
    "", " ", "\"", "\"\"\"", "*", "-", "- -x", "AND", "NOT", "a OR", "NEAR(", "title:x", "{a b}:c", "x^", "';--",
    "a\u{0}b",
    "\u{1F468}\u{200D}", "((((((", "\\", "+", "é\u{301}\u{301}", "col : \"x", String(repeating: "a ", count: 10_000),
    String(repeating: "\"a", count: 5_000), "SELECT * FROM event; DROP TABLE event",
  ])
  func noQueryIsAnError(_ text: String) throws {
    _ = try filled().search(SearchQuery(text))
  }

  @Test func writingAgainReplacesTheGraph() throws {
    let store = try filled()
    try store.write(StoreFixture.graph)
    #expect(try store.search(SearchQuery("met")).sentences.count == 1)
    try store.write(NewsGraph())
    #expect(try store.search(SearchQuery("met")) == SearchResults())
  }

  @Test func theSameGraphGivesTheSameFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var contents: [Data] = []
    for name in ["a.sqlite", "b.sqlite"] {
      let path = folder.appendingPathComponent(name).path
      try GraphStore(path: path).write(StoreFixture.graph)
      contents.append(try Data(contentsOf: URL(fileURLWithPath: path)))
      #expect(try GraphStore(path: path).search(SearchQuery("met")).sentences.count == 1)
    }
    #expect(contents[0] == contents[1])
  }

  @Test func filesThatAreNoDatabaseAreRefused() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString).sqlite").path
    try Data(String(repeating: "no database ", count: 100).utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: StoreError.self) { try GraphStore(path: path) }
    #expect(throws: StoreError.self) { try GraphStore(path: "/nowhere/at/all.sqlite") }
  }

  @Test func readingChangesNoByteAndForeignFilesAreRefused() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appendingPathComponent("a.sqlite")
    try GraphStore(path: url.path).write(StoreFixture.graph)
    var bytes = try Data(contentsOf: url)
    let store = try GraphStore(reading: url.path)
    #expect(try store.search(SearchQuery("met")).sentences.count == 1)
    #expect(throws: StoreError.self) { try store.write(StoreFixture.graph) }
    #expect(try Data(contentsOf: url) == bytes)
    // The same database under another application's number.
    bytes[71] ^= 1
    try bytes.write(to: url)
    #expect(StoreFile.kind(url.path) == .foreign)
    for open in [{ try GraphStore(reading: url.path) }, { try GraphStore(path: url.path) }] {
      #expect(#expect(throws: StoreError.self) { try open() }?.reason == .foreign)
    }
    #expect(try Data(contentsOf: url) == bytes)
    #expect(#expect(throws: StoreError.self) { try GraphStore(reading: url.path + "x") }?.reason == .missing)
  }
}
