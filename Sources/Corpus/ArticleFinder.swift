// Finds the part of a page that is the article: by what the page says of itself (`articleBody`, `article`,
// `main`, well-known class names), otherwise the tightest element around most of the running text.

/// Which nodes of a page belong to its article.
struct ArticleFinder {
  let tree: PageTree
  let knowledge: PageKnowledge
  /// Bytes of text outside links below each node.
  private var prose: [Int]
  /// Bytes of text in links below each node.
  private var linked: [Int]
  /// Subtrees that hold no article.
  private(set) var dropped: [Bool]

  init(_ tree: PageTree, knowledge: PageKnowledge) {
    self.tree = tree
    self.knowledge = knowledge
    prose = [Int](repeating: 0, count: tree.nodes.count)
    linked = prose
    dropped = [Bool](repeating: false, count: tree.nodes.count)
    weigh()
    drop()
    prose = [Int](repeating: 0, count: tree.nodes.count)
    linked = prose
    weigh()
  }

  /// Index of the node that holds the article, or nil for an empty page.
  func root() -> Int? {
    guard let body = tree.nodes.firstIndex(where: { $0.tag == .body }) ?? (tree.nodes.isEmpty ? nil : 0) else {
      return nil
    }
    let total = prose[body]
    for isCandidate in [isMarkedBody, isArticle, isMain] {
      var best: Int?
      for index in tree.nodes.indices where !dropped[index] && isCandidate(tree.nodes[index]) {
        if prose[index] > best.map({ prose[$0] }) ?? 0 { best = index }
      }
      // A teaser list has many small articles, none of which is the page's.
      if let best, prose[best] * 3 >= total { return best }
    }
    return tightest(from: body)
  }

  private func isMarkedBody(_ node: PageTree.Node) -> Bool {
    if node.attributes[.itemprop]?.lowercased() == "articlebody" { return true }
    for value in [node.attributes[.class], node.attributes[.id]] {
      for name in (value ?? "").split(separator: " ") where knowledge.bodies.contains(name.lowercased()) {
        return true
      }
    }
    return false
  }

  private func isArticle(_ node: PageTree.Node) -> Bool {
    node.tag == .article || node.attributes[.role] == "article"
      || node.attributes[.itemprop]?.lowercased() == "blogpost"
  }

  private func isMain(_ node: PageTree.Node) -> Bool { node.tag == .main || node.attributes[.role] == "main" }

  /// Goes down while one child holds four fifths of the text.
  private func tightest(from start: Int) -> Int {
    var current = start
    while true {
      var next: Int?
      var child = current + 1
      while child < tree.nodes[current].end {
        if prose[child] * 5 >= prose[current] * 4, prose[current] > 0, tree.nodes[child].tag.breaksParagraph {
          next = child
        }
        child = max(child + 1, tree.nodes[child].end)
      }
      // One paragraph is no container; its headline stands beside it.
      guard let next, tree.nodes[next].tag == .block || tree.nodes[next].tag == .main else { return current }
      current = next
    }
  }

  private mutating func weigh() {
    var inLink = 0
    var index = 0
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      if dropped[index] || isSilent(node.tag) {
        index = max(index + 1, node.end)
        continue
      }
      if node.tag == .anchor { inLink = max(inLink, node.end) }
      if node.tag == .text {
        let length = tree.text[node.text].reduce(0) { $0 + ($1 > 0x20 ? 1 : 0) }
        if index < inLink { linked[index] = length } else { prose[index] = length }
      }
      index += 1
    }
    // Children follow their parents, so one pass from the end adds every subtree up.
    for index in tree.nodes.indices.reversed() {
      let parent = tree.nodes[index].parent
      guard parent >= 0 else { continue }
      prose[parent] += prose[index]
      linked[parent] += linked[index]
    }
  }

  private func isSilent(_ tag: Tag) -> Bool {
    switch tag {
    case .head, .script, .style, .opaque, .comment: true
    default: false
    }
  }

  private mutating func drop() {
    let total = prose.first ?? 0
    var articleEnd = 0
    var index = 0
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      if node.tag == .article || node.tag == .main { articleEnd = max(articleEnd, node.end) }
      // Hints may lie: what holds most of the page's text stays.
      if isSilent(node.tag) || isFurniture(node, inArticle: index < articleEnd) && prose[index] * 2 <= total
        || isLinkList(index)
      {
        dropped[index] = true
        index = max(index + 1, node.end)
      } else {
        index += 1
      }
    }
  }

  private func isFurniture(_ node: PageTree.Node, inArticle: Bool) -> Bool {
    switch node.tag {
    case .furniture: return true
    case .header: return !inArticle
    case .html, .body, .article, .main, .text: return false
    default: break
    }
    let attributes = node.attributes
    guard !attributes.isEmpty else { return false }
    if attributes[.hidden] != nil || attributes[.ariaHidden] == "true" { return true }
    if let style = attributes[.style]?.lowercased().filter({ $0 != " " }), style.contains("display:none") {
      return true
    }
    switch attributes[.role] {
    case "navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alert", "alertdialog", "menu",
      "toolbar":
      return true
    default: break
    }
    guard node.tag.breaksParagraph || node.tag == .anchor else { return false }
    for value in [attributes[.class], attributes[.id]] {
      guard let value else { continue }
      for name in value.lowercased().split(whereSeparator: { !$0.isLetter }).prefix(40)
      where knowledge.furniture.contains(String(name)) {
        return true
      }
    }
    return false
  }

  /// Lists and tables that are all links.
  private func isLinkList(_ index: Int) -> Bool {
    guard tree.nodes[index].tag == .block else { return false }
    return linked[index] > 40 && prose[index] * 4 < linked[index]
  }
}
