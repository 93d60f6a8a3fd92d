// The inverse of a time term: the document dates for which it meets given days. Every operation of the algebra is
// monotone in the document date, so that the bounds are found by bisection.

extension TimeTerm {
  /// Widest range of document dates that is searched.
  static let searchLimit = 200_000

  /// The document dates for which the term can denote a day of an interval.
  ///
  /// - Parameters:
  ///   - days: the days to meet; an open end is met by everything on that side.
  ///   - bounds: where the document date is known to lie; with an open end, dates within two years of the days.
  /// - Returns: nil when no date within the bounds does, or nothing bounds the search.
  public func documents(meeting days: DayInterval, within bounds: DayInterval) -> DayInterval? {
    guard dependsOnDocument else { return nil }
    var low = bounds.earliest
    var high = bounds.latest
    if low == nil || high == nil {
      guard let first = days.earliest ?? days.latest, let last = days.latest ?? days.earliest else { return nil }
      low = low ?? min(first - 730, high ?? first)
      high = high ?? max(last + 730, low ?? last)
    }
    guard let low, let high, low <= high, high - low < TimeTerm.searchLimit else { return nil }
    func value(_ day: Day) -> DayInterval { interval(within: DayInterval(day)) }
    func first(_ holds: (Day) -> Bool) -> Day {
      var from = low
      var to = high + 1
      while from < to {
        let middle = from + (to - from) / 2
        if holds(middle) { to = middle } else { from = middle + 1 }
      }
      return from
    }
    // The first date whose value does not end before the days, and the last whose value does not begin after them.
    let start = days.earliest.map { begin in first { (value($0).latest ?? begin) >= begin } } ?? low
    let end = days.latest.map { last in first { (value($0).earliest ?? last) > last } - 1 } ?? high
    return start <= end && start <= high ? DayInterval(start, end) : nil
  }
}
