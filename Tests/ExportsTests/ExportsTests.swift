// Each export is well formed, says how sure a date is, and carries no formula, control or broken markup.

import Chronology
import Corpus
import EventGraph
import Events
import Exports
import Foundation
import Testing

private let text = Array(
  "Envoys met in Ister on 11 March 2031. A strike may follow; =cmd|' /C calc'!A0 <b>&\u{1}\u{202e}.".utf8)

private func event(
  _ id: String, _ title: String, _ when: EventTime, status: EventStatus = .happened, type: EventType = .consult
) -> GraphEvent {
  GraphEvent(
    id: id, title: title, type: type, mode: nil, cameo: nil, contexts: [], agents: ["a", "b"], patients: [],
    place: "Ister",
    when: when, status: status, sources: [], quotes: [],
    quantities: [Quantity(what: "killed", low: 6, high: nil, span: ByteSpan(0, 1))], confidence: 0.84,
    mentions: [DocSpan(doc: "d", span: ByteSpan(7, 10))], evidence: [DocSpan(doc: "d", span: ByteSpan(0, text.count))],
    why: ["a rule"])
}

private func time(_ edtf: String?, _ from: String?, _ to: String?, _ basis: EventTime.Basis) -> EventTime {
  EventTime(
    edtf: edtf, interval: DayInterval(from.flatMap { Day(iso: $0) }, to.flatMap { Day(iso: $0) }), basis: basis,
    why: "so")
}

private var record: DocumentRecord {
  DocumentRecord(
    source: SourceDocument(id: "d", text: text), blocks: [Block(kind: .paragraph, span: ByteSpan(0, text.count))],
    title: "Envoys & <others>", sentences: [ByteSpan(0, text.count)], blockOfSentence: [0],
    date: DocumentDate(
      edtf: "2031-03-12", interval: DayInterval(Day(iso: "2031-03-12"), Day(iso: "2031-03-12")), basis: .given),
    timexes: [
      Timex(span: ByteSpan(23, 36), tokens: 5..<8, sentence: 0, kind: .date, value: "2031-03-11", rule: "date", why: "")
    ], actors: [], claims: [],
    events: [
      NewsEvent(
        id: "d-0", mentions: [ByteSpan(7, 10)], sentence: 0, evidence: ByteSpan(0, text.count), type: .consult,
        when: EventTime(basis: .stated, timex: 0)),
      NewsEvent(
        id: "d-1", mentions: [ByteSpan(40, 46)], sentence: 0, evidence: ByteSpan(0, text.count), type: .assault,
        status: .hypothetical),
    ], relations: [EventRelation(kind: .before, a: "d-0", b: "d-1", why: "")], diagnostics: [])
}

private var graph: NewsGraph {
  let actors = ["a", "b"].map {
    GraphActor(
      id: $0, name: "+\($0)", kind: .country, country: "AAA", sector: "GOV", affiliation: nil, roles: [], mentions: [],
      isNamed: true, why: "")
  }
  return NewsGraph(
    documents: [GraphDocument(record: record, number: 1)], actors: actors,
    events: [
      event("e1", "Envoys meet, \"at last\"", time("2031-03-11", "2031-03-11", "2031-03-11", .stated)),
      event("e2", "=HYPERLINK(\"x\")", time("2031-03-12/..", "2031-03-12", nil, .expected), status: .planned),
      event("e3", "<b>&\u{1}\u{202e} ü", time("2029", "2029-01-01", "2029-12-31", .inferred), type: .assault),
      event("e4", "Nobody knows when", EventTime(), status: .hypothetical),
    ], relations: [GraphRelation(kind: .causes, a: "e3", b: "e1", evidence: [], why: "since")])
}

private func file(_ name: String, _ graph: NewsGraph = graph) -> String {
  let files = ExportSet(title: "T; <t>", baseURL: "https://example.org").files(for: graph)
  return files.first { $0.path == "data/\(name)" }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
}

