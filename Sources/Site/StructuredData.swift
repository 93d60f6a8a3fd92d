// JSON-LD (schema.org) of a page. Dates appear only as far as the text supports them.

import ChronographBase
import Chronology
import EventGraph

enum StructuredData {
  /// A JSON value with its keys in the order given.
  enum Value {
    case text(String)
    case list([Value])
    case object([(StaticString, Value)])
  }

  /// The collection: a data set with its files.
  static func site(_ model: SiteModel, title: String) -> String {
    let formats = [
      ("application/json", "data/events.json"), ("text/csv", "data/events.csv"), ("text/calendar", "data/events.ics"),
      ("application/gexf+xml", "data/graph.gexf"),
    ]
    let placed = model.entries.filter { $0.period != nil }
    let days = (placed.isEmpty ? model.entries : placed).flatMap {
      [$0.sortDay, $0.placement.latest].compactMap { $0 }
    }
    var fields: [(StaticString, Value)] = [
      ("@context", .text("https://schema.org")), ("@type", .text("Dataset")), ("name", .text(title)),
      (
        "description",
        .text(
          "\(Wording.digits(model.entries.count, "event")) read from \(Wording.digits(model.graph.documents.count, "article")), each with its evidence sentence."
        )
      ),
    ]
    if let first = days.min(), let last = days.max(), first.parts.year > 0, last.parts.year <= 9999 {
      fields.append(("temporalCoverage", .text("\(first)/\(last)")))
    }
    fields.append(
      (
        "distribution",
        .list(
          formats.map {
            .object([
              ("@type", .text("DataDownload")), ("encodingFormat", .text($0.0)),
              ("contentUrl", .text((model.baseURL ?? "") + $0.1)),
            ])
          })
      ))
    return json(.object(fields))
  }

  /// An event. `startDate` only at day, month or year precision without qualifier, else `temporalCoverage`.
  static func event(_ entry: EventEntry, _ model: SiteModel, title: String) -> String {
    let event = entry.event
    var fields: [(StaticString, Value)] = [
      ("@context", .text("https://schema.org")), ("@type", .text("Event")), ("name", .text(title)),
      ("identifier", .text(event.id)),
    ]
    if let edtf = event.when.edtf, !edtf.isEmpty {
      let isPlain = event.when.basis != .expected && isDate(edtf)
      fields.append((isPlain ? "startDate" : "temporalCoverage", .text(edtf)))
    }
    if let place = event.place {
      fields.append(("location", .object([("@type", .text("Place")), ("name", .text(place))])))
    }
    let people = event.participants.prefix(12).compactMap { model.index.actor($0) }
    if !people.isEmpty {
      fields.append(
        (
          "contributor",
          .list(
            people.map {
              .object([("@type", .text($0.kind == .person ? "Person" : "Organization")), ("name", .text($0.name))])
            })
        ))
    }
    let articles = entry.articles.prefix(12).compactMap { model.document(number: $0) }
    fields.append(
      (
        "subjectOf",
        .list(
          articles.map {
            .object([("@type", .text("NewsArticle")), ("headline", .text(SafeText.cut($0.record.title, 110)))])
          })
      ))
    return json(.object(fields))
  }

  /// A claim for each position of each disagreement; nil when there is none.
  static func claims(_ model: SiteModel) -> String? {
    let claims = model.graph.tensions.prefix(60).flatMap { tension in
      tension.positions.prefix(8).map { position -> Value in
        let numbers = Array(Set(position.mentions.compactMap { model.numberOfDocument[$0.doc] })).sorted()
        return .object([
          ("@type", .text("Claim")), ("name", .text(tension.question)),
          ("text", .text(SafeText.cut(position.says, 300))),
          (
            "appearance",
            .list(
              numbers.prefix(8).compactMap { model.document(number: $0) }.map {
                .object([("@type", .text("NewsArticle")), ("headline", .text(SafeText.cut($0.record.title, 110)))])
              })
          ),
        ])
      }
    }
    return claims.isEmpty ? nil : json(.object([("@context", .text("https://schema.org")), ("@graph", .list(claims))]))
  }

  /// Whether a text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10 else { return false }
    return bytes.enumerated().allSatisfy { place, byte in
      place == 4 || place == 7 ? byte == 0x2d : byte >= 0x30 && byte <= 0x39
    }
  }

  /// JSON that may stand inside a `script` element: no `<`, `>`, `&` or separator that a parser could act on.
  static func json(_ value: Value) -> String {
    var writer = JSONWriter(forScript: true)
    write(value, &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func write(_ value: Value, _ json: inout JSONWriter) {
    switch value {
    case .text(let text): json.string(SafeText.clean(text))
    case .list(let items): json.array(items) { write($1, &$0) }
    case .object(let fields):
      json.object { json in
        for (name, value) in fields { json.value(name) { write(value, &$0) } }
      }
    }
  }
}
