// Soft evidence on the day of writing: how recent the dates are that a text tells of, what it plans, the days of the
// year that it names, the news of its time and known world events. It gives the most probable day and credible days. It
// closes an interval only where kinds of evidence that are independent of each other agree, where the news of its time
// leaves hardly another year, or for a known event that is all but certain.

import Corpus
import Foundation
import Language

/// What undated documents are dated with besides their own words.
public struct DatingSettings: Sendable {
  /// Last day of the edition of the knowledge.
  public var knownUntil: Day?
  /// A day after which no document was written, as the user says.
  public var asOf: Day?
  /// Known world events; nil to do without.
  public var worldEvents: WorldEventTable?

  public init(knownUntil: Day? = nil, asOf: Day? = nil, worldEvents: WorldEventTable? = nil) {
    self.knownUntil = knownUntil
    self.asOf = asOf
    self.worldEvents = worldEvents
  }

  /// The last day on which a document can have been written.
  public var horizon: Day? { asOf ?? knownUntil }
}

extension DocumentDater {
  /// The probability of a year from which the news of its time, read over the whole article, closes it with whatever else
  /// there is, and from which several kinds of evidence do without (Benchmarks/time.md).
  private static let sureByNews = 0.9
  private static let sure = 0.95

  /// What the soft evidence says.
  struct Estimate {
    var best: Day?
    var credible: DayInterval?
    /// The hard interval, narrowed where several kinds of evidence agree.
    var interval: DayInterval
    var cues: [DateCue]
  }

  /// The interval without days behind the horizon; the edition alone bounds no document of which nothing is known.
  func withinHorizon(_ interval: DayInterval) -> DayInterval {
    guard let horizon = settings.horizon, settings.asOf != nil || !interval.isUnbounded else { return interval }
    // Where the text contradicts the horizon only the horizon is left: no day comes out of a contradiction.
    return interval.intersection(DayInterval(nil, horizon)) ?? DayInterval(nil, horizon)
  }

  /// The most probable and the credible days inside hard bounds; nil without a horizon or with a day that is known.
  func estimate(_ hard: DayInterval, _ dates: ExplicitDates, _ soft: [DateCue], _ hardCues: [DateCue]) -> Estimate? {
    guard let last = hard.latest ?? settings.horizon, hard.width != 1 else { return nil }
    // Texts are of the years since 1980, or of the forty years before an early horizon.
    let start = Day(number: 3652)
    let floor = last - start > 10 * 366 ? start : last - 40 * 366
    guard var days = DateDistribution(hard.earliest ?? floor, last) else { return nil }
    var kinds = hard.isUnbounded ? 0 : 1
    var cues: [DateCue] = []
    if recent(dates, &days) { kinds += 1 }
    for cue in soft {
      var cue = cue
      if cue.rule != "plausible-span" {
        days.multiply(cue.interval, sure: 0.9, scale: 700)
        kinds += 1
      }
      cue.why += "; it excludes nothing"
      cue.used = false
      cues.append(cue)
    }
    nearlyPassed(hardCues, &days)
    yearly(&days)
    var isNews = false
    var values: [Double]?
    var summary: DateDistribution.Summary?
    var result = Estimate(best: nil, credible: nil, interval: hard, cues: [])
    if let table = settings.worldEvents, table.firstDay <= last {
      // Both cues read the same reports: they are one kind of evidence.
      let article = table.read { ArticleTerms(document, $0) }
      let known = cues.count
      if let news = table.read({ newsCue(article, $0, &days) }) {
        values = news.values
        cues.append(news.cue)
      }
      if let match = WorldEventMatcher(table: table).match(
        article.words, weekdays: namedWeekdays(), within: DayInterval(days.first, last))
      {
        var told = days
        apply(match, prior: values ?? days.probabilities(), to: &told)
        let after = told.probabilities()
        let found = told.summary(after)
        if let cue = worldCue(match, found) {
          (days, values, summary) = (told, after, found)
          cues.append(cue)
        }
      }
      isNews = cues.count > known
      if isNews { kinds += 1 }
    }
    guard kinds > 0 else { return nil }
    let probabilities = values ?? days.probabilities()
    let said = summary ?? days.summary(probabilities)
    result.credible = said.credible
    result.best = said.best
    if let asserted = cues.last(where: \.used), let near = hard.intersection(asserted.interval) {
      result.interval = near
    } else if isNews || kinds > 1,
      let sure = days.closed(isNews ? DocumentDater.sureByNews : DocumentDater.sure, probabilities),
      let narrow = hard.intersection(sure.days), (narrow.width ?? Int.max) < (hard.width ?? Int.max) / 10 * 9
    {
      result.interval = narrow
      let percent = Int((min(sure.probability, 0.99) * 100).rounded(.down))
      cues.append(
        DateCue(
          span: ByteSpan(0, 0), rule: "evidence-together", interval: narrow, weight: sure.probability,
          why: "all evidence together: probability \(percent) % that it was written in these days"))
    }
    result.cues = cues
    return result
  }

