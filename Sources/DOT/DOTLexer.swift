// Tokens of the DOT language in one linear pass. Source of the grammar: graphviz.org/doc/info/lang.html.

/// A name, string, number or HTML string of DOT.
public struct DOTWord: Sendable, Hashable {
  /// The value: quotes taken off, `\"` read as `"`, joined lines and concatenations joined. Other backslashes stay,
  /// since Graphviz expands them later.
  public var text: String
  /// Whether it stood between `<` and `>`; such a value is never equal to a plain one.
  public var isHTML: Bool

  public init(_ text: String, isHTML: Bool = false) {
    self.text = text
    self.isHTML = isHTML
  }
}

/// What is wrong with a DOT text, and where.
public struct DOTFault: Error, Sendable, Equatable, Codable {
  /// From 1.
  public var line: Int
  /// In characters of the line, from 1.
  public var column: Int
  public var message: String

  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }
}

/// Splits a text into tokens and keeps comments aside.
struct DOTLexer {
  enum Keyword: String { case node, edge, graph, digraph, subgraph, strict }

  enum Token: Equatable {
    case word(DOTWord)
    case keyword(Keyword)
    case mark(UInt8)
    /// `->`
    case arrow
    /// `--`
    case line
    case end
  }

  struct Comment {
    var text: String
    var line: Int
    /// Whether something stands before it on its line.
    var isTrailing: Bool
  }

  private let bytes: [UInt8]
  private(set) var position = 0
  /// Line and position of the token read last.
  private(set) var line = 1
  private(set) var start = 0
  private(set) var comments: [Comment] = []
  /// Numbers that run into letters, which Graphviz splits, by line.
  private(set) var badNumbers: [(line: Int, text: String)] = []
  private var currentLine = 1
  private var lastTokenLine = 0
  /// Whether an HTML comment without an end was seen: no later one has an end either.
  private var hasOpenHTMLComment = false

  /// - Parameter bytes: UTF-8.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The comments so far, which are then forgotten.
  mutating func takeComments() -> [Comment] {
    defer { comments = [] }
    return comments
  }

  /// A fault at the token read last.
  func fault(_ message: String) -> DOTFault { fault(message, at: start, line: line) }

  private func fault(_ message: String, at place: Int, line: Int) -> DOTFault {
    var column = 1
    var at = place
    while at > 0, bytes[at - 1] != 0x0a, column < 100_000 {
      at -= 1
      if bytes[at] & 0xc0 != 0x80 { column += 1 }
    }
    return DOTFault(line: line, column: column, message: message)
  }

  /// The token read last as it stands in the text, at most 40 bytes of it.
  var lexeme: String { String(decoding: bytes[start..<min(position, start + 40)], as: UTF8.self) }

