// iCalendar (RFC 5545): all-day events with an exclusive end. What is placed to a day or to a stated span is an event;
// "some day from A to B" is none that lasts, and becomes a note on its first possible day only when that is asked for.
// What is not certain says so in its summary, since most calendars show nothing else.

import Chronology
import EventGraph
import Events

enum Calendar {
  static let format = ExportFormat("events.ics", text: write)

  static func write(_ input: ExportInput) -> String {
    let (title, baseURL) = (input.title, input.baseURL)
    var text = ""
    func line(_ content: String) { text += fold(content) + "\r\n" }
    line("BEGIN:VCALENDAR")
    line("VERSION:2.0")
    line("PRODID:-//Chronograph//timeline//EN")
    line("NAME:" + escape(title))
    line("X-WR-CALNAME:" + escape(title))
    var count = 0
    for row in input.rows {
      guard let days = row.isoDays else { continue }
      let isNote = row.dating == .window
      if isNote, !input.calendarNotes { continue }
      count += 1
      let stamp = input.revision(of: row.event)
      line("BEGIN:VEVENT")
      line("UID:\(escape(row.event.id))@chronograph.invalid")
      line("DTSTAMP:\(basic(stamp))T000000Z")
      line("LAST-MODIFIED:\(basic(stamp))T000000Z")
      // A later state of the same event has a higher number, whichever builds a calendar has seen.
      line("SEQUENCE:\(max(0, stamp.number))")
      line("DTSTART;VALUE=DATE:\(basic(days.start))")
      line("DTEND;VALUE=DATE:\(basic((isNote ? days.start : days.end) + 1))")
      line("SUMMARY:" + escape(isNote ? "[\(row.windowWords)] \(row.title)" : row.markedTitle))
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
      line("X-DATING:" + row.dating.rawValue.uppercased())
      if let edtf = row.event.when.edtf { line("X-EDTF:" + escape(edtf)) }
      line("END:VEVENT")
    }
    if count == 0 {
      // A calendar needs a component (section 3.6); a journal entry without a day is shown by none.
      line("BEGIN:VJOURNAL")
      line("UID:none@chronograph.invalid")
      line("DTSTAMP:\(basic(input.buildDate ?? Day(number: 0)))T000000Z")
      line("SUMMARY:No event is placed to a day")
      line("END:VJOURNAL")
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
