// Drawings and TimeML as files, from the command line.

import Foundation
import Testing

@Suite struct DiagramCommandTests {
  @Test func optionsCombineInEveryKind() throws {
    let folder = try TemporaryFolder()
    for kind in ["events", "lanes", "actors"] {
      let outcome = try Program.run([
        "diagram", "seeds", "--kind", kind, "--actor", "Ukraine", "--key", "3", "--page", "letter", "--theme", "dark",
        "-o", folder.path + "/\(kind).svg",
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let svg = String(decoding: try #require(folder.read("\(kind).svg")), as: UTF8.self)
      #expect(svg.contains("width=\"215.9mm\"") || svg.contains("width=\"279.4mm\""))
      #expect(svg.contains("3 events") && svg.contains("Drawn from 5 articles by Chronograph"))
      #expect(!svg.contains("var(") && !svg.contains("<style"))
    }
  }

  @Test(arguments: [
    (["--format", "dot", "--page", "a4"], "--page"), (["--key", "0"], "--key"), (["--width", "5mm"], "--width"),
    (["--from", "2025-13"], "--from"), (["--from", "2025-06", "--to", "2025-05"], "--from is after --to"),
    (["-o", "graph.jpeg"], ".jpeg"), (["--editable", "-o", "graph.svg"], "--editable"),
    (["--theme", "blue"], "--theme"),
  ])
  func whatCannotBeMeantIsRefused(options: [String], words: String) throws {
    let outcome = try Program.run(["diagram", "seeds"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func whatIsNotThereIsSaid() throws {
    let unknown = try Program.run(["diagram", "seeds", "--storyline", "no such words"])
    #expect(unknown.status == 66 && unknown.errors.contains("there are 1 “"))
    let empty = try Program.run(["diagram", "seeds", "--from", "1950", "--to", "1951-02"])
    #expect(empty.status == 66 && empty.errors.contains("no event"))
  }

  @Test func aMissingConverterIsNamed() throws {
    let outcome = try Program.shell("PATH=/nowhere exec \"$0\" diagram seeds --format pdf", in: Program.checkout)
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("rsvg-convert") && outcome.errors.contains("apt install librsvg2-bin"))
  }
}

@Suite struct TimeMLFileTests {
  @Test func eachDocumentHasItsFile() throws {
    let folder = try TemporaryFolder()
    let input = """
      {"id":"a/one","text":"The minister did not resign on 12 March 2024. France may attack Spain."}
      {"id":"a one","text":"Police have arrested three men. The strike was ending."}

      """
    try Data(input.utf8).write(to: URL(fileURLWithPath: folder.path + "/in.ndjson"))
    let outcome = try Program.run([
      "extract", folder.path + "/in.ndjson", "--format", "timeml", "-o", folder.path + "/out",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let first = String(decoding: try #require(folder.read("out/a-one.tml")), as: UTF8.self)
    let second = String(decoding: try #require(folder.read("out/a-one-2.tml")), as: UTF8.self)
    #expect([first, second].allSatisfy { $0.components(separatedBy: "<TimeML>").count == 2 })
    #expect(first.contains("pos=\"VERB\" tense=\"PAST\" aspect=\"NONE\" polarity=\"NEG\""))
    #expect(first.contains("polarity=\"POS\" modality=\"may\""))
    #expect(second.contains("pos=\"VERB\" tense=\"PRESENT\" aspect=\"PERFECTIVE\""))
    let several = try Program.run(["extract", folder.path + "/in.ndjson", "--format", "timeml"])
    #expect(several.status == 64 && several.errors.contains("-o"))
  }
}
