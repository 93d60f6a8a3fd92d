// Hand-made records: three articles on a strike, in which one person has two names.

import Actors
import Chronology
import Corpus
import Editor
import EventGraph
import Events

/// Writes a record sentence by sentence.
struct Article {
  var record: DocumentRecord

  init(_ id: String) {
    record = DocumentRecord(
      source: SourceDocument(id: id, text: [], path: id + ".txt"), blocks: [], title: id, sentences: [],
      blockOfSentence: [], date: DocumentDate(), timexes: [], actors: [], claims: [], events: [], relations: [],
      diagnostics: [])
  }

  /// A sentence; the names in it become mentions of actors, the words after them triggers of events.
  mutating func tell(
    _ words: String, _ events: [(type: EventType, trigger: String, agent: String?)], names: [String] = [],
    on day: String? = nil
  ) {
    let start = record.source.text.count
    record.source.text += Array((words + " ").utf8)
    let evidence = ByteSpan(start, start + words.utf8.count)
    record.sentences.append(evidence)
    record.blockOfSentence.append(0)
    for name in names {
      guard let span = Article.span(of: name, in: record.source.text, evidence) else { continue }
      let id = name.lowercased().split(separator: " ").joined(separator: "-")
      if !record.actors.contains(where: { $0.id == id }) {
        record.actors.append(NewsActor(id: id, name: name, kind: .person))
      }
      guard let position = record.actors.firstIndex(where: { $0.id == id }) else { continue }
      record.actors[position].mentions.append(ActorMention(span: span, head: 0, tokens: 0..<1, form: .name))
    }
    for (type, trigger, agent) in events {
      guard let span = Article.span(of: trigger, in: record.source.text, evidence) else { continue }
      let date = day.flatMap { Day(iso: $0) }
      record.events.append(
        NewsEvent(
          id: "\(record.source.id)-\(record.events.count)", mentions: [span], sentence: record.sentences.count - 1,
          evidence: evidence, type: type,
          agents: agent.map { [$0.lowercased().split(separator: " ").joined(separator: "-")] } ?? [],
          when: EventTime(interval: DayInterval(date, date), basis: date == nil ? .unknown : .stated),
          confidence: 0.6, headLemma: trigger, keywords: [trigger], title: "\(agent ?? "Somebody") \(trigger)"))
    }
  }

  static func span(of words: String, in text: [UInt8], _ within: ByteSpan) -> ByteSpan? {
    let wanted = Array(words.utf8)
    var at = within.start
    while at + wanted.count <= within.end {
      if text[at..<at + wanted.count].elementsEqual(wanted) { return ByteSpan(at, at + wanted.count) }
      at += 1
    }
    return nil
  }
}

enum Strike {
  static func records() -> [DocumentRecord] {
    var first = Article("first")
    first.tell(
      "Anna Berg called off the strike at the port of Velmora on 4 March.", [(.retreat, "called", "Anna Berg")],
      names: ["Anna Berg"], on: "2024-03-04")
    first.tell(
      "Anna Berg praised the owners and criticised the mayor of Velmora.",
      [(.support, "praised", "Anna Berg"), (.accuse, "criticised", "Anna Berg")], names: ["Anna Berg"])
    var second = Article("second")
    second.tell(
      "Minister Berg said that forty ships had waited for eleven days.", [(.statement, "said", "Minister Berg")],
      names: ["Minister Berg"])
    second.tell("The owners signed a new contract with the union.", [(.agree, "signed", nil)], on: "2024-03-06")
    var third = Article("third")
    third.tell(
      "Anna Berg visited the shipyard of Sund in the north.", [(.consult, "visited", "Anna Berg")],
      names: ["Anna Berg"], on: "2024-05-01")
    third.tell("The owners signed a new contract with the crews.", [(.agree, "signed", nil)], on: "2024-05-02")
    return [first.record, second.record, third.record]
  }

  static func build(_ yaml: String, _ records: [DocumentRecord] = records()) throws -> (NewsGraph, [Correction]) {
    let (graph, corrections) = Editing(try Configuration(text: yaml)).build(records, with: GraphBuilder())
    return (graph, corrections)
  }

  /// Everything of a graph that a reader sees, for comparing.
  static func shown(_ graph: NewsGraph) -> String {
    var lines = graph.actors.map { "\($0)" }
    lines += graph.events.map { "\($0)" }
    lines += graph.relations.map { "\($0)" }
    lines += graph.tensions.map { "\($0)" }
    return lines.joined(separator: "\n")
  }
}
