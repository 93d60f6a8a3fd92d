// From a cluster of tellings to the event that readers see: the union of what is told, the tightest time that
// all tellings allow, the most certain status.

import Actors
import ChronographBase
import Chronology
import Corpus
import Events

/// Builds merged events.
struct EventMerging {
  let records: [DocumentRecord]
  let tellings: [Telling]
  let actors: ActorMerging
  let graphActors: [ActorID: GraphActor]
  let ids: EventIds

  init(records: [DocumentRecord], tellings: [Telling], actors: ActorMerging, ids: EventIds) {
    self.records = records
    self.ids = ids
    self.tellings = tellings
    self.actors = actors
    graphActors = Dictionary(actors.actors.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The event of a cluster.
  func event(_ cluster: TellingClustering.Cluster) -> GraphEvent {
    // Reading order decides on words and spans, content order on identity.
    let members = cluster.members.sorted {
      (tellings[$0].record, tellings[$0].key.offset, tellings[$0].event)
        < (tellings[$1].record, tellings[$1].key.offset, tellings[$1].event)
    }
    let events = members.map { records[tellings[$0].record].events[tellings[$0].event] }
    let best = bestTelling(members)
    let lead = records[tellings[best].record].events[tellings[best].event]
    let (agents, patients) = sides(members, isSymmetric: lead.type.isSymmetric)
    let time = EventMerging.commonTime(zip(members, events).map { ($1.when, records[tellings[$0].record].source.id) })
    var why = reasons(members, cluster)
    if members.count > 1, let note = time.note { why.append(note) }
    var event = GraphEvent(
      id: id(cluster), title: lead.title, type: lead.type,
      kind: lead.kind ?? events.filter { $0.type == lead.type }.compactMap(\.kind).first,
      mode: events.compactMap(\.mode).first,
      cameo: lead.cameo ?? events.compactMap(\.cameo).first, contexts: unique(events.flatMap(\.contexts)),
      agents: agents, patients: patients, place: place(events), when: time.time, status: status(events),
      sources: unique(
        members.flatMap { member in
          let telling = tellings[member]
          return records[telling.record].events[telling.event].sources.compactMap { actors.merged[telling.record][$0] }
        }), quotes: spans(members) { $0.quote.map { [$0] } ?? [] }, quantities: quantities(events),
      confidence: confidence(members), salience: events.map(\.salience).max() ?? 0,
      mentions: spans(members) { $0.mentions },
      evidence: spans(members) { [$0.evidence] }, why: why, places: places(members, time.time))
    event.address = address(cluster)
    return event
  }

  /// Where the event lies on the axis of each article: the place of the telling whose time the event has, else the
  /// tightest that the article tells.
  ///
  /// - Parameter time: the time of the event; the article that it comes from stands first.
  private func places(_ members: [Int], _ time: EventTime) -> [RelativePlace] {
    var found: [RelativePlace] = []
    func isLead(_ place: RelativePlace) -> Bool {
      place.term == time.relative && place.isOrdered == (time.basis != .reported)
    }
    for member in members {
      let record = records[tellings[member].record]
      guard let place = RelativePlace(record.events[tellings[member].event].when, in: record) else { continue }
      if let known = found.firstIndex(where: { $0.anchor == place.anchor }) {
        // The place whose time the event took stays, however wide it is.
        if isLead(found[known]) { continue }
        let isTighter =
          place.isOrdered != found[known].isOrdered
          ? place.isOrdered : (place.width ?? .max) < (found[known].width ?? .max)
        if isTighter || isLead(place) { found[known] = place }
      } else {
        found.append(place)
      }
    }
    if let lead = found.firstIndex(where: isLead) {
      found.insert(found.remove(at: lead), at: 0)
    }
    return found
  }

  /// See ``EventIds``.
  func id(_ cluster: TellingClustering.Cluster) -> String { ids.id(cluster) }

  /// The headline of the telling that an event is called after: its address keeps it whatever else is found out.
  private func address(_ cluster: TellingClustering.Cluster) -> String {
    guard let anchor = ids.anchor(cluster) else { return "" }
    return records[tellings[anchor].record].events[tellings[anchor].event].title
  }

  /// The telling whose type and words stand for all: the type with most confidence behind it, then the best-told.
  private func bestTelling(_ members: [Int]) -> Int {
    var weights: [EventType: Double] = [:]
    for member in members { weights[tellings[member].type, default: 0] += 0.1 + tellings[member].confidence }
    func rank(_ member: Int) -> (Double, Double, Int) {
      let telling = tellings[member]
      let event = records[telling.record].events[telling.event]
      let told = Double(min(3, telling.agents.count) + min(3, telling.patients.count)) + (telling.isReal ? 1 : 0)
      return (weights[telling.type] ?? 0, telling.confidence + 0.1 * told, -event.title.utf8.count)
    }
    var best = members[0]
    for member in members.dropFirst() where rank(member) > rank(best) { best = member }
    return best
  }

  /// Agents and patients of all tellings, nobody on both sides of one act.
  ///
  /// Who is an agent here and a patient there stands where the tellings with two sides put him: "the war between A
  /// and B" takes no side, "A's war against B" does.
  private func sides(_ members: [Int], isSymmetric: Bool) -> (agents: [ActorID], patients: [ActorID]) {
    var agents = cast(members) { $0.agents }
    var patients = cast(members) { $0.patients }
    let both = agents.filter(patients.contains)
    guard !both.isEmpty, members.count > 1 else {
      return (agents, isSymmetric ? patients.filter { !agents.contains($0) } : patients)
    }
    for actor in both {
      var balance = 0
      for member in members {
        let telling = tellings[member]
        let event = records[telling.record].events[telling.event]
        guard !event.agents.isEmpty, !event.patients.isEmpty else { continue }
        if event.agents.contains(where: { actors.merged[telling.record][$0] == actor }) { balance += 1 }
        if event.patients.contains(where: { actors.merged[telling.record][$0] == actor }) { balance -= 1 }
      }
      if balance < 0, !isSymmetric { agents.removeAll { $0 == actor } } else { patients.removeAll { $0 == actor } }
    }
    return (agents, patients)
  }

  /// Everyone who is told to take part on one side; a whole gives way to its part where no telling names both.
  private func cast(_ members: [Int], _ side: (NewsEvent) -> [ActorID]) -> [ActorID] {
    var order: [ActorID] = []
    var known: Set<ActorID> = []
    // Wholes that some telling names beside their part.
    var beside: Set<ActorID> = []
    for member in members {
      let telling = tellings[member]
      let ids = unique(
        side(records[telling.record].events[telling.event]).compactMap { id -> ActorID? in
          guard let merged = actors.merged[telling.record][id] else { return nil }
          return graphActors[merged]?.kind == .outlet ? nil : merged
        })
      for id in ids where known.insert(id).inserted { order.append(id) }
      for part in ids.prefix(8) {
        if let whole = graphActors[part]?.affiliation, ids.contains(whole) { beside.insert(whole) }
      }
    }
    guard members.count > 1 else { return order }
    let wholes = Set(order.compactMap { graphActors[$0]?.affiliation })
    return order.filter { !wholes.contains($0) || beside.contains($0) }
  }

  private func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// The place that most tellings name; of equals the first.
  private func place(_ events: [NewsEvent]) -> String? {
    var counts: [(name: String, count: Int)] = []
    for name in events.compactMap(\.place) {
      if let known = counts.firstIndex(where: { $0.name == name }) {
        counts[known].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    guard let most = counts.map(\.count).max() else { return nil }
    return counts.first { $0.count == most }?.name
  }

  /// The most certain status: what one article announces and another tells as done has happened.
  private func status(_ events: [NewsEvent]) -> EventStatus {
    let order: [EventStatus] = [.happened, .ongoing, .reported, .planned, .hypothetical]
    let told = Set(events.map(\.status))
    return order.first(where: told.contains) ?? .denied
  }

  private func quantities(_ events: [NewsEvent]) -> [Quantity] {
    var all: [Quantity] = []
    for quantity in events.flatMap(\.quantities)
    where !all.contains(where: { $0.what == quantity.what && $0.low == quantity.low && $0.high == quantity.high }) {
      all.append(quantity)
    }
    return all
  }

  /// One article is right or not; others that tell the same make it surer.
  private func confidence(_ members: [Int]) -> Double {
    var best: [Int: Double] = [:]
    for member in members {
      best[tellings[member].record] = max(best[tellings[member].record] ?? 0, tellings[member].confidence)
    }
    let doubts = best.keys.sorted().prefix(8).reduce(1.0) { $0 * (1 - min(1, max(0, best[$1] ?? 0))) }
    return min(0.99, 1 - doubts)
  }

  private func spans(_ members: [Int], _ spans: (NewsEvent) -> [ByteSpan]) -> [DocSpan] {
    var seen: Set<DocSpan> = []
    var all: [DocSpan] = []
    for member in members {
      let record = records[tellings[member].record]
      for span in spans(record.events[tellings[member].event]) {
        let at = DocSpan(doc: record.source.id, span: span)
        if seen.insert(at).inserted { all.append(at) }
      }
    }
    var number: [String: Int] = [:]
    for member in members { number[records[tellings[member].record].source.id] = tellings[member].record }
    return all.enumerated().sorted { a, b in
      let x = number[a.element.doc] ?? 0
      let y = number[b.element.doc] ?? 0
      return x != y ? x < y : (a.element.span, a.offset) < (b.element.span, b.offset)
    }.map(\.element)
  }

  private func reasons(_ members: [Int], _ cluster: TellingClustering.Cluster) -> [String] {
    var why = unique(
      members.compactMap { member in
        let reason = records[tellings[member].record].events[tellings[member].event].why
        return reason.isEmpty ? nil : reason
      })
    if why.count > 4 { why = Array(why.prefix(4)) }
    let documents = Set(members.map { tellings[$0].record }).count
    if members.count > 1 {
      let grounds = cluster.reasons.isEmpty ? "" : ": " + cluster.reasons.prefix(5).joined(separator: ", ")
      why.append(
        documents > 1 ? "told by \(documents) articles\(grounds)" : "told \(members.count) times\(grounds)")
    }
    return why
  }

  private static func isDay(_ time: EventTime) -> Bool {
    (time.basis == .stated || time.basis == .inferred) && !time.interval.isUnbounded
  }

  /// The tightest time that agrees with the best-founded telling.
  ///
  /// Stated days come before inferred ones, those before bounds. Times that exclude the best one are left out (a
  /// tension tells of them).
  static func commonTime(_ told: [(time: EventTime, doc: String)]) -> (time: EventTime, note: String?) {
    // Days that most articles contradict come last: one article bears a wrong date more often than two do.
    let days = told.filter { isDay($0.time) }
    func against(_ time: EventTime) -> Int {
      guard isDay(time) else { return 0 }
      return Set(days.filter { !$0.time.interval.overlaps(time.interval) }.map(\.doc)).count
    }
    func rank(_ time: EventTime) -> [Int] {
      let basis =
        switch time.basis {
        case .stated: 0
        case .inferred: 1
        case .approximate: 2
        case .expected: 3
        case .reported: 4
        case .unknown: 5
        }
      let isOpen = time.interval.isUnbounded
      return [isOpen ? 6 : max(1, basis), against(time), isOpen ? 6 : basis, time.interval.width ?? Int.max]
    }
    guard var best = told.first else { return (EventTime(), nil) }
    for other in told.dropFirst() where rank(other.time).lexicographicallyPrecedes(rank(best.time)) { best = other }
    var time = best.time
    var helpers: [String] = []
    for other in told where other.doc != best.doc || other.time != best.time {
      guard let common = time.interval.intersection(other.time.interval), common != time.interval else { continue }
      time.interval = common
      if !helpers.contains(other.doc) { helpers.append(other.doc) }
    }
    guard !helpers.isEmpty else { return (time, nil) }
    time.edtf = time.interval.edtf
    if time.basis == .stated { time.basis = .inferred }
    let note = "narrowed to \(time.interval.words()) by what \(helpers.joined(separator: ", ")) says of it"
    time.why += (time.why.isEmpty ? "" : "; ") + note
    return (time, "date: " + note)
  }
}
