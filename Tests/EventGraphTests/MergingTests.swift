import Actors
import Chronology
import Corpus
import EventGraph
import Events
import Testing

@Suite struct MergingTests {
  private let builder = GraphBuilder()

  /// Sets of documents that tell each event, as text that compares.
  private func tellers(_ graph: NewsGraph) -> [String] {
    graph.events.map { $0.mentions.map { "\($0.doc):\($0.span.start)" }.sorted().joined(separator: " ") }.sorted()
  }

  @Test func oneMeetingInTwoArticlesIsOneEvent() {
    var a = RecordMaker("a", date: "2024-03-14")
    a.event(
      "Norland and Sudland met in Geneva on 12 March.", .consult, trigger: "met", agents: ["norland", "sudland"],
      place: "Geneva", on: "2024-03-12", lemma: "meet")
    var b = RecordMaker("b", date: "2024-03-13")
    b.event(
      "Talks between Sudland and Norland were held in Geneva on Tuesday.", .consult, trigger: "Talks",
      agents: ["sudland", "norland"], place: "Geneva", on: "2024-03-12", status: .reported, lemma: "talks")
    let graph = builder.build([a.record, b.record])
    #expect(graph.events.count == 1)
    #expect(graph.events.first?.documents == ["a", "b"])
    #expect(graph.events.first?.status == .happened)
    #expect(graph.invariantViolations().isEmpty)
    #expect(graph.events.first?.why.contains { $0.contains("2 articles") } == true)
  }

  @Test func likeWordsInDifferentWeeksStayApart() {
    var a = RecordMaker("a")
    a.event(
      "“We were never closer to a deal,” the Norland envoy said.", .statement, trigger: "said", agents: ["envoy"],
      on: "2024-03-12", lemma: "say", keywords: ["close", "deal", "never"])
    var b = RecordMaker("b")
    b.event(
      "“We are closer to a deal than ever,” the Norland envoy said.", .statement, trigger: "said", agents: ["envoy"],
      on: "2024-11-12", lemma: "say", keywords: ["close", "deal", "ever"])
    let graph = builder.build([a.record, b.record])
    #expect(graph.events.count == 2)
    #expect(graph.relations.map(\.kind) == [.repeats])
    #expect(graph.relations.first?.a == graph.events.last?.id)
  }

  @Test func proposalsOfDifferentSidesStayApart() {
    var a = RecordMaker("a")
    a.event(
      "Norland proposed a truce to Sudland.", .request, trigger: "proposed", agents: ["norland"], patients: ["sudland"],
      lemma: "propose", keywords: ["truce", "30-day"])
    var b = RecordMaker("b")
    b.event(
      "Sudland proposed a truce to Norland.", .request, trigger: "proposed", agents: ["sudland"], patients: ["norland"],
      lemma: "propose", keywords: ["truce", "30-day"])
    #expect(builder.build([a.record, b.record]).events.count == 2)
  }

  @Test func oneSpeakerSaysTwoThingsOnOneDay() {
    var a = RecordMaker("a")
    a.event(
      "Rossi said taxes would fall.", .statement, trigger: "said", agents: ["rossi"], on: "2024-03-12", lemma: "say",
      keywords: ["fall", "tax"])
    var b = RecordMaker("b")
    b.event(
      "Rossi said the border would open.", .statement, trigger: "said", agents: ["rossi"], on: "2024-03-12",
      lemma: "say", keywords: ["border", "open"])
    #expect(builder.build([a.record, b.record]).events.count == 2)
  }

  @Test func deniedAndDoneAreNotOneEvent() {
    var a = RecordMaker("a")
    a.event(
      "Norland attacked Sudland near Port on 5 May.", .assault, trigger: "attacked", agents: ["norland"],
      patients: ["sudland"], place: "Port", on: "2024-05-05", lemma: "attack")
    var b = RecordMaker("b")
    b.event(
      "Norland did not attack Sudland near Port on 5 May.", .assault, trigger: "attack", agents: ["norland"],
      patients: ["sudland"], place: "Port", on: "2024-05-05", status: .denied, lemma: "attack")
    #expect(builder.build([a.record, b.record]).events.count == 2)
  }

