// The main part of a word processing document: paragraphs, runs, tables, bookmarks and links to them.

import ChronographBase

/// The vocabulary of WordprocessingML that a chronology needs.
enum Office {
  /// Styles of paragraphs; ``OfficeParts`` defines them.
  enum Style: String, CaseIterable {
    case title = "Title"
    case subtitle = "Subtitle"
    case heading1 = "Heading1"
    case heading2 = "Heading2"
    case body = "Normal"
    case cell = "TableText"
    case quote = "Quote"
    case item = "ListBullet"
  }

  /// Styles of runs.
  enum RunStyle: String, CaseIterable {
    case strong = "Strong"
    case label = "Label"
    case link = "Hyperlink"
  }

  static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A place that links lead to.
  struct Anchor {
    enum Kind: String, CaseIterable { case document, event, question }

    var kind: Kind
    var number: Int

    init(_ kind: Kind, _ number: Int) {
      self.kind = kind
      self.number = number
    }

    var name: String { "\(kind.rawValue)_\(number)" }
    /// Unique in the document, as bookmarks need it.
    var id: String { String(number * Kind.allCases.count + (Kind.allCases.firstIndex(of: kind) ?? 0)) }
  }
}

extension XMLWriter {
  /// The whole part: A4, with the footer that ``OfficeParts`` names `rId1`.
  mutating func officeDocument(_ body: (inout XMLWriter) -> Void) {
    element("w:document", ["xmlns:w": Office.namespace, "xmlns:r": Office.relationships]) { document in
      document.element("w:body") { content in
        body(&content)
        content.element("w:sectPr") { section in
          section.element("w:footerReference", ["w:type": "default", "r:id": "rId1"])
          section.element("w:pgSz", ["w:w": "11906", "w:h": "16838"])
          section.element(
            "w:pgMar",
            [
              "w:top": "1134", "w:right": "1020", "w:bottom": "1134", "w:left": "1020", "w:header": "567",
              "w:footer": "567", "w:gutter": "0",
            ])
        }
      }
    }
  }

  mutating func paragraph(_ style: Office.Style, _ text: String) { paragraph(style) { $0.run(text) } }

  /// A paragraph.
  ///
  /// - Parameter anchor: the place that it is, for links to it.
  mutating func paragraph(_ style: Office.Style, anchor: Office.Anchor? = nil, _ body: (inout XMLWriter) -> Void) {
    element("w:p") { paragraph in
      paragraph.element("w:pPr") { $0.element("w:pStyle", ["w:val": style.rawValue]) }
      guard let anchor else { return body(&paragraph) }
      paragraph.element("w:bookmarkStart", ["w:id": anchor.id, "w:name": anchor.name])
      body(&paragraph)
      paragraph.element("w:bookmarkEnd", ["w:id": anchor.id])
    }
  }

  mutating func run(_ text: String, _ style: Office.RunStyle? = nil) {
    element("w:r") { run in
      if let style { run.element("w:rPr") { $0.element("w:rStyle", ["w:val": style.rawValue]) } }
      run.element("w:t", ["xml:space": "preserve"], text: text)
    }
  }

  /// Text that leads to a named place of this document.
  mutating func link(_ text: String, to anchor: Office.Anchor) {
    element("w:hyperlink", ["w:anchor": anchor.name, "w:history": "1"]) { $0.run(text, .link) }
  }

  /// A table with a header row that each page repeats.
  ///
  /// - Parameter columns: their widths in twentieths of a point.
  mutating func table<Row>(
    _ columns: [Int], head: [String], rows: [Row], _ body: (Row, inout XMLWriter) -> Void
  ) {
    element("w:tbl") { table in
      table.element("w:tblPr") { properties in
        properties.element("w:tblStyle", ["w:val": "ReportTable"])
        properties.element("w:tblW", ["w:w": String(columns.reduce(0, +)), "w:type": "dxa"])
        properties.element("w:tblLayout", ["w:type": "fixed"])
        properties.element("w:tblLook", ["w:val": "0020", "w:firstRow": "1", "w:noHBand": "1", "w:noVBand": "1"])
      }
      table.element("w:tblGrid") { grid in
        for column in columns { grid.element("w:gridCol", ["w:w": String(column)]) }
      }
      table.element("w:tr") { row in
        row.element("w:trPr") { properties in
          properties.element("w:cantSplit")
          properties.element("w:tblHeader")
        }
        for (title, width) in zip(head, columns) {
          row.cell(width) { cell in cell.paragraph(.cell) { $0.run(title, .strong) } }
        }
      }
      for value in rows {
        table.element("w:tr") { row in
          row.element("w:trPr") { $0.element("w:cantSplit") }
          body(value, &row)
        }
      }
    }
    // Two tables without a paragraph between them would become one.
    paragraph(.cell) { _ in }
  }

  /// A cell of the row that is being written; it must get a paragraph at least.
  mutating func cell(_ width: Int, _ body: (inout XMLWriter) -> Void) {
    element("w:tc") { cell in
      cell.element("w:tcPr") { $0.element("w:tcW", ["w:w": String(width), "w:type": "dxa"]) }
      body(&cell)
    }
  }
}
