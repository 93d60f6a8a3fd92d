// Soft evidence on the day of writing: how recent the dates are that a text tells of, what it plans, the days of the
// year that it names, and known world events. It gives the most probable day and credible days, and closes an interval
// only where independent kinds of evidence agree.

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
    return interval.intersection(DayInterval(nil, horizon)) ?? DayInterval(horizon)
  }

  /// The most probable and the credible days inside hard bounds; nil without a horizon or with a day that is known.
  func estimate(_ hard: DayInterval, _ dates: ExplicitDates, _ soft: [DateCue]) -> Estimate? {
    guard let last = hard.latest ?? settings.horizon, hard.width != 1 else { return nil }
    let floor = min(Day(number: 3652), last - 40 * 365)
    guard var days = DateDistribution(hard.earliest ?? min(max(floor, Day(number: 3652)), last), last) else {
      return nil
    }
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
    yearly(&days)
    var result = Estimate(best: nil, credible: nil, interval: hard, cues: [])
    var asserted = false
    if let table = settings.worldEvents, let last = hard.latest ?? settings.horizon, last >= table.firstDay,
      let match = WorldEventMatcher(table: table).match(document, weekdays: namedWeekdays())
    {
      apply(match, to: &days)
      let summary = days.summary()
      if let cue = worldCue(match, summary) {
        asserted = cue.used
        if asserted, let near = hard.intersection(DayInterval(summary.best - 60, summary.best + 305)) {
          result.interval = near
        }
        kinds += 1
        cues.append(cue)
      }
    }
    guard kinds > 0 else { return nil }
    let summary = days.summary()
    result.credible = summary.credible
    if let width = summary.credible.width, width <= 3660 { result.best = summary.best }
    if kinds > 2 || asserted, let narrow = result.interval.intersection(summary.nearlySure),
      let width = narrow.width, width <= 366, asserted || width < (hard.width ?? Int.max)
    {
      result.interval =
        asserted ? result.interval : hard.intersection(DayInterval(narrow.earliest, narrow.latest)) ?? hard
    }
    result.cues = cues
    return result
  }

  /// A news text is mostly written soon after the newest date that it tells of. Mixtures of exponentials: news,
  /// reviews, accounts of what is long over.
  private func recent(_ dates: ExplicitDates, _ days: inout DateDistribution) -> Bool {
    guard !isNarrative, let newest = dates.past.max(by: { ($0.first, $1.last) < ($1.first, $0.last) }) else {
      return false
    }
    let start = newest.first
    let year = Double(newest.last - newest.first) + 1
    days.multiply { day in
      let gap = Double(day - start)
      guard gap >= 0 else { return 1e-7 }
      switch newest.unit {
      case .month, .quarter, .season, .half:
        return 0.5 / 60 * exp(-gap / 60) + 0.3 / 400 * exp(-gap / 400) + 0.2 / 3000 * exp(-gap / 3000)
      case .year:
        let inside = gap < year ? 1 : exp(-(gap - year) / 90)
        return 0.35 / (year + 90) * inside + 0.35 / 900 * exp(-gap / 900) + 0.3 / 4000 * exp(-gap / 4000)
      default:
        return 0.6 / 20 * exp(-gap / 20) + 0.2 / 300 * exp(-gap / 300) + 0.2 / 3000 * exp(-gap / 3000)
      }
    }
    return true
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

  /// Each day that some event fits becomes more probable; that none fits is as probable as a match of
  /// ``WorldEventMatcher/chance``.
  private func apply(_ match: WorldEventMatch, to days: inout DateDistribution) {
    let prior = days.probabilities()
    let count = Double(match.evidence.count)
    let first = days.first
    days.multiply { day in
      let place = Int(day - match.firstDay)
      guard match.evidence.indices.contains(place) else { return 1 }
      let evidence = Double(match.evidence[place])
      guard evidence.isFinite else { return 1 }
      let relative = prior[Int(day - first)] * count
      return 1 + (relative > 10 ? 10 / relative : 1) * count * exp(min(evidence, 30))
    }
  }

  /// The best report as a cue: asserted from probability 0.9, else "may be".
  private func worldCue(_ match: WorldEventMatch, _ summary: DateDistribution.Summary) -> DateCue? {
    guard
      let report = match.reports.first(where: { (-14...14).contains(Int(summary.best - $0.day)) }),
      summary.nearBest >= 0.3, report.words.count >= 3
    else { return nil }
    let percent = Int((min(summary.nearBest, 0.99) * 100).rounded(.down))
    let words = report.words.map { document.source.string($0) }.joined(separator: ", ")
    return DateCue(
      span: report.words[0], rule: "world-event", interval: DayInterval(summary.best - 7, summary.best + 7),
      weight: summary.nearBest, used: summary.nearBest >= 0.9,
      why: "\(summary.nearBest >= 0.9 ? "a known event" : "this may be a known event") of \(report.day) shares "
        + "“\(words)”: probability \(percent) %")
  }
}
