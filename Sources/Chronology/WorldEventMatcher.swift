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

  /// The weights of the model, for what an article shares with a report, in tens of nats but for the last five.
  private enum Weight {
    static let leadNames = 1.66
    static let lateNames = -0.25
    static let leadWords = 1.00
    static let lateWords = 0.10
    static let repeated = 0.25
    static let numbers = 1.17
    static let covered = 5.14
    static let weekday = 1.75
    static let neighbour = 0.48
    static let coveredScore = 0.22
    static let none = -10.03
  }
  /// Up to this word an article is its lead, from that on its rest.
  private static let lead = 35
  private static let late = 120
  private static let placeFactor: (lead: Float, middle: Float, late: Float) = (1, 0.75, 0.5)
  private static let wordFactor: Float = 0.6
  private static let leastScore: Float = 8
  /// Most reports that are weighed, and most terms of an article that are looked up.
  private static let reportLimit = 60
  private static let termLimit = 800

  /// A term of the article that the table knows.
  private struct Found {
    var term: Int
    var nats: Float
    var isName: Bool
    var isNumber: Bool
    var position: Int
    var isRepeated = false
    var span: ByteSpan

    /// The weight by place and kind.
    var weight: Float {
      let factor =
        position <= lead ? placeFactor.lead : position <= late ? placeFactor.middle : placeFactor.late
      return nats * factor * (isName ? 1 : wordFactor)
    }
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

    mutating func add(_ entry: Found, _ place: Int) {
      places.append(place)
      all += entry.nats
      if entry.isRepeated { repeated += entry.nats }
      if entry.isNumber { numbers += 1 }
      guard entry.position <= lead || entry.position > late else { return }
      switch (entry.position <= lead, entry.isName) {
      case (true, true): leadNames += entry.nats
      case (false, true): lateNames += entry.nats
      case (true, false): leadWords += entry.nats
      case (false, false): lateWords += entry.nats
      }
    }
  }

  /// Matches an article.
  ///
  /// - Parameter weekdays: the weekdays that the article names (1 is Monday).
  /// - Parameter days: the days on which the article may have been written.
  /// - Returns: nil when nothing fits.
  func match(_ document: AnnotatedDocument, weekdays: Set<Int>, within days: DayInterval) -> WorldEventMatch? {
    table.read { reader in
      let found = terms(document, reader)
      guard found.count >= 3 else { return nil }
      var candidates = candidates(found, days, reader)
      guard !candidates.isEmpty else { return nil }
      // Which of them shares what.
      var slots = [Int16](repeating: -1, count: table.reports)
      for (slot, candidate) in candidates.enumerated() { slots[candidate.report] = Int16(slot) }
      for (place, entry) in found.enumerated() {
        reader.reports(of: entry.term) { report in
          let slot = Int(slots[report])
          if slot >= 0 { candidates[slot].shared.add(entry, place) }
        }
      }
      var reports: [(slot: Int, odds: Double)] = []
      for (slot, candidate) in candidates.enumerated() {
        var neighbour: Float = 0
        for other in candidates
        where other.report != candidate.report && abs(other.shared.day - candidate.shared.day) <= 5 {
          neighbour = max(neighbour, other.shared.score)
        }
        reports.append((slot, odds(candidate.shared, candidate.report, neighbour, weekdays, reader)))
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

  private func odds(
    _ shared: Shared, _ report: Int, _ neighbour: Float, _ weekdays: Set<Int>, _ reader: WorldEventTable.Reader
  ) -> Double {
    let covered = Double(shared.all / max(reader.total(report), 25))
    let isOfWeekday = weekdays.contains((table.firstDay + shared.day).weekday)
    var sum = Weight.none
    sum += Weight.leadNames * Double(shared.leadNames) / 10
    sum += Weight.lateNames * Double(shared.lateNames) / 10
    sum += Weight.leadWords * Double(shared.leadWords) / 10
    sum += Weight.lateWords * Double(shared.lateWords) / 10
    sum += Weight.repeated * Double(shared.repeated) / 10
    sum += Weight.numbers * Double(shared.numbers) / 10
    sum += Weight.covered * covered
    sum += Weight.weekday * (weekdays.isEmpty ? 0.5 : isOfWeekday ? 1 : 0)
    sum += Weight.neighbour * Double(neighbour) / 10
    sum += Weight.coveredScore * covered * Double(shared.score) / 10
    return min(sum, 20)
  }

  /// The reports that share most with the article, best first.
  private func candidates(
    _ found: [Found], _ days: DayInterval, _ reader: WorldEventTable.Reader
  ) -> [(report: Int, shared: Shared)] {
    var scores = [Float](repeating: 0, count: table.reports)
    for entry in found {
      let weight = entry.weight
      reader.reports(of: entry.term) { scores[$0] += weight }
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

  /// The article's terms, each once, in the order of the text.
  private func terms(_ document: AnnotatedDocument, _ reader: WorldEventTable.Reader) -> [Found] {
    var seen: [UInt32: Int] = [:]
    var found: [Found] = []
    var position = 0
    func add(_ term: WorldTerms.Term, isText: Bool) {
      position += 1
      if let place = seen[term.hash] {
        if place >= 0 { found[place].isRepeated = true }
        return
      }
      guard found.count < WorldEventMatcher.termLimit, let number = reader.term(term.hash) else {
        seen[term.hash] = -1
        return
      }
      seen[term.hash] = found.count
      let (nats, isName) = reader.weight(number)
      found.append(
        Found(
          term: number, nats: nats, isName: isName, isNumber: term.isNumber, position: position,
          span: isText ? ByteSpan(term.start, term.end) : ByteSpan(0, 0)))
    }
    if var title = document.source.title {
      title.withUTF8 { buffer in
        let raw = UnsafeRawBufferPointer(buffer)
        WorldTerms.read(raw, 0..<raw.count) { add($0, isText: false) }
      }
    }
    document.source.text.withUnsafeBytes { raw in
      for sentence in document.sentences {
        guard sentence.span.start < sentence.span.end, sentence.span.end <= raw.count else { continue }
        WorldTerms.read(raw, sentence.span.start..<sentence.span.end) { add($0, isText: true) }
        if found.count >= WorldEventMatcher.termLimit { break }
      }
    }
    return found
  }

  /// The weightiest of the shared terms in the order of the text, at most six.
  private func words(_ shared: [Found]) -> [ByteSpan] {
    shared.filter { !$0.span.isEmpty }
      .sorted { ($1.weight, $0.span.start) < ($0.weight, $1.span.start) }
      .prefix(6).map(\.span).sorted { $0.start < $1.start }
  }
}
