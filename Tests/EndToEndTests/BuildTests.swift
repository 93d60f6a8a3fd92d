// The site of the seeds, built by the real binary.

import Foundation
import Testing

@Suite struct BuildTests {
  static func build(_ folder: TemporaryFolder, _ arguments: [String] = []) throws -> Program.Outcome {
    try Program.run(["build", "seeds", "-o", folder.path + "/out"] + arguments)
  }

  @Test func siteOfTheSeedsIsComplete() throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.build(folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("5 inputs seen, 5 used, 0 skipped"))
    let files = folder.files(below: "out")
    for name in [
      "index.html", "disagreements.html", "method.html", "actors/index.html", "graph/index.html",
      "data/graph.json", "data/events.csv", "data/events.ics", "report.json",
    ] { #expect(files[name]?.isEmpty == false, "\(name)") }
    #expect(files.keys.filter { $0.hasPrefix("articles/") && $0.hasSuffix(".html") }.count >= 5)
    #expect(files.keys.filter { $0.hasPrefix("events/") }.count > 20)
    #expect(files.keys.filter { $0.hasSuffix(".svg") }.count >= 3)
    #expect(files.keys.filter { $0.hasSuffix(".dot") }.count >= 3)
  }

  @Test func secondRunAndOtherThreadCountsGiveTheSameBytes() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.build(folder, ["--threads", "1"]).status == 0)
    let first = folder.files(below: "out")
    #expect(try Self.build(folder, ["--threads", "8"]).status == 0)
    let second = folder.files(below: "out")
    #expect(first.keys.sorted() == second.keys.sorted())
    for (name, bytes) in first { #expect(second[name] == bytes, "\(name)") }
  }

  @Test func localeAndTimeZoneDoNotChangeTheBytes() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.build(folder).status == 0)
    let first = folder.files(below: "out")
    let other = try Program.run(
      ["build", "seeds", "-o", folder.path + "/out"],
      environment: ["TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"])
    #expect(other.status == 0)
    #expect(folder.files(below: "out") == first)
  }

  @Test func reportAccountsForEveryInput() throws {
    let folder = try TemporaryFolder()
    try folder.write("President Anna Abara met Prime Minister Ivan Petrov in Velmora on 12 March 2024.\n", "in/a.txt")
    try folder.write("", "in/empty.txt")
    try folder.write("\u{0}\u{1}\u{2}\u{0}\u{0}ELF", "in/binary.txt")
    let outcome = try Program.run(["build", folder.path + "/in", "-o", folder.path + "/out"])
    #expect(outcome.status == 0)
    let data = try #require(folder.read("out/report.json"))
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(report["seen"] as? Int == 3)
    #expect(report["used"] as? Int == 1)
    #expect(report["skipped"] as? Int == 2)
    #expect((report["skips"] as? [[String: Any]])?.allSatisfy { $0["message"] is String } == true)
    let strict = try Program.run(["build", folder.path + "/in", "-o", folder.path + "/out", "--strict"])
    #expect(strict.status == 65)
  }

  @Test func noAbsolutePathAndNoMarkUpFromInputReachesThePages() throws {
    let folder = try TemporaryFolder()
    let attack = "<script>alert('XSSCANARY')</script>"
    try folder.write(
      "Minister Anna \(attack) met \(attack) of Borvenia in Velmora on 12 March 2024.\n", "in/<b>x</b>.txt")
    let outcome = try Program.run(["build", folder.path + "/in", "-o", folder.path + "/out"])
    #expect(outcome.status == 0)
    for (name, bytes) in folder.files(below: "out") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains(folder.path), "\(name)")
      if name.hasSuffix(".html") || name.hasSuffix(".svg") {
        #expect(!text.contains("<script>alert"), "\(name)")
        #expect(!text.contains("<b>x</b>"), "\(name)")
      }
    }
  }

  @Test func oldOutputStaysWhenTheNewOneFails() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.build(folder).status == 0)
    let before = folder.files(below: "out")
    let outcome = try Program.run(["build", folder.path + "/missing", "-o", folder.path + "/out"])
    #expect(outcome.status == 66)
    #expect(folder.files(below: "out") == before)
    let beside = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(beside == ["out"])
  }
}
