// Records as a part: what `extract --records` writes.

import Corpus
import Records

/// Analyses inputs and hands on the bytes of a part.
public struct RecordOutput: Sendable {
  public var analysis: Analysis
  private let maker: PartMaker

  /// - Parameter program: name and version of the program.
  public init(analysis: Analysis, program: String) {
    var analysis = analysis
    // The editor's word on actors and events comes when all documents are together.
    analysis.correctsRecords = false
    self.analysis = analysis
    maker = analysis.engine.maker(program: program)
  }

  /// Analyses inputs; each is handed on as soon as it is done, in input order.
  ///
  /// - Parameters:
  ///   - progress: is told what goes on.
  ///   - write: takes the bytes of the part, in order.
  ///   - tell: is told what became of each input.
  /// - Throws: see ``Analysis/run(on:progress:emit:)``; the part then has no end and is refused by those who read it.
  @discardableResult
  public func run(
    on paths: [String], progress: (RunProgress) -> Void = { _ in }, write: ([UInt8]) throws -> Void,
    tell: (AnalysisResult) throws -> Void
  ) async throws -> AnalysisEnd {
    var writer = PartWriter(maker)
    try write(writer.start())
    let configuration = analysis.configuration
    let end = try await analysis.outcomes(on: paths, progress: progress) { outcome in
      switch outcome.result {
      case .record(let record, let notes):
        try write(writer.entry(.document(StoredDocument(record: record, notes: notes))))
      case .skipped(let skip):
        let entry = skip.code == SkippedInput.excluded ? outcome.entry.map { configuration.documents[$0].name } : nil
        try write(writer.entry(.skip(StoredSkip(skip: skip, entry: entry))))
      }
      try tell(outcome.result)
    }
    try write(writer.finish(sharedNames: end.sharedNames))
    return end
  }
}
