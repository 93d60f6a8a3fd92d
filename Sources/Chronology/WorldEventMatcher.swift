// Matches a whole article against the table of world events: which days' reports share its rare names, numbers and
// words. Knows nothing of what else dates the article.

import Corpus
import Foundation
import Language

/// The reports that an article may tell of.
struct WorldEventMatch: Sendable {
  /// The reports by odds, best first.
  var reports: [Report]

  struct Report: Sendable {
    var day: Day
    /// Odds, in nats, that the article tells of this report and not of something without report; for a report of one
    /// day among all days that come into question.
    var odds: Double
    /// The article's own words that it shares, weightiest, in the order of the text.
    var words: [ByteSpan]
  }
}

/// Compares articles with a ``WorldEventTable``.
///
/// A mixture: an article is written some days after one of the reports, or there is none of what it tells. The odds of a
/// report are a linear model of the rare names, words and numbers that it shares with the article, by their place
/// there, of the part of the report that the article covers, of the weekdays that the article names, and of other
/// reports of the same days that fit as well. Weights and lags were fitted by maximum likelihood on the dates of
/// openly licensed articles and weblogs, and checked by cross-validation (Benchmarks/time.md).
struct WorldEventMatcher {
  let table: WorldEventTable

  /// How an article follows a report: probability of each day from the day before the report on.
  static let lags: [Double] = [0.03, 0.27, 0.25, 0.15, 0.1, 0.07, 0.05, 0.04, 0.03]
  static let firstLag = -1

  /// The weights of the model, for what an article shares with a report, in tens of nats but for the ratios.
  private enum Weight {
    static let leadNames = 1.085
    static let lateNames = -0.289
    static let leadWords = 0.973
    static let lateWords = -0.133
    static let repeated = 0.617
    static let numbers = 0.253
    static let covered = 0.556
    static let weekday = 1.503
    static let neighbour = 0.184
    static let coveredScore = -0.884
    /// How far the report is ahead of the best one of another time.
    static let margin = 0.316
    /// Logarithm of what is shared over what the report tells beside it.
    static let shared = 2.102
    /// Names of the article's lead that the report lacks.
    static let lacking = -0.121
    static let none = -7.178
  }
  private static let placeFactor: (lead: Float, middle: Float, late: Float) = (1, 0.75, 0.5)
  private static let wordFactor: Float = 0.6
  private static let leastScore: Float = 8
  /// Most reports that are weighed.
  private static let reportLimit = 60
  /// Reports so many days apart are of one time.
  private static let nearDays = 20

  /// The weight of a term by place and kind.
  private static func weight(_ term: ArticleTerms.Term) -> Float {
    let factor = term.isLead ? placeFactor.lead : term.isLate ? placeFactor.late : placeFactor.middle
    return term.nats * factor * (term.isName ? 1 : wordFactor)
  }

  /// What an article shares with one report.
  private struct Shared {
    var day = 0
    var score: Float = 0
    var leadNames: Float = 0
    var lateNames: Float = 0
    var leadWords: Float = 0
    var lateWords: Float = 0
    var all: Float = 0
    var repeated: Float = 0
    var numbers: Float = 0
    /// The shared terms, as indices into those of the article.
    var places: [Int] = []

    mutating func add(_ entry: ArticleTerms.Term, _ place: Int) {
      places.append(place)
      all += entry.nats
      if entry.isRepeated { repeated += entry.nats }
      if entry.isNumber { numbers += 1 }
      guard entry.isLead || entry.isLate else { return }
      switch (entry.isLead, entry.isName) {
      case (true, true): leadNames += entry.nats
      case (false, true): lateNames += entry.nats
      case (true, false): leadWords += entry.nats
      case (false, false): lateWords += entry.nats
      }
    }
  }

