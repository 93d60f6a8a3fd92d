// DOT text from a file's statements, in one canonical shape: two spaces a level, one statement a line, quotes only where
// they are needed, attributes sorted. Comments stay with what they stand at.

/// Writes a file that was read.
public struct DOTFormatter {
  private let file: DOTFile
  /// Whether neighbouring nodes and neighbouring edges are sorted by name. The graph means the same, but Graphviz may
  /// draw it in another order.
  private let isSorted: Bool
  private var out = ""

  private static let lineLimit = 100

  /// The canonical text. Nothing that stands after a fault is in it.
  public static func format(_ file: DOTFile, sorted: Bool = false) -> String {
    var formatter = DOTFormatter(file: file, isSorted: sorted)
    formatter.writeAll()
    return formatter.out
  }

  private init(file: DOTFile, isSorted: Bool) {
    self.file = file
    self.isSorted = isSorted
  }

  /// A word as DOT writes it, quoted only where it has to be.
  public static func written(_ word: DOTWord) -> String {
    if word.isHTML { return "<\(word.text)>" }
    if isBare(word.text) { return word.text }
    // Scalar by scalar: a mark with an accent on it is another character.
    var out = "\""
    for scalar in word.text.unicodeScalars {
      if scalar == "\"" { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }

  /// Whether a text is a name or number of DOT.
  private static func isBare(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return false }
    if DOTLexer.isLetter(first) {
      return bytes.allSatisfy { DOTLexer.isLetter($0) || DOTLexer.isDigit($0) }
        && DOTLexer.Keyword(rawValue: text.lowercased()) == nil
    }
    let digits = first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && parts.allSatisfy { $0.allSatisfy(DOTLexer.isDigit) }
      && digits.contains(where: DOTLexer.isDigit)
  }

  private mutating func writeAll() {
    for (number, graph) in file.graphs.enumerated() {
      if number > 0 { out += "\n" }
      write(graph.comments, indent: "")
      out += (graph.isStrict ? "strict " : "") + (graph.isDirected ? "digraph " : "graph ")
      if let name = graph.name { out += DOTFormatter.written(name) + " " }
      out += "{\n"
      write(block: graph.block, arrow: graph.isDirected ? " -> " : " -- ")
      out += "}\n"
    }
    write(file.closing, indent: "")
  }

  private mutating func write(_ comments: [String], indent: String) {
    for comment in comments {
      for line in comment.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        let words = String(line.drop { $0 == " " || $0 == "*" || $0 == "\t" || $0 == "\r" })
        out += "\(indent)//\(words.isEmpty ? "" : " " + words)\n"
      }
    }
  }

  /// The statements of a block and of those in it, with an own stack.
  private mutating func write(block root: Int, arrow: String) {
    struct Frame {
      var block: Int
      var statements: [DOTFile.Statement]
      var next = 0
      /// Operands of the statement at hand that are written.
      var operand = 0
    }
    var frames = [Frame(block: root, statements: ordered(root))]
    while let frame = frames.last {
      let top = frames.count - 1
      let indent = String(repeating: "  ", count: min(frames.count, 60))
      guard frame.next < frame.statements.count else {
        write(file.blocks[frame.block].closing, indent: indent)
        frames.removeLast()
        if !frames.isEmpty {
          out += String(repeating: "  ", count: min(frames.count, 60)) + "}"
          frames[frames.count - 1].operand += 1
        }
        continue
      }
      let statement = frame.statements[frame.next]
      if frame.operand == 0 {
        write(statement.comments, indent: indent)
        out += indent
      }
      if case .chain(let operands, let list) = statement.kind {
        if frame.operand < operands.count {
          if frame.operand > 0 { out += arrow }
          switch operands[frame.operand] {
          case .nodes(let nodes):
            out += nodes.map(DOTFormatter.written).joined(separator: ", ")
            frames[top].operand += 1
          case .block(let number):
            let block = file.blocks[number]
            if block.isNamedKind { out += "subgraph " + (block.name.map { DOTFormatter.written($0) + " " } ?? "") }
            out += "{\n"
            frames.append(Frame(block: number, statements: ordered(number)))
          }
          continue
        }
        writeList(list, indent: indent)
        if case .block = operands.last, list.isEmpty {} else { out += ";" }
      } else if case .assignment(let attribute) = statement.kind {
        out += "\(DOTFormatter.written(attribute.name))=\(DOTFormatter.written(attribute.value));"
      } else if case .defaults(let target, let list) = statement.kind {
        out += target.rawValue
        if list.isEmpty { out += " []" }
        writeList(list, indent: indent)
        out += ";"
      }
      if !statement.remarks.isEmpty {
        out +=
          "  // " + statement.remarks.joined(separator: " ").split(whereSeparator: \.isNewline).joined(separator: " ")
      }
      out += "\n"
      frames[top].next += 1
      frames[top].operand = 0
    }
  }

