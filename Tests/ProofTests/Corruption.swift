// One thing of a site made wrong.

import Corpus
import Foundation
import Proof

struct Corruption {
  var kind: String
  var path: String
  var bytes: [UInt8]
  var words: String

  static let kinds = [
    "span", "huge", "edtf", "date", "number", "name", "participant", "edge", "title", "text", "link", "count", "drop",
    "export",
  ]

  /// Whether it shows in the site alone, without the articles.
  var isPlain: Bool { ["huge", "edtf", "link", "count", "export", "edge"].contains(kind) }

  static func random(_ site: SiteFiles, _ random: inout SplitMix) -> Corruption? {
    let kind = kinds.randomElement(using: &random) ?? "span"
    switch kind {
    case "text": return text(site, &random)
    case "link": return link(site, &random)
    case "count": return count(site, &random)
    case "export": return export(site, &random)
    default: return graph(kind, site, &random)
    }
  }

  // MARK: data/graph.json

  private static func graph(_ kind: String, _ site: SiteFiles, _ random: inout SplitMix) -> Corruption? {
    guard let bytes = site.read("data/graph.json"), let root = try? JSONParser.parse(bytes) else { return nil }
    var paths: [[Step]] = []
    collect(root, [], &paths)
    let wanted = paths.filter { matches(kind, $0) }
    guard let path = wanted.randomElement(using: &random), let old = value(root, path) else { return nil }
    if kind == "span", isToldOnce(path, root) { return nil }
    var what = ""
    guard let new = corrupted(kind, old, path, root, &random, &what), new != old else { return nil }
    // A part of a name may be a spelling that the articles use as well.
    if kind == "span", value(root, Array(path.dropLast()) + [.key("form")])?.text == "name",
      let before = old.whole, let after = new.whole, (path.last == .key("end")) == (after < before)
    {
      return nil
    }
    let changed = replacing(root, path[...], with: new)
    var text = ""
    write(changed, &text)
    return Corruption(
      kind: kind, path: "data/graph.json", bytes: Array(text.utf8),
      words: "\(kind) at \(path.map(\.words).joined(separator: ".")): \(what)")
  }

  private enum Step: Equatable {
    case key(String)
    case item(Int)

    var words: String {
      switch self {
      case .key(let key): key
      case .item(let number): String(number)
      }
    }
  }

  private static func collect(_ value: JSONValue, _ path: [Step], _ paths: inout [[Step]]) {
    paths.append(path)
    switch value {
    case .array(let items): for (number, item) in items.enumerated() { collect(item, path + [.item(number)], &paths) }
    case .object(let members):
      for (key, item) in members { collect(item, path + [.key(String(decoding: key, as: UTF8.self))], &paths) }
    default: break
    }
  }

  private static func matches(_ kind: String, _ path: [Step]) -> Bool {
    guard let last = path.last else { return false }
    let keys = path.compactMap { if case .key(let key) = $0 { key } else { nil } }
    let top = keys.first ?? ""
    let isCue = keys.contains("cues") || keys.contains("credible")
    switch kind {
    case "span": return (last == .key("start") || last == .key("end")) && !isCue
    case "huge":
      return [.key("start"), .key("end"), .key("number"), .key("sentence")].contains(last) && top != "version"
    case "edtf": return last == .key("edtf")
    case "date": return [.key("earliest"), .key("latest"), .key("edtf")].contains(last) && !isCue
    case "number":
      return [.key("low"), .key("high")].contains(last)
        || ([.key("confidence"), .key("probability")].contains(last) && top != "documents")
    case "name": return top == "actors" && last == .key("name")
    case "participant":
      guard top == "events", keys.count == 2, case .item = last, path.count == 4 else { return false }
      return ["agents", "patients", "sources"].contains(keys[1])
    case "edge": return top == "relations" && [.key("a"), .key("b"), .key("type")].contains(last)
    case "title": return top == "events" && last == .key("title")
    case "drop":
      guard case .item = last, path.count == 2 else { return false }
      return ["events", "actors", "relations", "documents", "tensions"].contains(top)
    default: return false
    }
  }

