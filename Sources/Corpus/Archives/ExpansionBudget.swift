// What may still be unpacked: archives inside archives share one budget, so that no file, however it is nested, makes a
// run long or large.

final class ExpansionBudget {
  /// Bytes that may still come out.
  private(set) var bytes: Int
  /// How deep this archive lies in others.
  let depth: Int
  private let parent: ExpansionBudget?

  static let deepest = 4

  init(bytes: Int) {
    self.bytes = bytes
    depth = 0
    parent = nil
  }

  private init(inside parent: ExpansionBudget) {
    self.parent = parent
    bytes = parent.bytes
    depth = parent.depth + 1
  }

  /// The budget of an archive inside this one.
  ///
  /// - Throws: `ReadFailure` with code `too-deep`.
  func inner() throws(ReadFailure) -> ExpansionBudget {
    guard depth < Self.deepest else {
      throw ReadFailure(code: "too-deep", message: "archives lie inside archives deeper than \(Self.deepest)")
    }
    return ExpansionBudget(inside: self)
  }

  /// Counts bytes that came out.
  func take(_ count: Int) {
    bytes -= count
    parent?.take(count)
  }

  /// Most bytes of one part; what other archives took counts.
  func allowance(_ limit: Int) throws(ReadFailure) -> Int {
    let left = min(bytes, parent?.bytes ?? bytes)
    guard left > 0 else {
      throw ReadFailure(code: "too-large", message: "the archive unpacks to more than is read of one file")
    }
    return min(limit, left)
  }
}
