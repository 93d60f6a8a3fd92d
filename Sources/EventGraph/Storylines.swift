// Storylines: events that relations hold together, weightiest first.

import Events

/// Events of one course of things.
public struct Storyline: Sendable, Equatable {
  /// From 1, the weightiest first.
  public var number: Int
  /// Title of its weightiest act.
  public var title: String
  /// Positions in ``NewsGraph/events``, in their order.
  public var events: [Int]
}

extension NewsGraph {
  /// The sets of at least `least` events that drawn relations connect, by the sum of the weight of their events. Order in
  /// time alone connects nothing unless words state it.
  public func storylines(index: GraphIndex, least: Int = 3) -> [Storyline] {
    var group = Array(events.indices)
    func root(_ start: Int) -> Int {
      var node = start
      while group[node] != node { node = group[node] }
      return node
    }
    for relation in relations where relation.isDrawn {
      guard let a = index.position(of: relation.a), let b = index.position(of: relation.b) else { continue }
      let (x, y) = (root(a), root(b))
      if x != y { group[max(x, y)] = min(x, y) }
      // Short ways to the root keep the whole linear.
      group[a] = min(x, y)
      group[b] = min(x, y)
    }
    var members: [[Int]] = Array(repeating: [], count: events.count)
    for position in events.indices { members[root(position)].append(position) }
    let weights = events.map { importance(of: $0, index: index) }
    let lines = members.filter { $0.count >= max(2, least) }.map { line in
      (line, weight: line.reduce(0) { $0 + weights[$1] })
    }.sorted { ($1.weight, $0.0[0]) < ($0.weight, $1.0[0]) }
    return lines.enumerated().map { number, line in
      let acts = line.0.filter { events[$0].type != .statement }
      let best = (acts.isEmpty ? line.0 : acts).max { (weights[$0], $1) < (weights[$1], $0) }
      return Storyline(number: number + 1, title: best.map { events[$0].title } ?? "", events: line.0)
    }
  }

  /// The storyline with a number, or the first of which a title holds some words, in any case.
  public func storyline(_ wanted: String, among lines: [Storyline]) -> Storyline? {
    if let number = Int(wanted) { return lines.first { $0.number == number } }
    let words = Slug.make(wanted, limit: 400)
    guard !words.isEmpty else { return nil }
    func holds(_ title: String) -> Bool { "-\(Slug.make(title, limit: 400))-".contains("-\(words)-") }
    return lines.first { holds($0.title) } ?? lines.first { $0.events.contains { holds(events[$0].title) } }
  }
}
