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
      file in that of their ids. What chronograph wrote is never read. Without a path the folder seeds is read. Nothing is
      taken from the clock; the page shows a build date when SOURCE_DATE_EPOCH is set.

      Ids and addresses of events, actors and articles come from the words that tell of them, so that they stay when other
      articles come, go or are edited. What has another one since an earlier build in this folder, or is gone, leaves a
      small page at its old address, and a line in data/redirects.json and .csv.

      What was found in an article is kept in a cache, by the hash of all that reaches its analysis; a later run with
      the same program, knowledge and options analyses only what is new and gives the same bytes. Articles may be
      analysed on other machines: see extract --records, and --from-records here, which gives the same bytes too.

      Example:
        chronograph build seeds -o output
        chronograph build --from-records parts/ -o output
        chronograph build articles/ --title "Airbus and Boeing, 2005" --base-url https://example.org/planes/
      """)

  @OptionGroup var corpus: CorpusOptions
  @OptionGroup var cache: CacheOptions
  @Option(
    name: .customLong("from-records"), parsing: .upToNextOption,
    help: "Files that extract --records wrote, or folders of them, in place of articles, in any order.",
    completion: .file())
  var fromRecords: [String] = []
  @Option(name: .shortAndLong, help: "The folder to write.", completion: .directory) var output = "output"
  @Option(help: "Title of the site.") var title: String?
  @Option(
    name: .customLong("base-url"), help: "Address where the site will stand; feed and sitemap are written only with it."
  )
  var baseURL: String?
  @Option(help: "A folder of templates that replaces the embedded ones.", completion: .directory)
  var templates: String?
  @Option(help: "Also write a search database (SQLite) to this file.", completion: .file()) var store: String?
  @Flag(name: .customLong("quotes-only"), help: "Article pages show only the quoted sentences, not the whole text.")
  var quotesOnly = false
  @Flag(
    name: .customLong("calendar-notes"),
    help: "The calendar also has a note on the first possible day of what is not placed to a day or a stated span.")
  var calendarNotes = false
  @Flag(
    name: .customLong("forget-addresses"),
    help: "Leave no pages at the addresses of the output that is replaced, and begin their table anew.")
  var forgetsAddresses = false
  @Flag(help: "When an input was skipped, publish nothing and exit with 65.") var strict = false

  func validate() throws {
    if !fromRecords.isEmpty, !corpus.paths.isEmpty {
      throw ValidationError("--from-records takes the place of articles; name only one of them.")
    }
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
    options.calendarNotes = calendarNotes
    options.forgetsAddresses = forgetsAddresses
    options.fullText = quotesOnly ? false : nil
    options.buildTime = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Int.init)
    let display = corpus.progress.display()
    defer { display.end() }
    let report: RunReport
    if fromRecords.isEmpty {
      report = try await Build(analysis: cache.applied(to: corpus.analysis()), options: options)
        .run(on: corpus.input, progress: display.show)
    } else {
      let analysis = try corpus.analysis(beside: fromRecords)
      let records = try RecordInput(fromRecords, maker: analysis.engine.maker(program: Version.text))
      report = try await Build(analysis: analysis, options: options).run(from: records, progress: display.show)
    }
    display.end()
    Console.leftOut(report.leftOut)
    Console.corrections(report)
    for skip in report.skipped { Console.note("skipped \(skip.id): \(skip.message)") }
    for fault in report.faults { Console.note("fault: \(fault)") }
    Console.note("\(report.seen) inputs seen, \(report.used.count) used, \(report.skipped.count) skipped.")
    if !corpus.progress.quiet { Console.note("Open \(output)/index.html") }
  }
}
