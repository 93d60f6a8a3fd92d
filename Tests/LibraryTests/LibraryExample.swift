// How a program of your own uses the library. This file is the example that README and architecture page point at; it
// is compiled and run with the tests.

import Chronograph
import Foundation
import Testing

/// Reads articles and returns one line for each event in time order: when, what, and the words that say so.
func timeline(of paths: [String]) async throws -> [String] {
  let analysis = Analysis(engine: try Engine(), threads: 2)
  let (graph, report) = try await GraphRun(analysis: analysis).graph(of: paths) { _ in }
  let index = graph.index()
  var lines = graph.events.map { event in
    let evidence = event.evidence.first.map(index.text) ?? ""
    return "\(event.when.words()): \(event.title) — “\(evidence)”"
  }
  lines += report.skipped.map { "left out: \($0.id), \($0.message)" }
  return lines
}

@Suite struct LibraryExample {
  @Test func aFolderBecomesATimelineWithEvidence() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("library-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = "OSLO, 12 May 2021 — Norway released two fishermen on Monday. Sweden condemned the arrests.\n"
    try Data(text.utf8).write(to: folder.appendingPathComponent("harbour.txt"))
    let lines = try await timeline(of: [folder.path])
    #expect(lines.contains { $0.contains("10 May 2021") && $0.contains("released two fishermen") })
    #expect(lines.contains { $0.contains("Sweden condemned the arrests") })
  }
}
