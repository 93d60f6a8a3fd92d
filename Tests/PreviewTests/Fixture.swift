// Two hand-made articles on a strike, a folder with their pages, and a client that sends bytes as they are.

import Actors
import Chronology
import Corpus
import Editor
import EventGraph
import Events
import Foundation

enum Port {
  /// A record whose sentences tell one event each.
  private static func record(
    _ id: String, _ sentences: [(words: String, type: EventType, trigger: String, agent: String, day: String?)]
  ) -> DocumentRecord {
    var record = DocumentRecord(
      source: SourceDocument(id: id, text: [], path: id + ".txt"), blocks: [], title: id, sentences: [],
      blockOfSentence: [], date: DocumentDate(), timexes: [], actors: [], claims: [], events: [], relations: [],
      diagnostics: [])
    for (words, type, trigger, agent, day) in sentences {
      let start = record.source.text.count
      record.source.text += Array((words + " ").utf8)
      let evidence = ByteSpan(start, start + words.utf8.count)
      record.sentences.append(evidence)
      record.blockOfSentence.append(0)
      guard let name = span(of: agent, in: record.source.text, evidence),
        let verb = span(of: trigger, in: record.source.text, evidence)
      else { continue }
      let actor = agent.lowercased().split(separator: " ").joined(separator: "-")
      if !record.actors.contains(where: { $0.id == actor }) {
        record.actors.append(NewsActor(id: actor, name: agent, kind: .person))
      }
      guard let position = record.actors.firstIndex(where: { $0.id == actor }) else { continue }
      record.actors[position].mentions.append(ActorMention(span: name, head: 0, tokens: 0..<1, form: .name))
      let date = day.flatMap { Day(iso: $0) }
      record.events.append(
        NewsEvent(
          id: "\(id)-\(record.events.count)", mentions: [verb], sentence: record.sentences.count - 1,
          evidence: evidence, type: type, agents: [actor],
          when: EventTime(interval: DayInterval(date, date), basis: date == nil ? .unknown : .stated),
          confidence: 0.6, headLemma: trigger, keywords: [trigger], title: "\(agent) \(trigger)"))
    }
    return record
  }

  private static func span(of words: String, in text: [UInt8], _ within: ByteSpan) -> ByteSpan? {
    let wanted = Array(words.utf8)
    return (within.start...max(within.start, within.end - wanted.count))
      .first { text[$0...].starts(with: wanted) }.map { ByteSpan($0, $0 + wanted.count) }
  }

  static func records() -> [DocumentRecord] {
    [
      record(
        "first",
        [
          ("Anna Berg called off the strike at the port of Velmora.", .retreat, "called", "Anna Berg", "2024-03-04"),
          ("Harbour Union praised the owners of the northern docks.", .support, "praised", "Harbour Union", nil),
        ]),
      record(
        "second",
        [
          (
            "Minister Berg visited the shipyard of Sund on Wednesday.", .consult, "visited", "Minister Berg",
            "2024-05-01"
          ),
          ("Harbour Union signed a contract with forty crews.", .agree, "signed", "Harbour Union", "2024-05-02"),
        ]),
    ]
  }

  /// The graph as a file of the editor wants it, and what became of its lines.
  static func graph(_ yaml: String = "") throws -> (NewsGraph, [Correction]) {
    let (graph, corrections) = Editing(try Configuration(text: yaml)).build(records(), with: GraphBuilder())
    return (graph, corrections)
  }

  /// The event of a trigger, the actor of a name, with its page.
  static func event(_ title: String, _ graph: NewsGraph) -> (event: GraphEvent, page: String)? {
    guard let event = graph.events.first(where: { $0.title.contains(title) }) else { return nil }
    return graph.index().slug(ofEvent: event.id).map { (event, "events/\($0).html") }
  }

  static func actor(_ name: String, _ graph: NewsGraph) -> (actor: GraphActor, page: String)? {
    guard let actor = graph.actors.first(where: { $0.name == name }) else { return nil }
    return graph.index().slug(ofActor: actor.id).map { (actor, "actors/\($0).html") }
  }

  static func article(_ id: String, _ graph: NewsGraph) -> String? {
    graph.documents.first { $0.record.source.id == id }.flatMap { graph.index().slug(ofDocument: $0.id) }
      .map { "articles/\($0).html" }
  }
}

/// A folder that is removed when the value goes.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("preview-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, _ name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: path + "/" + name).map { Array($0) } }
}

/// One connection to 127.0.0.1.
final class Wire {
  private let descriptor: Int32

  init?(_ port: UInt16) {
    // A server that has closed is an answer, not the end of the tests.
    signal(SIGPIPE, SIG_IGN)
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let descriptor = descriptor
    let isOpen = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if !isOpen { return nil }
  }

  deinit { close(descriptor) }

  /// Sends bytes, says that there are no more, and reads the answer to its end.
  func ask(_ bytes: [UInt8]) -> String {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      sent += count
    }
    shutdown(descriptor, Int32(SHUT_WR))
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { break }
      answer += chunk[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
