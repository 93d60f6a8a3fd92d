// Dates of events: bounds, grounds, and the words that they are said to come from.

import Corpus

extension Verifier {
  mutating func checkTime(_ value: JSONValue, _ subject: String) {
    guard let when = value["when"] else { return raise("date-missing", subject, "it has no time") }
    let days = CitedDays(when)
    if let fault = days.fault { raise("date-broken", subject, fault) }
    let basis = when["basis"]?.text ?? ""
    let why = when["why"]?.text ?? ""
    if !Verifier.timeBases.contains(basis) { raise("enum", subject, "the basis of its date is unknown") }
    let isDated = days.earliest != nil || days.latest != nil
    if basis == "unknown", isDated { raise("date-unsupported", subject, "it has a date and no ground for it") }
    if isDated, why.isEmpty { raise("date-unsupported", subject, "it has a date and no reason") }
    guard why.hasPrefix("dated by"), let quoted = Verifier.quoted(why).first else { return }
    let docs = Set((value["evidence"]?.list ?? []).compactMap { $0["doc"]?.text }).sorted()
    checkSaid(quoted, docs, subject)
    checkDays(days, quoted, why, docs, subject)
  }

  /// The words that a date is said to come from stand in an article that tells the event.
  private mutating func checkSaid(_ quoted: String, _ docs: [String], _ subject: String) {
    let wanted = WordScan.words(quoted).map(\.key)
    for doc in docs {
      guard documents[doc]?.source != nil, let words = documentWords(doc) else { return }
      if words.holds(wanted) { return }
    }
    if !docs.isEmpty { raise("date-words", subject, "no article that tells it says “\(quoted)”") }
  }

  /// The days are those of the expression, where an article that tells the event has these words once and they say a
  /// date by themselves; with "since", "before" or a range the days only touch it.
  private mutating func checkDays(
    _ days: CitedDays, _ quoted: String, _ why: String, _ docs: [String], _ subject: String
  ) {
    let key = WordScan.key(quoted)
    let reason = Verifier.firstSentence(why)
    let isOpen = ["; since then", "; at some time up to then", "; at some time after", " to “"].contains {
      reason.contains($0)
    }
    // Another article may put an open end before the expression.
    if isOpen, why.contains("; narrowed to ") { return }
    var isCompared = false
    for doc in docs {
      guard let found = timexDays[doc]?[key], !found.isEmpty else { continue }
      guard found.count == 1, let own = found[0] else { return }
      isCompared = true
      let isBorneOut = isOpen ? days.touches(own) : days.earliest != nil && days.latest != nil && own.contains(days)
      if isBorneOut { return }
    }
    if isCompared { raise("date-words", subject, "its days are not those of “\(quoted)”") }
  }

  /// What a reason says up to its first full stop, without the words in its quotation marks ("“Jan. 5”; since then").
  private static func firstSentence(_ why: String) -> String {
    var said = ""
    var isQuoted = false
    for sign in why {
      if sign == "”" { isQuoted = false }
      if !isQuoted {
        if sign == "." { break }
        said.append(sign)
      }
      if sign == "“" { isQuoted = true }
    }
    return said
  }

  /// Texts in “…”.
  static func quoted(_ text: String) -> [String] {
    text.split(separator: "“", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
      piece.firstIndex(of: "”").map { String(piece[..<$0]) }
    }
  }
}
