// A small invented corpus for drawings: a strike in a harbour, told by four articles.

import Actors
import Chronology
import Corpus
import EventGraph
import Events

/// Builds graphs by hand.
struct HarbourFixture {
  var graph = NewsGraph()

  static func day(_ text: String) -> Day? { Day(iso: text) }

  mutating func document(_ id: String, _ title: String, date: String) {
    let source = SourceDocument(id: id, text: Array(title.utf8), title: title)
    let record = DocumentRecord(
      source: source, blocks: [], title: title, sentences: [ByteSpan(0, title.utf8.count)], blockOfSentence: [0],
      date: DocumentDate(edtf: date, interval: DayInterval(Day(iso: date), Day(iso: date)), basis: .given),
      timexes: [], actors: [], claims: [], events: [], relations: [], diagnostics: [])
    graph.documents.append(GraphDocument(record: record, number: graph.documents.count + 1))
  }

  mutating func actor(_ id: ActorID, _ name: String, _ kind: NewsActor.Kind, of affiliation: ActorID? = nil) {
    graph.actors.append(
      GraphActor(
        id: id, name: name, kind: kind, country: nil, sector: nil, affiliation: affiliation, roles: [], mentions: [],
        isNamed: true, why: ""))
  }

  mutating func event(
    _ id: String, _ title: String, _ type: EventType, _ from: String?, _ to: String?,
    _ basis: EventTime.Basis = .stated, by agents: [ActorID] = [], to patients: [ActorID] = [],
    in documents: [String] = ["a"], status: EventStatus = .happened
  ) {
    let time = EventTime(
      interval: DayInterval(from.flatMap(Day.init(iso:)), to.flatMap(Day.init(iso:))), basis: basis)
    graph.events.append(
      GraphEvent(
        id: id, title: title, type: type, mode: nil, cameo: nil, contexts: [], agents: agents, patients: patients,
        place: nil, when: time, status: status, sources: [], quotes: [], quantities: [], confidence: 0.8,
        mentions: documents.map { DocSpan(doc: $0, span: ByteSpan(0, 4)) }, evidence: [], why: []))
  }

  mutating func relation(_ kind: EventRelation.Kind, _ a: String, _ b: String, told: Bool = true) {
    let evidence = told ? [DocSpan(doc: "a", span: ByteSpan(0, 4))] : []
    graph.relations.append(GraphRelation(kind: kind, a: a, b: b, evidence: evidence, why: "as told"))
  }

  mutating func tension(_ id: String, _ kind: Tension.Kind, _ events: [String]) {
    graph.tensions.append(
      Tension(id: id, question: "Which?", kind: kind, positions: [], resolution: nil, events: events))
    for position in graph.events.indices where events.contains(graph.events[position].id) {
      graph.events[position].tensions.append(id)
    }
  }

