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
  private var first: Int

  init(first: Int) { self.first = first }

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
      if let name { predicates.append(Given(token: token, name: name, arguments: arguments)) }
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

  /// Puts the given predicates in the place of those that were found in their sentences.
  func replace(_ document: inout AnnotatedDocument) {
    guard !predicates.isEmpty else { return }
    var result: [Predicate] = []
    for given in predicates where given.token < document.tokens.count {
      let key = WordKey(given.name)
      document.givenRolesets[key] = given.name
      let found = document.predicate(at: given.token)?.arguments ?? []
      result.append(Predicate(token: given.token, roleset: key, arguments: given.arguments ?? found))
    }
    var number = 0
    for predicate in document.predicates {
      while number < sentences.count, sentences[number].upperBound <= predicate.token { number += 1 }
      if number < sentences.count, sentences[number].contains(predicate.token) { continue }
      result.append(predicate)
    }
    result.sort { $0.token < $1.token }
    document.predicates = result
  }
}
