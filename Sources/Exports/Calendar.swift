// iCalendar (RFC 5545): all-day events with an exclusive end. Events without any bound are left out; what is not
// certain says so in its summary, since most calendars show nothing else.

import Chronology
import EventGraph
import Events

enum Calendar {
  static let format = ExportFormat(
    "events.ics", text: { write($0.rows, title: $0.title, baseURL: $0.baseURL, stamp: $0.buildDate) })

  static func write(_ rows: [ExportRow], title: String, baseURL: String?, stamp: Day?) -> String {
    var text = ""
    func line(_ content: String) { text += fold(content) + "\r\n" }
    line("BEGIN:VCALENDAR")
    line("VERSION:2.0")
    line("PRODID:-//Chronograph//timeline//EN")
    line("NAME:" + escape(title))
    line("X-WR-CALNAME:" + escape(title))
    for row in rows {
      guard let days = row.isoDays else { continue }
      line("BEGIN:VEVENT")
      line("UID:\(escape(row.event.id))@chronograph.invalid")
      line("DTSTAMP:\(basic(stamp ?? Day(number: 0)))T000000Z")
      line("DTSTART;VALUE=DATE:\(basic(days.start))")
      line("DTEND;VALUE=DATE:\(basic(days.end + 1))")
      line("SUMMARY:" + escape(row.markedTitle))
      var description = row.explanation
      for quote in row.quotes.prefix(3) { description += "\n“\(quote.text)” (article \(quote.article))" }
      line("DESCRIPTION:" + escape(description))
      line("CATEGORIES:" + escape(row.category.word))
      if let place = row.event.place { line("LOCATION:" + escape(place)) }
      if let baseURL { line("URL:\(baseURL)events/\(row.slug).html") }
      if row.event.status == .planned || row.event.status == .hypothetical || row.state == .expected {
        line("STATUS:TENTATIVE")
      }
      line("TRANSP:TRANSPARENT")
      if let edtf = row.event.when.edtf { line("X-EDTF:" + escape(edtf)) }
      line("END:VEVENT")
    }
    line("END:VCALENDAR")
    return text
  }

  /// `20250516`.
  private static func basic(_ day: Day) -> String { String(day.description.filter { $0 != "-" }) }

  /// TEXT of section 3.3.11.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for (number, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { escaped += "\\n" }
      for scalar in ExportRow.flat(String(part)).unicodeScalars {
        if scalar == "\\" || scalar == ";" || scalar == "," { escaped += "\\" }
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Lines of at most 75 bytes, never cut inside a character (section 3.1).
  private static func fold(_ line: String) -> String {
    guard line.utf8.count > 75 else { return line }
    var folded: [UInt8] = []
    var width = 0
    for scalar in line.unicodeScalars {
      let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      if width + bytes.count > 75 {
        folded += [0x0d, 0x0a, 0x20]
        width = 1
      }
      folded += bytes
      width += bytes.count
    }
    return String(decoding: folded, as: UTF8.self)
  }
}
