// Reading that may block, kept off the tasks: a pipe whose writer waits for an answer must not hold back the results
// that are ready.

import Foundation
import Synchronization

/// Items of a source that may block, read one at a time on a thread of its own.
///
/// The thread reads only when it is asked, never ahead, and ends with the value.
package final class BlockingReader<Item: Sendable>: Sendable {
  private typealias Reply = CheckedContinuation<Item?, any Error>

  /// What asker and thread share.
  private final class Desk: Sendable {
    struct State {
      var reply: Reply?
      var isClosed = false
    }
    let state = Mutex(State())
    let bell = DispatchSemaphore(value: 0)

    /// Hands an answer to whoever still waits for one.
    func answer(_ result: Result<Item?, any Error>) {
      let reply = state.withLock { state in
        defer { state.reply = nil }
        return state.reply
      }
      reply?.resume(with: result)
    }

    /// Whether somebody waits for an item, once the bell has rung; nil when nobody ever will.
    func isAsked() -> Bool? {
      state.withLock { $0.isClosed ? nil : $0.reply != nil }
    }
  }

  private let desk = Desk()

  /// - Parameter next: gives the next item, nil at the end; called on the thread only, never twice at once.
  package init(_ next: @escaping @Sendable () throws -> Item?) {
    let desk = desk
    let thread = Thread {
      while true {
        desk.bell.wait()
        guard let isAsked = desk.isAsked() else { return }
        if isAsked { desk.answer(Result { try next() }) }
      }
    }
    // As much as a program's first thread has: mark-up is read here.
    thread.stackSize = 8 << 20
    thread.start()
  }

  deinit {
    desk.state.withLock { $0.isClosed = true }
    desk.bell.signal()
  }

  /// The next item, nil at the end.
  ///
  /// - Throws: what reading throws; `CancellationError` at once when the task is cancelled, even while the source blocks.
  package func next() async throws -> Item? {
    let desk = desk
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (reply: Reply) in
        desk.state.withLock { $0.reply = reply }
        if Task.isCancelled { desk.answer(.failure(CancellationError())) } else { desk.bell.signal() }
      }
    } onCancel: {
      desk.answer(.failure(CancellationError()))
    }
  }
}
