// Time as rank: events with the same possible days share a row; what cannot be placed stands apart.

import Chronology
import EventGraph

/// The rows of a time-ordered drawing.
struct EventRows {
  struct Row {
    /// Words of the date, empty in the second row of a crowded date.
    var words: String
    var interval: DayInterval
    var items: [Int]
    /// Time left out between this row and the one before: `7 months`.
    var gap: String?
  }

  /// Events of one article that the axis cannot hold.
  struct Group {
    /// Such as `Article 2 has no date: some day from Nov 2024 to Mar 2026`.
    var heading: String
    var rows: [[Int]]
  }

  /// Rows on the axis in time order.
  private(set) var placed: [Row] = []
  /// What stands beside the axis, by article.
  private(set) var unplaced: [Group] = []

  /// Items of every row from top to bottom.
  var allRows: [[Int]] { placed.map(\.items) + unplaced.flatMap(\.rows) }

  /// - Parameter perRow: cards in a row at most.
  init(_ events: [GraphEvent], index: GraphIndex, perRow: Int) {
    var groups: [(key: DayInterval, items: [Int])] = []
    let order = events.indices.filter { EventRows.isPlaced(events[$0], index) }.sorted {
      (EventRows.sortKey(events[$0]), $0) < (EventRows.sortKey(events[$1]), $1)
    }
    for number in order {
      if groups.last?.key == events[number].when.placement {
        groups[groups.count - 1].items.append(number)
      } else {
        groups.append((events[number].when.placement, [number]))
      }
    }
    addUnplaced(events, index: index, perRow: perRow)
    var end: Day?
    for group in groups {
      let gap = end.flatMap { EventRows.gap(from: $0, to: group.key.earliest ?? group.key.latest) }
      for (part, start) in stride(from: 0, to: group.items.count, by: perRow).enumerated() {
        let items = Array(group.items[start..<min(group.items.count, start + perRow)])
        let words = part == 0 ? EventRows.words(group.key) : ""
        placed.append(Row(words: words, interval: group.key, items: items, gap: part == 0 ? gap : nil))
      }
      let last = group.key.latest ?? group.key.earliest
      end = [end, last].compactMap { $0 }.max()
    }
  }

  private mutating func addUnplaced(_ events: [GraphEvent], index: GraphIndex, perRow: Int) {
    let open = events.indices.filter { !EventRows.isPlaced(events[$0], index) }
    var byArticle: [Int: [Int]] = [:]
    for number in open {
      let article = events[number].documents.first.flatMap { index.document($0)?.number } ?? 0
      byArticle[article, default: []].append(number)
    }
    func rows(_ items: [Int]) -> [[Int]] {
      stride(from: 0, to: items.count, by: perRow).map { Array(items[$0..<min(items.count, $0 + perRow)]) }
    }
    // Many articles with an event or two each would be many frames: one is enough.
    guard open.count > 3, byArticle.count <= 6 else {
      if !open.isEmpty {
        unplaced = [Group(heading: "Placed by article: the day of writing is open", rows: rows(open))]
      }
      return
    }
    for article in byArticle.keys.sorted() {
      let items = byArticle[article] ?? []
      let starts = items.map { events[$0].when.placement.earliest }
      let ends = items.map { events[$0].when.placement.latest }
      let hull = DayInterval(
        starts.contains(nil) ? nil : starts.compactMap { $0 }.min(),
        ends.contains(nil) ? nil : ends.compactMap { $0 }.max())
      let days = hull.isUnbounded ? "the day is unknown" : "some day, \(EventRows.rangeWords(hull))"
      unplaced.append(Group(heading: "Not placed, article \(article): \(days)", rows: rows(items)))
    }
  }

  /// `Nov 2024 – Mar 2026`: a long range to the month.
  static func rangeWords(_ interval: DayInterval) -> String {
    guard let from = interval.earliest, let to = interval.latest, to - from > 62 else { return words(interval) }
    let (a, b) = (from.parts, to.parts)
    let start = "\(CalendarWords.month(a.month, .short)) \(CalendarWords.year(a.year))"
    return "\(start) – \(CalendarWords.month(b.month, .short)) \(CalendarWords.year(b.year))"
  }

  /// An event has a place when its possible days are few enough to mean one: a stated date, one calendar unit, an open
  /// end of something expected, or at most four months.
  static func isPlaced(_ event: GraphEvent, _ index: GraphIndex) -> Bool {
    let interval = event.when.placement
    guard event.isPlaced else { return false }
    guard let earliest = interval.earliest, let latest = interval.latest else {
      if event.when.basis == .stated { return true }
      // "After the article" says something only when the article's own day is known well enough.
      let article = event.documents.first.flatMap { index.document($0) }?.record.date.interval
      return index.dateState(of: event) == .expected && interval.earliest != nil && (article?.width ?? .max) <= 124
    }
    if latest - earliest <= 123 || event.when.basis == .stated { return true }
    let from = earliest.parts
    let to = (latest + 1).parts
    return from.month == 1 && from.day == 1 && to.month == 1 && to.day == 1 && to.year - from.year == 1
  }

  private struct SortKey: Comparable {
    var start: Int32
    var isOpen: Int
    var end: Int32

    static func < (a: SortKey, b: SortKey) -> Bool { (a.start, a.isOpen, a.end) < (b.start, b.isOpen, b.end) }
  }

  /// Earliest day, then latest: an open end comes after a closed one.
  private static func sortKey(_ event: GraphEvent) -> SortKey {
    let interval = event.when.placement
    let start = interval.earliest ?? interval.latest
    return SortKey(
      start: start?.number ?? .max, isOpen: interval.earliest == nil ? 0 : 1, end: interval.latest?.number ?? .max)
  }

  /// `after 20 May 2025` for an open end, else the range in short words.
  static func words(_ interval: DayInterval) -> String {
    if let earliest = interval.earliest, interval.latest == nil { return "from \(earliest.words(.short))" }
    if let latest = interval.latest, interval.earliest == nil { return "by \(latest.words(.short))" }
    return interval.words(.short)
  }

  /// A date without its year when the row before ends with the same one.
  static func shortened(_ words: String, after previous: String) -> String {
    let year = words.suffix(5)
    guard year.first == " ", year.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }), previous.hasSuffix(year),
      words.utf8.count > 8
    else { return words }
    return String(words.dropLast(5))
  }

  /// Words for a stretch without events; nil below three weeks.
  static func gap(from: Day, to: Day?) -> String? {
    guard let to else { return nil }
    let days = to - from - 1
    switch days {
    case ..<21: return nil
    case ..<60: return "\(days / 7) weeks"
    case ..<730: return "\(Int((Double(days) / 30.44).rounded())) months"
    default: return "\(Int((Double(days) / 365.25).rounded())) years"
    }
  }
}
