import Actors
import Testing

@Suite struct SeveralActorsAtOnce {
  let reader: Reader
  init() throws { reader = try Reader() }

  /// The actors that the last head of these words stands for.
  private func parties(_ text: String, _ words: String, date: String? = nil) -> [String] {
    let read = reader.read(text, date: date)
    return read.analysis.actors.filter { actor in
      actor.mentions.contains { read.document.source.string($0.span) == words }
    }.map(\.id).sorted()
  }

  @Test(arguments: ["Both sides", "The two sides", "The warring parties", "Neither side"])
  func sidesAreThoseNamedTogether(words: String) {
    #expect(
      parties("Israel and Hamas agreed to a truce on Monday. \(words) had rejected it before.", words)
        == ["hamas", "isr"])
  }

  @Test func sidesOfAWarStayTheSameWhenOthersAreNamedBetween() {
    let text = """
      The war between Armenia and Azerbaijan began in 2020. France has offered to host talks. Paris said it was ready. \
      Both countries accepted.
      """
    #expect(parties(text, "Both countries") == ["arm", "aze"])
  }

  @Test func twoLeadersArePersons() {
    let text = "President Xi Jinping met Vladimir Putin in Moscow. The two leaders signed an agreement."
    #expect(parties(text, "The two leaders") == ["vladimir-putin", "xi-jinping"])
  }

  @Test func companiesAreCompanies() {
    let text = "Boeing and Lufthansa signed a contract in Berlin. The two companies gave no price."
    #expect(parties(text, "The two companies") == ["boeing", "lufthansa"])
  }

  @Test func officialsOfTwoCountriesAreTwoGroups() {
    let read = reader.read("Kenyan and Ugandan officials met in Nairobi. The Kenyan officials left early.")
    let groups = read.analysis.actors.filter { !$0.isNamed && $0.sector == "GOV" }
    #expect(groups.map(\.country) == ["KEN", "UGA"])
    #expect(read.actor(of: "The Kenyan officials")?.country == "KEN")
  }

  @Test func theyAreBothOfACoordination() {
    #expect(parties("Japan and India signed a pact. They will meet again.", "They") == ["ind", "jpn"])
  }

  @Test func partiesAreListedUnderTheirHead() {
    let read = reader.read("Israel and Hamas agreed to a truce. Both sides said so.")
    #expect(read.analysis.partiesOfHead.values.contains { $0.count == 2 })
    for (token, members) in read.analysis.partiesOfHead {
      #expect(read.analysis.actorOfHead[token] == members.first)
      #expect(members.allSatisfy { read.analysis.actors.indices.contains($0) })
    }
  }

  @Test func twoOfManyAreNobodyKnown() {
    let read = reader.read("France, Germany and Italy met. Two countries abstained.")
    #expect(read.actor(of: "Two countries")?.isNamed != true)
  }
}

@Suite struct ContextAndCoreference {
  let reader: Reader
  init() throws { reader = try Reader() }

  @Test(arguments: [
    ("Fighting broke out in Laos. The army said it was in control.", "The army", "lao-military"),
    ("Protests spread across Peru. Police fired tear gas.", "Police", "per-police"),
    ("Kenya closed the border. The government gave no reason.", "The government", "ken"),
  ])
  func bodiesBelongToTheCountryOfTheText(text: String, words: String, id: String) {
    #expect(reader.read(text).actor(of: words)?.id == id)
  }

  @Test func bodiesStayOpenWhereTwoCountriesAreNamed() {
    let read = reader.read("Ethiopia and Somalia exchanged fire. Officials said so.")
    #expect(read.actor(of: "Officials")?.country == nil)
  }

  @Test(arguments: [
    ("The International Atomic Energy Agency visited the plant. The agency found nothing.", "The agency", "iaea"),
    ("Rebels of M23 took the town. The group denied abuses.", "The group", "m23"),
    ("NATO will expand. The alliance has 32 members.", "The alliance", "nato"),
    ("Kingfisher Airlines cut flights. The airline said it had no cash.", "The airline", "kingfisher-airlines"),
    ("Hamas militants fired rockets.", "Hamas militants", "hamas"),
    ("The Interfax news agency reported the strike.", "The Interfax news agency", "interfax"),
  ])
  func aDescriptionTakesUpWhatItDescribes(text: String, words: String, id: String) {
    #expect(reader.read(text).actor(of: words)?.id == id)
  }

  @Test func officesAreDatedByOtherOffices() {
    let text = reader.read(
      "Special Envoy Steve Witkoff and Secretary of State Marco Rubio flew to Paris. The French president thanked them."
    )
    #expect(text.actor(of: "The French president")?.id == "emmanuel-macron")
  }

  @Test func theNearerNameTakesTheApposition() {
    let text = reader.read("Ann Brown and John Parker, a senior adviser, met reporters.")
    #expect(text.actor(of: "a senior adviser")?.id == "john-parker")
  }

  @Test(arguments: [
    "It is expected that the talks will resume.", "It remains unclear whether Kenya will vote.",
    "Kenya welcomed the deal. It was signed in May.",
  ])
  func itThatIsNobody(text: String) {
    #expect(reader.read(text).actor(of: "It") == nil)
  }

  @Test func itThatSpeaksIsABody() {
    let text = reader.read("Airbus delivered the aircraft on Monday. It said two more would follow.")
    #expect(text.actor(of: "It")?.id == "airbus")
  }

  @Test func anOwnerBesideIsTheOwner() {
    let text = reader.read("The United States mediates between Kyiv and its European backers.")
    #expect(text.actor(of: "its")?.id == "ukr")
  }
}