  /// The bytes right before and after the token read last.
  var neighbours: (before: UInt8?, after: UInt8?) {
    (start > 0 ? bytes[start - 1] : nil, position < bytes.count ? bytes[position] : nil)
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x5f || byte >= 0x80
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func byte(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  mutating func next() throws(DOTFault) -> Token {
    try skipSpace()
    start = position
    line = currentLine
    guard let first = byte() else { return .end }
    defer { lastTokenLine = currentLine }
    if first == UInt8(ascii: "\"") { return .word(DOTWord(try quoted())) }
    if first == UInt8(ascii: "<") { return .word(DOTWord(try html(), isHTML: true)) }
    if first == UInt8(ascii: "-"), byte(1) == UInt8(ascii: ">") {
      position += 2
      return .arrow
    }
    if first == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") {
      position += 2
      return .line
    }
    if DOTLexer.isLetter(first) {
      while let current = byte(), DOTLexer.isLetter(current) || DOTLexer.isDigit(current) { position += 1 }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      if position - start <= 8, let keyword = Keyword(rawValue: text.lowercased()) { return .keyword(keyword) }
      return .word(DOTWord(text))
    }
    if let number = number() { return .word(DOTWord(number)) }
    position += 1
    while let current = byte(), current & 0xc0 == 0x80 { position += 1 }
    return .mark(first)
  }

  private mutating func number() -> String? {
    var at = position
    func digit(_ place: Int) -> Bool { place < bytes.count && DOTLexer.isDigit(bytes[place]) }
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    guard digit(at) || (at < bytes.count && bytes[at] == UInt8(ascii: ".") && digit(at + 1)) else { return nil }
    while digit(at) { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      while digit(at) { at += 1 }
    }
    let text = String(decoding: bytes[position..<at], as: UTF8.self)
    position = at
    if let after = byte(), DOTLexer.isLetter(after) || after == UInt8(ascii: ".") {
      badNumbers.append((line, text))
    }
    return text
  }

  private mutating func skipSpace() throws(DOTFault) {
    while let current = byte() {
      if current == 0x0a {
        currentLine += 1
        position += 1
      } else if current <= 0x20 {
        position += 1
      } else if current == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") {
        keepComment(from: position + 2, to: endOfLine())
      } else if current == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        let from = position
        let firstLine = currentLine
        position += 2
        while position < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) {
          if bytes[position] == 0x0a { currentLine += 1 }
          position += 1
        }
        guard position < bytes.count else {
          throw fault("the comment that begins here has no end: \"*/\" is missing", at: from, line: firstLine)
        }
        let lastLine = currentLine
        currentLine = firstLine
        keepComment(from: from + 2, to: position)
        currentLine = lastLine
        position += 2
      } else if current == UInt8(ascii: "#"), position == 0 || bytes[position - 1] == 0x0a {
        // A line of a preprocessor.
        keepComment(from: position + 1, to: endOfLine())
      } else {
        return
      }
    }
  }

  private func endOfLine() -> Int {
    var at = position
    while at < bytes.count, bytes[at] != 0x0a { at += 1 }
    return at
  }

  private mutating func keepComment(from: Int, to: Int) {
    var text = bytes[from..<to]
    while let first = text.first, first <= 0x20 { text = text.dropFirst() }
    while let last = text.last, last <= 0x20 { text = text.dropLast() }
    comments.append(
      Comment(
        text: String(decoding: text, as: UTF8.self), line: currentLine, isTrailing: lastTokenLine == currentLine))
    position = to
  }

  private mutating func quoted() throws(DOTFault) -> String {
    let firstLine = currentLine
    let from = position
    position += 1
    var text: [UInt8] = []
    while let current = byte(), current != UInt8(ascii: "\"") {
      if current == UInt8(ascii: "\\"), let after = byte(1) {
        position += 1
        switch after {
        case UInt8(ascii: "\""): break
        case UInt8(ascii: "\\"):
          text.append(current)
        case 0x0a:
          currentLine += 1
          position += 1
          continue
        case 0x0d where byte(1) == 0x0a:
          currentLine += 1
          position += 2
          continue
        default:
          text.append(current)
          continue
        }
      }
      if bytes[position] == 0x0a { currentLine += 1 }
      text.append(bytes[position])
      position += 1
    }
    guard position < bytes.count else {
      throw fault("the string that begins here has no end: a quotation mark is missing", at: from, line: firstLine)
    }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func html() throws(DOTFault) -> String {
    let from = position
    let firstLine = currentLine
    var depth = 0
    while let current = byte() {
      if current == 0x0a { currentLine += 1 }
      if current == UInt8(ascii: "<") {
        if byte(1) == UInt8(ascii: "!"), byte(2) == UInt8(ascii: "-"), byte(3) == UInt8(ascii: "-"),
          !hasOpenHTMLComment, skipHTMLComment()
        {
          continue
        }
        depth += 1
      } else if current == UInt8(ascii: ">") {
        depth -= 1
      }
      position += 1
      if depth == 0 { return String(decoding: bytes[(from + 1)..<(position - 1)], as: UTF8.self) }
    }
    throw fault(
      "the HTML string that begins here has no end: its \"<\" and \">\" do not match", at: from, line: firstLine)
  }

  /// Goes past `<!-- … -->`; false, and nothing done, when it has no end.
  private mutating func skipHTMLComment() -> Bool {
    var at = position + 4
    var lines = 0
    while at + 2 < bytes.count {
      if bytes[at] == 0x0a { lines += 1 }
      if bytes[at] == UInt8(ascii: "-"), bytes[at + 1] == UInt8(ascii: "-"), bytes[at + 2] == UInt8(ascii: ">") {
        currentLine += lines
        position = at + 3
        return true
      }
      at += 1
    }
    hasOpenHTMLComment = true
    return false
  }
}
