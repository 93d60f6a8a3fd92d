// The parts of a word processing package beside its text: content types, relations, properties, styles, settings, list
// marks and the footer with page numbers.

import ChronographBase

struct OfficeParts {
  var title: String
  /// BCP 47 tag.
  var language: String
  var program: String
  /// ISO day of making, nil for none.
  var day: String?

  private static let package = "http://schemas.openxmlformats.org/package/2006/"
  private static let types = "application/vnd.openxmlformats-officedocument.wordprocessingml."

  func all() -> [(name: String, text: String)] {
    [
      ("[Content_Types].xml", contentTypes), ("_rels/.rels", packageRelations), ("docProps/core.xml", core),
      ("docProps/app.xml", app), ("word/_rels/document.xml.rels", documentRelations), ("word/styles.xml", styles),
      ("word/settings.xml", settings), ("word/numbering.xml", numbering), ("word/footer1.xml", footer),
    ]
  }

  private var contentTypes: String {
    var xml = XMLWriter(.page)
    xml.element("Types", ["xmlns": Self.package + "content-types"]) { types in
      types.element(
        "Default",
        ["Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"])
      types.element("Default", ["Extension": "xml", "ContentType": "application/xml"])
      let parts = [
        ("/word/document.xml", Self.types + "document.main+xml"), ("/word/styles.xml", Self.types + "styles+xml"),
        ("/word/settings.xml", Self.types + "settings+xml"), ("/word/numbering.xml", Self.types + "numbering+xml"),
        ("/word/footer1.xml", Self.types + "footer+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
      ]
      for (name, type) in parts { types.element("Override", ["PartName": name, "ContentType": type]) }
    }
    return xml.text
  }

  private func relations(_ targets: [(type: String, target: String)]) -> String {
    var xml = XMLWriter(.page)
    xml.element("Relationships", ["xmlns": Self.package + "relationships"]) { relations in
      for (number, relation) in targets.enumerated() {
        relations.element(
          "Relationship", ["Id": "rId\(number + 1)", "Type": relation.type, "Target": relation.target])
      }
    }
    return xml.text
  }

  private var packageRelations: String {
    relations([
      (Office.relationships + "/officeDocument", "word/document.xml"),
      (Self.package + "relationships/metadata/core-properties", "docProps/core.xml"),
      (Office.relationships + "/extended-properties", "docProps/app.xml"),
    ])
  }

  private var documentRelations: String {
    relations([
      (Office.relationships + "/footer", "footer1.xml"), (Office.relationships + "/styles", "styles.xml"),
      (Office.relationships + "/settings", "settings.xml"), (Office.relationships + "/numbering", "numbering.xml"),
    ])
  }

  private var core: String {
    var xml = XMLWriter(.page)
    xml.element(
      "cp:coreProperties",
      [
        "xmlns:cp": Self.package + "metadata/core-properties", "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      ]
    ) { core in
      core.element("dc:title", text: title)
      core.element("dc:creator", text: program)
      core.element("dc:language", text: language)
      if let day { core.element("dcterms:created", ["xsi:type": "dcterms:W3CDTF"], text: day + "T00:00:00Z") }
    }
    return xml.text
  }

  private var app: String {
    var xml = XMLWriter(.page)
    xml.element(
      "Properties", ["xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"]
    ) { $0.element("Application", text: program) }
    return xml.text
  }

  private var settings: String {
    var xml = XMLWriter(.page)
    xml.element("w:settings", ["xmlns:w": Office.namespace]) { settings in
      settings.element("w:zoom", ["w:percent": "100"])
      settings.element("w:defaultTabStop", ["w:val": "567"])
      settings.element("w:compat") { compat in
        compat.element(
          "w:compatSetting",
          ["w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": "15"])
      }
      settings.element("w:themeFontLang", ["w:val": language])
    }
    return xml.text
  }

  private var numbering: String {
    var xml = XMLWriter(.page)
    xml.element("w:numbering", ["xmlns:w": Office.namespace]) { numbering in
      numbering.element("w:abstractNum", ["w:abstractNumId": "0"]) { list in
        list.element("w:multiLevelType", ["w:val": "singleLevel"])
        list.element("w:lvl", ["w:ilvl": "0"]) { level in
          level.element("w:start", ["w:val": "1"])
          level.element("w:numFmt", ["w:val": "bullet"])
          level.element("w:lvlText", ["w:val": "–"])
          level.element("w:lvlJc", ["w:val": "left"])
          level.element("w:pPr") { $0.element("w:ind", ["w:left": "340", "w:hanging": "340"]) }
        }
      }
      numbering.element("w:num", ["w:numId": "1"]) { $0.element("w:abstractNumId", ["w:val": "0"]) }
    }
    return xml.text
  }

  private var footer: String {
    var xml = XMLWriter(.page)
    xml.element("w:ftr", ["xmlns:w": Office.namespace]) { footer in
      footer.element("w:p") { paragraph in
        paragraph.element("w:pPr") { $0.element("w:pStyle", ["w:val": "Footer"]) }
        paragraph.run("\(title) · page ")
        paragraph.element("w:fldSimple", ["w:instr": " PAGE "]) { $0.run("1") }
        paragraph.run(" of ")
        paragraph.element("w:fldSimple", ["w:instr": " NUMPAGES "]) { $0.run("1") }
      }
    }
    return xml.text
  }
}
