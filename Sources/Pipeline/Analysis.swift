// Reading and analysing a whole corpus: inputs in, records out, in input order, parallel over documents.

import Corpus
import Editor
import Events
import Language

/// One record of a run.
public enum AnalysisResult: Sendable {
  case record(DocumentRecord, notes: [String])
  case skipped(SkippedInput)
}

/// What is known when all inputs are through.
public struct AnalysisEnd: Sendable {
  /// What was met and left out, since this program wrote it or is writing it.
  public var leftOut: [String] = []
  /// What became of the editor's entries on documents.
  public var corrections: [Correction] = []
}

/// Reads and analyses documents.
public struct Analysis: Sendable {
  public var engine: Engine
  /// Number of documents analysed at once.
  public var threads: Int
  public var configuration: Configuration
  /// Processor time of one document; one that takes longer is skipped.
  public var timeLimit = TimeLimit()
  /// Files and folders that the run writes; they are never its input.
  public var written: [String] = []
  /// Whether each record gets the editor's word on actors and events on its own; a graph gets it as a whole.
  public var correctsRecords = false

  public init(engine: Engine, threads: Int, configuration: Configuration = Configuration()) {
    self.engine = engine
    self.threads = max(1, threads)
    self.configuration = configuration
  }

  /// Hands every input's result to `emit`, in input order.
  ///
  /// - Parameter paths: files and folders; `-` is NDJSON on standard input.
  /// - Returns: what was met and left out, and what became of the editor's entries.
  /// - Throws: `PipelineError` when nothing can be read; after the last result, when inputs were lost in mid-run;
  ///   and whatever `emit` throws.
  @discardableResult
  public func run(on paths: [String], emit: (AnalysisResult) throws -> Void) async throws -> AnalysisEnd {
    let workspaces = Pool<Annotator.Workspace> { Annotator.Workspace() }
    let engine = engine
    let configuration = configuration
    let editing = correctsRecords ? Editing(configuration) : nil
    let timeLimit = timeLimit
    let watchdog = Watchdog()
    var losses: [SkippedInput] = []
    let inputs = try open(paths)
    let shared = Configuration.sharedNames(configuration.documents.isEmpty ? [] : inputs.paths)
    var entries: [Int: Int] = [:]
    var found: Set<String> = []
    var items = inputs.makeIterator()
    try await orderedParallelMap(
      width: threads,
      next: { items.next() },
      transform: { (item: InputItem) -> (AnalysisResult, entry: Int?, found: Set<String>) in
        switch item {
        case .skipped(let skipped): return (.skipped(skipped), nil, [])
        case .document(let given, let notes):
          let entry = configuration.entry(for: given, shared: shared)
          if let entry, configuration.documents[entry].isExcluded {
            let skip = SkippedInput(
              id: given.shownName, code: SkippedInput.excluded, message: "left out by the editor")
            return (.skipped(skip), entry, [])
          }
          let source = entry.map { configuration.completed(given, with: $0) } ?? given
          let seconds = timeLimit.seconds(bytes: source.text.count)
          let record = await watchdog.run(limit: seconds) {
            var workspace = workspaces.take()
            defer { workspaces.give(workspace) }
            return engine.analyse(source, using: &workspace)
          }
          guard let record else {
            let message =
              "its analysis took more than \(Int(seconds.rounded(.up))) s of processor time and was given up"
            return (.skipped(SkippedInput(id: source.shownName, code: "too-slow", message: message)), entry, [])
          }
          let corrected = editing?.apply(to: record)
          return (
            .record(corrected?.record ?? record, notes: notes.map(\.message)), entry, corrected?.found ?? []
          )
        }
      },
      emit: { outcome in
        let result = outcome.0
        if let entry = outcome.entry { entries[entry, default: 0] += 1 }
        found.formUnion(outcome.found)
        if case .skipped(let skip) = result, skip.isLoss { losses.append(skip) }
        try emit(result)
      })
    if let first = losses.first {
      let others = losses.count > 1 ? " and \(losses.count - 1) more" : ""
      throw PipelineError(
        .noInput, step: "reading", "\(first.id)\(others) could not be read to the end (\(first.message))")
    }
    var corrections = configuration.accounts(found: entries, shared: shared)
    if let editing { corrections += editing.accounts(found: found) }
    return AnalysisEnd(leftOut: inputs.leftOut, corrections: corrections)
  }

  private func open(_ paths: [String]) throws(PipelineError) -> InputList {
    do throws(CorpusError) {
      return try engine.reader.open(paths, writing: written, aside: [configuration.file])
    } catch {
      if case .insideOutput = error { throw PipelineError(.cannotCreate, step: "reading", error.description) }
      throw PipelineError(.noInput, step: "reading", error.description)
    }
  }
}
