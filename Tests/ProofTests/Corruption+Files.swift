// Faults of pages, of the report and of the files for other programs.

import Corpus
import Foundation
import Proof

extension Corruption {
  /// A word of a sentence on an article's page.
  static func text(_ site: SiteFiles, _ random: inout SplitMix) -> Corruption? {
    let pages = site.paths.filter { $0.hasPrefix("articles/") && $0.hasSuffix(".html") && $0 != "articles/index.html" }
    guard let path = pages.randomElement(using: &random), var bytes = site.read(path) else { return nil }
    let page = String(decoding: bytes, as: UTF8.self)
    let starts = page.ranges(of: "<span class=\"s").map { page.utf8.distance(from: page.startIndex, to: $0.upperBound) }
    guard let start = starts.randomElement(using: &random),
      let open = bytes[start...].firstIndex(of: UInt8(ascii: ">")),
      let close = bytes[open...].firstIndex(of: UInt8(ascii: "<")), close > open + 3
    else { return nil }
    let letters = (open + 1..<close).filter { (0x61...0x7a).contains(bytes[$0]) }
    guard let place = letters.randomElement(using: &random) else { return nil }
    // Never inside an entity.
    if bytes[(open + 1)..<close].contains(UInt8(ascii: "&")) { return nil }
    bytes[place] = bytes[place] == UInt8(ascii: "q") ? UInt8(ascii: "x") : UInt8(ascii: "q")
    return Corruption(kind: "text", path: path, bytes: bytes, words: "text of \(path) at byte \(place)")
  }

  static func link(_ site: SiteFiles, _ random: inout SplitMix) -> Corruption? {
    let pages = site.paths.filter { $0.hasSuffix(".html") }
    guard let path = pages.randomElement(using: &random), let bytes = site.read(path) else { return nil }
    let page = String(decoding: bytes, as: UTF8.self)
    guard let place = page.ranges(of: ".html").randomElement(using: &random),
      page[place.upperBound...].first == "\"" || page[place.upperBound...].first == "#"
    else { return nil }
    return Corruption(
      kind: "link", path: path, bytes: Array(page.replacingCharacters(in: place, with: "-x.html").utf8),
      words: "a link of \(path)")
  }

  /// A file for other programs: cut off, empty, or with another event in place of one.
  static func export(_ site: SiteFiles, _ random: inout SplitMix) -> Corruption? {
    let files = site.paths.filter {
      $0 == "feed.xml" || $0.hasPrefix("data/") && $0 != "data/graph.json" && $0 != "data/events.json"
    }
    guard let path = files.randomElement(using: &random), let bytes = site.read(path), bytes.count > 100 else {
      return nil
    }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return Corruption(kind: "export", path: path, bytes: [], words: "\(path) is empty")
    case 1:
      let end = Int.random(in: 1..<bytes.count * 6 / 10, using: &random)
      return Corruption(
        kind: "export", path: path, bytes: Array(bytes[..<end]), words: "\(path) ends after \(end) of \(bytes.count)")
    default:
      guard let list = site.read("data/events.json"), let rows = try? JSONParser.parse(list)["events"],
        case .array(let items) = rows
      else { return nil }
      // Timelines name events by their pages, the rest by their ids.
      let names = items.flatMap { row in
        [row["id"]?.text, row["page"]?.text?.replacing("events/", with: "").replacing(".html", with: "")]
          .compactMap { $0 }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let found = names.filter { text.contains($0) }
      guard let old = found.randomElement(using: &random), let new = found.randomElement(using: &random), new != old,
        let place = text.ranges(of: old).randomElement(using: &random)
      else { return nil }
      return Corruption(
        kind: "export", path: path, bytes: Array(text.replacingCharacters(in: place, with: new).utf8),
        words: "\(path): \(old) becomes \(new)")
    }
  }

  static func count(_ site: SiteFiles, _ random: inout SplitMix) -> Corruption? {
    guard let bytes = site.read("report.json") else { return nil }
    let report = String(decoding: bytes, as: UTF8.self)
    let key = ["seen", "used", "actors", "events", "relations", "tensions"].randomElement(using: &random) ?? "seen"
    guard let place = report.range(of: "\"\(key)\":") else { return nil }
    return Corruption(
      kind: "count", path: "report.json",
      bytes: Array(
        (report[..<place.upperBound] + (Bool.random(using: &random) ? "9" : "9223372036854775807,\"was\":")
          + report[place.upperBound...]).utf8), words: "count of \(key)")
  }
}
