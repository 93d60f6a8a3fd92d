// Reading and analysing a whole corpus: inputs in, records out, in input order, parallel over documents.

import Corpus
import Editor
import Events
import Language
import Synchronization

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
  /// File names, folded, that several inputs have; only where the editor's file has entries on documents.
  var sharedNames: [String] = []
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
  /// What earlier runs found, nil to analyse all anew.
  public var cache: AnalysisCache?

  public init(engine: Engine, threads: Int, configuration: Configuration = Configuration()) {
    self.engine = engine
    self.threads = max(1, threads)
    self.configuration = configuration
  }

  /// Hands every input's result to `emit`, in input order.
  ///
  /// - Parameters:
  ///   - paths: files and folders; `-` is NDJSON on standard input.
  ///   - progress: is told what goes on.
  /// - Returns: what was met and left out, and what became of the editor's entries.
  /// - Throws: `PipelineError` when nothing can be read; after the last result, when inputs were lost in mid-run;
  ///   and whatever `emit` throws.
  @discardableResult
  public func run(
    on paths: [String], progress: (RunProgress) -> Void = { _ in }, emit: (AnalysisResult) throws -> Void
  ) async throws -> AnalysisEnd {
    try await outcomes(on: paths, progress: progress) { try emit($0.result) }
  }

  /// What became of one input.
  struct Outcome: Sendable {
    var result: AnalysisResult
    /// The editor's entry that means the document.
    var entry: Int?
    /// The corrections that found their object in it.
    var found: Set<String> = []
  }

  /// The same as ``run(on:progress:emit:)``, with the editor's entries.
  @discardableResult
  func outcomes(
    on paths: [String], progress: (RunProgress) -> Void = { _ in }, emit: (Outcome) throws -> Void
  ) async throws -> AnalysisEnd {
    var losses: [SkippedInput] = []
    let inputs = try open(paths)
    let leftOut = inputs.leftOut
    let shared = Configuration.sharedNames(configuration.documents.isEmpty ? [] : inputs.paths)
    var entries: [Int: Int] = [:]
    var found: Set<String> = []
    let items = Mutex(inputs.makeIterator())
    // Apart from the items, which are locked for as long as a stream lets wait.
    let place = Mutex<InputPlace?>(nil)
    let reader = BlockingReader {
      items.withLock { items in
        let item = items.next()
        place.withLock { $0 = items.place }
        return item
      }
    }
    var done = 0
    let work = DocumentWork(self, shared: shared)
    try await orderedParallelMap(
      width: threads, next: { try await reader.next() }, transform: { await work.outcome(of: $0) },
      emit: { outcome in
        if let entry = outcome.entry { entries[entry, default: 0] += 1 }
        found.formUnion(outcome.found)
        if case .skipped(let skip) = outcome.result, skip.isLoss { losses.append(skip) }
        try emit(outcome)
        done += 1
        progress(RunProgress(reading: done, at: place.withLock { $0 }))
      })
    cache?.finish()
    if let first = losses.first {
      let others = losses.count > 1 ? " and \(losses.count - 1) more" : ""
      throw PipelineError(
        .noInput, step: "reading", "\(first.id)\(others) could not be read to the end (\(first.message))")
    }
    var corrections = configuration.accounts(found: entries, shared: shared)
    if let editing = work.editing { corrections += editing.accounts(found: found) }
    return AnalysisEnd(leftOut: leftOut, corrections: corrections, sharedNames: shared.sorted())
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

/// The work on one input, the same on every thread.
private struct DocumentWork: Sendable {
  let editing: Editing?
  private let engine: Engine
  private let configuration: Configuration
  private let shared: Set<String>
  private let timeLimit: TimeLimit
  private let cache: AnalysisCache?
  private let watchdog = Watchdog()
  private let workspaces = Pool<Annotator.Workspace> { Annotator.Workspace() }

  init(_ analysis: Analysis, shared: Set<String>) {
    engine = analysis.engine
    configuration = analysis.configuration
    timeLimit = analysis.timeLimit
    cache = analysis.cache
    editing = analysis.correctsRecords ? Editing(analysis.configuration) : nil
    self.shared = shared
  }

  func outcome(of item: InputItem) async -> Analysis.Outcome {
    switch item {
    case .skipped(let skipped): return Analysis.Outcome(result: .skipped(skipped))
    case .document(let given, let notes):
      let entry = configuration.entry(for: given, shared: shared)
      if let entry, configuration.documents[entry].isExcluded {
        return Analysis.Outcome(result: .skipped(.excluded(given)), entry: entry)
      }
      let source = entry.map { configuration.completed(given, with: $0) } ?? given
      guard let record = await record(of: source) else {
        let seconds = Int(timeLimit.seconds(bytes: source.text.count).rounded(.up))
        let skip = SkippedInput(
          id: source.shownName, code: "too-slow",
          message: "its analysis took more than \(seconds) s of processor time and was given up")
        return Analysis.Outcome(result: .skipped(skip), entry: entry)
      }
      let corrected = editing?.apply(to: record)
      return Analysis.Outcome(
        result: .record(corrected?.record ?? record, notes: notes.map(\.message)), entry: entry,
        found: corrected?.found ?? [])
    }
  }

  /// The analysis of a document, kept or made; nil when it took too long.
  private func record(of source: SourceDocument) async -> DocumentRecord? {
    let key = cache?.key(of: source)
    if let key, let known = cache?.record(key, of: source) { return known }
    let (engine, workspaces) = (engine, workspaces)
    let record = await watchdog.run(limit: timeLimit.seconds(bytes: source.text.count)) {
      var workspace = workspaces.take()
      defer { workspaces.give(workspace) }
      return engine.analyse(source, using: &workspace)
    }
    if let key, let record { cache?.keep(record, under: key) }
    return record
  }
}

extension SkippedInput {
  /// What the editor left out.
  static func excluded(_ source: SourceDocument) -> SkippedInput {
    SkippedInput(id: source.shownName, code: excluded, message: "left out by the editor")
  }
}
