// Streams that are closed, full or unreadable, few descriptors, foreign databases: an error in words, never a trap.

import Foundation
import Testing

@Suite struct StreamTests {
  /// Status and what was said.
  private func run(_ line: String, in folder: String = Program.checkout) throws -> (Int32, String) {
    let outcome = try Program.shell(line, in: folder)
    return (outcome.status, outcome.errors)
  }

  @Test(arguments: ["2>&-", "2>/dev/full"])
  func standardErrorThatTakesNothingChangesNothing(_ redirection: String) throws {
    let folder = try TemporaryFolder()
    #expect(try run("exec \"$0\" build no-such-folder -o '\(folder.path)/out' \(redirection)").0 == 66)
    #expect(try run("exec \"$0\" build seeds -o '\(folder.path)/out' \(redirection)").0 == 0)
    #expect(folder.read("out/index.html") != nil)
  }

  @Test(arguments: ["parse", "dot inspect -", "extract -", "build -"], ["<&-", "</"])
  func standardInputThatCannotBeReadIsNoInput(_ command: String, _ redirection: String) throws {
    let folder = try TemporaryFolder()
    let (status, errors) = try run("exec \"$0\" \(command) \(redirection)", in: folder.path)
    #expect(status == 66, "\(errors)")
    #expect(errors.contains("read"))
    #expect(!errors.contains("Fatal"))
    #expect(folder.read("output/index.html") == nil)
  }

  @Test(arguments: [">&-", ">/dev/full"])
  func standardOutputThatTakesNothingIsAnError(_ redirection: String) throws {
    #expect(try run("exec \"$0\" extract seeds \(redirection)").0 == 74)
  }

  @Test(arguments: [12, 16, 20, 24, 28])
  func fewDescriptorsCostPicturesOnly(_ limit: Int) throws {
    let folder = try TemporaryFolder()
    let (status, errors) = try run("ulimit -n \(limit); exec \"$0\" build seeds -o '\(folder.path)/out'")
    #expect(status == 0, "\(errors)")
    #expect(folder.read("out/index.html") != nil)
  }

  @Test func controlCharactersOfOptionsAreNotRepeated() throws {
    let outcome = try Program.run(["build", "--\u{1b}[31mred"])
    #expect(outcome.status == 64)
    #expect(!outcome.errors.contains("\u{1b}"))
  }

  @Test(arguments: ["http://x y", "https://", "http:///path", "ftp://example.org/"])
  func whatIsNoAddressIsRefused(_ address: String) throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run(["build", "seeds", "--base-url", address, "-o", folder.path + "/out"]).status == 64)
    try folder.write("base_url: \"\(address)\"\n", "c.yaml")
    #expect(try Program.run(["extract", "seeds", "--config", folder.path + "/c.yaml"]).status == 65)
  }

  @Test func aDiagramThatCannotBeWrittenSaysWhy() throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(
      ["diagram", "seeds", "--format", "dot", "-o", folder.path + "/none/graph.dot"])
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("No such file or directory"))
  }
}

@Suite struct StoreFileTests {
  private func foreign(_ folder: TemporaryFolder) throws -> Data {
    // The header of a database of another program, and a page of it.
    var bytes = Array("SQLite format 3".utf8) + [0, 0x10, 0, 1, 1, 0, 64, 32, 32]
    bytes += [UInt8](repeating: 0, count: 4096 - bytes.count)
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/foreign.sqlite"))
    return Data(bytes)
  }

  @Test func foreignDatabasesAreNeitherReadNorWritten() throws {
    let folder = try TemporaryFolder()
    let before = try foreign(folder)
    #expect(try Program.run(["search", "met", "--store", "foreign.sqlite"], in: folder.path).status == 65)
    let seeds = Program.checkout + "/seeds"
    let build = try Program.run(["build", seeds, "--store", "foreign.sqlite"], in: folder.path)
    #expect(build.status == 73)
    #expect(folder.read("output/index.html") == nil)
    #expect(folder.read("foreign.sqlite") == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["foreign.sqlite"])
  }

  @Test func damagedAndMissingDatabasesAreToldApart() throws {
    let folder = try TemporaryFolder()
    let seeds = Program.checkout + "/seeds"
    #expect(try Program.run(["build", seeds, "--store", "s.sqlite"], in: folder.path).status == 0)
    let whole = try #require(folder.read("s.sqlite"))
    #expect(try Program.run(["search", "ceasefire", "--store", "s.sqlite"], in: folder.path).status == 0)
    #expect(folder.read("s.sqlite") == whole)
    var bytes = [UInt8](whole)
    for index in 100..<bytes.count { bytes[index] = 0xa5 }
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/s.sqlite"))
    #expect(try Program.run(["search", "ceasefire", "--store", "s.sqlite"], in: folder.path).status == 65)
    #expect(try Program.run(["search", "ceasefire", "--store", "none.sqlite"], in: folder.path).status == 66)
    // Written anew it has the bytes that it had.
    #expect(try Program.run(["build", seeds, "--store", "s.sqlite"], in: folder.path).status == 0)
    #expect(folder.read("s.sqlite") == whole)
  }
}
