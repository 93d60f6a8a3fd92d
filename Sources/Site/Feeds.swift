// The Atom feed and the site map.

import Chronology
import EventGraph

extension PageWriter {
  private static let feedEntries = 60

  /// The feed and the site map, where the site has an address: both name their pages by it.
  func feeds(pages: [String]) -> [OutputFile] {
    var files: [OutputFile] = []
    if let base = model.baseURL {
      files.append(OutputFile(path: "feed.xml", text: feed(base)))
      var xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
      // The protocol allows 50,000 addresses in one file.
      for path in pages.filter({ $0 != "404.html" && $0 != "print.html" }).prefix(50_000) {
        xml += "<url><loc>\(SafeText.escape(base + path))</loc></url>\n"
      }
      files.append(OutputFile(path: "sitemap.xml", text: xml + "</urlset>\n"))
    }
    return files
  }

  /// The events of the latest articles. Nothing in it is newer than the build, where its day is known.
  private func feed(_ base: String) -> String {
    let newest = model.graph.documents.compactMap(\.record.date.interval.latest).max()
    let updated = stamp(model.options.buildDate ?? newest)
    var xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n"
    xml += "<title>\(SafeText.escape(siteTitle))</title>\n"
    xml +=
      "<id>\(SafeText.escape(base + "feed.xml"))</id>\n"
    xml += "<updated>\(updated)</updated>\n<author><name>Chronograph</name></author>\n"
    xml += "<link rel=\"self\" href=\"\(SafeText.escape(base))feed.xml\"/>\n"
    xml += "<link rel=\"alternate\" href=\"\(SafeText.escape(base))index.html\"/>\n"
    let order = (model.periods.flatMap(\.events) + model.unplaced).map { model.entries[$0] }
    let chosen = order.sorted { ($0.importance, $1.position) > ($1.importance, $0.position) }
      .prefix(PageWriter.feedEntries).map(\.position)
    let shown = Set(chosen)
    let page = context("index.html")
    for entry in order.reversed() where shown.contains(entry.position) {
      let path = model.path(ofEvent: entry.position)
      var told = entry.articles.compactMap { model.document(number: $0)?.record.date.interval.latest }.max()
      if let built = model.options.buildDate { told = min(told ?? built, built) }
      xml += "<entry>\n<title>\(SafeText.escape(page.title(entry.event)))</title>\n"
      xml += "<id>\(SafeText.escape(base + path))</id>\n"
      xml +=
        "<link href=\"\(SafeText.escape(base + path))\"/>\n<updated>\(stamp(told))</updated>\n"
      xml += "<category term=\"\(entry.category.rawValue)\" label=\"\(entry.category.word)\"/>\n"
      let words =
        "\(page.whenWords(entry, .full)) (\(page.stateWord(entry).lowercased())). Told by \(Wording.articles(entry.articles))."
      xml += "<summary>\(SafeText.escape(words))</summary>\n</entry>\n"
    }
    return xml + "</feed>\n"
  }

  /// RFC 3339; the first day of the Unix calendar when nothing is known.
  private func stamp(_ day: Day?) -> String {
    guard let day, (1...9999).contains(day.parts.year) else { return "1970-01-01T00:00:00Z" }
    return "\(day)T00:00:00Z"
  }
}