  @Test func aPlanThatCameTrueHasHappened() {
    var a = RecordMaker("a")
    a.event(
      "Norland and Sudland will sign a treaty in Geneva on 20 June.", .agree, trigger: "sign",
      agents: ["norland", "sudland"], place: "Geneva", on: "2024-06-20", status: .planned, keywords: ["treaty"])
    var b = RecordMaker("b")
    b.event(
      "Norland and Sudland signed a treaty in Geneva on 20 June.", .agree, trigger: "signed",
      agents: ["norland", "sudland"], place: "Geneva", on: "2024-06-20", lemma: "sign", keywords: ["treaty"])
    let graph = builder.build([a.record, b.record])
    #expect(graph.events.map(\.status) == [.happened])
  }

  @Test func chainsDoNotTieDifferentDaysTogether() {
    // The middle article knows only the week; it may join one of the two raids, never both.
    var records: [DocumentRecord] = []
    for (name, from, to) in [
      ("a", "2024-05-06", "2024-05-06"), ("b", "2024-05-05", "2024-05-11"), ("c", "2024-05-10", "2024-05-10"),
    ] {
      var maker = RecordMaker(name)
      maker.event(
        "Norland raided Sudland near Port.", .assault, trigger: "raided", agents: ["norland"], patients: ["sudland"],
        place: "Port", on: from, to: to, lemma: "raid", keywords: ["port", name])
      records.append(maker.record)
    }
    let graph = builder.build(records)
    #expect(graph.events.count == 2)
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func aCopiedArticleAddsNoEvent() {
    func article(_ id: String) -> DocumentRecord {
      var maker = RecordMaker(id)
      maker.event("Rossi said taxes would fall.", .statement, trigger: "said", agents: ["rossi"], lemma: "say")
      maker.event("A summit is planned.", .consult, trigger: "summit", status: .planned)
      maker.event("Norland denied it.", .reject, trigger: "denied", agents: ["norland"], lemma: "deny")
      return maker.record
    }
    let graph = builder.build([article("a"), article("b"), article("c")])
    #expect(graph.events.count == 3)
    #expect(graph.events.allSatisfy { $0.documents == ["a", "b", "c"] })
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func unnamedGroupsOfTwoArticlesStayTwo() {
    var records: [DocumentRecord] = []
    for id in ["a", "b"] {
      var maker = RecordMaker(id)
      maker.actor("norland", country: "NOR")
      maker.actor("officials", kind: .group, country: "NOR", of: "norland", named: false)
      maker.event("Officials said so.", .statement, trigger: "said", agents: ["officials"], lemma: "say")
      records.append(maker.record)
    }
    records[1].source.text[0] = 0x6f
    let graph = builder.build(records)
    #expect(graph.actors.count == 3)
    #expect(graph.actors.filter { $0.affiliation == "norland" }.count == 2)
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func placesAndOutletsNeverTakePart() {
    var maker = RecordMaker("a")
    maker.actor("geneva", kind: .place)
    maker.actor("courier", kind: .outlet)
    maker.event("They met.", .consult, trigger: "met", agents: ["norland", "geneva", "courier"], lemma: "meet")
    let graph = builder.build([maker.record])
    #expect(graph.events.first?.agents == ["norland"])
    #expect(!graph.actors.contains { $0.id == "geneva" })
  }

  @Test func loopsOfBeforeAreBroken() {
    var maker = RecordMaker("a")
    let x = maker.event("One came.", .other, trigger: "came")
    let y = maker.event("Two went.", .other, trigger: "went")
    maker.relation(.before, x, y)
    maker.relation(.before, y, x)
    maker.relation(.causes, x, x)
    let graph = builder.build([maker.record])
    #expect(graph.relations.count == 1)
    #expect(graph.invariantViolations().isEmpty)
  }

  /// A corpus with known events: clusters must not depend on the order of the articles.
  private func corpus(_ seed: UInt64, articles: Int) -> (records: [DocumentRecord], truth: [String: Int]) {
    var random = SplitMix(state: seed)
    let types: [(EventType, [String])] = [
      (.consult, ["meet", "talks", "negotiation"]), (.assault, ["attack", "strike", "raid"]),
      (.accuse, ["accuse", "accusation"]), (.aid, ["aid", "relief"]), (.agree, ["sign", "treaty", "accord"]),
    ]
    let places = ["Velmora", "Kirov Bay", "Trenova", "Haldane", "Mirabad"]
    var facts: [(type: Int, a: String, b: String, place: String, day: Day)] = []
    for _ in 0..<(articles / 3 + 1) {
      let a = "country\(Int.random(in: 0..<12, using: &random))"
      var b = a
      while b == a { b = "country\(Int.random(in: 0..<12, using: &random))" }
      let day = Day(number: 19_700 + Int32.random(in: 0..<300, using: &random))
      facts.append(
        (Int.random(in: 0..<types.count, using: &random), a, b, places[Int.random(in: 0..<5, using: &random)], day))
    }
    var records: [DocumentRecord] = []
    var truth: [String: Int] = [:]
    for number in 0..<articles {
      var maker = RecordMaker("doc\(number)")
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let choice = Int.random(in: 0..<facts.count, using: &random)
        let fact = facts[choice]
        let words = types[fact.type].1
        let word = words[Int.random(in: 0..<words.count, using: &random)]
        let vague = Int.random(in: 0..<4, using: &random) == 0
        let from = vague ? fact.day - 2 : fact.day
        let id = maker.event(
          "\(fact.a) \(word) \(fact.b) \(number) \(choice).", types[fact.type].0, trigger: word, agents: [fact.a],
          patients: [fact.b], place: fact.place, on: from.description,
          to: (vague ? fact.day + 2 : fact.day).description,
          lemma: word)
        truth[id] = choice
      }
      records.append(maker.record)
    }
    return (records, truth)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func orderOfArticlesDoesNotMatter(seed: UInt64) {
    let (records, _) = corpus(seed, articles: 60)
    var random = SplitMix(state: seed &* 77)
    let expected = tellers(builder.build(records))
    for _ in 0..<3 {
      let graph = builder.build(records.shuffled(using: &random))
      #expect(tellers(graph) == expected)
      #expect(graph.invariantViolations().isEmpty)
    }
  }

  @Test func knownEventsOfALargeCorpusAreFound() {
    let (records, truth) = corpus(9, articles: 1500)
    let graph = builder.build(records)
    var eventOf: [String: String] = [:]
    for record in records {
      for event in record.events {
        let at = DocSpan(doc: record.source.id, span: event.mentions[0])
        eventOf[event.id] = graph.events.first { $0.mentions.contains(at) }?.id
      }
    }
    var pairsTruth = 0
    var pairsFound = 0
    var pairsBoth = 0
    let ids = truth.keys.sorted()
    for (position, x) in ids.enumerated() {
      for y in ids[(position + 1)...] {
        let same = truth[x] == truth[y]
        let found = eventOf[x] == eventOf[y]
        pairsTruth += same ? 1 : 0
        pairsFound += found ? 1 : 0
        pairsBoth += same && found ? 1 : 0
      }
    }
    #expect(Double(pairsBoth) >= 0.97 * Double(pairsFound))
    #expect(Double(pairsBoth) >= 0.9 * Double(pairsTruth))
  }

  @Test func exampleSentencesOfWordGroupsHoldTheirWords() throws {
    let words = try EventWords(knowledge: .embedded(.graph))
    #expect(words.groups.count > 20)
    for group in words.groups {
      for (a, b) in group.examples {
        for sentence in [a, b] {
          let tokens = sentence.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
          let known = tokens.contains { token in
            group.words.contains {
              token == $0 || (token.hasPrefix(String($0.dropLast())) && token.count <= $0.count + 3)
            }
          }
          #expect(known, "\(group.name): \(sentence)")
        }
      }
    }
  }
}

@Suite struct ActorMergingTests {
  private func record(_ id: String, _ person: String, _ name: String, country: String? = "NOR") -> DocumentRecord {
    var maker = RecordMaker(id)
    maker.sentence("\(name) spoke.")
    var record = maker.record
    record.actors = [
      NewsActor(
        id: person, name: name, kind: .person, country: country,
        mentions: [ActorMention(span: maker.span(name), head: 0, tokens: 0..<2, form: .name)])
    ]
    return record
  }

  @Test func spellingsOfAFullNameAreOnePerson() {
    let graph = GraphBuilder().build([
      record("a", "volodymyr-petrenkovy", "Volodymyr Petrenkovy"),
      record("b", "volodymyr-petrenkovyy", "Volodymyr Petrenkovyy"), record("c", "anna-petrova", "Anna Petrova"),
    ])
    #expect(graph.actors.count == 2)
    #expect(graph.actors.first?.mentions.count == 2)
    #expect(graph.tensions.map(\.kind) == [.naming])
    #expect(graph.invariantViolations().isEmpty)
  }

  @Test func namesakesOfDifferentCountriesStayTwo() {
    let graph = GraphBuilder().build([
      record("a", "ivan-petrenko", "Ivan Petrenko"), record("b", "ivan-petrenkko", "Ivan Petrenkko", country: "SUD"),
    ])
    #expect(graph.actors.count == 2)
  }
}
