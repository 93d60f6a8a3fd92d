// How far a run is. Rooms say what they did; the clock is asked by those who show it.

import Corpus

/// The step of a run and what is done of it.
public struct RunProgress: Sendable, Equatable {
  /// The steps of a run that may take long.
  public enum Phase: String, Sendable {
    case reading, merging, drawing
    case pages = "making pages"
    case writing
    case checking, joining
  }

  public var phase: Phase
  /// What is counted: `documents`, `files`.
  public var unit: String
  /// How many are done; nil where the work on all of them is one step.
  public var done: Int?
  /// How many there are, nil where nobody knows.
  public var total: Int?
  /// Part of the work that is done, from 0 to 1; nil where nobody knows.
  public var share: Double?

  /// - Parameter share: of the work; by default that of the things counted.
  public init(_ phase: Phase, _ unit: String, done: Int? = nil, of total: Int? = nil, share: Double? = nil) {
    self.phase = phase
    self.unit = unit
    self.done = done
    self.total = total
    if let share {
      self.share = share
    } else if let done, let total, total > 0 {
      self.share = Double(done) / Double(total)
    }
  }
}

extension RunProgress {
  /// Reading documents. Of files with one document each their number is that of the documents; where files hold several,
  /// only the share of the work is known.
  ///
  /// - Parameter place: where the reader stands, some documents ahead.
  init(reading done: Int, at place: InputPlace?) {
    let isOneEach = place.map { !$0.hasStreams } ?? false
    self.init(
      .reading, "documents", done: done, of: isOneEach ? place?.total : nil, share: isOneEach ? nil : place?.share)
  }
}
