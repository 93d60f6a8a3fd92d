// What a stretch of words may mean while it is being put together: the values that grammar rules compute with.

/// A number of things, exact or vague.
struct TimeQuantity: Sendable, Hashable {
  /// nil for "several", "few".
  var value: Double?
  /// The upper end of "two to three".
  var upper: Double?

  init(_ value: Double?, upper: Double? = nil) {
    self.value = value
    self.upper = upper
  }
}

/// A recurring time of TIMEX3 type SET.
struct TimeSet: Sendable, Hashable {
  var value: String
}

/// The value of a constituent.
enum TimeMeaning: Sendable, Hashable {
  case none
  case number(TimeQuantity)
  /// A unit and how many of it the word stands for (fortnight: 2 weeks).
  case unit(CalendarUnit, Int)
  case recurrence(Recurrence)
  case dayTime(DayTime)
  case term(TimeTerm)
  case length(TimeLength)
  case set(TimeSet)
  /// A TIMEX3 value that is no calendar value: `PAST_REF`, `FUTURE_REF`, `PRESENT_REF`, with the days it spans.
  case vague(String, TimeTerm?)
  /// UTC offset in minutes.
  case zone(Int)
  /// Something that looks like a date and is none (31 February); the text says why.
  case impossible(String)

  var isImpossible: Bool { if case .impossible = self { true } else { false } }
}

/// A symbol of the grammar: a word class, a word of a rule, or a category.
typealias GrammarSymbol = Int32

/// A word of the lexicon: the symbols it can stand for.
struct LexicalEntry: Sendable {
  struct Reading: Sendable {
    var symbol: GrammarSymbol
    var meaning: TimeMeaning
    /// Only when written with a capital (May, March).
    var needsCapital = false
  }

  var readings: [Reading] = []
  /// Whether the word alone makes a run worth parsing (a month, a unit, "yesterday"), unlike "the" and "of".
  var isCore = false
}
