// What the program wrote is never its input, and what a user keeps beside it is never removed.

import Foundation
import Testing

@Suite struct OwnOutputTests {
  private func corpus() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("President Anna Abara met Prime Minister Ivan Petrov in Velmora on 12 March 2024.\n", "a.txt")
    try folder.write("Borvenia signed a treaty with Aldonia on 14 March 2024.\n", "b.txt")
    return folder
  }

  @Test func threeRunsInTheFolderOfTheArticlesReadTheSame() throws {
    let folder = try corpus()
    var first: [String: Data] = [:]
    for round in 0..<3 {
      let outcome = try Program.run(["build", ".", "--store", "all.sqlite"], in: folder.path)
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains("2 inputs seen, 2 used, 0 skipped"), "\(outcome.errors)")
      let files = folder.files(below: "output").merging(["store": folder.read("all.sqlite") ?? Data()]) { $1 }
      if round == 0 {
        first = files
        #expect(files["index.html"] != nil && files["store"]?.isEmpty == false)
      }
      #expect(files == first)
      #expect(round == 0 || outcome.errors.contains("left out"))
    }
  }

  @Test func otherOutputsAndStandardOutputAreNoInput() throws {
    let folder = try corpus()
    #expect(try Program.run(["build", ".", "-o", "one"], in: folder.path).status == 0)
    let second = try Program.run(["build", ".", "-o", "two"], in: folder.path)
    #expect(second.errors.contains("2 inputs seen, 2 used, 0 skipped"))
    let extract = try Program.shell("exec \"$0\" extract . > records.ndjson", in: folder.path)
    #expect(extract.status == 0)
    let records = String(decoding: folder.read("records.ndjson") ?? Data(), as: UTF8.self)
    #expect(records.split(separator: "\n").count == 3)
    #expect(records.contains("\"skipped\":0"))
    #expect(try Program.run(["extract", "one/articles"], in: folder.path).status == 66)
  }

  @Test func inputInsideTheOutputIsRefused() throws {
    let folder = try corpus()
    #expect(try Program.run(["build", ".", "-o", "site"], in: folder.path).status == 0)
    try folder.write("Borvenia signed a treaty with Aldonia on 14 March 2024.\n", "site/drafts/c.txt")
    let outcome = try Program.run(["build", "site/drafts", "-o", "site"], in: folder.path)
    #expect(outcome.status == 73)
    #expect(folder.read("site/drafts/c.txt") != nil)
  }

  @Test func whatAUserKeepsInTheOutputStays() throws {
    let folder = try corpus()
    #expect(try Program.run(["build", "a.txt", "-o", "site"], in: folder.path).status == 0)
    let kept = ["CNAME", ".git/HEAD", "articles/mine.txt", "articles/drafts/d.txt", "data/raw.csv"]
    for name in kept { try folder.write(name, "site/" + name) }
    for _ in 0..<2 {
      let outcome = try Program.run(["build", "a.txt", "b.txt", "-o", "site"], in: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for name in kept { #expect(folder.read("site/" + name) == Data(name.utf8), "\(name)") }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.txt", "b.txt", "site"])
  }

  @Test func strictPublishesNothingWhenAnInputIsSkipped() throws {
    let folder = try corpus()
    #expect(try Program.run(["build", ".", "-o", "site"], in: folder.path).status == 0)
    let before = folder.files(below: "site")
    try folder.write("", "empty.txt")
    let outcome = try Program.run(["build", ".", "-o", "site", "--strict", "--store", "s.sqlite"], in: folder.path)
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("empty.txt"))
    #expect(before["index.html"] != nil && folder.files(below: "site") == before)
    #expect(folder.read("s.sqlite") == nil)
  }

  @Test func orderOfPathsAndOfLinesChangesNothing() throws {
    let folder = try corpus()
    let records = (1...12).map {
      "{\"id\": \"r\($0)\", \"text\": \"Minister Anna Abara visited Velmora on \($0) March 2024 with plan \($0).\"}"
    }
    var sites: [[String: Data]] = []
    for (paths, lines) in [
      (["a.txt", "b.txt", "r.ndjson"], records), (["r.ndjson", "b.txt", "a.txt"], records.reversed()),
    ] {
      try folder.write(lines.joined(separator: "\n"), "r.ndjson")
      #expect(try Program.run(["build"] + paths + ["-o", "site"], in: folder.path).status == 0)
      sites.append(folder.files(below: "site"))
    }
    #expect(sites[0]["index.html"] != nil && sites[0] == sites[1])
  }
}
