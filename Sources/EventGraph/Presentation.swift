// What readers see of an event's type and date: the same words on pages, in diagrams and in exports.

import Chronology
import Events

/// The family of an event's type; it decides colour and glyph.
public enum EventCategory: String, Sendable, CaseIterable {
  case talks, statement, proposal, military, commitment, pressure, other

  /// The word shown to readers.
  public var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  public init(_ type: EventType) {
    switch type {
    case .consult, .cooperate: self = .talks
    case .statement, .accuse, .reject, .support: self = .statement
    case .request: self = .proposal
    case .assault, .mobilize: self = .military
    case .agree, .aid, .concede, .retreat: self = .commitment
    case .sanction, .threaten, .coerce, .protest: self = .pressure
    case .other: self = .other
    }
  }
}

/// How well an event's date is known; see ``EventTime/Basis``.
public enum DateState: String, Sendable, CaseIterable {
  case stated, inferred, approximate, reported, disputed, expected, unplaced

  /// The words shown to readers.
  public var words: String {
    switch self {
    case .stated: "Date stated"
    case .inferred: "Inferred date"
    case .approximate: "Approximate date"
    case .reported: "Told then, not dated"
    case .disputed: "Sources disagree"
    case .expected: "Expected, not confirmed"
    case .unplaced: "Not placed"
    }
  }
}
