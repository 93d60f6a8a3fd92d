// What became of everything that an earlier build published. A thing whose id is gone is looked for by its words: where
// they stand now, or the likest ones of the same article. Whatever is found, each old id leads to a present one at once.

import ChronographBase

/// Compares what was published with what is.
struct RedirectFinder {
  private typealias Kind = PublishedIndex.Kind

  /// Least share of words that an edited passage has in common with what it was.
  private static let leastLikeness = 0.5
  /// Fewest passages by which an article is known that has neither its id nor its text any more.
  private static let leastAnchors = 4

  private let old: PublishedIndex
  private let new: PublishedIndex
  private let oldIds: [PublishedIndex.Kind: Set<String>]
  private let newItems: [PublishedIndex.Kind: [String: PublishedIndex.Item]]
  /// For each old article its id now.
  private var articles: [String: String] = [:]
  /// Old articles whose text is another now.
  private var edited: Set<String> = []
  /// Words of the old articles by kind.
  private var oldWords: [PublishedIndex.Kind: [String: Set<AnchorWords>]] = [:]
  /// Words of the articles that matter, with the things that they mention, by kind and present article, in text order.
  private var places: [PublishedIndex.Kind: [String: [(words: AnchorWords, id: String)]]] = [:]
  private var byWords: [PublishedIndex.Kind: [PublishedIndex.Anchor: [String]]] = [:]
  /// What some old thing became already.
  private var claimed: [PublishedIndex.Kind: Set<String>] = [:]