/// Whether tags nest, attributes are quoted, entities are known and no character is one that XML 1.0 forbids.
private func isXML(_ text: String) -> Bool {
  guard text.hasPrefix("<?xml "),
    !text.unicodeScalars.contains(where: { $0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0) })
  else { return false }
  var open: [Substring] = []
  var rest = text.drop { $0 != "\n" }
  while let start = rest.firstIndex(of: "<") {
    guard areEntitiesKnown(rest[..<start]), let end = rest[start...].firstIndex(of: ">") else { return false }
    let tag = rest[rest.index(after: start)..<end]
    rest = rest[rest.index(after: end)...]
    guard areEntitiesKnown(tag) else { return false }
    if tag.hasPrefix("/") {
      guard open.popLast() == tag.dropFirst() else { return false }
      continue
    }
    guard tag.wholeMatch(of: /[A-Za-z][A-Za-z0-9:]*(?: [A-Za-z.:]+="[^"<]*")*\/?/) != nil else { return false }
    if !tag.hasSuffix("/") { open.append(tag.prefix { $0 != " " }) }
  }
  return open.isEmpty
}

private func areEntitiesKnown(_ text: Substring) -> Bool {
  text.matches(of: /&/).count == text.matches(of: /&(?:amp|lt|gt|quot|#39);/).count
}

@Test(arguments: ["graph.gexf", "graph.graphml"])
func graphFormatsAreXML(_ name: String) {
  #expect(isXML(file(name)))
  #expect(isXML(file(name, NewsGraph())))
  #expect(file(name).contains("&lt;b&gt;"))
}

@Test(arguments: ["events.json", "timelinejs.json", "vis.json", "simile.json"])
func jsonFormatsParse(_ name: String) throws {
  for graph in [graph, NewsGraph()] {
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(file(name, graph).utf8)) }
  }
}

@Test func gexfIntervalsAreNeverOpenOrEmpty() {
  let gexf = file("graph.gexf")
  for node in gexf.matches(of: /<node [^>]*>/).map({ String($0.0) }) {
    let start = node.firstMatch(of: /start="([^"]*)"/).map { String($0.1) }
    let end = node.firstMatch(of: /end="([^"]*)"/).map { String($0.1) }
    #expect((start == nil) == (end == nil))
    if let start, let end { #expect(start < end) }
  }
  #expect(gexf.contains("start=\"2031-03-11\" end=\"2031-03-12\""))
  // A window of days is fainter than a day.
  #expect(gexf.matches(of: /a="1.0"/).count == 1 && gexf.matches(of: /a="0.4"/).count == 3)
  #expect(gexf.contains("<attribute id=\"7\" title=\"days\" type=\"integer\"/>"))
}

@Test func noCellIsAFormula() {
  for name in ["events.csv", "evidence.csv", "timelinejs.csv"] {
    let csv = file(name)
    #expect(csv.contains("\r\n"))
    for line in csv.split(separator: "\r\n") {
      #expect(line.firstMatch(of: /(^|,)"?[=+@-]/) == nil, "\(name): \(line)")
    }
  }
  #expect(file("events.csv").contains("\"'=HYPERLINK(\"\"x\"\")\""))
}

@Test func everyRowOfATableHasAllColumns() {
  for name in ["events.csv", "evidence.csv", "timelinejs.csv"] {
    var widths: Set<Int> = []
    for line in file(name).split(separator: "\r\n") {
      var isQuoted = false
      widths.insert(
        line.reduce(1) { count, character in
          if character == "\"" { isQuoted.toggle() }
          return count + (character == "," && !isQuoted ? 1 : 0)
        })
    }
    #expect(widths.count == 1, "\(name)")
  }
}

