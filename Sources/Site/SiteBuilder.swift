// The Site room: pages from templates. It turns a graph and finished drawings into files and touches no disk.

import EventGraph

/// Makes the pages of a site.
public struct SiteBuilder: Sendable {
  private let options: SiteOptions
  private let templates: TemplateSet

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

  /// All files of the site but `data/`, in a fixed order; the same graph gives the same bytes.
  ///
  /// - Parameter progress: is told how many pages are made, and of about how many.
  /// - Throws: ``SiteError`` when a template is missing.
  public func files(
    for graph: NewsGraph, drawings: [SiteDrawing] = [], report: SiteReport = SiteReport(),
    progress: (_ done: Int, _ about: Int) -> Void = { _, _ in }
  ) throws -> [OutputFile] {
    let model = SiteModel(graph: graph, drawings: drawings, report: report, options: options)
    let about =
      model.entries.count + model.actorsWithPage.count + model.layouts.reduce(1) { $0 + $1.pages.count }
    return try withoutActuallyEscaping(progress) { progress in
      var done = 0
      let writer = PageWriter(model: model, templates: templates) {
        done += 1
        progress(done, about)
      }
      return try files(from: writer)
    }
  }

  private func files(from writer: PageWriter) throws -> [OutputFile] {
    var files = try writer.indexPage()
    files += try writer.periodPages()
    files += try writer.knownPages()
    files += try writer.eventPages()
    files += try writer.actorPages()
    files += try writer.articlePages()
    files += try writer.disagreementPages()
    files += try writer.graphPages()
    files += try writer.otherPages()
    files += writer.drawingFiles()
    files += try writer.staticFiles()
    files += writer.feeds(pages: files.map(\.path).filter { $0.hasSuffix(".html") })
    return files
  }
}
