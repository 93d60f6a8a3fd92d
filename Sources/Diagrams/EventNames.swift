// Names of events in DOT files: short and readable, from their titles, the same in every drawing of a graph.

import EventGraph
import Events

/// Node names of events, unique in a graph.
public struct EventNames: Sendable {
  private let names: [String: String]

  /// Longest name before a number that makes it unique, in bytes.
  private static let limit = 36

  /// Names for all events; the order of the graph decides which of equal titles goes without a number.
  public init(_ graph: NewsGraph) {
    var names: [String: String] = [:]
    var taken: Set<String> = []
    var lastNumber: [String: Int] = [:]
    for event in graph.events {
      let words = Slug.make(event.title, limit: EventNames.limit)
      let base = words.isEmpty ? event.type.rawValue.lowercased() : words
      var name = base
      while !taken.insert(name).inserted {
        lastNumber[base, default: 1] += 1
        name = "\(base)-\(lastNumber[base, default: 2])"
      }
      names[event.id] = name
    }
    self.names = names
  }

  /// The name of an event; its id when the graph has no such event.
  public subscript(id: String) -> String { names[id] ?? id }
}
