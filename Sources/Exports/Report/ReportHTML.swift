// A chronology as one page of HTML that prints well: no script, no outside file, header rows and page numbers on paper.
// The PDF is made of it.

import ChronographBase

struct ReportHTML {
  private let content: ReportContent

  init(_ content: ReportContent) { self.content = content }

  /// Rules without quotes and angle brackets, which the writer would escape.
  private static let style = """
    @page{size:A4;margin:18mm 16mm 20mm;@bottom-center{content:counter(page);font:9pt sans-serif}}
    body{font:11pt/1.45 Georgia,serif;color:#1a1a1a;background:#fff;max-width:52rem;margin:2rem auto;padding:0 1rem}
    h1,h2,h3,th{font-family:Helvetica,Arial,sans-serif;line-height:1.25}h1{font-size:1.7rem;margin:0}
    h2{font-size:1.25rem;margin:2rem 0 .6rem;border-bottom:1px solid #999;break-after:avoid}
    h3{font-size:1.02rem;margin:1.4rem 0 .4rem;break-after:avoid}
    table{border-collapse:collapse;width:100%;font-size:.88rem;table-layout:fixed}thead{display:table-header-group}
    th,td{border:1px solid #999;padding:.35rem .45rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
    th{background:#eee}tr{break-inside:avoid}td p{margin:0 0 .3rem}.n{width:2.4rem}.d{width:12rem}.e{width:4.2rem}.s{width:40%}.f{width:17%}
    .w{font-weight:bold}.l{color:#444}blockquote{margin:0 0 .45rem;padding-left:.5rem;border-left:2px solid #999}
    blockquote p{margin:0}a{color:inherit}.sub{margin:.2rem 0 1.2rem;color:#444}
    @media print{body{max-width:none;margin:0;padding:0;font-size:10pt}table{font-size:8.5pt}a{text-decoration:none}}
    """

