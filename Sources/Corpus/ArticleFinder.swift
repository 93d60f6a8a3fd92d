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
  /// How much of what the page says of its parts is believed.
  private let trust: Trust

  enum Trust {
    /// Class names and elements mark what is no article.
    case names
    /// Only elements do (`nav`, `footer`): pages whose names mislead.
    case elements
  }

  init(_ tree: PageTree, knowledge: PageKnowledge, trust: Trust = .names) {
    self.tree = tree
    self.trust = trust
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

  /// Indices of the nodes that hold the article, in document order; none for an empty page.
  func roots() -> [Int] {
    guard let body = tree.nodes.firstIndex(where: { $0.tag == .body }) ?? (tree.nodes.isEmpty ? nil : 0) else {
      return []
    }
    let root = root(from: body)
    return isMarkedBody(tree.nodes[root]) ? siblings(of: root) : [root]
  }

  /// The other parts of an article whose body is cut into several of one kind (by advertisements, pictures).
  private func siblings(of root: Int) -> [Int] {
    let name = tree.nodes[root].attributes[.class]
    var parts: [Int] = []
    var index = 0
    while index < tree.nodes.count {
      if !dropped[index], isMarkedBody(tree.nodes[index]),
        index == root || tree.nodes[index].attributes[.class] == name,
        prose[index] > 0
      {
        parts.append(index)
        index = max(index + 1, tree.nodes[index].end)
      } else {
        index = dropped[index] ? max(index + 1, tree.nodes[index].end) : index + 1
      }
    }
    guard parts.count > 1, parts.count <= 100, parts.contains(root) else { return [root] }
    // Each part of a list of articles has a headline; the parts of one article share theirs.
    var headlines = 0
    for node in tree.nodes[parts[0]..<tree.nodes[parts[parts.count - 1]].end] where node.tag == .heading(1) {
      headlines += 1
    }
    return headlines <= 1 ? parts : [root]
  }

  private func root(from body: Int) -> Int {
    let total = prose[body]
    for isCandidate in [isMarkedBody, isArticle, isMain] {
      var best: Int?
      for index in tree.nodes.indices where !dropped[index] && isCandidate(tree.nodes[index]) {
        if prose[index] > best.map({ prose[$0] }) ?? 0 { best = index }
      }
      // A teaser list has many small articles, none of which is the page's.
      if let best, prose[best] * 3 >= total { return best }
    }
    return tightest(from: densest(from: body))
  }

  /// The element whose own paragraphs hold the most text: each counts for the element that holds it, by half for the
  /// one around that. Where they are less than a third of the page, the page itself.
  private func densest(from body: Int) -> Int {
    var scores = [Int](repeating: 0, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() where node.tag == .paragraph && !dropped[index] {
      let weight = prose[index] - linked[index]
      guard weight >= 25, node.parent >= 0 else { continue }
      scores[node.parent] += weight * 2
      let outer = tree.nodes[node.parent].parent
      if outer >= 0 { scores[outer] += weight }
    }
    var best = body
    for index in scores.indices where scores[index] > scores[best] { best = index }
    guard best != body, tree.nodes[best].tag.breaksParagraph else { return body }
    // The headline and a lead beside the paragraphs lie one step up.
    let outer = tree.nodes[best].parent
    if outer >= 0, prose[outer] * 4 <= prose[best] * 5 { best = outer }
    return prose[best] * 3 >= prose[body] ? best : body
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
      if isSilent(node.tag) || isLinkList(index) && prose[index] * 7 <= total
        || isFurniture(node, inArticle: index < articleEnd, share: total > 0 ? prose[index] * 100 / total : 0)
      {
        dropped[index] = true
        index = max(index + 1, node.end)
      } else {
        index += 1
      }
    }
  }

  /// - Parameter share: how much of the page's text the node holds, in per cent. Hints may lie: what holds most of
  ///   the text is no furniture, and a word that is only a part of a name (`share-tools`) is believed of small parts.
  private func isFurniture(_ node: PageTree.Node, inArticle: Bool, share: Int) -> Bool {
    guard share <= 50 else { return false }
    switch node.tag {
    case .furniture: return true
    case .header: return !inArticle || share == 0
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
    guard trust == .names, share <= 30, node.tag.breaksParagraph || node.tag == .anchor else { return false }
    for value in [attributes[.class], attributes[.id]] {
      guard let value else { continue }
      for name in value.lowercased().split(separator: " ").prefix(40) {
        if knowledge.furniture.contains(String(name)) { return true }
        if share <= 15, hasFurniturePart(name) { return true }
      }
    }
    return false
  }

  /// Whether a word of a class name is furniture, unless a word before it says that it only comes with the element:
  /// `has-sidebar`, `with-navigation`, `and-w-sidebar`.
  private func hasFurniturePart(_ name: Substring) -> Bool {
    var isBeside = false
    for part in name.split(whereSeparator: { !$0.isLetter }) {
      if knowledge.companions.contains(String(part)) {
        isBeside = true
      } else if !isBeside, knowledge.furniture.contains(String(part)) {
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
