// The strip at the top of the timeline: all placed events on one axis, broken where nothing happens for long.
// Coordinates are percentages, so that it fits every width without scaling its text.

import Chronology
import EventGraph

struct OverviewStrip {
  /// Above this number of events the strip counts events instead of showing each.
  static let mostBars = 70

  /// One unbroken part of the axis.
  private struct Segment {
    var start: Day
    var end: Day
    var left = 0.0
    var width = 0.0
  }

  private struct Bar {
    /// Nil for the range in which an article may have been written.
    var entry: EventEntry?
    var title: String
    var start: Day
    var end: Day
    var order: Int
    var isOpen = false
  }

  private let bars: [Bar]
  private let hasArticles: Bool
  private let segments: [Segment]

  /// - Parameters:
  ///   - articles: articles of uncertain date that have a bar as well.
  ///   - words: when an event was, as the page says it.
  init(_ entries: [EventEntry], articles: [GraphDocument] = [], words: (EventEntry) -> String) {
    var bars: [Bar] = entries.compactMap { entry in
      guard entry.period != nil, let start = entry.sortDay else { return nil }
      let end = entry.placement.latest ?? start
      return Bar(
        entry: entry, title: "\(entry.event.title), \(words(entry))", start: min(start, end),
        end: end,
        order: entry.position, isOpen: entry.placement.latest == nil)
    }
    bars += articles.prefix(20).compactMap { document in
      let date = document.record.date
      guard let start = date.interval.earliest, let end = date.interval.latest else { return nil }
      return Bar(
        title: "Article \(document.number), written \(date.words(.short))", start: start, end: end,
        order: -document.number)
    }
    bars.sort { ($0.start, $0.end, $0.order) < ($1.start, $1.end, $1.order) }
    hasArticles = bars.contains { $0.entry == nil }
    self.bars = bars
    segments = OverviewStrip.layOut(OverviewStrip.segments(of: bars), bars)
  }

  /// Whether nothing has a place on it.
  var isEmpty: Bool { segments.isEmpty }

  /// How to read it.
  var caption: String {
    let gaps = segments.count > 1 ? " Grey strips are left-out time." : ""
    if hasArticles {
      return "Grey bars: the days on which an article may have been written. Coloured bars: events that have a place."
        + gaps
    }
    return bars.count <= OverviewStrip.mostBars
      ? "Each bar is an event; its length is the range of possible days, its outline says how the date is known." + gaps
      : "Height is the number of events, colour their kind." + gaps
  }

  /// The strip as inline SVG; empty when nothing is placed.
  ///
  /// - Parameter href: link target of an event.
  func svg(href: (EventEntry) -> String) -> String {
    guard !segments.isEmpty else { return "" }
    let (body, height) =
      bars.count <= OverviewStrip.mostBars || hasArticles && bars.count <= OverviewStrip.mostBars + 20
      ? rows(href) : counts()
    let axis = height + 6
    var svg =
      "<svg class=\"ov\" width=\"100%\" height=\"\(axis + 24)\" role=\"group\" aria-labelledby=\"ov-title\">"
    svg += "<title id=\"ov-title\">Overview of the timeline: \(description)</title>"
    for (left, right) in zip(segments, segments.dropFirst()) {
      let x = left.left + left.width
      svg +=
        "<rect class=\"gap\" x=\"\(percent(x + 0.4))\" y=\"0\" width=\"\(percent(right.left - x - 0.8))\" height=\"\(axis)\"/>"
    }
    svg += body
    for segment in segments {
      svg +=
        "<line class=\"axis\" x1=\"\(percent(segment.left))\" x2=\"\(percent(segment.left + segment.width))\" y1=\"\(axis)\" y2=\"\(axis)\"/>"
    }
    for (position, segment) in segments.enumerated() {
      // Texts of narrow segments would run into their neighbour.
      let room = position + 1 < segments.count ? segments[position + 1].left - segment.left : 100 - segment.left
      let size = room >= 24 ? "" : room >= 11 ? " wide" : " widest"
      guard room >= 6 else { continue }
      svg +=
        "<text class=\"tick\(size)\" x=\"\(percent(segment.left))\" y=\"\(axis + 18)\">\(SafeText.escape(title(segment)))</text>"
    }
    if let last = segments.last, segments.count < 3, last.width > 50 {
      let words = RangeBar.ticks(DayInterval(last.start, last.end))?.to ?? ""
      svg += "<text class=\"tick end\" x=\"100%\" y=\"\(axis + 18)\">\(SafeText.escape(words))</text>"
    }
    return svg + "</svg>"
  }

  private var description: String {
    let first = segments.first.map { $0.start.words(.short) } ?? ""
    let last = segments.last.map { $0.end.words(.short) } ?? ""
    return SafeText.escape("\(Wording.digits(bars.count { $0.entry != nil }, "event")) from \(first) to \(last)")
  }

  // MARK: Bars

