// From arc scores to a tree with one root: the best heads when they form a tree, else Eisner's algorithm for
// sentences of usual length, else a repair of the best heads that is quadratic.

/// Finds a tree; memory is reused.
package struct TreeDecoder {
  /// Longer sentences are repaired; Eisner's algorithm is cubic.
  private static let longestCubic = 80

  private var isReached: [Bool] = []
  private var path: [Int32] = []
  package init() {}

  /// Fills `heads` with the head of each of `n` tokens; `n` is the root.
  /// - Parameter scores: row by dependent, `n + 1` columns; column `n` is the root, the diagonal is forbidden.
  package mutating func decode(_ scores: UnsafePointer<Float>, _ n: Int, into heads: inout [Int32]) {
    heads.removeAll(keepingCapacity: true)
    var roots = 0
    for i in 0..<n {
      let row = scores + i * (n + 1)
      var best = n
      for j in 0..<n where row[j] > row[best] { best = j }
      if best == n { roots += 1 }
      heads.append(Int32(truncatingIfNeeded: best))
    }
    if roots == 1, reach(heads, n, from: nil) == n { return }
    if n <= TreeDecoder.longestCubic { eisner(scores, n, into: &heads) } else { repair(scores, n, into: &heads) }
  }

  /// Marks the tokens whose path of heads ends at the root (only through the token `only`, when given).
  private mutating func reach(_ heads: [Int32], _ n: Int, from only: Int?) -> Int {
    isReached.removeAll(keepingCapacity: true)
    isReached.append(contentsOf: repeatElement(false, count: n))
    var count = 0
    // A token seen on an earlier path that did not end at the root, or on this one, leads into a circle: each token
    // is looked at once.
    var isSeen = [Bool](repeating: false, count: n)
    for start in 0..<n where !isSeen[start] {
      path.removeAll(keepingCapacity: true)
      var node = start
      while node < n, !isSeen[node] {
        isSeen[node] = true
        path.append(Int32(truncatingIfNeeded: node))
        node = Int(heads[node])
      }
      let ends: Bool
      if node < n {
        ends = isReached[node]
      } else if let only, let last = path.last {
        ends = Int(last) == only
      } else {
        ends = true
      }
      guard ends else { continue }
      for item in path { isReached[Int(item)] = true }
      count += path.count
    }
    return count
  }

  /// Keeps the best root, then hangs what does not reach it where that costs least.
  private mutating func repair(_ scores: UnsafePointer<Float>, _ n: Int, into heads: inout [Int32]) {
    var root = 0
    for i in 1..<n where scores[i * (n + 1) + n] > scores[root * (n + 1) + n] { root = i }
    heads[root] = Int32(truncatingIfNeeded: n)
    var rounds = 0
    while reach(heads, n, from: root) < n {
      rounds += 1
      var best = (gain: -Float.infinity, dependent: -1, head: root)
      for i in 0..<n where !isReached[i] {
        let row = scores + i * (n + 1)
        // After many rounds everything left hangs on the root: bounded time for adversarial text.
        if rounds > 64 {
          heads[i] = Int32(truncatingIfNeeded: root)
          continue
        }
        let now = row[Int(heads[i])]
        for j in 0..<n where isReached[j] && row[j] - now > best.gain { best = (row[j] - now, i, j) }
      }
      if best.dependent >= 0 { heads[best.dependent] = Int32(truncatingIfNeeded: best.head) }
    }
  }

  /// The best projective tree (Eisner 1996), with exactly one child of the root.
  private mutating func eisner(_ scores: UnsafePointer<Float>, _ n: Int, into heads: inout [Int32]) {
    let size = n * n
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * size) { floats in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * size) { bytes in
        guard let f = floats.baseAddress, let b = bytes.baseAddress else { return }
        f.initialize(repeating: 0, count: 4 * size)
        b.initialize(repeating: 0, count: 3 * size)
        let chart = Chart(
          n: n, right: f, left: f + size, openRight: f + 2 * size, openLeft: f + 3 * size, splitOpen: b,
          splitRight: b + size, splitLeft: b + 2 * size)
        chart.fill(scores)
        var root = 0
        var top = -Float.infinity
        for r in 0..<n {
          let score = chart.left[r] + chart.right[r * n + n - 1] + scores[r * (n + 1) + n]
          if score > top {
            top = score
            root = r
          }
        }
        heads[root] = Int32(truncatingIfNeeded: n)
        chart.unfold(root, &heads)
      }
    }
  }
}

/// The chart of Eisner's algorithm; tables by `[left * n + right]`.
private struct Chart {
  let n: Int
  let right, left, openRight, openLeft: UnsafeMutablePointer<Float>
  let splitOpen, splitRight, splitLeft: UnsafeMutablePointer<UInt8>

  func fill(_ scores: UnsafePointer<Float>) {
    guard n > 1 else { return }
    for width in 1..<n {
      for s in 0..<(n - width) {
        let t = s + width
        let (open, openSplit) = best(s..<t) { right[s * n + $0] + left[($0 + 1) * n + t] }
        openRight[s * n + t] = open + scores[t * (n + 1) + s]
        openLeft[s * n + t] = open + scores[s * (n + 1) + t]
        splitOpen[s * n + t] = openSplit
        (right[s * n + t], splitRight[s * n + t]) = best((s + 1)..<(t + 1)) {
          openRight[s * n + $0] + right[$0 * n + t]
        }
        (left[s * n + t], splitLeft[s * n + t]) = best(s..<t) { left[s * n + $0] + openLeft[$0 * n + t] }
      }
    }
  }

  @inline(__always)
  private func best(_ range: Range<Int>, _ score: (Int) -> Float) -> (Float, UInt8) {
    var top = -Float.infinity
    var split = range.lowerBound
    for q in range {
      let value = score(q)
      if value > top {
        top = value
        split = q
      }
    }
    return (top, UInt8(truncatingIfNeeded: split))
  }

  func unfold(_ root: Int, _ heads: inout [Int32]) {
    enum Part { case left, right, openLeft, openRight }
    var stack: [(Part, Int, Int)] = [(.left, 0, root), (.right, root, n - 1)]
    while let (part, s, t) = stack.popLast() {
      guard s < t else { continue }
      switch part {
      case .right:
        let q = Int(splitRight[s * n + t])
        stack.append((.openRight, s, q))
        stack.append((.right, q, t))
      case .left:
        let q = Int(splitLeft[s * n + t])
        stack.append((.left, s, q))
        stack.append((.openLeft, q, t))
      case .openRight, .openLeft:
        if part == .openRight {
          heads[t] = Int32(truncatingIfNeeded: s)
        } else {
          heads[s] = Int32(truncatingIfNeeded: t)
        }
        let q = Int(splitOpen[s * n + t])
        stack.append((.right, s, q))
        stack.append((.left, q + 1, t))
      }
    }
  }
}
