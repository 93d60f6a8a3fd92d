// Reading and analysing a whole corpus: inputs in, records out, in input order, parallel over documents.

import Corpus
import Events
import Language

/// One record of a run.
public enum AnalysisResult: Sendable {
  case record(DocumentRecord, notes: [String])
  case skipped(SkippedInput)
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

  public init(engine: Engine, threads: Int, configuration: Configuration = Configuration()) {
    self.engine = engine
    self.threads = max(1, threads)
    self.configuration = configuration
  }

  /// Hands every input's result to `emit`, in input order.
  ///
  /// - Parameter paths: files and folders; `-` is NDJSON on standard input.
  /// - Returns: what was met and left out, since this program wrote it or is writing it.
  /// - Throws: `PipelineError` when nothing can be read; after the last result, when inputs were lost in mid-run;
  ///   and whatever `emit` throws.
  @discardableResult
  public func run(on paths: [String], emit: (AnalysisResult) throws -> Void) async throws -> [String] {
    let workspaces = Pool<Annotator.Workspace> { Annotator.Workspace() }
    let engine = engine
    let configuration = configuration
    let timeLimit = timeLimit
    let watchdog = Watchdog()
    var losses: [SkippedInput] = []
    let inputs = try open(paths)
    var items = inputs.makeIterator()
    try await orderedParallelMap(
      width: threads,
      next: { items.next() },
      transform: { (item: InputItem) -> AnalysisResult in
        switch item {
        case .skipped(let skipped): return .skipped(skipped)
        case .document(let source, let notes):
          let seconds = timeLimit.seconds(bytes: source.text.count)
          let record = await watchdog.run(limit: seconds) {
            var workspace = workspaces.take()
            defer { workspaces.give(workspace) }
            return engine.analyse(configuration.completed(source), using: &workspace)
          }
          guard let record else {
            let message =
              "its analysis took more than \(Int(seconds.rounded(.up))) s of processor time and was given up"
            return .skipped(SkippedInput(id: source.shownName, code: "too-slow", message: message))
          }
          return .record(record, notes: notes.map(\.message))
        }
      },
      emit: { result in
        if case .skipped(let skip) = result, skip.isLoss { losses.append(skip) }
        try emit(result)
      })
    if let first = losses.first {
      let others = losses.count > 1 ? " and \(losses.count - 1) more" : ""
      throw PipelineError(
        .noInput, step: "reading", "\(first.id)\(others) could not be read to the end (\(first.message))")
    }
    return inputs.leftOut
  }

  private func open(_ paths: [String]) throws(PipelineError) -> InputList {
    do throws(CorpusError) {
      return try engine.reader.open(paths, writing: written)
    } catch {
      if case .insideOutput = error { throw PipelineError(.cannotCreate, step: "reading", error.description) }
      throw PipelineError(.noInput, step: "reading", error.description)
    }
  }
}
