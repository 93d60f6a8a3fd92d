// What a build publishes under which id and address, with the words that each thing is known by: `data/ids.json`. The next
// build of the same folder reads it, so that no address that was ever given away leads nowhere.

import ChronographBase
import Corpus

/// Every event, actor and article of a build.
public struct PublishedIndex: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable { case article, actor, event }

  /// Words of an article in which a thing is mentioned.
  package struct Anchor: Sendable, Hashable {
    package var doc: String
    package var words: AnchorWords

    package init(doc: String, words: AnchorWords) {
      self.doc = doc
      self.words = words
    }
  }

  package struct Item: Sendable, Equatable {
    package var kind: Kind
    package var id: String
    /// Paths from the top of the site; the first one is its address. Empty for actors without a page.
    package var pages: [String]
    /// Hash of the text of an article.
    package var text: String?
    package var anchors: [Anchor]

    package init(kind: Kind, id: String, pages: [String], text: String? = nil, anchors: [Anchor] = []) {
      self.kind = kind
      self.id = id
      self.pages = pages
      self.text = text
      self.anchors = anchors
    }
  }

  /// Articles, actors, events, each in the order of the graph.
  package var items: [Item]

  package init(items: [Item]) { self.items = items }

  /// Most mentions of one article that an actor is known by, and most of its articles; an event is known by all of its.
  private static let mostMentions = 2
  private static let mostArticles = 4

  /// What a graph publishes.
  ///
  /// - Parameter pages: all pages of its site, as paths from the top.
  public init(_ graph: NewsGraph, index: GraphIndex, pages: Set<String>) {
    func paths(_ folder: String, _ slug: String?) -> [String] {
      guard let slug, pages.contains("\(folder)/\(slug).html") else { return [] }
      var paths = ["\(folder)/\(slug).html"]
      while case let part = "\(folder)/\(slug)-part-\(paths.count + 1).html", pages.contains(part) {
        paths.append(part)
      }
      return paths
    }
    func anchors(_ mentions: some Sequence<DocSpan>, inOne most: Int = .max, of articles: Int = .max) -> [Anchor] {
      var counts: [String: Int] = [:]
      var found: [Anchor] = []
      for mention in mentions {
        let count = counts[mention.doc, default: 0]
        guard count < most, count > 0 || counts.count < articles,
          let anchor = PublishedIndex.anchor(mention, index)
        else { continue }
        counts[mention.doc] = count + 1
        if !found.contains(anchor) { found.append(anchor) }
      }
      return found
    }
    let articles = graph.documents.map { document in
      Item(
        kind: .article, id: document.id, pages: paths("articles", index.slug(ofDocument: document.id)),
        text: FNV1a.hex(FNV1a.hash(document.record.source.text)))
    }
    let actors = graph.actors.map { actor in
      Item(
        kind: .actor, id: actor.id, pages: paths("actors", index.slug(ofActor: actor.id)),
        anchors: anchors(
          actor.mentions.lazy.filter { $0.form != .pronoun }.map(\.at), inOne: Self.mostMentions, of: Self.mostArticles)
      )
    }
    let events = graph.events.map { event in
      Item(
        kind: .event, id: event.id, pages: paths("events", index.slug(ofEvent: event.id)),
        anchors: anchors(event.mentions))
    }
    items = articles + actors + events
  }

  /// The words of a mention in its sentence.
  static func anchor(_ mention: DocSpan, _ index: GraphIndex) -> Anchor? {
    guard let source = index.document(mention.doc)?.record.source else { return nil }
    let sentence = index.sentence(at: mention)?.span ?? mention.span
    return Anchor(doc: mention.doc, words: AnchorWords(source.text, mention.span, in: sentence))
  }
}

extension PublishedIndex {
  public static let path = "data/ids.json"
  private static let version = "1"

  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("version", PublishedIndex.version)
      json.array("articles", items.lazy.filter { $0.kind == .article }) { $1.write(&$0) }
      json.array("actors", items.lazy.filter { $0.kind == .actor }) { $1.write(&$0) }
      json.array("events", items.lazy.filter { $0.kind == .event }) { $1.write(&$0) }
    }
    json.newline()
    return json.bytes
  }

  /// Reads what an earlier build wrote; what is none of it is left out.
  ///
  /// - Returns: nil when it is no such file.
  public init?(json bytes: [UInt8]) {
    guard let value = try? JSONParser.parse(bytes), value["version"]?.text == PublishedIndex.version else { return nil }
    var items: [Item] = []
    let lists: [(Kind, JSONValue?)] = [
      (.article, value["articles"]), (.actor, value["actors"]), (.event, value["events"]),
    ]
    for (kind, list) in lists {
      guard case .array(let values)? = list else { return nil }
      for value in values {
        guard let id = value["id"]?.text else { continue }
        var item = Item(kind: kind, id: id, pages: [], text: value["text"]?.text)
        if case .array(let pages)? = value["pages"] {
          item.pages = pages.compactMap(\.text).filter { kind.owns($0) }
        }
        if case .array(let anchors)? = value["anchors"] {
          item.anchors = anchors.compactMap { anchor in
            guard let doc = anchor["doc"]?.text, let words = anchor["words"]?.text else { return nil }
            return Anchor(doc: doc, words: AnchorWords(text: words))
          }
        }
        items.append(item)
      }
    }
    self.items = items
  }
}

extension PublishedIndex.Item {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object { json in
      json.field("id", id)
      json.strings("pages", pages)
      if let text { json.field("text", text) }
      if kind != .article {
        json.array("anchors", anchors) { json, anchor in
          json.object { json in
            json.field("doc", anchor.doc)
            json.field("words", anchor.words.text)
          }
        }
      }
    }
  }
}

extension PublishedIndex.Kind {
  /// Folder of its pages.
  var folder: String {
    switch self {
    case .article: "articles/"
    case .actor: "actors/"
    case .event: "events/"
    }
  }

  /// Whether a path may be a page of this kind: a slug in its folder, nothing that leads elsewhere.
  func owns(_ path: String) -> Bool {
    guard path.hasPrefix(folder), path.hasSuffix(".html"), path.utf8.count <= 200 else { return false }
    let name = path.dropFirst(folder.utf8.count).dropLast(5)
    return !name.isEmpty && name != "index" && !name.hasPrefix("index-")
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || $0 == 0x2d }
  }
}
