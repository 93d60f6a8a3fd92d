// A broken time axis: blocks of days to scale, and narrow strips for the time left out between them.

import Chronology
import EventGraph

/// Maps days to horizontal positions.
struct TimeScale {
  struct Block {
    var first: Day
    var last: Day
    var left: Double
    var right: Double

    var days: Int { last - first + 1 }
  }

  /// In time order; empty when nothing has a date.
  private(set) var blocks: [Block] = []
  let left: Double
  let right: Double

  static let gapWidth = 34.0

  /// - Parameter intervals: possible days of the events, each with both ends.
  init(_ intervals: [DayInterval], left: Double, right: Double, limit: Int = 7) {
    self.left = left
    self.right = right
    let closed = intervals.compactMap { interval -> (first: Day, last: Day)? in
      guard let first = interval.earliest, let last = interval.latest, last >= first else { return nil }
      return (first, last)
    }
    // Short ranges decide what is shown to scale; a long one gets a block only where no short one lies in it.
    var ranges = TimeScale.merged(closed.filter { $0.last - $0.first <= 45 }, distance: 12)
    for long in closed.filter({ $0.last - $0.first > 45 }).sorted(by: { ($0.last - $0.first) < ($1.last - $1.first) })
    where !ranges.contains(where: { $0.first <= long.last && long.first <= $0.last }) {
      ranges = TimeScale.merged(ranges + [long], distance: 0)
    }
    while ranges.count > max(1, limit) {
      // The two neighbours with the least time between them become one.
      var best = 1
      for index in 1..<ranges.count
      where ranges[index].first - ranges[index - 1].last < ranges[best].first - ranges[best - 1].last { best = index }
      ranges[best - 1].last = max(ranges[best - 1].last, ranges[best].last)
      ranges.remove(at: best)
    }
    place(ranges, events: closed)
  }

  private static func merged(
    _ ranges: [(first: Day, last: Day)], distance: Int
  ) -> [(first: Day, last: Day)] {
    var merged: [(first: Day, last: Day)] = []
    for range in ranges.sorted(by: { ($0.first, $0.last) < ($1.first, $1.last) }) {
      if let last = merged.last, range.first - last.last <= distance {
        merged[merged.count - 1].last = max(last.last, range.last)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// Gives each block a share of the width by its days and its events; long blocks count less per day.
  private mutating func place(_ ranges: [(first: Day, last: Day)], events: [(first: Day, last: Day)]) {
    guard !ranges.isEmpty else { return }
    let weights = ranges.map { range -> Double in
      let days = Double(range.last - range.first + 1)
      let inside = Double(events.count { $0.first >= range.first && $0.last <= range.last })
      return min(days, 24 + days.squareRoot()) + 3 * min(inside, 12)
    }
    let least = 74.0
    let room = right - left - TimeScale.gapWidth * Double(ranges.count - 1)
    let spare = max(0, room - least * Double(ranges.count))
    let total = weights.reduce(0, +)
    var x = left
    for (range, weight) in zip(ranges, weights) {
      let width = min(room, least + spare * weight / max(1, total))
      blocks.append(Block(first: range.first, last: range.last, left: x, right: x + width))
      x += width + TimeScale.gapWidth
    }
  }

  /// Position of the beginning of a day; days in a gap lie on its strip.
  func x(_ day: Day) -> Double {
    guard let first = blocks.first, let last = blocks.last else { return left }
    if day < first.first { return first.left }
    for (number, block) in blocks.enumerated() {
      if day <= block.last {
        return block.left + (block.right - block.left) * Double(day - block.first) / Double(max(1, block.days))
      }
      guard number + 1 < blocks.count else { break }
      let next = blocks[number + 1]
      if day < next.first {
        let share = Double(day - block.last - 1) / Double(max(1, next.first - block.last - 1))
        return block.right + (next.left - block.right) * share
      }
    }
    return last.right
  }

  /// Ticks inside a block: position and words, at least 26 points apart.
  func ticks(_ block: Block) -> [(x: Double, words: String, isWeekend: Bool)] {
    let perDay = (block.right - block.left) / Double(max(1, block.days))
    guard block.days > 1, perDay * 31 >= 30 else { return [] }
    let steps = [1, 2, 7, 14]
    if let step = steps.first(where: { Double($0) * perDay >= 27 }) {
      return stride(from: 0, to: block.days, by: step).map { offset in
        let day = block.first + offset
        let number = String(day.parts.day)
        let words = step == 1 ? "\(CalendarWords.weekday(day.weekday, .short).prefix(1)) \(number)" : number
        return (x(day), words, day.weekday > 5)
      }
    }
    // Months.
    var found: [(x: Double, words: String, isWeekend: Bool)] = []
    var day = block.first
    while day <= block.last, found.count < 60 {
      let parts = day.parts
      if day == block.first || parts.day == 1 {
        let position = x(day)
        if found.last.map({ position - $0.x >= 30 }) ?? true {
          found.append((position, CalendarWords.month(parts.month, .short), false))
        }
      }
      day = day + (parts.day == 1 ? 28 : 1)
    }
    return found
  }

  /// Words over a block, shorter when there is little room.
  func heading(_ block: Block, width: Double, size: Double) -> String {
    let from = block.first.parts
    let to = block.last.parts
    func month(_ parts: (year: Int, month: Int, day: Int)) -> String { CalendarWords.month(parts.month, .short) }
    var choices: [String] = []
    if from.year == to.year {
      if from.month == to.month {
        choices.append("\(CalendarWords.month(from.month)) \(CalendarWords.year(to.year))")
        choices.append("\(month(from)) \(CalendarWords.year(to.year))")
      } else if from.month == 1, to.month == 12 {
        choices.append(CalendarWords.year(to.year))
      }
      choices.append("\(month(from))–\(month(to)) \(CalendarWords.year(to.year))")
    } else {
      choices.append(
        "\(month(from)) \(CalendarWords.year(from.year)) – \(month(to)) \(CalendarWords.year(to.year))")
    }
    choices.append("\(CalendarWords.year(from.year))–\(CalendarWords.year(to.year))")
    choices.append(CalendarWords.year(from.year))
    for choice in choices where TextMetrics.width(choice, size: size, bold: true) <= width { return choice }
    return TextMetrics.fitted(CalendarWords.year(from.year), width: width, size: size, bold: true)
  }

  /// `8 mo`, `2 y`, `3 wk`: the time a strip leaves out.
  static func gapWords(_ days: Int) -> String {
    switch days {
    case ..<14: "\(max(1, days)) d"
    case ..<60: "\(days / 7) wk"
    case ..<730: "\(Int((Double(days) / 30.44).rounded())) mo"
    default: "\(Int((Double(days) / 365.25).rounded())) y"
    }
  }
}
