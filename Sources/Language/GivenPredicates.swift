// Predicates that CoNLL-U gives in MISC: `Pred=beat.03|Args=ARG0:7,ARGM-TMP:12`.

/// The predicates of the sentences read so far. Tokens are document-wide.
struct GivenPredicates {
  struct Given {
    var token: Int
    var name: String
    /// Nil where the input names the predicate alone.
    var arguments: [Predicate.Argument]?
  }

  private(set) var predicates: [Given] = []
  /// Tokens of the sentences that name predicates.
  private var sentences: [Range<Int>] = []
  /// By token the place in ``predicates``.
  private var numbers: [Int: Int] = [:]
  private var first = 0

  /// Reads the MISC columns of the words of one sentence.
  mutating func read(_ columns: some Sequence<ArraySlice<UInt8>>) {
    var token = first
    let before = predicates.count
    var misc: [ArraySlice<UInt8>] = []
    for column in columns { misc.append(column) }
    let range = first..<first + misc.count
    for column in misc {
      var name: String?
      var arguments: [Predicate.Argument]?
      for field in column.split(separator: 0x7c) {
        if field.starts(with: Array("Pred=".utf8)) { name = String(decoding: field.dropFirst(5), as: UTF8.self) }
        if field.starts(with: Array("Args=".utf8)) {
          arguments = GivenPredicates.arguments(String(decoding: field.dropFirst(5), as: UTF8.self), range)
        }
      }
      if let name {
        numbers[token] = predicates.count
        predicates.append(Given(token: token, name: name, arguments: arguments))
      }
      token += 1
    }
    if predicates.count > before { sentences.append(range) }
    first = range.upperBound
  }

  /// Reads `ARG0:7,ARGM-TMP:12`; unknown labels and heads outside the sentence are left out.
  private static func arguments(_ text: String, _ range: Range<Int>) -> [Predicate.Argument] {
    var result: [Predicate.Argument] = []
    for item in text.split(separator: ",") {
      guard let colon = item.lastIndex(of: ":"), let label = RoleLabel(item[..<colon]),
        let number = Int(item[item.index(after: colon)...]), number >= 1, number <= range.count
      else { continue }
      result.append(.init(label: label, head: range.lowerBound + number - 1))
    }
    result.sort { ($0.head, $0.label.rawValue) < ($1.head, $1.label.rawValue) }
    return result
  }

  /// Whether no sentence names predicates.
  var isEmpty: Bool { predicates.isEmpty }

  /// Whether a token's sentence names its predicates.
  func covers(_ token: Int) -> Bool {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < sentences.count && sentences[low].contains(token)
  }

  /// The given roleset of a token.
  func name(at token: Int) -> String? { numbers[token].map { predicates[$0].name } }

  /// Puts the given arguments in the place of those that were found, and names the rolesets.
  func complete(_ document: inout AnnotatedDocument) {
    guard !isEmpty else { return }
    for index in document.predicates.indices {
      guard let number = numbers[document.predicates[index].token] else { continue }
      document.givenRolesets[document.predicates[index].roleset] = predicates[number].name
      if let arguments = predicates[number].arguments { document.predicates[index].arguments = arguments }
    }
  }
}
