// Dates over the whole corpus: two articles that tell one event tell something of each other's date.
//
// Variables are document dates and the days of events told by several articles. A telling ties its event to a
// calendar day or, by a closed form such as `FRI<MON<DCT`, to its document; an article that tells an event as done
// is not older than the event. Bounds are narrowed along these ties until nothing changes (Bellman-Ford on
// difference constraints; closed forms are monotone, so that their inverse is found by bisection). A tie that would
// leave no day is not used. Bounds only ever narrow: another article never makes a date less certain.

import Actors
import Chronology
import Corpus
import Events

/// Narrows document dates by what other documents tell.
struct CorpusDating {
  let tellings: [Telling]
  let clusters: [TellingClustering.Cluster]
  private(set) var records: [DocumentRecord]
  /// Documents whose date became narrower.
  private(set) var changed: Set<Int> = []

  /// Most rounds of narrowing; a corpus without contradiction needs a few.
  private static let rounds = 12

  init(records: [DocumentRecord], tellings: [Telling], clusters: [TellingClustering.Cluster]) {
    self.records = records
    self.tellings = tellings
    self.clusters = clusters
  }

  /// Narrows the dates of all documents and re-evaluates what depends on them.
  ///
  /// - Parameter hints: further bounds on document dates, such as lengths of a state of affairs that began on a
  ///   day known from another article.
  mutating func solve(hints: [DateHint]) {
    for hint in hints { apply(hint) }
    let ties = clusters.indices.compactMap(tie)
    for _ in 0..<CorpusDating.rounds {
      var progress = false
      for tie in ties where propagate(tie) { progress = true }
      if !progress { break }
    }
    for record in changed.sorted() { refresh(record) }
  }

  /// An event told by several documents, with the tellings that say when.
  private struct Tie {
    var members: [Int]
  }

  private func tie(_ cluster: Int) -> Tie? {
    let members = clusters[cluster].members
    guard members.count > 1, Set(members.map { tellings[$0].record }).count > 1 else { return nil }
    return members.contains { says($0) != nil } ? Tie(members: members) : nil
  }

  /// The time that the words of a telling give, if they give one; bounds from tense alone are no tie.
  private func says(_ telling: Int) -> EventTime? {
    let time = time(telling)
    return (time.basis == .stated || time.basis == .inferred) && !time.interval.isUnbounded ? time : nil
  }

  private func time(_ telling: Int) -> EventTime {
    records[tellings[telling].record].events[tellings[telling].event].when
  }

  /// The days that a telling allows, given the present bounds of its document.
  private func days(_ telling: Int) -> DayInterval? {
    guard let time = says(telling) else { return nil }
    guard let term = CorpusDating.term(time.relative) else { return time.interval }
    let now = term.interval(within: records[tellings[telling].record].date.interval)
    return now.isUnbounded ? nil : now.intersection(time.interval) ?? time.interval
  }

  /// Narrows the documents of one event; returns whether anything changed.
  private mutating func propagate(_ tie: Tie) -> Bool {
    var event = DayInterval.unbounded
    var sources: [Int] = []
    for member in tie.members {
      guard let days = days(member) else { continue }
      // Articles that contradict each other on the day say nothing of each other's date.
      guard let common = event.intersection(days) else { return false }
      if common != event { sources.append(member) }
      event = common
    }
    guard !event.isUnbounded else { return false }
    var progress = false
    for member in tie.members {
      let telling = tellings[member]
      let old = records[telling.record].date.interval
      var bounds = old
      if let time = says(member), let term = CorpusDating.term(time.relative) {
        bounds = CorpusDating.narrowed(bounds, by: term, to: event)
      }
      if telling.status == .happened || telling.status == .reported, let start = event.earliest {
        bounds = bounds.intersection(DayInterval(start, nil)) ?? bounds
      } else if telling.status == .planned, let end = event.latest {
        bounds = bounds.intersection(DayInterval(nil, end)) ?? bounds
      }
      let others = sources.filter { tellings[$0].record != telling.record }
      guard bounds != old, let source = others.first else { continue }
      let words = records[tellings[source].record]
      let span = records[telling.record].events[telling.event].mentions.first ?? ByteSpan(0, 0)
      let why =
        "article \(tellings[source].record + 1) tells the same event and puts it on \(event.words()): "
        + "“\(words.events[tellings[source].event].title)”"
      if narrow(telling.record, to: bounds, span: span, why: why) { progress = true }
    }
    return progress
  }

  /// A bound on a document's date that comes from elsewhere.
  struct DateHint {
    var record: Int
    var span: ByteSpan
    var interval: DayInterval
    var why: String
  }

