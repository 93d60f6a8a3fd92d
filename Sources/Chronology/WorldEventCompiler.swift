// Compiles dated reports into a table of facts: no sentence survives, only days and hashes of rare words.

import Foundation

/// Builds a ``WorldEventTable`` from dated reports.
package struct WorldEventCompiler {
  private struct Report {
    var day: Day
    var terms: [UInt32]
    /// Pairs of names.
    var pairs: [UInt32]

    /// What orders reports of one day.
    var key: String { (terms + pairs).lexical }
  }

  private var reports: [Report] = []
  private var capitals: [UInt32: (upper: Int, lower: Int)] = [:]
  /// Terms kept of each report.
  private static let termLimit = 22
  /// Words more frequent than one report in so many nats say nothing.
  private static let leastWeight = 4.0
  private static let mostWeight = 9.0
  /// Pairs of names are kept that so many reports have: they tell of their time, not of one event.
  private static let leastPairs = 3

  package init() {}

  /// Adds a report; one of less than four words is a heading and left out.
  package mutating func add(_ text: String, topics: [String] = [], on day: Day) {
    var terms: Set<UInt32> = []
    var pairs: Set<UInt32> = []
    func read(_ text: String, countsCapitals: Bool) {
      var text = text
      text.withUTF8 { buffer in
        let raw = UnsafeRawBufferPointer(buffer)
        var last: WorldTerms.Term?
        WorldTerms.read(raw, 0..<raw.count) { term in
          terms.insert(term.hash)
          if let pair = WorldTerms.pair(last, term, in: raw) { pairs.insert(pair) }
          last = term
          // The first word is always written large.
          guard countsCapitals, term.start > 0 else { return }
          var count = capitals[term.hash] ?? (0, 0)
          if term.isCapital { count.upper += 1 } else { count.lower += 1 }
          capitals[term.hash] = count
        }
      }
    }
    read(text, countsCapitals: true)
    guard terms.count >= 4 else { return }
    for topic in topics { read(topic, countsCapitals: false) }
    reports.append(Report(day: day, terms: terms.sorted(), pairs: pairs.sorted()))
  }

  /// The table's bytes; the same for the same reports in any order.
  package func encoded() -> [UInt8] {
    let sorted = reports.map { ($0.day.number, $0.key, $0) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    let first = sorted.first?.day ?? Day(number: 0)
    var counts: [UInt32: Int] = [:]
    for report in sorted { for term in report.terms { counts[term, default: 0] += 1 } }
    let all = Double(max(1, sorted.count))
    func nats(_ term: UInt32) -> Double { log(all / Double(counts[term] ?? 1)) }
    var capitals = capitals
    var lists: [UInt32: [Int]] = [:]
    var totals: [UInt8] = []
    for (number, report) in sorted.enumerated() {
      let kept = report.terms.map { (term: $0, nats: nats($0)) }
        .filter { $0.nats >= WorldEventCompiler.leastWeight }
        .sorted { ($1.nats, $0.term) < ($0.nats, $1.term) }
        .prefix(WorldEventCompiler.termLimit)
      var total = 0.0
      for entry in kept {
        lists[entry.term, default: []].append(number)
        total += min(entry.nats, WorldEventCompiler.mostWeight)
      }
      totals.append(UInt8(min(255, total.rounded())))
    }
    for (pair, numbers) in pairLists(sorted) where lists[pair] == nil {
      lists[pair] = numbers
      counts[pair] = numbers.count
      capitals[pair] = (1, 0)
    }
    let terms = lists.keys.sorted()
    var bytes: [UInt8] = []
    func put(_ value: UInt32) {
      for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    var packed: [UInt8] = []
    var offsets: [UInt32] = [0]
    for term in terms {
      var last = -1
      for number in lists[term] ?? [] {
        var value = number - last - 1
        last = number
        while value >= 0x80 {
          packed.append(UInt8(value & 0x7f) | 0x80)
          value >>= 7
        }
        packed.append(UInt8(value))
      }
      offsets.append(UInt32(packed.count))
    }
    for value in [
      WorldEventTable.magic, UInt32(sorted.count), UInt32(terms.count), UInt32(bitPattern: first.number),
      UInt32(packed.count),
    ] + terms + offsets { put(value) }
    for report in sorted {
      let day = UInt16(clamping: Int(report.day - first))
      bytes.append(UInt8(truncatingIfNeeded: day))
      bytes.append(UInt8(truncatingIfNeeded: day >> 8))
    }
    bytes += totals
    for term in terms {
      let steps = (min(nats(term), WorldEventCompiler.mostWeight) * WorldEventTable.weightSteps).rounded()
      let seen = capitals[term] ?? (0, 0)
      bytes.append(UInt8(min(127, steps)) | (seen.upper > 2 * seen.lower ? 0x80 : 0))
    }
    return bytes + packed
  }

  /// The reports of each pair of names that several reports have.
  private func pairLists(_ sorted: [Report]) -> [UInt32: [Int]] {
    var lists: [UInt32: [Int]] = [:]
    for (number, report) in sorted.enumerated() {
      for pair in report.pairs { lists[pair, default: []].append(number) }
    }
    return lists.filter { $0.value.count >= WorldEventCompiler.leastPairs }
  }
}

extension [UInt32] {
  /// A key that orders lists of terms.
  fileprivate var lexical: String { map { String($0, radix: 16) }.joined(separator: " ") }
}