  init(_ old: PublishedIndex, _ new: PublishedIndex, _ graph: NewsGraph, _ index: GraphIndex) {
    self.old = old
    self.new = new
    oldIds = Dictionary(grouping: old.items, by: \.kind).mapValues { Set($0.map(\.id)) }
    newItems = Dictionary(grouping: new.items, by: \.kind).mapValues { items in
      Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    findArticles()
    let gone = old.items.filter { $0.kind != .article && !isThere($0.kind, $0.id) }
    guard !gone.isEmpty else { return }
    let wanted = Set(gone.flatMap { $0.anchors.compactMap { articles[$0.doc] } })
    collect(graph.events.lazy.map { ($0.id, $0.mentions) }, .event, wanted, index)
    collect(graph.actors.lazy.map { ($0.id, $0.mentions.map(\.at)) }, .actor, wanted, index)
    for item in old.items {
      for anchor in item.anchors { oldWords[item.kind, default: [:]][anchor.doc, default: []].insert(anchor.words) }
    }
  }

  /// Whether any article of before is still there; without one it is another collection.
  var isSameCollection: Bool { !articles.isEmpty || !old.items.contains { $0.kind == .article } }

  func isThere(_ kind: PublishedIndex.Kind, _ id: String) -> Bool { newItems[kind]?[id] != nil }

  /// The address of a present thing.
  func page(_ kind: PublishedIndex.Kind, _ id: String) -> String? { newItems[kind]?[id]?.pages.first }

  private mutating func findArticles() {
    var byText: [String: [String]] = [:]
    let known = oldIds[.article] ?? []
    for item in new.items where item.kind == .article && !known.contains(item.id) {
      if let text = item.text { byText[text, default: []].append(item.id) }
    }
    var lost: Set<String> = []
    for item in old.items where item.kind == .article {
      if let present = newItems[.article]?[item.id] {
        articles[item.id] = item.id
        if present.text != item.text { edited.insert(item.id) }
      } else if let text = item.text, let same = byText[text], same.count == 1 {
        articles[item.id] = same[0]
      } else {
        lost.insert(item.id)
      }
    }
    if !lost.isEmpty { findByWords(lost) }
  }

  /// Articles that have another id and other words at once: most of what they are known by stands in one new article.
  private mutating func findByWords(_ lost: Set<String>) {
    let taken = Set(articles.values)
    var places: [AnchorWords: Set<String>] = [:]
    for item in new.items where item.kind == .event {
      for anchor in item.anchors where !taken.contains(anchor.doc) {
        places[anchor.words, default: []].insert(anchor.doc)
      }
    }
    var wanted: [String: Set<AnchorWords>] = [:]
    for item in old.items where item.kind == .event {
      for anchor in item.anchors where lost.contains(anchor.doc) {
        wanted[anchor.doc, default: []].insert(anchor.words)
      }
    }
    for (doc, words) in wanted where words.count >= RedirectFinder.leastAnchors {
      var votes: [String: Int] = [:]
      for place in words.flatMap({ places[$0] ?? [] }) { votes[place, default: 0] += 1 }
      guard let most = votes.values.max(), most * 2 > words.count else { continue }
      let best = votes.filter { $0.value == most }.keys
      guard best.count == 1, let found = best.first else { continue }
      articles[doc] = found
      edited.insert(doc)
    }
  }

  private mutating func collect(
    _ things: some Sequence<(String, [DocSpan])>, _ kind: PublishedIndex.Kind, _ wanted: Set<String>,
    _ index: GraphIndex
  ) {
    for (id, mentions) in things {
      for mention in mentions where wanted.contains(mention.doc) {
        guard let anchor = PublishedIndex.anchor(mention, index) else { continue }
        places[kind, default: [:]][mention.doc, default: []].append((anchor.words, id))
        if byWords[kind]?[anchor]?.contains(id) != true { byWords[kind, default: [:]][anchor, default: []].append(id) }
      }
    }
  }

  /// What became of a thing whose id is gone.
  mutating func fate(_ item: PublishedIndex.Item) -> (new: String?, why: RedirectTable.Reason) {
    if item.kind == .article { return articles[item.id].map { ($0, .renamed) } ?? (nil, .removed) }
    guard let found = sameWords(item) ?? likeWords(item) else { return (nil, .removed) }
    claimed[item.kind, default: []].insert(found)
    if oldIds[item.kind]?.contains(found) == true { return (found, .merged) }
    let documents = item.anchors.map(\.doc)
    if documents.contains(where: { articles[$0] == nil }) { return (found, .source) }
    if documents.contains(where: edited.contains) { return (found, .edited) }
    return (found, documents.contains { articles[$0] != $0 } ? .renamed : .reread)
  }

  /// The thing that most of the words are of now; of equals the first one.
  private func sameWords(_ item: PublishedIndex.Item) -> String? {
    var votes: [String: Int] = [:]
    var order: [String] = []
    for anchor in item.anchors {
      guard let doc = articles[anchor.doc],
        let found = byWords[item.kind]?[PublishedIndex.Anchor(doc: doc, words: anchor.words)]
      else { continue }
      // Of several with the same words one that is new is what the old one became, each of one old one.
      let fresh = found.filter { oldIds[item.kind]?.contains($0) != true }
      let free = fresh.filter { claimed[item.kind]?.contains($0) != true }
      guard let id = free.first ?? fresh.first ?? found.first else { continue }
      if votes[id] == nil { order.append(id) }
      votes[id, default: 0] += 1
    }
    let most = votes.values.max()
    return order.first { votes[$0] == most }
  }

  /// The thing with the likest words of the same article that were not there before.
  private func likeWords(_ item: PublishedIndex.Item) -> String? {
    var best: (id: String, likeness: Double)?
    for anchor in item.anchors {
      guard let doc = articles[anchor.doc] else { continue }
      let before = oldWords[item.kind]?[anchor.doc] ?? []
      for (words, id) in places[item.kind]?[doc] ?? [] where !before.contains(words) {
        let likeness = anchor.words.likeness(words)
        guard likeness >= RedirectFinder.leastLikeness else { continue }
        let isFree = claimed[item.kind]?.contains(id) != true
        let score = likeness + (words.own == anchor.words.own ? 0.25 : 0) + (isFree ? 0.1 : 0)
        if score > best?.likeness ?? 0 { best = (id, score) }
      }
    }
    return best?.id
  }
}

extension RedirectTable {
  /// The table of a build that takes the place of an earlier one.
  ///
  /// - Parameters:
  ///   - former: what the earlier build published, with its table.
  ///   - new: what this one publishes.
  ///   - build: its hash and day; the number is found here.
  /// - Returns: an empty table for another collection, of which no article is left.
  public init(
    after former: (published: PublishedIndex, table: RedirectTable)?, _ new: PublishedIndex, _ graph: NewsGraph,
    index: GraphIndex, build: Build
  ) {
    var build = build
    build.number = 1
    self.init(builds: [build])
    guard let former else { return }
    var finder = RedirectFinder(former.published, new, graph, index)
    guard finder.isSameCollection else { return }
    if let last = former.table.builds.last { build = last.graph == build.graph ? last : build.after(last) }
    add(former.published, former.table, &finder, new, build.number)
    let named = Set(ids.map(\.since) + pages.map(\.since))
    builds = former.table.builds.filter { named.contains($0.number) && $0.number < build.number } + [build]
  }

