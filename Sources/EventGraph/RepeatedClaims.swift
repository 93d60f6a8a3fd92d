// The same claim again: statements of like content by the same or a related speaker that are not one event.

import Chronology
import Events

/// Finds statements that repeat an earlier one.
struct RepeatedClaims {
  let tellings: [Telling]
  let statistics: FeatureStatistics
  /// For each telling the number of its cluster in graph order.
  let clusterOf: [Int]

  /// A claim and the one it repeats, as cluster numbers.
  struct Pair {
    var later: Int
    var earlier: Int
    var why: String
  }

  /// Each statement with the nearest earlier one like it: chains, not all pairs.
  func pairs() -> [Pair] {
    var postings: [[UInt64]: [Int]] = [:]
    for (number, telling) in tellings.enumerated() where telling.isVerbal && telling.status != .denied {
      for speaker in telling.topAgents.prefix(2) {
        for word in union(telling.keywords, telling.quoteWords) {
          postings[[UInt64(speaker), word], default: []].append(number)
        }
      }
    }
    var best: [Int: (score: Double, earlier: Int)] = [:]
    var seen: Set<[Int]> = []
    for key in postings.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard var list = postings[key], list.count > 1 else { continue }
      list.sort { order($0) != order($1) ? order($0).lexicographicallyPrecedes(order($1)) : $0 < $1 }
      for (position, earlier) in list.enumerated() {
        for later in list[(position + 1)..<min(list.count, position + 9)] {
          let pair = [clusterOf[earlier], clusterOf[later]]
          guard pair[0] != pair[1], seen.insert([earlier, later]).inserted else { continue }
          guard let score = likeness(tellings[earlier], tellings[later]) else { continue }
          let (a, b) = pair[0] < pair[1] ? (pair[0], pair[1]) : (pair[1], pair[0])
          if let known = best[b], (known.score, -known.earlier) >= (score, -a) { continue }
          best[b] = (score, a)
        }
      }
    }
    return best.keys.sorted().compactMap { later in
      best[later].map { Pair(later: later, earlier: $0.earlier, why: "the same claim again by the same side") }
    }
  }

  private func order(_ number: Int) -> [Int] { [clusterOf[number], number] }

  /// How alike two statements are; nil when not enough.
  private func likeness(_ a: Telling, _ b: Telling) -> Double? {
    guard a.record != b.record, !shared(a.topAgents, b.topAgents).isEmpty else { return nil }
    if a.quote != nil, a.quote == b.quote { return 2 }
    let quoted = shared(a.quoteWords, b.quoteWords).count
    if quoted >= 2, 5 * quoted >= 3 * union(a.quoteWords, b.quoteWords).count { return 1 }
    let common = shared(a.keywords, b.keywords)
    guard common.count >= 2 else { return nil }
    let weight = common.reduce(0) { $0 + statistics.rarity(ofKeyword: $1) }
    let all = union(a.keywords, b.keywords).reduce(0) { $0 + statistics.rarity(ofKeyword: $1) }
    let score = all > 0 ? weight / all : 0
    return score >= 0.4 || (common.count >= 4 && score >= 0.3) ? score : nil
  }
}
