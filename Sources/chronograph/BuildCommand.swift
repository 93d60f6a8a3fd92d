import ArgumentParser
import Foundation
import Pipeline
import Site

/// `chronograph build`: the static site.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Turn articles into a static site with timeline, diagrams and data files.",
    discussion: """
      What chronograph wrote in the output folder is replaced as a whole; other files in a folder that it made stay.
      A folder that it did not make is refused. Documents are numbered in the order of their paths, records of one
      file in that of their ids. What chronograph wrote is never read. Without a path the folder seeds is read. Nothing is taken from the clock; the page shows a build date when SOURCE_DATE_EPOCH is set.

      Example:
        chronograph build seeds -o output
        chronograph build articles/ --title "Airbus and Boeing, 2005" --base-url https://example.org/planes/
      """)

  @OptionGroup var corpus: CorpusOptions
  @Option(name: .shortAndLong, help: "The folder to write.", completion: .directory) var output = "output"
  @Option(help: "Title of the site.") var title: String?
  @Option(name: .customLong("base-url"), help: "Address where the site will stand, for feed and sitemap.")
  var baseURL: String?
  @Option(help: "A folder of templates that replaces the embedded ones.", completion: .directory)
  var templates: String?
  @Option(help: "Also write a search database (SQLite) to this file.", completion: .file()) var store: String?
  @Flag(name: .customLong("quotes-only"), help: "Article pages show only the quoted sentences, not the whole text.")
  var quotesOnly = false
  @Flag(help: "When an input was skipped, publish nothing and exit with 65.") var strict = false

  func validate() throws {
    if let baseURL, !SiteOptions.isAddress(baseURL) {
      throw ValidationError("--base-url must be an address that begins with https:// or http://.")
    }
  }

  func run() async throws {
    var options = Build.Options(output: output)
    options.version = Version.text
    options.title = title
    options.baseURL = baseURL
    options.templates = templates
    options.store = store
    options.strict = strict
    options.fullText = quotesOnly ? false : nil
    options.buildTime = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Int.init)
    let report = try await Build(analysis: corpus.analysis(), options: options)
      .run(on: corpus.input, progress: Console.progress)
    Console.progress("")
    Console.leftOut(report.leftOut)
    Console.corrections(report)
    for skip in report.skipped { Console.note("skipped \(skip.id): \(skip.message)") }
    for fault in report.faults { Console.note("fault: \(fault)") }
    Console.note("\(report.seen) inputs seen, \(report.used.count) used, \(report.skipped.count) skipped.")
    Console.note("Open \(output)/index.html")
  }
}
