// Small pages at old addresses: a plain sentence, and the way to what stands in their place. They need no script, and no
// search engine and no list of pages has them.

import Chronology
import EventGraph

extension SiteBuilder {
  /// Hands on a page for each old address.
  ///
  /// - Parameters:
  ///   - title: of the site, as its pages show it.
  ///   - write: takes a file.
  /// - Throws: ``SiteError`` when the template is missing, and whatever `write` throws.
  public func writeRedirects(
    _ table: RedirectTable, title: String, to write: (OutputFile) throws -> Void
  ) throws {
    let base = SafeText.webURL(options.baseURL).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    for page in table.pages {
      let target = page.new.map { "../" + $0 }
      let view: View = [
        "language": options.language ?? "en", "version": options.version, "siteTitle": title,
        "pageTitle": SafeText.cut("\(target == nil ? "No longer here" : "Moved") · \(title)", 120),
        "heading": target == nil ? "No longer here" : "Moved",
        "sentence": page.sentence(since: table.date(ofBuild: page.since)),
        "target": target ?? false as Any,
        "canonical": page.new.map { new in base.map { $0 + new } ?? "../" + new } ?? false as Any,
      ]
      try write(OutputFile(path: page.old, text: try templates.render("redirect", view)))
    }
  }
}

extension RedirectTable.Page {
  /// What became of the page, for its readers.
  ///
  /// - Parameter day: of the build, as the table has it.
  func sentence(since day: String?) -> String {
    let told =
      switch kind {
      case .event: "event"
      case .actor: "actor"
      case .article: "article"
      }
    let what =
      switch (why, kind) {
      case (.merged, .event): "It is told as one with another event now."
      case (.merged, _): "It is known as one with another \(told) now."
      case (.edited, _): "The words that tell of it were edited, and its address with them."
      case (.source, _): "The article that told of it first is no longer here, but others do."
      case (.renamed, .article): "It has another name now."
      case (.renamed, _): "The article that tells of it has another name now."
      case (.reread, _): "The articles are read otherwise now, and its address is another one."
      case (.address, _): "It has another address now."
      case (.unlisted, _): "It takes part in no event any more, and has no page of its own."
      case (.removed, .article): "It was taken out of this site."
      case (.removed, _): "No article of this site tells of it any more, or it was taken out."
      }
    let head = new == nil ? "This \(told) is no longer here." : "This \(told) has moved."
    let since =
      day.flatMap { Day(iso: $0) }.map { "since the build of \($0.words())" } ?? "since build \(since) of this site"
    return "\(head) \(what) It has been so \(since)."
  }
}
