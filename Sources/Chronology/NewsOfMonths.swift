// A temporal language model: in which months the names and rare words of an article were as frequent in the news.
// Counts come from the lists of the table of world events; nothing is stored beside it.
//
// Method: F. de Jong, H. Rode, D. Hiemstra, "Temporal language models for the disclosure of historical text" (2005), with
// interpolated smoothing over time and weights by kind and rarity of a word (N. Kanhabua, K. Nørvåg 2008).

import Foundation

/// How well each month of the table fits the words of an article.
struct NewsOfMonths {
  /// First day of each month, and of the month after the last.
  let starts: [Day]
  /// Log-likelihood of each month against an even mixture of all, in nats.
  let nats: [Double]
  /// The terms that were compared.
  private let used: [Entry]

  private struct Entry {
    var term: ArticleTerms.Term
    var kind: Kind
  }

  /// What a term is: pairs of names and names of the lead say most. Words that are no names count only when they are
  /// rare.
  private enum Kind: Int, CaseIterable {
    case pair, leadName, name, word

    /// Weight of a kind, fitted by maximum likelihood on dated, openly licensed articles (Benchmarks/time.md).
    var weight: Double {
      switch self {
      case .pair: 0.138
      case .leadName: 0.333
      case .name: 0.164
      case .word: 0.049
      }
    }
  }

  /// How much of a word's probability is that of its time; the rest is that of all times.
  private static let timely = 0.3
  /// Most terms that are compared, and the fewest reports that one must have.
  private static let termLimit = 120
  private static let leastReports = 2
  private static let leadName = 5.0
  private static let name = 7.0
  private static let word = 6.0

  /// Compares an article with the months of a table.
  ///
  /// - Returns: nil when the table knows fewer than three of its names and rare words.
  init?(_ article: ArticleTerms, _ reader: WorldEventTable.Reader) {
    let months = Months(reader)
    guard months.count >= 12 else { return nil }
    let chosen = NewsOfMonths.chosen(article)
    var sums = [[Double]](repeating: [Double](repeating: 0, count: months.count), count: Kind.allCases.count)
    var numbers = [Int](repeating: 0, count: Kind.allCases.count)
    var entries: [Entry] = []
    for entry in chosen {
      var counts = [Double](repeating: 0, count: months.count)
      var total = 0
      var month = 0
      reader.reports(of: entry.term.number) { report in
        while month + 1 < months.count, report >= months.bounds[month + 1] { month += 1 }
        counts[month] += 1
        total += 1
      }
      guard total >= NewsOfMonths.leastReports else { continue }
      let ratios = months.smoothed(counts, even: (Double(total) + 0.5) / Double(months.reports + 1))
      let rarity = min(Double(entry.term.nats), 8) / 6
      for month in 0..<months.count {
        sums[entry.kind.rawValue][month] +=
          rarity * log(1 - NewsOfMonths.timely + NewsOfMonths.timely * ratios[month])
      }
      numbers[entry.kind.rawValue] += 1
      entries.append(entry)
    }
    guard entries.count >= 3 else { return nil }
    var nats = [Double](repeating: 0, count: months.count)
    for kind in Kind.allCases where numbers[kind.rawValue] > 0 {
      // Words of one article go together: many of them say less than each alone.
      let factor = 3 * kind.weight / Double(numbers[kind.rawValue]).squareRoot()
      for month in nats.indices { nats[month] += factor * sums[kind.rawValue][month] }
    }
    let mean = log(nats.reduce(0) { $0 + exp($1) } / Double(nats.count))
    starts = months.starts
    self.nats = nats.map { $0 - mean }
    used = entries
  }

  /// The pairs and names that are rare enough, then the words.
  private static func chosen(_ article: ArticleTerms) -> [Entry] {
    var entries = article.pairs.map { Entry(term: $0, kind: .pair) }
    for term in article.words where term.isName {
      if term.isLead, term.nats >= Float(leadName) {
        entries.append(Entry(term: term, kind: .leadName))
      } else if term.nats >= Float(name) {
        entries.append(Entry(term: term, kind: .name))
      }
    }
    for term in article.words where !term.isName && term.nats >= Float(word) {
      entries.append(Entry(term: term, kind: .word))
    }
    return Array(entries.prefix(termLimit))
  }

