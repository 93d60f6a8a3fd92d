import ArgumentParser
import Foundation
import Pipeline

/// `chronograph verify`: whether a site bears out what it says.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove a site: every date, name, number, quotation, link and edge against what it cites.",
    discussion: """
      Reads a folder that build wrote, and with the articles their texts: spans are whole words of the documents,
      evidence is whole sentences, participants are mentioned, dates lie inside their bounds, headlines say no number
      and no name that their sentences and actors lack, links and anchors lead somewhere, and the files of data/, the
      pages and the report say the same.

      Exit status: 0 when all is borne out, 1 when not, 66 when there is no such site.

      Example:
        chronograph verify output seeds
        chronograph verify site --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "A folder that build wrote.", completion: .directory) var site: String
  @Argument(help: "The articles that it was made of.", completion: .file()) var articles: [String] = []
  @Option(help: "text or json.") var format: Format = .text
  @Option(help: "A folder of knowledge files, as for build.", completion: .directory) var knowledge: String?

  func run() throws {
    let alarms = try Verification.alarms(site: site, articles: articles, knowledge: knowledge)
    switch format {
    case .json: try Console.write(Verification.json(alarms))
    case .text:
      for alarm in alarms { try Console.print(TerminalText.safe("\(alarm.code)  \(alarm.subject): \(alarm.message)")) }
    }
    Console.note(alarms.isEmpty ? "all is borne out" : "\(alarms.count) alarms")
    if !alarms.isEmpty { throw ExitCode(1) }
  }
}
