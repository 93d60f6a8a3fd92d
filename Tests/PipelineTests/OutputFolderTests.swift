import EventGraph
import Foundation
import Testing

import Pipeline

@Suite struct OutputFolderTests {
  final class Scratch {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("folder-" + UUID().uuidString).path
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func text(_ name: String) -> String? {
      FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
    }
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
  }

  @Test func secondRunReplacesTheWholeFolder() throws {
    let scratch = try Scratch()
    for round in ["one", "two"] {
      let folder = try OutputFolder(scratch.path + "/out/")
      try folder.replace(with: [OutputFile(path: "a/\(round).txt", text: round)])
      folder.unlock()
      #expect(scratch.text("out/a/\(round).txt") == round)
    }
    #expect(scratch.text("out/a/one.txt") == nil)
    #expect(scratch.names == ["out"])
  }

  @Test func failureLeavesTheOldFolderWhole() throws {
    let scratch = try Scratch()
    let folder = try OutputFolder(scratch.path + "/out")
    try folder.replace(with: [OutputFile(path: "a.txt", text: "old")])
    // A file that is in the way of a folder cannot be written.
    let impossible = [
      OutputFile(path: "a.txt", text: "new"), OutputFile(path: "b", text: ""), OutputFile(path: "b/c", text: ""),
    ]
    #expect(throws: PipelineError.self) { try folder.replace(with: impossible) }
    folder.unlock()
    #expect(scratch.text("out/a.txt") == "old")
    #expect(scratch.names == ["out"])
  }

  @Test func secondWriterIsLockedOut() throws {
    let scratch = try Scratch()
    let first = try OutputFolder(scratch.path + "/out")
    let error = #expect(throws: PipelineError.self) { try OutputFolder(scratch.path + "/out") }
    #expect(error?.status == .locked)
    first.unlock()
    let second = try OutputFolder(scratch.path + "/out")
    second.unlock()
  }

  @Test func oldFolderOfADeadRunComesBack() throws {
    let scratch = try Scratch()
    let folder = try OutputFolder(scratch.path + "/out")
    try folder.replace(with: [OutputFile(path: "a.txt", text: "old")])
    folder.unlock()
    try FileManager.default.moveItem(atPath: scratch.path + "/out", toPath: scratch.path + "/.out.old")
    try OutputFolder(scratch.path + "/out").unlock()
    #expect(scratch.text("out/a.txt") == "old")
  }

  @Test func linkInPlaceOfTheFolderIsRefused() throws {
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/out", withDestinationPath: "/tmp")
    let error = #expect(throws: PipelineError.self) { try OutputFolder(scratch.path + "/out") }
    #expect(error?.status == .cannotCreate)
  }
}
