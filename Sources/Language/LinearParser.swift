// Greedy arc-hybrid dependency parsing (Kuhlmann et al. 2011) with a hashed linear model.

/// A parser state. Index `count` stands for the artificial root at the end of the buffer.
package struct ParserState {
  package var stack: [Int32] = []
  package var next: Int32 = 0
  package var count: Int32 = 0
  package var heads: [Int32] = []
  package var labels: [UInt8] = []
  package var leftmost: [Int32] = []
  package var rightmost: [Int32] = []
  package var leftCount: [UInt8] = []
  package var rightCount: [UInt8] = []

  package init() {}

  package mutating func reset(_ tokens: Int) {
    stack.removeAll(keepingCapacity: true)
    next = 0
    count = Int32(tokens)
    heads.removeAll(keepingCapacity: true)
    heads.append(contentsOf: repeatElement(-1, count: tokens + 1))
    labels.removeAll(keepingCapacity: true)
    labels.append(contentsOf: repeatElement(255, count: tokens + 1))
    leftmost.removeAll(keepingCapacity: true)
    leftmost.append(contentsOf: repeatElement(-1, count: tokens + 1))
    rightmost.removeAll(keepingCapacity: true)
    rightmost.append(contentsOf: repeatElement(-1, count: tokens + 1))
    leftCount.removeAll(keepingCapacity: true)
    leftCount.append(contentsOf: repeatElement(0, count: tokens + 1))
    rightCount.removeAll(keepingCapacity: true)
    rightCount.append(contentsOf: repeatElement(0, count: tokens + 1))
  }

  package var isFinal: Bool { next == count && stack.isEmpty }
  package var canShift: Bool { next < count }
  package var canLeft: Bool { !stack.isEmpty }
  package var canRight: Bool { stack.count > 1 }

  package mutating func shift() {
    stack.append(next)
    next += 1
  }

  /// The top of the stack becomes a dependent of the next token (or of the root).
  package mutating func left(_ label: UInt8) {
    guard let top = stack.popLast() else { return }
    attach(Int(top), Int(next), label)
  }

  /// The top of the stack becomes a dependent of the token below it.
  package mutating func right(_ label: UInt8) {
    guard stack.count > 1, let top = stack.popLast() else { return }
    attach(Int(top), Int(stack[stack.count - 1]), label)
  }

  private mutating func attach(_ child: Int, _ head: Int, _ label: UInt8) {
    heads[child] = Int32(head)
    labels[child] = label
    if child < head {
      if leftmost[head] < 0 || Int(leftmost[head]) > child { leftmost[head] = Int32(child) }
      leftCount[head] &+= leftCount[head] < 3 ? 1 : 0
    } else {
      if Int(rightmost[head]) < child { rightmost[head] = Int32(child) }
      rightCount[head] &+= rightCount[head] < 3 ? 1 : 0
    }
  }
}

