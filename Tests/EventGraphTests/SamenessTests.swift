import Chronology
import Corpus
import EventGraph
import Events
import Testing

/// Which tellings of articles on one story are one event.
@Suite struct SamenessTests {
  private let builder = GraphBuilder()
  /// What articles of one story share.
  private let background =
    "Harbourmaster Quillfeather and inspector Brannigan spoke near Lowmere of Zephyrine, Cobbleton and Marwick."

  /// An article on the story.
  private func article(_ id: String, date: String? = "2024-05-10") -> RecordMaker {
    var maker = RecordMaker(id, date: date)
    maker.actor("anna-roe", kind: .person)
    maker.actor("max-lind", kind: .person)
    maker.sentence(background)
    return maker
  }

  /// How many events two articles with an event each give.
  private func count(_ a: (inout RecordMaker) -> Void, _ b: (inout RecordMaker) -> Void) -> Int {
    var (x, y) = (article("a"), article("b"))
    a(&x)
    b(&y)
    let graph = builder.build([x.record, y.record])
    #expect(graph.invariantViolations().isEmpty)
    #expect(builder.build([y.record, x.record]).events.count == graph.events.count)
    return graph.events.count
  }

  @Test func aVerbAndItsNounAreOneAct() {
    let events = count {
      $0.event("Roe resigned.", .other, trigger: "resigned", agents: ["anna-roe"], on: "2024-05-09", lemma: "resign")
    } _: {
      $0.event("The resignation came.", .other, trigger: "resignation", on: "2024-05-09", lemma: "resignation")
    }
    #expect(events == 1)
  }

  @Test(arguments: [("decide", "decision"), ("collide", "collision"), ("derail", "derailment"), ("arrive", "arrival")])
  func rootsMeet(verb: String, noun: String) {
    let events = count {
      $0.event("It did \(verb) then.", .other, trigger: verb, on: "2024-05-09", lemma: verb)
    } _: {
      $0.event("The \(noun) came.", .other, trigger: noun, on: "2024-05-09", lemma: noun)
    }
    #expect(events == 1)
  }

  @Test func ordinaryActsWithDifferentWordsStayApart() {
    let events = count {
      $0.event("Roe waved.", .other, trigger: "waved", agents: ["anna-roe"], on: "2024-05-09", lemma: "wave")
    } _: {
      $0.event("Roe ate.", .other, trigger: "ate", agents: ["anna-roe"], on: "2024-05-09", lemma: "eat")
    }
    #expect(events == 2)
  }

  @Test func aSecondOneIsAnother() {
    let events = count {
      $0.event(
        "A quake shook Lowmere.", .other, trigger: "quake", place: "Lowmere", on: "2024-05-09", kind: "natural-disaster"
      )
    } _: {
      $0.event(
        "A second quake shook Lowmere.", .other, trigger: "quake", place: "Lowmere", on: "2024-05-09",
        kind: "natural-disaster")
    }
    #expect(events == 2)
  }

  @Test func theDeathOfTwoIsNotTheDeathOfOne() {
    func events(_ victims: String) -> Int {
      count {
        $0.actor(victims, kind: .group, named: false)
        $0.event(
          "They died.", .other, trigger: "died", patients: [victims], on: "2024-05-09", lemma: "die", kind: "death")
      } _: {
        $0.event(
          "Roe died.", .other, trigger: "died", patients: ["anna-roe"], on: "2024-05-09", lemma: "die", kind: "death")
      }
    }
    #expect(events("two climbers") == 2)
    #expect(events("a climber") == 1)
  }

  @Test func differentVictimsAreDifferentDeaths() {
    let events = count {
      $0.event(
        "Roe died.", .other, trigger: "died", patients: ["anna-roe"], on: "2024-05-09", lemma: "die", kind: "death")
    } _: {
      $0.event(
        "Lind died.", .other, trigger: "died", patients: ["max-lind"], on: "2024-05-09", lemma: "die", kind: "death")
    }
    #expect(events == 2)
  }

  @Test func anAttackAndTheDeathItBroughtMayBeOne() {
    let events = count {
      $0.event(
        "Roe was shot.", .assault, trigger: "shot", patients: ["anna-roe"], on: "2024-05-09", lemma: "shoot",
        salience: 0.9)
    } _: {
      $0.event(
        "Roe died.", .other, trigger: "died", patients: ["anna-roe"], on: "2024-05-09", lemma: "die", kind: "death",
        salience: 0.9)
    }
    #expect(events == 1)
  }

  @Test func nobodyDiesTwice() {
    let events = count {
      $0.event(
        "Roe was killed.", .assault, trigger: "killed", patients: ["anna-roe"], on: "2021-02-14", lemma: "kill")
    } _: {
      $0.event(
        "Lind was sentenced for the killing of Roe.", .assault, trigger: "killing", patients: ["anna-roe"],
        on: "2024-05-01", to: "2024-05-10", lemma: "killing", basis: .reported)
    }
    #expect(events == 1)
  }

  @Test func theWordOfAnActIsNotTheAct() {
    let events = count {
      $0.event(
        "Roe announced the sale of Marwick.", .statement, trigger: "announced", agents: ["anna-roe"], on: "2024-05-09",
        lemma: "announce", keywords: ["marwick", "sale"])
    } _: {
      $0.event(
        "Roe sold Marwick.", .other, trigger: "sold", agents: ["anna-roe"], on: "2024-05-09", lemma: "sell",
        keywords: ["marwick"], kind: "buy")
    }
    #expect(events == 2)
  }

