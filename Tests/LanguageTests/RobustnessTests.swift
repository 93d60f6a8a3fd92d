// Any bytes are analysed, in time that grows with their number.

import Corpus
import Language
import Testing

@Suite struct RobustnessTests {
  private func run(_ bytes: [UInt8]) throws -> AnnotatedDocument {
    let annotator = try Annotator()
    var workspace = Annotator.Workspace()
    return annotator.annotate(TokeniserTests.document(bytes), using: &workspace)
  }

  @Test("Random bytes do no harm", arguments: [1, 2, 3])
  func readsRandomBytes(seed: UInt64) throws {
    var state = seed
    let bytes = (0..<50_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 40)
    }
    let document = try run(bytes)
    #expect(document.tokens.allSatisfy { $0.start >= 0 && Int($0.end) <= bytes.count && $0.start < $0.end })
  }

  private enum Extreme: String, CaseIterable {
    case noSpace, brackets, combiningMarks, hyphens, periods, noEnd

    var bytes: [UInt8] {
      switch self {
      case .noSpace: [UInt8](repeating: 0x61, count: 1_000_000)
      case .brackets: [UInt8](repeating: 0x28, count: 10_000) + [UInt8](repeating: 0x29, count: 10_000)
      case .combiningMarks: Array(("a" + String(repeating: "\u{301}", count: 50_000)).utf8)
      case .hyphens: Array(String(repeating: "1-", count: 100_000).utf8)
      case .periods: Array(String(repeating: "a.", count: 50_000).utf8)
      case .noEnd: Array(String(repeating: "the ", count: 50_000).utf8)
      }
    }
  }

  @Test("Extreme text is cut into bounded sentences", arguments: Extreme.allCases)
  private func readsExtremes(extreme: Extreme) throws {
    let bytes = extreme.bytes
    let document = try run(bytes)
    #expect(document.tokens.last.map { Int($0.end) <= bytes.count } == true)
    #expect(document.sentences.allSatisfy { $0.tokens.count <= 400 })
  }

  @Test("Nothing gives nothing")
  func readsNothing() throws {
    #expect(try run([]).tokens.isEmpty)
    #expect(try run(Array(" \n\t".utf8)).sentences.isEmpty)
  }

  @Test("The same text gives the same analysis, whatever was analysed before")
  func isRepeatable() throws {
    let annotator = try Annotator()
    var workspace = Annotator.Workspace()
    let text = TokeniserTests.document(Array("The president of France spoke to reporters in Paris.".utf8))
    let first = annotator.annotate(text, using: &workspace)
    let other = TokeniserTests.document(Array(String(repeating: "Something else entirely, and long. ", count: 50).utf8))
    _ = annotator.annotate(other, using: &workspace)
    let second = annotator.annotate(text, using: &workspace)
    #expect(first.tokens.map(\.head) == second.tokens.map(\.head))
    #expect(first.tokens.map(\.relation) == second.tokens.map(\.relation))
    #expect(first.entities == second.entities)
  }
}