  private static func written(_ node: DOTFile.NodeReference) -> String {
    [node.name, node.port, node.compass].compactMap { $0.map(written) }.joined(separator: ":")
  }

  /// The last value of each name, sorted by name; on one line or one a line with the values below each other.
  private mutating func writeList(_ list: [DOTFile.Attribute], indent: String) {
    guard !list.isEmpty else { return }
    var last: [String: DOTWord] = [:]
    for attribute in list { last[attribute.name.text] = attribute.value }
    let pairs = last.sorted { ($0.key.lowercased(), $0.key) < ($1.key.lowercased(), $1.key) }.map { pair in
      (name: DOTFormatter.written(DOTWord(pair.key)), value: DOTFormatter.written(pair.value))
    }
    let line = pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    let used = out.utf8.reversed().prefix(DOTFormatter.lineLimit) { $0 != 0x0a }
    if pairs.count == 1 || used + line.utf8.count + 4 <= DOTFormatter.lineLimit {
      out += " [\(line)]"
      return
    }
    let width = pairs.map(\.name.utf8.count).max() ?? 0
    out += " [\n"
    for pair in pairs {
      out += "\(indent)  \(pair.name)\(String(repeating: " ", count: width - pair.name.utf8.count)) = \(pair.value)\n"
    }
    out += indent + "]"
  }

  /// The statements of a block, with runs of nodes and runs of edges sorted if that is wanted.
  private func ordered(_ block: Int) -> [DOTFile.Statement] {
    let statements = file.blocks[block].statements
    guard isSorted else { return statements }
    func kind(_ statement: DOTFile.Statement) -> Int {
      guard case .chain(let operands, _) = statement.kind else { return 0 }
      for case .block in operands { return 0 }
      return operands.count > 1 ? 2 : 1
    }
    func key(_ statement: DOTFile.Statement) -> String {
      guard case .chain(let operands, _) = statement.kind else { return "" }
      return operands.map { operand in
        if case .nodes(let nodes) = operand { return nodes.map(DOTFormatter.written).joined(separator: ",") }
        return ""
      }.joined(separator: "\u{1}")
    }
    var result: [DOTFile.Statement] = []
    var start = 0
    while start < statements.count {
      var end = start + 1
      let sort = kind(statements[start])
      while end < statements.count, kind(statements[end]) == sort { end += 1 }
      let run = statements[start..<end]
      // A stable order, since a later statement of a node overrides an earlier one.
      result +=
        sort == 0
        ? Array(run)
        : run.enumerated().map { (key($1), $0, $1) }
          .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
      start = end
    }
    return result
  }
}

extension Sequence where Element == UInt8 {
  /// Number of first elements, at most `limit`, that satisfy a condition.
  fileprivate func prefix(_ limit: Int, while isWanted: (UInt8) -> Bool) -> Int {
    var count = 0
    for byte in self {
      guard count < limit, isWanted(byte) else { break }
      count += 1
    }
    return count
  }
}