@Test func calendarHasAllDayEventsWithExclusiveEnd() {
  let calendar = file("events.ics")
  #expect(calendar.contains("DTSTART;VALUE=DATE:20310311\r\nDTEND;VALUE=DATE:20310312\r\n"))
  // "Some time in 2029" and "after 12 March" are nothing that lasts.
  #expect(calendar.matches(of: /BEGIN:VEVENT/).count == 1)
  #expect(!calendar.contains("20290101") && !calendar.contains("STATUS:"))
  // What is known of it is of the day of the newest article that tells it.
  #expect(calendar.contains("DTSTAMP:20310312T000000Z\r\nLAST-MODIFIED:20310312T000000Z\r\nSEQUENCE:22350\r\n"))
  #expect(calendar.contains("NAME:T\\; <t>"))
  for line in calendar.split(separator: "\r\n", omittingEmptySubsequences: false) { #expect(line.utf8.count <= 75) }
}

@Test func aStatedSpanLastsInACalendar() {
  var graph = graph
  graph.events[2] = event("e3", "Siege", time("2029-05-02/2029-05-09", "2029-05-02", "2029-05-09", .stated))
  let calendar = file("events.ics", graph)
  #expect(calendar.contains("DTSTART;VALUE=DATE:20290502\r\nDTEND;VALUE=DATE:20290510\r\n"))
  #expect(!calendar.contains("VJOURNAL") && file("events.ics", NewsGraph()).contains("BEGIN:VJOURNAL"))
  #expect(calendar.contains("URL:https://example.org/events/siege"))
  graph.events[2] = event("e3", "Siege", time("[2029-05-02..2029-05-09]", "2029-05-02", "2029-05-09", .stated))
  #expect(!file("events.ics", graph).contains("20290502"))
}

@Test func windowsAreNotesWhereThatIsAskedFor() {
  let files = ExportSet(title: "T", buildDate: Day(iso: "2031-05-01"), calendarNotes: true).files(for: graph)
  let calendar = files.first { $0.path == "data/events.ics" }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  #expect(calendar.matches(of: /BEGIN:VEVENT/).count == 3)
  #expect(calendar.contains("DTSTART;VALUE=DATE:20290101\r\nDTEND;VALUE=DATE:20290102\r\n"))
  #expect(calendar.contains("SUMMARY:[some time from 1 January 2029 to 31 December 2029] <b>"))
  #expect(calendar.contains("SUMMARY:[from 12 March 2031 on] =HYPERLINK"))
  #expect(calendar.matches(of: /X-DATING:WINDOW/).count == 2)
  #expect(calendar.matches(of: /STATUS:TENTATIVE/).count == 1)
  #expect(calendar.matches(of: /DTSTAMP:20310501T000000Z/).count == 3)
}

@Test func timelinesShowWindowsByTheirOwnMeans() throws {
  var graph = graph
  graph.events.append(event("e5", "Siege", time("2029-05-02/2029-05-09", "2029-05-02", "2029-05-09", .stated)))
  func list(_ name: String, _ key: String) throws -> [[String: Any]] {
    let json = try JSONSerialization.jsonObject(with: Data(file(name, graph).utf8)) as? [String: Any]
    return try #require(json?[key] as? [[String: Any]])
  }
  let slides = try list("timelinejs.json", "events")
  let lasting = slides.filter { $0["end_date"] != nil }.compactMap { $0["text"] as? [String: String] }
  #expect(lasting.map { $0["headline"] } == ["Siege"])
  #expect(slides.allSatisfy { !($0["display_date"] as? String ?? "").isEmpty })
  let items = try list("vis.json", "items")
  #expect(items.filter { $0["type"] as? String == "box" }.count == 1)
  #expect(items.filter { $0["style"] != nil }.count == 2)
  #expect(items.filter { $0["type"] as? String == "box" }.allSatisfy { $0["end"] == nil })
  let spans = try list("simile.json", "events").filter { $0["durationEvent"] as? Bool == true }
  #expect(spans.count == 1 && spans[0]["latestStart"] == nil)
  let entries = file("timeline.mw", graph).components(separatedBy: "\n\n").dropFirst()
  #expect(entries.filter { $0.contains(" #one-day-of-these ") }.count == 2)
  #expect(entries.first { $0.contains("id: siege") }?.hasPrefix("2029-05-02/2029-05-09: Siege #") == true)
}

@Test func aPlayerGetsNoMoreThanItShows() throws {
  var graph = graph
  for number in 0..<50 {
    graph.events.append(
      event("x\(number)", "Meeting \(number)", time("2031-04-01", "2031-04-01", "2031-04-01", .stated)))
  }
  let json = try JSONSerialization.jsonObject(with: Data(file("timelinejs.json", graph).utf8)) as? [String: Any]
  #expect((json?["events"] as? [Any])?.count == 20)
  let title = (json?["title"] as? [String: Any])?["text"] as? [String: String]
  #expect(title?["headline"] == "T; &lt;t&gt;")
  #expect(title?["text"]?.contains("20 most important of 53") == true)
  #expect(file("timelinejs.csv", graph).split(separator: "\r\n").count == 21)
}

@Test func theTableForExcelIsTheOtherBehindAMark() {
  let bytes = ExportSet().files(for: graph).first { $0.path == "data/events-excel.csv" }?.bytes ?? []
  #expect(bytes.starts(with: [0xef, 0xbb, 0xbf]))
  #expect(Array(bytes.dropFirst(3)) == Array(file("events.csv").utf8))
  #expect(!file("events.csv").hasPrefix("\u{feff}"))
}

@Test func graphsHaveNoParallelEdges() {
  var graph = graph
  graph.relations += [
    GraphRelation(
      kind: .enables, a: "e3", b: "e1",
      evidence: [DocSpan(doc: "d", span: ByteSpan(0, 3)), DocSpan(doc: "d", span: ByteSpan(4, 6))], why: "again"),
    GraphRelation(kind: .before, a: "e1", b: "e3", evidence: [], why: ""),
  ]
  graph.events[0].sources = ["a"]
  let gexf = file("graph.gexf", graph)
  let edges = gexf.matches(
    of: /<edge id="\d+" source="([^"]*)" target="([^"]*)" kind="([^"]*)" label="[^"]*" weight="(\d+)"/)
  #expect(edges.count == gexf.matches(of: /<edge\s/).count)
  #expect(Set(edges.map { "\($0.1) \($0.2)" }).count == edges.count)
  #expect(edges.contains { $0.1 == "e:e3" && $0.2 == "e:e1" && $0.3 == "causes + enables" && $0.4 == "3" })
  #expect(edges.contains { $0.1 == "e:e1" && $0.2 == "e:e3" && $0.4 == "1" })
  #expect(edges.contains { $0.1 == "a:a" && $0.2 == "e:e1" && $0.3 == "agent + source" && $0.4 == "2" })
  #expect(file("graph.graphml", graph).matches(of: /<edge\s/).count == edges.count)
}

