import ArgumentParser
import Chronology
import Exports
import Foundation
import Pipeline

/// `chronograph report`: a chronology for a report or a court file.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a chronology for a report or a court file: DOCX, PDF, HTML or Markdown.",
    discussion: """
      A register of the sources (numbered, with date and how it is known), then the events in order: the date as a value
      with the article's own words beside it, who and what, status, who says so, and the sentences with their place
      (document, paragraph, sentence, line). Then what has no place in the calendar, disagreements, gaps in the coverage
      and what was not read. The same articles give the same bytes; a date of making is written when SOURCE_DATE_EPOCH is
      set. PDF is printed by weasyprint or wkhtmltopdf.

      Example:
        chronograph report articles -o chronology.docx
        chronograph report articles --key 20 -o key-events.pdf
        chronograph report articles --from 2025-05 --to 2025-06-15 --min-confidence 0.55 -o may.md
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case docx, pdf, html, md

    /// The format that a file name asks for.
    init?(file: String) {
      let suffix = file.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased()
      switch suffix {
      case "docx": self = .docx
      case "pdf": self = .pdf
      case "html", "htm": self = .html
      case "md", "markdown": self = .md
      default: return nil
      }
    }
  }

  @OptionGroup var corpus: CorpusOptions
  @OptionGroup var cache: CacheOptions
  @Option(
    name: .customLong("from-records"), parsing: .upToNextOption,
    help: "Files that extract --records wrote, or folders of them, in place of articles, in any order.",
    completion: .file())
  var fromRecords: [String] = []
  @Option(
    name: .shortAndLong, help: "The file to write: .docx, .pdf, .html or .md; standard output without it.",
    completion: .file())
  var output: String?
  @Option(help: "docx, pdf, html or md; by default what the file is called, md on standard output.")
  var format: Format?
  @Option(help: "Title of the chronology; by default that of the editor's file.") var title: String?
  @Option(help: "List only the N events that matter most.") var key: Int?
  @Option(help: "List what may lie on or after this day, month or year (2025-05-20, 2025-05, 2025).")
  var from: String?
  @Option(help: "List what may lie on or before this day, month or year.") var to: String?
  @Option(name: .customLong("min-confidence"), help: "Leave out events below this confidence, 0 to 1.")
  var minConfidence = 0.0

  func validate() throws {
    if !fromRecords.isEmpty, !corpus.paths.isEmpty {
      throw ValidationError("--from-records takes the place of articles; name only one of them.")
    }
    if let key, !(1...100_000).contains(key) { throw ValidationError("--key takes a number from 1 to 100000.") }
    if key != nil, from != nil || to != nil { throw ValidationError("--key and --from or --to exclude each other.") }
    if !(0...1).contains(minConfidence) { throw ValidationError("--min-confidence takes a number from 0 to 1.") }
    _ = try days()
    if format == nil, let output, Format(file: output) == nil {
      throw ValidationError("-o takes a name that ends in .docx, .pdf, .html or .md; or say --format.")
    }
  }

  func run() async throws {
    let (analysis, result) = try await graph()
    let (graph, report) = result
    Console.leftOut(report.leftOut)
    Console.corrections(report)

    var options = ChronologyReport.Options()
    options.title = title ?? analysis.configuration.title
    options.language = analysis.configuration.language
    options.program = Version.text
    options.minConfidence = minConfidence
    options.day = try day()
    if let key { options.selection = .key(key) } else if let days = try days() { options.selection = .days(days) }
    var account = ChronologyReport.Account()
    account.skipped = report.skipped
    for used in report.used where !used.notes.isEmpty { account.remarks[used.id] = used.notes }
    if let file = report.configuration {
      account.editor = (file, report.corrections.count - report.openCorrections.count)
      account.openCorrections = report.openCorrections.map { $0.words(file: file) }
    }
    let bytes = try bytes(of: ChronologyReport(graph, account: account, options: options))
    guard let output else { return try Console.write(bytes) }
    try Console.write(bytes, to: output)
  }

  private func graph() async throws -> (Analysis, GraphRun.Outcome) {
    let display = corpus.progress.display(sharesTerminal: output == nil)
    defer { display.end() }
    if fromRecords.isEmpty {
      var analysis = try cache.applied(to: corpus.analysis())
      analysis.written += output.map { [$0] } ?? []
      return (analysis, try await GraphRun(analysis: analysis).graph(of: corpus.input, progress: display.show))
    }
    let analysis = try corpus.analysis(beside: fromRecords)
    let records = try RecordInput(fromRecords, maker: analysis.engine.maker(program: Version.text))
    return (analysis, try await GraphRun(analysis: analysis).graph(of: records, progress: display.show))
  }

  private func bytes(of report: ChronologyReport) throws -> [UInt8] {
    switch format ?? output.flatMap(Format.init(file:)) ?? .md {
    case .md: return report.markdown()
    case .html: return report.html()
    case .pdf: return try PrintedPage.pdf(report.html())
    case .docx:
      guard let package = report.docx() else {
        throw PipelineError(.cannotCreate, step: "report", "the document would be larger than 4 GB; list fewer events")
      }
      return package
    }
  }

  /// The day that SOURCE_DATE_EPOCH names; nil without it.
  private func day() throws -> Day? {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] else { return nil }
    // Up to the end of the year 9999, the last that the formats can write.
    guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
      throw ValidationError("SOURCE_DATE_EPOCH is no number of seconds from 1970 to 9999.")
    }
    return Day(number: Int32(clamping: seconds / 86_400))
  }

  /// The days that `--from` and `--to` name; nil without them.
  private func days() throws -> DayInterval? {
    guard from != nil || to != nil else { return nil }
    func bound(_ text: String?, _ option: String) throws -> DayInterval {
      guard let text else { return .unbounded }
      // A day, month or year, not a range of EDTF: of its two ends one would be none.
      guard let days = DayInterval(given: text), days.earliest != nil, days.latest != nil, !text.contains("/"),
        !text.contains("..")
      else {
        throw ValidationError("\(option) takes a day, month or year such as 2025-05-20, 2025-05 or 2025.")
      }
      return days
    }
    let days = DayInterval(try bound(from, "--from").earliest, try bound(to, "--to").latest)
    if let first = days.earliest, let last = days.latest, first > last {
      throw ValidationError("--from lies after --to.")
    }
    return days
  }
}