  private mutating func add(
    _ published: PublishedIndex, _ table: RedirectTable, _ finder: inout RedirectFinder, _ new: PublishedIndex,
    _ now: Int
  ) {
    var fates: [PublishedIndex.Kind: [String: (new: String?, why: Reason)]] = [:]
    for item in published.items where !finder.isThere(item.kind, item.id) {
      fates[item.kind, default: [:]][item.id] = finder.fate(item)
    }
    var entries: [PublishedIndex.Kind: [String: Entry]] = [:]
    // What is there again needs no entry. All others lead to what is there, so that no chain and no ring can be.
    for entry in table.ids where !finder.isThere(entry.kind, entry.old) {
      var entry = entry
      if let target = entry.new, !finder.isThere(entry.kind, target) {
        entry.new = fates[entry.kind]?[target]?.new
        if entry.new == nil { (entry.why, entry.since) = (.removed, now) }
      }
      entries[entry.kind, default: [:]][entry.old] = entry
    }
    for (kind, all) in fates {
      for (id, fate) in all {
        entries[kind, default: [:]][id] = Entry(kind: kind, old: id, new: fate.new, why: fate.why, since: now)
      }
    }
    ids = PublishedIndex.Kind.allCases.flatMap { kind in
      (entries[kind] ?? [:]).values.sorted { $0.old.utf8.lexicographicallyPrecedes($1.old.utf8) }
    }

    let present = Set(new.items.flatMap(\.pages))
    var addresses: [String: Page] = [:]
    func add(_ page: Page) {
      guard !present.contains(page.old) else { return }
      var page = page
      let entry = finder.isThere(page.kind, page.id) ? nil : entries[page.kind]?[page.id]
      if let target = entry?.new { page.id = target }
      let target = finder.page(page.kind, page.id)
      if target == nil, page.new != nil || page.since == now {
        page.why = finder.isThere(page.kind, page.id) ? .unlisted : .removed
        page.since = now
      } else if page.since == now || page.new == nil && target != nil {
        page.why = entry?.why ?? (page.since == now ? page.why : .reread)
      }
      page.new = target
      addresses[page.old] = page
    }
    for page in table.pages { add(page) }
    for item in published.items {
      for path in item.pages {
        add(Page(kind: item.kind, old: path, id: item.id, new: path, why: .address, since: now))
      }
    }
    pages = addresses.values.sorted { $0.old.utf8.lexicographicallyPrecedes($1.old.utf8) }
  }
}

extension RedirectTable.Build {
  fileprivate func after(_ last: RedirectTable.Build) -> RedirectTable.Build {
    RedirectTable.Build(number: last.number + 1, graph: graph, date: date)
  }
}
