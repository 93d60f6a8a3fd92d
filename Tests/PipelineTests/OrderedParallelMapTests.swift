import Testing

import Pipeline

@Suite struct OrderedParallelMapTests {
  @Test(arguments: [1, 2, 7])
  func resultsComeInInputOrder(_ width: Int) async throws {
    var next = 0
    var seen: [Int] = []
    try await orderedParallelMap(
      width: width,
      next: { () -> Int? in
        defer { next += 1 }
        return next < 500 ? next : nil
      },
      transform: { number -> Int in
        // Uneven work, so that results are ready out of order.
        (0..<(number % 7) * 1000).reduce(number) { $0 ^ ($1 & 0) }
      }, emit: { seen.append($0) })
    #expect(seen == Array(0..<500))
  }

  @Test func errorOfTheReceiverEndsTheRun() async {
    struct Stop: Error {}
    var next = 0
    await #expect(throws: Stop.self) {
      try await orderedParallelMap(
        width: 2,
        next: { () -> Int? in
          next += 1
          return next
        }, transform: { $0 }, emit: { if $0 > 10 { throw Stop() } })
    }
    #expect(next < 100)
  }
}
