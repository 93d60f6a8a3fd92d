// What a reader wants drawn of a graph. All conditions combine, in every kind of drawing.

import Actors
import Chronology
import EventGraph

/// Conditions on the events of a drawing.
public struct DiagramSelection: Sendable {
  /// Who takes part.
  public var actor: ActorID?
  public var storyline: Storyline?
  /// Days in which the events lie.
  public var days: DayInterval
  /// How many events at most, the most important and best connected.
  public var key: Int?

  public init(
    actor: ActorID? = nil, storyline: Storyline? = nil, days: DayInterval = .unbounded, key: Int? = nil
  ) {
    self.actor = actor
    self.storyline = storyline
    self.days = days
    self.key = key
  }

  /// Whether it leaves out nothing.
  public var isWhole: Bool { actor == nil && storyline == nil && days.isUnbounded && key == nil }
}

extension DiagramBuilder {
  /// The scope of a selection.
  ///
  /// - Parameter words: the beginning of its title, such as `Event graph`.
  public func scope(_ selection: DiagramSelection, name: String, words: String) -> DiagramScope {
    guard !selection.isWhole else { return DiagramScope(name: name) }
    let positions = events(of: selection)
    var parts: [String] = []
    if let actor = selection.actor { parts.append(index.name(actor)) }
    if let storyline = selection.storyline { parts.append("storyline “\(storyline.title)”") }
    if !selection.days.isUnbounded { parts.append(selection.days.words(.full, weekday: false)) }
    return DiagramScope(
      name: name, title: parts.isEmpty ? nil : "\(words): \(parts.joined(separator: ", "))",
      events: positions.map { graph.events[$0].id })
  }

  /// Positions of the events of a selection, in the order of the graph. An event lies in a range of days when the greater
  /// part of its own range does; one that is not placed does not.
  public func events(of selection: DiagramSelection) -> [Int] {
    var positions = selection.storyline?.events ?? Array(graph.events.indices)
    if let actor = selection.actor {
      let own = Set(index.events(ofActor: actor).map(\.id))
      positions = positions.filter { own.contains(graph.events[$0].id) }
    }
    if !selection.days.isUnbounded {
      positions = positions.filter { number in
        let event = graph.events[number]
        return EventRows.isPlaced(event, index) && DiagramBuilder.lies(event.when.placement, in: selection.days)
      }
    }
    guard let key = selection.key else { return positions }
    return graph.drawingChoice(positions, limit: max(1, key), index: index).events
  }

  private static func lies(_ own: DayInterval, in days: DayInterval) -> Bool {
    guard let common = own.intersection(days) else { return false }
    guard let width = own.width else {
      // Of an open range one end is known; that end must lie there.
      return [own.earliest, own.latest].compactMap { $0 }.contains { days.contains(DayInterval($0)) }
    }
    return (common.width ?? 0) * 2 >= width
  }
}
