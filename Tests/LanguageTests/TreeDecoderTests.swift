import Language
import Testing

@Suite struct TreeDecoderTests {
  /// Scores whose best heads run in circles of a given length, none of which holds the root.
  private func scores(_ n: Int, circle: Int) -> [Float] {
    var random = Numbers(state: UInt64(n * 1000 + circle))
    var scores = (0..<n * (n + 1)).map { _ in Float(random.next() % 1000) / 1000 }
    for token in 0..<n {
      let first = token / circle * circle
      let next = token + 1 < min(n, first + circle) ? token + 1 : first
      scores[token * (n + 1) + token] = -1000
      if next != token { scores[token * (n + 1) + next] = 10 }
    }
    return scores
  }

  private struct Numbers {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }

  /// Sentences of usual length and beyond the bound of the cubic algorithm.
  @Test(arguments: [3, 40, 80, 81, 300], [2, 3, 50])
  func circlesBecomeATreeWithOneRoot(_ n: Int, _ circle: Int) {
    var decoder = TreeDecoder()
    var heads: [Int32] = []
    scores(n, circle: circle).withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { decoder.decode(base, n, into: &heads) }
    }
    #expect(heads.count == n)
    #expect(heads.filter { Int($0) == n }.count == 1)
    for token in 0..<n {
      var node = token
      var steps = 0
      while node < n, steps <= n {
        node = Int(heads[node])
        steps += 1
      }
      #expect(node == n, "token \(token) of \(n)")
    }
  }
}
