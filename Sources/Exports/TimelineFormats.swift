// Formats of timeline programs: TimelineJS (JSON and its spreadsheet), markwhen, vis-timeline, SIMILE.

import ChronographBase
import Chronology
import EventGraph
import Events

/// TimelineJS 3: uncertain dates as `display_date` in words; only what lasted has an end.
enum TimelineJS {
  static let format = ExportFormat("timelinejs.json", bytes: json)
  static let tableFormat = ExportFormat("timelinejs.csv", text: { csv($0.key(slides)) })

  /// Slides at most. Source: its makers, "we recommend not having more than 20 slides for a reader to click through".
  static let slides = 20

  static func json(_ input: ExportInput) -> [UInt8] {
    let rows = input.key(slides)
    let all = input.rows.count { $0.isoDays != nil }
    var json = JSONWriter()
    json.object { json in
      json.object("title") { json in
        json.object("text") { json in
          json.field("headline", markup(input.title))
          if all > rows.count { json.field("text", "<p>The \(rows.count) most important of \(all) dated events.</p>") }
        }
      }
      json.field("scale", "human")
      json.array("events", rows) { json, row in
        json.object { json in
          json.field("unique_id", row.slug)
          if let days = row.isoDays {
            json.object("start_date") { date(days.start, row, &$0) }
            if row.dating == .span { json.object("end_date") { date(days.end, nil, &$0) } }
          }
          json.field("display_date", row.dateWords)
          json.field("group", row.category.word)
          json.object("text") { json in
            json.field("headline", markup(row.markedTitle))
            json.field("text", body(row))
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }

  /// The columns of the published spreadsheet.
  static func csv(_ rows: [ExportRow]) -> String {
    var csv = CSVWriter()
    csv.row([
      "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline",
      "Text",
      "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
    ])
    for row in rows {
      guard let days = row.isoDays else { continue }
      let start = days.start.parts
      let end = days.end.parts
      let hasEnd = row.dating == .span
      let precision = precision(row)
      csv.row([
        String(start.year), precision > 0 ? String(start.month) : "", precision > 1 ? String(start.day) : "", "",
        hasEnd ? String(end.year) : "", hasEnd ? String(end.month) : "", hasEnd ? String(end.day) : "", "",
        row.dateWords, markup(row.markedTitle), body(row), "", "", "", "", "", "", row.category.word, "",
      ])
    }
    return csv.text
  }

  /// 0 a whole year, 1 a whole month, 2 days.
  private static func precision(_ row: ExportRow) -> Int {
    guard row.dating == .window, let days = row.isoDays else { return 2 }
    let start = days.start.parts
    let next = (days.end + 1).parts
    guard start.day == 1, next.day == 1 else { return 2 }
    if start.month == 1, next.month == 1, next.year == start.year + 1 { return 0 }
    return (next.year * 12 + next.month) - (start.year * 12 + start.month) == 1 ? 1 : 2
  }

  private static func date(_ day: Day, _ row: ExportRow?, _ json: inout JSONWriter) {
    let parts = day.parts
    let precision = row.map(precision) ?? 2
    json.field("year", parts.year)
    if precision > 0 { json.field("month", parts.month) }
    if precision > 1 { json.field("day", parts.day) }
  }

  private static func body(_ row: ExportRow) -> String {
    var text = "<p>\(markup(row.explanation))</p>"
    for quote in row.quotes.prefix(3) {
      text += "<blockquote>\(markup(quote.text)) (article \(quote.article))</blockquote>"
    }
    return text
  }

  /// TimelineJS takes its texts for HTML.
  private static func markup(_ text: String) -> String { XMLText.escape(ExportRow.flat(text)) }
}

/// markwhen: EDTF ranges without qualifiers; a tag, with a colour of its own, where the range is a window of possible
/// days, and the rest as properties.
enum Markwhen {
  static let format = ExportFormat("timeline.mw", text: { write($0.rows, title: $0.title) })

  static func write(_ rows: [ExportRow], title: String) -> String {
    var text = "title: \(plain(title))\n"
    for category in EventCategory.allCases { text += "#\(category.word): \(colour(category))\n" }
    text += "#one-day-of-these: #8b939c\n"
    for row in rows {
      guard let days = row.isoDays else { continue }
      let range = days.start == days.end ? "\(days.start)" : "\(days.start)/\(days.end)"
      let tag = row.dating == .window ? " #one-day-of-these" : ""
      text += "\n\(range): \(plain(row.markedTitle))\(tag) #\(row.category.word)\n"
      text += "id: \(row.slug)\n"
      if let edtf = row.event.when.edtf { text += "edtf: \"\(plain(edtf))\"\n" }
      text += "dating: \(row.dating.rawValue)\nstate: \(row.state.rawValue)\nstatus: \(row.event.status.rawValue)\n"
      for quote in row.quotes.prefix(3) { text += "- \(plain(quote.text)) (article \(quote.article))\n" }
    }
    return text
  }

  private static func colour(_ category: EventCategory) -> String {
    switch category {
    case .talks: "#0b5cad"
    case .statement: "#6b3fa0"
    case .proposal: "#00705a"
    case .military: "#b3380e"
    case .commitment: "#7a5c00"
    case .pressure: "#97256f"
    case .other: "#46586a"
    }
  }

  /// Without the characters that begin links, tags and comments in markwhen.
  private static func plain(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in ExportRow.flat(text).unicodeScalars {
      switch scalar {
      case "#": plain.append("＃")
      case "[": plain.append("(")
      case "]": plain.append(")")
      case "\"": plain.append("”")
      default: plain.append(scalar)
      }
    }
    let text = String(plain)
    return text.contains("//") ? text.replacing("//", with: "/ /") : text
  }
}

/// vis-timeline: items and groups, the state as a class. A day is a box, what lasted a range, and a window of possible
/// days a range with a dashed frame without fill.
enum VisTimeline {
  static let format = ExportFormat("vis.json", bytes: { write($0.rows) })

  static func write(_ rows: [ExportRow]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.array("groups", EventCategory.allCases) { json, category in
        json.object { json in
          json.field("id", category.rawValue)
          json.field("content", category.word)
        }
      }
      json.array("items", rows.filter { $0.isoDays != nil }) { json, row in
        json.object { json in
          json.field("id", row.slug)
          json.field("group", row.category.rawValue)
          json.field("content", XMLText.escape(row.markedTitle))
          json.field("title", XMLText.escape(ExportRow.flat(row.explanation)))
          if let days = row.isoDays {
            json.day("start", days.start)
            if row.dating != .day { json.day("end", days.end + 1) }
          }
          json.field("type", row.dating == .day ? "box" : "range")
          json.field(
            "className", "dating-\(row.dating.rawValue) state-\(row.state.rawValue) status-\(row.event.status.rawValue)"
          )
          if row.dating == .window { json.field("style", "background-color:transparent;border-style:dashed") }
        }
      }
    }
    json.newline()
    return json.bytes
  }
}

/// SIMILE Timeline: the only one that takes all four bounds.
enum Simile {
  static let format = ExportFormat("simile.json", bytes: { write($0.rows) })

  static func write(_ rows: [ExportRow]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("dateTimeFormat", "iso8601")
      json.array("events", rows.filter { $0.isoDays != nil }) { json, row in
        json.object { json in
          json.field("id", row.slug)
          if let days = row.isoDays {
            json.day("start", days.start)
            if row.dating != .span {
              json.day("latestStart", days.end)
              json.day("earliestEnd", days.start)
            }
            json.day("end", days.end + 1)
          }
          json.field("durationEvent", row.dating == .span)
          json.field("title", XMLText.escape(row.markedTitle))
          json.field("description", XMLText.escape(ExportRow.flat(row.explanation)))
          json.field("classname", "state-\(row.state.rawValue)")
        }
      }
    }
    json.newline()
    return json.bytes
  }
}
