// The Site room: pages from templates. It turns a graph and finished drawings into files and touches no disk.

import EventGraph

/// Makes the pages of a site.
public struct SiteBuilder: Sendable {
  let options: SiteOptions
  let templates: TemplateSet

  /// A builder with the templates of this binary.
  public init(_ options: SiteOptions = SiteOptions()) throws {
    self.init(options, templates: try TemplateSet.embedded())
  }

  public init(_ options: SiteOptions, templates: TemplateSet) {
    self.options = options
    self.templates = templates
  }

  /// The title that pages show: as given, or after those whom the articles name most.
  public static func title(of graph: NewsGraph, given: String?) -> String {
    SiteModel.title(given: given, leading: SiteModel.leadingNames(graph, 3))
  }

  /// All files of the site but `data/`; see ``write(_:drawings:report:progress:to:)``.
  public func files(
    for graph: NewsGraph, drawings: [SiteDrawing] = [], report: SiteReport = SiteReport()
  ) throws -> [OutputFile] {
    var files: [OutputFile] = []
    try write(graph, drawings: drawings, report: report) { files.append($0) }
    return files
  }

  /// Hands on all files of the site but `data/`, each as soon as it is made, in a fixed order; the same graph gives the
  /// same bytes.
  ///
  /// - Parameters:
  ///   - progress: is told how many pages are made, and of about how many.
  ///   - write: takes a file.
  /// - Throws: ``SiteError`` when a template is missing, and whatever `write` throws.
  public func write(
    _ graph: NewsGraph, drawings: [SiteDrawing] = [], report: SiteReport = SiteReport(),
    progress: (_ done: Int, _ about: Int) -> Void = { _, _ in }, to write: (OutputFile) throws -> Void
  ) throws {
    let model = SiteModel(graph: graph, drawings: drawings, report: report, options: options)
    let about =
      model.entries.count + model.actorsWithPage.count + model.layouts.reduce(1) { $0 + $1.pages.count }
    let writer = PageWriter(model: model, templates: templates)
    var pages: [String] = []
    func take(_ files: [OutputFile]) throws {
      for file in files {
        if file.path.hasSuffix(".html") {
          pages.append(file.path)
          progress(pages.count, about)
        }
        try write(file)
      }
    }
    try take(writer.indexPage())
    try take(writer.periodPages())
    try take(writer.knownPages())
    try writer.eventPages { try take([$0]) }
    try writer.actorPages(take)
    try writer.articlePages(take)
    try take(writer.disagreementPages())
    try take(writer.graphPages())
    try take(writer.otherPages())
    try take(writer.drawingFiles())
    try take(writer.staticFiles())
    try take(writer.feeds(pages: pages))
  }
}
