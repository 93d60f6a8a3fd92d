// Which events a drawing shows: those that matter, and among equals those that hang together.

import Events

extension GraphEvent {
  /// What a reader would probably not sign: one article tells it, and little speaks for its type and participants. Pages
  /// and drawings name it last; exports and lists hold it.
  public var isDoubtful: Bool { confidence < 0.45 && documents.count < 2 }
}

extension NewsGraph {
  /// At most `limit` of some events, in their order: half by importance alone, the rest by importance and by relations to
  /// what is chosen already, so that a drawing has edges. Words are at most a third as
  /// long as acts are left.
  ///
  /// The work is linear in the events and their relations for each one chosen.
  ///
  /// - Parameters:
  ///   - candidates: Positions in ``events``, in the order in which they are returned.
  ///   - limit: How many are wanted.
  public func connectedEvents(_ candidates: [Int], limit: Int, index: GraphIndex) -> [Int] {
    let firm = candidates.filter { !events[$0].isDoubtful }
    let candidates = firm.count >= min(limit, 6) ? firm : candidates
    guard candidates.count > limit else { return candidates }
    var scores = candidates.map { importance(of: events[$0], index: index) }
    var slot: [String: Int] = [:]
    for (place, number) in candidates.enumerated() { slot[events[number].id] = place }
    var isChosen = [Bool](repeating: false, count: candidates.count)
    let mostWords = max(1, limit / 3)
    var words = 0
    var acts = candidates.count { events[$0].type != .statement }
    for step in 0..<limit {
      var best: Int?
      for place in candidates.indices where !isChosen[place] {
        if words >= mostWords, acts > 0, events[candidates[place]].type == .statement { continue }
        if let old = best, scores[old] >= scores[place] { continue }
        best = place
      }
      guard let best else { break }
      isChosen[best] = true
      if events[candidates[best]].type == .statement { words += 1 } else { acts -= 1 }
      for relation in index.relations(of: events[candidates[best]].id) {
        for end in [relation.a, relation.b] {
          // What relates to a chosen event gains; time order without words is left to the axis.
          guard let other = slot[end], other != best, relation.kind != .before || !relation.evidence.isEmpty else {
            continue
          }
          scores[other] += step < limit / 2 ? 2 : 3.5
        }
      }
    }
    return candidates.indices.filter { isChosen[$0] }.map { candidates[$0] }
  }
}
