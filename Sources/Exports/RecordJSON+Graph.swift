// `data/graph.json` and the JSON of `chronograph timeline`: the same records after merging.

import Actors
import ChronographBase
import Chronology
import Corpus
import EventGraph
import Events

extension RecordJSON {
  /// The whole graph as one JSON object.
  public static func graph(_ graph: NewsGraph) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("version", contractVersion)
      json.array("documents", graph.documents) { document($1, &$0) }
      let timexes = graph.documents.flatMap { document in document.record.timexes.map { (document.id, $0) } }
      json.array("timexes", timexes) { timex($1.1, doc: $1.0, &$0) }
      json.array("actors", graph.actors) { actor($1, &$0) }
      json.array("events", graph.events) { event($1, &$0) }
      json.array("relations", graph.relations) { relation($1, &$0) }
      json.array("tensions", graph.tensions) { tension($1, &$0) }
    }
    json.newline()
    return json.bytes
  }

  /// The timeline of one actor.
  ///
  /// - Parameter events: in time order.
  public static func timeline(_ events: [GraphEvent]) -> [UInt8] {
    var json = JSONWriter()
    json.array(events) { json, event in
      json.object { json in
        json.field("event", event.id)
        json.field("date", known(event.when.interval) ?? reportDay(event))
        json.interval(event.when.interval)
        json.field("edtf", event.when.edtf)
        relative(event.relative, &json)
        json.field("type", event.type.rawValue)
        json.field("status", event.status.rawValue)
        json.field("title", event.title)
        json.array("mentions", event.mentions) { span($1, &$0) }
      }
    }
    json.newline()
    return json.bytes
  }

  /// A date with the precision that is known: day, month or year; nil when the interval is none of these.
  static func known(_ interval: DayInterval) -> String? {
    guard let earliest = interval.earliest, let latest = interval.latest else { return nil }
    if earliest == latest { return earliest.description }
    let (from, to) = (earliest.parts, latest.parts)
    let iso = earliest.description
    guard from.year == to.year, from.day == 1, (latest + 1).parts.day == 1 else { return nil }
    if from.month == to.month { return String(iso.dropLast(3)) }
    return from.month == 1 && to.month == 12 ? String(iso.dropLast(6)) : nil
  }

  /// The day of the report for an event that its article tells without a date: the reading that timelines of news
  /// use. The bounds beside it still say what is known.
  private static func reportDay(_ event: GraphEvent) -> String? {
    let time = event.when
    // What goes on is told of the day of the report too, though it may have begun some weeks before.
    if time.basis == .reported { return time.told?.width == 1 ? time.told?.latest?.description : nil }
    guard time.basis == .approximate, time.timex == nil, let width = time.interval.width,
      width <= (event.status == .ongoing ? 31 : 8)
    else { return nil }
    return time.interval.latest?.description
  }

  private static func span(_ at: DocSpan, _ json: inout JSONWriter) {
    json.object { json in
      json.field("doc", at.doc)
      json.span(at.span)
    }
  }

  private static func document(_ document: GraphDocument, _ json: inout JSONWriter) {
    let record = document.record
    json.object { json in
      json.field("id", document.id)
      json.field("number", document.number)
      json.field("title", record.title)
      json.field("outlet", record.source.outlet)
      json.field("url", record.source.url)
      if let rights = record.source.rights { json.field("rights", rights) }
      editor(record.source.editor, &json)
      date(record.date, doc: document.id, &json)
      json.array("sentences", record.sentences) { json, sentence in
        span(DocSpan(doc: document.id, span: sentence), &json)
      }
    }
  }

  private static func actor(_ actor: GraphActor, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", actor.id)
      json.field("name", actor.name)
      json.field("kind", actor.kind.rawValue)
      json.field("country", actor.country)
      json.field("sector", actor.sector)
      json.field("code", actor.code)
      json.field("affiliation", actor.affiliation)
      json.array("roles", actor.roles) { json, role in
        json.object { json in
          json.field("doc", role.at.doc)
          json.span(role.at.span)
          json.field("text", role.text)
        }
      }
      json.array("mentions", actor.mentions) { json, mention in
        json.object { json in
          json.field("doc", mention.at.doc)
          json.span(mention.at.span)
          json.field("form", mention.form.rawValue)
        }
      }
      json.field("why", actor.why)
      editor(actor.editor, &json)
    }
  }

  private static func event(_ event: GraphEvent, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", event.id)
      json.field("title", event.title)
      json.array("mentions", event.mentions) { span($1, &$0) }
      json.array("evidence", event.evidence) { span($1, &$0) }
      json.field("type", event.type.rawValue)
      json.field("kind", event.kind)
      json.field("mode", event.mode)
      json.field("cameo", event.cameo)
      json.strings("contexts", event.contexts)
      json.strings("agents", event.agents)
      json.strings("patients", event.patients)
      json.field("place", event.place)
      when(event.when, place: event.relative, &json)
      json.array("places", event.places) { place($1, &$0) }
      json.field("status", event.status.rawValue)
      json.strings("sources", event.sources)
      if let quote = event.quotes.first {
        json.object("quote") { json in
          json.field("doc", quote.doc)
          json.span(quote.span)
        }
      } else {
        json.field("quote", Optional<String>.none)
      }
      json.array("quantities", event.quantities) { quantity($1, &$0) }
      json.field("confidence", event.confidence)
      json.field("salience", event.salience)
      json.strings("why", event.why)
      json.strings("tensions", event.tensions)
      editor(event.editor, &json)
    }
  }

  private static func relation(_ relation: GraphRelation, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", relation.kind.rawValue)
      json.field("a", relation.a)
      json.field("b", relation.b)
      json.array("evidence", relation.evidence) { span($1, &$0) }
      json.field("probability", relation.probability)
      json.field("why", relation.why)
      editor(relation.editor, &json)
    }
  }

  private static func tension(_ tension: Tension, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", tension.id)
      json.field("question", tension.question)
      json.field("kind", tension.kind.rawValue)
      json.array("positions", tension.positions) { json, position in
        json.object { json in
          json.field("says", position.says)
          json.array("mentions", position.mentions) { span($1, &$0) }
        }
      }
      json.field("resolution", tension.resolution)
      json.strings("events", tension.events)
      editor(tension.editor, &json)
    }
  }

  /// `"editor":[{"what":…,"value":…,"was":…}]`, where an editor decided something.
  static func editor(_ notes: [EditorNote], _ json: inout JSONWriter) {
    guard !notes.isEmpty else { return }
    json.array("editor", notes) { json, note in
      json.object { json in
        json.field("what", note.what)
        json.field("value", note.value)
        json.field("was", note.was)
      }
    }
  }
}
