import Foundation
import Pipeline
import Synchronization
import Testing

@Suite struct OrderedParallelMapTests {
  /// Counts up from 0.
  private final class Counter: Sendable {
    private let value = Mutex(0)
    var next: Int {
      value.withLock { value in
        defer { value += 1 }
        return value
      }
    }
  }

  @Test(arguments: [1, 2, 7])
  func resultsComeInInputOrder(_ width: Int) async throws {
    let counter = Counter()
    var seen: [Int] = []
    try await orderedParallelMap(
      width: width,
      next: {
        let number = counter.next
        return number < 500 ? number : nil
      },
      transform: { number -> Int in
        // Uneven work, so that results are ready out of order.
        (0..<(number % 7) * 1000).reduce(number) { $0 ^ ($1 & 0) }
      }, emit: { seen.append($0) })
    #expect(seen == Array(0..<500))
  }

  @Test func errorOfTheReceiverEndsTheRun() async {
    struct Stop: Error {}
    let counter = Counter()
    await #expect(throws: Stop.self) {
      try await orderedParallelMap(
        width: 2, next: { counter.next }, transform: { $0 }, emit: { if $0 > 10 { throw Stop() } })
    }
    #expect(counter.next < 100)
  }

  @Test(arguments: [1, 2, 5])
  func resultsAreNotHeldBackBySlowInput(_ width: Int) async throws {
    // The source gives an item only when the one before it has been answered.
    let answered = DispatchSemaphore(value: 1)
    let counter = Counter()
    let reader = BlockingReader { () -> Int? in
      let number = counter.next
      guard number < 20 else { return nil }
      return answered.wait(timeout: .now() + 30) == .success ? number : nil
    }
    var seen: [Int] = []
    try await orderedParallelMap(
      width: width, next: { try await reader.next() }, transform: { $0 },
      emit: {
        seen.append($0)
        answered.signal()
      })
    #expect(seen == Array(0..<20))
  }

  @Test func errorEndsTheRunWhileTheSourceBlocks() async {
    struct Stop: Error {}
    let never = DispatchSemaphore(value: 0)
    let counter = Counter()
    let waited = Counter()
    let reader = BlockingReader { () -> Int? in
      let number = counter.next
      if number > 0 {
        _ = never.wait(timeout: .now() + 600)
        _ = waited.next
      }
      return number
    }
    await #expect(throws: Stop.self) {
      try await orderedParallelMap(
        width: 2, next: { try await reader.next() }, transform: { $0 }, emit: { _ in throw Stop() })
    }
    #expect(waited.next == 0, "the source still waits")
    never.signal()
  }
}