  /// The terms of the article that are most frequent, against all times, in a stretch of days; weightiest first, at
  /// most four.
  func telling(_ days: DayInterval, _ reader: WorldEventTable.Reader) -> [ArticleTerms.Term] {
    guard let first = days.earliest, let last = days.latest else { return [] }
    let from = reader.firstReport(from: first)
    let to = reader.firstReport(from: last + 1)
    guard to > from else { return [] }
    let share = Double(to - from) / Double(max(1, reader.count))
    var found: [(term: ArticleTerms.Term, gain: Double)] = []
    for entry in used where !entry.term.span.isEmpty {
      var inside = 0.0
      var all = 0.0
      reader.reports(of: entry.term.number) { report in
        all += 1
        if report >= from && report < to { inside += 1 }
      }
      let lift = inside / max(all * share, 1e-9)
      guard inside >= 2, lift >= 2 else { continue }
      found.append((entry.term, log(lift) * entry.kind.weight * inside.squareRoot()))
    }
    found.sort { ($1.gain, $0.term.span.start) < ($0.gain, $1.term.span.start) }
    var result: [ArticleTerms.Term] = []
    for entry in found where !result.contains(where: { $0.span.overlaps(entry.term.span) }) {
      result.append(entry.term)
      if result.count == 4 { break }
    }
    return result
  }
}

/// The months of a table and how many reports each has.
private struct Months {
  /// First day of each month, and of the month after the last.
  let starts: [Day]
  /// The number of the first report of each month, and how many reports there are.
  let bounds: [Int]
  /// For each width the share of one report at each month.
  private let shares: [[Double]]
  private let decays: [Double]

  var count: Int { starts.count - 1 }
  var reports: Int { bounds.last ?? 0 }

  /// Widths, in months, of the two-sided exponentials that counts are smoothed with; each has the same share.
  private static let widths: [Double] = [0.4, 2, 8, 30]

  init(_ reader: WorldEventTable.Reader) {
    let end = reader.firstDay + (reader.count > 0 ? reader.day(reader.count - 1) + 1 : 0)
    var starts: [Day] = []
    var (year, month, _) = reader.firstDay.parts
    while let day = Day(year: year, month: month, day: 1), day < end, starts.count < 4000 {
      starts.append(day)
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
    starts.append(Day(year: year, month: month, day: 1) ?? end)
    self.starts = starts
    bounds = starts.map { reader.firstReport(from: $0) }
    let totals = zip(bounds, bounds.dropFirst()).map { Double($1 - $0) }
    decays = Months.widths.map { exp(-1 / $0) }
    shares = decays.map { decay in
      Months.spread(totals, decay).map { 1 / max($0, 1e-9) / Double(Months.widths.count) }
    }
  }

  /// Counts smoothed over time, against the even frequency.
  func smoothed(_ counts: [Double], even: Double) -> [Double] {
    var result = [Double](repeating: 0, count: counts.count)
    for (place, decay) in decays.enumerated() {
      let share = shares[place]
      var carried = 0.0
      for month in counts.indices {
        result[month] += (counts[month] + carried) * share[month]
        carried = (carried + counts[month]) * decay
      }
      carried = 0
      for month in counts.indices.reversed() {
        result[month] += carried * share[month]
        carried = (carried + counts[month]) * decay
      }
    }
    for month in result.indices { result[month] /= even }
    return result
  }

  /// Each value spread to both sides, falling off by `decay` a month.
  private static func spread(_ values: [Double], _ decay: Double) -> [Double] {
    var result = values
    var carried = 0.0
    for month in values.indices {
      result[month] += carried
      carried = (carried + values[month]) * decay
    }
    carried = 0
    for month in values.indices.reversed() {
      result[month] += carried
      carried = (carried + values[month]) * decay
    }
    return result
  }
}
