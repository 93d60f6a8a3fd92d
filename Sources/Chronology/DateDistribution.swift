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
    /// The shortest stretch with ``surely``.
    var nearlySure: DayInterval
    /// The probability of the fifteen days around the best.
    var nearBest: Double
  }

  /// The summary.
  ///
  /// - Parameter share: how much the credible stretch is to hold; a little more than it is said to hold, as counted on
  ///   dated articles, whose distributions are a little too narrow.
  func summary(share: Double = 0.92, surely: Double = 0.95) -> Summary {
    let values = probabilities()
    var sums = [0.0]
    sums.reserveCapacity(values.count + 1)
    for value in values { sums.append(sums[sums.count - 1] + value) }
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
    func shortest(_ share: Double) -> DayInterval {
      var width = values.count
      var start = 0
      var end = 0
      for index in values.indices {
        if end < index { end = index }
        while end < values.count, mass(index, end) < share { end += 1 }
        guard end < values.count else { break }
        if end - index + 1 < width { (start, width) = (index, end - index + 1) }
      }
      return DayInterval(first + start, first + start + width - 1)
    }
    return Summary(
      best: first + best, credible: shortest(share), nearlySure: shortest(surely),
      nearBest: mass(best - 7, best + 7))
  }
}
