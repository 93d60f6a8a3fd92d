// Corrections of events, relations and disagreements, and what their anchors mean.

import Chronology
import Corpus
import Editor
import EventGraph
import Events
import Testing

@Suite struct EventTests {
  @Test func aDateMovesTheEventAndSaysSo() throws {
    let (graph, corrections) = try Strike.build(
      "events:\n  - {event: {document: second, quote: forty ships had waited}, redate: 2024-03-01}\n")
    #expect(corrections.map(\.state) == [.applied])
    #expect(graph.events.first?.title == "Minister Berg said")
    let event = try #require(graph.events.first)
    let day = try #require(Day(iso: "2024-03-01"))
    #expect(event.when.interval == DayInterval(day))
    #expect(event.when.why.contains("set by the editor"))
    #expect(event.editor == [.init("date", "Fri 1 March 2024", was: "date unknown")])
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func aTriggerTellsEventsOfOneSentenceApart() throws {
    let quote = "document: first, quote: Anna Berg praised the owners and criticised the mayor"
    let (graph, corrections) = try Strike.build(
      """
      events:
        - {event: {\(quote)}, hide: true}
        - {event: {\(quote), trigger: criticised}, retype: REJECT}
        - {event: {\(quote), type: SUPPORT}, note: seen}
        - {event: {document: first, quote: criticised the mayor}, star: true}
        - {event: {\(quote), trigger: thanked}, hide: true}
      """)
    #expect(corrections.map(\.state) == [.ambiguous, .applied, .applied, .applied, .lost])
    #expect(corrections[0].message.contains("praised (SUPPORT), criticised (ACCUSE)"))
    let criticised = try #require(graph.events.first { $0.title.hasSuffix("criticised") })
    #expect(criticised.type == .reject)
    #expect(criticised.isChosen)
  }

  @Test func sentencesThatAreNearlyAlikeAreNotMistaken() throws {
    let (graph, corrections) = try Strike.build(
      """
      events:
        - {event: "The owners signed a new contract", hide: true}
        - {event: "The owners signed a new contract with the crews.", retitle: Crews}
        - {event: {document: second, quote: The owners had signed a new contract with the union}, retitle: Union}
        - {event: {document: second, quote: The crews signed a new treaty with the island}, hide: true}
      """)
    #expect(corrections.map(\.state) == [.ambiguous, .applied, .applied, .lost])
    #expect(graph.events.contains { $0.title == "Crews" })
    #expect(graph.events.contains { $0.title == "Union" })
  }

  @Test func smallEditsOfTheTextKeepAnAnchor() throws {
    let yaml =
      "events:\n  - {event: {document: first, quote: Anna Berg called off the strike at the port}, star: true}\n"
    var edited = Article("first")
    edited.tell("A line that was put before.", [])
    edited.tell(
      "Anna  Berg “called off” the long strike at the port of Velmora on 4 March, she said.",
      [(.retreat, "called", nil)])
    edited.tell("The strike at the port of Velmora began with Anna Berg.", [(.protest, "began", nil)])
    let (graph, corrections) = try Strike.build(yaml, [edited.record])
    #expect(corrections.map(\.state) == [.applied])
    #expect(graph.events.filter(\.isChosen).map(\.title) == ["Somebody called"])
  }

  @Test func mergeAndSplitOfEvents() throws {
    let plain = GraphBuilder().build(Strike.records())
    let merge =
      "  - merge: [{document: second, quote: contract with the union}, {document: third, quote: contract with the crews}]\n"
    let (merged, first) = try Strike.build("events:\n" + merge)
    #expect(first.map(\.state) == [.applied])
    #expect(merged.events.count == plain.events.count - 1)
    #expect(merged.events.contains { $0.documents == ["second", "third"] && $0.editor.map(\.what) == ["merge"] })
    #expect(merged.invariantViolations().isEmpty)
    let (restored, both) = try Strike.build(
      "events:\n" + merge + "  - split: {document: third, quote: contract with the crews}\n")
    #expect(both.map(\.state) == [.idle, .idle])
    #expect(Strike.shown(restored) == Strike.shown(plain))
  }

  @Test func hiddenEventsTakeTheirRelationsWithThem() throws {
    let called = "{document: first, quote: called off the strike}"
    let signed = "{document: second, quote: contract with the union}"
    let (graph, corrections) = try Strike.build(
      """
      relations:
        - {add: causes, from: \(called), to: \(signed), why: told on the telephone}
        - {add: causes, from: \(signed), to: \(called)}
        - {drop: before, from: \(called), to: \(signed)}
      """)
    #expect(corrections.map(\.state) == [.applied, .conflict, .lost])
    let relation = try #require(graph.relations.first { $0.kind == .causes })
    #expect(relation.why == "added by the editor: told on the telephone")
    let (without, _) = try Strike.build(
      """
      events:
        - {event: \(called), hide: true}
      relations:
        - {add: causes, from: \(called), to: \(signed)}
      """)
    #expect(!without.relations.contains { $0.kind == .causes })
    #expect(without.invariantViolations().isEmpty)
  }

  @Test func aCorrectionOfAnotherDocumentIsNotGuessed() throws {
    let (graph, corrections) = try Strike.build(
      "events:\n  - {event: {document: gone.txt, quote: contract with the union}, hide: true}\n")
    #expect(corrections.map(\.state) == [.lost])
    #expect(corrections[0].message.contains("the words stand in second"))
    #expect(Strike.shown(graph) == Strike.shown(GraphBuilder().build(Strike.records())))
  }

  @Test func documentsAnswerToIdPathNameAndHash() throws {
    let configuration = try Configuration(
      text: "documents:\n  first.txt: {date: 2024-03-05}\n  second: {exclude: true}\n  sub/x.txt: {title: X}\n")
    let records = Strike.records()
    #expect(configuration.entry(for: records[0].source) == 0)
    #expect(configuration.entry(for: records[1].source) == 1)
    #expect(configuration.entry(for: records[2].source) == nil)
    #expect(configuration.entry(for: records[0].source, shared: ["first.txt"]) == 0)
    let done = configuration.completed(records[0].source, with: 0)
    #expect(done.date == "2024-03-05")
    #expect(done.dateSource == .editor)
    let accounts = configuration.accounts(found: [0: 1, 1: 1], shared: [])
    #expect(accounts.map(\.state) == [.applied, .applied, .lost])
  }

  @Test func linesOnAHiddenEventAreContrary() throws {
    let called = "{document: first, quote: called off the strike}"
    let signed = "{document: second, quote: contract with the union}"
    let (_, corrections) = try Strike.build(
      """
      events:
        - {event: \(called), hide: true}
      relations:
        - {add: causes, from: \(called), to: \(signed)}
      key:
        - \(called)
        - \(signed)
      """)
    #expect(corrections.map(\.state) == [.applied, .conflict, .conflict, .applied])
    #expect(corrections[1].message.contains("line 2 hides"))
  }

  @Test func aRefusedLineSetsNothing() throws {
    let event = "{document: first, quote: called off the strike}"
    let (graph, corrections) = try Strike.build(
      """
      events:
        - {event: \(event), note: first}
        - {event: \(event), retitle: Second, note: second}
        - {event: \(event), retitle: Third}
      """)
    #expect(corrections.map(\.state) == [.applied, .conflict, .applied])
    #expect(graph.events.contains { $0.title == "Third" })
  }

  @Test func aRelationThatIsThereIsNotCalledAdded() throws {
    var records = Strike.records()
    records[0].relations = [
      EventRelation(kind: .causes, a: "first-0", b: "first-1", why: "told so")
    ]
    let line =
      "relations:\n  - {add: causes, from: {document: first, quote: called off the strike}, to: {document: first, quote: praised the owners and, trigger: praised}, why: she said so}\n"
    let (graph, corrections) = try Strike.build(line, records)
    #expect(corrections.map(\.state) == [.idle])
    let relation = try #require(graph.relations.first { $0.kind == .causes })
    #expect(relation.editor == [.init("note", "she said so")])
  }

  @Test func anExtractSaysWhatOnlyAGraphCanHold() throws {
    let editing = Editing(
      try Configuration(
        text: """
          actors:
            - {actor: Anna Berg, rename: Anna Lind}
          events:
            - {event: {document: first, quote: called off the strike}, note: seen}
            - merge: [{quote: contract with the union}, {quote: contract with the crews}]
            - split: {quote: contract with the crews}
          relations:
            - {drop: any, from: {quote: a b}, to: {quote: c d}}
          disagreements:
            - {question: q, resolved: r}
          key:
            - {quote: called off the strike}
          """))
    let found = editing.apply(to: Strike.records()[0]).found
    let accounts = editing.accounts(found: found)
    #expect(accounts.map(\.line) == [2, 4, 5, 6, 8, 10, 12])
    #expect(accounts.map(\.state) == [.applied, .applied, .lost, .lost, .lost, .lost, .lost])
    #expect(accounts.dropFirst(2).allSatisfy { $0.message.contains("graph of all documents") })
  }

  @Test func twoEntriesOfOneDocumentAreTold() throws {
    let configuration = try Configuration(
      text: "documents:\n  first: {date: 2024-03-05}\n  sub/first.txt: {title: T}\n  fourth: {title: X}\n")
    let accounts = configuration.accounts(found: [0: 1], shared: [])
    #expect(accounts.map(\.state) == [.applied, .conflict, .lost])
    #expect(accounts[1].message.contains("line 2"))
  }
}
