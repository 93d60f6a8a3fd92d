// Who gets a lane: the main actors and what belongs to them, derived from the events alone.

import Actors
import EventGraph

/// Lanes and the place of each event in them.
struct ActorLanes {
  struct Lane {
    /// nil for everybody else.
    var actor: ActorID?
    var name: String
  }

  private(set) var lanes: [Lane] = []
  /// Lane of each event.
  private(set) var laneOfEvent: [Int] = []
  /// Further lanes that take part in each event, in lane order.
  private(set) var otherLanes: [[Int]] = []

  /// - Parameter limit: lanes at most, besides the one for everybody else.
  init(_ events: [GraphEvent], index: GraphIndex, limit: Int = 6) {
    func root(_ actor: ActorID) -> ActorID { index.affiliations(of: actor).last ?? actor }
    var order: [ActorID] = []
    var weight: [ActorID: Int] = [:]
    let agents = events.map { unique($0.agents.map(root)) }
    let participants = events.map { unique($0.participants.map(root)) }
    for (number, everybody) in participants.enumerated() {
      for actor in everybody {
        if weight[actor] == nil { order.append(actor) }
        // Who acts counts more than who is acted upon, a name more than "a senior official".
        let factor = index.actor(actor)?.isNamed == true ? 2 : 1
        weight[actor, default: 0] += factor * (agents[number].contains(actor) ? 3 : 1)
      }
    }
    let ranked = order.enumerated().sorted {
      let a = weight[$0.element] ?? 0
      let b = weight[$1.element] ?? 0
      return a == b ? $0.offset < $1.offset : a > b
    }
    let chosen = ranked.map(\.element).filter { (weight[$0] ?? 0) >= (ranked.count > limit ? 4 : 1) }.prefix(limit)
    lanes = chosen.map { Lane(actor: $0, name: index.name($0)) }
    let laneOf = Dictionary(chosen.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let rest = lanes.count
    var usesRest = false
    for number in events.indices {
      let own = agents[number].compactMap { laneOf[$0] }.first ?? participants[number].compactMap { laneOf[$0] }.first
      if own == nil { usesRest = true }
      let lane = own ?? rest
      laneOfEvent.append(lane)
      otherLanes.append(Set(participants[number].compactMap { laneOf[$0] }).subtracting([lane]).sorted())
    }
    if usesRest { lanes.append(Lane(actor: nil, name: lanes.isEmpty ? "Everybody" : "Others")) }
    dropEmptyLanes()
  }

  /// A lane that only takes part elsewhere keeps its place only if something ties it to an event.
  private mutating func dropEmptyLanes() {
    let used = Set(laneOfEvent).union(otherLanes.flatMap { $0 })
    let kept = lanes.indices.filter(used.contains)
    let renumbered = Dictionary(kept.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    lanes = kept.map { lanes[$0] }
    laneOfEvent = laneOfEvent.compactMap { renumbered[$0] }
    otherLanes = otherLanes.map { $0.compactMap { renumbered[$0] } }
  }
}

/// The items, each once, in the order of their first appearance.
func unique(_ items: [ActorID]) -> [ActorID] {
  var seen: Set<ActorID> = []
  return items.filter { seen.insert($0).inserted }
}
