// Progress on standard error: one line that is written over on a terminal, elsewhere a line every ten seconds.

import ArgumentParser
import Dispatch
import Foundation
import Pipeline
import Synchronization

struct ProgressOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Say nothing of progress.",
      discussion: """
        Without it a terminal shows one line: step, what is done, rate, time left; where standard error is no terminal, a \
        line is written to it every ten seconds.
        """))
  var quiet = false

  /// - Parameter sharesTerminal: whether the command writes to standard output meanwhile; on a terminal the two would mix.
  func display(sharesTerminal: Bool = false) -> ProgressDisplay {
    ProgressDisplay(isSilent: quiet || (sharesTerminal && Console.isTerminal && isatty(1) == 1))
  }
}

/// Shows how far a run is, until it is told to end. A thread of its own looks at the clock, so that a long step without
/// news is seen, too, and news cost nothing.
final class ProgressDisplay: Sendable {
  private struct State {
    var meter: ProgressMeter
    var isStarted = false
    var isOver = false
  }

  private let isSilent: Bool
  private let isTerminal = Console.isTerminal
  private let state: Mutex<State>

  init(isSilent: Bool) {
    self.isSilent = isSilent
    state = Mutex(State(meter: ProgressMeter(interval: isTerminal ? 0.25 : 10, now: Self.now)))
  }

  private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  /// Takes what a room says.
  func show(_ progress: RunProgress) {
    guard !isSilent else { return }
    let starts = state.withLock { state in
      state.meter.take(progress, now: Self.now)
      defer { state.isStarted = true }
      return !state.isStarted
    }
    if starts { Thread { [self] in tick() }.start() }
  }

  private func tick() {
    while true {
      usleep(250_000)
      let isOver = state.withLock { state in
        // Written under the lock: nothing may follow what ``end()`` clears.
        if !state.isOver, let line = state.meter.line(now: Self.now) {
          if isTerminal { Console.progress(line) } else { Console.note(line) }
        }
        return state.isOver
      }
      if isOver { return }
    }
  }

  /// Clears the line; nothing is shown from here on.
  func end() {
    state.withLock { state in
      if state.isStarted, !state.isOver { Console.progress("") }
      state.isOver = true
    }
  }
}
