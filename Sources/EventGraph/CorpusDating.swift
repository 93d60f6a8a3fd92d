// Dates over the whole corpus: two articles that tell one event tell something of each other's date.
//
// The variables of the constraint network are document dates and the days of events told by several articles. A
// telling ties its event to a calendar day or, by a closed form such as `FRI<MON<DCT`, to its document; an article that
// tells an event as done is not older than the event. All that ties one event is one group of constraints: where the
// groups contradict each other or the documents' own dates, the network names a smallest set that cannot hold and drops
// its lightest member, which is reported and not used. Bounds only ever narrow: another article never makes a date less
// certain.

import Actors
import ChronographBase
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

  init(records: [DocumentRecord], tellings: [Telling], clusters: [TellingClustering.Cluster]) {
    self.records = records
    self.tellings = tellings
    self.clusters = clusters
  }

  /// A bound on a document's date that comes from elsewhere.
  struct DateHint {
    var record: Int
    var span: ByteSpan
    var interval: DayInterval
    var why: String
  }

  /// Narrows the dates of all documents and re-evaluates what depends on them.
  ///
  /// - Parameter hints: further bounds on document dates, such as lengths of a state of affairs that began on a
  ///   day known from another article.
  mutating func solve(hints: [DateHint]) {
    let ties = clusters.indices.compactMap(tie).sorted { $0.key < $1.key }
    guard !ties.isEmpty || !hints.isEmpty else { return }
    var model = CorpusNetwork(records: records)
    let hintGroups = hints.map { model.add($0) }
    let tieGroups = ties.map { tie in
      model.add(
        tie.members.map { member in
          CorpusNetwork.Statement(
            record: tellings[member].record, time: says(member), status: tellings[member].status)
        }, label: title(of: tie.members[0]))
    }
    let solution = model.network.solve()
    for (hint, group) in zip(hints, hintGroups) { apply(hint, solution.isKept[group], model, solution) }
    for (tie, group) in zip(ties, tieGroups) {
      if solution.isKept[group.group] {
        narrow(by: tie, on: solution.bounds[group.event], model, solution)
      } else {
        reject(tie, group.group, model, solution)
      }
    }
    // What hangs together through several events.
    for record in records.indices { narrowFurther(record, model, solution) }
    for record in changed.sorted() { refresh(record) }
  }

  // MARK: Ties

  /// An event told by several documents.
  private struct Tie {
    var members: [Int]
    /// An order that does not depend on the order of the records.
    var key: ContentKey
  }

  private func tie(_ cluster: Int) -> Tie? {
    let members = clusters[cluster].members.sorted { tellings[$0].key < tellings[$1].key }
    guard members.count > 1, Set(members.map { tellings[$0].record }).count > 1 else { return nil }
    return members.contains { says($0) != nil } ? Tie(members: members, key: tellings[members[0]].key) : nil
  }

  /// The time that the words of a telling give, if they give one; bounds from tense alone are no tie.
  private func says(_ telling: Int) -> EventTime? {
    let time = records[tellings[telling].record].events[tellings[telling].event].when
    let isSaid = (time.basis == .stated || time.basis == .inferred)
    return isSaid && (!time.interval.isUnbounded || CorpusNetwork.term(time.relative) != nil) ? time : nil
  }

  private func title(of telling: Int) -> String {
    records[tellings[telling].record].events[tellings[telling].event].title
  }

  private func mention(of telling: Int) -> ByteSpan {
    records[tellings[telling].record].events[tellings[telling].event].mentions.first ?? ByteSpan(0, 0)
  }

  // MARK: Applying the solution

  /// Narrows the documents of one event to the dates on which they can tell it, and says why.
  private mutating func narrow(
    by tie: Tie, on event: DayInterval, _ model: CorpusNetwork, _ solution: ConstraintNetwork.Solution
  ) {
    guard !event.isUnbounded else { return }
    for member in tie.members {
      let telling = tellings[member]
      let old = records[telling.record].date.interval
      var bounds = old
      if let term = CorpusNetwork.term(says(member)?.relative) {
        bounds = term.documents(meeting: event, within: bounds).flatMap(bounds.intersection) ?? bounds
      }
      if telling.status == .happened || telling.status == .reported, let start = event.earliest {
        bounds = bounds.intersection(DayInterval(start, nil)) ?? bounds
      } else if telling.status == .planned, let end = event.latest {
        bounds = bounds.intersection(DayInterval(nil, end)) ?? bounds
      }
      let source = tie.members.first { tellings[$0].record != telling.record && says($0) != nil }
      guard bounds != old, let source else { continue }
      let why =
        "article \(tellings[source].record + 1) tells the same event and puts it on \(event.words()): "
        + "“\(title(of: source))”"
      narrow(telling.record, to: bounds, span: mention(of: member), why: why)
    }
  }

  /// Takes over bounds that follow only from several events together.
  private mutating func narrowFurther(
    _ record: Int, _ model: CorpusNetwork, _ solution: ConstraintNetwork.Solution
  ) {
    let old = records[record].date.interval
    guard let bounds = old.intersection(solution.bounds[model.documents[record]]), bounds != old else { return }
    narrow(
      record, to: bounds, span: ByteSpan(0, 0), why: "follows from several events that other articles tell as well")
  }

  private mutating func apply(
    _ hint: DateHint, _ isKept: Bool, _ model: CorpusNetwork, _ solution: ConstraintNetwork.Solution
  ) {
    let old = records[hint.record].date.interval
    guard isKept, let bounds = old.intersection(hint.interval) else {
      add(
        DateCue(
          span: hint.span, rule: "other-document", interval: hint.interval, weight: 1, used: false, why: hint.why),
        to: hint.record)
      return
    }
    if bounds != old { narrow(hint.record, to: bounds, span: hint.span, why: hint.why) }
  }

  /// Reports an event whose tellings contradict each other or what else is known: it says nothing of dates.
  private mutating func reject(
    _ tie: Tie, _ group: Int, _ model: CorpusNetwork, _ solution: ConstraintNetwork.Solution
  ) {
    let conflict = solution.conflicts.first { $0.dropped == group }
    let others = (conflict?.groups ?? []).filter { $0 != group }.prefix(3).map { model.network.groups[$0].label }
    let reason =
      others.isEmpty
      ? "the articles put it on different days" : "together with \(others.listed()) it cannot be"
    var told: Set<Int> = []
    for member in tie.members where told.insert(tellings[member].record).inserted {
      add(
        DateCue(
          span: mention(of: member), rule: "other-document", interval: .unbounded, weight: 1, used: false,
          why: "other articles tell the same event, “\(title(of: tie.members[0]))”; not used: \(reason)"),
        to: tellings[member].record)
    }
  }

  private mutating func add(_ cue: DateCue, to record: Int) {
    if !records[record].date.cues.contains(cue) { records[record].date.cues.append(cue) }
  }

  /// Sets narrower bounds; a known weekday moves both ends to it.
  private mutating func narrow(_ record: Int, to bounds: DayInterval, span: ByteSpan, why: String) {
    var date = records[record].date
    var bounds = bounds
    if let weekday = date.weekday {
      guard let clamped = bounds.clamped(toWeekday: weekday) else { return }
      bounds = clamped
    }
    guard bounds != date.interval, date.interval.contains(bounds) else { return }
    date.narrow(to: bounds)
    if date.basis == .unknown { date.basis = .inferred }
    records[record].date = date
    add(DateCue(span: span, rule: "other-document", interval: bounds, weight: 1, why: why), to: record)
    changed.insert(record)
  }

  /// Re-evaluates the time expressions and events of a document whose date became narrower.
  private mutating func refresh(_ number: Int) {
    let date = records[number].date.interval
    func now(_ relative: String?, _ old: DayInterval) -> DayInterval? {
      guard let term = CorpusNetwork.term(relative) else { return nil }
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
      if time.told != nil { records[number].events[position].when.told = date }
      guard let interval = now(time.relative, time.interval) else { continue }
      records[number].events[position].when.interval = interval
      records[number].events[position].when.edtf = interval.edtf
      // What had no bound at all has one now.
      if time.basis == .unknown { records[number].events[position].when.basis = .approximate }
      records[number].events[position].when.why += "; the article's date is narrowed by other articles"
    }
  }
}
