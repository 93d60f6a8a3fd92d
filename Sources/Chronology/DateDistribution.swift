// How probable each day is as day of writing, from cues that exclude nothing: a distribution over days inside the
// hard bounds. Knows nothing of texts.

import Foundation

/// A distribution over the days of an interval, in log weights.
struct DateDistribution {
  let first: Day
  private(set) var weights: [Double]

  /// Longest stretch of days that is looked at.
  static let dayLimit = 40_000
  /// Less than this in fifteen days is no peak.
  private static let leastPeak = 0.1
  /// How wide a stretch may be that is closed, and how much is left on both sides of what is most probable: texts come
  /// before what they tell of, and more often after it.
  private static let closedWidth = 366
  private static let slack = (before: 31, after: 92)

  /// Even over an interval; nil for one without days.
  init?(_ first: Day, _ last: Day) {
    guard first <= last, last - first < DateDistribution.dayLimit else { return nil }
    self.first = first
    weights = [Double](repeating: 0, count: Int(last - first) + 1)
  }

  /// Multiplies by a likelihood of each day.
  mutating func multiply(_ likelihood: (Day) -> Double) {
    for index in weights.indices { weights[index] += log(max(likelihood(first + index), 1e-12)) }
  }

  /// Multiplies by a soft interval that holds the truth with probability `sure`; outside it falls off over `scale` days.
  mutating func multiply(_ interval: DayInterval, sure: Double, scale: Double) {
    multiply { day in
      if let from = interval.earliest, day < from {
        return (1 - sure) * exp(-Double(from - day) / scale) + 0.01 * (1 - sure)
      }
      if let to = interval.latest, to < day {
        return (1 - sure) * exp(-Double(day - to) / scale) + 0.01 * (1 - sure)
      }
      return 1
    }
  }

  /// Adds log-likelihoods of stretches of days.
  ///
  /// - Parameter starts: the first day of each stretch, ascending, and of the day after the last; days outside keep
  ///   their weight.
  mutating func add(_ nats: [Double], from starts: [Day]) {
    guard nats.count + 1 == starts.count else { return }
    for (place, value) in nats.enumerated() {
      let from = max(0, Int(starts[place] - first))
      let to = min(weights.count, Int(starts[place + 1] - first))
      for index in from..<max(from, to) { weights[index] += value }
    }
  }

  /// The most probable stretch of so many days, the first of equals; all days where there are fewer.
  ///
  /// - Parameter values: ``probabilities()``, which takes time.
  func densest(_ width: Int, _ values: [Double]) -> (days: DayInterval, probability: Double) {
    guard values.count > width else { return (DayInterval(first, first + values.count - 1), 1) }
    var mass = values[..<width].reduce(0, +)
    var (start, most) = (0, mass)
    for index in width..<values.count {
      mass += values[index] - values[index - width]
      if mass > most + 1e-9 { (start, most) = (index - width + 1, mass) }
    }
    return (DayInterval(first + start, first + start + width - 1), most)
  }

  /// The probability of a stretch of days.
  func probability(of days: DayInterval, _ values: [Double]) -> Double {
    let from = max(0, days.earliest.map { Int($0 - first) } ?? 0)
    let to = min(values.count, days.latest.map { Int($0 - first) + 1 } ?? values.count)
    return from < to ? values[from..<to].reduce(0, +) : 0
  }

  /// Adds up to one; the probabilities of the days.
  func probabilities() -> [Double] {
    let top = weights.max() ?? 0
    var values = weights.map { exp($0 - top) }
    let sum = values.reduce(0, +)
    for index in values.indices { values[index] /= sum }
    return values
  }

  /// What a distribution says in short.
  struct Summary {
    /// The centre of the best stretch of seven days; where no days stand out, of the best year, or the middle of all.
    var best: Day
    /// The shortest stretch with 90 %.
    var credible: DayInterval
    /// The probability of the fifteen days around the best.
    var nearBest: Double
  }

  /// The summary.
  ///
  /// - Parameter share: how much the credible stretch is to hold; a little more than it is said to hold, as counted on
  ///   dated articles, whose distributions are a little too narrow.
  /// - Parameter values: ``probabilities()``.
  func summary(_ values: [Double], share: Double = 0.92) -> Summary {
    let sums = DateDistribution.sums(values)
    func mass(_ from: Int, _ to: Int) -> Double { sums[min(values.count, to + 1)] - sums[max(0, from)] }
    var best = 0
    var most = -1.0
    for index in values.indices {
      let near = mass(index - 3, index + 3) + values[index] * 1e-6
      if near > most + 1e-12 { (best, most) = (index, near) }
    }
    if mass(best - 7, best + 7) < DateDistribution.leastPeak {
      best = (sums.firstIndex { $0 >= 0.5 } ?? 1) - 1
      most = max(2 * DateDistribution.leastPeak, 1.2 * 366 / Double(values.count))
      for index in values.indices {
        let year = mass(index - 183, index + 182)
        if year > most + 1e-9 { (best, most) = (index, year) }
      }
    }
    let credible = DateDistribution.shortest(share, sums)
    return Summary(
      best: first + best, credible: DayInterval(first + credible.start, first + credible.start + credible.width - 1),
      nearBest: mass(best - 7, best + 7))
  }

  /// Sums of the first 0, 1, 2 … values.
  private static func sums(_ values: [Double]) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(values.count + 1)
    for value in values { sums.append(sums[sums.count - 1] + value) }
    return sums
  }

  /// The shortest stretch with a share of the probability, the first of equals.
  private static func shortest(_ share: Double, _ sums: [Double]) -> (start: Int, width: Int) {
    let count = sums.count - 1
    var (start, width) = (0, count)
    var end = 0
    for index in 0..<count {
      end = max(end, index)
      while end < count, sums[end + 1] - sums[index] < share { end += 1 }
      guard end < count else { break }
      if end - index + 1 < width { (start, width) = (index, end - index + 1) }
    }
    return (start, width)
  }

  /// A year or less that holds at least a share of the probability; nil where no year does.
  ///
  /// - Parameter values: ``probabilities()``.
  func closed(_ share: Double, _ values: [Double]) -> (days: DayInterval, probability: Double)? {
    let year = densest(DateDistribution.closedWidth, values)
    guard year.probability >= share else { return nil }
    let sums = DateDistribution.sums(values)
    let core = DateDistribution.shortest(max(share, min(year.probability - 0.01, 0.99)), sums)
    let from = max(0, core.start - DateDistribution.slack.before)
    let to = min(weights.count, core.start + core.width + DateDistribution.slack.after)
    guard to - from <= DateDistribution.closedWidth else { return year }
    return (DayInterval(first + from, first + to - 1), sums[to] - sums[from])
  }
}
