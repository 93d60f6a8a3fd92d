// Trust rule 1: wrong use gives a clear message and the documented exit status.

import Foundation
import Testing

@Suite struct BadUseTests {
  @Test func unknownOptionIsUsage() throws {
    let outcome = try Program.run(["build", "--no-such-option"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("no-such-option"))
  }

  @Test func missingFolderIsNoInput() throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(["build", "no-such-folder", "-o", folder.path + "/out"])
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("no-such-folder"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
  }

  @Test func emptyFolderIsNoInput() throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(["build", folder.path, "-o", folder.path + "/out"])
    #expect(outcome.status == 66)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
  }

  @Test func foreignOutputFolderIsRefusedAndUntouched() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", "out/letter.txt")
    let outcome = try Program.run(["build", "seeds", "-o", folder.path + "/out"])
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("not made by chronograph"))
    #expect(folder.files(below: "out") == ["letter.txt": Data("mine".utf8)])
  }

  @Test func outputThatCannotBeCreatedIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", "file")
    let outcome = try Program.run(["build", "seeds", "-o", folder.path + "/file/out"])
    #expect(outcome.status == 73)
  }

  @Test func brokenConfigurationNamesFileAndLine() throws {
    let folder = try TemporaryFolder()
    try folder.write("title: Fine\nfull_text: perhaps\n", "site.yaml")
    let outcome = try Program.run(
      ["build", "seeds", "--config", folder.path + "/site.yaml", "-o", folder.path + "/out"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("site.yaml:2:"))
  }

  @Test func brokenYAMLNamesItsLine() throws {
    let folder = try TemporaryFolder()
    try folder.write("title: Fine\ndocuments: [\n", "site.yaml")
    let outcome = try Program.run(
      ["build", "seeds", "--config", folder.path + "/site.yaml", "-o", folder.path + "/out"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("site.yaml:"))
  }

  @Test func lockedOutputIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    let lock = open(folder.path + "/.out.lock", O_RDWR | O_CREAT, 0o644)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let outcome = try Program.run(["build", "seeds", "-o", folder.path + "/out"])
    #expect(outcome.status == 75)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
  }

  @Test(arguments: ["build", "extract", "timeline", "report", "diagram", "dot", "explain", "parse", "search"])
  func helpHasAnExample(_ command: String) throws {
    let outcome = try Program.run([command, "--help"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Example"))
  }

  @Test func syntaxErrorInDOTFileNamesItsLine() throws {
    let folder = try TemporaryFolder()
    try folder.write("digraph g {\n  a -> b;\n  c -> ;\n}\n", "broken.dot")
    let outcome = try Program.run(["dot", "inspect", folder.path + "/broken.dot"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("line 3") || outcome.errors.contains(":3"))
  }
}
