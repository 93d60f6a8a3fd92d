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
    let rows = ExportRow.rows(of: graph)
    let index = graph.index()
    return [
      OutputFile(path: "data/events.json", bytes: EventsJSON.write(rows, title: title)),
      OutputFile(path: "data/events.csv", text: EventsCSV.events(rows)),
      OutputFile(path: "data/evidence.csv", text: EventsCSV.evidence(rows, index)),
      OutputFile(path: "data/events.ics", text: Calendar.write(rows, title: title, baseURL: baseURL, stamp: buildDate)),
      OutputFile(path: "data/timelinejs.json", bytes: TimelineJS.json(rows, title: title)),
      OutputFile(path: "data/timelinejs.csv", text: TimelineJS.csv(rows)),
      OutputFile(path: "data/timeline.mw", text: Markwhen.write(rows, title: title)),
      OutputFile(path: "data/vis.json", bytes: VisTimeline.write(rows)),
      OutputFile(path: "data/simile.json", bytes: Simile.write(rows)),
      OutputFile(path: "data/graph.gexf", text: GEXF.write(graph, rows)),
      OutputFile(path: "data/graph.graphml", text: GraphML.write(graph, rows)),
      OutputFile(path: "data/graph.dot", text: PlainDOT.write(graph, rows, title: title)),
    ]
  }
}
