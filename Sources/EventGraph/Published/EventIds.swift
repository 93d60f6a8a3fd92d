// Ids of merged events. An event is called after one of its tellings: the one in the article that was there first. Which
// others tell it, what is found out about its date or its actors, and what an editor says of it change nothing.

import ChronographBase
import Chronology
import Corpus
import Events

/// The age of articles as they say it themselves, for whatever must not change when others come.
struct DocumentAge {
  /// For each record its place: older articles first, those without a day last, equal ones by the natural order of ids.
  let rank: [Int]

  init(_ records: [DocumentRecord]) {
    let days = records.map(DocumentAge.day)
    let names = records.map { Array($0.source.id.utf8) }
    let order = records.indices.sorted { a, b in
      let (x, y) = (days[a]?.number ?? .max, days[b]?.number ?? .max)
      if x != y { return x < y }
      return names[a] == names[b] ? a < b : NaturalOrder.precedes(names[a], names[b])
    }
    var rank = [Int](repeating: 0, count: records.count)
    for (place, record) in order.enumerated() { rank[record] = place }
    self.rank = rank
  }

  /// The day that an article bears. What was inferred depends on other articles, and what an editor says comes later:
  /// neither counts.
  private static func day(_ record: DocumentRecord) -> Day? {
    if let note = record.source.editor.last(where: { $0.what == "date" }) {
      return note.was.flatMap { DayInterval(given: $0) }?.latest
    }
    switch record.date.basis {
    case .given, .metadata, .dateline: return record.date.isEditors ? nil : record.date.interval.latest
    case .inferred, .unknown: return nil
    }
  }
}

/// The ids of events of one build.
struct EventIds {
  /// For each cluster, by its first member, its id and the telling that it is called after.
  private var names: [Int: (id: String, anchor: Int)] = [:]

  /// - Parameter records: as they were before the dates of the corpus were solved.
  init(_ records: [DocumentRecord], tellings: [Telling], clusters: [TellingClustering.Cluster]) {
    let age = DocumentAge(records)
    let keys = records.map { TellingKeys($0).keys }
    func place(_ member: Int) -> (Int, Int, Int) {
      let telling = tellings[member]
      return (age.rank[telling.record], telling.key.offset, telling.event)
    }
    let anchors = clusters.compactMap { cluster -> (first: Int, anchor: Int)? in
      guard let first = cluster.members.first, let anchor = cluster.members.min(by: { place($0) < place($1) }) else {
        return nil
      }
      return (first, anchor)
    }
    var taken: Set<String> = []
    for (first, anchor) in anchors.sorted(by: { place($0.anchor) < place($1.anchor) }) {
      let key = keys[tellings[anchor].record][tellings[anchor].event]
      var id = "e" + key
      // Two of some ten million meet; the younger one is longer.
      var number = 2
      while !taken.insert(id).inserted {
        id = "e\(key)-\(number)"
        number += 1
      }
      names[first] = (id, anchor)
    }
  }

  func id(_ cluster: TellingClustering.Cluster) -> String {
    cluster.members.first.flatMap { names[$0]?.id } ?? "e"
  }

  /// The telling that a cluster is called after.
  func anchor(_ cluster: TellingClustering.Cluster) -> Int? { cluster.members.first.flatMap { names[$0]?.anchor } }
}
