// What must hold of every graph, whatever the input; tests of all rooms call it.

import Chronology
import Corpus
import Events

extension NewsGraph {
  /// Checks the graph's own promises: unique ids, references that exist, spans inside their texts, orders that are
  /// kept, no loops.
  ///
  /// - Returns: one sentence a violation; empty for a sound graph.
  public func invariantViolations() -> [String] {
    var faults: [String] = []
    var sizes: [String: Int] = [:]
    for document in documents {
      if sizes.updateValue(document.record.source.text.count, forKey: document.id) != nil {
        faults.append("two documents have the id \(document.id)")
      }
    }
    let actorIDs = Set(actors.map(\.id))
    let eventIDs = Set(events.map(\.id))
    let tensionIDs = Set(tensions.map(\.id))
    if actorIDs.count != actors.count { faults.append("two actors have one id") }
    if eventIDs.count != events.count { faults.append("two events have one id") }
    if tensionIDs.count != tensions.count { faults.append("two tensions have one id") }
    func check(_ spans: [DocSpan], _ owner: String) {
      for at in spans {
        guard let size = sizes[at.doc] else {
          faults.append("\(owner) names the unknown document \(at.doc)")
          continue
        }
        if at.span.start < 0 || at.span.end > size || at.span.isEmpty {
          faults.append("\(owner) has a span outside its text")
        }
      }
    }
    for actor in actors {
      check(actor.mentions.map(\.at) + actor.roles.map(\.at), "actor \(actor.id)")
      if let whole = actor.affiliation, !actorIDs.contains(whole) || whole == actor.id {
        faults.append("actor \(actor.id) belongs to the unknown actor \(whole)")
      }
      if actor.kind == .place { faults.append("the place \(actor.id) is an actor") }
    }
    for event in events {
      check(event.mentions + event.evidence + event.quotes, "event \(event.id)")
      if event.mentions.isEmpty { faults.append("event \(event.id) has no mention") }
      for id in event.agents + event.patients + event.sources where !actorIDs.contains(id) {
        faults.append("event \(event.id) names the unknown actor \(id)")
      }
      if let start = event.when.interval.earliest, let end = event.when.interval.latest, end < start {
        faults.append("event \(event.id) ends before it begins")
      }
      for id in event.tensions where !tensionIDs.contains(id) {
        faults.append("event \(event.id) names the unknown tension \(id)")
      }
    }
    if GraphBuilder.ordered(events, documents.map(\.record)).map(\.id) != events.map(\.id) {
      faults.append("the events are not in time order")
    }
    for tension in tensions {
      for position in tension.positions { check(position.mentions, "tension \(tension.id)") }
    }
    return faults + relationFaults(eventIDs) + tensionFaults(eventIDs)
  }

  private func relationFaults(_ eventIDs: Set<String>) -> [String] {
    var faults: [String] = []
    if Set(relations.map { "\($0.kind.rawValue) \($0.a) \($0.b)" }).count != relations.count {
      faults.append("a relation stands twice")
    }
    for relation in relations {
      if relation.a == relation.b { faults.append("event \(relation.a) relates to itself") }
      for id in [relation.a, relation.b] where !eventIDs.contains(id) {
        faults.append("a relation names the unknown event \(id)")
      }
    }
    let position = Dictionary(events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var edges: [Int: [Int]] = [:]
    for relation in relations where relation.kind == .before {
      if let a = position[relation.a], let b = position[relation.b] { edges[a, default: []].append(b) }
    }
    if Set(StrongComponents(count: events.count, edges: edges).component).count != events.count {
      faults.append("events come before themselves")
    }
    return faults
  }

  private func tensionFaults(_ eventIDs: Set<String>) -> [String] {
    var faults: [String] = []
    for tension in tensions {
      if tension.positions.count < 2 { faults.append("tension \(tension.id) has fewer than two positions") }
      for position in tension.positions where position.mentions.isEmpty {
        faults.append("tension \(tension.id) has a position without evidence")
      }
      for id in tension.events where !eventIDs.contains(id) {
        faults.append("tension \(tension.id) names the unknown event \(id)")
      }
    }
    return faults
  }
}