  /// Who writes a year beside a date mostly writes in a later one, or within weeks of the day. Shares of the number of
  /// years between the newest year that a text tells of and that of its writing, counted on openly licensed articles
  /// (Benchmarks/time.md).
  private func recent(_ dates: ExplicitDates, _ days: inout DateDistribution) -> Bool {
    guard !isNarrative,
      let newest = dates.past.max(by: { ($0.last.parts.year, $0.first) < ($1.last.parts.year, $1.first) })
    else { return false }
    let year = newest.last.parts.year
    let isPrecise = dates.past.contains { $0.isPrecise && $0.last.parts.year == year }
    let many = dates.past.filter { year - $0.last.parts.year <= 5 }.count >= 3
    let isReported = dates.past.contains { $0.isReported && $0.last.parts.year == year }
    // Shares of the years 0, 1, 2, 3 to 4, 5 to 10, 11 to 20, and later.
    let shares: [Double] =
      isReported
      ? [0.25, 0.6, 0.07, 0.04, 0.02, 0.01, 0.01]
      : isPrecise
        ? [0.17, 0.5, 0.16, 0.08, 0.05, 0.02, 0.02]
        : many ? [0.08, 0.45, 0.16, 0.18, 0.06, 0.04, 0.03] : [0.09, 0.2, 0.14, 0.14, 0.13, 0.16, 0.14]
    let widths: [Double] = [1, 1, 1, 2, 6, 10, 30]
    let start = dates.past.filter { $0.last.parts.year == year }.map(\.first).max() ?? newest.first
    let isDay = newest.unit < .month
    days.multiply { day in
      let gap = Double(day - start)
      guard gap >= 0 else { return 1e-7 }
      let offset = day.parts.year - year
      let index =
        switch offset {
        case ...0: 0
        case 1: 1
        case 2: 2
        case 3...4: 3
        case 5...10: 4
        case 11...20: 5
        default: 6
        }
      let even = shares[index] / (widths[index] * 365)
      return isDay && isPrecise ? 0.4 / 20 * exp(-gap / 20) + 0.6 * even : even
    }
    return true
  }

  /// "Nearly four years" is said in the last of the months before, and more often the nearer the four years are.
  private func nearlyPassed(_ cues: [DateCue], _ days: inout DateDistribution) {
    for cue in cues where cue.used && cue.rule.hasPrefix("duration-since") {
      guard let from = cue.interval.earliest, let to = cue.interval.latest, from < to,
        let candidate = candidates.first(where: { $0.start == cue.span.start }),
        candidate.mod == "LESS_THAN" || candidate.mod == "EQUAL_OR_LESS"
      else { continue }
      let length = Double(to - from)
      days.multiply { day in
        guard day >= from, day <= to else { return 0.05 }
        let part = Double(day - from) / length
        // Just before the whole number writers already say it.
        return 0.05 + part * part * (1.15 - part)
      }
      return
    }
  }

