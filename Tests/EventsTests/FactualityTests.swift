// Every row of `factuality.yaml` does what its examples state, on the predicate alone, whatever frames know of it.

import Corpus
import Events
import Knowledge
import Language
import Testing

struct FactualityTests {
  static let rules: FactualityRules? = try? FrameBook(knowledge: .embedded(.events)).factuality
  static let rooms = try? Rooms()

  @Test func everyRowHasAnExample() throws {
    let rules = try #require(FactualityTests.rules)
    #expect(rules.rowsWithoutExample == [])
    #expect(rules.examples.count > 80)
  }

  @Test func examplesGiveTheirStatus() throws {
    let rooms = try #require(FactualityTests.rooms)
    let rules = try #require(FactualityTests.rules)
    let faults = rules.examples.compactMap { example -> String? in
      let found = status(of: example.predicate, in: example.text, rooms)
      guard found != example.status else { return nil }
      return "\(example.origin): \(found?.rawValue ?? "nothing") for “\(example.predicate)” in “\(example.text)”"
    }
    #expect(faults == [], "\(faults.joined(separator: "\n"))")
  }

  /// Status of the first token with that form.
  private func status(of word: String, in text: String, _ rooms: Rooms) -> EventStatus? {
    let bytes = Array(text.utf8)
    let blocks = [Block(kind: .paragraph, span: ByteSpan(0, bytes.count))]
    var workspace = Annotator.Workspace()
    let source = SourceDocument(id: "test", text: bytes)
    let document = rooms.annotator.annotate(StructuredDocument(source: source, blocks: blocks), using: &workspace)
    guard let token = document.tokens.indices.first(where: { document.form($0) == word }) else { return nil }
    return rooms.events.factuality(of: token, in: document).status
  }
}
