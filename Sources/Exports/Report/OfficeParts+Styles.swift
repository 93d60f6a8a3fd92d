// The styles of a chronology: names that office programs know, so that a house style can take their place.

import ChronographBase

extension OfficeParts {
  /// What a style of paragraphs looks like; lengths in twentieths of a point, sizes in half points.
  private struct Look {
    var style: Office.Style
    var name: String
    var size: Int
    var isBold = false
    var color: String?
    var before = 0
    var after = 0
    var left = 0
    var outline: Int?
    var isList = false
  }

  private static let looks = [
    Look(style: .body, name: "Normal", size: 20, after: 120),
    Look(style: .title, name: "Title", size: 36, isBold: true, after: 60),
    Look(style: .subtitle, name: "Subtitle", size: 22, color: "444444", after: 240),
    Look(style: .heading1, name: "heading 1", size: 28, isBold: true, before: 360, after: 120, outline: 0),
    Look(style: .heading2, name: "heading 2", size: 23, isBold: true, before: 240, after: 80, outline: 1),
    Look(style: .cell, name: "Table Text", size: 17, after: 40),
    Look(style: .quote, name: "Quote", size: 17, after: 60, left: 170),
    Look(style: .item, name: "List Bullet", size: 20, after: 60, isList: true),
  ]

  var styles: String {
    var xml = XMLWriter(.page)
    xml.element("w:styles", ["xmlns:w": Office.namespace]) { styles in
      styles.element("w:docDefaults") { defaults in
        defaults.element("w:rPrDefault") { run in
          run.element("w:rPr") { properties in
            properties.element("w:rFonts", ["w:ascii": "Calibri", "w:hAnsi": "Calibri", "w:cs": "Calibri"])
            properties.element("w:sz", ["w:val": "20"])
            properties.element("w:szCs", ["w:val": "20"])
            properties.element("w:lang", ["w:val": language])
          }
        }
        defaults.element("w:pPrDefault")
      }
      for look in Self.looks { paragraphStyle(look, &styles) }
      styles.element("w:style", ["w:type": "paragraph", "w:styleId": "Footer"]) { style in
        style.element("w:name", ["w:val": "footer"])
        style.element("w:basedOn", ["w:val": "Normal"])
        style.element("w:pPr") { $0.element("w:jc", ["w:val": "center"]) }
        style.element("w:rPr") { $0.element("w:sz", ["w:val": "16"]) }
      }
      for style in Office.RunStyle.allCases { runStyle(style, &styles) }
      tableStyles(&styles)
    }
    return xml.text
  }

  private func paragraphStyle(_ look: Look, _ styles: inout XMLWriter) {
    let isDefault = look.style == .body
    styles.element(
      "w:style",
      ["w:type": "paragraph", "w:default": isDefault ? "1" : nil, "w:styleId": look.style.rawValue]
    ) { style in
      style.element("w:name", ["w:val": look.name])
      if !isDefault { style.element("w:basedOn", ["w:val": "Normal"]) }
      style.element("w:qFormat")
      style.element("w:pPr") { paragraph in
        if look.outline != nil { paragraph.element("w:keepNext") }
        if look.isList {
          paragraph.element("w:numPr") { number in
            number.element("w:ilvl", ["w:val": "0"])
            number.element("w:numId", ["w:val": "1"])
          }
        }
        paragraph.element("w:spacing", ["w:before": String(look.before), "w:after": String(look.after)])
        if look.left > 0 { paragraph.element("w:ind", ["w:left": String(look.left)]) }
        if let outline = look.outline { paragraph.element("w:outlineLvl", ["w:val": String(outline)]) }
      }
      style.element("w:rPr") { run in
        if look.isBold { run.element("w:b") }
        if let color = look.color { run.element("w:color", ["w:val": color]) }
        run.element("w:sz", ["w:val": String(look.size)])
      }
    }
  }

  private func runStyle(_ style: Office.RunStyle, _ styles: inout XMLWriter) {
    styles.element("w:style", ["w:type": "character", "w:styleId": style.rawValue]) { element in
      element.element("w:name", ["w:val": style.rawValue])
      element.element("w:rPr") { run in
        switch style {
        case .strong: run.element("w:b")
        case .label: run.element("w:color", ["w:val": "444444"])
        case .link: run.element("w:color", ["w:val": "1F3F7F"])
        }
      }
    }
  }

  private func tableStyles(_ styles: inout XMLWriter) {
    styles.element("w:style", ["w:type": "table", "w:default": "1", "w:styleId": "TableNormal"]) { style in
      style.element("w:name", ["w:val": "Normal Table"])
      style.element("w:tblPr") { cellMargins(&$0, 108) }
    }
    styles.element("w:style", ["w:type": "table", "w:styleId": "ReportTable"]) { style in
      style.element("w:name", ["w:val": "Report Table"])
      style.element("w:basedOn", ["w:val": "TableNormal"])
      style.element("w:tblPr") { table in
        table.element("w:tblBorders") { borders in
          let line: XMLWriter.Attributes = ["w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "999999"]
          borders.element("w:top", line)
          borders.element("w:left", line)
          borders.element("w:bottom", line)
          borders.element("w:right", line)
          borders.element("w:insideH", line)
          borders.element("w:insideV", line)
        }
        cellMargins(&table, 85)
      }
      style.element("w:tblStylePr", ["w:type": "firstRow"]) { head in
        head.element("w:tcPr") { $0.element("w:shd", ["w:val": "clear", "w:color": "auto", "w:fill": "EEEEEE"]) }
      }
    }
  }

  private func cellMargins(_ table: inout XMLWriter, _ side: Int) {
    table.element("w:tblCellMar") { margins in
      margins.element("w:top", ["w:w": "40", "w:type": "dxa"])
      margins.element("w:left", ["w:w": String(side), "w:type": "dxa"])
      margins.element("w:bottom", ["w:w": "20", "w:type": "dxa"])
      margins.element("w:right", ["w:w": String(side), "w:type": "dxa"])
    }
  }
}
