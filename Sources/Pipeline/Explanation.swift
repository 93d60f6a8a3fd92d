// Derivations in plain words: what `chronograph explain` prints.

import Chronology
import Corpus
import EventGraph

/// Says how the dates, events and actors of a graph came about.
public struct Explanation: Sendable {
  private let graph: NewsGraph
  private let index: GraphIndex

  public init(of graph: NewsGraph) {
    self.graph = graph
    index = graph.index()
  }

  /// The derivations of everything that contains a text, or of all document dates without one.
  ///
  /// - Parameter text: ASCII case does not matter.
  public func lines(about text: String?) -> [String] {
    guard let text else { return graph.documents.flatMap(document) }
    let wanted = Array(text.lowercased().utf8)
    func matches(_ candidate: String) -> Bool { candidate.lowercased().utf8.firstRange(of: wanted) != nil }
    var lines: [String] = []
    for entry in graph.documents {
      if matches(entry.id) { lines += document(entry) }
      for timex in entry.record.timexes where matches(entry.record.source.string(timex.span)) {
        lines += explained(timex, in: entry)
      }
    }
    for event in graph.events where matches(event.title) || event.id == text { lines += explained(event) }
    for actor in graph.actors where matches(actor.name) || actor.id == text { lines += explained(actor) }
    return lines
  }

  private func document(_ entry: GraphDocument) -> [String] {
    let record = entry.record
    let date = record.date
    var lines = ["article \(entry.number), \(entry.id): \(record.title)"]
    lines.append("  date: \(date.words()) (\(date.basis.rawValue))")
    if let edtf = date.edtf { lines.append("  EDTF: \(edtf)") }
    for cue in date.cues {
      let words = cue.span.isEmpty ? "" : "“\(record.source.string(cue.span))”: "
      lines.append("  \(cue.used ? "used" : "not used"): \(words)\(cue.why)")
    }
    if date.cues.isEmpty { lines.append("  no cue to the date was found") }
    return lines + [""]
  }

  private func explained(_ timex: Timex, in entry: GraphDocument) -> [String] {
    let source = entry.record.source
    var lines = ["“\(source.string(timex.span))” in article \(entry.number), \(entry.id), byte \(timex.span.start)"]
    let modifier = timex.mod.map { ", mod \($0)" } ?? ""
    lines.append("  \(timex.kind.rawValue) \(timex.value)\(modifier) (rule \(timex.rule))")
    if let relative = timex.relative { lines.append("  relative to the document date: \(relative)") }
    if !timex.interval.isUnbounded { lines.append("  days: \(timex.interval.words())") }
    lines.append("  why: \(timex.why)")
    return lines + [""]
  }

  private func explained(_ event: GraphEvent) -> [String] {
    var lines = ["event “\(event.title)” (\(event.type.rawValue), \(event.status.rawValue), \(event.id))"]
    lines.append("  date: \(event.when.words()) (\(event.when.basis.rawValue))")
    if !event.when.why.isEmpty { lines.append("  why this date: \(event.when.why)") }
    for why in event.why where !why.isEmpty { lines.append("  why: \(why)") }
    for (label, ids) in [("agents", event.agents), ("patients", event.patients), ("says", event.sources)]
    where !ids.isEmpty {
      lines.append("  \(label): \(ids.map(index.name).joined(separator: ", "))")
    }
    for evidence in event.evidence { lines.append("  sentence (\(evidence.doc)): \(sentence(evidence))") }
    return lines + [""]
  }

  private func explained(_ actor: GraphActor) -> [String] {
    var lines = ["actor \(actor.name) (\(actor.kind.rawValue)\(actor.code.map { ", \($0)" } ?? ""), \(actor.id))"]
    if !actor.why.isEmpty { lines.append("  why: \(actor.why)") }
    if let affiliation = actor.affiliation { lines.append("  belongs to: \(index.name(affiliation))") }
    for (name, documents) in index.names(of: actor.id) {
      lines.append("  written “\(name)” in \(documents.joined(separator: ", "))")
    }
    return lines + [""]
  }

  private func sentence(_ at: DocSpan) -> String {
    index.text(at).unicodeScalars.split { $0.properties.isWhitespace }
      .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  }
}
