// The parser of the DOT language: a loop with an own stack, so that thousands of nested subgraphs are no danger, and
// messages that say what to write instead. It accepts what libcgraph accepts.

struct DOTParser {
  /// A block that is open, with the chain of the statement in which it stands.
  private struct Frame {
    var block: Int
    var operands: [DOTFile.Operand] = []
    var comments: [String] = []
    var line = 1
  }

  private typealias Token = DOTLexer.Token

  private var lexer: DOTLexer
  private var token = Token.end
  private var file = DOTFile()
  private var frames: [Frame] = []
  private var isDirected = true

  init(_ text: [UInt8]) { lexer = DOTLexer(text) }

  mutating func read() -> DOTFile {
    do throws(DOTFault) {
      try advance()
      while token != .end { try graph() }
      file.closing = takeComments()
    } catch {
      file.fault = error
    }
    file.badNumbers = lexer.badNumbers
    return file
  }

  private mutating func advance() throws(DOTFault) { token = try lexer.next() }

  private mutating func takeComments() -> [String] { lexer.takeComments().map(\.text) }

  /// Comments read since the last statement: those behind it on its line belong to it, the rest to what follows.
  private mutating func commentsForNext(in block: Int?) -> [String] {
    var rest: [String] = []
    for comment in lexer.takeComments() {
      if comment.isTrailing, rest.isEmpty, let block, !file.blocks[block].statements.isEmpty {
        file.blocks[block].statements[file.blocks[block].statements.count - 1].remarks.append(comment.text)
      } else {
        rest.append(comment.text)
      }
    }
    return rest
  }

  // MARK: Graphs

  private mutating func graph() throws(DOTFault) {
    let comments = takeComments()
    let line = lexer.line
    var isStrict = false
    if token == .keyword(.strict) {
      isStrict = true
      try advance()
    }
    guard token == .keyword(.graph) || token == .keyword(.digraph) else {
      if file.graphs.isEmpty {
        throw fault("this is no DOT: \"graph\" or \"digraph\" should stand here, not \(shown)")
      }
      throw fault("\(shown) stands after the graph; only another \"graph\" or \"digraph\" may")
    }
    isDirected = token == .keyword(.digraph)
    try advance()
    var name: DOTWord?
    if case .word = token { name = try word() }
    guard token == .mark(UInt8(ascii: "{")) else {
      throw fault(hint ?? "\"{\" is missing before \(shown)")
    }
    file.graphs.append(
      .init(
        isStrict: isStrict, isDirected: isDirected, name: name, block: file.blocks.count, line: line, comments: comments
      ))
    open(name: name, isNamedKind: false)
    try advance()
    while !frames.isEmpty { try step() }
  }

  private mutating func open(name: DOTWord?, isNamedKind: Bool) {
    frames.append(Frame(block: file.blocks.count))
    file.blocks.append(.init(name: name, isNamedKind: isNamedKind, line: lexer.line))
    file.depth = max(file.depth, frames.count)
  }

  // MARK: Statements

  /// Reads one statement, or as much of it as stands before a block, or the end of a block.
  private mutating func step() throws(DOTFault) {
    let top = frames.count - 1
    let block = frames[top].block
    if token == .mark(UInt8(ascii: "}")) { return try close() }
    if frames[top].operands.isEmpty {
      let comments = commentsForNext(in: block)
      frames[top].comments += comments
      frames[top].line = lexer.line
      switch token {
      case .keyword(let keyword) where [.graph, .node, .edge].contains(keyword): return try defaults(keyword)
      case .mark(UInt8(ascii: ";")): throw fault("\";\" stands without a statement before it")
      case .end: throw fault("the \"{\" of line \(file.blocks[block].line) is not closed: \"}\" is missing")
      default: break
      }
    }
    try operand()
  }

  private mutating func defaults(_ keyword: DOTLexer.Keyword) throws(DOTFault) {
    let target = DOTFile.Target(rawValue: keyword.rawValue) ?? .graph
    try advance()
    // A macro name, which Graphviz reads and ignores.
    if case .word = token {
      _ = try word()
      guard token == .mark(UInt8(ascii: "=")) else { throw fault("\"[\" is missing after \"\(keyword.rawValue)\"") }
      try advance()
    }
    guard token == .mark(UInt8(ascii: "[")) else {
      throw fault("\"[\" is missing after \"\(keyword.rawValue)\"; a node of that name needs quotes")
    }
    finish(.defaults(target, try attributes()))
    try skipSemicolon()
  }

  /// One operand of a chain, then what follows it.
  private mutating func operand() throws(DOTFault) {
    let top = frames.count - 1
    switch token {
    case .mark(UInt8(ascii: "{")):
      open(name: nil, isNamedKind: false)
      try advance()
    case .keyword(.subgraph):
      try advance()
      var name: DOTWord?
      if case .word = token { name = try word() }
      guard token == .mark(UInt8(ascii: "{")) else { throw fault("\"{\" is missing after \"subgraph\"") }
      open(name: name, isNamedKind: true)
      try advance()
    case .word:
      let line = lexer.line
      let first = try word()
      if token == .mark(UInt8(ascii: "=")), frames[top].operands.isEmpty {
        try advance()
        finish(.assignment(.init(name: first, value: try value(of: first), line: line)))
        return try skipSemicolon()
      }
      var nodes = [try reference(first, line)]
      while token == .mark(UInt8(ascii: ",")) {
        try advance()
        guard case .word = token else { throw fault("a node is missing after \",\"") }
        let line = lexer.line
        nodes.append(try reference(try word(), line))
      }
      frames[top].operands.append(.nodes(nodes))
      try afterOperand()
    case .end: throw fault("the text ends where a node should stand")
    default: throw fault(hint ?? "\(shown) stands where a node or a statement should")
    }
  }

