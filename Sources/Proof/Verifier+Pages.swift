// Pages: every link leads somewhere, every anchor is there, every event and actor page belongs to one.

extension Verifier {
  mutating func checkPages() {
    let files = Set(site.paths)
    var ids: [String: Set<String>] = [:]
    var wanted: [(page: String, target: String, anchor: String)] = []
    var addresses: [(page: String, own: [String], links: [String])] = []
    for path in site.paths where path.hasSuffix(".html") || path.hasSuffix(".svg") {
      guard let bytes = site.read(path) else { continue }
      let scan = PageScan(bytes)
      if path.hasSuffix(".html") {
        ids[path] = scan.ids
        addresses.append((path, scan.addresses, scan.links.filter { $0.hasPrefix("http") }))
        for id in scan.repeatedIDs { raise("id-twice", path, "the id \(id) stands there twice") }
      }
      for link in Set(scan.links).sorted() {
        if link.hasPrefix("http://") || link.hasPrefix("https://") || link.hasPrefix("data:")
          || link.hasPrefix("mailto:")
        {
          continue
        }
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[0].isEmpty ? path : Verifier.resolved(String(parts[0]), from: path)
        guard let target, files.contains(target) else {
          raise("link-broken", path, "the link \(link) leads nowhere")
          continue
        }
        if parts.count > 1, !parts[1].isEmpty, target.hasSuffix(".html") {
          wanted.append((path, target, String(parts[1])))
        }
      }
    }
    check(addresses, files)
    for link in wanted where ids[link.target]?.contains(link.anchor) != true {
      raise("anchor-broken", link.page, "\(link.target) has no place \(link.anchor)")
    }
    for (id, row) in rows.sorted(by: { $0.key < $1.key }) {
      if let page = row["page"]?.text, !files.contains(page) {
        raise("page-missing", "event \(id)", "its page \(page) is not there")
      }
      if events[id] == nil { raise("row-differs", "event \(id)", "only data/events.json has it") }
    }
  }

  /// Either no page names its own address, or each names that of the site with its own path behind, in both places; whole
  /// addresses below that of the site lead somewhere.
  private mutating func check(_ addresses: [(page: String, own: [String], links: [String])], _ files: Set<String>) {
    var counts: [String: Int] = [:]
    for (page, own, _) in addresses {
      for address in own where address.hasSuffix("/" + page) {
        counts[String(address.dropLast(page.count)), default: 0] += 1
      }
    }
    let base = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    for (page, own, links) in addresses {
      let expected =
        switch redirects[page] {
        case .some(let target): target.map { [(base ?? "../") + $0] } ?? []
        case nil: base.map { [$0 + page, $0 + page] } ?? []
        }
      if own != expected {
        raise("address-differs", page, "its own address is \(own.isEmpty ? "none" : own.joined(separator: ", "))")
      }
      guard let base else { continue }
      for link in links where link.hasPrefix(base) {
        let target = link.dropFirst(base.count).prefix { $0 != "#" }
        if !target.isEmpty, !files.contains(String(target)) {
          raise("link-broken", page, "the link \(link) leads nowhere")
        }
      }
    }
  }

  /// A relative path from the top of the site; nil when it leads out of it.
  static func resolved(_ link: String, from page: String) -> String? {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
