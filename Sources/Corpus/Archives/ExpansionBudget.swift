// What may still be unpacked: archives inside archives share one budget, so that no file, however it is nested, makes a
// run long or large.

package final class ExpansionBudget {
  /// Bytes that may still come out.
  private(set) var bytes: Int
  /// Seconds that programs of the system may still run for the outermost file.
  private var seconds: Double
  /// How deep this archive lies in others.
  let depth: Int
  private let parent: ExpansionBudget?

  static let deepest = 4

  /// - Parameters:
  ///   - bytes: most bytes that come out of one file, all levels together.
  ///   - seconds: longest that programs of the system run for it, all parts together.
  package init(bytes: Int, seconds: Double = 300) {
    self.bytes = bytes
    self.seconds = seconds
    depth = 0
    parent = nil
  }

  private init(inside parent: ExpansionBudget) {
    self.parent = parent
    bytes = parent.bytes
    seconds = 0
    depth = parent.depth + 1
  }

  /// The budget of an archive inside this one.
  ///
  /// - Throws: `ReadFailure` with code `too-deep`.
  package func inner() throws(ReadFailure) -> ExpansionBudget {
    guard depth < Self.deepest else {
      throw ReadFailure(code: "too-deep", message: "archives lie inside archives deeper than \(Self.deepest)")
    }
    return ExpansionBudget(inside: self)
  }

  /// Counts bytes that came out.
  package func take(_ count: Int) {
    bytes -= count
    parent?.take(count)
  }

  /// Most bytes of one part; what other archives took counts.
  package func allowance(_ limit: Int) throws(ReadFailure) -> Int {
    let left = left
    guard left > 0 else {
      throw ReadFailure(code: "too-large", message: "the archive unpacks to more than is read of one file")
    }
    return min(limit, left)
  }

  private var left: Int { min(bytes, parent?.left ?? bytes) }

  /// Longest run of the next program.
  ///
  /// - Throws: `ReadFailure` with code `too-slow` when the programs before it took all the time there is.
  package func time(_ limit: Double) throws(ReadFailure) -> Double {
    if let parent { return try parent.time(limit) }
    guard seconds > 0 else {
      throw ReadFailure(
        code: "too-slow", message: "reading the parts of this file took too long; unpack it and read them by themselves"
      )
    }
    return min(limit, seconds)
  }

  /// Counts seconds that a program ran.
  package func spend(_ time: Double) {
    if let parent { parent.spend(time) } else { seconds -= time }
  }
}
