// The Exports room: the graph in the formats of other programs. Each format is one file that turns rows into text.

import Actors
import Chronology
import EventGraph
import Events

/// The files of `data/` beside `graph.json`.
public struct ExportSet: Sendable {
  /// Title of the collection.
  public var title: String
  /// Address of the site, for links, with a `/` at its end; nil leaves links out.
  public private(set) var baseURL: String?
  /// Day that calendars state as the time of writing; nil for that of the newest article that tells of an event.
  public var buildDate: Day?
  /// Whether the calendar has a note on the first possible day for each event that is placed to a window only.
  public var calendarNotes: Bool

  public init(
    title: String = "Timeline", baseURL: String? = nil, buildDate: Day? = nil, calendarNotes: Bool = false
  ) {
    self.title = title
    self.baseURL = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    self.buildDate = buildDate
    self.calendarNotes = calendarNotes
  }

  /// All files, in a fixed order; the same graph gives the same bytes.
  public func files(for graph: NewsGraph) -> [OutputFile] {
    var files: [OutputFile] = []
    write(graph) { files.append($0) }
    return files
  }

  /// Hands the files on one by one, each as soon as it is made.
  public func write<Failure: Error>(
    _ graph: NewsGraph, to write: (OutputFile) throws(Failure) -> Void
  ) throws(Failure) {
    let input = ExportInput(
      graph: graph, rows: ExportRow.rows(of: graph), index: graph.index(), title: title, baseURL: baseURL,
      buildDate: buildDate, calendarNotes: calendarNotes)
    for format in ExportFormat.all {
      try write(OutputFile(path: "data/" + format.file, bytes: format.write(input)))
    }
  }
}

/// What a format may read.
struct ExportInput: Sendable {
  var graph: NewsGraph
  var rows: [ExportRow]
  var index: GraphIndex
  var title: String
  var baseURL: String?
  var buildDate: Day?
  var calendarNotes: Bool

  /// The day on which what is known of an event was last changed: of the build, or of the newest article that tells it.
  func revision(of event: GraphEvent) -> Day {
    let told = event.documents.compactMap { index.document($0)?.record.date.interval.latest }.max()
    return buildDate ?? told ?? Day(number: 0)
  }

  /// The most important rows that formats with days can show, in their order.
  func key(_ limit: Int) -> [ExportRow] {
    let dated = rows.enumerated().filter { $0.element.isoDays != nil }
    let weights = dated.map { (graph.importance(of: $0.element.event, index: index), $0.offset) }
    let chosen = Set(weights.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.prefix(limit).map(\.1))
    return dated.filter { chosen.contains($0.offset) }.map(\.element)
  }
}

/// One file of `data/`. A format is a value of this type beside the code that writes it; ``all`` names it.
struct ExportFormat: Sendable {
  var file: String
  var write: @Sendable (ExportInput) -> [UInt8]

  init(_ file: String, bytes write: @escaping @Sendable (ExportInput) -> [UInt8]) {
    self.file = file
    self.write = write
  }

  init(_ file: String, text write: @escaping @Sendable (ExportInput) -> String) {
    self.init(file, bytes: { Array(write($0).utf8) })
  }

  /// The formats in the order of their files.
  static let all: [ExportFormat] = [
    EventsJSON.format, EventsCSV.format, EventsCSV.excelFormat, EventsCSV.evidenceFormat, Calendar.format,
    TimelineJS.format,
    TimelineJS.tableFormat, Markwhen.format, VisTimeline.format, Simile.format, GEXF.format, GraphML.format,
    PlainDOT.format,
  ]
}
