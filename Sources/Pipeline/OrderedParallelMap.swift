// Work on a stream of items with several tasks at once, results in the order of the items.

import Synchronization

/// What the tasks of a map come back with.
private enum MapStep<Item: Sendable, Output: Sendable>: Sendable {
  /// The next item, nil at the end.
  case item(Item?)
  /// The number of an item and what became of it.
  case output(Int, Output)
}

/// Applies `transform` to items with at most `width` at a time and hands the results on in input order.
///
/// A result is handed on as soon as those of all earlier items are: never later because the source has no further item
/// yet. Memory is bounded: at most four times `width` items are under way or waiting for an earlier one.
///
/// - Parameters:
///   - width: number of tasks at once, at least 1.
///   - next: gives the next item, nil at the end; never called twice at once. It may wait for long.
///   - transform: runs in parallel.
///   - emit: called in input order, never twice at once.
package func orderedParallelMap<Item: Sendable, Output: Sendable>(
  width: Int, next: @escaping @Sendable () async throws -> Item?,
  transform: @escaping @Sendable (Item) async -> Output, emit: (Output) throws -> Void
) async throws {
  let width = max(1, width)
  try await withThrowingTaskGroup(of: MapStep<Item, Output>.self) { group in
    var submitted = 0
    var running = 0
    var emitted = 0
    var waiting: [Int: Output] = [:]
    var isExhausted = false
    var isReading = false
    while true {
      if !isExhausted, !isReading, running < width, running + waiting.count < width * 4 {
        isReading = true
        group.addTask { .item(try await next()) }
      }
      guard let step = try await group.next() else { break }
      try Task.checkCancellation()
      switch step {
      case .item(nil):
        isReading = false
        isExhausted = true
      case .item(let item?):
        isReading = false
        let number = submitted
        submitted += 1
        running += 1
        group.addTask { .output(number, await transform(item)) }
      case .output(let number, let output):
        running -= 1
        waiting[number] = output
        while let ready = waiting.removeValue(forKey: emitted) {
          try emit(ready)
          emitted += 1
        }
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
