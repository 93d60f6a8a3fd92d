// The examples of `Knowledge/time/examples.yaml`, and the count of rules that have none.

import Chronology
import Foundation
import Knowledge
import Testing

@Suite struct RuleExampleTests {
  static let files: KnowledgeFiles? = {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    return try? KnowledgeFiles.folder(checkout + "/Knowledge", .time)
  }()

  /// The text without brackets and the bytes between them; nil extent where there are none.
  private static func parsed(_ marked: String) -> (text: String, extent: Range<Int>?) {
    var bytes: [UInt8] = []
    var start: Int?
    var extent: Range<Int>?
    for byte in marked.utf8 {
      switch byte {
      case UInt8(ascii: "["): start = bytes.count
      case UInt8(ascii: "]"): extent = start.map { $0..<bytes.count }
      default: bytes.append(byte)
      }
    }
    return (String(decoding: bytes, as: UTF8.self), extent)
  }

  @Test func everyExampleHasItsValue() throws {
    let files = try #require(Self.files)
    let fixture = try Fixture(knowledge: files)
    var faults: [String] = []
    for (rule, sentences) in try files.required("examples.yaml").required("examples").entries() {
      for (marked, value) in try sentences.entries() {
        let (text, extent) = Self.parsed(marked)
        let found = fixture.analyser.analyse(fixture.annotate(text, date: "2025-05-20")).timexes
        let expected = try value.text()
        if let extent {
          let value = found.first { $0.span.start == extent.lowerBound && $0.span.end == extent.upperBound }?.value
          if value != expected { faults.append("\(rule): \(marked) gives \(value ?? "nothing"), not \(expected)") }
        } else if !found.isEmpty {
          faults.append("\(rule): \(marked) gives \(found.map(\.value))")
        }
      }
    }
    #expect(faults == [], "\(faults.joined(separator: "\n"))")
  }

  /// A rule without an example is a rule that nobody can check; the list of those still wanted may only shrink.
  @Test func everyRuleHasAnExample() throws {
    let files = try #require(Self.files)
    let examples = try files.required("examples.yaml")
    let named = Set(try examples.required("examples").entries().map { $0.0 })
    let wanted = Set(try examples.required("wanted").entries().map { $0.0 })
    var rules: Set<String> = []
    for rule in try files.required("rules.yaml").required("rules").list() {
      let name = try rule.required("rule").text()
      rules.insert(name)
      let hasExample = rule["examples"] != nil || named.contains(name)
      #expect(hasExample != wanted.contains(name), "\(name): an example is missing, or no longer wanted")
    }
    #expect(named.subtracting(rules) == [], "examples of rules that are gone")
    #expect(wanted.subtracting(rules) == [], "rules that are gone are still wanted")
    #expect(wanted.count <= 21)
  }
}
