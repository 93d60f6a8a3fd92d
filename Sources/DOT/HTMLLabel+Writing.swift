// Writes an HTML-like label; every text is escaped here and nowhere else.

extension HTMLLabel {
  /// The label between `<` and `>` as DOT wants it.
  public var markup: String { HTMLLabel.write(content) }

  private static func write(_ content: Content) -> String {
    switch content {
    case .text(let runs): write(runs)
    case .table(let table): write(table)
    }
  }

  private static func write(_ runs: [Run]) -> String {
    var out = ""
    for run in runs {
      switch run {
      case .words(let text, let font):
        let escaped = DOTText.labelEscaped(text)
        // An empty FONT element is a syntax error for Graphviz.
        guard !escaped.isEmpty else { continue }
        var inner = escaped
        if font.isBold { inner = "<B>\(inner)</B>" }
        if font.isItalic { inner = "<I>\(inner)</I>" }
        out += "<FONT\(attribute("COLOR", font.color))\(attribute("POINT-SIZE", font.size))>\(inner)</FONT>"
      case .lineBreak(let align):
        out += "<BR ALIGN=\"\(align.rawValue)\"/>"
      }
    }
    return out
  }

  private static func write(_ table: Table) -> String {
    var out = "<TABLE\(attribute("BORDER", table.border)) CELLBORDER=\"0\"\(attribute("CELLSPACING", table.spacing))"
    out += attribute("CELLPADDING", table.padding)
    if table.border > 0, table.style != .solid { out += attribute("STYLE", table.style.rawValue) }
    if let color = table.color { out += attribute("COLOR", color) }
    if let fill = table.fill { out += attribute("BGCOLOR", fill) }
    if let width = table.width { out += attribute("WIDTH", width) }
    out += ">"
    // A table without a cell is a syntax error for Graphviz.
    for row in table.rows.filter({ !$0.isEmpty }).isEmpty ? [[Cell()]] : table.rows where !row.isEmpty {
      out += "<TR>" + row.map(write).joined() + "</TR>"
    }
    return out + "</TABLE>"
  }

  private static func write(_ cell: Cell) -> String {
    var out = "<TD"
    if cell.align != .center { out += attribute("ALIGN", cell.align.rawValue) }
    if cell.border > 0 {
      out += attribute("BORDER", cell.border)
      if cell.style != .solid { out += attribute("STYLE", cell.style.rawValue) }
      if let color = cell.color { out += attribute("COLOR", color) }
    }
    if let fill = cell.fill { out += attribute("BGCOLOR", fill) }
    if let padding = cell.padding { out += attribute("CELLPADDING", padding) }
    if let width = cell.width { out += attribute("WIDTH", width) }
    if let height = cell.height { out += attribute("HEIGHT", height) }
    if cell.columnSpan > 1 { out += attribute("COLSPAN", Double(cell.columnSpan)) }
    if cell.rowSpan > 1 { out += attribute("ROWSPAN", Double(cell.rowSpan)) }
    if let port = cell.port { out += attribute("PORT", port) }
    return out + ">" + (cell.content.map(write) ?? "") + "</TD>"
  }

  private static func attribute(_ name: String, _ value: String) -> String {
    " \(name)=\"\(DOTText.labelEscaped(value, limit: 200))\""
  }

  /// Sizes in labels are whole points, except those of fonts.
  private static func attribute(_ name: String, _ value: Double) -> String {
    attribute(name, DOTWriter.number(name == "POINT-SIZE" ? value : value.rounded()))
  }
}