  private func rows(_ href: (EventEntry) -> String) -> (String, Int) {
    var ends: [Double] = []
    var svg = ""
    for bar in bars {
      let from = position(bar.start)
      let to = max(from + 1.5, min(100, position(bar.end + 1) + (bar.isOpen ? 4 : 0)))
      let x = min(from, 98.5)
      let row = ends.firstIndex { $0 <= x } ?? ends.count
      if row == ends.count { ends.append(to + 0.25) } else { ends[row] = to + 0.25 }
      let y = row * 14
      let box =
        "<rect class=\"b\" x=\"\(percent(x))\" y=\"\(y + 1)\" width=\"\(percent(to - x))\" height=\"10\"/>"
      guard let entry = bar.entry else {
        svg += "<g class=\"doc\"><title>\(SafeText.escape(bar.title))</title>\(box)</g>"
        continue
      }
      svg +=
        "<a href=\"\(href(entry))\" tabindex=\"-1\" class=\"t-\(entry.category.rawValue) s-\(entry.state.rawValue)\" "
      svg += "data-type=\"\(entry.category.rawValue)\" aria-label=\"\(SafeText.escape(bar.title))\">\(box)</a>"
    }
    return (svg, ends.count * 14)
  }

  // MARK: Counts

  /// Stacked counts of events, for large corpora.
  private func counts() -> (String, Int) {
    let bins = 60
    var stacks = [[EventCategory: Int]](repeating: [:], count: bins)
    for bar in bars {
      guard let entry = bar.entry else { continue }
      let middle = position(bar.start + (bar.end - bar.start) / 2)
      stacks[min(bins - 1, max(0, Int(middle / 100 * Double(bins))))][entry.category, default: 0] += 1
    }
    let most = Double(stacks.map { $0.values.reduce(0, +) }.max() ?? 1)
    var svg = ""
    for (bin, stack) in stacks.enumerated() {
      var top = 80.0
      for category in EventCategory.allCases {
        guard let count = stack[category] else { continue }
        let height = max(1, 78 * Double(count) / max(1, most))
        top -= height
        svg +=
          "<rect class=\"c t-\(category.rawValue)\" x=\"\(percent(Double(bin) * 100 / Double(bins) + 0.1))\" y=\"\(RangeBar.number(top))\" width=\"\(percent(100 / Double(bins) - 0.2))\" height=\"\(RangeBar.number(height))\"/>"
      }
    }
    return (svg, 82)
  }

  // MARK: Axis

  private func position(_ day: Day) -> Double {
    for segment in segments where day <= segment.end + 1 {
      if day < segment.start { return segment.left }
      let share = Double(day - segment.start) / Double(segment.end - segment.start + 1)
      return segment.left + min(1, share) * segment.width
    }
    return 100
  }

  private func title(_ segment: Segment) -> String {
    let from = segment.start.parts
    if segment.end - segment.start > 400 { return CalendarWords.year(from.year) }
    if from.month == 1, from.day == 1, segment.end - segment.start > 200 { return CalendarWords.year(from.year) }
    return "\(CalendarWords.month(from.month, .short)) \(CalendarWords.year(from.year))"
  }

  /// Cuts the axis at the longest stretches without events, at most five of them.
  private static func segments(of bars: [Bar]) -> [Segment] {
    guard let first = bars.first else { return [] }
    var clusters = [Segment(start: first.start, end: first.end)]
    for bar in bars.dropFirst() {
      if bar.start - clusters[clusters.count - 1].end > 20 {
        clusters.append(Segment(start: bar.start, end: bar.end))
      } else {
        clusters[clusters.count - 1].end = max(clusters[clusters.count - 1].end, bar.end)
      }
    }
    let gaps = zip(clusters, clusters.dropFirst()).map { $1.start - $0.end }
    let covered = clusters.map { $0.end - $0.start + 1 }.reduce(0, +)
    let kept = gaps.sorted(by: >).prefix(5).filter { $0 > max(20, covered / 6) }.last ?? Int.max
    var merged: [Segment] = []
    for (position, cluster) in clusters.enumerated() {
      if position > 0, gaps[position - 1] < kept || merged.count > 5 {
        merged[merged.count - 1].end = cluster.end
      } else {
        merged.append(cluster)
      }
    }
    return merged.map { segment in
      // A single day would fill its whole part of the axis.
      let days = segment.end - segment.start + 1
      let air = days < 200 ? max(1, (12 - days + 1) / 2) : 0
      return days < 12 ? Segment(start: segment.start - air, end: segment.end + air) : segment
    }
  }

  /// Gives each segment a share of the width by its days and its events.
  private static func layOut(_ segments: [Segment], _ bars: [Bar]) -> [Segment] {
    guard !segments.isEmpty else { return [] }
    let gap = 3.0
    let room = 100 - gap * Double(segments.count - 1)
    let weights = segments.map { segment in
      let days = Double(segment.end - segment.start + 1)
      let events = Double(bars.count { $0.start >= segment.start && $0.start <= segment.end })
      return 0.8 + events.squareRoot() * 1.5 + min(days, 400).squareRoot() / 14
    }
    let total = weights.reduce(0, +)
    var left = 0.0
    return zip(segments, weights).map { segment, weight in
      var placed = segment
      placed.left = left
      placed.width = room * weight / total
      left += placed.width + gap
      return placed
    }
  }

  private func percent(_ value: Double) -> String {
    let hundredths = Int((max(0, value) * 100).rounded())
    let fraction = hundredths % 100
    if fraction == 0 { return "\(hundredths / 100)%" }
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)%"
  }
}
