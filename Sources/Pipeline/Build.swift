// The main job: articles in, the output folder out. The steps in order, each with a name that errors carry.

import ChronographBase
import Chronology
import Corpus
import Diagrams
import Editor
import EventGraph
import Exports
import Site

/// Builds the output folder.
public struct Build: Sendable {
  public struct Options: Sendable {
    public var output: String
    public var title: String?
    public var baseURL: String?
    /// Folder of templates that replaces the embedded ones.
    public var templates: String?
    /// File for the search database.
    public var store: String?
    /// Overrides the configuration's `full_text`.
    public var fullText: Bool?
    /// Whether a skipped input ends the build before anything is published.
    public var strict = false
    /// Seconds since 1970 (`SOURCE_DATE_EPOCH`), nil for no date on the pages.
    public var buildTime: Int?
    /// Whether the calendar has notes for what is placed to a window of days only.
    public var calendarNotes = false
    /// Whether the addresses of the output that is replaced are forgotten: no page leads on from one that is gone.
    public var forgetsAddresses = false
    /// Name and version of the program.
    public var version = ""

    public init(output: String) { self.output = output }
  }

  public var analysis: Analysis
  public var options: Options

  public init(analysis: Analysis, options: Options) {
    self.analysis = analysis
    self.options = options
  }

  /// Runs all steps. Nothing is published before all is written; what was there stays until then.
  ///
  /// - Parameters:
  ///   - paths: files and folders; `-` is NDJSON on standard input.
  ///   - progress: is told what goes on.
  /// - Returns: the account of every input.
  /// - Throws: `PipelineError` with status 65 for a skipped input in a strict run, 66 when inputs were lost while
  ///   they were read, 73 to 75 when the output cannot be written.
  public func run(on paths: [String], progress: (RunProgress) -> Void) async throws -> RunReport {
    try await site(of: paths, progress: progress).report
  }

  /// The same, with the graph that the pages show.
  public func site(of paths: [String], progress: (RunProgress) -> Void) async throws -> GraphRun.Outcome {
    try await run(progress: progress) { try await $0.graph(of: paths, progress: progress) }
  }

  /// The same from records that were made before, on this machine or on others; see ``run(on:progress:)``.
  public func run(from records: RecordInput, progress: (RunProgress) -> Void) async throws -> RunReport {
    try await run(progress: progress) { try await $0.graph(of: records, progress: progress) }.report
  }

  private func run(
    progress: (RunProgress) -> Void, graph: (GraphRun) async throws -> GraphRun.Outcome
  ) async throws -> GraphRun.Outcome {
    let folder = try OutputFolder(options.output)
    defer { folder.unlock() }
    let store = try options.store.map { try StoreOutput($0) }
    defer { store?.close() }
    let templates = try options.templates.map { try TemplateSet.folder($0) } ?? TemplateSet.embedded()
    var analysis = analysis
    analysis.written += folder.paths + (store?.paths ?? [])
    var (graph, report) = try await graph(GraphRun(analysis: analysis))
    if options.strict { try report.refuseSkips() }

    let runner = LayoutRunner(concurrency: analysis.threads)
    let (drawings, faults) = await DrawingPlan(graph).render(with: runner, progress: progress)
    report.faults += faults

    let title = SiteBuilder.title(of: graph, given: options.title ?? analysis.configuration.title)
    let exports = ExportSet(
      title: title, baseURL: baseURL, buildDate: buildDate, calendarNotes: options.calendarNotes)
    let (finished, account) = (graph, report)
    try store?.write(graph)
    // Each file is on its way to the disk as soon as it is made: nothing holds the whole output.
    let former = options.forgetsAddresses ? nil : FormerOutput(folder.folder)
    report.faults += [former?.fault].compactMap { $0 }
    report.faults += try folder.replace { output in
      let site = SiteBuilder(siteOptions, templates: templates)
      var paths: Set<String> = []
      try pages(of: finished, drawings, account, site, progress) { file in
        if file.path.hasSuffix(".html") { paths.insert(file.path) }
        try output.add(file)
      }
      try exports.write(finished) { file in
        progress(RunProgress(.writing, "files", done: output.count))
        try output.add(file)
      }
      let bytes = RecordJSON.graph(finished)
      let build = RedirectTable.Build(
        number: 1, graph: FNV1a.hex(FNV1a.hash(bytes)), date: buildDate.map(\.description))
      try output.add(OutputFile(path: "data/graph.json", bytes: bytes))
      let index = finished.index()
      let published = PublishedIndex(finished, index: index, pages: paths)
      let table = RedirectTable(
        after: former.map { ($0.published, $0.table) }, published, finished, index: index, build: build)
      try site.writeRedirects(table, title: title) { try output.add($0) }
      try output.add(OutputFile(path: PublishedIndex.path, bytes: published.json()))
      try output.add(OutputFile(path: RedirectTable.path, bytes: table.json()))
      try output.add(OutputFile(path: RedirectTable.tablePath, text: table.csv()))
      try output.add(OutputFile(path: "report.json", bytes: account.json(graphCounts: Build.counts(finished))))
      progress(RunProgress(.writing, "files", done: output.count))
    }
    try store?.publish()
    return (graph, report)
  }

  private var baseURL: String? { options.baseURL ?? analysis.configuration.baseURL }
  private var buildDate: Day? { options.buildTime.map { Day(number: Int32(clamping: $0 / 86_400)) } }

  private var siteOptions: SiteOptions {
    let configuration = analysis.configuration
    return SiteOptions(
      title: options.title ?? configuration.title, baseURL: baseURL, buildDate: buildDate,
      showFullText: options.fullText ?? configuration.fullText, version: options.version,
      language: configuration.language, licence: configuration.licence)
  }

  private func pages(
    of graph: NewsGraph, _ drawings: [SiteDrawing], _ report: RunReport, _ site: SiteBuilder,
    _ progress: (RunProgress) -> Void, write: (OutputFile) throws -> Void
  ) throws {
    var siteReport = SiteReport(skipped: report.skipped, faults: report.faults)
    if let file = report.configuration {
      siteReport.corrections = report.corrections.count - report.openCorrections.count
      siteReport.openCorrections = report.openCorrections.map { $0.words(file: file) }
    }
    try site.write(
      graph, drawings: drawings, report: siteReport,
      progress: { progress(RunProgress(.pages, "pages", done: $0, share: min(1, Double($0) / Double($1)))) },
      to: write)
  }

  private static func counts(_ graph: NewsGraph) -> [(StaticString, Int)] {
    [
      ("actors", graph.actors.count), ("events", graph.events.count), ("relations", graph.relations.count),
      ("tensions", graph.tensions.count),
    ]
  }
}
