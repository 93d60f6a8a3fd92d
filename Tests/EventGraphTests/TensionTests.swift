import Actors
import Chronology
import Corpus
import EventGraph
import Events
import Testing

@Suite struct TensionTests {
  private let builder = GraphBuilder()

  private func timex(_ span: ByteSpan, _ value: String, mod: String? = nil, sentence: Int) -> Timex {
    Timex(
      span: span, tokens: 0..<0, sentence: sentence, kind: .duration, value: value, mod: mod, role: .measure, rule: "",
      why: "")
  }

  @Test func oneRaidOnTwoDaysIsAQuestionOfDate() {
    var records: [DocumentRecord] = []
    for (id, day) in [("a", "2024-05-06"), ("b", "2024-05-07")] {
      var maker = RecordMaker(id)
      maker.event(
        "Norland raided Sudland near Port.", .assault, trigger: "raided", agents: ["norland"], patients: ["sudland"],
        place: "Port", on: day, lemma: "raid", keywords: ["depot", "port"], quantities: [("killed", id == "a" ? 6 : 8)])
      records.append(maker.record)
    }
    records[1].source.text[0] = 0x6e
    let graph = builder.build(records)
    #expect(graph.events.count == 1)
    #expect(graph.tensions.map(\.kind) == [.date, .number])
    #expect(graph.tensions.allSatisfy { $0.positions.count == 2 && $0.events == [graph.events[0].id] })
    #expect(graph.events[0].tensions.count == 2)
    #expect(graph.index().dateState(of: graph.events[0]) == .disputed)
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func lengthsOfOneWarAreComparedWithAWayToSquareThem() {
    var records: [DocumentRecord] = []
    for (id, words, phrase, value, mod) in [
      (
        "a", "Norland and Sudland know a conflict that has spanned over three years.", "over three years", "P3Y",
        "MORE_THAN"
      ),
      ("b", "Sudland and Norland saw nearly four years of devastating war.", "nearly four years", "P4Y", "LESS_THAN"),
    ] {
      var maker = RecordMaker(id)
      maker.sentence(words)
      for state in ["norland", "sudland"] {
        maker.actor(state)
      }
      var record = maker.record
      record.timexes = [timex(maker.span(phrase), value, mod: mod, sentence: 0)]
      for position in record.actors.indices {
        let span = maker.span(position == 0 ? "Norland" : "Sudland")
        record.actors[position].mentions = [ActorMention(span: span, head: 0, tokens: 0..<1, form: .name)]
      }
      records.append(record)
    }
    let graph = builder.build(records)
    #expect(graph.tensions.map(\.kind) == [.number])
    #expect(graph.tensions.first?.question == "How long has the war lasted?")
    #expect(graph.tensions.first?.resolution?.hasPrefix("compatible if") == true)
  }

  @Test func formerAndPresentHoldersOfOneOfficeClash() {
    func record(_ id: String, _ words: String, former: Bool) -> DocumentRecord {
      var maker = RecordMaker(id)
      let span = maker.sentence(words)
      maker.actor("rossi", kind: .person)
      var record = maker.record
      record.claims = [
        OfficeClaim(
          span: span, actor: "rossi", office: "President of Norland", from: "2025-01-01", to: nil, isFormer: former)
      ]
      record.date = DocumentDate(
        interval: DayInterval(Day(iso: "2025-03-01"), Day(iso: "2025-04-01")), basis: .inferred)
      return record
    }
    let graph = builder.build([
      record("a", "Former President Rossi", former: true), record("b", "President Rossi", former: false),
    ])
    #expect(graph.tensions.map(\.kind) == [.actorRole])
    #expect(graph.tensions.first?.positions.count == 2)
    #expect(graph.tensions.first?.resolution?.contains("does not fit") == true)
  }

  @Test func aFormerTitleInWordsClashesWithTheOfficeElsewhere() {
    func record(_ id: String, _ words: String, claim: Bool) -> DocumentRecord {
      var maker = RecordMaker(id)
      let span = maker.sentence(words)
      maker.actor("rossi", kind: .person)
      var record = maker.record
      record.actors[0].mentions = [ActorMention(span: maker.span("Anna Rossi"), head: 0, tokens: 0..<2, form: .name)]
      if claim {
        record.claims = [
          OfficeClaim(
            span: ByteSpan(span.start, span.start + 20), actor: "rossi", office: "President of Norland", from: nil,
            to: nil, isFormer: false)
        ]
      }
      return record
    }
    let graph = builder.build([
      record("a", "Former N.L. President Anna Rossi spoke.", claim: false),
      record("b", "President Anna Rossi spoke.", claim: true),
    ])
    #expect(graph.tensions.map(\.kind) == [.actorRole])
  }

  @Test func successionInTimeIsNoTension() {
    func record(_ id: String, _ actor: String, _ day: String) -> DocumentRecord {
      var maker = RecordMaker(id, date: day)
      let span = maker.sentence("President \(actor)")
      maker.actor(actor, kind: .person)
      var record = maker.record
      record.claims = [
        OfficeClaim(span: span, actor: actor, office: "President of Norland", from: nil, to: nil, isFormer: false)
      ]
      return record
    }
    #expect(builder.build([record("a", "rossi", "2020-05-05"), record("b", "bianchi", "2024-05-05")]).tensions.isEmpty)
  }

  @Test func silenceHereAndAnAnswerThereIsAQuestion() {
    var a = RecordMaker("a")
    a.event(
      "Norland has not publicly responded.", .other, trigger: "responded", agents: ["norland"], status: .denied,
      lemma: "respond")
    var b = RecordMaker("b")
    b.event(
      "Norland signalled openness to talks.", .agree, trigger: "signalled", agents: ["norland"], lemma: "signal",
      keywords: ["openness", "talks"])
    let graph = builder.build([a.record, b.record])
    #expect(graph.tensions.map(\.kind) == [.claim])
    #expect(graph.tensions.first?.events.count == 2)
  }

  @Test func aRegionOfTwoStatesIsAQuestion() {
    func record(_ id: String, _ owner: String) -> DocumentRecord {
      var maker = RecordMaker(id)
      maker.sentence("Fighting went on in \(owner)’s Velmora region.")
      maker.actor(owner.lowercased(), country: owner)
      var record = maker.record
      record.actors[0].mentions = [ActorMention(span: maker.span(owner), head: 0, tokens: 0..<1, form: .name)]
      return record
    }
    let graph = builder.build([record("a", "Norland"), record("b", "Sudland"), record("c", "Sudland")])
    #expect(graph.tensions.map(\.question) == ["To whom does Velmora belong?"])
    #expect(graph.tensions.first?.positions.map(\.mentions.count) == [1, 2])
    #expect(builder.build([record("b", "Sudland"), record("c", "Sudland")]).tensions.isEmpty)
  }

  @Test func spellingsOfOneNameAreNoted() {
    func record(_ id: String, _ name: String) -> DocumentRecord {
      var maker = RecordMaker(id)
      maker.sentence("\(name) spoke.")
      maker.actor("petrenko", kind: .person)
      var record = maker.record
      record.actors[0].mentions = [ActorMention(span: maker.span(name), head: 0, tokens: 0..<1, form: .name)]
      return record
    }
    let graph = builder.build([record("a", "Ivan Petrenko"), record("b", "Petrenkko"), record("c", "Petrenko")])
    #expect(graph.tensions.map(\.kind) == [.naming])
    #expect(graph.tensions.first?.positions.map(\.mentions.count) == [2, 1])
  }

  @Test func denialStandsAgainstTheTelling() {
    var a = RecordMaker("a")
    a.event(
      "Norland attacked Sudland near Port on 5 May.", .assault, trigger: "attacked", agents: ["norland"],
      patients: ["sudland"], place: "Port", on: "2024-05-05", lemma: "attack")
    var b = RecordMaker("b")
    b.event(
      "Norland did not attack Sudland near Port on 5 May.", .assault, trigger: "attack", agents: ["norland"],
      patients: ["sudland"], place: "Port", on: "2024-05-05", status: .denied, lemma: "attack")
    let graph = builder.build([a.record, b.record])
    #expect(graph.tensions.map(\.kind) == [.claim])
    #expect(graph.invariantViolations().isEmpty)
  }
}
