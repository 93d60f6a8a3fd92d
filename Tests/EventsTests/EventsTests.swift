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
  func read(
    _ text: String, kind: Block.Kind = .paragraph, date: String? = nil
  ) -> (analysis: EventAnalysis, names: [ActorID: [String]]) {
    let bytes = Array(text.utf8)
    let source = SourceDocument(id: "test", text: bytes, date: date, dateSource: date == nil ? nil : .given)
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

  @Test func everyFrameHasTwoExamples() throws {
    let book = try FrameBook(knowledge: .embedded(.events))
    #expect(book.framesWithoutExample == [])
    #expect(book.framesWithOneExample == [])
    #expect(book.examples.count > 450)
  }

  @Test func examplesGiveTheirEvents() throws {
    let rooms = try #require(FrameExampleTests.rooms)
    let failures = FrameExampleTests.examples.compactMap { fault(of: $0, rooms) }
    #expect(failures == [], "\(failures.joined(separator: "\n"))")
  }

  /// What is wrong with an example, nil when it gives its event.
  private func fault(of example: FrameExample, _ rooms: Rooms) -> String? {
    guard let type = example.type else { return nil }
    let (analysis, names) = rooms.read(example.text)
    let events = analysis.events.filter { $0.type == type }
    guard !events.isEmpty else { return "\(example.origin): no \(type.rawValue) in “\(example.text)”" }
    func holds(_ ids: [ActorID], _ wanted: String?) -> Bool {
      guard let wanted, !wanted.isEmpty else { return true }
      return ids.contains { (names[$0] ?? []).contains { $0.contains(wanted) } }
    }
    let fits = events.contains { event in
      holds(event.agents, example.agent)
        && holds(event.patients + (type.isSymmetric ? event.agents : []), example.patient)
        && (example.status == nil || event.status == example.status)
    }
    return fits ? nil : "\(example.origin): wrong participants in “\(example.text)”"
  }
}

struct EventReadingTests {
  let rooms: Rooms

  init() throws { rooms = try Rooms() }

  @Test func victimsBelongToTheAttack() {
    let events = rooms.read("Boko Haram attacked an army camp, killing 19 soldiers.").analysis.events
    let attacks = events.filter { $0.type == .assault }
    #expect(attacks.count == 1)
    #expect(attacks.first?.quantities.first { $0.what == "killed" }?.low == 19)
    #expect(attacks.first?.mentions.count == 2)
  }

  @Test func lightVerbGivesTheAgentToTheNoun() throws {
    let (analysis, names) = rooms.read("Turkey launched an attack on Lebanon.")
    let attack = try #require(analysis.events.first { $0.type == .assault })
    #expect(attack.agents.flatMap { names[$0] ?? [] }.contains("Turkey"))
    #expect(analysis.events.count == 1)
  }

  @Test func promiseOfAidIsAnAgreement() {
    let types = rooms.read("Norway agreed to release the two fishermen.").analysis.events.map(\.type)
    #expect(types == [.agree])
  }

  @Test(arguments: [
    "Hotel Lund fired its chef at a party on Friday.", "The university fired three professors at its Lagos campus.",
  ])
  func whoLosesAPostIsNotShotAt(_ text: String) {
    let events = rooms.read(text).analysis.events
    #expect(!events.isEmpty)
    #expect(!events.contains { $0.type == .assault })
  }

  @Test func headingsTellNoEvents() {
    #expect(rooms.read("Turkey launched an attack on Lebanon.", kind: .heading).analysis.events.isEmpty)
    #expect(rooms.read("Turkey launched an attack on Lebanon.", kind: .boilerplate).analysis.events.isEmpty)
  }

  @Test func negatedObjectDeniesTheEvent() {
    let events = rooms.read("No final agreement has been reached by Serbia and Kosovo.").analysis.events
    #expect(!events.isEmpty)
    #expect(events.allSatisfy { $0.status == .denied })
  }

  @Test func idsAreUniqueAndRepeatable() {
    let text = "Iran attacked Iraq. Iran attacked Iraq. Iran attacked Kuwait.\nIraq condemned Iran."
    let first = rooms.read(text).analysis.events.map(\.id)
    #expect(first.count >= 3)
    #expect(Set(first).count == first.count)
    #expect(first == rooms.read(text).analysis.events.map(\.id))
  }

  @Test func anyTextEndsInAResult() {
    for text in [
      "", "“", "“““ said ” said", ", , , killing", "of of of with with", "No no no not never", "1 2 3 % % killed",
    ] {
      _ = rooms.read(text)
    }
    let long = String(repeating: "Iran attacked Iraq and ", count: 400) + "left."
    #expect(rooms.read(long).analysis.events.count <= 400)
  }

  @Test func titlesAreShortAndCapitalised() {
    let text = "The German chancellor said that the country would never again accept such a long and rambling plan."
    let events = rooms.read(text).analysis.events
    #expect(!events.isEmpty)
    for event in events {
      #expect(event.title.count <= 122)
      #expect(event.title.first?.isLowercase == false)
    }
  }
}
