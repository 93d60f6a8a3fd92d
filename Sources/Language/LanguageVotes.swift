// A cheap guess whether a sentence is English.

/// Counts known and frequent words of a sentence.
struct LanguageVotes {
  /// Vocabulary rows are ordered by frequency; rows below this are words such as "the", "of", "said".
  private static let frequentRows = 600

  private var words = 0
  private var known = 0
  private var frequent = 0

  mutating func add(_ form: UnsafeRawBufferPointer, row: Int, isListed: Bool) {
    guard let first = form.first, (first | 0x20) &- 0x61 < 26 || first >= 0xc3 && first != 0xe2 else { return }
    // Names say nothing of the language; words in other scripts do.
    if first &- 0x41 < 26, row == 0 { return }
    words += 1
    if row != 0 || isListed { known += 1 }
    if row > 0, row < LanguageVotes.frequentRows { frequent += 1 }
  }

  var isEnglish: Bool {
    guard words >= 3 else { return true }
    return 10 * known >= 6 * words || 4 * frequent >= words && 10 * known >= 4 * words
  }
}
