import Actors
import Corpus
import Knowledge
import Testing

@Suite struct NamesAndPlaces {
  let reader: Reader
  init() throws { reader = try Reader() }

  @Test func aCapitalIsAGovernmentOrAPlaceBySyntax() {
    let text = reader.read("Kyiv insists that the talks go on. The delegations met in Kyiv on Monday.")
    #expect(text["ukr"]?.mentions.first?.form == .metonym)
    #expect(text["kyiv"]?.kind == .place)
    #expect(text["kyiv"]?.mentions.first?.isLocative == true)
  }

  @Test func countryAndGovernmentAreOneActor() {
    let text = reader.read(
      "The Russian government rejected the plan. Russia said so on Friday, and the Kremlin repeated it.")
    #expect(text.actor(of: "The Russian government")?.id == "rus")
    #expect(text.actor(of: "Russia")?.id == "rus")
    #expect(text.actor(of: "Kremlin")?.id == "rus")
  }

  @Test func outletsAreOutlets() {
    let text = reader.read("Reuters reported the strike, according to The Guardian.")
    #expect(text["reuters"]?.kind == .outlet)
    #expect(text["guardian"]?.kind == .outlet)
  }

  @Test(arguments: ["Iraq's Defense Ministry", "the Iraqi Ministry of Defence", "The Iraqi defence ministry"])
  func aStateHasOneDefenceMinistry(phrase: String) {
    let text = reader.read("\(phrase) said two soldiers were killed.")
    #expect(text["irq-defense-ministry"]?.country == "IRQ")
    #expect(text["irq-defense-ministry"]?.sector == "GOV")
  }

  @Test func shortUpperCaseNamesNeedTheirCapitals() {
    #expect(reader.read("He asked who is there and told us.")["who"] == nil)
    #expect(reader.read("The WHO warned of a new outbreak.")["who"]?.kind == .organisation)
  }
}

@Suite struct PersonsAndTitles {
  let reader: Reader
  init() throws { reader = try Reader() }

  @Test func titleCountryAndDateGiveTheOfficeHolder() {
    let sentence = "The French president said that talks would go on."
    #expect(reader.read(sentence, date: "2011-03-01")["nicolas-sarkozy"] != nil)
    #expect(reader.read(sentence, date: "2023-03-01")["emmanuel-macron"] != nil)
    #expect(reader.read(sentence)["emmanuel-macron"] == nil)
  }

  @Test func aTitleWithTermsIsAClaimForDating() {
    let text = reader.read("Former U.S. President Donald Trump met Russian President Vladimir Putin.")
    let trump = text.analysis.claims.filter { $0.actor == "donald-trump" }
    #expect(trump.count == 2)
    #expect(trump.allSatisfy { $0.isFormer })
    #expect(text.analysis.claims.contains { $0.actor == "vladimir-putin" && $0.from == "2012-05-07" && !$0.isFormer })
    #expect(text["donald-trump"]?.roles.first?.text == "Former U.S. President")
  }

  /// Who is not yet, or was then, in office does not hold it on the day of writing.
  @Test(arguments: [
    "President-elect Donald Trump said so on Monday.", "The president-elect, Joe Biden, spoke in Delaware.",
    "Then-President Barack Obama signed the bill.", "The bill was signed by then President Barack Obama in Oslo.",
    "Prime Minister-designate Keir Starmer spoke in Leeds.",
    "He defended the pick for secretary of state, Rex Tillerson, on Sunday.",
  ])
  func electAndThenAreNoTermOfOffice(_ sentence: String) {
    #expect(!reader.read(sentence).analysis.claims.contains { !$0.isFormer })
  }

  @Test func aHeadlineSurnameFindsTheFullNameThatFollows() {
    let text = reader.read("Leavitt spoke to reporters. Press Secretary Karoline Leavitt said peace was close.")
    #expect(text["karoline-leavitt"]?.mentions.count == 2)
  }

  @Test func spellingsOfOneNameAreOnePerson() {
    for name in ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy"] {
      #expect(reader.read("President \(name) arrived.")["volodymyr-zelenskyy"] != nil)
    }
  }

  @Test func namesakesStayApart() {
    let text = reader.read("Ferdinand Marcos ruled for two decades. Ferdinand Marcos Jr. took office in 2022.")
    #expect(text["ferdinand-marcos"] != nil)
    #expect(text["ferdinand-marcos-jr"] != nil)
  }

  @Test func aPronounFollowsItsPerson() {
    let text = reader.read("Angela Merkel met Vladimir Putin on Monday. She said that talks would go on.")
    #expect(text.actor(of: "She")?.id == "angela-merkel")
  }
}

@Suite struct Descriptions {
  let reader: Reader
  init() throws { reader = try Reader() }

