// A chronology as a document of office programs: an Office Open XML package (ECMA-376, part 1, transitional), small and
// plain: named styles, tables whose header rows are repeated, numbered pages, pinpoints that lead to the register.

import ChronographBase

struct ReportDOCX {
  let content: ReportContent
  let parts: OfficeParts

  /// Width of the text in twentieths of a point: A4 less margins of 1.8 cm.
  private static let width = 9866
  private static let eventColumns = [620, 2900, 6346]
  private static let sourceColumns = [620, 2900, 3800, 1746, 800]

  init(_ content: ReportContent) {
    self.content = content
    parts = OfficeParts(title: content.title, language: content.language, program: content.program, day: content.day)
  }

  func package() -> [UInt8]? {
    var package = ZipPackage()
    for part in parts.all() { package.add(part.name, Array(part.text.utf8)) }
    package.add("word/document.xml", Array(document().utf8))
    return package.bytes()
  }

  private func document() -> String {
    var writer = XMLWriter(.page)
    writer.officeDocument { body in
      body.paragraph(.title, content.title)
      body.paragraph(.subtitle, content.subtitle)
      body.paragraph(.heading1, ReportContent.aboutHeading)
      for paragraph in content.about { body.paragraph(.body, paragraph) }
      body.paragraph(.heading1, ReportContent.sourcesHeading)
      register(&body)
      body.paragraph(.heading1, ReportContent.entriesHeading)
      if content.entries.isEmpty {
        body.paragraph(.body, ReportContent.noEntries)
      } else {
        events(content.entries, &body)
      }
      body.paragraph(.heading1, ReportContent.unplacedHeading)
      if content.unplaced.isEmpty { body.paragraph(.body, ReportContent.noUnplaced) }
      for group in content.unplaced {
        body.paragraph(.heading2, group.heading)
        events(group.entries, &body)
      }
      body.paragraph(.heading1, ReportContent.questionsHeading)
      if content.questions.isEmpty { body.paragraph(.body, ReportContent.noQuestions) }
      for question in content.questions { self.question(question, &body) }
      list(ReportContent.gapsHeading, content.gaps, ReportContent.noGaps, &body)
      list(ReportContent.unreadHeading, content.unread, ReportContent.noUnread, &body)
    }
    return writer.text
  }

  private func register(_ body: inout XMLWriter) {
    body.table(
      Self.sourceColumns, head: ["No.", "Article", "Date, and how it is known", "File and address", "Listed events"],
      rows: content.sources
    ) { source, row in
      row.cell(Self.sourceColumns[0]) {
        $0.paragraph(.cell, anchor: Office.Anchor(.document, source.number)) { $0.run("\(source.number)") }
      }
      row.cell(Self.sourceColumns[1]) { cell in
        cell.paragraph(.cell) { $0.run(source.title, .strong) }
        cell.paragraph(.cell, "Outlet: \(source.outlet)")
        for remark in source.remarks { cell.paragraph(.cell, remark) }
      }
      row.cell(Self.sourceColumns[2]) { cell in
        cell.paragraph(.cell, source.date)
        cell.paragraph(.cell) { $0.run(source.dateBasis, .label) }
      }
      row.cell(Self.sourceColumns[3]) { cell in
        cell.paragraph(.cell, source.file)
        if let address = source.address { cell.paragraph(.cell, address) }
      }
      row.cell(Self.sourceColumns[4]) { $0.paragraph(.cell, "\(source.events)") }
    }
  }

  private func events(_ entries: [ReportContent.Entry], _ body: inout XMLWriter) {
    body.table(Self.eventColumns, head: ["No.", "Date", "Event, who says so, evidence"], rows: entries) { entry, row in
      row.cell(Self.eventColumns[0]) {
        $0.paragraph(.cell, anchor: Office.Anchor(.event, entry.number)) { $0.run("\(entry.number)") }
      }
      row.cell(Self.eventColumns[1]) { cell in
        cell.paragraph(.cell) { $0.run(entry.when, .strong) }
        for line in entry.dating { self.line(line, .cell, &cell) }
      }
      row.cell(Self.eventColumns[2]) { evidence(entry, &$0) }
    }
  }

  private func evidence(_ entry: ReportContent.Entry, _ cell: inout XMLWriter) {
    cell.paragraph(.cell) { $0.run(entry.title, .strong) }
    for line in entry.facts { self.line(line, .cell, &cell) }
    for quote in entry.quotes {
      cell.paragraph(.quote) { paragraph in
        paragraph.run("“\(quote.text)” — ")
        pinpoints([quote.pinpoint], &paragraph)
      }
    }
    if !entry.further.isEmpty {
      cell.paragraph(.cell) { paragraph in
        paragraph.run("Also ", .label)
        pinpoints(entry.further, &paragraph)
      }
    }
    if !entry.questions.isEmpty {
      cell.paragraph(.cell) { links(entry.questions, "Disagreement: no.", .question, &$0) }
    }
  }

  private func line(_ line: ReportContent.Line, _ style: Office.Style, _ writer: inout XMLWriter) {
    writer.paragraph(style) { paragraph in
      paragraph.run(line.label + ": ", .label)
      paragraph.run(line.text)
    }
  }

  private func pinpoints(_ places: [ReportContent.Pinpoint], _ writer: inout XMLWriter) {
    for (number, place) in places.enumerated() {
      if number > 0 { writer.run("; ") }
      writer.link(place.words, to: Office.Anchor(.document, place.document))
    }
  }

  private func links(_ numbers: [Int], _ lead: String, _ target: Office.Anchor.Kind, _ writer: inout XMLWriter) {
    writer.run(lead)
    for (place, number) in numbers.enumerated() {
      writer.run(place == 0 ? " " : ", ")
      writer.link("\(number)", to: Office.Anchor(target, number))
    }
  }

  private func question(_ question: ReportContent.Question, _ body: inout XMLWriter) {
    body.paragraph(.heading2, anchor: Office.Anchor(.question, question.number)) {
      $0.run("\(question.number). \(question.text)")
    }
    for position in question.positions {
      body.paragraph(.item) { paragraph in
        paragraph.run(position.says + (position.places.isEmpty ? "" : " — "))
        pinpoints(position.places, &paragraph)
      }
    }
    if let resolution = question.resolution { line(resolution, .body, &body) }
    if !question.entries.isEmpty {
      body.paragraph(.body) { links(question.entries, "Touches event", .event, &$0) }
    }
  }

  private func list(_ heading: String, _ items: [String], _ none: String, _ body: inout XMLWriter) {
    body.paragraph(.heading1, heading)
    if items.isEmpty { body.paragraph(.body, none) }
    for item in items { body.paragraph(.item, item) }
  }
}
