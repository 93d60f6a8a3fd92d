// Files that hold addresses instead of articles: shortcuts of a desktop, bookmarks, lists of links.

enum LinkList {
  /// Why a text is no article but a list of addresses; nil when it is none.
  static func failure(_ bytes: [UInt8]) -> ReadFailure? {
    var lines = 0
    var links = 0
    var position = 0
    var first: String?
    while position < bytes.count {
      let (line, next) = MIMEPart.line(bytes[...], from: position)
      position = next
      let text = line.drop { $0 <= 0x20 || $0 == 0x2d || $0 == 0x2a || $0 == 0x3c }
      guard !text.isEmpty else { continue }
      lines += 1
      if isAddress(text) {
        links += 1
        first = first ?? String(decoding: text.prefix(200), as: UTF8.self)
      }
      // Prose decides soon.
      if lines >= 20, links * 2 < lines { return nil }
    }
    guard let first, links * 10 >= lines * 9 else { return nil }
    let shown = DocumentFields.cleaned(first)
    let what = links == 1 ? "a link to \(shown)" : "a list of \(links) links, the first to \(shown)"
    return ReadFailure(code: "links", message: "\(what), and no article; save the pages themselves")
  }

  private static func isAddress(_ line: ArraySlice<UInt8>) -> Bool {
    let scheme = line.prefix(8).map { $0 | 0x20 }
    guard scheme.starts(with: Array("https://".utf8)) || scheme.starts(with: Array("http://".utf8)) else {
      return false
    }
    // Behind the address a title or a date may stand, a sentence not.
    let end = line.firstIndex { $0 <= 0x20 || $0 == 0x3e } ?? line.endIndex
    return line.distance(from: end, to: line.endIndex) <= 120
  }

  /// Why a shortcut is no article (`.url` of Windows, `.webloc` of macOS, `.desktop`).
  static func shortcut(_ bytes: [UInt8]) -> ReadFailure {
    let text = Array(bytes.prefix(1 << 16))
    var address: String?
    for scheme in ["http://", "https://"] where address == nil {
      if let start = PageKnowledge.find(Array(scheme.utf8), in: text, from: 0),
        !text[start...].starts(with: Array("http://www.apple.com/DTDs".utf8))
      {
        address = String(decoding: text[start...].prefix { $0 > 0x20 && $0 != 0x3c && $0 != 0x22 }, as: UTF8.self)
      }
    }
    if let start = PageKnowledge.find(Array("<string>".utf8), in: text, from: 0) {
      address = String(decoding: text[(start + 8)...].prefix { $0 > 0x20 && $0 != 0x3c }, as: UTF8.self)
    }
    let shown = address.map { " to " + DocumentFields.cleaned(DocumentFields.cut($0, 200)) } ?? ""
    return ReadFailure(code: "links", message: "a link\(shown), and no article; save the page itself")
  }
}