  @Test(arguments: [
    ("Syrian rebels", "SYR", "REB"), ("two Chinese warplanes", "CHN", "MIL"), ("Kyiv police", "UKR", "COP"),
    ("Ukrainian farmers", "UKR", "AGR"), ("a former CIA official", "USA", "ELI"),
  ])
  func aPhraseAloneGivesCountryAndSector(phrase: String, country: String, sector: String) {
    let text = reader.read("\(phrase) arrived on Monday.")
    let actor = text.analysis.actors.first { $0.mentions.contains { $0.form == .nominal } }
    #expect(actor?.country == country)
    #expect(actor?.sector == sector)
  }

  @Test func groupsWithoutANameNeverShareAnIdOverDocuments() {
    let sentence = "A senior Pakistani official said so."
    let one = reader.read(sentence, id: "a").analysis.actors.first { !$0.isNamed }
    let other = reader.read(sentence, id: "b").analysis.actors.first { !$0.isNamed }
    #expect(one != nil && other != nil)
    #expect(one?.id != other?.id)
    #expect(one?.id == reader.read(sentence, id: "a").analysis.actors.first { !$0.isNamed }?.id)
    #expect(one?.affiliation == "pak")
  }

  @Test func theAirlineIsTheAirlineOfTheText() {
    let text = reader.read(
      "Ryanair ordered five jets from Boeing. The airline said that the planes would arrive in May.")
    #expect(text.actor(of: "The airline")?.id == "ryanair")
  }

  @Test func headsPointToTheirActors() {
    let text = reader.read("Russian forces attacked Kharkiv.")
    for (token, index) in text.analysis.actorOfHead {
      let actor = text.analysis.actors[index]
      #expect(actor.mentions.contains { $0.head == token })
    }
    #expect(text["rus-military"]?.kind == .armedForce)
  }
}

@Suite struct IdentityOverDocuments {
  private func person(_ name: String, country: String? = nil) -> NewsActor {
    NewsActor(id: name.lowercased(), name: name, kind: .person, country: country)
  }

  @Test(arguments: [
    ("Aleksandr Lukashenko", "Alexandr Lukashenko"), ("Mohammed Deif", "Mohamed Deif"), ("J. Smith", "John Smith"),
    ("Joseph Robinette Biden", "Joseph Biden"),
  ])
  func spellings(a: String, b: String) { #expect(ActorIdentity.isSame(person(a), person(b))) }

  @Test(arguments: [
    ("Ivan Petrov", "Igor Petrov"), ("Ferdinand Marcos", "Ferdinand Marcos Jr"),
    ("George H. W. Bush", "George W. Bush"),
    ("Maria Garcia", "Marta Garcia"), ("Petrov", "Ivan Petrov"),
  ])
  func namesakes(a: String, b: String) { #expect(!ActorIdentity.isSame(person(a), person(b))) }

  @Test func differentCountriesAreDifferentPeople() {
    #expect(!ActorIdentity.isSame(person("John Smith", country: "USA"), person("John Smith", country: "GBR")))
  }

  @Test func aReaderMayTypeAnAlias() throws {
    let reader = try Reader()
    let text = reader.read("Volodymyr Zelenskyy met the North Atlantic Treaty Organization.")
    let query = ActorQuery(reader.analyser)
    #expect(query.resolve("zelensky", among: text.analysis.actors).map(\.id) == ["volodymyr-zelenskyy"])
    #expect(query.resolve("NATO", among: text.analysis.actors).map(\.id) == ["nato"])
    #expect(query.resolve("nobody", among: text.analysis.actors).isEmpty)
  }
}

@Suite struct Robustness {
  @Test func anyBytesEndInAResult() throws {
    let reader = try Reader()
    var seed: UInt64 = 42
    for round in 0..<60 {
      var bytes: [UInt8] = []
      for _ in 0..<(round * 7) {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(truncatingIfNeeded: seed >> 33))
      }
      let text = reader.read(String(decoding: bytes, as: UTF8.self) + " President of the 's the U.S. , and")
      for actor in text.analysis.actors {
        for mention in actor.mentions { #expect(mention.span.end <= text.document.text.count) }
      }
    }
  }

  @Test func aMistypedKeyIsReportedWithItsLine() throws {
    let files = try KnowledgeFiles.embedded(.actors).files.filter { !$0.file.hasSuffix("roles.yaml") }
    let node = try KnowledgeYAML.parse(
      "roles:\n  - {sector: GOV, knd: person, words: [x]}\n", file: "actors/roles.yaml")
    #expect(throws: KnowledgeError.self) {
      try ActorAnalyser(
        knowledge: KnowledgeFiles(files: files + [KnowledgeValue(file: "actors/roles.yaml", node: node)]))
    }
  }
}
