// Descriptions with a name, unknown proper names, speakers without a name.

import Testing

import Actors

struct NamedPhraseTests {
  private let reader: Reader

  init() throws { reader = try Reader() }

  /// The actor that the head of some words stands for.
  private func actor(of word: String, in text: ReadText) -> NewsActor? {
    let tokens = text.document.tokens.indices.filter { text.document.form($0) == word }
    return tokens.first.flatMap { text.analysis.actorOfHead[$0] }.map { text.analysis.actors[$0] }
  }

  @Test func theNameBehindOfficeAndPlaceIsWhoSpeaks() {
    let text = reader.read(
      "Sixty boats were checked, said the WHO head of office in the port city of Beira, Carla Mendes.")
    #expect(actor(of: "head", in: text)?.name == "Carla Mendes")
  }

  @Test func aFirstNameThatNobodyKnowsBelongsToTheLast() {
    let text = reader.read("Mayor Kip Holden told NBC News the men were caught.")
    #expect(text.analysis.actors.contains { $0.name == "Kip Holden" && $0.kind == .person })
  }

  @Test func aPersonBesideItsNounIsNoCity() {
    let text = reader.read("\"Everything is finished,\" said Stanley, an asylum seeker.")
    #expect(actor(of: "Stanley", in: text)?.kind == .person)
  }

  @Test func anAllyMayBeABody() {
    let text = reader.read("The Syrian army and its Lebanese ally, Hezbollah, started a campaign in July.")
    #expect(actor(of: "ally", in: text)?.name == "Hezbollah")
  }

  @Test func severalTitlesAreOnePerson() {
    let text = reader.read(
      "\"It was hard\", said Volvo Chairman and Managing Director, Erik Holm. Shares rose.")
    #expect(actor(of: "Chairman", in: text)?.name == "Erik Holm")
    #expect(text.analysis.actors.filter { $0.kind == .person || $0.kind == .group }.map(\.name) == ["Erik Holm"])
  }

  @Test func lettersInBracketsStandBeforeATitle() {
    let text = reader.read(
      "Coastal Rescue Office (CRO) Deputy Inspector Nora Fields has argued that the fire was avoidable.")
    #expect(text.analysis.actors.contains { $0.name == "Nora Fields" && $0.kind == .person })
  }

  @Test func aNameBesideItsKindIsABody() {
    let text = reader.read("The sailing magazine TidePost called the result a surprise.")
    #expect(actor(of: "magazine", in: text)?.name == "TidePost")
    #expect(actor(of: "TidePost", in: text)?.kind == .outlet)
  }

  @Test func anUnknownNameThatDecidesIsABody() {
    let text = reader.read("On Friday the QZX rejected the plan, and the council met.")
    #expect(actor(of: "QZX", in: text)?.kind == .organisation)
  }

  @Test func lawsAndDaysAreNoActors() {
    let text = reader.read("The minister defended the Harbour Lights Act on Monday.")
    #expect(!text.analysis.actors.isEmpty)
    #expect(!text.analysis.actors.contains { $0.name.contains("Act") })
  }

  @Test func whoSpeaksWithoutANameIsNotItsOwner() {
    let text = reader.read("Neighbours of Maria Lund claimed that the count was false.")
    let speaker = actor(of: "Neighbours", in: text)
    #expect(speaker?.isNamed == false)
    #expect(speaker?.name != "Maria Lund")
  }

  @Test func aDocumentSpeaksForItsAuthorOrItself() {
    let text = reader.read("The inquiry closed. The report states that no pumps worked.")
    #expect(actor(of: "report", in: text)?.isNamed == false)
    let owned = reader.read("Amnesty International published a report. The report states that no pumps worked.")
    let tokens = owned.document.tokens.indices.filter { owned.document.form($0) == "report" }
    let last = tokens.last.flatMap { owned.analysis.actorOfHead[$0] }.map { owned.analysis.actors[$0] }
    #expect(last?.name == "Amnesty International")
  }

  @Test func quartersOfARegionAreNotTheRegion() {
    let text = reader.read("The drought in East Africa went on.")
    #expect(!text.analysis.actors.contains { $0.name == "Africa" })
    #expect(reader.read("Africa rejected the plan.").analysis.actors.contains { $0.name == "Africa" })
  }

  @Test func theNationalityWithAnArticleIsAPerson() {
    let text = reader.read("Belgian striker Jan Peeters joined in May. In that season the Belgian scored ten goals.")
    let tokens = text.document.tokens.indices.filter { text.document.form($0) == "Belgian" }
    let last = tokens.last.flatMap { text.analysis.actorOfHead[$0] }.map { text.analysis.actors[$0] }
    #expect(last?.kind == .person)
  }
}
