// What each form writes to the editor's file, that it finds its object there, and that undo leaves no trace.

import Chronology
import Corpus
import Editor
import EventGraph
import Events
import Foundation
import Preview
import Testing

@Suite struct ActTests {
  static let strike =
    "{document: \"first.txt\", quote: \"Anna Berg called off the strike at the port of Velmora.\", trigger: \"called\", type: RETREAT}"
  static let visit =
    "{document: \"second.txt\", quote: \"Minister Berg visited the shipyard of Sund on Wednesday.\", trigger: \"visited\", type: CONSULT}"

  /// The text of the file after a form of a page.
  static func written(_ page: String, _ graph: NewsGraph, _ fields: [String: String], into text: String = "") throws
    -> String
  {
    let forms = EditForms(graph)
    let subject = try #require(forms.subject(of: page))
    let act = try #require(forms.act(subject, fields))
    let entry = try #require(forms.entry(act))
    return try CorrectionFile(text).adding(entry)
  }

  @Test(arguments: [
    (["act": "accept"], "note: \"read and accepted\""),
    (["act": "date", "value": "2024-03-02"], "redate: \"2024-03-02\""),
    (["act": "title", "value": "It's: \"over\" # now"], #"retitle: "It's: \"over\" # now""#),
    (["act": "note", "value": "{a: b}\nc"], "note: \"{a: b} c\""),
    (["act": "status", "value": "denied"], "status: denied"),
    (["act": "hide"], "hide: true"), (["act": "star"], "star: true"),
  ])
  func formsOfAnEvent(_ fields: [String: String], _ change: String) throws {
    let (graph, _) = try Port.graph()
    let page = try #require(Port.event("called", graph)).page
    let text = try Self.written(page, graph, fields)
    #expect(text == "events:\n  - {event: \(Self.strike), \(change)}\n")
    let (changed, corrections) = try Port.graph(text)
    #expect(corrections.map(\.state) == [.applied])
    #expect("\(changed.events)" != "\(graph.events)")
  }

  @Test func eventsAreMergedAndSplit() throws {
    let (graph, _) = try Port.graph()
    let (event, page) = try #require(Port.event("called", graph))
    let other = try #require(Port.event("visited", graph))
    let merged = try Self.written(page, graph, ["act": "merge", "value": other.event.id])
    #expect(merged == "events:\n  - {merge: [\(Self.strike), \(Self.visit)]}\n")
    let (joined, corrections) = try Port.graph(merged)
    #expect(corrections.map(\.state) == [.applied])
    #expect(joined.events.count == graph.events.count - 1)
    let whole = try #require(Port.event("called", joined))
    let split = try Self.written(whole.page, joined, ["act": "split"], into: merged)
    #expect(split == merged + "  - {split: \(Self.strike)}\n")
    #expect(try Port.graph(split).0.events.count == graph.events.count)
    let forms = EditForms(graph)
    #expect(forms.act(.event(event.id), ["act": "merge", "value": "no-such-event"]) == nil)
    #expect(forms.entry(.event(event.id, .merge(event.id))) == nil)
  }

  @Test(arguments: [
    (["act": "accept"], #"rename: "Anna Berg", why: "read and accepted""#),
    (["act": "note", "value": "the minister"], #"rename: "Anna Berg", why: "the minister""#),
    (["act": "title", "value": "Anna B."], #"rename: "Anna B.""#), (["act": "hide"], "hide: true"),
  ])
  func formsOfAnActor(_ fields: [String: String], _ change: String) throws {
    let (graph, _) = try Port.graph()
    let page = try #require(Port.actor("Anna Berg", graph)).page
    let text = try Self.written(page, graph, fields)
    #expect(text == "actors:\n  - {actor: \"Anna Berg\", \(change)}\n")
    let (changed, corrections) = try Port.graph(text)
    // What an actor is called already is no change of it; the reason is kept all the same.
    #expect(corrections.allSatisfy { !$0.isOpen })
    #expect("\(changed.actors)" != "\(graph.actors)")
  }

  @Test func actorsAreMergedAndSplit() throws {
    let (graph, _) = try Port.graph()
    let page = try #require(Port.actor("Anna Berg", graph)).page
    let other = try #require(Port.actor("Minister Berg", graph)).actor.id
    let merged = try Self.written(page, graph, ["act": "merge", "value": other])
    #expect(merged == "actors:\n  - {merge: [\"Anna Berg\", \"Minister Berg\"]}\n")
    let (joined, corrections) = try Port.graph(merged)
    #expect(corrections.map(\.state) == [.applied])
    #expect(Port.actor("Minister Berg", joined) == nil)
    let whole = try #require(Port.actor("Anna Berg", joined)).page
    let split = try Self.written(
      whole, joined, ["act": "split", "value": "Minister Berg", "name": "Carla Berg"], into: merged)
    #expect(
      split == merged
        + "  - {split: \"Anna Berg\", into: [{name: \"Anna Berg\"}, {name: \"Carla Berg\", written: [\"Minister Berg\"]}]}\n"
    )
    let (parted, states) = try Port.graph(split)
    #expect(states.map(\.state) == [.applied, .applied])
    #expect(Port.actor("Carla Berg", parted) != nil)
  }

  @Test(arguments: [
    (["act": "date", "value": "2024-03-05"], "date: \"2024-03-05\""),
    (["act": "outlet", "value": "Sund Post"], "outlet: \"Sund Post\""),
    (["act": "title", "value": "No"], "title: \"No\""), (["act": "hide"], "exclude: true"),
  ])
  func formsOfAnArticle(_ fields: [String: String], _ change: String) throws {
    let (graph, _) = try Port.graph()
    let page = try #require(Port.article("first", graph))
    let text = try Self.written(page, graph, fields)
    #expect(text == "documents:\n  \"first.txt\": {\(change)}\n")
    let configuration = try Configuration(text: text)
    #expect(configuration.entry(for: Port.records()[0].source) == 0)
    // A second decision on the same article stands in the same entry.
    let more = try Self.written(
      page, graph, ["act": fields["act"] == "outlet" ? "title" : "outlet", "value": "X"], into: text)
    #expect(try Configuration(text: more).documents.count == 1)
  }

  /// What somebody types is what the file says, whatever it is.
  @Test func anyTextIsReadBackAsItWasTyped() throws {
    let (graph, _) = try Port.graph()
    let page = try #require(Port.event("called", graph)).page
    let parts = [
      "a", "Z", "7", "é", "e\u{301}", "名", "😀", "\"", "\\", "\\n", "'", "#", " #", ": ", ":", "{", "}", "[", "]", ",",
      "&x", "*x",
      "!t", "|", ">", "%", "@", "`", "-", "- ", "---", "...", "~", "null", "\n", "\r\n", "\t", " ", "<b>", "\u{a0}",
      "\u{2028}",
    ]
    var random = Random(state: 7)
    var kept = 0
    for _ in 0..<400 {
      let typed = (0...Int(random.next() % 12)).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
      let before = "# mine\nevents:\n  - {event: signed a contract, star: true} # yes\nkey:\n"
      let forms = EditForms(graph)
      let subject = try #require(forms.subject(of: page))
      guard let entry = forms.act(subject, ["act": "note", "value": typed]).flatMap({ forms.entry($0) }) else {
        #expect(typed.allSatisfy { $0.isWhitespace }, "\(typed)")
        continue
      }
      let after = try CorrectionFile(before).adding(entry)
      let configuration = try Configuration(text: after)
      guard case .change(_, let change) = configuration.events.last?.act else {
        Issue.record("no change: \(after)")
        continue
      }
      let words = typed.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
      #expect(change.note == words.joined(separator: " "), "\(typed)")
      #expect(configuration.events.count == 2)
      #expect(after.hasPrefix("# mine\nevents:\n  - {event: signed a contract, star: true} # yes\n  - {event: "))
      #expect(after.hasSuffix("}\nkey:\n"))
      kept += 1
    }
    #expect(kept > 350)
  }

  /// Decisions one after the other, each on the graph that the ones before gave.
  @Test func decisionsOnOneObjectAddUp() throws {
    var text = ""
    for fields in [
      ["act": "accept"], ["act": "date", "value": "2024-03-02"], ["act": "note", "value": "a"],
      ["act": "title", "value": "T"], ["act": "date", "value": "2024-03-03"], ["act": "note", "value": "b"],
      ["act": "star"],
    ] {
      let (graph, _) = try Port.graph(text)
      let page = try #require((Port.event("called", graph) ?? Port.event("T", graph))?.page)
      text = try Self.written(page, graph, fields, into: text)
    }
    var (graph, corrections) = try Port.graph(text)
    #expect(corrections.map(\.state) == [.applied, .applied, .applied, .applied])
    let event = try #require(graph.events.first { $0.title == "T" })
    #expect(event.when.interval == DayInterval(Day(iso: "2024-03-03"), Day(iso: "2024-03-03")))
    #expect(event.editor.contains { $0.what == "note" && $0.value == "b" })
    #expect(EditForms(graph).entry(.event(event.id, .accept)) == nil)

    text = ""
    for (name, fields) in [
      ("Anna Berg", ["act": "accept"]), ("Anna Berg", ["act": "title", "value": "Carla Berg"]),
      ("Carla Berg", ["act": "note", "value": "the minister"]), ("Carla Berg", ["act": "title", "value": "Dora Berg"]),
    ] {
      let (graph, _) = try Port.graph(text)
      text = try Self.written(try #require(Port.actor(name, graph)).page, graph, fields, into: text)
    }
    #expect(text == "actors:\n  - {actor: \"Anna Berg\", rename: \"Dora Berg\", why: \"the minister\"}\n")
    (graph, corrections) = try Port.graph(text)
    #expect(corrections.map(\.state) == [.applied])
    #expect(Port.actor("Dora Berg", graph) != nil)
  }

  @Test func whatSaysNothingWritesNothing() throws {
    let (graph, _) = try Port.graph()
    let forms = EditForms(graph)
    let event = try #require(Port.event("called", graph)).event.id
    let actor = try #require(Port.actor("Anna Berg", graph)).actor.id
    for fields in [["act": "title", "value": "  \u{200b}"], ["act": "note"], ["act": "status", "value": "maybe"]] {
      #expect(forms.act(.event(event), fields).flatMap { forms.entry($0) } == nil, "\(fields)")
    }
    for act in ["", "rename", "delete"] { #expect(forms.act(.actor(actor), ["act": act]) == nil) }
    #expect(forms.act(.event("nobody"), ["act": "hide"]).flatMap { forms.entry($0) } == nil)
    for page in ["index.html", "events/index.html", "events/nobody.html", "../events/x.html", "", "-part-2.html"] {
      #expect(forms.subject(of: page) == nil, "\(page)")
      #expect(forms.markup(for: page, root: "").isEmpty)
    }
    let page = try #require(Port.actor("Anna Berg", graph)).page
    #expect(forms.subject(of: page.dropLast(5) + "-part-2.html") == .actor(actor))
  }

  @Test func textOfArticlesInFormsIsText() throws {
    let title = "A \"><script>alert(1)</script> & 'b'"
    let (graph, _) = try Port.graph(
      "events:\n  - {event: called off the strike, retitle: \(DocumentNames.quoted(title))}\n")
    let forms = EditForms(graph)
    for event in graph.events {
      let page = try #require(graph.index().slug(ofEvent: event.id).map { "events/\($0).html" })
      let markup = forms.markup(for: page, root: "../")
      #expect(markup.contains("action=\"../-/edit\""))
      #expect(!markup.contains("<script"))
      #expect(markup.contains("&lt;script&gt;"))
    }
  }
}

@Suite struct JournalTests {
  static let entry = CorrectionFile.Entry.item(section: "events", line: "{event: \"the strike ended\", hide: true}")

  @Test(arguments: [
    "", "\n", "# only a remark", "site: {title: T}\r\nevents:\r\n  - {event: one, hide: true}\r\n",
    "events:\n- event: one   # why\n  note: |\n    two\n\n\n# end",
    "events:\n    # nothing yet\n\ndocuments: {a: {exclude: true}}\n",
    "events: # mine\n  - {event: \u{e9}t\u{e9}, hide: true}\nkey:\n  - the strike began",
  ])
  func undoRestoresEveryByte(_ text: String) throws {
    let folder = try Folder()
    try folder.write(text, "chronograph.yml")
    var journal = EditJournal(file: folder.path + "/chronograph.yml")
    #expect(journal.last == nil)
    try journal.write(Self.entry)
    let once = folder.bytes("chronograph.yml")
    let after = try Configuration(text: String(decoding: once ?? [], as: UTF8.self))
    #expect(after.events.count == (try Configuration(text: text)).events.count + 1)
    try journal.write(.item(section: "actors", line: "{actor: \"Anna Berg\", hide: true}"))
    try journal.undo()
    #expect(folder.bytes("chronograph.yml") == once)
    try journal.undo()
    #expect(folder.bytes("chronograph.yml") == Array(text.utf8))
    #expect(journal.last == nil)
    #expect(throws: EditJournal.Refusal.self) { try journal.undo() }
  }

  @Test func aSecondClickTakesBackNothingMore() throws {
    let folder = try Folder()
    var journal = EditJournal(file: folder.path + "/chronograph.yml")
    try journal.write(Self.entry)
    let once = folder.bytes("chronograph.yml")
    let first = journal.last
    try journal.write(.item(section: "actors", line: "{actor: \"Anna Berg\", hide: true}"))
    let second = try #require(journal.last)
    // An older page means an entry behind which another came.
    #expect(throws: EditJournal.Refusal.self) { try journal.undo(first) }
    try journal.undo(second)
    try journal.undo(second)
    #expect(folder.bytes("chronograph.yml") == once)
    // What is written then is another entry, which an old form does not mean.
    try journal.write(.item(section: "actors", line: "{actor: \"Anna Berg\", hide: true}"))
    let again = folder.bytes("chronograph.yml")
    try journal.undo(second)
    #expect(folder.bytes("chronograph.yml") == again)
    #expect(throws: EditJournal.Refusal.self) { try journal.undo(0) }
    #expect(throws: EditJournal.Refusal.self) { try journal.undo(99) }
  }

  @Test func aProtectedFileIsRefused() throws {
    let folder = try Folder()
    try folder.write("site: {title: T}\n", "chronograph.yml")
    let path = folder.path + "/chronograph.yml"
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    var journal = EditJournal(file: path)
    let refusal = #expect(throws: EditJournal.Refusal.self) { try journal.write(Self.entry) }
    #expect(refusal?.message.contains("write-protected") == true)
    #expect(folder.bytes("chronograph.yml") == Array("site: {title: T}\n".utf8))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o444)
  }

  @Test func aFileThatWasNotThereGoesAgain() throws {
    let folder = try Folder()
    var journal = EditJournal(file: folder.path + "/chronograph.yml")
    try journal.write(Self.entry)
    #expect(folder.bytes("chronograph.yml") != nil)
    try journal.undo()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func aRemarkWithBracesBehindAnEntryStays() throws {
    let (graph, _) = try Port.graph()
    let page = try #require(Port.event("called", graph)).page
    let before = "events:\n  - {event: \(ActTests.strike), note: \"a {b}\"}  # agreed, see {desk log}\n"
    // The entry and its remark stand as they are, whatever becomes of the new note.
    if let after = try? ActTests.written(page, graph, ["act": "note", "value": "b"], into: before) {
      #expect(after.contains("# agreed, see {desk log}\n"))
    }
    let plain = "events:\n  - {event: \(ActTests.strike), note: \"a {b}\"}\n"
    let changed = try ActTests.written(page, graph, ["act": "note", "value": "b"], into: plain)
    #expect(changed == "events:\n  - {event: \(ActTests.strike), note: \"b\"}\n")
  }

  @Test func oneDecisionIsNotWrittenTwice() throws {
    let (graph, _) = try Port.graph()
    let page = try #require(Port.event("called", graph)).page
    let once = try ActTests.written(page, graph, ["act": "split"])
    #expect(once == "events:\n  - {split: \(ActTests.strike)}\n")
    #expect(throws: (any Error).self) { try ActTests.written(page, graph, ["act": "split"], into: once) }
  }

  @Test func whatSomebodyElseWroteStays() throws {
    let folder = try Folder()
    try folder.write("events:\n", "chronograph.yml")
    var journal = EditJournal(file: folder.path + "/chronograph.yml")
    try journal.write(Self.entry)
    try folder.write("# mine\n", "chronograph.yml")
    #expect(throws: EditJournal.Refusal.self) { try journal.undo() }
    #expect(folder.bytes("chronograph.yml") == Array("# mine\n".utf8))
  }

  @Test(arguments: ["events: [{event: one, hide: true}]\n", "events:\n  - {event: x, redate: soon}\n", "{", "\u{0}"])
  func aFileThatCannotTakeItStaysAsItIs(_ text: String) throws {
    let folder = try Folder()
    try folder.write(text, "chronograph.yml")
    var journal = EditJournal(file: folder.path + "/chronograph.yml")
    #expect(throws: EditJournal.Refusal.self) { try journal.write(Self.entry) }
    #expect(folder.bytes("chronograph.yml") == Array(text.utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["chronograph.yml"])
    #expect(journal.last == nil)
  }

  @Test func linksAndModesStay() throws {
    let folder = try Folder()
    try folder.write("site: {title: T}\n", "kept/mine.yml")
    let (kept, link) = (folder.path + "/kept/mine.yml", folder.path + "/chronograph.yml")
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o664], ofItemAtPath: kept)
    try files.createSymbolicLink(atPath: link, withDestinationPath: "kept/mine.yml")
    var journal = EditJournal(file: link)
    try journal.write(Self.entry)
    #expect(try files.destinationOfSymbolicLink(atPath: link) == "kept/mine.yml")
    #expect(try files.attributesOfItem(atPath: kept)[.posixPermissions] as? Int == 0o664)
    #expect(try files.contentsOfDirectory(atPath: folder.path + "/kept") == ["mine.yml"])
    try journal.undo()
    #expect(folder.bytes("kept/mine.yml") == Array("site: {title: T}\n".utf8))
  }
}

@Suite struct CorrectionFileTests {
  @Test func entriesGoToTheirSectionAndNothingElseMoves() throws {
    let text = """
      # remarks stay
      documents:
          b.txt: {outlet: "B, {C}"} # mine
      events:
        - {event: one, hide: true}

      key:
        - two
      """
    let event = try CorrectionFile(text).adding(.item(section: "events", line: "{event: three, star: true}"))
    #expect(event == text.replacing("hide: true}\n", with: "hide: true}\n  - {event: three, star: true}\n"))
    let document = try CorrectionFile(text).adding(.document(name: "a.txt", key: "exclude", value: "true"))
    #expect(document == text.replacing("# mine\n", with: "# mine\n    \"a.txt\": {exclude: true}\n"))
    #expect(throws: (any Error).self) {
      try CorrectionFile(text).adding(.document(name: "b.txt", key: "date", value: "\"2024\""))
    }
    let list = "documents:\n- {file: b.txt, outlet: B}\n"
    #expect(
      try CorrectionFile(list).adding(.document(name: "B.TXT", key: "date", value: "\"2024\""))
        == "documents:\n- {file: b.txt, outlet: B, date: \"2024\"}\n")
    #expect(
      try CorrectionFile(list).adding(.document(name: "a.txt", key: "date", value: "\"2024\""))
        == list + "- {file: \"a.txt\", date: \"2024\"}\n")
  }

  @Test(arguments: [
    ("{date: 2024-01-01}", "{date: \"2025\"}"), ("{outlet: \"a, date: b\", date: 2024-01-01}", nil),
    ("{outlet: B, date: \"2024-01-01\", title: T}", "{outlet: B, date: \"2025\", title: T}"),
    (#"{title: "a \"b\" {c}", date: 2024}"#, #"{title: "a \"b\" {c}", date: "2025"}"#), ("{date: 2024} # mine", nil),
  ])
  func aSecondDateTakesThePlaceOfTheFirst(_ old: String, _ new: String?) throws {
    let file = CorrectionFile("documents:\n  b.txt: \(old)\n  c.txt: {date: 2023}\n")
    let entry = CorrectionFile.Entry.document(name: "b.txt", key: "date", value: "\"2025\"")
    if let new {
      #expect(try file.adding(entry) == file.text.replacing(old, with: new))
    } else {
      #expect(throws: (any Error).self) { try file.adding(entry) }
    }
  }

  @Test func aSecondDecisionOfOneKindTakesThePlaceOfTheFirst() throws {
    let first = "events:\r\n  - {event: one, redate: 2024-01-01}\r\n  - {event: one, redate: 2024, hide: true}\r\n"
    let file = CorrectionFile(first + "# end")
    let changed = try file.adding(.event(anchor: "one", key: "redate", value: "\"2025\""))
    #expect(changed == file.text.replacing("redate: 2024-01-01}", with: "redate: \"2025\"}"))
    let other = try file.adding(.event(anchor: "one", key: "note", value: "\"n\""))
    #expect(other == first + "  - {event: one, note: \"n\"}\n# end")
    #expect(throws: (any Error).self) {
      try CorrectionFile(changed).adding(.event(anchor: "one", key: "redate", value: "\"2025\""))
    }
    let names = "actors:\n- {actor: A, rename: \"B\", why: said so} # kept\n- {actor: C, rename: \"D\"}\n"
    #expect(
      try CorrectionFile(names).adding(.actor(anchor: "\"D\"", name: "D", rename: nil, why: "w"))
        == names.replacing("rename: \"D\"}", with: "rename: \"D\", why: \"w\"}"))
    #expect(
      try CorrectionFile(names).adding(.actor(anchor: "\"B\"", name: "B", rename: "E", why: nil))
        == names + "- {actor: \"B\", rename: \"E\"}\n")
  }

  @Test func whatAnEntryHoldsCannotReachOtherLines() throws {
    for line in ["{event: a, hide: true}\nkey: [b]", "{event: a", "a\n  - b", "{event: a, hide: true} x"] {
      let added = try? CorrectionFile("events:\n  - {event: one, hide: true}\n").adding(
        .item(section: "events", line: line))
      if let added { #expect(try Configuration(text: added).events.count == 2, "\(line)") }
    }
  }
}
