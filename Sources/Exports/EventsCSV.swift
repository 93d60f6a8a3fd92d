// Tables: RFC 4180 with a header, safe to open in a spreadsheet.

import Chronology
import EventGraph
import Events

/// Writes comma-separated values.
struct CSVWriter {
  private(set) var text = ""

  /// Appends a record.
  mutating func row(_ cells: [String]) {
    text += cells.map(CSVWriter.cell).joined(separator: ",") + "\r\n"
  }

  /// A cell in quotes where it needs them; one that a spreadsheet would run as a formula begins with `'`.
  ///
  /// Source: OWASP, "CSV Injection".
  static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first(where: { $0 != " " }), "=+-@\t\r|%＝＋－＠".unicodeScalars.contains(first) {
      text = "'" + text
    }
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a || $0 == 0x0d }) else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

enum EventsCSV {
  static let format = ExportFormat("events.csv", text: { events($0.rows) })
  /// The same for spreadsheets that take a file without a byte order mark for one of their own code page.
  static let excelFormat = ExportFormat("events-excel.csv", text: { "\u{feff}" + events($0.rows) })
  static let evidenceFormat = ExportFormat("evidence.csv", text: { evidence($0.rows, $0.index) })

  /// One row an event.
  static func events(_ rows: [ExportRow]) -> String {
    var csv = CSVWriter()
    csv.row([
      "id", "page", "title", "type", "category", "status", "date", "edtf", "earliest", "latest", "state", "why",
      "agents", "patients", "place", "sources", "quantities", "articles", "sentences", "confidence",
    ])
    for row in rows {
      let event = row.event
      csv.row([
        event.id, "events/\(row.slug).html", row.title, event.type.rawValue, row.category.rawValue,
        event.status.rawValue, row.dateWords, event.when.edtf ?? "", row.earliest?.description ?? "",
        row.latest?.description ?? "", row.state.rawValue, ExportRow.flat(event.when.why),
        row.agents.joined(separator: "; "), row.patients.joined(separator: "; "), ExportRow.flat(event.place ?? ""),
        row.sources.joined(separator: "; "), event.quantities.map(quantity).joined(separator: "; "),
        row.articles.map(String.init).joined(separator: "; "), String(event.evidence.count),
        hundredths(event.confidence),
      ])
    }
    return csv.text
  }

  /// One row a sentence of evidence.
  static func evidence(_ rows: [ExportRow], _ index: GraphIndex) -> String {
    var csv = CSVWriter()
    csv.row([
      "event", "event_title", "article", "article_id", "article_title", "url", "sentence", "start", "end", "triggers",
      "quote",
    ])
    for row in rows {
      for quote in row.quotes {
        let source = index.document(quote.document)?.record
        csv.row([
          row.event.id, row.title, String(quote.article), quote.document, ExportRow.flat(source?.title ?? ""),
          ExportRow.flat(source?.source.url ?? ""), quote.sentence.map(String.init) ?? "", String(quote.span.start),
          String(quote.span.end), quote.triggers.joined(separator: "; "), quote.text,
        ])
      }
    }
    return csv.text
  }

  /// `killed 6`, `killed 6..`, `wounded 3..5`.
  static func quantity(_ quantity: Quantity) -> String {
    let low = quantity.low.map(number)
    let high = quantity.high.map(number)
    let what = ExportRow.flat(quantity.what)
    if let low, low == high { return "\(what) \(low)" }
    return "\(what) \(low ?? "")..\(high ?? "")"
  }

  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "" }
    return value == value.rounded() ? String(Int(value)) : hundredths(value)
  }

  static func hundredths(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "" }
    let number = Int((abs(value) * 100).rounded())
    let fraction = number % 100
    return "\(value < 0 && number > 0 ? "-" : "")\(number / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
