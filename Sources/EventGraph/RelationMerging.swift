// Relations between merged events: what the documents say, mapped to merged ids, without loops; and claims that
// are made again. Mere order in time is no relation: the axis shows it.

import Chronology
import Corpus
import Events

/// Builds the relations of a graph.
struct RelationMerging {
  let records: [DocumentRecord]
  /// In graph order.
  let events: [GraphEvent]
  /// For each record: document event id → merged id.
  let merged: [[String: String]]

  /// All relations: by event a in graph order, then b, then kind.
  ///
  /// - Parameter repeats: pairs of merged ids (later, earlier) of claims made again, with the reason.
  func relations(repeats: [(later: String, earlier: String, why: String)]) -> [GraphRelation] {
    var found: [Key: GraphRelation] = [:]
    for (number, record) in records.enumerated() {
      for relation in record.relations {
        guard let a = merged[number][relation.a], let b = merged[number][relation.b], a != b else { continue }
        let evidence = relation.evidence.map { [DocSpan(doc: record.source.id, span: $0)] } ?? []
        let key = Key(kind: relation.kind, a: a, b: b)
        if var known = found[key] {
          for span in evidence where !known.evidence.contains(span) { known.evidence.append(span) }
          if known.why.isEmpty { known.why = relation.why }
          // Two articles that say so make it likelier than one.
          known.probability = 1 - (1 - known.probability) * (1 - relation.probability)
          found[key] = known
        } else {
          found[key] = GraphRelation(
            kind: relation.kind, a: a, b: b, evidence: evidence, probability: relation.probability, why: relation.why)
        }
      }
    }
    for pair in repeats where pair.later != pair.earlier {
      let key = Key(kind: .repeats, a: pair.later, b: pair.earlier)
      let back = Key(kind: .repeats, a: pair.earlier, b: pair.later)
      guard found[key] == nil, found[back] == nil else { continue }
      found[key] = GraphRelation(kind: .repeats, a: pair.later, b: pair.earlier, evidence: [], why: pair.why)
    }
    let position = Dictionary(events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var all = found.values.compactMap { relation -> (order: [Int], relation: GraphRelation)? in
      guard let a = position[relation.a], let b = position[relation.b] else { return nil }
      let kind = EventRelation.Kind.allCases.firstIndex(of: relation.kind) ?? 0
      return ([a, b, kind], relation)
    }
    all.sort { $0.order.lexicographicallyPrecedes($1.order) }
    all = all.filter { !$0.relation.contradictsDates(events[$0.order[0]], events[$0.order[1]]) }
    for kind in [EventRelation.Kind.before, .subEventOf, .causes] { removeCycles(kind, from: &all) }
    return all.map(\.relation)
  }

  private struct Key: Hashable {
    var kind: EventRelation.Kind
    var a: String
    var b: String
  }

  /// Takes away relations of a kind until no event comes before itself; those with least evidence go first.
  private func removeCycles(_ kind: EventRelation.Kind, from all: inout [(order: [Int], relation: GraphRelation)]) {
    var edges: [Int: [Int]] = [:]
    for item in all where item.relation.kind == kind { edges[item.order[0], default: []].append(item.order[1]) }
    let component = StrongComponents(count: events.count, edges: edges).component
    func isSuspect(_ item: (order: [Int], relation: GraphRelation)) -> Bool {
      item.relation.kind == kind && component[item.order[0]] == component[item.order[1]]
    }
    let suspects = all.indices.filter { isSuspect(all[$0]) }
    guard !suspects.isEmpty else { return }
    let byStrength = suspects.sorted { x, y in
      let a = all[x].relation.evidence.count
      let b = all[y].relation.evidence.count
      return a != b ? a > b : x < y
    }
    var kept: [Int: [Int]] = [:]
    var dropped: Set<Int> = []
    for (number, item) in byStrength.enumerated() {
      let (from, to) = (all[item].order[0], all[item].order[1])
      // Beyond this many the answer would take too long; such a tangle says nothing anyway.
      if number < 500, !reaches(from: to, to: from, kept) {
        kept[from, default: []].append(to)
      } else {
        dropped.insert(item)
      }
    }
    all = all.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
  }

  private func reaches(from start: Int, to goal: Int, _ edges: [Int: [Int]]) -> Bool {
    var open = [start]
    var seen: Set<Int> = [start]
    while let next = open.popLast() {
      if next == goal { return true }
      for other in edges[next] ?? [] where seen.insert(other).inserted { open.append(other) }
    }
    return false
  }
}

extension GraphRelation {
  /// Whether the dates exclude what the words seemed to say.
  package func contradictsDates(_ a: GraphEvent, _ b: GraphEvent) -> Bool {
    switch kind {
    case .before, .causes, .enables:
      guard let start = a.when.interval.earliest, let end = b.when.interval.latest else { return false }
      return start > end
    case .respondsTo, .repeats:
      guard let start = b.when.interval.earliest, let end = a.when.interval.latest else { return false }
      return start > end
    case .about, .prevents: return false
    case .during, .subEventOf:
      return !a.when.interval.overlaps(b.when.interval)
    }
  }
}

/// The strongly connected components of a directed graph, by Tarjan's algorithm without recursion.
struct StrongComponents {
  /// For each node the number of its component.
  private(set) var component: [Int]

  init(count: Int, edges: [Int: [Int]]) {
    component = [Int](repeating: -1, count: count)
    var index = [Int](repeating: -1, count: count)
    var low = [Int](repeating: 0, count: count)
    var stack: [Int] = []
    var onStack = [Bool](repeating: false, count: count)
    var next = 0
    var components = 0
    for root in 0..<count where index[root] < 0 {
      var frames: [(node: Int, edge: Int)] = [(root, 0)]
      while let frame = frames.last {
        let node = frame.node
        if frame.edge == 0, index[node] < 0 {
          index[node] = next
          low[node] = next
          next += 1
          stack.append(node)
          onStack[node] = true
        }
        let targets = edges[node] ?? []
        if frame.edge < targets.count {
          frames[frames.count - 1].edge += 1
          let target = targets[frame.edge]
          if index[target] < 0 {
            frames.append((target, 0))
          } else if onStack[target] {
            low[node] = min(low[node], index[target])
          }
          continue
        }
        frames.removeLast()
        if let parent = frames.last?.node { low[parent] = min(low[parent], low[node]) }
        guard low[node] == index[node] else { continue }
        while let top = stack.popLast() {
          onStack[top] = false
          component[top] = components
          if top == node { break }
        }
        components += 1
      }
    }
  }
}
