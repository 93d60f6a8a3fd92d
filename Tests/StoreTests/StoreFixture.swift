import Actors
import Chronology
import Corpus
import EventGraph
import Events

/// A graph of two small documents, made by hand.
enum StoreFixture {
  static let first = "Aldonia met Borvenia in Velmora. The ministers spoke of a ceasefire."
  static let second = "A café in Velmora burned down after the ceasefire talks."

  static func span(_ words: String, in text: String) -> ByteSpan {
    let bytes = Array(text.utf8)
    let needle = Array(words.utf8)
    for start in 0...max(0, bytes.count - needle.count)
    where bytes.count >= start + needle.count && Array(bytes[start..<start + needle.count]) == needle {
      return ByteSpan(start, start + needle.count)
    }
    return ByteSpan(0, 0)
  }

  private static func record(_ id: String, _ text: String, _ sentences: [ByteSpan]) -> DocumentRecord {
    DocumentRecord(
      source: SourceDocument(id: id, text: Array(text.utf8), outlet: "The Record"), blocks: [], title: "About \(id)",
      sentences: sentences, blockOfSentence: sentences.map { _ in 0 },
      date: DocumentDate(edtf: "2024-03-13", interval: DayInterval(Day(iso: "2024-03-13"), Day(iso: "2024-03-13"))),
      timexes: [], actors: [], claims: [], events: [], relations: [], diagnostics: [])
  }

  private static func event(_ id: String, _ title: String, _ doc: String, _ trigger: ByteSpan, _ evidence: ByteSpan)
    -> GraphEvent
  {
    GraphEvent(
      id: id, title: title, type: .consult, mode: nil, cameo: nil, contexts: [], agents: ["aldonia"],
      patients: ["borvenia"], place: "Velmora", when: EventTime(), status: .happened, sources: ["aldonia"], quotes: [],
      quantities: [Quantity(what: "killed", low: 6, high: nil, span: trigger)], confidence: 0.5,
      mentions: [DocSpan(doc: doc, span: trigger)], evidence: [DocSpan(doc: doc, span: evidence)], why: ["a", "b"],
      tensions: [])
  }

  private static func actor(_ id: String, _ name: String) -> GraphActor {
    GraphActor(
      id: id, name: name, kind: .country, country: nil, sector: nil, affiliation: nil, roles: [],
      mentions: [GraphActor.Mention(at: DocSpan(doc: "d1", span: span(name, in: first)), form: .name)], isNamed: true,
      why: "")
  }

  static var graph: NewsGraph {
    let one = span("Aldonia met Borvenia in Velmora.", in: first)
    let two = span("The ministers spoke of a ceasefire.", in: first)
    let all = ByteSpan(0, second.utf8.count)
    let talks = event("e1", "Aldonia and Borvenia meet", "d1", span("met", in: first), one)
    let fire = event("e2", "Café burns in Velmora", "d2", span("burned", in: second), all)
    return NewsGraph(
      documents: [
        GraphDocument(record: record("d1", first, [one, two]), number: 1),
        GraphDocument(record: record("d2", second, [all]), number: 2),
      ],
      actors: [actor("aldonia", "Aldonia"), actor("borvenia", "Borvenia")], events: [talks, fire],
      relations: [
        GraphRelation(kind: .before, a: "e1", b: "e2", evidence: [DocSpan(doc: "d2", span: all)], why: "after")
      ],
      tensions: [
        Tension(
          id: "t1", question: "When?", kind: .date,
          positions: [.init(says: "then", mentions: [DocSpan(doc: "d1", span: two)])], resolution: nil,
          events: ["e1", "e1"])
      ])
  }
}
