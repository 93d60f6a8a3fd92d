// Starts helper processes, bounds their number and time, and turns what happens to them into values.

import DOT
import Foundation
import Subprocess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs layouts in helper processes.
public struct LayoutRunner: Sendable {
  /// Path of our own binary.
  public var executable: String
  /// Seconds for one picture.
  public var timeLimit: Double
  /// Pictures at a time.
  public var concurrency: Int
  /// Where the text of a picture lies while it is drawn; ends with `/`.
  package var temporaryFolder = NSTemporaryDirectory()
  /// Where programs that convert drawings are looked for; only absolute folders count.
  package var toolFolders = (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin").split(separator: ":")
    .map(String.init)
  /// What errors call the program.
  var process = "the layout process"
  var environment: [Environment.Key: String] = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]

  /// - Parameter executable: path of the `chronograph` binary; by default this very process's.
  public init(
    executable: String = LayoutRunner.currentExecutable, timeLimit: Double = 20, concurrency: Int = 2
  ) {
    self.executable = executable
    self.timeLimit = timeLimit
    self.concurrency = max(1, concurrency)
  }

  /// Path of the running program.
  public static var currentExecutable: String {
    #if os(Linux)
      if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { return path }
    #endif
    return Bundle.main.executablePath ?? CommandLine.arguments.first ?? "chronograph"
  }

  /// Lays out one DOT text and gives Graphviz's own SVG, unfinished.
  public func layout(
    dot: String, engine: LayoutEngine, name: String
  ) async -> Result<[UInt8], DiagramError> {
    let arguments = [LayoutHelper.layoutCommand, "--engine", engine.rawValue]
    let outcome = await run(arguments, input: Array(dot.utf8), name: name)
    return outcome.flatMap { ended in
      let messages = firstLines(ended.messages)
      switch ended.exitCode {
      case LayoutHelper.ExitCode.done.rawValue where messages.isEmpty:
        return .success(ended.output)
      case LayoutHelper.ExitCode.unreadable.rawValue:
        return .failure(error(.unreadable, name, "Graphviz cannot read the DOT text", messages))
      default:
        return .failure(error(.rejected, name, "Graphviz refused the drawing", messages))
      }
    }
  }

  private func error(_ code: DiagramError.Code, _ name: String, _ text: String, _ messages: String) -> DiagramError {
    DiagramError(code: code, diagram: name, message: messages.isEmpty ? text : "\(text): \(messages)")
  }

  /// The beginning of what Graphviz said, on one line.
  private func firstLines(_ text: String) -> String {
    DOTText.clean(text, limit: 300).split(separator: "\n").joined(separator: "; ")
  }

  /// A process that ended by itself.
  struct Ended: Sendable {
    var exitCode: Int32
    var output: [UInt8]
    var messages: String
  }

  private enum Race: Sendable {
    case ended(Ended)
    case signalled(Int32)
    case failed(String)
    case unwritable(String)
    case timeIsUp
  }

  /// Runs the program once.
  ///
  /// - Parameters:
  ///   - input: what it reads as its standard input.
  ///   - name: of the drawing, for errors.
  func run(_ arguments: [String], input: [UInt8], name: String) async -> Result<Ended, DiagramError> {
    guard Descriptors.processes(upTo: 1) > 0 else {
      return .failure(error(.notStarted, name, "too few file descriptors are free; raise the limit (ulimit -n)", ""))
    }
    let first = await withTaskGroup(of: Race.self) { group in
      group.addTask { await start(arguments, input) }
      group.addTask {
        try? await Task.sleep(for: .seconds(timeLimit))
        return .timeIsUp
      }
      let first = await group.next() ?? .timeIsUp
      group.cancelAll()
      return first
    }
    switch first {
    case .ended(let ended): return .success(ended)
    case .signalled(let signal):
      return .failure(error(.crashed, name, "\(process) ended with signal \(signal)", ""))
    case .failed(let message):
      return .failure(error(.notStarted, name, "\(process) could not run", message))
    case .unwritable(let message):
      return .failure(
        error(.notStarted, name, "no file could be written in the folder for temporary files (TMPDIR)", message))
    case .timeIsUp:
      return .failure(error(.timedOut, name, "\(process) did not end within \(DOTWriter.number(timeLimit)) s", ""))
    }
  }

  /// A file without a name that holds some bytes, open at its start. A helper that ends before it has read a pipe would
  /// end this process by a signal; a file it may leave unread.
  private func file(holding bytes: [UInt8]) throws -> FileDescriptor {
    let path = temporaryFolder + "chronograph-layout-" + UUID().uuidString
    let file = try FileDescriptor.open(
      FilePath(path), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
    do {
      guard unlink(path) == 0 else { throw Errno(rawValue: errno) }
      try file.writeAll(bytes)
      _ = try file.seek(offset: 0, from: .start)
      return file
    } catch {
      try? file.close()
      throw error
    }
  }

  private func start(_ arguments: [String], _ input: [UInt8]) async -> Race {
    let text: FileDescriptor
    do {
      text = try file(holding: input)
    } catch {
      return .unwritable(String(describing: error))
    }
    defer { try? text.close() }
    do {
      let result = try await Subprocess.run(
        .path(FilePath(executable)), arguments: Arguments(arguments),
        environment: .custom(environment),
        input: .fileDescriptor(text, closeAfterSpawningProcess: false), output: .bytes(limit: 128 << 20),
        error: .string(limit: 1 << 20))
      switch result.terminationStatus {
      case .exited(let code):
        return .ended(
          Ended(exitCode: Int32(code), output: result.standardOutput, messages: result.standardError))
      case .signaled(let signal): return .signalled(Int32(signal))
      }
    } catch {
      return .failed(String(describing: error))
    }
  }
}
