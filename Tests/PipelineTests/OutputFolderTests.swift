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
      #expect(try folder.replace(with: [OutputFile(path: "a/\(round).txt", text: round)]) == [])
      folder.unlock()
      #expect(scratch.text("out/a/\(round).txt") == round)
    }
    #expect(scratch.text("out/a/one.txt") == nil)
    #expect(scratch.names == ["out"])
  }

  @Test func failureLeavesTheOldFolderWhole() throws {
    let scratch = try Scratch()
    let folder = try OutputFolder(scratch.path + "/out")
    _ = try folder.replace(with: [OutputFile(path: "a.txt", text: "old")])
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
    _ = try folder.replace(with: [OutputFile(path: "a.txt", text: "old")])
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

  private func put(_ text: String, _ path: String, in scratch: Scratch) throws {
    let url = URL(fileURLWithPath: scratch.path + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func write(_ files: [String], to scratch: Scratch) throws -> [String] {
    let folder = try OutputFolder(scratch.path + "/out")
    defer { folder.unlock() }
    return try folder.replace(with: files.map { OutputFile(path: $0, text: $0) })
  }

  @Test func markerListsWhatWasWritten() throws {
    let scratch = try Scratch()
    #expect(try write(["b/c.txt", "a.txt"], to: scratch) == [])
    #expect(scratch.text("out/" + OutputFolder.marker) == "made by chronograph\na.txt\nb/c.txt\n")
  }

  @Test func filesOfAUserMoveOnIntoTheNewFolder() throws {
    let scratch = try Scratch()
    _ = try write(["a.txt", "b/c.txt"], to: scratch)
    for path in ["CNAME", ".git/HEAD", "b/mine.txt", "new/mine.txt"] { try put("mine", "out/" + path, in: scratch) }
    // A link and an empty folder are a user's too; links are not followed.
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/out/link", withDestinationPath: "b")
    try FileManager.default.createDirectory(atPath: scratch.path + "/out/empty", withIntermediateDirectories: true)
    #expect(try write(["a.txt", "new/d.txt"], to: scratch) == [])
    for path in ["CNAME", ".git/HEAD", "b/mine.txt", "new/mine.txt"] { #expect(scratch.text("out/" + path) == "mine") }
    #expect(scratch.text("out/b/c.txt") == nil)
    #expect(scratch.text("out/new/d.txt") == "new/d.txt")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path + "/out/link") == "b")
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/out/empty"))
    #expect(scratch.names == ["out"])
  }

  @Test(arguments: [("d.txt", "d.txt"), ("d", "d/e.txt"), ("d/e.txt", "d"), ("D/x", "D")])
  func aPlaceThatBothNeedIsRefused(_ mine: String, _ wanted: String) throws {
    let scratch = try Scratch()
    _ = try write(["a.txt"], to: scratch)
    try put("mine", "out/" + mine, in: scratch)
    let error = #expect(throws: PipelineError.self) { try write(["a.txt", "b.txt", wanted], to: scratch) }
    #expect(error?.status == .cannotCreate)
    #expect(scratch.text("out/" + mine) == "mine")
    #expect(scratch.text("out/b.txt") == nil)
    #expect(scratch.names == ["out"])
  }

  @Test func aFolderOfAVersionWithoutListIsRefused() throws {
    let scratch = try Scratch()
    try put("made by chronograph\n", "out/" + OutputFolder.marker, in: scratch)
    try put("mine or not", "out/a.txt", in: scratch)
    let error = #expect(throws: PipelineError.self) { try write(["a.txt"], to: scratch) }
    #expect(error?.status == .cannotCreate)
    #expect(scratch.text("out/a.txt") == "mine or not")
  }

  @Test(arguments: [".out.old", ".out.new"])
  func namesBesideTheFolderAreOursOnlyWithOurMarker(_ name: String) throws {
    let scratch = try Scratch()
    _ = try write(["a.txt"], to: scratch)
    try put("mine", name + "/mine.txt", in: scratch)
    let error = #expect(throws: PipelineError.self) { try write(["b.txt"], to: scratch) }
    #expect(error?.status == .cannotCreate)
    #expect(error?.message.contains("Nothing was changed") == true)
    #expect(scratch.text(name + "/mine.txt") == "mine")
    #expect(scratch.text("out/a.txt") == "a.txt")
  }

  /// A run that was killed at any moment leaves nothing that the next cannot bring in order.
  @Test(arguments: [".out.old", ".out.new"])
  func whatADeadRunLeftIsBroughtInOrder(_ name: String) throws {
    let scratch = try Scratch()
    _ = try write(["a.txt"], to: scratch)
    // The old site under another name, a user's file still in it.
    try put("made by chronograph\nold.txt\n", name + "/" + OutputFolder.marker, in: scratch)
    try put("old", name + "/old.txt", in: scratch)
    try put("mine", name + "/deep/mine.txt", in: scratch)
    #expect(try write(["b.txt"], to: scratch) == [])
    #expect(scratch.text("out/deep/mine.txt") == "mine")
    #expect(scratch.text("out/b.txt") == "b.txt")
    #expect(scratch.names == ["out"])
    // Killed before the marker had its text.
    try put("", name + "/" + OutputFolder.marker, in: scratch)
    #expect(try write(["c.txt"], to: scratch) == [])
    #expect(scratch.names == ["out"])
  }

  @Test func whatCannotBeBroughtInOrderStopsTheRunBeforeItBegins() throws {
    let scratch = try Scratch()
    _ = try write(["a.txt"], to: scratch)
    try put("one", "out/mine.txt", in: scratch)
    try put("made by chronograph\nold.txt\n", ".out.old/" + OutputFolder.marker, in: scratch)
    try put("other", ".out.old/mine.txt", in: scratch)
    for _ in 0..<2 {
      let error = #expect(throws: PipelineError.self) { try write(["b.txt"], to: scratch) }
      #expect(error?.message.contains("was not changed") == true)
      #expect(scratch.text("out/a.txt") == "a.txt")
      #expect(scratch.text("out/mine.txt") == "one")
      #expect(scratch.text(".out.old/mine.txt") == "other")
    }
  }

  @Test func aLockFileWithContentIsNotRemoved() throws {
    let scratch = try Scratch()
    try put("mine", ".out.lock", in: scratch)
    _ = try write(["a.txt"], to: scratch)
    #expect(scratch.text(".out.lock") == "mine")
  }
}
