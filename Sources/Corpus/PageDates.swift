// The day on which a page was published: from what its metadata say, its address, elements that are marked as dates,
// and lines near the headline. Published goes before updated; a stamp in UTC never moves the day that the page shows.

struct PageDates {
  /// Days as `YYYY-MM-DD`, or an EDTF set where numbers leave two.
  private var addressDay: String?
  private var markedDay: String?
  private var classDay: String?
  private var lineDay: String?

  private static let before = 500
  private static let after = 2500

  /// - Parameter addresses: canonical address and others of the page, best first.
  init(_ tree: PageTree, knowledge: PageKnowledge, addresses: [String?]) {
    addressDay = addresses.lazy.compactMap { $0.flatMap(Self.day(inAddress:)) }.first
    read(tree, knowledge)
  }

  /// The day of publication.
  ///
  /// - Parameters:
  ///   - published: what metadata say of publication, best first.
  ///   - updated: what metadata say of the last change.
  func published(_ published: [String?], updated: [String?]) -> String? {
    let stamps = published.compactMap { $0 }.compactMap { text in
      (Self.fullDay(text) ?? MetadataDate.day(text)).map { (day: $0, isUTC: Self.isUTC(text)) }
    }
    let visible = [markedDay, classDay, lineDay].compactMap { $0 }
    guard let stamp = stamps.first(where: { $0.day.utf8.count >= 10 }) ?? stamps.first else {
      if let addressDay { return addressDay }
      if let first = visible.first { return first }
      return updated.lazy.compactMap { $0.flatMap(Self.fullDay) }.first
    }
    // The numbers of a stamp, where they leave two days, are settled by the address or by what the page shows.
    if stamp.day.utf8.count != 10 {
      let other = ([addressDay] + visible.map(Optional.some)).compactMap { $0 }.first { $0.utf8.count == 10 }
      return other.map { stamp.day.utf8.count < 10 || stamp.day.contains($0) ? $0 : stamp.day } ?? stamp.day
    }
    if let addressDay, addressDay != stamp.day {
      // An address with a day is older than whatever came later, and it is written in the outlet's own time.
      let isShown = visible.contains(stamp.day) && !visible.contains(addressDay)
      if MetadataDate.areNeighbours(addressDay, stamp.day) { return isShown ? stamp.day : addressDay }
      if addressDay < stamp.day { return addressDay }
    }
    if stamp.isUTC, addressDay == nil,
      let shown = visible.first(where: { $0.utf8.count == 10 && MetadataDate.areNeighbours($0, stamp.day) }),
      !visible.contains(stamp.day)
    {
      return shown
    }
    return stamp.day
  }

  /// Whether a stamp names UTC and a time of day.
  private static func isUTC(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count > 16 else { return false }
    return bytes.last == UInt8(ascii: "Z") || text.hasSuffix("+00:00") || text.hasSuffix("+0000")
      || text.hasSuffix("GMT")
      || text.hasSuffix("UTC")
  }

  /// A whole day in a text of metadata or of the page; numbers that leave two days give both.
  private static func fullDay(_ text: String) -> String? {
    guard text.utf8.count <= 200 else { return nil }
    if let dotted = MetadataDate.dottedDay(text) { return dotted }
    if let day = MetadataDate.day(text), day.utf8.count == 10, day >= "1900" { return day }
    return MetadataDate.numericDays(text)
  }

  /// `/2020/01/13/`, `/2020-01-13-`, `/20200113/`, `/2020/jan/13/`.
  static func day(inAddress address: String) -> String? {
    let path = address.utf8.prefix { $0 != 0x3f && $0 != 0x23 }
    let parts = path.split(separator: 0x2f).dropFirst().map { String(decoding: $0, as: UTF8.self) }
    for index in parts.indices where index + 2 < parts.endIndex {
      guard parts[index].utf8.count == 4, let year = Int(parts[index]), (1990...2199).contains(year),
        parts[index + 1].utf8.count <= 9
      else { continue }
      let day = String(decoding: parts[index + 2].utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self)
      guard (1...2).contains(day.utf8.count), let found = MetadataDate.day("\(year) \(parts[index + 1]) \(day)"),
        found.utf8.count == 10
      else { continue }
      return found
    }
    return parts.lazy.compactMap(MetadataDate.inFileName).first { $0 >= "1990" }
  }

  private mutating func read(_ tree: PageTree, _ knowledge: PageKnowledge) {
    // Where the headline stands, in bytes of visible text.
    var heading: Int?
    for (index, node) in tree.nodes.enumerated() where node.tag == .heading(1) {
      heading = tree.textOffset(of: index)
      if tree.string(below: index).utf8.count >= 15 { break }
    }
    var nearest: (marked: Int, byClass: Int, line: Int) = (.max, .max, .max)
    var index = 0
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      switch node.tag {
      case .head, .script, .style, .furniture, .opaque:
        index = max(index + 1, node.end)
        continue
      default: break
      }
      let offset = tree.textOffset(of: index)
      let distance = heading.map { offset >= $0 ? offset - $0 : ($0 - offset) * 4 } ?? offset
      let isMarked = Self.isMarked(node)
      if isMarked || node.tag == .time || Self.hasDateClass(node, knowledge) {
        let written = [node.attributes[.datetime], node.attributes[.content], node.attributes[.title]].compactMap { $0 }
        let shown = node.end - index <= 12 ? tree.string(below: index, limit: 120) : ""
        // The words that a reader sees are in the outlet's own time, the attribute in UTC often.
        let visible = Self.fullDay(shown)
        let stamped = written.lazy.compactMap(Self.fullDay).first
        if let day = visible ?? stamped {
          let best = stamped.map { day.utf8.count == 10 ? day : $0 } ?? day
          if isMarked {
            if distance < nearest.marked { (markedDay, nearest.marked) = (best, distance) }
          } else if distance < nearest.byClass, distance <= (heading == nil ? Self.after * 2 : Self.after) {
            (classDay, nearest.byClass) = (best, distance)
          }
        }
      } else if node.tag == .text, distance < nearest.line, distance <= Self.before * 2, node.text.count <= 120 {
        let shown = String(decoding: tree.text[node.text], as: UTF8.self)
        if shown.utf8.count(where: { $0 == 0x20 }) <= 10, let day = Self.fullDay(shown) {
          (lineDay, nearest.line) = (day, distance)
        }
      }
      index += 1
    }
  }

  /// hAtom, microdata and HTML's own `pubdate`.
  private static func isMarked(_ node: PageTree.Node) -> Bool {
    guard !node.attributes.isEmpty, node.tag != .meta else { return false }
    if let property = node.attributes[.itemprop]?.lowercased() {
      if property == "datepublished" || property == "datecreated" { return true }
    }
    if node.attributes[.pubdate] != nil { return true }
    guard let names = node.attributes[.class]?.lowercased().split(separator: " ") else { return false }
    return names.contains {
      ["published", "entry-date", "dtpublished", "dt-published", "post-date", "pubdate"].contains($0)
    }
  }

  private static func hasDateClass(_ node: PageTree.Node, _ knowledge: PageKnowledge) -> Bool {
    guard !node.attributes.isEmpty else { return false }
    for value in [node.attributes[.class], node.attributes[.id]] {
      guard let value else { continue }
      for name in value.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "_" }).prefix(20)
      where knowledge.dateClasses.contains(String(name)) {
        return true
      }
    }
    return false
  }
}

extension PageTree {
  /// Bytes of text before a node, of whatever kind.
  func textOffset(of node: Int) -> Int { nodes[node].offset }
}
