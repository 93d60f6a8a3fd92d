// The front of the EventGraph room: document records in, merged graph out.

import Events

/// Merges the records of a corpus. Pure: the same records give the same graph, whatever their order in time.
public struct GraphBuilder: Sendable {
  public init() {}

  /// Merges actors and events across documents, solves the dates of the whole corpus, and finds relations and
  /// tensions.
  ///
  /// - Parameter records: in reading order.
  public func build(_ records: [DocumentRecord]) -> NewsGraph { NewsGraph() }
}
