// What a person types into a search box, as an FTS5 expression that can mean nothing else.

/// A search: words that must all occur, phrases in quotation marks, `begin*`, and `-word` for what must not occur.
///
/// Every word reaches SQLite as a quoted string, so no input is an operator, a column name or an error.
public struct SearchQuery: Sendable, Equatable {
  public struct Term: Sendable, Equatable {
    public var words: [String]
    public var isPrefix: Bool
  }

  public private(set) var wanted: [Term] = []
  public private(set) var excluded: [Term] = []

  /// Most terms of one search; further ones are ignored.
  private static let longest = 32

  public init(_ text: String) {
    var isExcluded = false
    var word = ""
    var phrase: [String]?
    func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
    }
    var previousIsBlank = true
    func flush(prefix: Bool, _ query: inout SearchQuery) {
      guard !word.isEmpty else { return }
      if phrase != nil {
        phrase?.append(word)
      } else {
        query.add(Term(words: [word], isPrefix: prefix), isExcluded)
        isExcluded = false
      }
      word = ""
    }
    for scalar in text.unicodeScalars.prefix(4096) {
      if isWordScalar(scalar) {
        word.unicodeScalars.append(scalar)
      } else if scalar == "\"" || scalar == "“" || scalar == "”" {
        flush(prefix: false, &self)
        if let words = phrase {
          add(Term(words: words, isPrefix: false), isExcluded)
          isExcluded = false
          phrase = nil
        } else {
          phrase = []
        }
      } else {
        flush(prefix: scalar == "*", &self)
        if scalar == "-", previousIsBlank, phrase == nil { isExcluded = true }
      }
      previousIsBlank = scalar.properties.isWhitespace
    }
    flush(prefix: false, &self)
    for word in phrase ?? [] { add(Term(words: [word], isPrefix: false), isExcluded) }
  }

  private mutating func add(_ term: Term, _ isExcluded: Bool) {
    guard !term.words.isEmpty, wanted.count + excluded.count < Self.longest else { return }
    if isExcluded { excluded.append(term) } else { wanted.append(term) }
  }

  /// Whether it asks for nothing.
  public var isEmpty: Bool { wanted.isEmpty }

  /// The FTS5 expression.
  var expression: String {
    func quoted(_ term: Term) -> String {
      "\"" + term.words.joined(separator: " ") + "\"" + (term.isPrefix ? "*" : "")
    }
    var expression = wanted.map(quoted).joined(separator: " AND ")
    if !excluded.isEmpty { expression = "(\(expression)) NOT (\(excluded.map(quoted).joined(separator: " OR ")))" }
    return expression
  }
}