  private mutating func apply(_ hint: DateHint) {
    let old = records[hint.record].date.interval
    guard let bounds = old.intersection(hint.interval) else {
      records[hint.record].date.cues.append(
        DateCue(
          span: hint.span, rule: "other-document", interval: hint.interval, weight: 1, used: false, why: hint.why))
      return
    }
    guard bounds != old else { return }
    _ = narrow(hint.record, to: bounds, span: hint.span, why: hint.why)
  }

  /// Sets narrower bounds; a known weekday moves both ends to it.
  private mutating func narrow(_ record: Int, to bounds: DayInterval, span: ByteSpan, why: String) -> Bool {
    var date = records[record].date
    var bounds = bounds
    if let weekday = date.weekday {
      while let day = bounds.earliest, day.weekday != weekday { bounds.earliest = day + 1 }
      while let day = bounds.latest, day.weekday != weekday { bounds.latest = day - 1 }
      if let start = bounds.earliest, let end = bounds.latest, end < start { return false }
    }
    guard bounds != date.interval, date.interval.contains(bounds) else { return false }
    date.interval = bounds
    date.edtf = bounds.edtf
    if date.basis == .unknown { date.basis = .inferred }
    let cue = DateCue(span: span, rule: "other-document", interval: bounds, weight: 1, why: why)
    if !date.cues.contains(cue) { date.cues.append(cue) }
    records[record].date = date
    changed.insert(record)
    return true
  }

  /// Re-evaluates the time expressions and events of a document whose date became narrower.
  private mutating func refresh(_ number: Int) {
    let date = records[number].date.interval
    func now(_ relative: String?, _ old: DayInterval) -> DayInterval? {
      guard let term = CorpusDating.term(relative) else { return nil }
      let new = term.interval(within: date)
      guard let common = new.intersection(old), common != old else { return nil }
      return common
    }
    for position in records[number].timexes.indices {
      let timex = records[number].timexes[position]
      guard let interval = now(timex.relative, timex.interval) else { continue }
      records[number].timexes[position].interval = interval
      records[number].timexes[position].edtf = interval.edtf
    }
    for position in records[number].events.indices {
      let time = records[number].events[position].when
      guard let interval = now(time.relative, time.interval) else { continue }
      records[number].events[position].when.interval = interval
      records[number].events[position].when.edtf = interval.edtf
      records[number].events[position].when.why += "; the article's date is narrowed by other articles"
    }
  }

  /// The computation that a closed form stands for; nil when it does not depend on the document.
  private static func term(_ relative: String?) -> TimeTerm? {
    guard let relative, let term = TimeTerm(closedForm: relative), term.dependsOnDocument else { return nil }
    return term
  }

  /// The document dates within bounds for which a term meets the days of an event.
  ///
  /// - Returns: the bounds unchanged when an end is open or no date fits.
  private static func narrowed(_ bounds: DayInterval, by term: TimeTerm, to event: DayInterval) -> DayInterval {
    guard let low = bounds.earliest, let high = bounds.latest, high - low < 200_000 else {
      return bounds.isUnbounded || bounds.width == nil ? widened(bounds, by: term, to: event) : bounds
    }
    func value(_ day: Day) -> DayInterval { term.interval(within: DayInterval(day)) }
    // The first date whose value does not end before the event, and the last whose value does not begin after it.
    func first(_ holds: (Day) -> Bool) -> Day? {
      var from = low
      var to = high + 1
      while from < to {
        let middle = from + (to - from) / 2
        if holds(middle) { to = middle } else { from = middle + 1 }
      }
      return from <= high ? from : nil
    }
    var start: Day? = low
    if let begin = event.earliest { start = first { (value($0).latest ?? begin) >= begin } }
    var end = high
    if let last = event.latest, let after = first({ (value($0).earliest ?? last) > last }) { end = after - 1 }
    guard let start, start <= end else { return bounds }
    return DayInterval(start, end)
  }

  /// The same for a document of which nothing or one end is known: dates within two years of the event are tried.
  private static func widened(_ bounds: DayInterval, by term: TimeTerm, to event: DayInterval) -> DayInterval {
    guard let earliest = event.earliest, let latest = event.latest, latest - earliest < 3000 else { return bounds }
    let window = DayInterval(earliest - 730, latest + 730)
    guard let within = window.intersection(bounds), within.width != nil else { return bounds }
    let found = narrowed(within, by: term, to: event)
    // At the rim of the window the true bound may lie beyond it.
    let start = found.earliest == within.earliest ? bounds.earliest : found.earliest
    let end = found.latest == within.latest ? bounds.latest : found.latest
    return DayInterval(start, end)
  }
}
