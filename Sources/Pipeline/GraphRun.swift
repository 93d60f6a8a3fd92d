// From inputs to the merged graph, with the account of every input.

import Corpus
import EventGraph
import Events

/// Analyses a corpus and merges it.
public struct GraphRun: Sendable {
  public var analysis: Analysis

  public init(analysis: Analysis) { self.analysis = analysis }

  /// The merged graph of a corpus.
  ///
  /// - Parameter progress: is told what goes on, for a terminal.
  /// - Throws: `PipelineError` with status 66 when no input could be used.
  public func graph(
    of paths: [String], progress: (String) -> Void
  ) async throws -> (graph: NewsGraph, report: RunReport) {
    var records: [DocumentRecord] = []
    var report = RunReport()
    var copies = DuplicateFilter()
    try await analysis.run(on: paths) { result in
      switch result {
      case .record(let record, let notes):
        // The same text saved twice is one source; the second copy would double every event.
        if let skip = copies.skip(for: record.source) {
          report.skipped.append(skip)
          break
        }
        report.used.append(
          RunReport.Used(
            id: record.source.id, path: record.source.path, events: record.events.count, notes: notes))
        records.append(record)
      case .skipped(let skip):
        report.skipped.append(skip)
      }
      progress("reading: \(report.seen) inputs, \(report.used.count) documents")
    }
    guard !records.isEmpty else {
      let reasons = report.skipped.prefix(3).map { "\($0.id): \($0.message)" }.joined(separator: "; ")
      throw PipelineError(
        .noInput, step: "reading",
        "no article could be read" + (reasons.isEmpty ? "; give a folder or files that hold some" : " (\(reasons))"))
    }
    progress("merging: \(records.count) documents")
    return (analysis.engine.graph.build(records), report)
  }
}
