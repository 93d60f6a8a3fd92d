// The records of the interchange contract: one line of `extract` for each document.

import Actors
import ChronographBase
import Chronology
import Corpus
import EventGraph
import Events

/// Version of the interchange contract.
public let contractVersion = "1"

/// Writes the NDJSON records of `chronograph extract`.
public enum RecordJSON {
  /// The line of one document, with its line feed.
  ///
  /// - Parameter withText: whether the text that the offsets point into stands in the record.
  public static func document(_ record: DocumentRecord, withText: Bool = false) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("type", "document")
      json.field("id", record.source.id)
      json.field("title", record.title)
      json.field("outlet", record.source.outlet)
      json.field("url", record.source.url)
      if let rights = record.source.rights { json.field("rights", rights) }
      if withText {
        json.field("path", record.source.path)
        json.field("language", record.source.language)
        json.field("text", String(decoding: record.source.text, as: UTF8.self))
      }
      editor(record.source.editor, &json)
      let headings = record.blocks.filter { $0.kind == .heading || $0.kind == .title }
      json.array("headings", headings) { json, block in json.object { $0.span(block.span) } }
      let furniture = record.blocks.filter { $0.kind == .boilerplate }
      json.array("boilerplate", furniture) { json, block in json.object { $0.span(block.span) } }
      date(record.date, doc: nil, &json)
      json.array("sentences", record.sentences) { json, span in json.object { $0.span(span) } }
      json.array("timexes", record.timexes) { timex($1, doc: nil, &$0) }
      json.array("actors", record.actors) { actor($1, &$0) }
      json.array("events", record.events) { event($1, in: record, &$0) }
      json.array("relations", record.relations) { json, relation in
        json.object { json in
          json.field("type", relation.kind.rawValue)
          json.field("a", relation.a)
          json.field("b", relation.b)
          if let evidence = relation.evidence { json.object("evidence") { $0.span(evidence) } }
          json.field("probability", relation.probability)
          json.field("why", relation.why)
        }
      }
      json.array("diagnostics", record.diagnostics) { diagnostic($1, &$0) }
    }
    json.newline()
    return json.bytes
  }

  /// The line of an input that could not be read.
  public static func skip(_ skipped: SkippedInput) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("type", "skip")
      json.field("id", skipped.id)
      json.field("code", skipped.code)
      json.field("message", skipped.message)
    }
    json.newline()
    return json.bytes
  }

  /// The last line of a finished run.
  public static func end(documents: Int, skipped: Int, events: Int) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("type", "end")
      json.field("documents", documents)
      json.field("skipped", skipped)
      json.field("events", events)
      json.field("version", contractVersion)
    }
    json.newline()
    return json.bytes
  }

  private static let weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]

  static func date(_ date: DocumentDate, doc: String?, _ json: inout JSONWriter) {
    json.object("date") { json in
      json.field("edtf", date.edtf)
      json.interval(date.interval)
      json.field("weekday", date.weekday.flatMap { (1...7).contains($0) ? weekdays[$0 - 1] : nil })
      json.field("basis", date.basis.rawValue)
      json.field("best", date.best?.description)
      if let credible = date.credible {
        json.object("credible") { json in
          json.field("p", DocumentDate.credibleShare)
          json.interval(credible)
        }
      }
      json.array("cues", date.cues) { json, cue in
        json.object { json in
          if let doc { json.field("doc", doc) }
          json.span(cue.span)
          json.field("rule", cue.rule)
          json.interval(cue.interval)
          json.field("weight", cue.weight)
          json.field("used", cue.used)
          json.field("why", cue.why)
        }
      }
    }
  }

  static func timex(_ timex: Timex, doc: String?, _ json: inout JSONWriter) {
    json.object { json in
      if let doc { json.field("doc", doc) }
      json.span(timex.span)
      json.field("type", timex.kind.rawValue)
      json.field("value", timex.value)
      json.field("mod", timex.mod)
      json.field("edtf", timex.edtf)
      json.interval(timex.interval)
      json.field("relative", timex.relative)
      json.field("role", timex.role.rawValue)
      json.field("rule", timex.rule)
      json.field("why", timex.why)
    }
  }

  private static func actor(_ actor: NewsActor, _ json: inout JSONWriter) {
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
          json.span(role.span)
          json.field("text", role.text)
        }
      }
      json.array("mentions", actor.mentions) { json, mention in
        json.object { json in
          json.span(mention.span)
          json.field("form", mention.form.rawValue)
          if mention.isLocative { json.field("locative", true) }
        }
      }
      json.field("why", actor.why)
      editor(actor.editor, &json)
    }
  }

  private static func event(_ event: NewsEvent, in record: DocumentRecord, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", event.id)
      json.field("title", event.title)
      json.array("mentions", event.mentions) { json, span in json.object { $0.span(span) } }
      json.field("sentence", event.sentence)
      json.field("type", event.type.rawValue)
      json.field("kind", event.kind)
      json.field("mode", event.mode)
      json.field("cameo", event.cameo)
      json.strings("contexts", event.contexts)
      json.strings("agents", event.agents)
      json.strings("patients", event.patients)
      json.field("place", event.place)
      when(event.when, place: RelativePlace(event.when, in: record), &json)
      json.field("status", event.status.rawValue)
      json.strings("sources", event.sources)
      json.array("quantities", event.quantities) { quantity($1, &$0) }
      quote(event.quote, &json)
      json.field("confidence", event.confidence)
      json.field("salience", event.salience)
      json.field("frame", event.frame)
      json.field("why", event.why)
    }
  }

  private static func quote(_ span: ByteSpan?, _ json: inout JSONWriter) {
    if let span {
      json.object("quote") { $0.span(span) }
    } else {
      json.field("quote", Optional<String>.none)
    }
  }

  /// - Parameter place: where the event lies from the day of writing.
  static func when(_ time: EventTime, place: RelativePlace?, _ json: inout JSONWriter) {
    json.object("when") { json in
      json.field("edtf", time.edtf)
      json.interval(time.interval)
      json.field("basis", time.basis.rawValue)
      relative(place, &json)
      json.field("why", time.why)
    }
  }

  /// `"relative"`: days from the day of writing of an article, or null.
  static func relative(_ place: RelativePlace?, _ json: inout JSONWriter) {
    guard let place else { return json.field("relative", Optional<String>.none) }
    json.object("relative") { fields(of: place, &$0) }
  }

  static func place(_ place: RelativePlace, _ json: inout JSONWriter) { json.object { fields(of: place, &$0) } }

  private static func fields(of place: RelativePlace, _ json: inout JSONWriter) {
    json.field("anchor", place.anchor)
    json.field("from", place.from)
    json.field("to", place.to)
    json.field("basis", place.basis.rawValue)
    // Text always: what no expression dates is said as a page says it.
    json.field("words", place.words ?? place.label)
    json.field("term", place.term)
  }

  static func quantity(_ quantity: Quantity, _ json: inout JSONWriter) {
    json.object { json in
      json.field("what", quantity.what)
      json.field("low", quantity.low)
      json.field("high", quantity.high)
    }
  }

  private static func diagnostic(_ diagnostic: Diagnostic, _ json: inout JSONWriter) {
    json.object { json in
      json.field("level", diagnostic.level.rawValue)
      json.field("code", diagnostic.code)
      json.span(diagnostic.span)
      json.field("message", diagnostic.message)
    }
  }
}
