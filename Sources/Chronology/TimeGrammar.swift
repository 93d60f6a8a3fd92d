// The compiled time grammar: productions indexed by their first symbol, and the lexicon. Rules come from
// `Knowledge/time/rules.yaml`, words from `Knowledge/time/words.yaml`.

import Knowledge
import Language

/// One way to write a rule's pattern, optional elements resolved.
struct TimeProduction: Sendable {
  /// Index into ``TimeGrammar/rules``; -1 for an auxiliary production that hands its child's meaning on.
  var rule: Int
  var result: GrammarSymbol
  var symbols: [GrammarSymbol]
  /// For each element of the rule's pattern the index of its symbol here, -1 where it was left out.
  var elements: [Int]
  /// The symbols that the extent covers.
  var extent: Range<Int>
}

/// A rule as the knowledge file has it.
struct TimeRule: Sendable {
  /// On which side of the document date a duration lies.
  enum Span: String, Sendable { case past, future }

  /// A part of a stretch of time ("early May", "the end of the year").
  enum Edge: String, Sendable { case early, mid, late, start, end }

  struct Part: Sendable {
    var elements: ClosedRange<Int>
    var meaning: MeaningExpression
  }

  var name: String
  /// Plain words for `why`.
  var says: String
  var meaning: MeaningExpression
  var kind: Timex.Kind?
  var mod: String?
  /// For durations that end or begin at the document date.
  var span: Span?
  var role: Timex.Role
  var priority: Int
  /// Whether its result can stand for itself.
  var emits: Bool
  /// For rules that find several expressions at once: which elements make up which.
  var parts: [Part]
  /// Counts from the document date unless a quarter is being compared ("a year ago").
  var isDeictic: Bool
  /// Only in accounts of history.
  var narrativeOnly: Bool
  /// Words with capital readings ("March") need a preposition before them.
  var isFragile: Bool
  /// Only right behind a noun or number ("$500 million a year").
  var isRate: Bool
  /// The next word must not be a noun or adjective that the expression would modify.
  var standsAlone: Bool
  /// No noun phrase or clause may follow ("30 days before", not "30 days before the vote").
  var isFinal: Bool
  /// A year that stands for the quarter being compared ("the 1988 period").
  var isCompared: Bool
  /// A lone number, which may count things ("2015 homes").
  var isBare: Bool
  /// Which part of what it names the expression means.
  var edge: Edge?
  /// Words that must not stand right before or after.
  var notAfter: [WordKey]
  var notBefore: [WordKey]
}

/// An example of a rule: the text with the expression in brackets and the expected value.
public struct TimeRuleExample: Sendable {
  public var rule: String
  public var text: String
  public var value: String
  /// Byte offsets in the text without brackets.
  public var extent: Range<Int>
  public var position: String
}

struct TimeGrammar: Sendable {
  var symbols: [String: GrammarSymbol] = [:]
  var rules: [TimeRule] = []
  var productions: [TimeProduction] = []
  /// Productions by first symbol.
  var byFirst: [[Int32]] = []
  var lexicon = TimeLexicon([])
  var examples: [TimeRuleExample] = []
  /// Symbols that the number reader gives.
  var numberSymbols = NumberSymbols()

  /// Terminals for tokens that begin with a digit.
  struct NumberSymbols: Sendable {
    var integer: GrammarSymbol = 0
    var year: GrammarSymbol = 0
    var shortYear: GrammarSymbol = 0
    var ordinal: GrammarSymbol = 0
    var decimal: GrammarSymbol = 0
    var clock: GrammarSymbol = 0
    var decade: GrammarSymbol = 0
    var isoDate: GrammarSymbol = 0
    var numericDate: GrammarSymbol = 0
    var fraction: GrammarSymbol = 0
  }

  /// Categories whose constituents become time expressions, and their kind; `NOTHING` only takes the words away from
  /// other rules.
  static let emitted: [(name: String, kind: Timex.Kind?)] = [
    ("NOTHING", nil),
    ("DATE", .date), ("TIME", .time), ("DURATION", .duration), ("SET", .set),
  ]
}
