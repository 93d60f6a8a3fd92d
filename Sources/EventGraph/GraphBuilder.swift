// The front of the EventGraph room: document records in, merged graph out.

import Chronology
import Events
import Knowledge

/// Merges the records of a corpus. Pure: the same records give the same graph, whatever their order in time.
public struct GraphBuilder: Sendable {
  private let words: EventWords

  /// With the event words compiled into the binary; without any if those cannot be read.
  public init() {
    words = (try? EventWords(knowledge: .embedded(.graph))) ?? EventWords()
  }

  /// With event words of the user's own.
  public init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    words = try EventWords(knowledge: knowledge)
  }

  /// Merges actors and events across documents, solves the dates of the whole corpus, and finds relations and
  /// tensions.
  ///
  /// - Parameter records: in reading order.
  public func build(_ records: [DocumentRecord]) -> NewsGraph { build(records, edits: []).graph }

  /// The same with an editor's word on which tellings are one event.
  package func build(_ records: [DocumentRecord], edits: [TellingEdit]) -> EditedGraph {
    let actors = ActorMerging(records)
    let table = ActorTable(actors.actors)
    let states = ActorTable.mainStates(records, actors, table)
    var stage = Stage(records, actors, table, words, states, edits)
    let situations = Situations(records, words: words, mainStates: states)
    var dating = CorpusDating(records: records, tellings: stage.tellings, clusters: stage.clusters)
    dating.solve(hints: situations.hints(records))
    // Narrower dates may show that two tellings are one event, or that they are not.
    if !dating.changed.isEmpty { stage = Stage(dating.records, actors, table, words, states, edits) }
    return graph(stage, actors, table, situations)
  }

  /// Tellings and their clusters at one state of knowledge on dates.
  private struct Stage {
    var records: [DocumentRecord]
    var tellings: [Telling]
    var comparison: TellingComparison
    var clusters: [TellingClustering.Cluster]

    init(
      _ records: [DocumentRecord], _ actors: ActorMerging, _ table: ActorTable, _ words: EventWords, _ states: [[Int]],
      _ edits: [TellingEdit]
    ) {
      self.records = records
      tellings = Telling.all(in: records, actors: actors, table: table, words: words, mainStates: states)
      comparison = TellingComparison(
        statistics: FeatureStatistics(tellings), table: table, words: words, stories: StoryIndex(records))
      clusters = TellingEdit.applied(
        edits, to: TellingClustering(tellings: tellings, comparison: comparison).clusters(), tellings)
    }
  }

  private func graph(
    _ stage: Stage, _ actors: ActorMerging, _ table: ActorTable, _ situations: Situations
  ) -> EditedGraph {
    let records = stage.records
    let merging = EventMerging(records: records, tellings: stage.tellings, actors: actors)
    var events = GraphBuilder.ordered(stage.clusters.map { merging.event($0) }, records)
    let merged = MergedEvents(
      records: records, tellings: stage.tellings, clusters: stage.clusters, merging: merging, events)
    let repeats = RepeatedClaims(
      tellings: stage.tellings, statistics: stage.comparison.statistics, clusterOf: merged.clusterOf
    ).pairs()
    let relations = RelationMerging(records: records, events: events, merged: merged.ids)
      .relations(repeats: repeats.map { (events[$0.later].id, events[$0.earlier].id, $0.why) })
    let tensions = TensionFinder(
      records: records, actors: actors.actors, events: events, tellings: stage.tellings, clusters: merged,
      table: table, words: words, comparison: stage.comparison, merging: actors, situations: situations
    ).tensions()
    let position = Dictionary(events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for tension in tensions {
      for number in tension.events.compactMap({ position[$0] }) { events[number].tensions.append(tension.id) }
    }
    let graph = NewsGraph(
      documents: records.enumerated().map { GraphDocument(record: $1, number: $0 + 1) }, actors: actors.actors,
      events: events, relations: relations, tensions: tensions)
    return EditedGraph(
      graph: graph, merged: merged.ids, edited: Set(stage.clusters.filter(\.isEdited).map(merging.id)))
  }

  /// Events in time order: earliest day, then latest, then the order of the text; unplaced ones last.
  static func ordered(_ events: [GraphEvent], _ records: [DocumentRecord]) -> [GraphEvent] {
    var number: [String: Int] = [:]
    for (position, record) in records.enumerated() where number[record.source.id] == nil {
      number[record.source.id] = position
    }
    func key(_ event: GraphEvent) -> [Int] {
      let interval = event.when.interval
      let first = event.mentions.first
      return [
        event.isPlaced ? 0 : 1, Int((interval.earliest ?? interval.latest)?.number ?? Int32.max),
        Int(interval.latest?.number ?? Int32.max), first.flatMap { number[$0.doc] } ?? Int.max,
        first?.span.start ?? Int.max,
      ]
    }
    return events.map { (key($0), $0) }.sorted { a, b in
      a.0 != b.0 ? a.0.lexicographicallyPrecedes(b.0) : a.1.id.utf8.lexicographicallyPrecedes(b.1.id.utf8)
    }.map(\.1)
  }
}

/// Which merged event each telling became.
struct MergedEvents {
  /// For each record: document event id → merged id.
  private(set) var ids: [[String: String]]
  /// For each telling the number of its event in graph order.
  private(set) var clusterOf: [Int]

  init(
    records: [DocumentRecord], tellings: [Telling], clusters: [TellingClustering.Cluster], merging: EventMerging,
    _ events: [GraphEvent]
  ) {
    let position = Dictionary(events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    ids = records.map { _ in [:] }
    clusterOf = [Int](repeating: 0, count: tellings.count)
    for cluster in clusters {
      let id = merging.id(cluster)
      for member in cluster.members {
        let telling = tellings[member]
        ids[telling.record][records[telling.record].events[telling.event].id] = id
        clusterOf[member] = position[id] ?? 0
      }
    }
  }
}
