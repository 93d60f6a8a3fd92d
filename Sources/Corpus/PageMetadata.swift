// What a page says of itself: meta tags, JSON-LD, `time`, `title`, canonical link.

/// Title, date, outlet, address and language of a page.
struct PageMetadata {
  private var title: String?
  private var date: String?
  private var outlet: String?
  private var url: String?
  private var language: String?
  /// The text that JSON-LD repeats, used where the page itself shows none.
  private(set) var articleBody: String?

  init(_ tree: PageTree, knowledge: PageKnowledge) {
    var meta: [String: String] = [:]
    var linked = LinkedData()
    var pageTitle: String?
    var heading: String?
    var times: [(isPublished: Bool, day: String)] = []
    for (index, node) in tree.nodes.enumerated() {
      switch node.tag {
      case .html:
        language = DocumentFields.language(node.attributes[.lang] ?? node.attributes[.xmlLang]) ?? language
      case .meta:
        guard let content = node.attributes[.content] else { continue }
        for key in [node.attributes[.property], node.attributes[.name], node.attributes[.itemprop]] {
          if let key = key?.lowercased(), meta[key] == nil { meta[key] = content }
        }
      case .title: pageTitle = pageTitle ?? tree.string(below: index)
      case .heading(1): heading = heading ?? tree.string(below: index)
      case .link where node.attributes[.rel]?.lowercased() == "canonical":
        url = url ?? DocumentFields.address(node.attributes[.href])
      case .script where node.attributes[.type]?.lowercased().hasPrefix("application/ld+json") ?? false:
        linked.read(tree, script: index)
      case .time:
        let isPublished = node.attributes[.itemprop]?.lowercased() == "datepublished"
        let written = node.attributes[.datetime] ?? tree.string(below: index, limit: 64)
        if let day = MetadataDate.day(written) { times.append((isPublished, day)) }
      default: break
      }
      if node.tag != .meta, let property = node.attributes[.itemprop]?.lowercased(), property == "datepublished" {
        let written = node.attributes[.datetime] ?? node.attributes[.content] ?? tree.string(below: index, limit: 64)
        if let day = MetadataDate.day(written) { times.append((true, day)) }
      }
    }
    func first(_ keys: [String]) -> String? { keys.lazy.compactMap { meta[$0] }.first { !$0.isEmpty } }
    let given = first(knowledge.titles) ?? linked.headline
    let split = pageTitle.flatMap(Self.parts)
    // `Headline - Outlet` in the window's title, where the page shows the headline alone, names the outlet.
    let shown = [given, heading].compactMap { $0.map(DocumentFields.cleaned) }
    let named = split.flatMap { shown.contains($0.headline) ? $0.site : nil }
    let site = first(knowledge.outlets) ?? linked.publisher ?? named
    outlet = DocumentFields.field(site)
    title = DocumentFields.field((given ?? heading ?? pageTitle).map { Self.withoutSite($0, site: site) })
    let dates = [linked.published] + knowledge.dates.map { meta[$0] } + [times.first { $0.isPublished }?.day]
    date = dates.lazy.compactMap { $0.flatMap(MetadataDate.day) }.first ?? times.first?.day
    url = url ?? DocumentFields.address(meta["og:url"])
    language = language ?? DocumentFields.language(meta["og:locale"]) ?? DocumentFields.language(meta["language"])
    articleBody = linked.body
  }

  func describe(_ document: inout SourceDocument) {
    document.title = title
    document.outlet = outlet
    document.url = url
    document.language = language
    document.date = date
    document.dateSource = date == nil ? nil : .metadata
  }

  /// The parts of `Headline | Outlet` or `Headline - Outlet`.
  private static func parts(_ title: String) -> (headline: String, site: String, isBar: Bool)? {
    for separator in [" | ", " — ", " – ", " - ", " :: "] {
      guard let at = title.range(ofLast: separator) else { continue }
      return (String(title[..<at.lowerBound]), String(title[at.upperBound...]), separator == " | ")
    }
    return nil
  }

  /// A title without the outlet behind it; a dash may as well belong to the headline.
  private static func withoutSite(_ title: String, site: String?) -> String {
    guard let parts = parts(title) else { return title }
    let isSite = site.map { parts.site.lowercased() == $0.lowercased() } ?? false
    return isSite || parts.isBar ? parts.headline : title
  }
}

extension String {
  /// Range of the last occurrence of a short text; linear.
  fileprivate func range(ofLast needle: String) -> Range<String.Index>? {
    let bytes = Array(utf8)
    let wanted = Array(needle.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in stride(from: bytes.count - wanted.count, through: 0, by: -1)
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return utf8.index(startIndex, offsetBy: start)..<utf8.index(startIndex, offsetBy: start + wanted.count)
    }
    return nil
  }
}

/// The parts of JSON-LD (schema.org) that describe an article.
struct LinkedData {
  var headline: String?
  var published: String?
  var publisher: String?
  var body: String?

  mutating func read(_ tree: PageTree, script: Int) {
    var bytes: [UInt8] = []
    for node in tree.nodes[script...].prefix(tree.nodes[script].end - script) where node.tag == .text {
      bytes.append(contentsOf: tree.text[node.text])
    }
    // Pages wrap it in comments or CDATA now and then; the value starts at the first bracket.
    guard let start = bytes.firstIndex(where: { $0 == 0x7b || $0 == 0x5b }) else { return }
    var parser = JSONParser(bytes, from: start)
    guard let value = try? parser.value() else { return }
    visit(value, depth: 0)
  }

  private mutating func visit(_ value: JSONValue, depth: Int) {
    guard depth < 6 else { return }
    switch value {
    case .array(let values):
      for value in values.prefix(200) { visit(value, depth: depth + 1) }
    case .object:
      if let graph = value["@graph"] { visit(graph, depth: depth + 1) }
      if let page = value["mainEntity"] { visit(page, depth: depth + 1) }
      guard isArticle(value["@type"]) else { return }
      headline = headline ?? value["headline"]?.text ?? value["name"]?.text
      published = published ?? value["datePublished"]?.text ?? value["dateCreated"]?.text
      publisher = publisher ?? name(of: value["publisher"])
      body = body ?? value["articleBody"]?.text
    default: break
    }
  }

  private func isArticle(_ type: JSONValue?) -> Bool {
    switch type {
    case .string(let bytes)?:
      let name = String(decoding: bytes, as: UTF8.self)
      return name.hasSuffix("Article") || name.hasSuffix("Posting") || name == "Report" || name == "WebPage"
    case .array(let types)?: return types.prefix(20).contains { isArticle($0) }
    default: return false
    }
  }

  private func name(of value: JSONValue?) -> String? {
    switch value {
    case .string(let bytes)?: String(decoding: bytes, as: UTF8.self)
    case .array(let values)?: name(of: values.first)
    case .object?: value?["name"]?.text
    default: nil
    }
  }
}
