// What the documents leave open: stretches of time that no event and no document falls into, documents without a date or
// without an event.

import ChronographBase
import Chronology
import EventGraph

struct ReportGaps {
  /// Shortest stretch, in days, that counts as a gap.
  private static let leastDays = 31
  /// Most gaps of a kind that are named, the longest.
  private static let most = 12

  let index: GraphIndex
  /// The placed events that are listed, in the order of the chronology.
  let events: [GraphEvent]
  let numbers: [String: Int]

  init(_ index: GraphIndex, _ events: [GraphEvent], _ numbers: [String: Int]) {
    self.index = index
    self.events = events
    self.numbers = numbers
  }

  func lines() -> [String] {
    var lines = gaps(of: events.compactMap { event in days(event.when.placement).map { ($0, numbers[event.id] ?? 0) } })
      .map { gap in
        "No listed event falls between \(gap.from.words()) (event \(gap.before)) and \(gap.to.words()) (event \(gap.after)): \(RelativePlace.amount(gap.days))."
      }
    let documents = index.graph.documents
    lines += gaps(
      of: documents.compactMap { document in days(document.record.date.interval).map { ($0, document.number) } }
        .sorted { ($0.0.start, $0.1) < ($1.0.start, $1.1) }
    )
    .map { gap in
      "No article was written between \(gap.from.words()) (article \(gap.before)) and \(gap.to.words()) (article \(gap.after)), as far as their dates are known: \(RelativePlace.amount(gap.days))."
    }
    let undated = documents.filter(\.record.date.isOpen).map(\.number)
    if !undated.isEmpty {
      lines.append(
        "When \(ReportWording.articles(undated)) \(undated.count == 1 ? "was" : "were") written is not known to two months or better; what \(undated.count == 1 ? "it tells" : "they tell") by “yesterday” or “on Friday” has no day."
      )
    }
    let silent = documents.filter { index.events(ofDocument: $0.id).isEmpty }.map(\.number)
    if !silent.isEmpty { lines.append("No event was found in \(ReportWording.articles(silent)).") }
    return lines
  }

  private typealias Days = (start: Day, end: Day)

  /// Bounds of two months at most; what is known no better fills no gap.
  private func days(_ interval: DayInterval) -> Days? {
    guard let start = interval.earliest, let end = interval.latest, end - start <= 62 else { return nil }
    return (start, end)
  }

  private struct Gap {
    var from: Day
    var to: Day
    var before: Int
    var after: Int
    var days: Int { to - from - 1 }
  }

  /// The longest stretches between things in the order of their first days, in time order.
  private func gaps(of things: [(days: Days, number: Int)]) -> [Gap] {
    var gaps: [Gap] = []
    var last: (day: Day, number: Int)?
    for thing in things {
      if let last, thing.days.start - last.day > Self.leastDays {
        gaps.append(Gap(from: last.day, to: thing.days.start, before: last.number, after: thing.number))
      }
      if thing.days.end > last?.day ?? Day(number: .min) { last = (thing.days.end, thing.number) }
    }
    let longest = gaps.sorted { ($1.days, $0.from) < ($0.days, $1.from) }.prefix(Self.most)
    return longest.sorted { $0.from < $1.from }
  }
}
