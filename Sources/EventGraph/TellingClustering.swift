// From tellings to events: candidate pairs by shared features (never all pairs), then clusters in which every
// pair agrees, so that a chain of likenesses cannot tie different events together.

import Chronology
import Events
import Language

/// Groups tellings of one event.
struct TellingClustering {
  let tellings: [Telling]
  let comparison: TellingComparison
  /// Longest posting list that is compared in full; longer ones only among neighbours in time.
  static let fullComparison = 24
  /// Members of a cluster that a candidate is compared with.
  static let exemplars = 8

  /// A cluster: its tellings in content order and why they are one event.
  struct Cluster {
    var members: [Int]
    var reasons: [String]
    /// Whether an editor made it what it is.
    var isEdited = false
  }

  /// The clusters, singletons too, in no particular order of time but always in the same order.
  ///
  /// - Returns: the same clusters for any order of the tellings.
  func clusters() -> [Cluster] {
    var pairs: [(a: Int, b: Int, verdict: TellingComparison.Verdict)] = []
    for (a, b) in candidates() {
      guard let verdict = comparison.compare(tellings[a], tellings[b]), verdict.score >= verdict.threshold else {
        continue
      }
      pairs.append((a, b, verdict))
    }
    let rank = tellings.map(\.rank)
    pairs.sort { x, y in
      if x.verdict.score != y.verdict.score { return x.verdict.score > y.verdict.score }
      let left = [rank[x.a], rank[x.b]].sorted()
      let right = [rank[y.a], rank[y.b]].sorted()
      return left.lexicographicallyPrecedes(right)
    }
    var clusterOf = Array(tellings.indices)
    var clusters = tellings.indices.map { Cluster(members: [$0], reasons: []) }
    for pair in pairs {
      // In content order: sums are the same to the last bit whatever the order of the articles.
      var (x, y) = (clusterOf[pair.a], clusterOf[pair.b])
      if rank[clusters[y].members[0]] < rank[clusters[x].members[0]] { swap(&x, &y) }
      guard x != y, agree(clusters[x], clusters[y]) else { continue }
      let (into, from) = clusters[x].members.count >= clusters[y].members.count ? (x, y) : (y, x)
      for member in clusters[from].members { clusterOf[member] = into }
      clusters[into].members = merge(clusters[into].members, clusters[from].members, rank)
      for reason in pair.verdict.reasons + clusters[from].reasons where !clusters[into].reasons.contains(reason) {
        clusters[into].reasons.append(reason)
      }
      clusters[from] = Cluster(members: [], reasons: [])
    }
    return clusters.filter { !$0.members.isEmpty }.sorted { rank[$0.members[0]] < rank[$1.members[0]] }
  }

  /// Whether all pairs over two clusters may be one event, and on average nearly reach the threshold.
  ///
  /// Of large clusters only exemplars spread over the whole are asked: their members agree among themselves.
  private func agree(_ a: Cluster, _ b: Cluster) -> Bool {
    var margin = 0.0
    var isOutOfLine = false
    let left = exemplars(a.members)
    let right = exemplars(b.members)
    for x in left {
      for y in right {
        let (mine, other) = (tellings[x], tellings[y])
        if mine.record == other.record, mine.copy != other.copy {
          guard comparison.mayRetell(mine, other) else { return false }
          continue
        }
        guard let verdict = comparison.compare(mine, other) else { return false }
        isOutOfLine = isOutOfLine || verdict.isOutOfLine
        margin += verdict.score - 0.85 * verdict.threshold
      }
    }
    return margin >= 0 && (!isOutOfLine || isOneAgainstSeveral(a, b))
  }

  /// Whether one article stands against two or more: which of two is wrong nobody could say, and an event may come again.
  private func isOneAgainstSeveral(_ a: Cluster, _ b: Cluster) -> Bool {
    let counts = [a, b].map { Set($0.members.map { tellings[$0].record }).count }
    return counts.contains(1) && counts.contains { $0 > 1 }
  }

  private func exemplars(_ members: [Int]) -> [Int] {
    guard members.count > TellingClustering.exemplars else { return members }
    return (0..<TellingClustering.exemplars).map { members[$0 * members.count / TellingClustering.exemplars] }
  }

