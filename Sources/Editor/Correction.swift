// What became of one line of the editor's file: nothing in it is dropped without a word.

/// The account of one correction.
public struct Correction: Sendable, Equatable {
  public enum State: String, Sendable {
    case applied
    /// Nothing in the corpus answers to what it names.
    case lost
    /// More than one thing answers to it.
    case ambiguous
    /// Another correction, or the graph itself, says the contrary.
    case conflict
    /// Its object is there, and it changes nothing.
    case idle
  }

  /// Line of the file, from 1.
  public var line: Int
  /// Where it stands, such as `events[2].redate`.
  public var key: String
  public var state: State
  /// What was found, or what to do about it.
  public var message: String

  public init(line: Int, key: String, state: State, message: String) {
    self.line = line
    self.key = key
    self.state = state
    self.message = message
  }

  /// Whether the editor should look at it.
  public var isOpen: Bool { state != .applied && state != .idle }

  /// `chronograph.yml:12: events[2].redate: not applied (lost): …`
  public func words(file: String) -> String {
    "\(file):\(line): \(key): \(isOpen ? "not applied (\(state.rawValue))" : state.rawValue): \(message)"
  }
}
