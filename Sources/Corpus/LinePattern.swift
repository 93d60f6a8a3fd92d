// Patterns of whole lines, as an editor writes them in `boilerplate.yaml`.

import Knowledge

/// A pattern over the words of a line: `word`, `this|that`, `this|that+` (one to ten of them), `word?`, `*` (any
/// words), `<name>` (one to five capitalised words), `<number>`, `<date>` (numbers, months, weekdays, clock words).
/// Case and punctuation do not count.
struct LinePattern: Sendable {
  enum Kind: Sendable, Equatable {
    case words(Set<UInt64>, isRepeated: Bool)
    case any, name, number, date
  }

  struct Element: Sendable {
    var kind: Kind
    var isOptional: Bool
  }

  var elements: [Element]
  /// Longest line in words.
  var longest: Int

  /// - Throws: `KnowledgeError` for an empty pattern or an unknown `<…>`.
  init(_ value: KnowledgeValue, longest: Int) throws(KnowledgeError) {
    elements = []
    self.longest = longest
    for part in try value.text().split(separator: " ") {
      let isOptional = part.hasSuffix("?")
      let name = isOptional ? part.dropLast() : part
      let kind: Kind
      switch name {
      case "*": kind = .any
      case "<name>": kind = .name
      case "<number>": kind = .number
      case "<date>": kind = .date
      default:
        guard !name.isEmpty, !name.contains("<"), !name.contains(">"), !name.contains("?") else {
          throw value.error("unknown element \"\(part)\"")
        }
        let isRepeated = name.hasSuffix("+")
        let words = (isRepeated ? name.dropLast() : name).split(separator: "|")
        kind = .words(Set(words.map { LineToken.key(String($0)) }), isRepeated: isRepeated)
      }
      elements.append(Element(kind: kind, isOptional: isOptional))
    }
    guard elements.contains(where: { $0.kind != .any && !$0.isOptional }) else {
      throw value.error("this pattern would match every line")
    }
  }

  /// Whether the pattern covers all the words; linear in words times elements.
  func matches(_ tokens: [LineToken], dateWords: Set<UInt64>) -> Bool {
    guard tokens.count <= longest else { return false }
    var active = [Bool](repeating: false, count: tokens.count + 1)
    active[0] = true
    for element in elements {
      var next = element.isOptional ? active : [Bool](repeating: false, count: tokens.count + 1)
      for position in 0...tokens.count where active[position] {
        switch element.kind {
        case .words(let keys, let isRepeated):
          mark(&next, tokens, from: position, atMost: isRepeated ? 10 : 1) { keys.contains($0.key) }
        case .number:
          if position < tokens.count, tokens[position].isNumber { next[position + 1] = true }
        case .any:
          for end in position...tokens.count { next[end] = true }
        case .name:
          mark(&next, tokens, from: position, atMost: 5) { $0.isCapitalised }
        case .date:
          mark(&next, tokens, from: position, atMost: 10) { $0.isNumber || dateWords.contains($0.key) }
        }
        if element.kind == .any { break }
      }
      guard next.contains(true) else { return false }
      active = next
    }
    return active[tokens.count]
  }

  private func mark(
    _ next: inout [Bool], _ tokens: [LineToken], from position: Int, atMost: Int, where fits: (LineToken) -> Bool
  ) {
    var end = position
    while end < min(tokens.count, position + atMost), fits(tokens[end]) {
      end += 1
      next[end] = true
    }
  }
}

/// The patterns of page furniture, indexed by the words that they can start with.
public struct LinePatterns: Sendable {
  private var patterns: [LinePattern] = []
  private var byFirst: [UInt64: [Int]] = [:]
  private var general: [Int] = []
  private(set) var dateWords: Set<UInt64> = []
  /// Agencies that datelines name, in lower case.
  private(set) var agencies: Set<String> = []
  /// Words that begin a sentence behind a dateline without a dash.
  private(set) var sentenceStarts: Set<String> = []

  init() {}

  /// Reads `boilerplate.yaml`: `date-words`, `agencies`, `sentence-starts` and `lines`, each with `pattern`, `max-words` and `examples`.
  public init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(["date-words", "agencies", "sentence-starts", "lines"])
    dateWords = Set(try file.required("date-words").texts().map { LineToken.key($0) })
    agencies = Set(try file.required("agencies").texts())
    sentenceStarts = Set(try file.required("sentence-starts").texts())
    for rule in try file.required("lines").list() {
      try rule.allow(["pattern", "max-words", "examples", "not"])
      guard !(try rule.required("examples").texts().isEmpty) else { throw rule.error("a rule needs an example") }
      let longest = try rule["max-words"]?.integer() ?? 40
      let pattern = try LinePattern(try rule.required("pattern"), longest: longest)
      let number = patterns.count
      patterns.append(pattern)
      if let first = pattern.elements.first, !first.isOptional, case .words(let keys, _) = first.kind {
        for key in keys.sorted() { byFirst[key, default: []].append(number) }
      } else {
        general.append(number)
      }
    }
  }

  /// Whether a line is page furniture.
  func match(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    if DateLine.isDay(bytes, dateWords: dateWords) { return true }
    guard let tokens = LineToken.tokens(of: bytes), let first = tokens.first else { return false }
    let candidates = byFirst[first.key] ?? []
    return candidates.contains { patterns[$0].matches(tokens, dateWords: dateWords) }
      || general.contains { patterns[$0].matches(tokens, dateWords: dateWords) }
  }
}

extension LinePatterns {
  /// Whether a line of text is page furniture; for tests of the knowledge file.
  public func isFurniture(_ line: String) -> Bool {
    Array(line.utf8).withUnsafeBufferPointer { match($0[...]) }
  }
}
