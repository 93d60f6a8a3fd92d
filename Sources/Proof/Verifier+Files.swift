// The other files of `data/` and the feed: they are there, can be read, and hold the events of the graph with their days.

import Chronology
import ChronographBase
import Corpus

extension Verifier {
  /// An event as the formats of timelines have it.
  private struct Dated {
    var id: String
    /// The name of its page without folder and suffix.
    var slug: String
    var start: Day
    var end: Day
    /// Whether each timeline must have it; false where a bound may be a year that the graph cannot write.
    var isSure: Bool
    /// Whether its days are one, or a span through which it lasted; else it lies somewhere in them.
    var isFirm: Bool
  }

  /// An event in such a file.
  private struct Listed {
    var key: String
    var start: String?
    /// The last day.
    var end: String?
  }

  /// Most entries of the feed.
  private static let feedEntries = 60
  /// Events of TimelineJS, which shows no more.
  private static let slides = 20

  /// The bytes of a file; says so when it is not there.
  mutating func readFile(_ path: String) -> [UInt8]? {
    guard let bytes = site.read(path) else {
      raise("file-missing", path, "the file is not there")
      return nil
    }
    return bytes
  }

  private mutating func readJSON(_ path: String) -> JSONValue? {
    guard let bytes = readFile(path) else { return nil }
    do throws(JSONFault) { return try JSONParser.parse(bytes) } catch {
      raise("file-broken", path, error.message)
      return nil
    }
  }

  private mutating func readTable(_ path: String) -> TableScan? {
    guard let bytes = readFile(path) else { return nil }
    let table = TableScan(bytes)
    guard let fault = table.fault else { return table }
    raise("file-broken", path, fault)
    return nil
  }

  mutating func checkFiles() {
    checkEventTable()
    checkExcelTable()
    checkEvidenceTable()
    let dated = datedEvents()
    checkCalendar(dated)
    checkTimelines(dated)
    checkTimelineJS(dated)
    checkFeed()
  }

  // MARK: Tables

  private mutating func checkEventTable() {
    let path = "data/events.csv"
    guard let table = readTable(path) else { return }
    var seen: Set<String> = []
    for row in table.rows {
      let id = table.cell(row, "id") ?? ""
      guard let value = events[id], seen.insert(id).inserted else {
        raise("row-differs", "event \(id)", "\(path) has it, and the graph does not, or has it once")
        continue
      }
      let title = value["title"]?.text ?? ""
      for (column, own) in [
        ("title", title.isEmpty ? value["type"]?.text : title), ("type", value["type"]?.text),
        ("status", value["status"]?.text), ("edtf", value["when"]?["edtf"]?.text),
        ("earliest", value["when"]?["earliest"]?.text), ("latest", value["when"]?["latest"]?.text),
        ("page", rows[id]?["page"]?.text),
      ] where !isSame(table.cell(row, column), own, column) {
        raise("row-differs", "event \(id)", "\(path) has another \(column)")
      }
    }
    for id in events.keys.sorted() where !seen.contains(id) {
      raise("row-missing", "event \(id)", "\(path) has it not")
    }
  }

  /// The table for Excel is the other one behind a byte order mark.
  private mutating func checkExcelTable() {
    let path = "data/events-excel.csv"
    guard let bytes = readFile(path), let plain = site.read("data/events.csv") else { return }
    if bytes != [0xef, 0xbb, 0xbf] + plain {
      raise("row-differs", path, "it is not data/events.csv with a mark before it")
    }
  }

  /// Days that the graph cannot write stand in the table alone.
  private func isSame(_ cell: String?, _ own: String?, _ column: String) -> Bool {
    if own == nil, column == "earliest" || column == "latest" { return Day(iso: cell ?? "") == nil }
    return Verifier.isSameText(TableScan.unmarked(own ?? ""), cell ?? "")
  }