  /// Twenty events with every category, date state and relation.
  static let graph: NewsGraph = {
    var f = HarbourFixture()
    f.document("a", "Harbour workers walk out", date: "2031-03-14")
    f.document("b", "Minister offers talks", date: "2031-03-21")
    f.document("c", "Blockade broken in the night", date: "2031-04-03")
    f.document("d", "Two years of quarrel", date: "2031-09-30")
    f.actor("gov", "Government of Talvia", .government)
    f.actor("tal", "Talvia", .country)
    f.actor("min", "Ida Brandt", .person, of: "gov")
    f.actor("spk", "Spokesman of the ministry", .person, of: "gov")
    f.actor("uni", "Harbour Workers’ Union", .organisation)
    f.actor("led", "Jonas Okoye", .person, of: "uni")
    f.actor("own", "Northport Terminals", .organisation)
    f.actor("ceo", "Petra Lindqvist", .person, of: "own")
    f.actor("pol", "National Police", .armedForce, of: "gov")
    f.actor("cou", "Council of Seaports, an association of forty-one harbours", .organisation)
    f.actor("res", "residents of the old town", .group)
    f.event("e01", "Union is founded", .other, "2029-01-01", "2029-12-31", by: ["uni"], in: ["d"])
    f.event(
      "e02", "Terminals cut night shifts by a third", .coerce, "2030-11-01", "2030-11-30", by: ["own"], to: ["uni"],
      in: ["a", "d"])
    f.event(
      "e03", "Workers walk out at all six quays", .protest, "2031-03-10", "2031-03-10", .inferred, by: ["uni"],
      to: ["own"], in: ["a", "b", "c", "d"])
    f.event(
      "e04", "Okoye: “we stay until the shifts come back”", .statement, "2031-03-10", "2031-03-10", .inferred,
      by: ["led"], in: ["a"])
    f.event(
      "e05", "Lindqvist calls the walkout unlawful", .accuse, "2031-03-10", "2031-03-14", .approximate, by: ["ceo"],
      to: ["uni"], in: ["a"])
    f.event("e06", "Police close the ring road", .mobilize, "2031-03-11", "2031-03-11", by: ["pol"], in: ["a", "b"])
    f.event(
      "e07", "Brandt offers talks on neutral ground", .request, "2031-03-18", "2031-03-18", .inferred, by: ["min"],
      to: ["uni", "own"], in: ["b"])
    f.event(
      "e08", "Union accepts the offer, on one condition", .agree, "2031-03-19", "2031-03-20", .approximate, by: ["uni"],
      to: ["min"], in: ["b"])
    f.event(
      "e09", "First round of talks lasts eleven hours and ends without a paper", .consult, "2031-03-20", "2031-03-20",
      .inferred, by: ["uni", "own", "min"], in: ["b", "c"])
    f.event(
      "e10", "Spokesman: a deal is “within reach”", .statement, "2031-03-21", "2031-03-21", by: ["spk"], in: ["b"])
    f.event(
      "e11", "Terminals threaten to hire elsewhere", .threaten, "2031-03-24", "2031-03-28", .approximate, by: ["own"],
      to: ["uni"], in: ["c"])
    f.event(
      "e12", "Pickets are attacked at quay four, two hurt", .assault, "2031-04-01", "2031-04-02", .approximate, by: [],
      to: ["uni"], in: ["c", "d"])
    f.event(
      "e13", "Police break the blockade", .assault, "2031-04-02", "2031-04-02", by: ["pol"], to: ["uni"],
      in: ["c", "d"])
    f.event(
      "e14", "Council of Seaports sends three million for the hurt", .aid, "2031-04-03", nil, .expected, by: ["cou"],
      to: ["res"], in: ["c"], status: .planned)
    f.event(
      "e15", "Union denies that its people threw stones", .reject, "2031-04-02", "2031-04-03", .approximate,
      by: ["uni"], in: ["c"], status: .denied)
    f.event(
      "e16", "Talks resume in the old customs house", .consult, "2031-09-01", "2031-09-30", .approximate,
      by: ["uni", "own"], in: ["d"])
    f.event(
      "e17", "Brandt: “within reach”, once more", .statement, "2031-09-29", "2031-09-29", .inferred, by: ["min"],
      in: ["d"])
    f.event(
      "e18", "Both sides to sign a new shift plan", .agree, "2031-10-01", nil, .expected, by: ["uni", "own"], in: ["d"],
      status: .planned)
    f.event(
      "e19", "Residents sue the harbour", .coerce, nil, nil, .unknown, by: ["res"], to: ["own", "tal"], in: ["d"])
    f.event(
      "e20", "A study finds the quays unsafe", .other, "2029-01-01", "2031-03-14", .approximate, by: [], in: ["d"])
    f.relation(.causes, "e02", "e03")
    f.relation(.respondsTo, "e05", "e03")
    f.relation(.subEventOf, "e04", "e03")
    f.relation(.causes, "e03", "e06")
    f.relation(.respondsTo, "e07", "e03")
    f.relation(.respondsTo, "e08", "e07")
    f.relation(.enables, "e08", "e09")
    f.relation(.before, "e09", "e10")
    f.relation(.before, "e09", "e16")
    f.relation(.respondsTo, "e11", "e09")
    f.relation(.causes, "e12", "e13")
    f.relation(.enables, "e13", "e14")
    f.relation(.respondsTo, "e15", "e13")
    f.relation(.repeats, "e17", "e10")
    f.relation(.enables, "e16", "e18")
    f.relation(.during, "e12", "e15")
    f.relation(.causes, "e20", "e19")
    f.relation(.before, "e01", "e02", told: false)
    f.tension("t1", .number, ["e12"])
    f.tension("t2", .date, ["e09"])
    return f.graph
  }()

  /// Many events on few days.
  static func crowd(_ count: Int) -> NewsGraph {
    var f = HarbourFixture()
    f.document("a", "A long year", date: "2031-12-31")
    f.actor("x", "North", .country)
    f.actor("y", "South", .country)
    let types = EventType.allCases
    for number in 0..<max(0, count) {
      let day = Day(number: 22_300 + Int32(number / 6)).description
      f.event(
        "n\(number)", "Event number \(number) of the long year", types[number % types.count], day, day, .inferred,
        by: [number % 2 == 0 ? "x" : "y"], to: number % 3 == 0 ? ["y"] : [])
      if number > 2 { f.relation(number % 4 == 0 ? .causes : .respondsTo, "n\(number)", "n\(number - 1 - number % 3)") }
    }
    return f.graph
  }

  /// Texts that try to break out of DOT, SVG and HTML.
  static let hostile: NewsGraph = {
    var f = HarbourFixture()
    f.document("a", "<script>alert(1)</script>", date: "2031-03-14")
    f.actor("q\"uote", "\"]; evil [label=\"x\\", .person)
    f.actor("back\\slash", "\\N \\G \\L &copy; &#x3c;b&#x3e;", .country)
    let titles = [
      "</TD></TR></TABLE>> ]; } digraph x {", "ends with a backslash \\", "\u{0}\u{1}\u{7}control\u{1b}[31m",
      "right-to-left \u{202e}dlrow\u{202c} \u{2066}x", "line\u{2028}separator\u{2029}paragraph\r\nreturn",
      String(repeating: "Donaudampfschifffahrtsgesellschaft", count: 80), String(repeating: "a b ", count: 6_000),
      "emoji 👩‍👩‍👧‍👦 and 漢字かな交じり文のとても長い見出しがここに続きます続きます", "", " ",
      "&lt;b&gt; &amp;amp; <b>bold</b> <br/>", "<!-- comment --> <![CDATA[ x ]]>",
      "e\u{301}\u{301}\u{301}\u{301} zalgo",
    ]
    for (number, title) in titles.enumerated() {
      f.event(
        "id\\\(number)\" -> <x>", title, EventType.allCases[number], "2031-03-10", "2031-03-1\(number % 10)",
        .approximate, by: ["q\"uote"], to: ["back\\slash"])
    }
    f.relation(.causes, "id\\0\" -> <x>", "id\\1\" -> <x>")
    return f.graph
  }()
}
