import ArgumentParser
import Foundation
import Pipeline

/// `chronograph verify`: whether a site bears out what it says.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove a site: every date, name, number, quotation, link and edge against what it cites.",
    discussion: """
      Reads a folder that build wrote. Cited words must be whole words, evidence
      whole sentences, participants mentioned, dates inside their bounds;
      headlines may say no number and no name that their sentences and actors
      lack; links and anchors must lead somewhere, old ids and addresses to what
      is there now; every file of data/, the feed, the pages and the report must
      be there and say the same.

      With the articles, their texts are read too: sentences on pages, numbers,
      places and the words that dates come from must stand in them. Without, only
      what the pages show of the texts is compared.

      Each alarm is one line: a code, the thing, and what is wrong with it. Beyond
      10,000 a last line, "more", counts the rest.
      Exit status: 0 when all is borne out, 1 when not, 66 when there is no such site or an article cannot be read.

      Example:
        chronograph verify output seeds
        chronograph verify site --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "A folder that build wrote.", completion: .directory) var site: String
  @Argument(help: "The articles that it was made of.", completion: .file()) var articles: [String] = []
  @Option(help: "text or json.") var format: Format = .text
  @Option(help: "A folder of knowledge files, as for build.", completion: .directory) var knowledge: String?

  @Option(help: "Which fields of records hold what, as for build.") var map: String?

  @OptionGroup var progress: ProgressOptions

  func run() throws {
    let display = progress.display()
    defer { display.end() }
    display.show(RunProgress(.checking, "the site"))
    let alarms = try Verification.alarms(site: site, articles: articles, knowledge: knowledge, mapping: map)
    display.end()
    switch format {
    case .json: try Console.write(Verification.json(alarms))
    case .text:
      for alarm in alarms { try Console.print(TerminalText.safe("\(alarm.code)  \(alarm.subject): \(alarm.message)")) }
    }
    if alarms.last?.code == "more" {
      Console.note("more than \(alarms.count - 1) alarms")
    } else {
      Console.note(alarms.isEmpty ? "all is borne out" : "\(alarms.count) alarm\(alarms.count == 1 ? "" : "s")")
    }
    if !alarms.isEmpty { throw ExitCode(1) }
  }
}
