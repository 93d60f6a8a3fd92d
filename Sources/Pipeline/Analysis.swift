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

  public init(engine: Engine, threads: Int, configuration: Configuration = Configuration()) {
    self.engine = engine
    self.threads = max(1, threads)
    self.configuration = configuration
  }

  /// Hands every input's result to `emit`, in input order.
  ///
  /// - Parameter paths: files and folders; `-` is NDJSON on standard input.
  /// - Throws: `PipelineError` when nothing can be read, and whatever `emit` throws.
  public func run(on paths: [String], emit: (AnalysisResult) throws -> Void) async throws {
    let workspaces = Pool<Annotator.Workspace> { Annotator.Workspace() }
    let engine = engine
    let configuration = configuration
    var items = try open(paths).makeIterator()
    try await orderedParallelMap(
      width: threads,
      next: { items.next() },
      transform: { (item: InputItem) -> AnalysisResult in
        switch item {
        case .skipped(let skipped): return .skipped(skipped)
        case .document(let source, let notes):
          var workspace = workspaces.take()
          defer { workspaces.give(workspace) }
          let record = engine.analyse(configuration.completed(source), using: &workspace)
          return .record(record, notes: notes.map(\.message))
        }
      },
      emit: emit)
  }

  private func open(_ paths: [String]) throws(PipelineError) -> InputList {
    do throws(CorpusError) {
      return try engine.reader.open(paths)
    } catch {
      throw PipelineError(.noInput, step: "reading", error.description)
    }
  }
}
