// The small bar beside a date: its length is the range of possible days, its outline says how they are known.

import Chronology
import EventGraph

enum RangeBar {
  static let width = 132.0

  /// A bar on the axis of a window of days.
  ///
  /// - Returns: nothing when the window is open or the interval lies outside it.
  static func svg(_ interval: DayInterval, state: DateState, window: DayInterval) -> String {
    guard let start = window.earliest, let end = window.latest, end > start, !interval.isUnbounded,
      interval.overlaps(window)
    else { return "" }
    let scale = width / Double(end - start + 1)
    let opensLeft = interval.earliest.map { $0 < start } ?? true
    let opensRight = interval.latest.map { $0 > end } ?? true
    let from = opensLeft ? 7 : Double((interval.earliest ?? start) - start) * scale
    let to = opensRight ? width - 7 : Double((interval.latest ?? end) - start + 1) * scale
    let length = max(5, to - from)
    let left = min(from, width - length)
    var svg =
      "<svg class=\"rb\" width=\"132\" height=\"12\" aria-hidden=\"true\"><path class=\"ax\" d=\"M0 11.5H132\"/>"
    svg += bar(x: left, length: length, state: state)
    if opensLeft { svg += "<path class=\"ar\" d=\"M6 1.5 1 5.5 6 9.5z\"/>" }
    if opensRight { svg += "<path class=\"ar\" d=\"M126 1.5 131 5.5 126 9.5z\"/>" }
    return svg + "</svg>"
  }

  /// The window of a bar: the months of the interval where a longer window would make it a speck.
  static func zoomed(_ window: DayInterval, to interval: DayInterval) -> DayInterval {
    guard let size = window.width, size > 124, let width = interval.width, width <= 31,
      let start = interval.earliest?.parts, let end = interval.latest?.parts,
      let first = Day(year: start.year, month: start.month, day: 1),
      let next = end.month == 12
        ? Day(year: end.year + 1, month: 1, day: 1) : Day(year: end.year, month: end.month + 1, day: 1)
    else { return window }
    return DayInterval(first, next - 1)
  }

  /// The ends of a window in words, for the ticks below the bar.
  static func ticks(_ window: DayInterval) -> (from: String, to: String)? {
    guard let start = window.earliest, let end = window.latest else { return nil }
    func words(_ day: Day) -> String {
      let parts = day.parts
      if end - start > 1500 { return CalendarWords.year(parts.year) }
      let month = CalendarWords.month(parts.month, .short)
      return end - start > 200 ? "\(month) \(CalendarWords.year(parts.year))" : "\(parts.day) \(month)"
    }
    return (words(start), words(end))
  }

  private static func bar(x: Double, length: Double, state: DateState) -> String {
    let box =
      "<rect class=\"b\" x=\"\(number(x + 0.75))\" y=\"1.5\" width=\"\(number(max(3.5, length - 1.5)))\" height=\"8\"/>"
    guard state == .disputed, length > 9 else { return box }
    return box
      + "<rect class=\"b2\" x=\"\(number(x + 3))\" y=\"3.75\" width=\"\(number(length - 6))\" height=\"3.5\"/>"
  }

  /// A coordinate with one decimal.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let size = abs(tenths)
    return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
  }
}
