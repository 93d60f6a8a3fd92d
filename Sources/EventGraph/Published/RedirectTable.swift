// Where things went: `data/redirects.json`, and the same as a table. Each old id and address leads straight to a thing that
// is there, or to nothing with the reason; none leads to another old one.

import ChronographBase
import Corpus

/// Old ids and addresses with what stands in their place.
public struct RedirectTable: Sendable, Equatable {
  /// Why an id or address is no more.
  public enum Reason: String, Sendable, CaseIterable {
    /// It is one with another thing that was known before.
    case merged
    /// The words that tell it were edited.
    case edited
    /// The article that it was called after is gone, others tell it.
    case source
    /// The article has another id, its text is the same.
    case renamed
    /// It is read otherwise than before: other articles, corrections or rules.
    case reread
    /// Only its address changed, with its headline or name.
    case address
    /// It is there, and has no page of its own any more.
    case unlisted
    /// It is gone.
    case removed
  }

  /// A build whose graph differs from the one before in its folder.
  public struct Build: Sendable, Equatable {
    /// Counts from 1.
    public var number: Int
    /// Hash of its `data/graph.json`.
    public var graph: String
    /// The day of the build, where it is known.
    public var date: String?

    public init(number: Int, graph: String, date: String?) {
      self.number = number
      self.graph = graph
      self.date = date
    }
  }

  /// An old id.
  public struct Entry: Sendable, Equatable {
    public var kind: PublishedIndex.Kind
    public var old: String
    /// Nil for what is gone.
    public var new: String?
    public var why: Reason
    /// Number of the first build without it.
    public var since: Int

    public init(kind: PublishedIndex.Kind, old: String, new: String?, why: Reason, since: Int) {
      self.kind = kind
      self.old = old
      self.new = new
      self.why = why
      self.since = since
    }
  }

  /// An old address.
  public struct Page: Sendable, Equatable {
    public var kind: PublishedIndex.Kind
    /// Path from the top of the site.
    public var old: String
    /// What it was about: a present id, or one that is gone.
    public var id: String
    /// Path of the page that stands in its place.
    public var new: String?
    public var why: Reason
    public var since: Int

    public init(kind: PublishedIndex.Kind, old: String, id: String, new: String?, why: Reason, since: Int) {
      self.kind = kind
      self.old = old
      self.id = id
      self.new = new
      self.why = why
      self.since = since
    }
  }

  /// Builds that the entries name, and the last one; in their order.
  public var builds: [Build]
  /// By kind and id.
  public var ids: [Entry]
  /// By path.
  public var pages: [Page]

  public init(builds: [Build] = [], ids: [Entry] = [], pages: [Page] = []) {
    self.builds = builds
    self.ids = ids
    self.pages = pages
  }

  /// The day of a build.
  public func date(ofBuild number: Int) -> String? { builds.first { $0.number == number }?.date }
}

extension RedirectTable {
  public static let path = "data/redirects.json"
  public static let tablePath = "data/redirects.csv"
  private static let version = "1"

  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("version", RedirectTable.version)
      json.array("builds", builds) { json, build in
        json.object { json in
          json.field("number", build.number)
          json.field("graph", build.graph)
          json.field("date", build.date)
        }
      }
      json.array("ids", ids) { json, entry in
        json.object { json in
          json.field("kind", entry.kind.rawValue)
          json.field("old", entry.old)
          json.field("new", entry.new)
          json.field("why", entry.why.rawValue)
          json.field("since", entry.since)
        }
      }
      json.array("pages", pages) { json, page in
        json.object { json in
          json.field("kind", page.kind.rawValue)
          json.field("old", page.old)
          json.field("id", page.id)
          json.field("new", page.new)
          json.field("why", page.why.rawValue)
          json.field("since", page.since)
        }
      }
    }
    json.newline()
    return json.bytes
  }

  /// Reads what an earlier build wrote; entries that are none are left out.
  ///
  /// - Returns: nil when it is no such file.
  public init?(json bytes: [UInt8]) {
    guard let value = try? JSONParser.parse(bytes), value["version"]?.text == RedirectTable.version,
      case .array(let builds)? = value["builds"], case .array(let ids)? = value["ids"],
      case .array(let pages)? = value["pages"]
    else { return nil }
    self.init(
      builds: builds.compactMap { build in
        guard let number = RedirectTable.count(build["number"]), let graph = build["graph"]?.text else { return nil }
        return Build(number: number, graph: graph, date: build["date"]?.text)
      },
      ids: ids.compactMap { entry in
        guard let (kind, old, why, since) = RedirectTable.head(entry) else { return nil }
        return Entry(kind: kind, old: old, new: entry["new"]?.text, why: why, since: since)
      },
      pages: pages.compactMap { page in
        guard let (kind, old, why, since) = RedirectTable.head(page), kind.owns(old), let id = page["id"]?.text else {
          return nil
        }
        return Page(
          kind: kind, old: old, id: id, new: page["new"]?.text.flatMap { kind.owns($0) ? $0 : nil },
          why: why, since: since)
      })
  }

  private static func head(_ value: JSONValue) -> (PublishedIndex.Kind, String, Reason, Int)? {
    guard let kind = value["kind"]?.text.flatMap(PublishedIndex.Kind.init), let old = value["old"]?.text,
      let why = value["why"]?.text.flatMap(Reason.init), let since = count(value["since"])
    else { return nil }
    return (kind, old, why, since)
  }

  private static func count(_ value: JSONValue?) -> Int? {
    guard case .number(let text)? = value, let number = Int(text), number > 0, number < 1 << 40 else { return nil }
    return number
  }
}
