// Configuration, knowledge and templates that would take all memory or recurse for ever end in an error with a place.

import Foundation
import Testing

@Suite struct HostileSettingsTests {
  private static func bomb() -> String {
    var text = "a: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<10 {
      let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "k\(level): &a\(level) [\(items)]\n"
    }
    return text
  }

  @Test func anAliasBombIsRefusedBeforeItIsComposed() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.bomb(), "c.yaml")
    try folder.write(Self.bomb(), "knowledge/time/rules.yaml")
    for arguments in [["--config", folder.path + "/c.yaml"], ["--knowledge", folder.path + "/knowledge"]] {
      let outcome = try Program.run(["extract", "seeds"] + arguments)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("anchors"))
    }
  }

  @Test func aConfigurationOfTwentyMegabytesIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("title: \"" + String(repeating: "x", count: 20_000_000) + "\"\n", "c.yaml")
    #expect(try Program.run(["extract", "seeds", "--config", folder.path + "/c.yaml"]).status == 65)
  }

  @Test func emptyFoldersOfKnowledgeAreRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("", "empty/time/.keep")
    try folder.write("", "none/.keep")
    try folder.write("a: b\n", "stray/rules.yaml")
    try folder.write("a: b\n", "stray/time/words.yaml")
    for name in ["empty", "none", "stray"] {
      #expect(try Program.run(["extract", "seeds", "--knowledge", folder.path + "/" + name]).status == 65, "\(name)")
    }
  }

  @Test(
    arguments: [
      ("{{> missing}}", "includes itself"), (String(repeating: "{{#root}}", count: 5000), "deeper"),
      ("a {{home", "not closed"), ("a {{nosuchname}}", "nosuchname"), ("{{#root}}", "not closed"),
      ("{{> nowhere}}", "nowhere"), ("{{=<% %>=}}", "not supported"),
    ])
  func faultyTemplatesAreRefused(_ text: String, _ words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("\n" + text, "templates/missing.mustache")
    let outcome = try Program.run(
      ["build", "seeds", "-o", folder.path + "/out", "--templates", folder.path + "/templates"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.contains("missing.mustache, line 2"))
    #expect(folder.read("out/index.html") == nil)
  }

  @Test func foldersWithoutATemplateOfTheSiteAreRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("", "empty/.keep")
    try folder.write("x", "misspelt/evnet.mustache")
    for name in ["empty", "misspelt"] {
      let outcome = try Program.run(
        ["build", "seeds", "-o", folder.path + "/out", "--templates", folder.path + "/" + name])
      #expect(outcome.status == 65, "\(name)")
    }
  }
}
