// Tells accounts of history from news: in the former, bare months and days count from the last mentioned date.

struct NarrativeTest {
  /// Whether the text tells history.
  let isNarrative: Bool
  /// The years that it is about: its year mentions without the outer tenths.
  let period: ClosedRange<Int>?

  /// Tests a text by its expressions.
  ///
  /// A text is narrative when it names many calendar dates, most of them not of the document's own time, and few
  /// expressions point at the day of writing.
  init(_ candidates: [TimeCandidate], document: CalendarValue?) {
    var years: [Int] = []
    var past = 0
    var deictic = 0
    for candidate in candidates {
      guard case .term(let term) = candidate.meaning else { continue }
      if let value = term.value(document: nil), value.unit <= .year {
        years.append(value.year)
        if let document, value.year < document.year { past += 1 }
      } else if case .weekday? = term.openRecurrence {
        deictic += 1
      } else if term.dependsOnDocument, term.openRecurrence == nil {
        deictic += 1
      }
    }
    isNarrative = years.count >= 8 && years.count > deictic * 3 && (document == nil || past * 4 > years.count * 3)
    years.sort()
    if years.count >= 5 {
      period = years[years.count / 10] - 1...years[years.count - 1 - years.count / 10] + 1
    } else {
      period = nil
    }
  }
}
