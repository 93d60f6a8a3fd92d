// events.json: one readable object an event, for scripts that want no offsets.

import ChronographBase
import Chronology
import EventGraph
import Events

enum EventsJSON {
  static let format = ExportFormat("events.json", bytes: { write($0.rows, title: $0.title) })

  static func write(_ rows: [ExportRow], title: String) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("title", ExportRow.flat(title))
      json.array("events", rows) { json, row in
        json.object { json in
          json.field("id", row.event.id)
          json.field("page", "events/\(row.slug).html")
          json.field("title", row.title)
          json.field("type", row.event.type.rawValue)
          json.field("category", row.category.rawValue)
          json.field("status", row.event.status.rawValue)
          json.object("date") { json in
            json.field("words", row.dateWords)
            json.field("edtf", row.event.when.edtf)
            json.interval(row.event.when.interval)
            json.field("state", row.state.rawValue)
            json.field("why", ExportRow.flat(row.event.when.why))
          }
          json.strings("agents", row.agents.map(ExportRow.flat))
          json.strings("patients", row.patients.map(ExportRow.flat))
          json.field("place", row.event.place.map(ExportRow.flat))
          json.strings("sources", row.sources.map(ExportRow.flat))
          json.array("quantities", row.event.quantities) { json, quantity in
            json.object { json in
              json.field("what", ExportRow.flat(quantity.what))
              json.field("low", quantity.low)
              json.field("high", quantity.high)
            }
          }
          json.field("contested", !row.event.tensions.isEmpty)
          json.field("confidence", row.event.confidence)
          json.array("evidence", row.quotes) { json, quote in
            json.object { json in
              json.field("article", quote.article)
              json.field("document", quote.document)
              json.field("sentence", quote.sentence)
              json.field("quote", quote.text)
            }
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }
}
