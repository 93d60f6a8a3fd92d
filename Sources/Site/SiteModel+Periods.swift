// How the timeline is cut: by month, or by year or decade when a corpus spans many months.

import Chronology
import EventGraph
import Events

extension SiteModel {
  /// Most periods that one timeline shows as headings.
  private static let mostPeriods = 40

  private enum Grain: CaseIterable { case month, year, decade }

  /// Groups events into periods.
  ///
  /// - Parameters:
  ///   - placements: where each event stands.
  ///   - vague: ids of articles whose own date is open or spans more than two months.
  /// - Returns: periods in time order, and for each event the index of its period or nil. An event has no place when
  ///   its possible dates reach over more than two months and beyond one calendar year, and when its only known
  ///   bound is the vague date of the article that tells it.
  static func periods(
    of events: [GraphEvent], _ placements: [DayInterval], vague: Set<String>
  ) -> ([Period], [Int?]) {
    for grain in Grain.allCases {
      var groups: [Key: [Int]] = [:]
      var keys: [Key?] = []
      for (position, event) in events.enumerated() {
        let isVague =
          placements[position].width == nil && event.documents.allSatisfy(vague.contains)
          || isByArticle(event, placements[position], vague)
        let key = isVague ? nil : Key(placements[position], grain)
        keys.append(key)
        if let key { groups[key, default: []].append(position) }
      }
      guard groups.count <= mostPeriods || grain == .decade else { continue }
      let ordered = groups.keys.sorted()
      let rank = Dictionary(ordered.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      let periods = ordered.map { key in
        let members = (groups[key] ?? []).sorted { a, b in
          let first = SiteModel.order(placements[a])
          let second = SiteModel.order(placements[b])
          return first == second ? a < b : first < second
        }
        return Period(
          id: key.id, title: key.title, window: SiteModel.window(of: members.map { placements[$0] }),
          events: members)
      }
      return (periods, keys.map { $0.flatMap { rank[$0] } })
    }
    return ([], events.map { _ in nil })
  }

  /// Whether the days of an event are no better known than the day on which its article was written.
  private static func isByArticle(_ event: GraphEvent, _ days: DayInterval, _ vague: Set<String>) -> Bool {
    guard let anchor = event.relative?.anchor, vague.contains(anchor) else { return false }
    return (days.width ?? .max) > 62
  }

  private static func order(_ days: DayInterval) -> Int32 { (days.earliest ?? days.latest)?.number ?? .max }

  /// The days that bars of a period show: the hull of its events with a little air.
  private static func window(of intervals: [DayInterval]) -> DayInterval {
    let starts = intervals.compactMap { $0.earliest ?? $0.latest }
    let ends = intervals.compactMap { $0.latest ?? $0.earliest }
    guard let start = starts.min(), let end = ends.max() else { return .unbounded }
    let first = start.parts
    let next = (end + 1).parts
    // A whole year is its own scale.
    if first.month == 1, first.day == 1, next.month == 1, next.day == 1 { return DayInterval(start, end) }
    let air = max(1, (end - start) / 12)
    let missing = max(0, 8 - (end - start + 1 + 2 * air))
    return DayInterval(start - air - missing / 2, end + air + (missing + 1) / 2)
  }

  /// The calendar unit that an event stands under.
  private struct Key: Hashable, Comparable {
    var year: Int
    /// 0 for the whole year.
    var month: Int
    /// Years that the unit spans.
    var span: Int

    init?(_ interval: DayInterval, _ grain: Grain) {
      guard let anchor = interval.earliest ?? interval.latest else { return nil }
      let start = anchor.parts
      let isShort = (interval.width ?? 1) <= 31
      if let latest = interval.latest, let width = interval.width, width > 62, latest.parts.year != start.year {
        return nil
      }
      switch grain {
      case .month: (year, month, span) = (start.year, isShort ? start.month : 0, 1)
      case .year: (year, month, span) = (start.year, 0, 1)
      case .decade: (year, month, span) = (start.year - ((start.year % 10) + 10) % 10, 0, 10)
      }
    }

    var id: String {
      let era = year > 0 ? String(year) : "bc-\(1 - year)"
      if span > 1 { return era + "s" }
      return month == 0 ? era : era + "-" + (month < 10 ? "0" : "") + String(month)
    }

    var title: String {
      if span > 1 { return year > 0 ? "The \(year)s" : "\(CalendarWords.year(year)) and the years after" }
      return month == 0 ? CalendarWords.year(year) : "\(CalendarWords.month(month)) \(CalendarWords.year(year))"
    }

    static func < (a: Key, b: Key) -> Bool { (a.year, a.month, a.span) < (b.year, b.month, b.span) }
  }
}
