// Which drawings a site gets, and their rendering in helper processes; one that fails costs one picture.

import Diagrams
import EventGraph
import Site

/// The drawings of a site.
struct DrawingPlan: Sendable {
  private struct Entry: Sendable {
    var source: DiagramSource
    var narrow: DiagramSource?
    var isMain: Bool
  }

  /// Pages of periods, and of actors, at most.
  private static let periodLimit = 200
  private static let actorLimit = 40
  /// Lines of an event graph below which there is none.
  private static let leastConnections = 3

  private let entries: [Entry]

  /// Plans the three drawings of the whole graph, one event graph for each period when the events do not fit one
  /// drawing, and the neighbourhood of each actor that takes part in several events.
  init(_ graph: NewsGraph) {
    let index = graph.index()
    let links = DiagramLinks(
      event: { id in index.slug(ofEvent: id).map { "../events/\($0).html" } },
      actor: { id in index.isDistinct(id) ? index.slug(ofActor: id).map { "../actors/\($0).html" } : nil })
    let count = graph.documents.count
    let builder = DiagramBuilder(
      graph, index: index, links: links,
      sourceLine: "Drawn from \(count) article\(count == 1 ? "" : "s") by Chronograph")
    var entries = [
      Entry(source: builder.eventGraph(), narrow: builder.narrowEventGraph(), isMain: true),
      Entry(source: builder.swimlanes(), narrow: nil, isMain: true),
      Entry(source: builder.actorNetwork(), narrow: nil, isMain: true),
    ]
    if builder.needsPages {
      // A handful of cards without lines says less than a list.
      let drawn = builder.sections().prefix(DrawingPlan.periodLimit).filter { section in
        section.events.count > 1
          && builder.connections(DiagramScope(name: section.id, events: section.events))
            >= DrawingPlan.leastConnections
      }
      let names = Set(drawn.map(\.id))
      let overview = builder.periodOverview { names.contains($0.id) ? "events-\($0.id).html" : nil }
      entries.insert(Entry(source: overview, narrow: nil, isMain: true), at: 0)
      for (number, section) in drawn.enumerated() {
        func stub(_ other: Int, isBefore: Bool) -> DiagramStub? {
          guard drawn.indices.contains(other) else { return nil }
          return DiagramStub(
            words: "\(drawn[other].events.count) events: \(drawn[other].title)",
            url: "events-\(drawn[other].id).html", isBefore: isBefore)
        }
        let stubs = [stub(number - 1, isBefore: true), stub(number + 1, isBefore: false)].compactMap { $0 }
        let scope = DiagramScope(
          name: "events-\(section.id)", title: "Event graph: \(section.title)", events: section.events, stubs: stubs)
        entries.append(Entry(source: builder.eventGraph(scope), narrow: nil, isMain: false))
      }
    }
    let busy = graph.actors.lazy.filter { index.isDistinct($0.id) && index.events(ofActor: $0.id).count > 2 }.prefix(
      DrawingPlan.actorLimit)
    for actor in busy {
      entries.append(Entry(source: builder.egoGraph(of: actor.id), narrow: nil, isMain: false))
    }
    self.entries = entries
  }

  /// Lays out all drawings.
  ///
  /// - Returns: the drawings in the order of the plan, and what went wrong in words.
  func render(
    with runner: LayoutRunner, progress: (RunProgress) -> Void = { _ in }
  ) async -> (drawings: [SiteDrawing], faults: [String]) {
    let sources = entries.flatMap { [$0.source] + ($0.narrow.map { [$0] } ?? []) }
    let results = await DiagramRenderer(runner).render(sources) {
      progress(RunProgress(.drawing, "drawings", done: $0, of: sources.count))
    }
    var faults: [String] = []
    var next = results.makeIterator()
    func picture() -> RenderedDiagram? {
      switch next.next() {
      case .success(let picture): return picture
      case .failure(let error):
        faults.append(error.description)
        return nil
      case nil: return nil
      }
    }
    let drawings = entries.map { entry in
      let whole = picture()
      let narrow = entry.narrow == nil ? nil : picture()
      return SiteDrawing(entry.source, rendered: whole, narrow: narrow, isMain: entry.isMain)
    }
    return (drawings, faults)
  }
}
