// Work on a stream of items with several tasks at once, results in the order of the items.

import Synchronization

/// Applies `transform` to items with at most `width` at a time and hands the results on in input order.
///
/// Memory is bounded: at most four times `width` items are under way or waiting for an earlier one.
///
/// - Parameters:
///   - width: number of tasks at once, at least 1.
///   - next: gives the next item, nil at the end; called from one task only.
///   - transform: runs in parallel.
///   - emit: called in input order, never twice at once.
package func orderedParallelMap<Item: Sendable, Output: Sendable>(
  width: Int, next: () throws -> Item?, transform: @escaping @Sendable (Item) async -> Output,
  emit: (Output) throws -> Void
) async throws {
  let width = max(1, width)
  try await withThrowingTaskGroup(of: (Int, Output).self) { group in
    var submitted = 0
    var running = 0
    var emitted = 0
    var waiting: [Int: Output] = [:]
    var isExhausted = false
    while true {
      while !isExhausted, running < width, running + waiting.count < width * 4 {
        guard let item = try next() else {
          isExhausted = true
          break
        }
        let number = submitted
        submitted += 1
        running += 1
        group.addTask { (number, await transform(item)) }
      }
      guard let (number, output) = try await group.next() else { break }
      try Task.checkCancellation()
      running -= 1
      waiting[number] = output
      while let ready = waiting.removeValue(forKey: emitted) {
        try emit(ready)
        emitted += 1
      }
    }
  }
}

/// Scratch memory handed from task to task, so that no document allocates it anew.
final class Pool<Value: Sendable>: Sendable {
  private let free = Mutex<[Value]>([])
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  func take() -> Value { free.withLock { $0.popLast() } ?? make() }
  func give(_ value: Value) { free.withLock { $0.append(value) } }
}