  /// Matches an article.
  ///
  /// - Parameter found: the article's words.
  /// - Parameter weekdays: the weekdays that the article names (1 is Monday).
  /// - Parameter days: the days on which the article may have been written.
  /// - Returns: nil when nothing fits.
  func match(_ found: [ArticleTerms.Term], weekdays: Set<Int>, within days: DayInterval) -> WorldEventMatch? {
    table.read { reader in
      guard found.count >= 3 else { return nil }
      var candidates = candidates(found, days, reader)
      guard !candidates.isEmpty else { return nil }
      // Which of them shares what.
      var slots = [Int16](repeating: -1, count: table.reports)
      for (slot, candidate) in candidates.enumerated() { slots[candidate.report] = Int16(slot) }
      for (place, entry) in found.enumerated() {
        reader.reports(of: entry.number) { report in
          let slot = Int(slots[report])
          if slot >= 0 { candidates[slot].shared.add(entry, place) }
        }
      }
      let leadNames = found.reduce(Float(0)) { $0 + ($1.isLead && $1.isName ? $1.nats : 0) }
      var reports: [(slot: Int, odds: Double)] = []
      for (slot, candidate) in candidates.enumerated() {
        var context = Context(weekdays: weekdays, leadNames: leadNames)
        for other in candidates where other.report != candidate.report {
          let distance = abs(other.shared.day - candidate.shared.day)
          if distance <= 5 { context.neighbour = max(context.neighbour, other.shared.score) }
          if distance > WorldEventMatcher.nearDays { context.rival = max(context.rival, other.shared.score) }
        }
        reports.append((slot, odds(candidate.shared, candidate.report, context, reader)))
      }
      reports.sort { ($1.odds, $0.slot) < ($0.odds, $1.slot) }
      return WorldEventMatch(
        reports: reports.map { entry in
          let shared = candidates[entry.slot].shared
          return WorldEventMatch.Report(
            day: table.firstDay + shared.day, odds: entry.odds, words: words(shared.places.map { found[$0] }))
        })
    }
  }

  /// What stands around a report.
  private struct Context {
    var weekdays: Set<Int>
    /// The names of the article's lead together, in nats.
    var leadNames: Float
    /// The best score of another report of the same days, and of one of another time.
    var neighbour: Float = 0
    var rival: Float = leastScore
  }

  private func odds(
    _ shared: Shared, _ report: Int, _ context: Context, _ reader: WorldEventTable.Reader
  ) -> Double {
    let total = reader.total(report)
    let covered = Double(shared.all / max(total, 25))
    let isOfWeekday = context.weekdays.contains((table.firstDay + shared.day).weekday)
    var sum = Weight.none
    sum += Weight.leadNames * Double(shared.leadNames) / 10
    sum += Weight.lateNames * Double(shared.lateNames) / 10
    sum += Weight.leadWords * Double(shared.leadWords) / 10
    sum += Weight.lateWords * Double(shared.lateWords) / 10
    sum += Weight.repeated * Double(shared.repeated) / 10
    sum += Weight.numbers * Double(shared.numbers) / 10
    sum += Weight.covered * covered
    sum += Weight.weekday * (context.weekdays.isEmpty ? 0.5 : isOfWeekday ? 1 : 0)
    sum += Weight.neighbour * Double(context.neighbour) / 10
    sum += Weight.coveredScore * covered * Double(shared.score) / 10
    sum += Weight.margin * Double(shared.score - context.rival) / 10
    sum += Weight.shared * log(Double((shared.all + 5) / (max(0, total - shared.all) + 5)))
    sum += Weight.lacking * Double(context.leadNames - shared.leadNames) / 10
    return min(sum, 20)
  }

  /// The reports that share most with the article, best first.
  private func candidates(
    _ found: [ArticleTerms.Term], _ days: DayInterval, _ reader: WorldEventTable.Reader
  ) -> [(report: Int, shared: Shared)] {
    var scores = [Float](repeating: 0, count: table.reports)
    for entry in found {
      let weight = WorldEventMatcher.weight(entry)
      reader.reports(of: entry.number) { scores[$0] += weight }
    }
    let first = days.earliest.map { Int($0 - table.firstDay) - 8 } ?? 0
    let last = days.latest.map { Int($0 - table.firstDay) } ?? Int.max
    var ranked: [(report: Int, score: Float)] = []
    for report in scores.indices where scores[report] > WorldEventMatcher.leastScore {
      let day = reader.day(report)
      guard day >= first, day <= last else { continue }
      let score = scores[report] * (min(1, scores[report] / max(20, reader.total(report)))).squareRoot()
      if score > WorldEventMatcher.leastScore { ranked.append((report, score)) }
    }
    ranked.sort { ($1.score, $0.report) < ($0.score, $1.report) }
    return ranked.prefix(WorldEventMatcher.reportLimit).map { entry in
      (entry.report, Shared(day: reader.day(entry.report), score: entry.score))
    }
  }

  /// The weightiest of the shared terms in the order of the text, at most six.
  private func words(_ shared: [ArticleTerms.Term]) -> [ByteSpan] {
    shared.filter { !$0.span.isEmpty }
      .sorted {
        (WorldEventMatcher.weight($1), $0.span.start) < (WorldEventMatcher.weight($0), $1.span.start)
      }
      .prefix(6).map(\.span).sorted { $0.start < $1.start }
  }
}
