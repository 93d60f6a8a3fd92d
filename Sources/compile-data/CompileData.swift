// Packs the YAML files of `Knowledge/` and the files of `Templates/` into `Sources/CEmbedded/data/`, from
// where they become part of the binary. Run it from the top of the checkout after each change of a file there:
//
//     swift run -c release compile-data [--check] [domain ...]
//
//     gunzip -c reports.jsonl.gz | swift run -c release compile-data world-events [PATH]
//
// The second form compiles dated one-line reports of world events, one JSON object a line with `date`, `text` and
// `topics`, from a file or standard input, to the table of facts that undated articles are compared with.
//
// With `--check` nothing is written; the exit status is 1 when a packed file is not current.

import Chronology
import Foundation
import Knowledge

@main
struct CompileData {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let check = arguments.contains("--check")
    arguments.removeAll { $0 == "--check" }
    var stale = false
    do {
      if arguments.first == "world-events" {
        stale = try write(worldEvents(arguments.dropFirst().first), "world-events.bin", check: check)
        exit(stale && check ? 1 : 0)
      }
      for domain in KnowledgeDomain.allCases where arguments.isEmpty || arguments.contains(domain.rawValue) {
        let bytes = try KnowledgeFiles.folder("Knowledge", domain).encoded()
        stale = try write(bytes, "knowledge-\(domain.rawValue).bin", check: check) || stale
      }
      if arguments.isEmpty || arguments.contains("templates") {
        stale = try write(templates("Templates").encoded(), "templates.bin", check: check) || stale
      }
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(65)
    }
    exit(stale && check ? 1 : 0)
  }

  /// Writes a packed file when it differs from what is there.
  ///
  /// - Returns: whether the file on disk was not current.
  static func write(_ bytes: [UInt8], _ name: String, check: Bool) throws -> Bool {
    let path = "Sources/CEmbedded/data/" + name
    let old = FileManager.default.contents(atPath: path).map(Array.init)
    guard old != bytes else { return false }
    print(check ? "\(path) is not current" : "\(path): \(bytes.count) bytes")
    if !check { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
    return true
  }

  /// The table of the reports in a file, or on standard input.
  static func worldEvents(_ path: String?) throws -> [UInt8] {
    let input =
      try path.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
      ?? FileHandle.standardInput.readDataToEndOfFile()
    struct Report: Decodable {
      var date: String
      var text: String
      var topics: [String]?
    }
    var compiler = WorldEventCompiler()
    let decoder = JSONDecoder()
    for line in input.split(separator: UInt8(ascii: "\n")) {
      let report = try decoder.decode(Report.self, from: line)
      guard let day = Day(iso: report.date) else { continue }
      compiler.add(report.text, topics: report.topics ?? [], on: day)
    }
    return compiler.encoded()
  }

  /// Every file of the template folder as one text, without its folder.
  static func templates(_ folder: String) throws -> KnowledgeFiles {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
    return KnowledgeFiles(
      files: try names.map { name in
        let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        return KnowledgeValue(file: name, node: KnowledgeNode(.scalar(text), line: 1))
      })
  }
}
