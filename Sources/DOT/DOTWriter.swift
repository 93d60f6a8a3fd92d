// Writes a DOT document: the same document gives the same bytes, and any text gives a file that Graphviz reads.

/// The writer.
public enum DOTWriter {
  /// Longest HTML-like label, in bytes; beyond it the words go in as plain text.
  static let labelLimit = 16_000

  /// Longest line that is not broken, in bytes.
  private static let lineLimit = 110

  /// Names of attributes whose value Graphviz expands (`escString`, `lblString`).
  private static let expanded: Set<String> = [
    "label", "xlabel", "headlabel", "taillabel", "tooltip", "edgetooltip", "headtooltip", "tailtooltip",
    "labeltooltip", "URL", "edgeURL", "headURL", "tailURL", "href", "target", "id",
  ]

  /// The text of a DOT file.
  public static func write(_ graph: DOTGraph) -> String {
    var out = graph.isStrict ? "strict " : ""
    out += (graph.isDirected ? "digraph " : "graph ")
    out += DOTText.quotedIdentifier(graph.name.isEmpty ? "graph" : graph.name) + " {\n"
    writeDefaults(graph.attributes, graph.nodeDefaults, graph.edgeDefaults, indent: "  ", &out)
    for statement in graph.statements { write(statement, graph.isDirected, indent: "  ", &out) }
    return out + "}\n"
  }

  private static func writeDefaults(
    _ graph: DOTAttributes, _ nodes: DOTAttributes, _ edges: DOTAttributes, indent: String, _ out: inout String
  ) {
    for (kind, attributes) in [("graph", graph), ("node", nodes), ("edge", edges)] {
      let list = write(attributes, after: indent + kind)
      if !list.isEmpty { out += "\(indent)\(kind)\(list);\n" }
    }
  }

  private static func write(_ statement: DOTStatement, _ isDirected: Bool, indent: String, _ out: inout String) {
    let arrow = isDirected ? " -> " : " -- "
    switch statement {
    case .comment(let text):
      out +=
        "\(indent)// \(text.isEmpty ? "" : DOTText.clean(text, limit: 400).split(separator: "\n").joined(separator: " "))\n"
    case .node(let node):
      let head = indent + DOTText.quotedIdentifier(node.id)
      out += head + write(node.attributes, after: head) + ";\n"
    case .edge(let edge):
      let head = indent + write(edge.tail) + arrow + write(edge.head)
      out += head + write(edge.attributes, after: head) + ";\n"
    case .path(let path):
      let steps = path.steps.map { step in
        let names = step.map(DOTText.quotedIdentifier)
        return names.count == 1 ? names[0] : "{\(names.joined(separator: " "))}"
      }
      let head = wrapped(steps, separator: arrow, indent: indent)
      out += head + write(path.attributes, after: head) + ";\n"
    case .members(let ids): out += wrapped(ids.map(DOTText.quotedIdentifier), separator: "; ", indent: indent) + ";\n"
    case .subgraph(let group):
      out += "\(indent)\(group.id.map { "subgraph \(DOTText.quotedIdentifier($0)) " } ?? ""){\n"
      writeDefaults(group.attributes, group.nodeDefaults, group.edgeDefaults, indent: indent + "  ", &out)
      for inner in group.statements { write(inner, isDirected, indent: indent + "  ", &out) }
      out += "\(indent)}\n"
    }
  }

  /// Pieces on as many lines as it takes.
  private static func wrapped(_ pieces: [String], separator: String, indent: String) -> String {
    var out = indent
    var column = indent.utf8.count
    for (number, piece) in pieces.enumerated() {
      let length = piece.utf8.count + separator.utf8.count
      if number > 0 {
        out += separator
        if column + length > lineLimit {
          while out.last == " " { out.removeLast() }
          out += "\n\(indent)  "
          column = indent.utf8.count + 2
        }
      }
      out += piece
      column += length
    }
    return out
  }

  private static func write(_ end: DOTEndpoint) -> String {
    var out = DOTText.quotedIdentifier(end.node)
    if let port = end.port { out += ":" + DOTText.quotedIdentifier(port) }
    if let compass = end.compass { out += ":" + DOTText.quotedIdentifier(compass) }
    return out
  }

  /// A list in brackets, sorted by name: on the line of the statement when it fits, else one attribute a line with
  /// their values below each other.
  private static func write(_ attributes: DOTAttributes, after head: String) -> String {
    let pairs = attributes.pairs.compactMap { pair in
      write(pair.value, of: pair.name).map { (name: bareName(pair.name), value: $0) }
    }.sorted { (DOTWriter.order($0.name), $0.name) < (DOTWriter.order($1.name), $1.name) }
    guard !pairs.isEmpty else { return "" }
    let line = pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    let used = head.utf8.reversed().prefix { $0 != 0x0a }.count
    if pairs.count == 1 || used + line.utf8.count + 4 <= lineLimit { return " [\(line)]" }
    let indent = String(repeating: " ", count: head.utf8.prefix { $0 == 0x20 }.count)
    let width = pairs.map(\.name.utf8.count).max() ?? 0
    let lines = pairs.map { pair in
      "\(indent)  \(pair.name)\(String(repeating: " ", count: width - pair.name.utf8.count)) = \(pair.value)\n"
    }
    return " [\n\(lines.joined())\(indent)]"
  }

  /// By letters alone, without regard to case.
  private static func order(_ name: String) -> String { name.lowercased() }

  private static func write(_ value: DOTValue, of name: String) -> String? {
    switch value {
    case .text(let text) where name == "_background": return background(text)
    case .text(let text):
      return expanded.contains(name) ? DOTText.quotedLabel(text) : DOTText.quotedIdentifier(text)
    case .keyword(let word): return isBare(word) ? word : DOTText.quotedIdentifier(word)
    case .number(let number): return self.number(number)
    case .flag(let flag): return flag ? "true" : "false"
    case .url(let url): return DOTText.isSafeURL(url) ? DOTText.quotedLabel(url) : nil
    case .html(let label):
      let markup = label.markup
      if markup.utf8.count > labelLimit || markup.isEmpty { return DOTText.quotedLabel(label.plainText) }
      return "<\(markup)>"
    }
  }

  /// Drawing operations: plain ASCII without quotes, broken into pieces that Graphviz's scanner can hold. A backslash
  /// at the end of a line joins it to the next one.
  private static func background(_ text: String) -> String {
    var out = "\""
    var column = 0
    for scalar in text.unicodeScalars where (0x20...0x7e).contains(scalar.value) && scalar != "\"" && scalar != "\\" {
      if column >= 4_000, scalar == " " {
        out += "\\\n"
        column = 0
      }
      out.unicodeScalars.append(scalar)
      column += 1
    }
    return out + "\""
  }

  private static func bareName(_ name: String) -> String { isBare(name) ? name : DOTText.quotedIdentifier(name) }

  /// Whether a word needs no quotes: letters, digits and `_`, not beginning with a digit, no keyword of DOT.
  private static func isBare(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    guard let first = bytes.first, !(0x30...0x39).contains(first), bytes.count < 100 else { return false }
    let plain = bytes.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) || $0 == 0x5f
    }
    return plain && !["node", "edge", "graph", "digraph", "subgraph", "strict"].contains(word.lowercased())
  }

  /// A number with at most two decimals, the same on every machine.
  public static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
