// Tells accounts of history from news: in the former, bare months and days count from the last mentioned date.

enum NarrativeTest {
  /// Whether a text tells history.
  ///
  /// A text is narrative when it names several years, most of them more than two years before the document date
  /// (or, with no document date, when years abound) and hardly any expression points at the day of writing.
  static func isNarrative(_ candidates: [TimeCandidate], document: CalendarValue?) -> Bool {
    var years = 0
    var oldYears = 0
    var deictic = 0
    for candidate in candidates {
      guard case .term(let term) = candidate.meaning else { continue }
      if let value = term.value(document: nil), value.unit <= .decade {
        years += 1
        if let document, value.year < document.year - 2 { oldYears += 1 }
      } else if term.dependsOnDocument, term.openRecurrence == nil {
        deictic += 1
      } else if case .weekday? = term.openRecurrence {
        deictic += 1
      }
    }
    if document != nil { return oldYears >= 5 && oldYears * 2 > years && oldYears > deictic * 2 }
    return years >= 5 && years > deictic * 3
  }
}