  private mutating func checkEvidenceTable() {
    let path = "data/evidence.csv"
    guard let table = readTable(path) else { return }
    var counts: [String: Int] = [:]
    for value in graph["events"]?.list ?? [] {
      for at in (value["evidence"]?.list ?? []).compactMap({ Citation($0) }) where documents[at.doc] != nil {
        counts["\(value["id"]?.text ?? "") \(TableScan.unmarked(at.doc)):\(at.start)-\(at.end)", default: 0] += 1
      }
    }
    for row in table.rows {
      func cell(_ column: String) -> String { table.cell(row, column) ?? "" }
      counts["\(cell("event")) \(cell("article_id")):\(cell("start"))-\(cell("end"))", default: 0] -= 1
      guard let start = Int(cell("start")), let end = Int(cell("end")), start < end,
        let words = words(Citation(doc: cell("article_id"), start: start, end: end))
      else { continue }
      if !Verifier.isSameText(String(decoding: words, as: UTF8.self), cell("quote")) {
        raise("row-differs", "event \(cell("event"))", "\(path) quotes \(cell("article_id")):\(start) in other words")
      }
    }
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) where count != 0 {
      raise("row-differs", "evidence \(key)", count > 0 ? "\(path) does not have it" : "only \(path) has it")
    }
  }

  // MARK: Timelines

  /// The events that timelines can show: those with a bound in years of four digits.
  private func datedEvents() -> [Dated] {
    (graph["events"]?.list ?? []).compactMap { value in
      guard let id = value["id"]?.text, let when = value["when"],
        let page = rows[id]?["page"]?.text?.split(separator: "/").last, page.hasSuffix(".html")
      else { return nil }
      let days = CitedDays(when)
      guard let start = days.earliest ?? days.latest, let end = days.latest ?? days.earliest,
        (1...9998).contains(start.parts.year), (1...9998).contains(end.parts.year)
      else { return nil }
      let edtf = days.edtf ?? ".."
      let isOpen =
        days.earliest == nil
        ? edtf.hasPrefix("..") || edtf.hasPrefix("[..") : edtf.hasSuffix("..") || edtf.hasSuffix("..]")
      return Dated(
        id: id, slug: String(page.dropLast(5)), start: min(start, end), end: max(start, end),
        isSure: days.earliest != nil && days.latest != nil || isOpen,
        isFirm: days.earliest != nil && days.latest != nil && (days.earliest == days.latest || edtf.contains("/")))
    }
  }

  /// Whether a file has the events that it should, each once and with its days.
  ///
  /// - Parameter isWhole: whether it must have all of them.
  private mutating func compare(
    _ listed: [Listed], _ dated: [Dated], _ path: String, isWhole: Bool = true, by key: (Dated) -> String
  ) {
    let wanted = Dictionary(dated.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    for item in listed {
      if !seen.insert(item.key).inserted { raise("row-differs", path, "it has \(item.key) twice") }
      guard let own = wanted[item.key] else {
        raise("row-differs", path, "it has \(item.key), which the graph cannot date")
        continue
      }
      let isSame = item.start == own.start.description && (item.end ?? own.end.description) == own.end.description
      if !isSame, own.isSure { raise("row-differs", path, "it has other days for \(item.key)") }
    }
    guard isWhole else { return }
    for own in dated where own.isSure && !seen.contains(key(own)) {
      raise("row-missing", path, "it does not have \(key(own))")
    }
  }

  /// The day before one that is excluded.
  private static func last(before day: String?) -> String? {
    day.flatMap { Day(iso: $0) }.map { ($0 - 1).description } ?? "none"
  }

  private mutating func checkCalendar(_ dated: [Dated]) {
    let path = "data/events.ics"
    guard let bytes = readFile(path) else { return }
    let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n ", with: "")
    let lines = text.split(separator: "\r\n")
    var listed: [Listed] = []
    var open: [Substring] = []
    var notes: Set<String> = []
    func day(_ line: Substring) -> String? {
      let digits = line.suffix(8)
      return digits.count == 8 ? "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))" : nil
    }
    var isBroken = !text.hasSuffix("\r\n")
    for line in lines {
      if line.hasPrefix("BEGIN:") {
        open.append(line.dropFirst(6))
        if line == "BEGIN:VEVENT" { listed.append(Listed(key: "")) }
      } else if line.hasPrefix("END:") {
        if open.popLast() != line.dropFirst(4) { isBroken = true }
      } else if open.last == "VEVENT", let place = listed.indices.last {
        if line.hasPrefix("UID:") { listed[place].key = String(line.dropFirst(4).prefix { $0 != "@" }) }
        if line.hasPrefix("DTSTART;") { listed[place].start = day(line) }
        if line.hasPrefix("DTEND;") { listed[place].end = Verifier.last(before: day(line)) }
        if line == "X-DATING:WINDOW" { notes.insert(listed[place].key) }
      }
    }
    if isBroken || !open.isEmpty || lines.first != "BEGIN:VCALENDAR" {
      return raise("file-broken", path, "its parts do not begin and end in turn")
    }
    // Windows may stand as notes, each on its first day alone.
    for note in listed where notes.contains(note.key) && note.start != note.end {
      raise("row-differs", path, "it has \(note.key) as something that lasts")
    }
    compare(listed.filter { !notes.contains($0.key) }, dated.filter(\.isFirm), path) { $0.id }
    let first = dated.filter { !$0.isFirm }.map { own in
      var own = own
      own.end = own.start
      return own
    }
    compare(listed.filter { notes.contains($0.key) }, first, path, isWhole: !notes.isEmpty) { $0.id }
  }

  private mutating func checkTimelines(_ dated: [Dated]) {
    if let value = readJSON("data/vis.json") {
      let listed = (value["items"]?.list ?? []).map { item in
        Listed(
          key: item["id"]?.text ?? "", start: item["start"]?.text,
          end: item["end"]?.text.map { Verifier.last(before: $0) } ?? item["start"]?.text)
      }
      compare(listed, dated, "data/vis.json") { $0.slug }
    }
    if let value = readJSON("data/simile.json") {
      let listed = (value["events"]?.list ?? []).map { item in
        Listed(
          key: item["id"]?.text ?? "", start: item["start"]?.text,
          end: item["latestStart"]?.text ?? Verifier.last(before: item["end"]?.text))
      }
      compare(listed, dated, "data/simile.json") { $0.slug }
    }
    let path = "data/timeline.mw"
    guard let bytes = readFile(path) else { return }
    var listed: [Listed] = []
    var range: [Substring] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("id: ") {
        listed.append(
          Listed(key: String(line.dropFirst(4)), start: range.first.map(String.init), end: range.last.map(String.init)))
      } else if let first = line.utf8.first, (0x30...0x39).contains(first) {
        range = line.prefix { $0 != ":" }.split(separator: "/")
      }
    }
    compare(listed, dated, path) { $0.slug }
  }

  private mutating func checkTimelineJS(_ dated: [Dated]) {
    let path = "data/timelinejs.json"
    guard let value = readJSON(path), let table = readTable("data/timelinejs.csv") else { return }
    let items = value["events"]?.list ?? []
    let wanted = Dictionary(dated.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    // Dates are cut to what is known of them.
    let listed = items.map { item in
      let slug = item["unique_id"]?.text ?? ""
      let own = wanted[slug].map { ($0.start.parts, $0.start.description) }
      let date = item["start_date"]
      let isSame =
        own.map {
          date?["year"]?.integer == $0.0.year && date?["month"]?.integer ?? $0.0.month == $0.0.month
            && date?["day"]?.integer ?? $0.0.day == $0.0.day
        } ?? false
      return Listed(key: slug, start: isSame ? own?.1 : "none")
    }
    compare(listed, dated, path, isWhole: false) { $0.slug }
    if items.count < min(Verifier.slides, dated.count { $0.isSure }) {
      raise("count", path, "it has \(items.count) events")
    }
    guard table.rows.count == items.count else {
      return raise(
        "row-differs", "data/timelinejs.csv", "it has \(table.rows.count) events, and \(path) \(items.count)")
    }
    for (row, item) in zip(table.rows, items) {
      let isSame =
        item["text"]?["headline"]?.text.map(TableScan.unmarked) == table.cell(row, "Headline")
        && item["display_date"]?.text == table.cell(row, "Display Date")
        && item["start_date"]?["year"]?.integer.map(String.init) == table.cell(row, "Year")
      if !isSame {
        raise("row-differs", "data/timelinejs.csv", "it tells \(item["unique_id"]?.text ?? "") otherwise than \(path)")
      }
    }
  }

  // MARK: Feed

  /// Each entry of the feed leads to the page of an event by a whole address, which its id is too. A site without an
  /// address has no feed, and no page names one.
  private mutating func checkFeed() {
    let path = "feed.xml"
    let index = site.read("index.html").map { String(decoding: $0, as: UTF8.self) } ?? ""
    if site.read(path) == nil, !index.contains("href=\"feed.xml\"") { return }
    guard let bytes = readFile(path) else { return }
    let scan = MarkupScan(bytes)
    if let fault = scan.fault { return raise("file-broken", path, fault) }
    let links = scan.children("link")
    let ids = scan.children("id")
    let pages = Set(rows.values.compactMap { $0["page"]?.text })
    var seen: Set<String> = []
    let entries = scan.all("entry")
    for entry in entries {
      let link = links[entry]?.first?.attributes["href"] ?? ""
      let id = ids[entry]?.first?.text ?? ""
      guard let page = link.ranges(of: "events/").last.map({ String(link[$0.lowerBound...]) }), pages.contains(page)
      else {
        raise("link-broken", path, "the link \(link) leads to no event")
        continue
      }
      if !seen.insert(page).inserted { raise("row-differs", path, "it has \(page) twice") }
      if !link.hasPrefix("https://"), !link.hasPrefix("http://") {
        raise("link-broken", path, "the link \(link) is no whole address")
      }
      if !id.hasSuffix(page) {
        raise("row-differs", path, "the id \(id) is not that of \(page)")
      }
    }
    if entries.count != min(Verifier.feedEntries, events.count) {
      raise("count", path, "it has \(entries.count) entries")
    }
  }
}
