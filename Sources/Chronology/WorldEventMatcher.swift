// Matches a whole article against the table of world events: which days' reports share its rare names, numbers and
// words. Knows nothing of what else dates the article.

import Corpus
import Foundation
import Language

/// How well each day's events fit an article.
struct WorldEventMatch: Sendable {
  /// The day of the first value of `evidence`.
  var firstDay: Day
  /// Log weight of each day as day of writing, relative to ``WorldEventMatcher/none``; `-infinity` where nothing fits.
  var evidence: [Float]
  /// The reports that fit best, best first: day and the article's own words that they share.
  var reports: [Report]

  struct Report: Sendable {
    var day: Day
    var score: Float
    var words: [ByteSpan]
  }
}

/// Compares articles with a ``WorldEventTable``.
///
/// Every term that an article shares with a report counts with its inverse frequency, less when it stands late in the
/// article or is no name; a report is worth the sum, scaled by the part of the report that the article covers. A day
/// of writing is worth the best reports of it and the seven days before, which is how all events of an article are
/// matched at once. The constants were fitted on the dated Wikinews articles (Benchmarks/time.md).
struct WorldEventMatcher {
  let table: WorldEventTable

  /// The score of a chance match that is as likely as none, and the scores that make one nat.
  static let chance: Float = 25
  static let scoresPerNat: Float = 3
  private static let lags: [Float] = [1, 1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7]
  private static let early = 60
  private static let lateFactor: Float = 0.5
  private static let wordFactor: Float = 0.6
  private static let weekdayFactor: Float = 1.3
  /// Most reports that are looked at, and most terms of an article.
  private static let reportLimit = 300
  private static let termLimit = 600

  /// A term of the article that the table knows.
  private struct Found {
    var term: Int
    var weight: Float
    var isName: Bool
    var span: ByteSpan
  }

  /// Matches an article.
  ///
  /// - Parameter weekdays: the weekdays that the article names (1 is Monday); reports of those days count more.
  /// - Returns: nil when nothing fits.
  func match(_ document: AnnotatedDocument, weekdays: Set<Int>) -> WorldEventMatch? {
    table.read { reader in
      let found = terms(document, reader)
      guard found.count >= 3 else { return nil }
      var scores = [Float](repeating: 0, count: table.reports)
      var touched: [Int32] = []
      for entry in found {
        reader.reports(of: entry.term) { report in
          if scores[report] == 0 { touched.append(Int32(report)) }
          scores[report] += entry.weight
        }
      }
      var ranked: [(report: Int, score: Float)] = []
      for number in touched where scores[Int(number)] > 10 {
        let report = Int(number)
        var score = scores[report] * (min(1, scores[report] / max(20, reader.total(report)))).squareRoot()
        if weekdays.contains((table.firstDay + reader.day(report)).weekday) {
          score *= WorldEventMatcher.weekdayFactor
        }
        if score > 8 { ranked.append((report, score)) }
      }
      guard !ranked.isEmpty else { return nil }
      ranked.sort { ($1.score, $0.report) < ($0.score, $1.report) }
      ranked = Array(ranked.prefix(WorldEventMatcher.reportLimit))
      let best = ranked.prefix(3).map { entry in
        WorldEventMatch.Report(
          day: table.firstDay + reader.day(entry.report), score: entry.score,
          words: shared(found, entry.report, reader))
      }
      return WorldEventMatch(
        firstDay: table.firstDay, evidence: evidence(ranked, reader), reports: Array(best))
    }
  }

  /// The article's terms, each once, in the order of the text.
  private func terms(_ document: AnnotatedDocument, _ reader: WorldEventTable.Reader) -> [Found] {
    var seen: Set<UInt32> = []
    var found: [Found] = []
    var position = 0
    func add(_ term: WorldTerms.Term, isText: Bool) {
      position += 1
      guard found.count < WorldEventMatcher.termLimit, seen.insert(term.hash).inserted,
        let number = reader.term(term.hash)
      else { return }
      let (nats, isName) = reader.weight(number)
      let factor: Float = (position <= WorldEventMatcher.early ? 1 : WorldEventMatcher.lateFactor)
      found.append(
        Found(
          term: number, weight: nats * factor * (isName ? 1 : WorldEventMatcher.wordFactor), isName: isName,
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

  /// The article's words that a report shares, weightiest first, at most six, in the order of the text.
  private func shared(_ found: [Found], _ report: Int, _ reader: WorldEventTable.Reader) -> [ByteSpan] {
    var words: [Found] = []
    for entry in found where !entry.span.isEmpty {
      var has = false
      reader.reports(of: entry.term) { if $0 == report { has = true } }
      if has { words.append(entry) }
    }
    words.sort { ($1.weight, $0.span.start) < ($0.weight, $1.span.start) }
    return words.prefix(6).map(\.span).sorted { $0.start < $1.start }
  }

  /// The log weight of each day of writing: its best report and parts of the next two.
  private func evidence(
    _ ranked: [(report: Int, score: Float)], _ reader: WorldEventTable.Reader
  ) -> [Float] {
    let lastDay = reader.day(table.reports - 1)
    let count = lastDay + WorldEventMatcher.lags.count
    var best = [Float](repeating: 0, count: count * 3)
    for entry in ranked {
      let day = reader.day(entry.report)
      for (lag, factor) in WorldEventMatcher.lags.enumerated() where day + lag < count {
        let value = entry.score * factor
        let place = (day + lag) * 3
        if value > best[place] {
          best[place + 2] = best[place + 1]
          best[place + 1] = best[place]
          best[place] = value
        } else if value > best[place + 1] {
          best[place + 2] = best[place + 1]
          best[place + 1] = value
        } else if value > best[place + 2] {
          best[place + 2] = value
        }
      }
    }
    return (0..<count).map { day in
      let place = day * 3
      guard best[place] > 0 else { return -.infinity }
      let score = best[place] + 0.3 * best[place + 1] + 0.15 * best[place + 2]
      return (score - WorldEventMatcher.chance) / WorldEventMatcher.scoresPerNat
    }
  }
}
