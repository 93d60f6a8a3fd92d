// The places of an article's axis, and the fixed distances between them: "Friday" is three days before "Monday", whatever
// the day of writing.

import EventGraph

/// Events that lie at one place of an article's axis.
struct AxisGroup {
  var place: RelativePlace
  var entries: [EventEntry]
  /// Another group that it stands in a fixed distance from, in days.
  var tie: (days: Int, mark: String, title: String)?

  /// `3 days before Mon`.
  var tieWords: String? {
    tie.map { "\(RelativePlace.amount(abs($0.days))) \($0.days < 0 ? "before" : "after") \($0.mark)" }
  }
}

extension AxisGroup {
  /// Gives each group the nearest one that lies nearer to the day of writing and always the same number of days away.
  ///
  /// The work is that of sorting; each closed form is read once.
  static func findTies(in groups: inout [AxisGroup]) {
    var table: [String: [Int]] = [:]
    var days: [Int: Int] = [:]
    // Groups whose days of the week keep their distance, by what those days have in common.
    var chains: [[Int]: [Int]] = [:]
    for number in groups.indices where groups[number].place.basis == .words {
      let place = groups[number].place
      let week = table[place.term] ?? place.daysOfWeek ?? []
      table[place.term] = week
      guard let first = week.first else { continue }
      days[number] = first
      chains[week.map { $0 - first }, default: []].append(number)
    }
    // No chain shares a group with another, so their order does not matter.
    for chain in chains.values {
      let order = chain.sorted { (groups[$0].place.sortKey, $0) < (groups[$1].place.sortKey, $1) }
      for (number, near) in nearest(order, groups) {
        guard let mark = groups[near].place.mark, let first = groups[near].entries.first,
          let own = days[number], let other = days[near]
        else { continue }
        groups[number].tie = (own - other, mark, first.event.title)
      }
    }
  }

  /// For each group the next one towards the day of writing that has a mark, if it lies nearer to that day.
  ///
  /// - Parameter order: positions of groups in the order of the axis.
  private static func nearest(_ order: [Int], _ groups: [AxisGroup]) -> [(number: Int, near: Int)] {
    func key(_ number: Int) -> Double { groups[number].place.sortKey }
    // Of groups at one place the first stands for all.
    var marks: [Int] = []
    for number in order where groups[number].place.mark != nil && !groups[number].entries.isEmpty {
      if let last = marks.last, key(last) == key(number) { continue }
      marks.append(number)
    }
    var pairs: [(number: Int, near: Int)] = []
    // Marks before the place, and marks up to it.
    var (before, upTo) = (0, 0)
    for number in order {
      while before < marks.count, key(marks[before]) < key(number) { before += 1 }
      while upTo < marks.count, key(marks[upTo]) <= key(number) { upTo += 1 }
      let place = key(number) < 0 ? upTo : before - 1
      guard marks.indices.contains(place), abs(key(marks[place])) < abs(key(number)) else { continue }
      pairs.append((number, marks[place]))
    }
    return pairs
  }
}