  private static func corrupted(
    _ kind: String, _ old: JSONValue, _ path: [Step], _ root: JSONValue, _ random: inout SplitMix, _ what: inout String
  ) -> JSONValue? {
    func ids(_ key: StaticString) -> [String] {
      guard case .array(let items)? = root[key] else { return [] }
      return items.compactMap { $0["id"]?.text }
    }
    switch (kind, old) {
    case ("span", .number(let text)):
      guard let number = Int(text) else { return nil }
      let step = Int.random(in: 1...12, using: &random) * (Bool.random(using: &random) ? 1 : -1)
      what = "\(number) becomes \(number + step)"
      return .number(String(number + step))
    case ("huge", .number(let text)):
      // Numbers at the ends of what an integer holds, beyond it, and below zero; spans that end before they begin.
      let new =
        ["9223372036854775807", "-9223372036854775808", "9223372036854775806", "1e300", "18446744073709551616", "-1"]
        .randomElement(using: &random) ?? "-1"
      what = "\(text) becomes \(new)"
      return .number(new)
    case ("edtf", .string):
      let new =
        ["banana", "", "2024-99-99", "99999999999999999999-01-01", "Y-", "20XX-", "[..", "2024-01-01/banana", "-"]
        .randomElement(using: &random) ?? "banana"
      what = "\(old.text ?? "") becomes \(new)"
      return .string(Array(new.utf8))
    case ("number", .number(let text)):
      guard let number = Double(text) else { return nil }
      let isShare = path.last == .key("confidence") || path.last == .key("probability")
      let new =
        isShare
        ? number + 1 + Double(Int.random(in: 1...5, using: &random))
        : number + Double(Int.random(in: 3...40, using: &random))
      what = "\(number) becomes \(new)"
      return .number(String(new))
    case ("date", .string(let bytes)):
      // Another digit, which may make it no date at all.
      var text = bytes
      let digits = text.indices.filter { (0x30...0x39).contains(text[$0]) }
      guard let place = digits.randomElement(using: &random) else { return nil }
      text[place] = 0x30 + (text[place] - 0x30 + UInt8(Int.random(in: 1...9, using: &random))) % 10
      what = "\(String(decoding: bytes, as: UTF8.self)) becomes \(String(decoding: text, as: UTF8.self))"
      return .string(text)
    case ("name", .string), ("title", .string):
      guard var words = old.text?.split(separator: " ").map(String.init), !words.isEmpty else { return nil }
      let place = Int.random(in: 0..<words.count, using: &random)
      words[place] = ["Quarzum", "Vexley", "Trommeldorf", "8417"].randomElement(using: &random) ?? "Quarzum"
      what = "\(old.text ?? "") becomes \(words.joined(separator: " "))"
      return .string(Array(words.joined(separator: " ").utf8))
    case ("participant", .string), ("edge", .string):
      let pool: [String]
      if path.last == .key("type") {
        pool = ["before", "causes", "enables", "responds_to", "sub_event_of", "during", "repeats", "about", "prevents"]
      } else {
        pool = kind == "edge" ? ids("events") : ids("actors")
      }
      guard let new = pool.filter({ $0 != old.text }).randomElement(using: &random) else { return nil }
      what = "\(old.text ?? "") becomes \(new)"
      return .string(Array(new.utf8))
    case ("drop", _):
      what = "gone"
      return .null
    default: return nil
    }
  }

  /// Whether nothing else in a site tells where a stretch begins and ends: a description of an actor, and the evidence of a
  /// relation whose reason does not quote it.
  private static func isToldOnce(_ path: [Step], _ root: JSONValue) -> Bool {
    if value(root, Array(path.dropLast()) + [.key("form")])?.text == "nominal" { return true }
    guard path.first == .key("relations") else { return false }
    return value(root, Array(path.prefix(2)) + [.key("why")])?.text?.hasPrefix("the text says “") != true
  }

  private static func value(_ root: JSONValue, _ path: [Step]) -> JSONValue? {
    var value = root
    for step in path {
      switch (step, value) {
      case (.item(let number), .array(let items)): value = items[number]
      case (.key(let key), .object(let members)):
        guard let found = members.last(where: { $0.key == Array(key.utf8) }) else { return nil }
        value = found.value
      default: return nil
      }
    }
    return value
  }

  private static func replacing(_ value: JSONValue, _ path: ArraySlice<Step>, with new: JSONValue) -> JSONValue {
    guard let step = path.first else { return new }
    switch (step, value) {
    case (.item(let number), .array(var items)):
      if path.count == 1, new == .null {
        items.remove(at: number)
      } else {
        items[number] = replacing(items[number], path.dropFirst(), with: new)
      }
      return .array(items)
    case (.key(let key), .object(var members)):
      for place in members.indices where members[place].key == Array(key.utf8) {
        members[place].value = replacing(members[place].value, path.dropFirst(), with: new)
      }
      return .object(members)
    default: return value
    }
  }

  static func write(_ value: JSONValue, _ text: inout String) {
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .number(let number): text += number
    case .string(let bytes):
      text += "\""
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        default: text.unicodeScalars.append(scalar)
        }
      }
      text += "\""
    case .array(let items):
      text += "["
      for (number, item) in items.enumerated() {
        if number > 0 { text += "," }
        write(item, &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (number, member) in members.enumerated() {
        if number > 0 { text += "," }
        write(.string(member.key), &text)
        text += ":"
        write(member.value, &text)
      }
      text += "}"
    }
  }
}

extension JSONValue {
  fileprivate var whole: Int? { if case .number(let text) = self { Int(text) } else { nil } }
}
