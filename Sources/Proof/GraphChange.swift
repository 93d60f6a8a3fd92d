// What changed between two graphs: events, dates, actors, relations and disagreements that came, went or are told anew.

import Corpus

/// One difference.
public struct GraphChange: Sendable, Equatable {
  public enum Kind: String, Sendable { case added, gone, changed }

  /// `document`, `actor`, `event`, `relation` or `disagreement`.
  public var thing: String
  public var kind: Kind
  public var id: String
  public var name: String
  /// For a changed thing: the field with its old and new value.
  public var fields: [Field]

  public struct Field: Sendable, Equatable {
    public var name: String
    public var old: String
    public var new: String
  }

  /// `changed event “Talks begin”: date 2024-03-01 → 2024-03-02`
  public var words: String {
    let head = "\(kind.rawValue) \(thing) “\(name)”"
    return fields.isEmpty
      ? head : head + ": " + fields.map { "\($0.name) \($0.old) → \($0.new)" }.joined(separator: "; ")
  }
}

/// Compares two graphs.
public struct GraphComparison {
  private let old: JSONValue
  private let new: JSONValue
  /// Old ids with those of today, by kind, as the later site's table has them.
  private let moved: [String: [String: String]]

  /// Why bytes are no graph of this contract, in words; nil for one.
  public static func fault(in bytes: [UInt8]) -> String? {
    do throws(JSONFault) {
      let graph = try JSONParser.parse(bytes)
      guard case .object = graph else { return "no JSON object" }
      guard case .array? = graph["events"] else { return "no list \"events\": no graph.json that build wrote" }
      return nil
    } catch {
      return "no JSON: \(error.message)"
    }
  }

  /// - Parameters:
  ///   - old: the bytes of a `graph.json`.
  ///   - new: those of a later one.
  ///   - redirects: those of the `redirects.json` beside the later one, where there is one.
  /// - Returns: nil when one of the graphs is none of this contract, see ``fault(in:)``.
  public init?(old: [UInt8], new: [UInt8], redirects: [UInt8]? = nil) {
    guard let a = try? JSONParser.parse(old), let b = try? JSONParser.parse(new), a["events"] != nil, b["events"] != nil
    else { return nil }
    (self.old, self.new) = (a, b)
    var moved: [String: [String: String]] = [:]
    let table = redirects.flatMap { try? JSONParser.parse($0) }
    for entry in table?["ids"]?.list ?? [] {
      guard let kind = entry["kind"]?.text, let from = entry["old"]?.text, let to = entry["new"]?.text else { continue }
      moved[kind, default: [:]][from] = to
    }
    self.moved = moved
  }

