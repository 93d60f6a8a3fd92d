// What must hold of every reading, whatever the text: over the seeds, over a few texts of our own, and over the folder
// that CHRONOGRAPH_DEVELOPMENT_TEXTS names, if it is set.

import Chronograph
import Foundation
import Testing

@Suite struct InvariantTests {
  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Texts with what goes wrong easily: negation, hearsay, quotations, plans, numbers in words, no date, no verb.
  static let texts = [
    "plain": "OSLO, 12 May 2021 — Norway released two fishermen on Monday. Sweden condemned the arrests.",
    "denied": "Turkey did not attack Lebanon on 3 March 2019. No agreement was signed, officials in Ankara said.",
    "planned":
      "VIENNA, 4 June 2018 — Ministers of Kenya and Somalia will meet in Vienna on Friday. The talks were to begin in 2025.",
    "hearsay":
      "“Our troops left the valley,” a spokesman for the Chadian army said. According to villagers, at least 14 people were killed.",
    "numbers": "Two bombs killed nineteen people and wounded 1,250 in Harbourtown in 1998, the mayor said on Tuesday.",
    "odd": "…\n\nNo verb here.\n\n42\n\nHe said she said they said.",
  ]

  /// The folders to read: the seeds, the texts above, development texts.
  private static func folders() throws -> [String] {
    let own = FileManager.default.temporaryDirectory.appendingPathComponent("invariants-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    for (name, text) in texts { try Data(text.utf8).write(to: own.appendingPathComponent(name + ".txt")) }
    return [checkout + "/seeds", own.path]
      + [ProcessInfo.processInfo.environment["CHRONOGRAPH_DEVELOPMENT_TEXTS"]].compactMap { $0 }
  }

  @Test func everyReadingKeepsTheRules() async throws {
    let analysis = Analysis(engine: try Engine(), threads: 2)
    var faults: [String] = []
    for folder in try Self.folders() {
      var records: [DocumentRecord] = []
      try await analysis.run(on: [folder]) { result in
        if case .record(let record, _) = result { records.append(record) }
      }
      for record in records { faults += Self.faults(of: record) }
      faults += Self.faults(of: try await GraphRun(analysis: analysis).graph(of: [folder]) { _ in }.graph)
    }
    #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(40).joined(separator: "\n"))")
  }

  /// What is wrong with the reading of one document.
  static func faults(of record: DocumentRecord) -> [String] {
    var faults: [String] = []
    let text = record.source.text
    func isInText(_ span: ByteSpan) -> Bool { span.start >= 0 && span.start < span.end && span.end <= text.count }
    var actors: Set<String> = []
    var named: Set<String> = []
    for actor in record.actors {
      if !actors.insert(actor.id).inserted { faults.append("\(record.source.id): two actors \(actor.id)") }
      if !actor.mentions.allSatisfy({ isInText($0.span) }) {
        faults.append("\(record.source.id): \(actor.id) is mentioned outside the document")
      }
      // The country of an official may be known without being named; whoever takes part in an event is named.
      if !actor.mentions.isEmpty { named.insert(actor.id) }
    }
    var events: Set<String> = []
    for event in record.events {
      let at = "\(record.source.id) \(event.title):"
      if !events.insert(event.id).inserted { faults.append("\(at) two events have this id") }
      for id in event.agents + event.patients where !actors.contains(id) { faults.append("\(at) no actor \(id)") }
      for id in event.sources where !actors.contains(id) { faults.append("\(at) no source \(id)") }
      for id in event.agents + event.patients + event.sources where actors.contains(id) && !named.contains(id) {
        faults.append("\(at) \(id) does not occur in the document")
      }
      for span in event.mentions + [event.evidence] + [event.quote].compactMap({ $0 }) where !isInText(span) {
        faults.append("\(at) a span outside the text")
      }
      if !record.sentences.indices.contains(event.sentence) { faults.append("\(at) no such sentence") }
      if event.status == .happened, let start = event.when.interval.earliest, let last = record.date.interval.latest,
        last < start
      {
        faults.append("\(at) happened on \(start), after the document of \(last)")
      }
    }
    for relation in record.relations where !events.contains(relation.a) || !events.contains(relation.b) {
      faults.append("\(record.source.id): a relation of an event that is not there")
    }
    return faults
  }

  /// What is wrong with a merged graph.
  static func faults(of graph: NewsGraph) -> [String] {
    var faults: [String] = []
    let index = graph.index()
    let actors = Set(graph.actors.map(\.id))
    let events = Set(graph.events.map(\.id))
    if events.count != graph.events.count { faults.append("two events of one id") }
    if actors.count != graph.actors.count { faults.append("two actors of one id") }
    for event in graph.events {
      for id in event.agents + event.patients + event.sources where !actors.contains(id) {
        faults.append("\(event.title): no actor \(id)")
      }
      if event.evidence.isEmpty { faults.append("\(event.title): no evidence") }
      let evidence = event.evidence.map(index.text).joined(separator: " ")
      for number in numbers(event.title) where !numbers(evidence).contains(number) {
        faults.append("\(event.title): \(number) does not stand in the evidence")
      }
    }
    for relation in graph.relations where !events.contains(relation.a) || !events.contains(relation.b) {
      faults.append("a relation of an event that is not there: \(relation.why)")
    }
    for tension in graph.tensions {
      for id in tension.events where !events.contains(id) { faults.append("\(tension.question): no event \(id)") }
      if tension.positions.count < 2 { faults.append("\(tension.question): one position") }
    }
    return faults
  }

  /// Runs of digits, with the commas and points inside them left out.
  static func numbers(_ text: String) -> [String] {
    var runs: [String] = []
    var run = ""
    var afterMark = false
    for scalar in text.unicodeScalars {
      if (0x30...0x39).contains(scalar.value) {
        run.unicodeScalars.append(scalar)
        afterMark = false
      } else if !run.isEmpty, !afterMark, scalar == "," || scalar == "." {
        afterMark = true
      } else {
        if !run.isEmpty { runs.append(run) }
        run = ""
        afterMark = false
      }
    }
    return run.isEmpty ? runs : runs + [run]
  }

  @Test func aFaultIsSeen() throws {
    let text = Array("Norway released two fishermen.".utf8)
    let event = NewsEvent(
      id: "e1", mentions: [ByteSpan(7, 15)], sentence: 0, evidence: ByteSpan(0, 90), type: .concede,
      agents: ["nor"], title: "Norway released 3 fishermen", frame: "release", why: "")
    let record = DocumentRecord(
      source: SourceDocument(id: "a", text: text), blocks: [], title: "", sentences: [ByteSpan(0, 30)],
      blockOfSentence: [0], date: DocumentDate(edtf: nil, interval: .unbounded, basis: .unknown), timexes: [],
      actors: [], claims: [], events: [event], relations: [],
      diagnostics: [])
    let faults = Self.faults(of: record)
    #expect(faults.contains { $0.contains("no actor nor") })
    #expect(faults.contains { $0.contains("a span outside the text") })
    #expect(Self.numbers("1,250 people in 1998.") == ["1250", "1998"])
  }
}
