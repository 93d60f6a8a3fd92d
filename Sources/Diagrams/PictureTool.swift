// Programs of the system that turn a finished SVG into other formats: librsvg's converter, and Inkscape for EMF.

import Chronology
import DOT
import Foundation
import Subprocess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Converts one drawing.
struct PictureTool {
  let runner: LayoutRunner
  /// Of the drawing, for errors.
  let name: String

  func pdf(_ svg: [UInt8], day: Day?) async -> Result<[UInt8], DiagramError> {
    // Without it the file would hold the moment of its making, and no two would be the same.
    let seconds = (day?.number).map { max(0, Int($0)) * 86_400 } ?? 0
    return await converted(
      svg, ["--format", "pdf", "--dpi-x", "96", "--dpi-y", "96"], ["SOURCE_DATE_EPOCH": "\(seconds)"])
  }

  func png(_ svg: [UInt8], width: Int, height: Int) async -> Result<[UInt8], DiagramError> {
    await converted(svg, ["--format", "png", "--width", "\(width)", "--height", "\(height)"], [:])
  }

  private func converted(
    _ svg: [UInt8], _ arguments: [String], _ environment: [Environment.Key: String]
  ) async -> Result<[UInt8], DiagramError> {
    await tool("rsvg-convert", package: "librsvg2-bin", writes: "PDF and PNG", environment).asyncFlatMap { tool in
      await tool.run(arguments, input: svg, name: name).flatMap { ended in
        guard ended.exitCode == 0, !ended.output.isEmpty else { return .failure(refusal("rsvg-convert", ended)) }
        return .success(ended.output)
      }
    }
  }

  /// Inkscape writes EMF into files only.
  func emf(_ svg: [UInt8]) async -> Result<[UInt8], DiagramError> {
    let folder = runner.temporaryFolder + "chronograph-picture-" + UUID().uuidString
    guard mkdir(folder, 0o700) == 0 else {
      let reason = String(cString: strerror(errno))
      return .failure(
        DiagramError(code: .notStarted, diagram: name, message: "cannot make a folder in TMPDIR: \(reason)"))
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/drawing.emf"
    let environment: [Environment.Key: String] = ["HOME": folder, "XDG_CONFIG_HOME": folder]
    return await tool("inkscape", package: "inkscape", writes: "EMF", environment).asyncFlatMap { tool in
      let arguments = ["--pipe", "--export-type=emf", "--export-filename=\(file)"]
      return await tool.run(arguments, input: svg, name: name).flatMap { ended in
        guard ended.exitCode == 0, let bytes = FileManager.default.contents(atPath: file), !bytes.isEmpty else {
          return .failure(refusal("Inkscape", ended))
        }
        return .success(Array(bytes))
      }
    }
  }

  private func refusal(_ program: String, _ ended: LayoutRunner.Ended) -> DiagramError {
    let said = DOTText.clean(ended.messages, limit: 300).split(separator: "\n").joined(separator: "; ")
    let message = "\(program) could not convert the drawing" + (said.isEmpty ? "" : ": \(said)")
    return DiagramError(code: .rejected, diagram: name, message: message)
  }

  /// A program in the folders where programs are looked for.
  private func tool(
    _ program: String, package: String, writes formats: String, _ environment: [Environment.Key: String]
  ) -> Result<LayoutRunner, DiagramError> {
    for folder in runner.toolFolders where folder.hasPrefix("/") {
      let file = "\(folder)/\(program)"
      guard access(file, X_OK) == 0 else { continue }
      var tool = runner
      tool.executable = file
      tool.timeLimit = max(60, runner.timeLimit)
      tool.process = program
      tool.environment["PATH"] = runner.toolFolders.joined(separator: ":")
      tool.environment.merge(environment) { _, new in new }
      return .success(tool)
    }
    let remedy = "\(formats) \(formats.contains(" ") ? "are" : "is") written by \(program), which is not in PATH"
    return .failure(
      DiagramError(
        code: .needsTool, diagram: name,
        message: "\(remedy); on Debian and Ubuntu: apt install \(package); or write SVG and convert that"))
  }
}

extension Result where Success: Sendable, Failure == DiagramError {
  fileprivate func asyncFlatMap<Other>(
    _ next: (Success) async -> Result<Other, DiagramError>
  ) async -> Result<Other, DiagramError> {
    switch self {
    case .success(let value): return await next(value)
    case .failure(let error): return .failure(error)
    }
  }
}