  /// All differences: documents, actors, events, relations, disagreements, each in the order of the graphs.
  public func changes() -> [GraphChange] {
    let actors = pairs("actors", "actor") {
      $0["name"]?.text.map { [$0] } ?? []
    }
    let names = (GraphComparison.names(old), GraphComparison.names(new))
    let events = pairs("events", "event") { event in
      // An event whose id changed is known by the words that tell it.
      (event["mentions"]?.list ?? []).compactMap { Citation($0) }.map { "\($0.doc):\($0.start)-\($0.end)" }
    }
    var changes = compare(
      "document",
      pairs("documents", "article") { _ in [] }, "title"
    ) { a, b in
      [
        ("title", a["title"]?.text, b["title"]?.text),
        ("date", GraphComparison.days(a["date"]), GraphComparison.days(b["date"])),
        ("outlet", a["outlet"]?.text, b["outlet"]?.text), ("url", a["url"]?.text, b["url"]?.text),
        ("rights", a["rights"]?.text, b["rights"]?.text), GraphComparison.notes(a, b),
      ]
    }
    changes += compare("actor", actors, "name") { a, b in
      [
        ("name", a["name"]?.text, b["name"]?.text), ("kind", a["kind"]?.text, b["kind"]?.text),
        ("code", a["code"]?.text, b["code"]?.text),
        (
          "belongs to", a["affiliation"]?.text.map { names.0[$0] ?? $0 },
          b["affiliation"]?.text.map { names.1[$0] ?? $0 }
        ), ("roles", GraphComparison.texts(a["roles"], \.roleText), GraphComparison.texts(b["roles"], \.roleText)),
        ("mentions", "\(a["mentions"]?.list.count ?? 0)", "\(b["mentions"]?.list.count ?? 0)"),
        GraphComparison.notes(a, b),
      ]
    }
    changes += compare("event", events, "title") { a, b in
      func people(_ value: JSONValue, _ names: [String: String]) -> String {
        let ids = (value["agents"]?.texts ?? []).map { names[$0] ?? $0 }
        let others = (value["patients"]?.texts ?? []).map { names[$0] ?? $0 }
        return ids.joined(separator: ", ") + (others.isEmpty ? "" : " towards " + others.joined(separator: ", "))
      }
      func sources(_ value: JSONValue, _ names: [String: String]) -> String {
        (value["sources"]?.texts ?? []).map { names[$0] ?? $0 }.joined(separator: ", ")
      }
      return [
        ("title", a["title"]?.text, b["title"]?.text), ("type", a["type"]?.text, b["type"]?.text),
        ("status", a["status"]?.text, b["status"]?.text),
        ("date", GraphComparison.days(a["when"]), GraphComparison.days(b["when"])),
        ("participants", people(a, names.0), people(b, names.1)), ("place", a["place"]?.text, b["place"]?.text),
        ("sources", sources(a, names.0), sources(b, names.1)),
        ("numbers", GraphComparison.texts(a["quantities"], \.amount), GraphComparison.texts(b["quantities"], \.amount)),
        ("articles", GraphComparison.articles(a), GraphComparison.articles(b)),
        ("sentences", "\(a["evidence"]?.list.count ?? 0)", "\(b["evidence"]?.list.count ?? 0)"),
        GraphComparison.notes(a, b),
      ]
    }
    var renamed: [String: String] = [:]
    for (from, to) in moved["event"] ?? [:] { renamed[from] = to }
    for case (let a?, let b?) in events { if let from = a["id"]?.text, let to = b["id"]?.text { renamed[from] = to } }
    changes += relations(renamed, events)
    let tensions = pairs("tensions", "") {
      $0["question"]?.text.map { [$0] } ?? []
    }
    changes += compare("disagreement", tensions, "question") { a, b in
      func positions(_ value: JSONValue) -> String {
        (value["positions"]?.list ?? []).compactMap { $0["says"]?.text }.joined(separator: " / ")
      }
      return [
        ("kind", a["kind"]?.text, b["kind"]?.text), ("positions", positions(a), positions(b)),
        ("resolution", a["resolution"]?.text, b["resolution"]?.text), GraphComparison.notes(a, b),
      ]
    }
    return changes
  }

  /// Things of both graphs side by side: by their id, by the one that it became, then by any of their other keys.
  private func pairs(
    _ list: StaticString, _ kind: String, then other: @escaping (JSONValue) -> [String]
  ) -> [(JSONValue?, JSONValue?)] {
    let left = old[list]?.list ?? []
    let right = new[list]?.list ?? []
    let moved = moved[kind] ?? [:]
    func id(_ value: JSONValue) -> [String] { value["id"]?.text.map { [$0] } ?? [] }
    var partner = [Int?](repeating: nil, count: left.count)
    var isTaken = [Bool](repeating: false, count: right.count)
    let rounds: [(left: (JSONValue) -> [String], right: (JSONValue) -> [String])] = [
      (id, id), ({ id($0).compactMap { moved[$0] } }, id), (other, other),
    ]
    for keys in rounds {
      var index: [String: Int] = [:]
      for (number, value) in right.enumerated() where !isTaken[number] {
        for key in keys.right(value) where index[key] == nil { index[key] = number }
      }
      for (number, value) in left.enumerated() where partner[number] == nil {
        guard let found = keys.left(value).compactMap({ index[$0] }).first(where: { !isTaken[$0] }) else { continue }
        partner[number] = found
        isTaken[found] = true
      }
    }
    return left.enumerated().map { ($1, partner[$0].map { right[$0] }) }
      + right.enumerated().filter { !isTaken[$0.offset] }.map { (nil, $0.element) }
  }

  private func compare(
    _ thing: String, _ pairs: [(JSONValue?, JSONValue?)], _ name: StaticString,
    _ fields: (JSONValue, JSONValue) -> [(String, String?, String?)]
  ) -> [GraphChange] {
    let moved = moved[thing == "document" ? "article" : thing] ?? [:]
    var names: [String: String] = [:]
    for case let value? in pairs.map(\.1) { if let id = value["id"]?.text { names[id] = value[name]?.text ?? id } }
    return pairs.compactMap { a, b in
      guard let value = b ?? a else { return nil }
      let id = value["id"]?.text ?? ""
      let title = value[name]?.text ?? id
      guard let a, let b else {
        // What became one with another thing is there, under its name.
        let host = a == nil ? nil : moved[id].flatMap { names[$0] }
        return GraphChange(
          thing: thing, kind: a == nil ? .added : .gone, id: id, name: title,
          fields: host.map { [.init(name: "one with another", old: title, new: $0)] } ?? [])
      }
      let changed = GraphComparison.changed(fields(a, b))
      return changed.isEmpty ? nil : GraphChange(thing: thing, kind: .changed, id: id, name: title, fields: changed)
    }
  }

