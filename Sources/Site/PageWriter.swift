// The frame of every page: head, navigation, footer.

import EventGraph

/// Renders pages of one site.
struct PageWriter {
  let model: SiteModel
  let templates: TemplateSet

  /// The parts of the site in its navigation.
  enum Section: String { case timeline, graph, actors, articles, disagreements, method, none }

  func context(_ path: String) -> PageContext { PageContext(model: model, root: root(of: path)) }

  private func root(of path: String) -> String { path.contains("/") ? "../" : "" }

  /// One page.
  ///
  /// - Parameters:
  ///   - path: from the top of the site.
  ///   - template: name of the template of its main part.
  ///   - data: JSON-LD of the page, already safe inside a `script` element.
  func page(
    _ path: String, _ template: String, section: Section, title: String, description: String, view: View,
    data: String? = nil
  ) throws -> OutputFile {
    let root = root(of: path)
    var view = view
    view["root"] = root
    let main = try templates.render(template, view)
    let frame: View = [
      "root": root, "main": main, "pageTitle": SafeText.cut(title, 120),
      "siteTitle": siteTitle, "description": SafeText.cut(description, 300),
      "hasFeed": model.baseURL != nil, "canonical": model.baseURL.map { $0 + path } ?? false as Any,
      "hasDisagreements": !model.graph.tensions.isEmpty,
      "inTimeline": section == .timeline, "inGraph": section == .graph, "inActors": section == .actors,
      "inArticles": section == .articles, "inDisagreements": section == .disagreements,
      "inMethod": section == .method, "data": data ?? false as Any, "version": model.options.version,
      "buildDate": model.options.buildDate?.words() ?? false as Any,
      "articleCount": Wording.digits(model.graph.documents.count, "article"),
      "eventCount": Wording.digits(model.entries.count, "event"),
      "language": model.options.language ?? "en", "licence": model.options.licence ?? false as Any,
      "editorWords": (model.report.corrections ?? 0) > 0
        ? "corrected by its editor in \(Wording.count(model.report.corrections ?? 0, "place"))" as Any : false,
    ]
    return OutputFile(path: path, text: try templates.render("page", frame))
  }

  var siteTitle: String { model.siteTitle }

  /// Splits a list into pages of a given length; always at least one.
  static func chunks<Element>(_ items: [Element], _ size: Int) -> [[Element]] {
    guard items.count > size else { return [items] }
    return stride(from: 0, to: items.count, by: size).map { Array(items[$0..<min(items.count, $0 + size)]) }
  }

  /// Links between the parts of a long list.
  ///
  /// - Parameter path: path of a part relative to the page's folder.
  static func pager(_ part: Int, of parts: Int, path: (Int) -> String) -> View {
    [
      "hasPager": parts > 1, "pagerWords": "Part \(part + 1) of \(parts)",
      "pagerBack": part > 0 ? path(part - 1) : false as Any,
      "pagerOn": part + 1 < parts ? path(part + 1) : false as Any,
    ]
  }
}

extension SiteModel {
  /// Names of the actors who take part in most events, at most one of each country.
  static func leadingNames(_ graph: NewsGraph, _ count: Int) -> [String] {
    var names: [String] = []
    var countries: Set<String> = []
    var scored: [(id: String, name: String, country: String?, events: Int, position: Int)] = []
    var totals: [String: Int] = [:]
    for event in graph.events {
      for actor in event.participants { totals[actor, default: 0] += 1 }
    }
    for (position, actor) in graph.actors.enumerated()
    where actor.isNamed && actor.kind != .outlet && actor.kind != .place {
      guard let events = totals[actor.id] else { continue }
      scored.append((actor.id, actor.name, actor.country, events, position))
    }
    for actor in scored.sorted(by: { ($1.events, $0.position) < ($0.events, $1.position) }) {
      if let country = actor.country, country.utf8.count == 3, !["IGO", "NGO", "MNC", "IMG", "ISM"].contains(country) {
        guard countries.insert(country).inserted else { continue }
      }
      names.append(Wording.withArticle(SafeText.cut(actor.name, 40)))
      if names.count == count { break }
    }
    return names
  }
}
