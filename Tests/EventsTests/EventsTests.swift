// Runs the examples that stand beside the frames, and small texts through the real annotator.

import Actors
import Chronology
import Corpus
import Events
import Knowledge
import Language
import Testing

/// The analysers of the rooms below, built once.
struct Rooms {
  let annotator: Annotator
  let times: TimeAnalyser
  let actors: ActorAnalyser
  let events: EventAnalyser

  init() throws {
    annotator = try Annotator()
    times = try TimeAnalyser(knowledge: .embedded(.time))
    actors = try ActorAnalyser(knowledge: .embedded(.actors))
    events = try EventAnalyser(knowledge: .embedded(.events), times: times)
  }

  /// The events of a text of paragraphs, with a lookup of actor names.
  func read(_ text: String, kind: Block.Kind = .paragraph) -> (analysis: EventAnalysis, names: [ActorID: [String]]) {
    let bytes = Array(text.utf8)
    let source = SourceDocument(id: "test", text: bytes)
    var blocks: [Block] = []
    var start = 0
    for (position, byte) in (bytes + [0x0a]).enumerated() where byte == 0x0a {
      if position > start { blocks.append(Block(kind: kind, span: ByteSpan(start, position))) }
      start = position + 1
    }
    var workspace = Annotator.Workspace()
    let document = annotator.annotate(StructuredDocument(source: source, blocks: blocks), using: &workspace)
    let found = actors.analyse(document)
    let analysis = events.analyse(document, times.analyse(document), found)
    var names: [ActorID: [String]] = [:]
    for actor in found.actors {
      names[actor.id] = [actor.name] + actor.mentions.map { source.string($0.span) }
    }
    return (analysis, names)
  }
}

struct FrameExampleTests {
  static let examples: [FrameExample] = (try? FrameBook(knowledge: .embedded(.events)).examples) ?? []
  static let rooms = try? Rooms()

  @Test func everyFrameHasAnExample() throws {
    let book = try FrameBook(knowledge: .embedded(.events))
    #expect(book.framesWithoutExample == [])
    #expect(book.examples.count > 150)
  }

  @Test(arguments: examples)
  func exampleGivesItsEvent(_ example: FrameExample) throws {
    let rooms = try #require(FrameExampleTests.rooms)
    let (analysis, names) = rooms.read(example.text)
    guard let type = example.type else { return }
    let events = analysis.events.filter { $0.type == type }
    #expect(!events.isEmpty, "\(example.origin): no \(type.rawValue) in “\(example.text)”")
    guard !names.isEmpty else { return }
    func holds(_ ids: [ActorID], _ wanted: String?) -> Bool {
      guard let wanted, !wanted.isEmpty else { return true }
      return ids.contains { (names[$0] ?? []).contains { $0.contains(wanted) } }
    }
    #expect(
      events.contains { event in
        holds(event.agents, example.agent)
          && holds(type.isSymmetric ? event.agents : event.patients, example.patient)
          && (example.status == nil || event.status == example.status)
      }, "\(example.origin): wrong participants in “\(example.text)”")
  }
}
