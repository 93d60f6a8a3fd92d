// Everything that pages ask of the graph more than once, worked out before the first page is rendered.

import Actors
import Chronology
import Corpus
import EventGraph
import Events

/// An event with what every page says of it.
struct EventEntry: Sendable {
  var event: GraphEvent
  /// Position in the graph's time order.
  var position: Int
  var slug: String
  var category: EventCategory
  var state: DateState
  var importance: Double
  /// Index of its period, nil when only the axis of its article can hold it.
  var period: Int?
  /// Where the main axis puts it; see ``EventTime/placement``.
  var placement: DayInterval
  /// The day that orders it where it is placed: the earliest possible one, or the latest when only that is known.
  var sortDay: Day? { placement.earliest ?? placement.latest }
  /// Whether the placement rests on the best estimate of the day of writing, not on bounds alone.
  var isEstimated: Bool
  /// Number of the article on whose axis it lies; nil when its time does not depend on a day of writing.
  var anchor: Int?
  /// Numbers of the articles that tell it.
  var articles: [Int]
  /// Number of the first knowledge window (from 1) in which an article tells it; 0 when no window holds it.
  var known: Int
}

/// A stretch of the timeline with a heading.
struct Period: Sendable {
  /// File name without suffix, such as `2025-05`.
  var id: String
  var title: String
  /// Days that the range bars of its events span.
  var window: DayInterval
  /// Positions of its events in time order.
  var events: [Int]
}

/// "As known after": a day by which some of the articles were out.
struct KnownWindow: Sendable {
  var day: Day
  /// Numbers of the articles out by then.
  var articles: [Int]
}

/// A graph with all that its pages share.
struct SiteModel: Sendable {
  let graph: NewsGraph
  let index: GraphIndex
  let options: SiteOptions
  let report: SiteReport
  let drawings: [SiteDrawing]
  let entries: [EventEntry]
  let periods: [Period]
  let windows: [KnownWindow]
  /// Positions of events that have no place on the main axis.
  let unplaced: [Int]
  /// Whether the axis of an article holds one of them.
  let hasAxes: Bool
  /// The events that stand at the head of the timeline.
  let keyEvents: [KeyEvent]
  let positionOfEvent: [String: Int]
  let numberOfDocument: [String: Int]
  /// How an editor's file calls the articles.
  let documentNames: DocumentNames
  /// For each document (by position) where its pages begin; see ``ArticleLayout``.
  let layouts: [ArticleLayout]
  /// Positions of the events that an actor is a source of.
  let speaking: [ActorID: [Int]]
  /// Actors with a page of their own.
  let actorsWithPage: Set<ActorID>
  let baseURL: String?
  /// The names that matter most, at most three.
  let leading: [String]
  /// The name of the site: as the caller says, or made from ``leading``.
  let siteTitle: String

  init(graph: NewsGraph, drawings: [SiteDrawing], report: SiteReport, options: SiteOptions) {
    let index = graph.index()
    self.graph = graph
    self.index = index
    self.options = options
    self.report = report
    self.drawings = drawings
    let numbers = Dictionary(graph.documents.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first })
    numberOfDocument = numbers
    documentNames = DocumentNames(graph)
    positionOfEvent = Dictionary(
      graph.events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let windows = SiteModel.windows(of: graph.documents)
    self.windows = windows
    let vague = SiteModel.vagueDocuments(graph.documents)
    let sharp = SiteModel.sharpEstimates(graph.documents, vague)
    let placements = graph.events.map { SiteModel.placement(of: $0, sharp) }
    let (periods, periodOf) = SiteModel.periods(
      of: graph.events, placements.map(\.days), vague: vague.subtracting(sharp.keys))
    self.periods = periods
    keyEvents = graph.keyEvents(index: index)
    let firstWindow = SiteModel.firstWindows(windows)
    entries = graph.events.enumerated().map { position, event in
      let articles = event.documents.compactMap { numbers[$0] }
      let state = periodOf[position] == nil ? DateState.unplaced : index.dateState(of: event)
      return EventEntry(
        event: event, position: position, slug: index.slug(ofEvent: event.id) ?? "event-\(position)",
        category: event.category,
        state: placements[position].isEstimated && state == .inferred ? .approximate : state,
        importance: graph.importance(of: event, index: index), period: periodOf[position],
        placement: placements[position].days, isEstimated: placements[position].isEstimated,
        anchor: event.relative.flatMap { vague.contains($0.anchor) ? numbers[$0.anchor] : nil }, articles: articles,
        known: articles.compactMap { firstWindow[$0] }.min() ?? 0)
    }
    unplaced = graph.events.indices.filter { periodOf[$0] == nil }
    hasAxes = entries.contains { $0.period == nil && $0.anchor != nil }
    var eventsOf: [String: [(ByteSpan, Int)]] = [:]
    for (position, event) in graph.events.enumerated() {
      for mention in event.mentions { eventsOf[mention.doc, default: []].append((mention.span, position)) }
    }
    layouts = graph.documents.map {
      ArticleLayout($0, slug: index.slug(ofDocument: $0.id) ?? "article", mentions: eventsOf[$0.id] ?? [])
    }
    var speaking: [ActorID: [Int]] = [:]
    for (position, event) in graph.events.enumerated() {
      for source in event.sources where speaking[source]?.last != position {
        speaking[source, default: []].append(position)
      }
    }
    self.speaking = speaking
    var paged: Set<ActorID> = []
    for event in graph.events {
      paged.formUnion(event.participants)
      paged.formUnion(event.sources)
    }
    // Drawings lead to the countries of those who act as well.
    for actor in paged { paged.formUnion(index.affiliations(of: actor)) }
    actorsWithPage = paged.filter(index.isDistinct)
    leading = SiteModel.leadingNames(graph, 3)
    siteTitle = SiteModel.title(given: options.title, leading: leading)
    baseURL = SafeText.webURL(options.baseURL).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
  }

