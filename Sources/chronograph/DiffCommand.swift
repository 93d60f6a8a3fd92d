import ArgumentParser
import Foundation
import Pipeline
import Proof

/// `chronograph diff`: what changed between two graphs.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two sites or two graph.json: what came, what went, what is told anew.",
    discussion: """
      Documents, actors, events, relations and disagreements are compared by meaning, not by place in the file. An event
      whose id changed is known by the later site's table of old ids (data/redirects.json), or by the words that tell it.

      Exit status: 0 when nothing changed, 1 when something did, 66 when a graph cannot be read, 65 when it is none.

      Example:
        chronograph diff old-site new-site
        chronograph diff old/data/graph.json new/data/graph.json --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "A site or a graph.json.", completion: .file()) var old: String
  @Argument(help: "The later one.", completion: .file()) var new: String
  @Option(help: "text or json.") var format: Format = .text

  func run() throws {
    let changes = try Comparison.changes(old: try read(old), new: try read(new), redirects: redirects(beside: new))
    switch format {
    case .json: try Console.write(Comparison.json(changes))
    case .text: for change in changes { try Console.print(TerminalText.safe(change.words)) }
    }
    Console.note(changes.isEmpty ? "nothing changed" : "\(changes.count) change\(changes.count == 1 ? "" : "s")")
    if !changes.isEmpty { throw ExitCode(1) }
  }

  private func file(_ path: String) -> String {
    var isFolder: ObjCBool = false
    let isSite = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    return isSite ? path + "/data/graph.json" : path
  }

  /// The table of old ids in the folder of a graph; nil where there is none.
  private func redirects(beside path: String) -> [UInt8]? {
    let folder = URL(fileURLWithPath: file(path)).deletingLastPathComponent()
    let table = folder.appendingPathComponent("redirects.json").path
    guard FileManager.default.fileExists(atPath: table) else { return nil }
    return try? Console.read(table, limit: 1 << 30)
  }

  private func read(_ path: String) throws -> [UInt8] {
    let file = file(path)
    let bytes = try Console.read(file, limit: 1 << 30)
    if let fault = GraphComparison.fault(in: bytes) {
      throw PipelineError(.badData, step: "diff", "\(file): \(fault)")
    }
    return bytes
  }
}
