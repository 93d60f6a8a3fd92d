// The bound on the time of one document. Algorithms keep to time that grows with the text; should one not, or should
// a text find a case that nobody thought of, that document is given up and all others are read.

import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Processor time that a document may take before it is given up.
public struct TimeLimit: Sendable {
  /// Seconds that every document has.
  public var base: Double
  /// Seconds for each further megabyte (2^20 bytes) of its text.
  public var perMegabyte: Double

  public init(base: Double = 10, perMegabyte: Double = 20) {
    self.base = base
    self.perMegabyte = perMegabyte
  }

  func seconds(bytes: Int) -> Double { base + perMegabyte * Double(bytes) / Double(1 << 20) }
}

/// Processor time of the thread that made it; where the platform does not tell, the time on the clock.
private struct ThreadClock: Sendable {
  #if canImport(Glibc)
    private var id = clockid_t()

    init() { pthread_getcpuclockid(pthread_self(), &id) }

    /// To be asked only while the thread lives.
    var seconds: Double {
      var time = timespec()
      guard clock_gettime(id, &time) == 0 else { return 0 }
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  #else
    private let start = ContinuousClock.now

    var seconds: Double {
      let passed = (ContinuousClock.now - start).components
      return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }
  #endif
}

/// Runs pieces of work on threads of their own and gives up those that take too much processor time.
///
/// Processor time of the thread counts, not the clock, so that a busy machine gives the same result as an idle one.
/// Swift cannot stop a thread: one that is given up runs on until its work or the program ends, and its result is
/// dropped.
final class Watchdog: Sendable {
  /// One piece of work under way.
  private final class Job: Sendable {
    struct State: Sendable {
      /// Handles the result on once, and is gone then.
      var giveUp: (@Sendable () -> Void)?
      var clock: ThreadClock?
    }

    let limit: Double
    let state = Mutex(State())

    init(limit: Double) { self.limit = limit }
  }

  private struct Watched: Sendable {
    var jobs: [ObjectIdentifier: Job] = [:]
    var isWatched = false
  }
  private let watched = Mutex(Watched())
  /// Stack of a thread in bytes: as much as a program's first thread has.
  private static let stackSize = 8 << 20

  /// Runs work, at most for a time.
  ///
  /// - Parameter limit: seconds of processor time.
  /// - Returns: the result, or nil when the time was up before it.
  func run<Result: Sendable>(limit: Double, _ work: @escaping @Sendable () -> Result) async -> Result? {
    let job = Job(limit: limit)
    return await withCheckedContinuation { (continuation: CheckedContinuation<Result?, Never>) in
      job.state.withLock { $0.giveUp = { continuation.resume(returning: nil) } }
      let startsWatching = watched.withLock { watched in
        watched.jobs[ObjectIdentifier(job)] = job
        defer { watched.isWatched = true }
        return !watched.isWatched
      }
      let thread = Thread { [self] in
        let clock = ThreadClock()
        job.state.withLock { $0.clock = clock }
        let result = work()
        let isFirst = job.state.withLock { state in
          defer { state = Job.State() }
          return state.giveUp != nil
        }
        watched.withLock { _ = $0.jobs.removeValue(forKey: ObjectIdentifier(job)) }
        if isFirst { continuation.resume(returning: result) }
      }
      thread.stackSize = Self.stackSize
      thread.start()
      if startsWatching { watch() }
    }
  }

  /// Looks at the clocks of all threads until there is none.
  private func watch() {
    let thread = Thread { [self] in
      while true {
        usleep(50_000)
        let running = watched.withLock { watched in
          if watched.jobs.isEmpty { watched.isWatched = false }
          return Array(watched.jobs.values)
        }
        if running.isEmpty { return }
        for job in running { check(job) }
      }
    }
    thread.start()
  }

  /// Gives a job up whose time is over.
  private func check(_ job: Job) {
    let giveUp: (@Sendable () -> Void)? = job.state.withLock { state in
      guard let clock = state.clock, clock.seconds > job.limit else { return nil }
      defer { state = Job.State() }
      return state.giveUp
    }
    guard let giveUp else { return }
    watched.withLock { _ = $0.jobs.removeValue(forKey: ObjectIdentifier(job)) }
    giveUp()
  }
}
