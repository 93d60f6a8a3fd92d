// redirects.csv: old ids and addresses, for those who keep links to a site in a table.

import EventGraph

extension RedirectTable {
  /// One row an old id or address; `new` is empty for what is gone.
  public func csv() -> String {
    var csv = CSVWriter()
    csv.row(["what", "kind", "old", "new", "why", "since_build", "since_date"])
    for entry in ids {
      csv.row([
        "id", entry.kind.rawValue, entry.old, entry.new ?? "", entry.why.rawValue, String(entry.since),
        date(ofBuild: entry.since) ?? "",
      ])
    }
    for page in pages {
      csv.row([
        "page", page.kind.rawValue, page.old, page.new ?? "", page.why.rawValue, String(page.since),
        date(ofBuild: page.since) ?? "",
      ])
    }
    return csv.text
  }
}