  /// Days and months without a year are mostly near; a weekday with them leaves few years.
  private func yearly(_ days: inout DateDistribution) {
    var count = 0
    for candidate in candidates where count < 3 {
      guard case .term(let term) = candidate.meaning, case .monthDay(let month, let day)? = term.openRecurrence,
        let first = candidate.tokens.first
      else { continue }
      let weekday = weekday(document.tokens[first].form)
      count += 1
      days.multiply { writing in
        let year = writing.parts.year
        for candidate in year - 1...year + 1 {
          guard let date = Day(year: candidate, month: month, day: day) else { continue }
          if let weekday, date.weekday != weekday { continue }
          let gap = Int(writing - date)
          if (-30...60).contains(gap) { return 1 }
        }
        return 0.08
      }
    }
  }

  /// The weekdays that the text names.
  private func namedWeekdays() -> Set<Int> {
    var found: Set<Int> = []
    for candidate in candidates {
      for token in candidate.tokens { if let day = weekday(document.tokens[token].form) { found.insert(day) } }
    }
    return found
  }

  /// Weighs each day by how well its month fits the article's names and rare words, and says so where that tells
  /// something.
  private func newsCue(
    _ article: ArticleTerms, _ reader: WorldEventTable.Reader, _ days: inout DateDistribution
  ) -> (cue: DateCue, values: [Double])? {
    guard let news = NewsOfMonths(article, reader) else { return nil }
    var told = days
    told.add(news.nats, from: news.starts)
    let values = told.probabilities()
    let year = told.densest(366, values)
    let words = news.telling(year.days, reader)
    guard !words.isEmpty else { return nil }
    let month = ((told.densest(31, values).days.earliest ?? told.first) + 15).parts
    days = told
    let named = words.sorted { $0.span < $1.span }.map { document.source.string($0.span) }.joined(separator: ", ")
    let percent = Int((min(year.probability, 0.99) * 100).rounded(.down))
    let cue = DateCue(
      span: words[0].span, rule: "news-of-its-time", interval: year.days, weight: year.probability, used: false,
      why: "names and words as frequent in the news of \(month.year)-\(padded(month.month, 2)): “\(named)”: "
        + "probability \(percent) % for the year around; it excludes nothing")
    return (cue, values)
  }

  /// Adds to each day the odds of the reports that an article of that day would tell of.
  ///
  /// - Parameter prior: the probabilities of the days without them.
  private func apply(_ match: WorldEventMatch, prior: [Double], to days: inout DateDistribution) {
    let count = Double(prior.count)
    var added = [Double](repeating: 0, count: prior.count)
    for report in match.reports {
      let odds = exp(report.odds)
      for (lag, share) in WorldEventMatcher.lags.enumerated() {
        let place = Int(report.day - days.first) + lag + WorldEventMatcher.firstLag
        guard added.indices.contains(place) else { continue }
        added[place] += odds * share * count
      }
    }
    // What the rest of the text makes likely raises a day's odds up to eight times.
    let first = days.first
    days.multiply { day in
      let place = Int(day - first)
      return 1 + added[place] * min(1, 8 / max(prior[place] * count, 1e-9))
    }
  }

  /// The best report as a cue: asserted from probability 0.9, else "may be".
  private func worldCue(_ match: WorldEventMatch, _ summary: DateDistribution.Summary) -> DateCue? {
    guard
      let report = match.reports.first(where: { (-14...14).contains(Int(summary.best - $0.day)) }),
      summary.nearBest >= 0.3, report.words.count >= 2
    else { return nil }
    let percent = Int((min(summary.nearBest, 0.99) * 100).rounded(.down))
    let words = report.words.map { document.source.string($0) }.joined(separator: ", ")
    return DateCue(
      span: report.words[0], rule: "world-event", interval: DayInterval(summary.best - 31, summary.best + 92),
      weight: summary.nearBest, used: summary.nearBest >= 0.9,
      why: "\(summary.nearBest >= 0.9 ? "a known event" : "this may be a known event") of \(report.day) shares "
        + "“\(words)”: probability \(percent) %")
  }
}
