// How many days lie between the day of writing and what a term denotes, when nobody knows that day: "Friday" is up to six
// days before, "three days ago" is three.

/// Days from the day of writing to the first and to the last day of something; negative before it, nil where open.
public struct DayOffsets: Sendable, Hashable {
  public var from: Int?
  public var to: Int?

  public init(from: Int?, to: Int?) {
    self.from = from
    self.to = to
  }
}

extension TimeTerm {
  /// Days of writing that are tried at most: four years show all that the calendar can do short of a century.
  private static let mostTrials = 1461

  /// The least and the most days from the day of writing to what the term denotes.
  ///
  /// - Parameters:
  ///   - documents: the days on which the document may have been written; when open, four years stand for all.
  ///   - weekday: its ISO weekday when known.
  /// - Returns: nil when the term does not depend on the day of writing, or denotes nothing. The side of a range that does
  ///   not depend on it is open.
  public func offsets(documents: DayInterval = .unbounded, weekday: Int? = nil) -> DayOffsets? {
    guard dependsOnDocument else { return nil }
    if case .range(let from, let to) = self {
      let start = from.flatMap { $0.offsets(documents: documents, weekday: weekday)?.from }
      let end = to.flatMap { $0.offsets(documents: documents, weekday: weekday)?.to }
      return start == nil && end == nil ? nil : DayOffsets(from: start, to: end)
    }
    switch self {
    case .document: return DayOffsets(from: 0, to: 0)
    case .shift(.document, let count, .day): return DayOffsets(from: count, to: count)
    default: break
    }
    let first = documents.earliest ?? documents.latest.map { $0 - (TimeTerm.mostTrials - 1) } ?? Day(number: 0)
    let width = isWeekly ? 7 : TimeTerm.mostTrials
    let last = min(documents.latest ?? first + (width - 1), first + (width - 1))
    var found: DayOffsets?
    var day = first
    while day <= last {
      defer { day = day + 1 }
      if let weekday, day.weekday != weekday { continue }
      let value = interval(document: CalendarValue(day))
      guard let start = value.earliest, let end = value.latest else { continue }
      found = DayOffsets(from: min(found?.from ?? .max, start - day), to: max(found?.to ?? .min, end - day))
    }
    return found
  }

  /// Whether the distance depends on the weekday of the day of writing at most.
  private var isWeekly: Bool {
    switch self {
    case .document: true
    case .shift(let base, _, .day), .shift(let base, _, .week), .shift(let base, _, .weekend), .at(_, let base),
      .select(.weekday, _, let base), .select(.weekend, _, let base), .tensed(.weekday, let base),
      .tensed(.weekend, let base):
      base.isWeekly
    default: false
    }
  }
}
