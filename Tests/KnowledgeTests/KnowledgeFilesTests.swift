import Foundation
import Testing

import Knowledge

@Suite struct KnowledgeFilesTests {
  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The packed file in the binary is the one that the YAML files of the checkout give.
  @Test(arguments: KnowledgeDomain.allCases)
  func embeddedKnowledgeIsCurrent(_ domain: KnowledgeDomain) throws {
    let folder = try KnowledgeFiles.folder(Self.checkout + "/Knowledge", domain).encoded()
    let embedded = try KnowledgeFiles.embedded(domain).encoded()
    // Not compared inside the expectation: a difference of two long arrays takes a minute to print.
    let isCurrent = folder == embedded
    #expect(isCurrent, "run `swift run -c release compile-data`")
  }

  @Test func packedNodesComeBackWithTheirLines() throws {
    let node = try KnowledgeYAML.parse("a: [x, 'e\u{301}', \u{e9}]\nb:\n  c: 1\n", file: "f.yaml")
    let files = KnowledgeFiles(files: [KnowledgeValue(file: "f.yaml", node: node)])
    let decoded = try files.encoded().withUnsafeBytes { try KnowledgeFiles.decoded($0, name: "f") }
    #expect(decoded.files.count == 1)
    #expect(decoded.files[0].node == node)
    #expect(decoded["f.yaml"]?["b"]?["c"]?.line == 3)
    let texts = try #require(try decoded["f.yaml"]?["a"]?.texts())
    #expect(Array(texts[1].utf8) != Array(texts[2].utf8))
  }

  @Test(arguments: [
    "a: &b 1", "a: *b", "- *b", "[x, *b]", "{a: *b}", "? *b\n: 1", "*b : 1", "a:\n  - - &b x", "a: !t &b x",
    "a: |\n x\nb: *c",
    "a: 'x' # y\nb: *c", "- a: |\n    x\n  b: *c", "a: >-\n\n  x\n\nb: &c 1", "\"a\": *b", "{\"a\":*b}",
  ])
  func anchorsAndAliasesAreRefused(_ text: String) throws {
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
      $0.contains { "&*".contains($0) }
    }
    let error = #expect(throws: KnowledgeError.self) { try KnowledgeYAML.parse(text, file: "f.yaml") }
    #expect(error?.message.contains("aliases") == true)
    #expect(error?.line == line.map { $0 + 1 })
  }

  @Test(arguments: [
    "a: x * y", "a: R&D", "a: '*b'", "a: \"&b\"", "a: x # *b", "a: |\n  *b\n  &c\nb: 1", "- a: >\n    *b",
    "a: 'it''s\n  *b'", "a: \"x\\\" *b\"", "a: [\"*b\", '&c']", "pattern: \"[A-Z] (*b)\"",
  ])
  func signsInsideOfTextsAreNoAliases(_ text: String) throws {
    _ = try KnowledgeYAML.parse(text, file: "f.yaml")
  }

  @Test func aStarBeforeABlankIsNoYAMLAndNoAlias() {
    let error = #expect(throws: KnowledgeError.self) { try KnowledgeYAML.parse("a: * b", file: "f.yaml") }
    #expect(error?.message.contains("aliases") == false)
  }

  @Test func largeTextsAreRefused() {
    let text = "a: \"" + String(repeating: "x", count: 9 << 20) + "\""
    #expect(throws: KnowledgeError.self) { try KnowledgeYAML.parse(text, file: "f.yaml") }
  }

  @Test func everyCutAndEveryChangedByteOfAPackedFileEndsInAResult() throws {
    let node = try KnowledgeYAML.parse("a: [x, y, {b: 1}]\nc: longer text\n", file: "f.yaml")
    let bytes = KnowledgeFiles(files: [KnowledgeValue(file: "f.yaml", node: node)]).encoded()
    for end in 0..<bytes.count {
      #expect(throws: KnowledgeError.self) {
        try Array(bytes[..<end]).withUnsafeBytes { try KnowledgeFiles.decoded($0, name: "f") }
      }
    }
    for position in bytes.indices {
      for value: UInt8 in [0, 1, 0x7f, 0x80, 0xff] {
        var changed = bytes
        changed[position] = value
        _ = try? changed.withUnsafeBytes { try KnowledgeFiles.decoded($0, name: "f") }
      }
    }
  }

  @Test(arguments: [
    ("a: [1, 2\n", 2), ("a: 1\na: 2\n", 2), ("a: 1\n\tb: 2\n", 2), ("? [x]\n: 1\n", 1),
  ])
  func faultsOfYAMLNameFileAndLine(_ text: String, _ line: Int) throws {
    let error = #expect(throws: KnowledgeError.self) { try KnowledgeYAML.parse(text, file: "rules.yaml") }
    #expect(error?.file == "rules.yaml")
    #expect(abs((error?.line ?? 0) - line) <= 1)
  }

  @Test func wrongTypesAndUnknownKeysNameTheirLine() throws {
    let node = try KnowledgeYAML.parse("good: 1\nbad: x\nlist: [1]\n", file: "k.yaml")
    let root = KnowledgeValue(file: "k.yaml", node: node)
    #expect(try root.required("good").integer() == 1)
    #expect(throws: KnowledgeError(file: "k.yaml", line: 2, message: "expected a whole number, found \"x\"")) {
      try root.required("bad").integer()
    }
    #expect(throws: KnowledgeError.self) { try root.required("missing") }
    let error = #expect(throws: KnowledgeError.self) { try root.allow(["good", "bad"]) }
    #expect(error?.line == 3)
  }

  @Test func aFolderReplacesOnlyTheFilesThatItHolds() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("knowledge-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: KnowledgeError.self) { try KnowledgeFiles.overlay(folder.path, .graph) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("time"), withIntermediateDirectories: true)
    try Data("since: [since]\n".utf8).write(to: folder.appendingPathComponent("time/tense.yaml"))
    let embedded = try KnowledgeFiles.embedded(.time)
    let mixed = try KnowledgeFiles.overlay(folder.path, .time)
    #expect(mixed.files.map(\.file) == embedded.files.map(\.file))
    #expect(try mixed.required("tense.yaml").entries().map(\.key) == ["since"])
    #expect(mixed["rules.yaml"]?.node == embedded["rules.yaml"]?.node)
    #expect(try KnowledgeFiles.overlay(folder.path, .graph).encoded() == KnowledgeFiles.embedded(.graph).encoded())
  }
}
