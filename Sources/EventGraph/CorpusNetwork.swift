// The constraint network of a corpus: one variable for each document date and one for the day of each event that
// several documents tell. Knows nothing of how events are merged.

import Chronology
import Events

/// Builds the network of a corpus.
struct CorpusNetwork {
  /// What one document tells of the time of an event.
  struct Statement {
    var record: Int
    /// nil when its words give no time.
    var time: EventTime?
    var status: EventStatus
  }

  private(set) var network = ConstraintNetwork()
  /// The variable of each document's date.
  private(set) var documents: [Int] = []
  /// Ranges of days between a document and what a closed form denotes.
  private var offsets: [String: ClosedRange<Int>?] = [:]

  init(records: [DocumentRecord]) {
    for (number, record) in records.enumerated() {
      let variable = network.addVariable()
      documents.append(variable)
      let date = record.date
      guard !date.interval.isUnbounded || date.weekday != nil else { continue }
      // What a document says of its own date outweighs what others say of it.
      let weight =
        switch date.basis {
        case .given, .metadata: 100.0
        case .dateline: 60.0
        case .inferred, .unknown: 20.0
        }
      let group = network.addGroup(weight: weight, label: "the date of article \(number + 1)")
      network.require(variable, in: date.interval, group: group)
      if let weekday = date.weekday { network.require(variable, weekday: weekday, group: group) }
    }
  }

  /// Adds a bound on a document's date and returns its group.
  mutating func add(_ hint: CorpusDating.DateHint) -> Int {
    let group = network.addGroup(weight: 1, label: hint.why)
    if documents.indices.contains(hint.record) {
      network.require(documents[hint.record], in: hint.interval, group: group)
    }
    return group
  }

  /// Adds an event told by several documents; all that ties it is one group, heavier the more documents date it.
  ///
  /// - Returns: the group, and the variable of the event's day.
  mutating func add(_ statements: [Statement], label: String) -> (group: Int, event: Int) {
    let saying = statements.lazy.filter { $0.time != nil }.count
    let group = network.addGroup(weight: 1 + Double(min(saying, 9)) / 10, label: "“\(label)”")
    let event = network.addVariable()
    for statement in statements where documents.indices.contains(statement.record) {
      let document = documents[statement.record]
      switch statement.status {
      case .happened, .reported: network.require(document, after: event, atLeast: 0, atMost: nil, group: group)
      case .planned: network.require(event, after: document, atLeast: 0, atMost: nil, group: group)
      case .ongoing, .hypothetical, .denied: break
      }
      guard let time = statement.time else { continue }
      if let term = CorpusNetwork.term(time.relative) {
        tie(event, to: term, of: document, group)
      } else {
        network.require(event, in: time.interval, group: group)
      }
    }
    return (group, event)
  }

  /// The computation that a closed form stands for; nil when it does not depend on the document.
  static func term(_ relative: String?) -> TimeTerm? {
    guard let relative, let term = TimeTerm(closedForm: relative), term.dependsOnDocument else { return nil }
    return term
  }

  // MARK: Closed forms as constraints

  /// States that a variable is a day that a term denotes.
  private mutating func tie(_ variable: Int, to term: TimeTerm, of document: Int, _ group: Int) {
    switch term {
    case .document: network.require(variable, after: document, atLeast: 0, atMost: 0, group: group)
    case .at(_, let base): tie(variable, to: base, of: document, group)
    case .select(.weekday(let weekday), let direction, let base):
      let range =
        switch direction {
        case .upTo: -6...0
        case .before: -7...(-1)
        case .from: 0...6
        case .after: 1...7
        case .nearest: -3...3
        }
      network.require(variable, weekday: weekday, group: group)
      step(variable, range, base, document, group)
    case .shift(let base, let count, .day) where abs(count) < 1_000_000:
      step(variable, count...count, base, document, group)
    case .shift(let base, let count, .week) where abs(count) < 100_000:
      step(variable, count * 7 - 6...count * 7 + 6, base, document, group)
    case .range(let from, let to):
      if let from { bound(variable, notBefore: from, of: document, group) }
      if let to { bound(variable, notAfter: to, of: document, group) }
    default:
      guard let range = offset(of: term) else { return }
      network.require(variable, after: document, atLeast: range.lowerBound, atMost: range.upperBound, group: group)
    }
  }

  /// States that a variable lies in a range of days from the day that another term denotes.
  private mutating func step(
    _ variable: Int, _ range: ClosedRange<Int>, _ base: TimeTerm, _ document: Int, _ group: Int
  ) {
    let anchor: Int
    if case .document = base {
      anchor = document
    } else {
      anchor = network.addVariable()
      tie(anchor, to: base, of: document, group)
    }
    network.require(variable, after: anchor, atLeast: range.lowerBound, atMost: range.upperBound, group: group)
  }

  private mutating func bound(_ variable: Int, notBefore term: TimeTerm, of document: Int, _ group: Int) {
    let anchor = network.addVariable()
    tie(anchor, to: term, of: document, group)
    network.require(variable, after: anchor, atLeast: 0, atMost: nil, group: group)
  }

  private mutating func bound(_ variable: Int, notAfter term: TimeTerm, of document: Int, _ group: Int) {
    let anchor = network.addVariable()
    tie(anchor, to: term, of: document, group)
    network.require(anchor, after: variable, atLeast: 0, atMost: nil, group: group)
  }

  /// The least and most days from a document to what a term denotes ("last month"): tried over eight years of document
  /// dates, in which the calendar shows all that it can do short of a century.
  private mutating func offset(of term: TimeTerm) -> ClosedRange<Int>? {
    let form = term.closedForm
    if let known = offsets[form] { return known }
    var low = Int.max
    var high = Int.min
    if let first = Day(year: 2001, month: 1, day: 1) {
      for number in 0..<2922 {
        let day = first + number
        let value = term.interval(within: DayInterval(day))
        guard let start = value.earliest, let end = value.latest else { continue }
        low = min(low, start - day)
        high = max(high, end - day)
      }
    }
    let found = low <= high ? low...high : nil
    offsets[form] = found
    return found
  }
}
