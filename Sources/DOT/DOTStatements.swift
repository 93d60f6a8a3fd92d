// A light scan of DOT text for what libcgraph does not keep: which nodes have a statement of their own, and the line
// of each name. It never fails; on broken text it merely knows less.

/// Declared nodes and lines of a DOT text.
public struct DOTStatements: Sendable {
  /// Names that a node statement declares.
  public private(set) var declared: Set<String> = []
  /// Line of the first appearance of a name as a node, from 1.
  public private(set) var lineOfNode: [String: Int] = [:]
  /// Number of graphs in the text.
  public private(set) var graphs = 0
  public private(set) var lineOfSecondGraph: Int?

  private enum Token: Equatable {
    case name(String)
    case keyword(String)
    case mark(UInt8)
    case arrow
  }

  public init(scanning bytes: [UInt8]) {
    var lexer = Lexer(bytes: bytes)
    var tokens: [(token: Token, line: Int)] = []
    while let token = lexer.next() { tokens.append(token) }
    read(tokens)
  }

  private mutating func read(_ tokens: [(token: Token, line: Int)]) {
    var depth = 0
    var inList = false
    var index = 0
    var afterArrow = false
    while index < tokens.count {
      let (token, line) = tokens[index]
      let following = index + 1 < tokens.count ? tokens[index + 1].token : nil
      index += 1
      switch token {
      case .mark(let mark):
        switch mark {
        case UInt8(ascii: "["): inList = true
        case UInt8(ascii: "]"): inList = false
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"): depth = max(0, depth - 1)
        default: break
        }
        afterArrow = false
      case .arrow: afterArrow = true
      case .keyword(let word):
        if depth == 0, word == "graph" || word == "digraph" {
          graphs += 1
          if graphs == 2 { lineOfSecondGraph = line }
        }
        // The name of a subgraph is no node.
        if word == "subgraph", case .name = following { index += 1 }
      case .name(let name):
        guard depth > 0, !inList else { continue }
        if following == .mark(UInt8(ascii: "=")) {
          index += 1
          if index < tokens.count, case .name = tokens[index].token { index += 1 }
          continue
        }
        if lineOfNode[name] == nil { lineOfNode[name] = line }
        var ahead = index
        while ahead + 1 < tokens.count, tokens[ahead].token == .mark(UInt8(ascii: ":")) { ahead += 2 }
        let isEdge = afterArrow || (ahead < tokens.count && tokens[ahead].token == .arrow)
        if !isEdge { declared.insert(name) }
        index = ahead
        afterArrow = false
      }
    }
  }

  /// Tokens of the DOT language. Source: graphviz.org/doc/info/lang.html.
  private struct Lexer {
    let bytes: [UInt8]
    var position = 0
    var line = 1

    private func byte(_ offset: Int = 0) -> UInt8? {
      position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func advance() {
      if bytes[position] == 0x0a { line += 1 }
      position += 1
    }

    mutating func next() -> (token: Token, line: Int)? {
      skipSpace()
      guard let first = byte() else { return nil }
      let start = line
      switch first {
      case UInt8(ascii: "\""): return (.name(quoted()), start)
      case UInt8(ascii: "<"): return (.name(html()), start)
      case UInt8(ascii: "-") where byte(1) == UInt8(ascii: ">") || byte(1) == UInt8(ascii: "-"):
        position += 2
        return (.arrow, start)
      case let other where Lexer.isWord(other):
        let from = position
        while let current = byte(), Lexer.isWord(current) { position += 1 }
        let word = String(decoding: bytes[from..<position], as: UTF8.self)
        let lower = word.lowercased()
        let isKeyword = ["node", "edge", "graph", "digraph", "subgraph", "strict"].contains(lower)
        return (isKeyword ? .keyword(lower) : .name(word), start)
      default:
        advance()
        return (.mark(first), start)
      }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x5f
        || byte >= 0x80 || byte == UInt8(ascii: ".")
    }

    private mutating func skipSpace() {
      while let current = byte() {
        if current <= 0x20 {
          advance()
        } else if current == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") {
          while let inside = byte(), inside != 0x0a { position += 1 }
        } else if current == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
          position += 2
          while position < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { advance() }
          position = min(bytes.count, position + 2)
        } else if current == UInt8(ascii: "#"), position == 0 || bytes[position - 1] == 0x0a {
          while let inside = byte(), inside != 0x0a { position += 1 }
        } else {
          return
        }
      }
    }

    private mutating func quoted() -> String {
      position += 1
      var text: [UInt8] = []
      while let current = byte(), current != UInt8(ascii: "\"") {
        if current == UInt8(ascii: "\\"), byte(1) == UInt8(ascii: "\"") { position += 1 }
        text.append(bytes[position])
        advance()
      }
      position = min(bytes.count, position + 1)
      return String(decoding: text, as: UTF8.self)
    }

    private mutating func html() -> String {
      var depth = 0
      let from = position
      while let current = byte() {
        if current == UInt8(ascii: "<") { depth += 1 }
        if current == UInt8(ascii: ">") { depth -= 1 }
        advance()
        if depth == 0 { break }
      }
      return String(decoding: bytes[from..<position], as: UTF8.self)
    }
  }
}
