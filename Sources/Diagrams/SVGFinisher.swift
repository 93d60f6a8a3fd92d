// Turns Graphviz's SVG into one for readers: own ids, names for links instead of raw ids, shapes instead of glyph
// characters, literal colours, a headline and a source line.

import DOT

/// Finishes a drawing.
struct SVGFinisher {
  private let source: DiagramSource
  private let sheet: DiagramSheet
  private let paint: SVGPaint
  private let tokens: [XMLToken]
  private var body = ""
  private var viewBox: (x: Double, y: Double, width: Double, height: Double) = (0, 0, 0, 0)
  private var hasLinks = false
  /// Prefix of every id.
  private let prefix: String

  /// nil when the text is no SVG of Graphviz.
  static func finish(
    _ svg: [UInt8], of source: DiagramSource, on sheet: DiagramSheet = DiagramSheet()
  ) -> RenderedDiagram? {
    guard let tokens = XMLScanner.tokens(svg) else { return nil }
    var finisher = SVGFinisher(source, tokens, sheet)
    guard finisher.rewrite() else { return nil }
    return finisher.rendered()
  }

  private init(_ source: DiagramSource, _ tokens: [XMLToken], _ sheet: DiagramSheet) {
    self.source = source
    self.sheet = sheet
    paint = SVGPaint(theme: sheet.theme)
    self.tokens = tokens
    let safe = source.name.utf8.map { byte -> UInt8 in
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte | 0x20 & 0x5f) || (0x61...0x7a).contains(byte)
        ? byte : UInt8(ascii: "-")
    }
    let name = String(decoding: safe, as: UTF8.self)
    prefix =
      name.isEmpty || name.utf8.first.map { (0x30...0x39).contains($0) || $0 == 0x2d } == true ? "gv-\(name)" : name
  }

  // MARK: The drawing itself

  private mutating func rewrite() -> Bool {
    var skipDepth = 0
    var classes: [String] = []
    var index = 0
    /// Whether a link was written for each open `a`.
    var links: [Bool] = []
    while index < tokens.count {
      let token = tokens[index]
      index += 1
      switch token {
      case .open("title", _, let isEmpty):
        if !isEmpty { skipDepth += 1 }
      case .close("title"): skipDepth = max(0, skipDepth - 1)
      case .open("svg", let attributes, _):
        guard readViewBox(attributes) else { return false }
      case .close("svg"): break
      case .open("a", let attributes, let isEmpty):
        let link = openLink(attributes)
        if isEmpty { if link { body += "</a>" } } else { links.append(link) }
      case .close("a"):
        if links.popLast() == true { body += "</a>" }
      case .open("text", let attributes, false):
        var words = ""
        while index < tokens.count, tokens[index] != .close(name: "text") {
          if case .text(let part) = tokens[index] { words += part }
          index += 1
        }
        index += 1
        addText(words, attributes, isEndAnchored: classes.last?.hasSuffix(" end") ?? false)
      case .open(let name, let attributes, let isEmpty):
        // The group around a link has no class of its own.
        if name == "g", !isEmpty { classes.append(attributes["class"] ?? classes.last ?? "") }
        body += tag(name, attributes, isEmpty)
      case .close(let name):
        if name == "g" { _ = classes.popLast() }
        body += "</\(name)>"
      case .text(let text):
        if skipDepth == 0, !text.utf8.allSatisfy({ $0 <= 0x20 }) { body += text }
      }
    }
    return viewBox.width > 0 && viewBox.height > 0
  }

  private mutating func readViewBox(_ attributes: [XMLAttribute]) -> Bool {
    let numbers = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    guard numbers.count == 4, numbers.allSatisfy(\.isFinite) else { return false }
    viewBox = (numbers[0], numbers[1], numbers[2], numbers[3])
    return true
  }

  /// Writes the start of a link if it leads somewhere safe. Graphviz also makes links of mere tooltips.
  private mutating func openLink(_ attributes: [XMLAttribute]) -> Bool {
    guard let url = attributes["xlink:href"] ?? attributes["href"], SVGFinisher.isSafe(url) else { return false }
    let label = attributes["xlink:title"] ?? ""
    body += "<a href=\"\(url)\"" + (label.isEmpty ? ">" : " aria-label=\"\(label)\">")
    hasLinks = true
    return true
  }

  /// An escaped URL of Graphviz; its escapes are those of XML.
  private static func isSafe(_ url: String) -> Bool {
    var plain = url
    for (escape, character) in [
      ("&#45;", "-"), ("&#160;", " "), ("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ] {
      plain = plain.split(separator: escape, omittingEmptySubsequences: false).joined(separator: character)
    }
    return DOTText.isSafeURL(plain)
  }

  private func tag(_ name: String, _ attributes: [XMLAttribute], _ isEmpty: Bool) -> String {
    // "transparent" is unknown to some SVG readers.
    func color(_ name: String) -> String? { attributes[name].map { $0 == "transparent" ? "none" : $0 } }
    var out = "<\(name)"
    out += paint.attributes(fill: color("fill"), stroke: color("stroke"), named: attributes["class"] ?? "")
    for attribute in attributes {
      switch attribute.name {
      // Graphviz names the group around a link after the thing in it; one name is enough.
      case "id" where attribute.value.hasPrefix("a_"): continue
      case "id": out += " id=\"\(prefix)-\(attribute.value)\""
      case "xmlns", "xmlns:xlink", "xml:space": continue
      case "class", "fill", "stroke": continue
      default: out += " \(attribute.name)=\"\(attribute.value)\""
      }
    }
    return out + (isEmpty ? "/>" : ">")
  }

  private mutating func addText(_ words: String, _ attributes: [XMLAttribute], isEndAnchored: Bool) {
    guard let x = attributes["x"].flatMap(Double.init), let y = attributes["y"].flatMap(Double.init),
      let size = attributes["font-size"].flatMap(Double.init)
    else { return }
    let trimmed = words.split(separator: " ").joined(separator: " ")
    guard !trimmed.isEmpty, trimmed != "&#160;" else { return }
    // Spaces at the beginning would be lost; they move the words instead.
    let indent = Double(words.prefix { $0 == " " }.utf8.count) * 0.278 * size
    let fill = attributes["fill"] ?? Palette.ink.light
    let middle = y - size * 0.36
    if let path = Glyph.path(trimmed, x: x + size * 0.42, y: middle, size: size) {
      body += "<path\(paint.attributes(fill: fill)) d=\"\(path)\"/>"
      return
    }
    if let line = RelationStyle.sampleLine(trimmed, x: x, y: middle, length: 30, paint: paint) {
      body += line
      return
    }
    let n = DOTWriter.number
    let isBold = attributes["font-weight"] == "bold"
    var start = x + indent
    var anchor = ""
    if isEndAnchored {
      start = x + TextMetrics.layoutWidth(SVGFinisher.unescaped(words), size: size)
      anchor = " text-anchor=\"end\""
    } else if attributes["text-anchor"] == "middle" {
      anchor = " text-anchor=\"middle\""
    }
    body += "<text x=\"\(n(start))\" y=\"\(n(y))\"\(anchor) font-size=\"\(n(size))\""
    if isBold { body += " font-weight=\"bold\"" }
    if attributes["font-style"] == "italic" { body += " font-style=\"italic\"" }
    body += "\(paint.attributes(fill: fill))>\(trimmed)</text>"
  }

  private static func unescaped(_ text: String) -> String {
    var plain = text
    for (escape, character) in [
      ("&#45;", "-"), ("&#160;", " "), ("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ] {
      plain = plain.split(separator: escape, omittingEmptySubsequences: false).joined(separator: character)
    }
    return plain
  }

  // MARK: The file around it

  private func rendered() -> RenderedDiagram {
    let margin = 14.0
    let n = DOTWriter.number
    let escape = { (text: String) in DOTText.xmlEscaped(text) }
    let width = max(viewBox.width, 300)
    let titleLines = TextMetrics.wrap(source.title, width: width - 2 * margin, size: 17, bold: true, limit: 3)
    let noteLines = TextMetrics.wrap(source.subtitle, width: width - 2 * margin, size: 11, limit: 6)
    let head = 14 + Double(titleLines.count) * 21 + Double(noteLines.count) * 15 + 6
    let foot = source.sourceLine.isEmpty ? 0.0 : 24.0
    var texts = "<g class=\"head\">"
    var y = viewBox.y - head + 26
    for line in titleLines {
      texts += text(line, x: viewBox.x + margin, y: y, size: 17, fill: Palette.ink.light, bold: true)
      y += 21
    }
    y -= 3
    for line in noteLines where !line.isEmpty {
      texts += text(line, x: viewBox.x + margin, y: y, size: 11, fill: Palette.muted.light, bold: false)
      y += 15
    }
    texts += "</g>"
    if foot > 0 {
      let line = TextMetrics.fitted(source.sourceLine, width: width - 2 * margin, size: 10)
      texts += text(
        line, x: viewBox.x + margin, y: viewBox.y + viewBox.height + 12, size: 10, fill: Palette.muted.light,
        bold: false)
    }
    let drawing = DiagramSheet.Box(
      x: viewBox.x, y: viewBox.y - head, width: width, height: viewBox.height + head + foot)
    let place = sheet.placement(of: drawing)
    let box = place.box
    let frame = [box.x, box.y, box.width, box.height].map(n)
    let paper =
      "<rect x=\"\(frame[0])\" y=\"\(frame[1])\" width=\"\(frame[2])\" height=\"\(frame[3])\""
      + "\(paint.attributes(fill: Palette.paper.light))/>"
    // A drawing with links is a group: inside role "img" readers of the page could not reach them.
    let role = hasLinks ? "group" : "img"
    let open =
      "<svg class=\"gv\" id=\"\(prefix)\" xmlns=\"http://www.w3.org/2000/svg\" width=\"\(length(place.width))\" "
      + "height=\"\(length(place.height))\" viewBox=\"\(frame.joined(separator: " "))\" role=\"\(role)\" "
      + "aria-labelledby=\"\(prefix)-t \(prefix)-d\" font-family=\"\(DiagramStyleSheet.fonts)\">"
    let names =
      "<title id=\"\(prefix)-t\">\(escape(source.title))</title>"
      + "<desc id=\"\(prefix)-d\">\(escape(source.description))</desc>"
    let style = sheet.theme == .auto ? "<style>\(DiagramStyleSheet.alone)</style>" : ""
    let content = "\(paper)\(texts)\(body)</svg>"
    return RenderedDiagram(
      name: source.name, title: source.title, description: source.description,
      svg: "\(open)\(names)\(style)\(content)\n", inlineSVG: open + names + content, width: drawing.width,
      height: drawing.height, paper: (place.width, place.height), scale: place.scale)
  }

  /// A length as SVG writes it; pixels have no unit.
  private func length(_ length: DiagramLength) -> String {
    DOTWriter.number(length.value) + (length.unit == .pixels ? "" : length.unit.rawValue)
  }

  private func text(_ words: String, x: Double, y: Double, size: Double, fill: String, bold: Bool) -> String {
    "<text x=\"\(DOTWriter.number(x))\" y=\"\(DOTWriter.number(y))\" font-size=\"\(DOTWriter.number(size))\""
      + (bold ? " font-weight=\"bold\"" : "") + "\(paint.attributes(fill: fill))>\(DOTText.xmlEscaped(words))</text>"
  }
}