package enum LinearParser {
  package static let templates = 46

  @inline(__always)
  private static func mix(_ number: UInt64, _ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) -> UInt64 {
    var hash = (a ^ (number &* 0x9e37_79b9_7f4a_7c15)) &* 0xbf58_476d_1ce4_e5b9
    hash ^= hash >> 29
    hash = (hash ^ b) &* 0x94d0_49bb_1331_11eb
    hash ^= hash >> 31
    hash = (hash ^ c) &* 0xd6e8_feb8_6659_fd93
    return hash ^ (hash >> 32)
  }

  /// Fills the feature hashes of a state.
  package static func features(
    _ state: borrowing ParserState, _ shapes: UnsafePointer<TokenShape>, _ tags: UnsafePointer<UInt8>,
    _ out: UnsafeMutablePointer<UInt64>
  ) {
    let count = Int(state.count)
    let depth = state.stack.count
    let s0 = depth > 0 ? Int(state.stack[depth - 1]) : -1
    let s1 = depth > 1 ? Int(state.stack[depth - 2]) : -1
    let s2 = depth > 2 ? Int(state.stack[depth - 3]) : -1
    let b0 = Int(state.next)
    func w(_ i: Int) -> UInt64 { i < 0 ? 11 : i >= count ? 13 : shapes[i].form }
    func t(_ i: Int) -> UInt64 { i < 0 ? 253 : i >= count ? 254 : UInt64(tags[i]) }
    func left(_ i: Int) -> Int { i < 0 || i > count ? -1 : Int(state.leftmost[i]) }
    func right(_ i: Int) -> Int { i < 0 || i > count ? -1 : Int(state.rightmost[i]) }
    func label(_ i: Int) -> UInt64 { i < 0 || i > count ? 252 : UInt64(state.labels[i]) }
    let distance = UInt64(s0 < 0 ? 0 : min(7, b0 - s0))
    let gap = UInt64(s1 < 0 ? 0 : min(7, s0 - s1))
    let lc0 = s0 < 0 ? 0 : UInt64(state.leftCount[s0])
    let rc0 = s0 < 0 ? 0 : UInt64(state.rightCount[s0])
    let lcb = UInt64(state.leftCount[min(b0, count)])
    let rc1 = s1 < 0 ? 0 : UInt64(state.rightCount[s1])
    out[0] = mix(0, w(s0), t(s0))
    out[1] = mix(1, t(s0))
    out[2] = mix(2, w(b0), t(b0))
    out[3] = mix(3, t(b0))
    out[4] = mix(4, w(s1), t(s1))
    out[5] = mix(5, t(s1))
    out[6] = mix(6, w(b0 + 1), t(b0 + 1))
    out[7] = mix(7, t(b0 + 1), t(b0 + 2))
    out[8] = mix(8, w(s0), w(b0))
    out[9] = mix(9, w(s0), t(b0))
    out[10] = mix(10, t(s0), w(b0))
    out[11] = mix(11, t(s0), t(b0), distance)
    out[12] = mix(12, w(s0), w(s1))
    out[13] = mix(13, w(s0), t(s1))
    out[14] = mix(14, t(s0), w(s1))
    out[15] = mix(15, t(s0), t(s1), gap)
    out[16] = mix(16, t(s0), t(b0), t(b0 + 1))
    out[17] = mix(17, t(s1), t(s0), t(b0))
    out[18] = mix(18, t(s2), t(s1), t(s0))
    out[19] = mix(19, t(b0), t(b0 + 1), t(b0 + 2))
    out[20] = mix(20, t(s0), t(left(s0)), t(b0))
    out[21] = mix(21, t(s0), t(right(s0)), t(b0))
    out[22] = mix(22, t(s0), t(left(b0)), t(b0))
    out[23] = mix(23, t(s1), t(right(s1)), t(s0))
    out[24] = mix(24, t(s1), t(left(s1)), t(s0))
    out[25] = mix(25, t(s1), t(left(s0)), t(s0))
    out[26] = mix(26, t(s1), t(right(s0)), t(s0))
    out[27] = mix(27, w(s0), lc0, rc0)
    out[28] = mix(28, t(s0), lc0, rc0)
    out[29] = mix(29, t(s1), rc1, label(right(s1)))
    out[30] = mix(30, t(b0), lcb, label(left(b0)))
    out[31] = mix(31, w(b0), lcb)
    out[32] = mix(32, t(s0), label(left(s0)), label(right(s0)))
    out[33] = mix(33, w(s0), label(right(s0)))
    out[34] = mix(34, w(s1), label(right(s1)))
    out[35] = mix(35, w(s1), w(right(s0)), t(s0))
    out[36] = mix(36, w(s1), w(left(s0)), w(s0))
    out[37] = mix(37, w(s0), t(b0), t(b0 + 1))
    out[38] = mix(38, t(s0), w(b0), t(b0 + 1))
    out[39] = mix(39, w(s1), t(s0), t(b0))
    out[40] = mix(40, w(s2), t(s0), t(b0))
    out[41] = mix(41, s0 < 0 || s0 >= count ? 1 : shapes[s0].suffix3, t(b0))
    out[42] = mix(42, s0 < 0 || s0 >= count ? 1 : shapes[s0].suffix3, t(s1))
    out[43] = mix(43, w(b0 + 1), t(s0), t(b0))
    out[44] = mix(44, distance, t(s0), w(b0))
    out[45] = mix(45, w(s0), w(b0 + 1))
  }
}