  private func merge(_ a: [Int], _ b: [Int], _ rank: [Int]) -> [Int] {
    (a + b).sorted { rank[$0] < rank[$1] }
  }

  // MARK: Blocking

  /// Pairs that share enough to be worth a comparison, each once, in a fixed order.
  private func candidates() -> [(Int, Int)] {
    var postings: [UInt64: [Int]] = [:]
    for (number, telling) in tellings.enumerated() {
      for key in blockKeys(telling) { postings[key, default: []].append(number) }
    }
    var pairs: Set<UInt64> = []
    let rank = tellings.map(\.rank)
    func add(_ a: Int, _ b: Int) {
      guard tellings[a].record != tellings[b].record || tellings[a].copy == tellings[b].copy else { return }
      pairs.insert(UInt64(min(a, b)) << 32 | UInt64(max(a, b)))
    }
    for var list in postings.values where list.count > 1 {
      // Beyond a full comparison only neighbours in time meet; order by content makes that repeatable.
      let window = TellingClustering.fullComparison
      if list.count > window {
        list.sort { a, b in
          let x = tellings[a].interval.earliest?.number ?? Int32.max
          let y = tellings[b].interval.earliest?.number ?? Int32.max
          return x != y ? x < y : rank[a] < rank[b]
        }
      }
      for (position, a) in list.enumerated() {
        for b in list[(position + 1)..<min(list.count, position + 1 + window)] { add(a, b) }
      }
    }
    return pairs.sorted().map { (Int($0 >> 32), Int($0 & 0xffff_ffff)) }
  }

  /// Keys of what two tellings of one event usually share.
  private func blockKeys(_ telling: Telling) -> Set<UInt64> {
    var keys: Set<UInt64> = []
    func add(_ kind: UInt64, _ a: UInt64, _ b: UInt64 = 0) {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for part in [kind, a, b] { hash = (hash ^ part) &* 0x9e37_79b9_7f4a_7c15 }
      keys.insert(hash ^ (hash >> 31))
    }
    let act = telling.group.map { UInt64($0) } ?? telling.head.value
    let cast = Array(union(telling.agents, telling.patients).prefix(6))
    let tops = Array(union(telling.topAgents, telling.topPatients).prefix(4))
    add(1, telling.copy)
    if let quote = telling.quote { add(2, quote) }
    for (position, a) in tops.enumerated() {
      for b in tops[(position + 1)...] { add(3, UInt64(a) << 32 | UInt64(b), act) }
      add(4, UInt64(a), act)
    }
    if comparison.stories.storyOf.indices.contains(telling.record) {
      let story = UInt64(comparison.stories.storyOf[telling.record])
      add(12, story, act)
      add(13, story, telling.stem)
      if telling.type == .other {
        if let kind = telling.kind { add(14, story, WordKey(kind).value) }
      } else if !telling.isVerbal {
        add(14, story, WordKey(telling.type.rawValue).value)
      }
      if telling.isLead { add(15, story) }
    }
    if let group = telling.group, comparison.words.groups[group].isSituation {
      for state in telling.mainStates { add(10, UInt64(state), act) }
    }
    let rare = telling.keywords.filter { comparison.statistics.count(ofKeyword: $0) > 1 }
      .sorted { a, b in
        let x = comparison.statistics.count(ofKeyword: a)
        let y = comparison.statistics.count(ofKeyword: b)
        return x != y ? x < y : a < b
      }
    for actor in cast {
      for word in comparison.table.nameWords[actor].prefix(4) {
        add(11, word, act)
      }
      if let place = telling.place { add(5, UInt64(actor), place.whole) }
      for word in rare.prefix(3) { add(6, UInt64(actor), word) }
      if let day = telling.interval.earliest, let width = telling.interval.width, width <= 3 {
        for step in 0..<width { add(7, UInt64(actor), UInt64(bitPattern: Int64((day + step).number))) }
      }
    }
    if let place = telling.place {
      add(8, place.whole, act)
      for word in place.words { add(9, word, act) }
    }
    return keys
  }
}