  @Test func aCountryHoldsItsTowns() {
    func events(_ place: String) -> Int {
      count {
        $0.actor("Norland", kind: .country, country: "NOR")
        $0.actor("Lowmere", kind: .place, country: "NOR")
        $0.event(
          "The train derailed.", .other, trigger: "derailed", place: place, on: "2024-05-09", lemma: "derail",
          kind: "accident")
      } _: {
        $0.actor("Norland", kind: .country, country: "NOR")
        $0.actor("Lowmere", kind: .place, country: "NOR")
        $0.event(
          "A train derailed.", .other, trigger: "derailed", place: "Lowmere", on: "2024-05-09", lemma: "derail",
          kind: "accident")
      }
    }
    #expect(events("Norland") == 1)
    #expect(events("Highmere") == 2)
  }

  /// Other articles say that headline and lead are one event.
  @Test func headlineAndLeadJoin() {
    var a = article("a")
    a.event(
      "Train derails.", .other, trigger: "derails", on: "2024-05-09", lemma: "derail", kind: "accident", salience: 0.9)
    a.event(
      "A train derailed at Lowmere on Thursday.", .other, trigger: "derailed", place: "Lowmere", on: "2024-05-09",
      lemma: "derail", kind: "accident", salience: 0.9)
    var b = article("b")
    b.event(
      "The derailment at Lowmere on Thursday was severe.", .other, trigger: "derailment", place: "Lowmere",
      on: "2024-05-09", lemma: "derailment", kind: "accident", salience: 0.9)
    let graph = builder.build([a.record, b.record])
    #expect(graph.events.count == 1)
    #expect(graph.events.first?.mentions.count == 3)
  }

  /// One of four articles bears a date of two months later; its "Thursday" is theirs.
  @Test func anArticleOutOfLineIsReported() {
    func record(_ id: String, date: String, on day: String) -> DocumentRecord {
      var maker = article(id, date: date)
      maker.event(
        "A train derailed at Lowmere on Thursday.", .other, trigger: "derailed", agents: ["anna-roe"], place: "Lowmere",
        on: day, lemma: "derail", kind: "accident", basis: .inferred, relative: "THU<DCT", salience: 0.9)
      return maker.record
    }
    let sound = ["a", "b", "c"].map { record($0, date: "2024-05-10", on: "2024-05-09") }
    let late = record("d", date: "2024-07-12", on: "2024-07-11")
    let graph = builder.build(sound + [late])
    #expect(graph.events.count == 1)
    #expect(graph.events.first?.when.interval.earliest == Day(iso: "2024-05-09"))
    let tension = graph.tensions.first { $0.question.hasPrefix("Is the date of article 4 right?") }
    #expect(tension?.resolution == "this article's date seems wrong")
    // Of two articles nobody could say which is wrong.
    #expect(builder.build([sound[0], late]).events.count == 2)
  }

  /// A story in many random tellings: no order of the articles changes who tells what.
  @Test(arguments: [4, 5, 6, 7] as [UInt64]) func orderOfArticlesOfOneStoryDoesNotMatter(seed: UInt64) {
    var random = SplitMix(state: seed)
    let acts: [(EventType, String?, String)] = [
      (.other, "accident", "crash"), (.other, "accident", "derail"), (.other, "death", "die"), (.assault, nil, "kill"),
      (.other, "rescue", "rescue"), (.coerce, "arrest", "arrest"), (.other, nil, "halt"), (.other, nil, "suspension"),
    ]
    let patients = [[], ["anna-roe"], ["max-lind"], ["two climbers"]]
    var records: [DocumentRecord] = []
    for number in 0..<14 {
      var maker = article("doc\(number)", date: number % 5 == 4 ? nil : "2024-05-1\(number % 3)")
      maker.actor("two climbers", kind: .group, named: false)
      for turn in 0..<5 {
        let act = acts[Int.random(in: 0..<acts.count, using: &random)]
        let start = Int.random(in: 1...8, using: &random)
        let isOpen = Int.random(in: 0..<3, using: &random) == 0
        maker.event(
          "Then \(act.2) \(number) \(turn).", act.0, trigger: act.2,
          patients: patients[Int.random(in: 0..<patients.count, using: &random)],
          place: [nil, "Lowmere", "Highmere"][Int.random(in: 0..<3, using: &random)],
          on: isOpen ? nil : "2024-05-0\(start)", to: isOpen ? nil : "2024-05-0\(min(9, start + turn % 2))",
          lemma: act.2, kind: act.1, salience: Double(turn) / 5)
      }
      records.append(maker.record)
    }
    func tellers(_ graph: NewsGraph) -> [String] {
      graph.events.map { $0.mentions.map { "\($0.doc):\($0.span.start)" }.sorted().joined(separator: " ") }.sorted()
    }
    let expected = tellers(builder.build(records))
    #expect(expected.count < 70)
    for _ in 0..<3 {
      let graph = builder.build(records.shuffled(using: &random))
      #expect(tellers(graph) == expected)
      #expect(graph.invariantViolations().isEmpty)
    }
  }
}
