// The rows for a fit of the weights of eventness and confidence: what the models see of each event.

import Actors
import Chronology
import Corpus
import Events
import Foundation
import Knowledge
import Language

extension MeasureRooms {
  struct Article: Decodable {
    var id: String
    var text: String
    var date: String?
  }

  private struct Row: Encodable {
    var doc: String
    var start: Int
    var end: Int
    var type: String
    var eventness: [String: Double]
    var confidence: [String: Double]
  }

  /// Reads articles, one JSON object with `id`, `text` and `date` a line, from standard input, and prints one object an
  /// event. The knowledge of events may lie in the folder that `EVENT_KNOWLEDGE` names, so that other weights and
  /// thresholds can be tried.
  static func printProperties() throws {
    let layout = try LayoutAnalyser(knowledge: .embedded(.corpus))
    let annotator = try Annotator()
    let times = try TimeAnalyser(knowledge: .embedded(.time))
    let actors = try ActorAnalyser(knowledge: .embedded(.actors))
    let folder = ProcessInfo.processInfo.environment["EVENT_KNOWLEDGE"]
    let knowledge =
      try folder.map { try KnowledgeFiles.overlay($0, .events) } ?? .embedded(.events)
    let events = try EventAnalyser(knowledge: knowledge, times: times)
    var workspace = Annotator.Workspace()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    while let line = readLine() {
      let article = try JSONDecoder().decode(Article.self, from: Data(line.utf8))
      var source = SourceDocument(id: article.id, text: Array(article.text.utf8))
      source.date = article.date
      let document = annotator.annotate(layout.analyse(source), using: &workspace)
      let rows = events.properties(document, times.analyse(document), actors.analyse(document))
      for row in rows {
        let record = Row(
          doc: article.id, start: row.span.start, end: row.span.end, type: row.type.rawValue,
          eventness: Dictionary(row.eventness.map { ($0.name, $0.amount) }, uniquingKeysWith: +),
          confidence: Dictionary(row.confidence.map { ($0.name, $0.amount) }, uniquingKeysWith: +))
        print(String(decoding: try encoder.encode(record), as: UTF8.self))
      }
    }
  }
}
