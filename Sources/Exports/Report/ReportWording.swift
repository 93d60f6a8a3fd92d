// The words of a chronology: statuses, bases and kinds, in plain English.

import ChronographBase
import Chronology
import EventGraph
import Events

enum ReportWording {
  /// What a status means: a word, and what stands behind it.
  static func status(_ status: EventStatus) -> String {
    switch status {
    case .happened: "happened – the text tells it as a fact"
    case .ongoing: "under way – the text says that it goes on"
    case .reported: "reported – the text passes it on and does not vouch for it"
    case .planned: "planned – the text says that it is planned or expected, not that it happened"
    case .hypothetical: "possible – the text speaks of it as a possibility or condition"
    case .denied: "denied – the text says that it did not happen, or that somebody denies it"
    }
  }

  /// How well a date is known.
  static func state(_ state: DateState) -> String {
    switch state {
    case .stated: "stated in the text"
    case .inferred: "worked out from words of the text"
    case .approximate: "bounds only"
    case .reported: "no words date it; it stands at the day of the article and may be older"
    case .disputed: "the articles differ"
    case .expected: "looked ahead to; not said to have happened"
    case .unplaced: "not known"
    }
  }

  /// The bands of `Benchmarks/events.md`.
  static func confidence(_ value: Double) -> String {
    let word =
      switch value {
      case 0.7...: "high"
      case 0.55..<0.7: "fair"
      case 0.4..<0.55: "moderate"
      default: "low"
      }
    return "\(word) (\(EventsCSV.hundredths(value)))"
  }

  /// `killed: 6`, `killed: at least 10`.
  static func quantity(_ quantity: Quantity) -> String {
    let what = ExportRow.flat(quantity.what)
    let (low, high) = (quantity.low.map(EventsCSV.number), quantity.high.map(EventsCSV.number))
    switch (low, high) {
    case (let low?, let high?): return low == high ? "\(what): \(low)" : "\(what): \(low) to \(high)"
    case (let low?, nil): return "\(what): at least \(low)"
    case (nil, let high?): return "\(what): at most \(high)"
    case (nil, nil): return what
    }
  }

  /// `1 event`, `12 events`.
  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `article 2`, `articles 1, 2 and 5`.
  static func articles(_ numbers: [Int]) -> String {
    (numbers.count == 1 ? "article " : "articles ") + numbers.map(String.init).listed()
  }

  static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// At most `limit` scalars, cut at a space where one is near, with an ellipsis.
  static func cut(_ text: String, _ limit: Int) -> String { ShortText.cut(text, limit, mark: " …") }
}
