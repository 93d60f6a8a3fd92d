// Starts the real binary, as a user would.

import Foundation

struct Program {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The folder of the checkout.
  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The binary that was built together with these tests.
  static let path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("chronograph").path

  /// Whether the system has Python 3 with SQLite.
  static let hasPython = (try? shell("python3 -c 'import sqlite3'", in: checkout))?.status == 0

  /// Runs a line of the shell, in which `$0` is the program.
  static func shell(_ line: String, in folder: String = checkout) throws -> Outcome {
    try start("/bin/sh", ["-c", line, path], input: "", in: folder, environment: [:])
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - input: what it reads on standard input.
  ///   - folder: working folder, the checkout by default.
  static func run(
    _ arguments: [String], input: String = "", in folder: String = checkout, environment: [String: String] = [:]
  ) throws -> Outcome {
    try start(path, arguments, input: input, in: folder, environment: environment)
  }

  private static func start(
    _ executable: String, _ arguments: [String], input: String, in folder: String, environment: [String: String]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let scratch = try TemporaryFolder()
    // No test may depend on what an earlier one left in the user's cache.
    let own = ["XDG_CACHE_HOME": scratch.path + "/cache"].merging(environment) { $1 }
    process.environment = ProcessInfo.processInfo.environment.merging(own) { $1 }
    try Data(input.utf8).write(to: URL(fileURLWithPath: scratch.path + "/in"))
    for name in ["out", "err"] { try Data().write(to: URL(fileURLWithPath: scratch.path + "/" + name)) }
    process.standardInput = FileHandle(forReadingAtPath: scratch.path + "/in")
    process.standardOutput = FileHandle(forWritingAtPath: scratch.path + "/out")
    process.standardError = FileHandle(forWritingAtPath: scratch.path + "/err")
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) -> String {
      String(decoding: FileManager.default.contents(atPath: scratch.path + "/" + name) ?? Data(), as: UTF8.self)
    }
    return Outcome(status: process.terminationStatus, output: text("out"), errors: text("err"))
  }
}

/// A folder that is removed when the value goes.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("chronograph-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, _ name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ name: String) -> Data? { FileManager.default.contents(atPath: path + "/" + name) }

  /// Every file below a folder with its bytes, by relative path.
  func files(below folder: String) -> [String: Data] {
    var result: [String: Data] = [:]
    let root = path + "/" + folder
    for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isFolder), !isFolder.boolValue {
        result[name] = FileManager.default.contents(atPath: root + "/" + name)
      }
    }
    return result
  }
}
