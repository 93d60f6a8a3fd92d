/// An error that ends a command: what happened, in which step, and what to do.
public struct PipelineError: Error, Sendable, CustomStringConvertible {
  /// Exit status after sysexits(3) as the trust rules list them.
  public enum Status: Int32, Sendable {
    case usage = 64
    case badData = 65
    case noInput = 66
    case bug = 70
    case cannotCreate = 73
    case cannotWrite = 74
    case locked = 75
  }

  public var status: Status
  /// Name of the step, such as `reading` or `writing`.
  public var step: String
  public var message: String

  public init(_ status: Status, step: String, _ message: String) {
    self.status = status
    self.step = step
    self.message = message
  }

  public var description: String { "\(step): \(message)" }
}
