import Corpus
import Testing

@Suite struct RecordTests {
  @Test func badLinesAreSkippedWithTheirNumber() {
    let lines = [
      "{\"id\":\"n1\",\"text\":\"\(sentence)\"}", "{bad", "", "[]", "null", "{\"id\":\"n2\"}",
      "{\"id\":\"n3\",\"text\":\"Other words.\"}", "{\"id\":\"n4\",\"text\":\"open", "{\"text\":\"No id here.\"}",
    ]
    let items = read(lines.joined(separator: "\n"), "news.ndjson").map(\.summary)
    #expect(
      items == [
        "n1", "news.ndjson:2:not-json", "news.ndjson:4:not-a-record", "news.ndjson:5:not-a-record",
        "news.ndjson:6:no-text", "n3", "news.ndjson:8:not-json", "news-9",
      ])
  }

  @Test func repeatedIdsAreResolved() {
    let lines = ["one two", "one two", "three four"].map { "{\"id\":\"a\",\"text\":\"\($0)\"}" }
    #expect(read(lines.joined(separator: "\n"), "n.ndjson").map(\.summary) == ["a", "a:duplicate", "a-2"])
    let forms = ["\u{e9}", "e\u{301}"].map { "{\"id\":\"\($0)\",\"text\":\"text of \($0.utf8.count)\"}" }
    #expect(read(forms.joined(separator: "\n"), "n.ndjson").map(\.summary) == ["\u{e9}", "e\u{301}-2"])
  }

  @Test func fieldsOfWrongTypesAreIgnoredWithANote() {
    let item = read("{\"id\":[1],\"text\":\"two words\",\"title\":null,\"date\":true,\"outlet\":7}", "n.ndjson").first
    #expect(item?.summary == "n-1")
    #expect(item?.notes == ["wrong-type", "wrong-type"])
    #expect(item?.document?.date == nil)
  }

  @Test func textStaysAsGiven() {
    let item = read("{\"text\":\"  \\u00e9 \\ud83d\\ude00\\ud800 end\\n\"}", "n.ndjson").first
    #expect(item?.document.map { String(decoding: $0.text, as: UTF8.self) } == "  é 😀\u{fffd} end\n")
  }

  @Test func deepNestingIsRefused() {
    let deep = String(repeating: "[", count: 100_000) + "\n{\"id\":\"a\",\"text\":\"two words\"}"
    #expect(read(deep, "n.ndjson").map(\.summary) == ["n.ndjson:1:not-json", "a"])
  }

  @Test func jsonFilesHoldOneRecordOrAnArray() {
    #expect(
      read("[{\"id\":\"a\",\"text\":\"one two\"},\n{\"id\":\"b\",\"text\":\"three four\"}]", "x.json").map(\.summary)
        == ["a", "b"])
    #expect(read("{\n\"text\":\"one two\"\n}", "x.json").map(\.summary) == ["x-1"])
    #expect(
      read("{\"id\":\"a\",\"text\":\"one two\"}\n{\"id\":\"b\",\"text\":\"x y\"}", "x.json").map(\.summary) == [
        "a", "b",
      ])
    #expect(read("{\"a\":", "x.json").map(\.summary) == ["x.json:not-json"])
  }

  @Test func longIdsAreCutAndStayDistinct() {
    let lines = ["a", "b"].map { "{\"id\":\"\(String(repeating: "x", count: 5000))\($0)\",\"text\":\"one \($0)\"}" }
    let ids = read(lines.joined(separator: "\n"), "n.ndjson").map(\.summary)
    #expect(Set(ids).count == 2)
    #expect(ids.allSatisfy { $0.utf8.count <= 320 })
  }

  @Test func addressesThatAreNoWebAddressesAreDropped() {
    let line = { (url: String) in "{\"text\":\"one two\",\"url\":\"\(url)\"}" }
    #expect(read(line("javascript:alert(1)"), "n.ndjson").first?.document?.url == nil)
    #expect(read(line("https://example.org/a"), "n.ndjson").first?.document?.url == "https://example.org/a")
  }

  @Test func overlongLinesAreSkippedInBoundedMemory() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "x", count: 2_000_000)
    try folder.write("n.ndjson", "{\"id\":\"a\",\"text\":\"\(long)\"}\n{\"id\":\"b\",\"text\":\"one two\"}\n")
    let items = try CorpusReader(limits: ReaderLimits(lineBytes: 1 << 20)).open([folder.path]).map(\.summary)
    #expect(items == ["n.ndjson:1:line-too-long", "b"])
  }

  @Test(arguments: [
    ("Tue, 20 May 2025 10:00:00 GMT", "2025-05-20"), ("2025-05-20T10:00:00Z", "2025-05-20"), ("20250520", "2025-05-20"),
    ("May 3rd, 2025", "2025-05-03"), ("2025-05", "2025-05"), ("2023-02-29", "2023-02-29"),
    ("02/03/2024", "02/03/2024"), ("2024/03/12", "2024-03-12"), ("2024-03~", "2024-03~"),
    ("2024-01-01/2024-02-01", "2024-01-01/2024-02-01"),
  ])
  func datesAreNormalisedWhereTheyCanBeRead(_ given: String, _ expected: String) {
    #expect(read("{\"text\":\"one two\",\"date\":\"\(given)\"}", "n.ndjson").first?.document?.date == expected)
  }
}