  /// As given, or after those whom the articles name most.
  static func title(given: String?, leading: [String]) -> String {
    let given = SafeText.cut(given ?? "", 90)
    return !given.isEmpty ? given : leading.isEmpty ? "Timeline" : Wording.capital(Wording.list(leading))
  }

  func document(number: Int) -> GraphDocument? {
    // Numbers count from 1 in reading order, which is the order of the documents.
    let position = number - 1
    guard graph.documents.indices.contains(position), graph.documents[position].number == number else {
      return graph.documents.first { $0.number == number }
    }
    return graph.documents[position]
  }

  // MARK: Paths from the top of the site

  func path(ofEvent position: Int) -> String { "events/\(entries[position].slug).html" }

  func path(ofActor id: ActorID) -> String? {
    guard actorsWithPage.contains(id), let slug = index.slug(ofActor: id) else { return nil }
    return "actors/\(slug).html"
  }

  /// The page of an article, at one of its sentences.
  func path(ofDocument id: String, sentence: Int? = nil) -> String? {
    guard let number = numberOfDocument[id], layouts.indices.contains(number - 1) else { return nil }
    return layouts[number - 1].path(sentence: sentence)
  }

  /// The page of a period, the first one or the one that holds an event.
  func path(ofPeriod period: Int) -> String { "timeline/\(periods[period].id).html" }

  // MARK: Windows of knowledge

  /// For each article of uncertain date whose best estimate is sharp, the days that hold it nine times in ten.
  private static func sharpEstimates(_ documents: [GraphDocument], _ vague: Set<String>) -> [String: DayInterval] {
    var days: [String: DayInterval] = [:]
    for document in documents where vague.contains(document.id) {
      if let credible = document.record.date.credible, let width = credible.width, width <= 31 {
        days[document.id] = credible
      }
    }
    return days
  }

  /// Where an event stands on the main axis: as its bounds say, or as the sharp estimate of its article's day does.
  private static func placement(
    of event: GraphEvent, _ sharp: [String: DayInterval]
  ) -> (days: DayInterval, isEstimated: Bool) {
    let bounds = event.when.placement
    guard (bounds.width ?? .max) > 62, let place = event.relative, let written = sharp[place.anchor] else {
      return (bounds, false)
    }
    guard let days = place.isOrdered ? place.interval(written: written) : written else { return (bounds, false) }
    return (bounds.intersection(days) ?? days, true)
  }

  private static func vagueDocuments(_ documents: [GraphDocument]) -> Set<String> {
    Set(documents.filter(\.record.date.isOpen).map(\.id))
  }

  /// Up to five days by which articles were out; articles without a bounded date belong to none.
  private static func windows(of documents: [GraphDocument]) -> [KnownWindow] {
    let dated = documents.compactMap { document -> (day: Day, number: Int)? in
      let date = document.record.date
      guard let latest = date.interval.latest, !date.isOpen else { return nil }
      return (latest, document.number)
    }
    let days = Array(Set(dated.map(\.day))).sorted()
    guard days.count > 1 else { return [] }
    let wanted = min(5, days.count)
    var chosen: [Day] = []
    for step in 1...wanted {
      let day = days[step * days.count / wanted - 1]
      if chosen.last != day { chosen.append(day) }
    }
    return chosen.map { day in
      KnownWindow(day: day, articles: dated.filter { $0.day <= day }.map(\.number).sorted())
    }
  }

  private static func firstWindows(_ windows: [KnownWindow]) -> [Int: Int] {
    var first: [Int: Int] = [:]
    for (position, window) in windows.enumerated() {
      for article in window.articles where first[article] == nil { first[article] = position + 1 }
    }
    return first
  }
}
