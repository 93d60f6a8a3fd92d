// The Exports room: the graph in the formats of other programs. Each format is one file that turns rows into text.

import Actors
import Chronology
import EventGraph
import Events

/// The files of `data/` beside `graph.json`.
public struct ExportSet: Sendable {
  /// Title of the collection.
  public var title: String
  /// Address of the site with a `/` at its end, for links; nil leaves links out.
  public var baseURL: String?
  /// Day that calendars state as the time of writing.
  public var buildDate: Day?

  public init(title: String = "Timeline", baseURL: String? = nil, buildDate: Day? = nil) {
    self.title = title
    self.baseURL = baseURL
    self.buildDate = buildDate
  }

  /// All files, in a fixed order; the same graph gives the same bytes.
  public func files(for graph: NewsGraph) -> [OutputFile] {
    let input = ExportInput(
      graph: graph, rows: ExportRow.rows(of: graph), index: graph.index(), title: title, baseURL: baseURL,
      buildDate: buildDate)
    return ExportFormat.all.map { OutputFile(path: "data/" + $0.file, bytes: $0.write(input)) }
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
    EventsJSON.format, EventsCSV.format, EventsCSV.evidenceFormat, Calendar.format, TimelineJS.format,
    TimelineJS.tableFormat, Markwhen.format, VisTimeline.format, Simile.format, GEXF.format, GraphML.format,
    PlainDOT.format,
  ]
}
