import ArgumentParser
import DOT
import Diagrams
import Foundation
import Pipeline

/// What the `dot` commands print.
enum DotFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// The files of a `dot` command: files, folders, gzip, standard input.
struct DotInput: ParsableArguments {
  @Argument(help: "DOT files, folders of them, files ending in .gz, or - for standard input.", completion: .file())
  var paths: [String]

  /// The files in the order of the paths, those of a folder by name.
  func read() throws -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for path in paths {
      var isFolder: ObjCBool = false
      if path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        let inside = DotInput.files(in: path)
        guard !inside.isEmpty else { throw DotInput.missing("no .dot or .gv file in \(path)") }
        for file in inside { files.append((file, try DotInput.bytes(of: file))) }
      } else {
        files.append((path, try DotInput.bytes(of: path)))
      }
    }
    return files
  }

  private static func files(in folder: String) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    var found: [String] = []
    for case let name as String in walk {
      let bare = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
      if bare.hasSuffix(".dot") || bare.hasSuffix(".gv") { found.append("\(folder)/\(name)") }
    }
    return found.sorted()
  }

  /// Most bytes of a file.
  private static let limit = 256 << 20

  static func bytes(of path: String) throws -> [UInt8] {
    let bytes = try Console.read(path, limit: limit)
    return path.hasSuffix(".gz") && bytes.starts(with: [0x1f, 0x8b]) ? try unpacked(path) : bytes
  }

  /// A gzip file through the program `gzip`.
  private static func unpacked(_ path: String) throws -> [UInt8] {
    guard Descriptors.processes(upTo: 1) > 0 else {
      throw PipelineError(.noInput, step: "reading", "too few file descriptors are free to unpack \(path)")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", "--", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
      var data = Data()
      while let chunk = try pipe.fileHandleForReading.read(upToCount: 1 << 20), !chunk.isEmpty {
        data += chunk
        if data.count > limit {
          process.terminate()
          throw PipelineError(.badData, step: "reading", "\(path) is larger than \(limit >> 20) MB unpacked")
        }
      }
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw PipelineError(.badData, step: "reading", "gzip cannot unpack \(path)")
      }
      return Array(data)
    } catch let error as PipelineError {
      throw error
    } catch {
      throw missing("the program gzip, which unpacks \(path), could not run")
    }
  }

  static func missing(_ message: String) -> PipelineError { PipelineError(.noInput, step: "reading", message) }

  /// Ends with 65 and a line on standard error for each file that breaks off.
  static func fail(_ faults: [(file: String, fault: DOTFault)]) throws {
    guard let last = faults.last else { return }
    func words(_ fault: (file: String, fault: DOTFault)) -> String {
      "\(fault.file), line \(fault.fault.line), column \(fault.fault.column): \(fault.fault.message)"
    }
    for fault in faults.dropLast() { Console.error(words(fault)) }
    throw PipelineError(.badData, step: "reading", words(last))
  }

  static func print(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try Console.write(Array(try encoder.encode(value)) + [0x0a])
  }
}