  private mutating func reference(_ name: DOTWord, _ line: Int) throws(DOTFault) -> DOTFile.NodeReference {
    var node = DOTFile.NodeReference(name: name, port: nil, compass: nil, line: line)
    for place in 0..<2 where token == .mark(UInt8(ascii: ":")) {
      try advance()
      guard case .word = token else { throw fault("a port is missing after \":\"") }
      let port = try word()
      if place == 0 { node.port = port } else { node.compass = port }
    }
    return node
  }

  /// After an operand: another one behind an arrow, or attributes and the end of the statement.
  private mutating func afterOperand() throws(DOTFault) {
    let top = frames.count - 1
    switch token {
    case .arrow, .line:
      guard (token == .arrow) == isDirected else {
        throw fault(
          isDirected
            ? "\"--\" stands in a digraph: write \"->\", or begin the file with \"graph\""
            : "\"->\" stands in a graph: write \"--\", or begin the file with \"digraph\"")
      }
      try advance()
      switch token {
      case .word, .keyword(.subgraph), .mark(UInt8(ascii: "{")): return
      default: throw fault("a node is missing after the arrow, before \(shown)")
      }
    default: break
    }
    let list = token == .mark(UInt8(ascii: "[")) ? try attributes() : []
    let operands = frames[top].operands
    frames[top].operands = []
    finish(.chain(operands, list))
    if let hint { throw fault(hint) }
    try skipSemicolon()
  }

  private mutating func close() throws(DOTFault) {
    guard let frame = frames.last else { return }
    guard frame.operands.isEmpty else { throw fault("a node is missing after the arrow, before \"}\"") }
    file.blocks[frame.block].closing = commentsForNext(in: frame.block)
    frames.removeLast()
    try advance()
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].operands.append(.block(frame.block))
    try afterOperand()
  }

  private mutating func finish(_ kind: DOTFile.Kind) {
    let top = frames.count - 1
    file.blocks[frames[top].block].statements.append(
      .init(kind: kind, line: frames[top].line, comments: frames[top].comments))
    frames[top].comments = []
  }

  private mutating func skipSemicolon() throws(DOTFault) {
    if token == .mark(UInt8(ascii: ";")) { try advance() }
  }

  // MARK: Attributes and words

  private mutating func attributes() throws(DOTFault) -> [DOTFile.Attribute] {
    var list: [DOTFile.Attribute] = []
    while token == .mark(UInt8(ascii: "[")) {
      let line = lexer.line
      try advance()
      while token != .mark(UInt8(ascii: "]")) {
        let at = lexer.line
        guard case .word = token else {
          throw fault(
            token == .end
              ? "the \"[\" of line \(line) is not closed: \"]\" is missing"
              : hint ?? "\(shown) stands where the name of an attribute should")
        }
        let name = try word()
        guard token == .mark(UInt8(ascii: "=")) else {
          throw fault(
            hint ?? "the attribute \"\(name.text.prefix(40))\" has no value: \"=\" is missing before \(shown)")
        }
        try advance()
        list.append(.init(name: name, value: try value(of: name), line: at))
        if token == .mark(UInt8(ascii: ",")) || token == .mark(UInt8(ascii: ";")) {
          try advance()
        } else if let hint {
          throw fault(hint)
        }
      }
      try advance()
    }
    return list
  }

  private mutating func value(of name: DOTWord) throws(DOTFault) -> DOTWord {
    guard case .word = token else {
      throw fault(hint ?? "the attribute \"\(name.text.prefix(40))\" has no value before \(shown)")
    }
    return try word()
  }

  /// The word at hand with what `+` joins to it.
  private mutating func word() throws(DOTFault) -> DOTWord {
    guard case .word(var word) = token else { throw fault("a name is missing before \(shown)") }
    try advance()
    while token == .mark(UInt8(ascii: "+")) {
      try advance()
      guard case .word(let next) = token, !next.isHTML, !word.isHTML else {
        throw fault("a quoted string is missing after \"+\"")
      }
      word.text += next.text
      try advance()
    }
    return word
  }

  // MARK: Messages

  private func fault(_ message: String) -> DOTFault { lexer.fault(message) }

  private var shown: String {
    if token == .end { return "the end of the text" }
    return "\"\(DOTText.clean(lexer.lexeme, limit: 40))\""
  }

  /// What to write instead, where a character cannot stand in a name without quotes.
  private var hint: String? {
    guard case .mark(let mark) = token, !Array("{}[]=;,:+".utf8).contains(mark) else { return nil }
    let (before, after) = lexer.neighbours
    let isInside = [before, after].contains { byte in
      byte.map { DOTLexer.isLetter($0) || DOTLexer.isDigit($0) } ?? false
    }
    if mark == UInt8(ascii: "-") {
      return isInside
        ? "\"-\" stands outside quotes: a name with \"-\" is written \"like-this\""
        : "\"-\" stands alone: an arrow is \"->\" or \"--\""
    }
    return isInside
      ? "\(shown) stands outside quotes: a name with it needs quotes" : nil
  }
}
