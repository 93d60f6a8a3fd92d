// Feature hashing for the linear models: one table of small integers, addressed by feature and class.

/// Weights of a hashed linear model.
package struct LinearModel: Sendable {
  package var weights: [Int8]
  package let mask: Int

  package init(weights: [Int8]) {
    self.weights = weights
    mask = max(1, weights.count) - 1
  }

  /// Adds the score of each class for a feature.
  @inline(__always)
  package static func slot(_ feature: UInt64, _ kind: Int) -> Int {
    Int(
      truncatingIfNeeded: (feature &+ UInt64(truncatingIfNeeded: kind) &* 0x9e37_79b9_7f4a_7c15)
        &* 0xff51_afd7_ed55_8ccd >> 24)
  }
}

/// What the models see of a token, computed once.
package struct TokenShape: Sendable {
  package var form: UInt64 = 0
  package var shape: UInt64 = 0
  package var suffix1: UInt64 = 0
  package var suffix2: UInt64 = 0
  package var suffix3: UInt64 = 0
  package var suffix4: UInt64 = 0
  package var prefix: UInt64 = 0
  package var isCapitalised = false

  package init() {}

  package init(_ bytes: UnsafeRawBufferPointer) {
    form = WordKey(bytes: bytes).value
    var hash: UInt64 = 7
    var last: UInt64 = 0
    for byte in bytes.prefix(24) {
      let kind: UInt64 =
        byte &- 0x61 < 26 ? 1 : byte &- 0x41 < 26 ? 2 : byte &- 0x30 < 10 ? 3 : byte >= 0x80 ? 4 : UInt64(byte) + 8
      if kind != last { hash = (hash ^ kind) &* 0x100_0000_01b3 }
      last = kind
    }
    shape = hash
    var tail: UInt64 = 0
    let count = bytes.count
    for k in 0..<min(4, count) {
      let byte = bytes[count - 1 - k]
      tail = (tail << 8) | UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      switch k {
      case 0: suffix1 = tail + 1
      case 1: suffix2 = tail + 2
      case 2: suffix3 = tail + 3
      default: suffix4 = tail + 4
      }
    }
    for k in 0..<min(3, count) { prefix = (prefix << 8) | UInt64(bytes[k] &- 0x41 < 26 ? bytes[k] | 0x20 : bytes[k]) }
    isCapitalised = count > 0 && (bytes[0] &- 0x41 < 26)
  }
}
