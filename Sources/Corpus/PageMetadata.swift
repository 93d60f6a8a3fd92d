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

  /// - Parameter address: where the page was found, if its container says so.
  init(_ tree: PageTree, knowledge: PageKnowledge, address: String? = nil) {
    var meta: [String: String] = [:]
    var linked = LinkedData()
    var pageTitle: String?
    var heading: String?
    var addresses: [String?] = []
    for (index, node) in tree.nodes.enumerated() {
      switch node.tag {
      case .html:
        language = DocumentFields.language(node.attributes[.lang] ?? node.attributes[.xmlLang]) ?? language
      case .meta:
        guard let content = node.attributes[.content] else { continue }
        let names = [
          node.attributes[.property], node.attributes[.name], node.attributes[.itemprop], node.attributes[.httpEquiv],
        ]
        // Several names may stand in one attribute.
        for key in names.compactMap({ $0?.lowercased() }).flatMap({ $0.split(separator: " ").map(String.init) })
        where meta[key] == nil {
          meta[key] = content
        }
      case .title: pageTitle = pageTitle ?? tree.string(below: index)
      case .heading(1):
        if heading == nil || knowledge.sections.contains(heading?.lowercased() ?? "") {
          heading = tree.string(below: index)
        }
      case .link where node.attributes[.rel]?.lowercased() == "canonical":
        url = url ?? DocumentFields.address(node.attributes[.href])
        addresses.append(node.attributes[.href])
      case .script where node.attributes[.type]?.lowercased().hasPrefix("application/ld+json") ?? false:
        linked.read(tree, script: index)
      default: break
      }
    }
    func first(_ keys: [String]) -> String? { keys.lazy.compactMap { meta[$0] }.first { !$0.isEmpty } }
    /// "Opinion" is a section's name and no headline.
    func isHeadline(_ title: String?) -> String? {
      guard let title, !knowledge.sections.contains(DocumentFields.cleaned(title).lowercased()) else { return nil }
      return title
    }
    heading = isHeadline(heading)
    let given = isHeadline(first(knowledge.titles)) ?? isHeadline(linked.headline)
    let split = pageTitle.flatMap(Self.parts)
    // `Headline - Outlet` in the window's title, where the page shows the headline alone, names the outlet.
    let shown = [given, heading].compactMap { $0.map(DocumentFields.cleaned) }
    let named = split.flatMap { shown.contains($0.headline) ? $0.site : nil }
    let site = first(knowledge.outlets) ?? linked.publisher ?? named
    outlet = DocumentFields.field(site)
    title = DocumentFields.field(
      (given ?? heading ?? pageTitle).map {
        Self.withoutSite($0, site: site, sections: knowledge.sections)
      })
    addresses += [meta["og:url"], address, linked.address]
    let days = PageDates(tree, knowledge: knowledge, addresses: addresses)
    date = days.published(
      [linked.published] + knowledge.dates.map { meta[$0] } + [linked.written],
      updated: [linked.modified] + knowledge.updates.map { meta[$0] })
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
  private static func withoutSite(_ title: String, site: String?, sections: Set<String>) -> String {
    guard let parts = parts(title) else { return title }
    // "Opinion | What the bank could learn"
    if sections.contains(DocumentFields.cleaned(parts.headline).lowercased()) { return parts.site }
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
  /// A date of publication found in a script that is no JSON, or stands in a place of its own.
  var written: String?
  var modified: String?
  var publisher: String?
  var address: String?
  var body: String?

  mutating func read(_ tree: PageTree, script: Int) {
    var bytes: [UInt8] = []
    for node in tree.nodes[script...].prefix(tree.nodes[script].end - script) where node.tag == .text {
      bytes.append(contentsOf: tree.text[node.text])
    }
    // Pages wrap it in comments or CDATA now and then; the value starts at the first bracket.
    guard let start = bytes.firstIndex(where: { $0 == 0x7b || $0 == 0x5b }) else { return }
    var parser = JSONParser(bytes, from: start)
    if let value = try? parser.value() { visit(value, depth: 0) }
    if published == nil, written == nil { written = Self.member("\"datePublished\"", of: bytes) }
  }

  /// The text that follows a key, by its bytes alone.
  static func member(_ key: String, of bytes: [UInt8]) -> String? {
    guard var index = PageKnowledge.find(Array(key.utf8), in: bytes, from: 0) else { return nil }
    index += key.utf8.count
    while index < bytes.count, bytes[index] <= 0x20 || bytes[index] == 0x3a || bytes[index] == 0x5b { index += 1 }
    guard index < bytes.count, bytes[index] == 0x22 else { return nil }
    return String(decoding: bytes[(index + 1)...].prefix(40).prefix { $0 != 0x22 }, as: UTF8.self)
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
      modified = modified ?? value["dateModified"]?.text
      address = address ?? value["url"]?.text
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