@Test func unplacedEventsStayInTheTables() {
  #expect(file("events.csv").contains("Nobody knows when"))
  #expect(file("events.json").contains("Nobody knows when"))
  #expect(!file("timelinejs.json").contains("Nobody knows when"))
}

@Test func noExportCarriesInvisibleControls() {
  for output in ExportSet().files(for: graph) {
    let scalars = String(decoding: output.bytes, as: UTF8.self).unicodeScalars
    #expect(!scalars.contains { $0.value == 1 || $0.value == 0x202e }, "\(output.path)")
  }
}

@Test func timeMLIsXMLWithTheTextUnchanged() {
  let xml = String(decoding: TimeML.document(record), as: UTF8.self)
  #expect(isXML(xml))
  #expect(xml.contains("<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2031-03-11\">11 March 2031</TIMEX3>"))
  #expect(xml.contains("Envoys <EVENT eid=\"e1\" class=\"OCCURRENCE\">met</EVENT> in Ister on "))
  #expect(xml.contains("relType=\"IS_INCLUDED\" eventInstanceID=\"ei1\" relatedToTime=\"t1\""))
  #expect(xml.contains("relType=\"BEFORE\" eventInstanceID=\"ei1\" relatedToEventInstance=\"ei2\""))
  #expect(xml.contains("modality=\"POSSIBLE\""))
  #expect(xml.matches(of: /pos="UNKNOWN"/).count == 2)
  let forms = [
    TimeMLForm(partOfSpeech: .verb, tense: .past, aspect: .perfective, isNegated: true),
    TimeMLForm(partOfSpeech: .noun, modality: "may"),
  ]
  let formed = String(decoding: TimeML.document(record, forms: forms), as: UTF8.self)
  #expect(formed.contains("pos=\"VERB\" tense=\"PAST\" aspect=\"PERFECTIVE\" polarity=\"NEG\"/>"))
  #expect(formed.contains("pos=\"NOUN\" tense=\"NONE\" aspect=\"NONE\" polarity=\"POS\" modality=\"may\"/>"))
  #expect(xml.contains("&lt;b&gt;&amp;"))
}

@Test func sameGraphGivesSameExports() {
  #expect(ExportSet().files(for: graph).map(\.bytes) == ExportSet().files(for: graph).map(\.bytes))
}
