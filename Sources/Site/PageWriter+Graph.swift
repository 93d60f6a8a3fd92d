// The drawings, inline within the limits of a page, with the table of relations that says the same in words.

import EventGraph
import Events

extension PageWriter {
  /// Elements of drawings on one page, and rows of its table.
  private static let mostElements = 2600
  private static let mostRows = 120
  /// Bytes of drawings on one page: about 60 KB when compressed.
  private static let mostBytes = 420_000

  func graphPages() throws -> [OutputFile] {
    var inline: [SiteDrawing] = []
    var elements = 0
    var bytes = 0
    for drawing in model.drawings where drawing.isMain {
      let text = (drawing.inlineSVG ?? "") + (drawing.narrowSVG ?? "")
      let count = text.utf8.count { $0 == UInt8(ascii: "<") } / 2
      if elements + count > PageWriter.mostElements || bytes + text.utf8.count > PageWriter.mostBytes { continue }
      elements += count
      bytes += text.utf8.count
      inline.append(drawing)
    }
    let shown = Set(inline.map(\.name))
    let others = model.drawings.filter { !shown.contains($0.name) }
    var files: [OutputFile] = []
    let context = context("graph/index.html")
    var view: View = [
      "drawings": inline.map { figure($0) },
      "others": others.prefix(300).map { drawing -> View in
        ["href": "\(drawing.name).html", "name": drawing.title, "note": PageWriter.firstSentence(drawing.description)]
      },
      "hasOthers": !others.isEmpty, "faults": model.report.faults.prefix(20).map { SafeText.cut($0, 300) },
      "hasFaults": !model.report.faults.isEmpty,
    ]
    let rows = model.graph.relations.compactMap { row($0, context) }
    view["rows"] = Array(rows.prefix(PageWriter.mostRows))
    view["hasRows"] = !rows.isEmpty
    view["moreRows"] =
      rows.count > PageWriter.mostRows
      ? Wording.digits(rows.count - PageWriter.mostRows, "more relation") : false as Any
    view["lead"] =
      rows.isEmpty
      ? "The articles connect no two events in words that the program could read."
      : "\(Wording.capital(Wording.count(rows.count, "relation"))) between events, each with the reason for it. The table below lists them all."
    files.append(
      try page(
        "graph/index.html", "graph", section: .graph, title: "Event graph · \(siteTitle)",
        description:
          "Drawings of \(Wording.digits(model.entries.count, "event")) and \(Wording.digits(rows.count, "relation")), with a table and files to download.",
        view: view))
    for drawing in others {
      files.append(
        try page(
          "graph/\(drawing.name).html", "drawing", section: .graph,
          title: "\(SafeText.cut(drawing.title, 90)) · \(siteTitle)",
          description: drawing.description, view: figure(drawing)))
    }
    return files
  }

  /// What a drawing shows, without the words that all have in common.
  private static func firstSentence(_ text: String) -> String {
    let end = text.range(of: ". ")?.lowerBound ?? text.endIndex
    return SafeText.cut(String(text[..<end]), 120)
  }

  /// The stand-alone files of every drawing.
  func drawingFiles() -> [OutputFile] {
    model.drawings.flatMap { drawing -> [OutputFile] in
      let dot = OutputFile(path: "graph/\(drawing.name).dot", text: drawing.dot)
      return drawing.svg.map { [OutputFile(path: "graph/\(drawing.name).svg", text: $0), dot] } ?? [dot]
    }
  }

  private func figure(_ drawing: SiteDrawing) -> View {
    [
      "drawingID": "d-" + drawing.name, "drawingTitle": drawing.title, "drawingText": drawing.description,
      "svg": drawing.inlineSVG ?? false as Any, "narrow": drawing.narrowSVG ?? false as Any,
      "svgHref": drawing.svg == nil ? false : "\(drawing.name).svg" as Any, "dotHref": "\(drawing.name).dot",
      "omitted": drawing.omitted > 0 ? Wording.count(drawing.omitted, "event") : false as Any,
    ]
  }

  private func row(_ relation: GraphRelation, _ context: PageContext) -> View? {
    guard let a = model.positionOfEvent[relation.a], let b = model.positionOfEvent[relation.b] else { return nil }
    return [
      "from": context.event(model.entries[a]), "to": context.event(model.entries[b]),
      "relationWords": Wording.relation(relation.kind).forward, "relationWhy": Wording.capital(relation.why),
    ]
  }
}