  func text() -> String {
    var writer = XMLWriter(.page, prolog: "<!DOCTYPE html>\n")
    writer.element("html", ["lang": content.language], breaks: (true, true)) { html in
      html.element("head", breaks: (true, true)) { head in
        head.element("meta", ["charset": "utf-8"], breaks: (false, true))
        head.element(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"], breaks: (false, true))
        head.element(
          "meta",
          ["http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"],
          breaks: (false, true))
        head.element("meta", ["name": "generator", "content": content.program], breaks: (false, true))
        head.element("title", text: content.title)
        head.newline()
        head.element("style", text: Self.style)
        head.newline()
      }
      html.element("body", breaks: (true, true)) { body(&$0) }
    }
    return writer.text
  }

  /// The text of the head matter, then a section each.
  private func body(_ writer: inout XMLWriter) {
    heading("h1", content.title, &writer)
    writer.element("p", ["class": "sub"], text: content.subtitle)
    writer.newline()
    heading("h2", ReportContent.aboutHeading, &writer)
    for paragraph in content.about { self.paragraph(paragraph, &writer) }
    heading("h2", ReportContent.sourcesHeading, &writer)
    register(&writer)
    heading("h2", ReportContent.entriesHeading, &writer)
    if content.entries.isEmpty {
      paragraph(ReportContent.noEntries, &writer)
    } else {
      events(content.entries, &writer)
    }
    heading("h2", ReportContent.unplacedHeading, &writer)
    if content.unplaced.isEmpty { paragraph(ReportContent.noUnplaced, &writer) }
    for group in content.unplaced {
      heading("h3", group.heading, &writer)
      events(group.entries, &writer)
    }
    heading("h2", ReportContent.questionsHeading, &writer)
    if content.questions.isEmpty { paragraph(ReportContent.noQuestions, &writer) }
    for question in content.questions { self.question(question, &writer) }
    list(ReportContent.gapsHeading, content.gaps, ReportContent.noGaps, &writer)
    list(ReportContent.unreadHeading, content.unread, ReportContent.noUnread, &writer)
  }

  private func heading(_ name: StaticString, _ text: String, _ writer: inout XMLWriter) {
    writer.element(name, text: text)
    writer.newline()
  }

  private func paragraph(_ text: String, _ writer: inout XMLWriter) {
    writer.element("p", text: text)
    writer.newline()
  }

  private func head(_ columns: [(name: String, kind: String?)], _ writer: inout XMLWriter) {
    writer.element("thead") { head in
      head.element("tr") { row in
        for column in columns { row.element("th", ["scope": "col", "class": column.kind], text: column.name) }
      }
    }
    writer.newline()
  }

  private func register(_ writer: inout XMLWriter) {
    writer.element("table", breaks: (true, true)) { table in
      head(
        [
          ("No.", "n"), ("Article", nil), ("Date, and how it is known", "s"), ("File and address", "f"),
          ("Listed events", "e"),
        ],
        &table)
      table.element("tbody", breaks: (true, true)) { body in
        for source in content.sources {
          body.element("tr", ["id": "document-\(source.number)"], breaks: (false, true)) { row in
            row.element("td", text: "\(source.number)")
            row.element("td") { cell in
              cell.element("p", ["class": "w"], text: source.title)
              for line in ["Outlet: \(source.outlet)"] + source.remarks { cell.element("p", text: line) }
            }
            row.element("td") { cell in
              cell.element("p", text: source.date)
              cell.element("p", ["class": "l"], text: source.dateBasis)
            }
            row.element("td") { cell in
              for line in [source.file] + (source.address.map { [$0] } ?? []) { cell.element("p", text: line) }
            }
            row.element("td", text: "\(source.events)")
          }
        }
      }
    }
  }

  private func events(_ entries: [ReportContent.Entry], _ writer: inout XMLWriter) {
    writer.element("table", breaks: (true, true)) { table in
      head([("No.", "n"), ("Date", "d"), ("Event, who says so, evidence", nil)], &table)
      table.element("tbody", breaks: (true, true)) { body in
        for entry in entries {
          body.element("tr", ["id": "event-\(entry.number)"], breaks: (false, true)) { row in
            row.element("td", text: "\(entry.number)")
            row.element("td") { cell in
              cell.element("p", ["class": "w"], text: entry.when)
              for line in entry.dating { self.line(line, &cell) }
            }
            row.element("td") { evidence(entry, &$0) }
          }
        }
      }
    }
  }

  private func evidence(_ entry: ReportContent.Entry, _ cell: inout XMLWriter) {
    cell.element("p", ["class": "w"], text: entry.title)
    for line in entry.facts { self.line(line, &cell) }
    for quote in entry.quotes {
      cell.element("blockquote") { block in
        block.element("p", text: "“\(quote.text)”")
        block.element("p", ["class": "l"]) { pinpoints([quote.pinpoint], "— ", &$0) }
      }
    }
    if !entry.further.isEmpty { cell.element("p", ["class": "l"]) { pinpoints(entry.further, "Also ", &$0) } }
    if !entry.questions.isEmpty {
      cell.element("p") { links(entry.questions, "Disagreement: no.", "question", &$0) }
    }
  }

  private func line(_ line: ReportContent.Line, _ writer: inout XMLWriter) {
    writer.element("p") { paragraph in
      paragraph.element("span", ["class": "l"], text: line.label + ":")
      paragraph.characters(" " + line.text)
    }
  }

  private func pinpoints(_ places: [ReportContent.Pinpoint], _ lead: String, _ writer: inout XMLWriter) {
    for (number, place) in places.enumerated() {
      writer.characters(number == 0 ? lead : "; ")
      writer.element("a", ["href": "#document-\(place.document)"], text: place.words)
    }
  }

  private func links(_ numbers: [Int], _ lead: String, _ target: String, _ writer: inout XMLWriter) {
    writer.characters(lead)
    for (place, number) in numbers.enumerated() {
      writer.characters(place == 0 ? " " : ", ")
      writer.element("a", ["href": "#\(target)-\(number)"], text: "\(number)")
    }
  }

  private func question(_ question: ReportContent.Question, _ writer: inout XMLWriter) {
    writer.element("h3", ["id": "question-\(question.number)"], text: "\(question.number). \(question.text)")
    writer.element("ul", breaks: (true, true)) { list in
      for position in question.positions {
        list.element("li", breaks: (false, true)) { item in
          item.characters(position.says)
          if !position.places.isEmpty { pinpoints(position.places, " — ", &item) }
        }
      }
    }
    if let resolution = question.resolution { line(resolution, &writer) }
    if !question.entries.isEmpty {
      writer.element("p") { links(question.entries, "Touches event", "event", &$0) }
    }
  }

  private func list(_ heading: String, _ items: [String], _ none: String, _ writer: inout XMLWriter) {
    self.heading("h2", heading, &writer)
    guard !items.isEmpty else { return paragraph(none, &writer) }
    writer.element("ul", breaks: (true, true)) { list in
      for item in items {
        list.element("li", text: item)
        list.newline()
      }
    }
  }
}
