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
    /// Such as `Article 2`.
    var heading: String
    /// Such as `about March 2025`.
    var detail = ""
    var rows: [[Int]]
  }

  /// Rows on the axis in time order.
  private(set) var placed: [Row] = []
  /// What stands beside the axis, by article.
  private(set) var unplaced: [Group] = []

  /// Items of every row from top to bottom.
  var allRows: [[Int]] { placed.map(\.items) + unplaced.flatMap(\.rows) }

  /// - Parameters:
  ///   - perRow: cards in a row at most.
  ///   - links: pairs of events that lines join, the earlier one first.
  init(_ events: [GraphEvent], index: GraphIndex, perRow: Int, links: [(Int, Int)] = []) {
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
    addUnplaced(events, index: index, perRow: perRow, links: links)
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

  private mutating func addUnplaced(
    _ events: [GraphEvent], index: GraphIndex, perRow: Int, links: [(Int, Int)]
  ) {
    let groups = EventRows.byArticle(events, index: index)
    guard !groups.isEmpty else { return }
    // Many articles with an event or two each would be many frames: one is enough.
    guard groups.count <= 6, groups.reduce(0, { $0 + $1.events.count }) > 3 else {
      let rows = EventRows.rows(groups.flatMap(\.events), events, perRow, links)
      unplaced = [Group(heading: "By article", detail: "day of writing open", rows: rows)]
      return
    }
    for (document, items) in groups {
      let rows = EventRows.rows(items, events, perRow, links)
      guard let document else {
        let isBound = items.contains { !events[$0].when.interval.isUnbounded }
        unplaced.append(Group(heading: isBound ? "Wide bounds" : "Not placed", rows: rows))
        continue
      }
      let date = document.record.date
      let days =
        date.best.map { "about \(CalendarWords.month($0.parts.month, .short)) \(CalendarWords.year($0.parts.year))" }
        ?? (date.interval.isUnbounded ? "day unknown" : "day of writing open")
      unplaced.append(Group(heading: "Article \(document.number)", detail: days, rows: rows))
    }
  }

  /// The events that only the axis of an article holds, by article in the order of the best estimates of their days; nil
  /// for those that no article's day bounds.
  static func byArticle(
    _ events: [GraphEvent], index: GraphIndex
  ) -> [(document: GraphDocument?, events: [Int])] {
    var groups: [Int: [Int]] = [:]
    var documents: [Int: GraphDocument] = [:]
    for (number, event) in events.enumerated() where !isPlaced(event, index) {
      let document = (event.relative?.anchor).flatMap { index.document($0) }
        .flatMap { $0.record.date.isOpen ? $0 : nil }
      if let document { documents[document.number] = document }
      // What has bounds of its own begins before the articles.
      groups[document?.number ?? (event.when.interval.isUnbounded ? .max : 0), default: []].append(number)
    }
    func day(_ number: Int) -> Int32 {
      if number == 0 { return .min }
      return documents[number]?.record.date.orderDay?.number ?? .max
    }
    return groups.keys.sorted { (day($0), $0) < (day($1), $1) }.map { (documents[$0], groups[$0] ?? []) }
  }

  /// Rows of one axis: earlier places first, and what a line leads to below what it comes from.
  private static func rows(
    _ items: [Int], _ events: [GraphEvent], _ perRow: Int, _ links: [(Int, Int)]
  ) -> [[Int]] {
    var depth: [Int: Int] = [:]
    for item in items { depth[item] = 0 }
    // Longest path; as many rounds as there are items end every chain, and loops too.
    for _ in items {
      var changed = false
      for (from, to) in links {
        guard let a = depth[from], let b = depth[to], a + 1 > b, a < items.count else { continue }
        depth[to] = a + 1
        changed = true
      }
      if !changed { break }
    }
    func key(_ item: Int) -> (Int, Double, Int) { (depth[item] ?? 0, events[item].relative?.sortKey ?? 1e10, item) }
    let order = items.sorted { key($0) < key($1) }
    var rows: [[Int]] = []
    for item in order {
      if let last = rows.last, last.count < perRow, depth[last[0]] == depth[item] {
        rows[rows.count - 1].append(item)
      } else {
        rows.append([item])
      }
    }
    return rows
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
