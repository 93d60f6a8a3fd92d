// Ids and addresses: `data/ids.json` names each thing of the graph with its pages, `data/redirects.json` leads from what was
// to what is, at once and never in a ring, and a page stands at each old address.

import Corpus

extension Verifier {
  /// The name of a kind and its list in the graph and in `data/ids.json`.
  private static let kinds: [(kind: String, folder: String, inGraph: StaticString, inIds: StaticString)] = [
    ("article", "articles/", "documents", "articles"), ("actor", "actors/", "actors", "actors"),
    ("event", "events/", "events", "events"),
  ]
  private static let reasons = [
    "merged", "edited", "source", "renamed", "reread", "address", "unlisted", "removed",
  ]

  /// Pages of what is there, by kind and id.
  mutating func readPublished() {
    let path = "data/ids.json"
    guard let value = readPublishedJSON(path) else { return }
    for (kind, _, _, inIds) in Verifier.kinds {
      for item in value[inIds]?.list ?? [] {
        let id = item["id"]?.text ?? ""
        let pages = item["pages"]?.texts ?? []
        if published[kind, default: [:]].updateValue(pages, forKey: id) != nil {
          raise("id-twice", "\(kind) \(id)", "\(path) has it twice")
        }
      }
    }
  }

  private mutating func readPublishedJSON(_ path: String) -> JSONValue? {
    guard let bytes = readFile(path) else { return nil }
    do throws(JSONFault) {
      let value = try JSONParser.parse(bytes)
      if value["version"]?.text != "1" { raise("version", path, "its version is not 1") }
      return value
    } catch {
      raise("file-broken", path, error.message)
      return nil
    }
  }

  mutating func checkPublished() {
    let files = Set(site.paths)
    var live: [String: Set<String>] = [:]
    for (kind, folder, inGraph, _) in Verifier.kinds {
      let known = Set((graph[inGraph]?.list ?? []).compactMap { $0["id"]?.text })
      let listed = published[kind] ?? [:]
      for id in known.subtracting(listed.keys).sorted() {
        raise("row-missing", "\(kind) \(id)", "data/ids.json has it not")
      }
      for (id, pages) in listed.sorted(by: { $0.key < $1.key }) {
        if !known.contains(id) { raise("id-unknown", "\(kind) \(id)", "only data/ids.json has it") }
        for page in pages where !page.hasPrefix(folder) || !files.contains(page) {
          raise("page-missing", "\(kind) \(id)", "its page \(page) is not there")
        }
        if pages.isEmpty, kind != "actor" {
          raise("page-missing", "\(kind) \(id)", "data/ids.json names no page of it")
        }
        for page in pages where !live[kind, default: []].insert(page).inserted {
          raise("id-twice", "\(kind) \(id)", "its page \(page) is another's as well")
        }
        if kind == "event", rows[id]?["page"]?.text != pages.first {
          raise("row-differs", "event \(id)", "data/ids.json has another page")
        }
      }
    }
    let old = checkRedirects(files, live)
    for path in site.paths where path.hasSuffix(".html") {
      guard let (kind, folder, _, _) = Verifier.kinds.first(where: { path.hasPrefix($0.folder) }) else { continue }
      let name = path.dropFirst(folder.count)
      if name == "index.html" || name.hasPrefix("index-") || live[kind]?.contains(path) == true || old.contains(path) {
        continue
      }
      raise("page-unknown", path, "it belongs to nothing that is or was there")
    }
  }

  /// - Returns: the old addresses.
  private mutating func checkRedirects(_ files: Set<String>, _ live: [String: Set<String>]) -> Set<String> {
    let path = "data/redirects.json"
    guard let value = readPublishedJSON(path) else { return [] }
    var days: [Int: String] = [:]
    var last = 0
    for build in value["builds"]?.list ?? [] {
      let number = build["number"]?.integer ?? 0
      if number <= last { raise("row-differs", path, "its builds do not count up") }
      last = max(last, number)
      days[number] = build["date"]?.text ?? ""
    }
    if days.isEmpty { raise("row-differs", path, "it names no build") }
    var rows: [[String]] = []
    var seen: Set<String> = []
    for (list, what) in [("ids", "id"), ("pages", "page")] {
      for entry in (what == "id" ? value["ids"] : value["pages"])?.list ?? [] {
        let kind = entry["kind"]?.text ?? ""
        let from = entry["old"]?.text ?? ""
        let to = entry["new"]?.text
        let why = entry["why"]?.text ?? ""
        let since = entry["since"]?.integer ?? 0
        let subject = "old \(kind) \(from)"
        if !Verifier.kinds.contains(where: { $0.kind == kind }) || !Verifier.reasons.contains(why) {
          raise("enum", subject, "its kind or reason is unknown")
        }
        if days[since] == nil { raise("row-differs", subject, "\(path) names no build \(since)") }
        if !seen.insert("\(what) \(kind) \(from)").inserted { raise("id-twice", subject, "\(list) has it twice") }
        if (to == nil) != (why == "removed" || why == "unlisted") {
          raise("redirect", subject, "it leads on or not, and \(why) says otherwise")
        }
        if what == "id" {
          if published[kind]?[from] != nil { raise("redirect", subject, "it is there, and need not lead elsewhere") }
          if let to, published[kind]?[to] == nil { raise("redirect", subject, "it leads to \(to), which is not there") }
        } else {
          if live[kind]?.contains(from) == true { raise("redirect", subject, "it is the address of something present") }
          if let to, published[kind]?.values.contains(where: { $0.first == to }) != true {
            raise("redirect", subject, "it leads to \(to), which is no address")
          }
          checkRedirectPage(from, to, subject)
        }
        rows.append([what, kind, from, to ?? "", why, String(since), days[since] ?? ""])
      }
    }
    checkRedirectTable(rows)
    return Set(redirects.keys)
  }

  /// The page at an old address leads where the table says, by itself and by a link.
  private mutating func checkRedirectPage(_ from: String, _ to: String?, _ subject: String) {
    redirects[from] = .some(to)
    guard let bytes = site.read(from) else {
      return raise("page-missing", subject, "no page stands at the old address")
    }
    let scan = PageScan(bytes)
    let wanted = to.map { "0; url=../" + $0 }
    if scan.refresh != wanted { raise("redirect", subject, "its page leads to \(scan.refresh ?? "nothing")") }
    if let to, !scan.links.contains("../" + to) { raise("redirect", subject, "its page has no link to \(to)") }
  }

  private mutating func checkRedirectTable(_ rows: [[String]]) {
    let path = "data/redirects.csv"
    guard let bytes = readFile(path) else { return }
    let table = TableScan(bytes)
    if let fault = table.fault { return raise("file-broken", path, fault) }
    let columns = ["what", "kind", "old", "new", "why", "since_build", "since_date"]
    let listed = table.rows.map { row in columns.map { table.cell(row, $0) ?? "" } }
    if listed != rows.map({ $0.map(TableScan.unmarked) }) {
      raise("row-differs", path, "it is not data/redirects.json as a table")
    }
  }
}
