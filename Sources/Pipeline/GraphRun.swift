// From inputs to the merged graph, with the account of every input.

import Corpus
import Editor
import EventGraph
import Events

/// Analyses a corpus and merges it.
public struct GraphRun: Sendable {
  /// A graph and what became of every input.
  public typealias Outcome = (graph: NewsGraph, report: RunReport)

  public var analysis: Analysis

  public init(analysis: Analysis) { self.analysis = analysis }

  /// The merged graph of a corpus.
  ///
  /// Documents are numbered in the order of their paths (as bytes, folder by folder), within one file of records in
  /// that of their ids (numbers by value). Neither the order of the paths on the command line nor that of the lines of
  /// records with ids of their own decides anything.
  ///
  /// - Parameter progress: is told what goes on, for a terminal.
  /// - Throws: `PipelineError` with status 66 when no input could be used, or one was lost in mid-run.
  public func graph(
    of paths: [String], progress: (RunProgress) -> Void
  ) async throws -> (graph: NewsGraph, report: RunReport) {
    var intake = Intake()
    let end = try await analysis.run(on: paths, progress: progress) { intake.take($0) }
    intake.report.leftOut = end.leftOut
    return try merged(intake, end.corrections, progress)
  }

  /// What was read so far.
  struct Intake {
    var read: [(record: DocumentRecord, notes: [String])] = []
    var report = RunReport()

    mutating func take(_ result: AnalysisResult) {
      switch result {
      case .record(let record, let notes): read.append((record, notes))
      case .skipped(let skip): report.skipped.append(skip)
      }
    }
  }

  /// The graph of what was read.
  ///
  /// - Parameter ofDocuments: what became of the editor's entries on documents.
  func merged(
    _ intake: Intake, _ ofDocuments: [Correction], _ progress: (RunProgress) -> Void
  ) throws -> (graph: NewsGraph, report: RunReport) {
    var report = intake.report
    let read = intake.read.sorted { DocumentOrder.precedes($0.record.source, $1.record.source) }
    var copies = DuplicateFilter()
    var records: [DocumentRecord] = []
    for (record, notes) in read {
      // The same text saved twice is one source; the second copy would double every event.
      if let skip = copies.skip(for: record.source) {
        report.skipped.append(skip)
        continue
      }
      report.used.append(
        RunReport.Used(id: record.source.id, path: record.source.path, events: record.events.count, notes: notes))
      records.append(record)
    }
    report.sortSkips()
    guard !records.isEmpty else {
      let reasons = report.reasons()
      throw PipelineError(
        .noInput, step: "reading",
        "no article could be read" + (reasons.isEmpty ? "; give a folder or files that hold some" : ": \(reasons)"))
    }
    progress(RunProgress(.merging, "documents", of: records.count))
    let configuration = analysis.configuration
    let (graph, corrections) = Editing(configuration).build(records, with: analysis.engine.graph)
    if configuration.hasCorrections {
      report.corrections = ofDocuments + corrections
      report.configuration = configuration.file.split(separator: "/").last.map(String.init)
    }
    return (graph, report)
  }
}
