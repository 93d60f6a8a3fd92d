// What a verifier takes from a page: ids, links, and the sentences of articles with their marked words.

import ChronographBase
import Corpus

/// Ids and links of one page.
struct PageScan {
  var ids: Set<String> = []
  var repeatedIDs: [String] = []
  /// Targets of `href` and `src`, unescaped, in order.
  var links: [String] = []
  /// What the page says its own address is, for search engines and for other sites.
  var addresses: [String] = []
  /// What the page says by which other page a browser takes its place: `0; url=…`.
  var refresh: String?

  init(_ html: [UInt8]) {
    var at = 0
    while at < html.count {
      guard html[at] == UInt8(ascii: "<"), at + 1 < html.count, html[at + 1] | 0x20 >= 0x61, html[at + 1] | 0x20 <= 0x7a
      else {
        at += 1
        continue
      }
      at += 1
      var isAddress = false
      var isRefresh = false
      var target: String?
      while at < html.count, html[at] != UInt8(ascii: ">") {
        guard html[at] == UInt8(ascii: "=") else {
          at += 1
          continue
        }
        var start = at
        while start > 0, PageScan.isName(html[start - 1]) { start -= 1 }
        let name = String(decoding: html[start..<at], as: UTF8.self)
        at += 1
        guard at < html.count, html[at] == UInt8(ascii: "\"") else { continue }
        let from = at + 1
        at = from
        while at < html.count, html[at] != UInt8(ascii: "\"") { at += 1 }
        let value = XMLText.unescaped(html[from..<min(at, html.count)])
        at += 1
        switch name {
        case "id": if !ids.insert(value).inserted { repeatedIDs.append(value) }
        case "href", "src":
          links.append(value)
          target = value
        case "content": target = value
        case "http-equiv": isRefresh = value == "refresh"
        case "rel": isAddress = value == "canonical"
        case "property": isAddress = value == "og:url"
        default: break
        }
      }
      if isAddress, let target { addresses.append(target) }
      if isRefresh { refresh = target }
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }
}

/// A sentence as a page of an article shows it.
struct ShownSentence {
  var text: String
  /// Marked words with the page of their event.
  var triggers: [(words: String, event: String)]
}

extension ShownSentence {
  /// The sentences of a page by number, from 1; 0 for one whose number is none.
  static func all(in html: [UInt8]) -> [Int: ShownSentence] {
    var found: [Int: ShownSentence] = [:]
    let open = Array("<span class=\"s".utf8)
    var at = 0
    while let start = place(of: open, in: html, from: at) {
      guard let close = html[start...].firstIndex(of: UInt8(ascii: ">")),
        let end = place(of: Array("</span>".utf8), in: html, from: close)
      else { break }
      let head = String(decoding: html[start..<close], as: UTF8.self)
      at = end
      guard let id = head.split(separator: "\"").last, id.hasPrefix("s"), let number = Int(id.dropFirst()) else {
        continue
      }
      var text = ""
      var triggers: [(words: String, event: String)] = []
      var i = close + 1
      var from = i
      var event: String?
      while i <= end {
        if i == end || html[i] == UInt8(ascii: "<") {
          let piece = XMLText.unescaped(html[from..<i])
          text += piece
          if let name = event { triggers.append((piece, name)) }
          event = nil
          guard i < end, let stop = html[i..<end].firstIndex(of: UInt8(ascii: ">")) else { break }
          let tag = String(decoding: html[i..<stop], as: UTF8.self)
          if tag.hasPrefix("<a ") {
            event = tag.split(separator: "\"").last.map { String($0.split(separator: "/").last ?? "") }
          }
          i = stop + 1
          from = i
        } else {
          i += 1
        }
      }
      found[max(0, number)] = ShownSentence(text: text, triggers: triggers)
    }
    return found
  }

  static func place(of wanted: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    var at = from
    while at + wanted.count <= bytes.count {
      if bytes[at] == wanted[0], bytes[at..<at + wanted.count].elementsEqual(wanted) { return at }
      at += 1
    }
    return nil
  }
}
