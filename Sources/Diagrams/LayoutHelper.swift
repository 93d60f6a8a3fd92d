// The helper process: `chronograph __layout`. It reads standard input, writes standard
// output, bounds itself, and ends. Nothing else of the program runs in it.

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The hidden subcommand of our own binary.
public enum LayoutHelper {
  public static let layoutCommand = "__layout"

  /// Exit codes that ``LayoutRunner`` tells apart.
  enum ExitCode: Int32 {
    case done = 0
    case usage = 64
    case unreadable = 65
    case notLaidOut = 70
  }

  /// Longest DOT text, in bytes.
  static let inputLimit = 64 << 20

  /// Whether the arguments of the program (without its name) call the helper. Ask before anything else.
  public static func isCalled(by arguments: [String]) -> Bool {
    arguments.first == layoutCommand
  }

  /// Runs the helper to its end.
  ///
  /// - Parameter arguments: those of the program without its name.
  /// - Returns: the exit code.
  public static func run(arguments: [String]) -> Int32 {
    limitProcess()
    endWithParent()
    switch arguments.first {
    case layoutCommand: return layout(Array(arguments.dropFirst())).rawValue
    default: return ExitCode.usage.rawValue
    }
  }

  /// Bounds this process: 30 s of processor time, 3 GiB of address space, no core file.
  private static func limitProcess() {
    for (resource, value) in [(RLIMIT_CPU, 30), (RLIMIT_AS, 3 << 30), (RLIMIT_CORE, 0)] {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      #if canImport(Glibc)
        _ = setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
      #else
        _ = setrlimit(resource, &limit)
      #endif
    }
  }

  /// Ends this process when the one that started it is gone, whatever Graphviz is doing.
  private static func endWithParent() {
    let parent = getppid()
    Thread.detachNewThread {
      while getppid() == parent { usleep(250_000) }
      _exit(ExitCode.notLaidOut.rawValue)
    }
  }

  private static func layout(_ arguments: [String]) -> ExitCode {
    func value(_ name: String) -> String? {
      guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
      return arguments[index + 1]
    }
    guard let engine = LayoutEngine(rawValue: value("--engine") ?? "dot"), let dot = input() else { return .usage }
    switch GraphvizEngine.draw(dot: dot, engine: engine) {
    case .drawn(let bytes): return write(bytes)
    case .unreadable: return .unreadable
    case .notLaidOut: return .notLaidOut
    }
  }

  private static func input() -> [UInt8]? {
    do {
      // At once at its end the stream gives nil, which is an empty text.
      let data = try FileHandle.standardInput.read(upToCount: inputLimit + 1) ?? Data()
      return data.count <= inputLimit ? Array(data) : nil
    } catch {
      return nil
    }
  }

  private static func write(_ bytes: [UInt8]) -> ExitCode {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
      return .done
    } catch {
      return .notLaidOut
    }
  }
}
