// Relations and disagreements; the counts.

import Chronology
import Corpus

extension Verifier {
  static let relationKinds = [
    "before", "causes", "enables", "responds_to", "sub_event_of", "during", "repeats", "about", "prevents",
  ]

  mutating func checkRelations() {
    var seen: Set<String> = []
    var before: [String: [String]] = [:]
    for value in graph["relations"]?.list ?? [] {
      let kind = value["type"]?.text ?? ""
      let a = value["a"]?.text ?? ""
      let b = value["b"]?.text ?? ""
      let subject = "relation \(a) \(kind) \(b)"
      if !Verifier.relationKinds.contains(kind) { raise("enum", subject, "its kind is unknown") }
      if a == b { raise("relation-self", subject, "it joins an event with itself") }
      for id in [a, b] where events[id] == nil { raise("id-unknown", subject, "\(id) is no event") }
      if !seen.insert("\(a) \(kind) \(b)").inserted { raise("relation-twice", subject, "it stands there twice") }
      if value["probability"]?.number.map({ !(0...1).contains($0) }) ?? true {
        raise("number", subject, "its probability is no share")
      }
      if (value["why"]?.text ?? "").isEmpty { raise("relation-why", subject, "it gives no reason") }
      let docs = Set([a, b].flatMap { (events[$0]?["evidence"]?.list ?? []).compactMap { $0["doc"]?.text } })
      for item in value["evidence"]?.list ?? [] {
        guard let at = citation(item, subject, isWhole: false) else { continue }
        if !docs.contains(at.doc) {
          raise("relation-evidence", subject, "its evidence stands in an article that tells neither event")
        }
        checkSaid(value["why"]?.text ?? "", at, subject)
      }
      if kind == "before" { before[a, default: []].append(b) }
      if !Verifier.editorSet(value, "added") { checkOrder(kind, a, b, subject) }
    }
    if let loop = loop(in: before) { raise("relation-loop", "event \(loop)", "it comes before itself") }
  }

  /// The words that a reason quotes are those of the evidence, or as many, or a form of the verb alone: "led" is said of
  /// “lead to”.
  private mutating func checkSaid(_ why: String, _ at: Citation, _ subject: String) {
    guard why.hasPrefix("the text says “"), let quoted = Verifier.quoted(why).first, let words = words(at) else {
      return
    }
    let said = WordScan.words(String(decoding: words, as: UTF8.self)).map(\.key)
    let wanted = WordScan.words(quoted).map(\.key)
    let isSaid =
      said.joined(separator: " ").hasPrefix(wanted.joined(separator: " "))
      || said.count == wanted.count || said.count == 1
    if !isSaid { raise("relation-evidence", subject, "its evidence is not “\(quoted)”") }
  }

  private mutating func checkOrder(_ kind: String, _ a: String, _ b: String, _ subject: String) {
    guard let first = events[a]?["when"].map({ CitedDays($0) }), let second = events[b]?["when"].map({ CitedDays($0) })
    else { return }
    let isWrong: Bool
    switch kind {
    case "before", "causes", "enables":
      isWrong = first.earliest.flatMap { start in second.latest.map { start > $0 } } ?? false
    case "responds_to", "repeats":
      isWrong = second.earliest.flatMap { start in first.latest.map { start > $0 } } ?? false
    case "during", "sub_event_of":
      isWrong =
        (first.earliest.flatMap { start in second.latest.map { start > $0 } } ?? false)
        || (second.earliest.flatMap { start in first.latest.map { start > $0 } } ?? false)
    default: isWrong = false
    }
    if isWrong { raise("relation-dates", subject, "the dates of its events exclude it") }
  }

  /// A node that is reached from itself.
  private func loop(in edges: [String: [String]]) -> String? {
    var state: [String: Int] = [:]
    for root in edges.keys.sorted() where state[root] == nil {
      var stack = [(root, 0)]
      state[root] = 1
      while let (node, next) = stack.last {
        let targets = edges[node] ?? []
        guard next < targets.count else {
          state[node] = 2
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].1 += 1
        let target = targets[next]
        if state[target] == 1 { return target }
        if state[target] == nil {
          state[target] = 1
          stack.append((target, 0))
        }
      }
    }
    return nil
  }

  mutating func checkTensions() {
    let kinds = ["date", "number", "actor-role", "claim", "naming"]
    var ids: Set<String> = []
    var of: [String: Set<String>] = [:]
    for value in graph["tensions"]?.list ?? [] {
      let id = value["id"]?.text ?? ""
      let subject = "disagreement \(id)"
      if !ids.insert(id).inserted { raise("id-twice", subject, "stands there twice") }
      if !kinds.contains(value["kind"]?.text ?? "") { raise("enum", subject, "its kind is unknown") }
      let positions = value["positions"]?.list ?? []
      if positions.count < 2 { raise("tension-positions", subject, "it has fewer than two positions") }
      for position in positions {
        let mentions = position["mentions"]?.list ?? []
        if mentions.isEmpty { raise("evidence-none", subject, "a position without evidence") }
        for mention in mentions { _ = citation(mention, subject, isWhole: false) }
      }
      for event in value["events"]?.texts ?? [] {
        if events[event] == nil { raise("id-unknown", subject, "it touches the unknown event \(event)") }
        of[event, default: []].insert(id)
      }
    }
    for (id, value) in events.sorted(by: { $0.key < $1.key }) {
      let listed = Set(value["tensions"]?.texts ?? [])
      if listed != of[id] ?? [] {
        raise("tension-events", "event \(id)", "events and disagreements do not name each other")
      }
    }
  }

  mutating func checkCounts() {
    guard let bytes = site.read("report.json"), let report = try? JSONParser.parse(bytes) else {
      return raise("file-missing", "report.json", "the file is not there, or no JSON")
    }
    func same(_ what: String, _ listed: Int?, _ count: Int) {
      if listed != count {
        alarms.append(
          Alarm("count", "report.json", "\(what): \(listed.map(String.init) ?? "none"), and there are \(count)"))
      }
    }
    same("actors", report["actors"]?.integer, graph["actors"]?.list.count ?? 0)
    same("events", report["events"]?.integer, graph["events"]?.list.count ?? 0)
    same("relations", report["relations"]?.integer, graph["relations"]?.list.count ?? 0)
    same("tensions", report["tensions"]?.integer, graph["tensions"]?.list.count ?? 0)
    same("used", report["used"]?.integer, documentOrder.count)
    same("documents", report["documents"]?.list.count, documentOrder.count)
    same("skips", report["skipped"]?.integer, report["skips"]?.list.count ?? 0)
    let (seen, isTooMany) = (report["used"]?.integer ?? 0).addingReportingOverflow(report["skipped"]?.integer ?? 0)
    same("seen", isTooMany ? nil : report["seen"]?.integer, seen)
    same("rows of data/events.json", rows.count, events.count)
    let listed = Set((report["documents"]?.list ?? []).compactMap { $0["id"]?.text })
    if listed != Set(documentOrder) { raise("count", "report.json", "it lists other documents than the graph") }
  }
}