  private static func changed(_ fields: [(String, String?, String?)]) -> [GraphChange.Field] {
    func shown(_ text: String?) -> String { text.map { $0.isEmpty ? "none" : $0 } ?? "none" }
    return fields.filter { $0.1 ?? "" != $0.2 ?? "" }.map {
      GraphChange.Field(name: $0.0, old: shown($0.1), new: shown($0.2))
    }
  }

  /// Relations that came and went, and those with another word of the editor.
  private func relations(_ renamed: [String: String], _ events: [(JSONValue?, JSONValue?)]) -> [GraphChange] {
    var titles: [String: String] = [:]
    for value in events.flatMap({ [$0.0, $0.1] }) {
      if let id = value?["id"]?.text, let title = value?["title"]?.text { titles[id] = title }
    }
    typealias Relation = (key: String, name: String, value: JSONValue)
    func all(_ graph: JSONValue, _ rename: (String) -> String) -> [Relation] {
      (graph["relations"]?.list ?? []).map { relation in
        let a = rename(relation["a"]?.text ?? "")
        let b = rename(relation["b"]?.text ?? "")
        let kind = relation["type"]?.text ?? ""
        return ("\(a) \(kind) \(b)", "\(titles[a] ?? a) \(kind) \(titles[b] ?? b)", relation)
      }
    }
    let left = all(old) { renamed[$0] ?? $0 }
    let right = all(new) { $0 }
    let known = Dictionary(left.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    let kept = Set(right.map(\.key))
    let gone = left.filter { !kept.contains($0.key) }.map {
      GraphChange(thing: "relation", kind: .gone, id: $0.key, name: $0.name, fields: [])
    }
    return gone
      + right.compactMap { relation in
        guard let before = known[relation.key] else {
          return GraphChange(thing: "relation", kind: .added, id: relation.key, name: relation.name, fields: [])
        }
        let fields = GraphComparison.changed([GraphComparison.notes(before, relation.value)])
        return fields.isEmpty
          ? nil
          : GraphChange(thing: "relation", kind: .changed, id: relation.key, name: relation.name, fields: fields)
      }
  }

  private static func names(_ graph: JSONValue) -> [String: String] {
    var names: [String: String] = [:]
    for actor in graph["actors"]?.list ?? [] { if let id = actor["id"]?.text { names[id] = actor["name"]?.text } }
    return names
  }

  /// What an editor decided, in words.
  private static func notes(_ a: JSONValue, _ b: JSONValue) -> (String, String?, String?) {
    ("the editor's word", texts(a["editor"], \.note), texts(b["editor"], \.note))
  }

  private static func texts(_ list: JSONValue?, _ words: (JSONValue) -> String) -> String {
    (list?.list ?? []).map(words).joined(separator: "; ")
  }

  private static func days(_ value: JSONValue?) -> String {
    guard let value else { return "none" }
    let from = value["earliest"]?.text
    let to = value["latest"]?.text
    if from == to { return from ?? "unknown" }
    return "\(from ?? "…") to \(to ?? "…")"
  }

  private static func articles(_ event: JSONValue) -> String {
    var seen: [String] = []
    for mention in event["mentions"]?.list ?? [] {
      if let doc = mention["doc"]?.text, !seen.contains(doc) { seen.append(doc) }
    }
    return seen.joined(separator: ", ")
  }
}

extension JSONValue {
  fileprivate var roleText: String { self["text"]?.text ?? "" }

  /// `killed 3`, `wounded 3 to 5`, `wounded 3 to …`.
  fileprivate var amount: String {
    func digits(_ value: JSONValue?) -> String {
      guard case .number(let text)? = value else { return "…" }
      return text
    }
    let low = digits(self["low"])
    let high = digits(self["high"])
    return "\(self["what"]?.text ?? "") \(low == high ? low : "\(low) to \(high)")"
  }

  fileprivate var note: String {
    [self["what"]?.text, self["value"]?.text].compactMap { $0 }.joined(separator: ": ")
  }
}
