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
      "Forty people were saved, said the UNICEF chief of mission in the capital of Tripoli, Laurence Hale.")
    #expect(actor(of: "chief", in: text)?.name == "Laurence Hale")
  }

  @Test func severalTitlesAreOnePerson() {
    let text = reader.read(
      "\"We are proud\", said Airbus President and Chief Executive Officer, Tom Engel. Shares rose.")
    #expect(actor(of: "President", in: text)?.name == "Tom Engel")
    #expect(actor(of: "Officer", in: text)?.name == "Tom Engel")
  }

  @Test func lettersInBracketsStandBeforeATitle() {
    let text = reader.read(
      "Harbour Safety Bureau (HSB) Chief Commissioner Angus Merrill has stated that the crash was avoidable.")
    #expect(text.analysis.actors.contains { $0.name == "Angus Merrill" && $0.kind == .person })
  }

  @Test func aNameBesideItsKindIsABody() {
    let text = reader.read("The secularist magazine MicroOrbis described the verdict as historic.")
    #expect(actor(of: "magazine", in: text)?.name == "MicroOrbis")
    #expect(actor(of: "MicroOrbis", in: text)?.kind == .outlet)
  }

  @Test func anUnknownNameThatDecidesIsABody() {
    let text = reader.read("On Friday the QZX rejected the plan, and the council met.")
    #expect(actor(of: "QZX", in: text)?.kind == .organisation)
  }

  @Test func lawsAndDaysAreNoActors() {
    let text = reader.read("The minister defended the Harbour Lights Act on Monday.")
    #expect(!text.analysis.actors.contains { $0.name.contains("Act") })
  }

  @Test func whoSpeaksWithoutANameIsNotItsOwner() {
    let text = reader.read("Associates of Maria Lund alleged that the vote was rigged.")
    let speaker = actor(of: "Associates", in: text)
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
  }

  @Test func theNationalityWithAnArticleIsAPerson() {
    let text = reader.read("Belgian striker Jan Peeters joined in May. In that season the Belgian scored ten goals.")
    let tokens = text.document.tokens.indices.filter { text.document.form($0) == "Belgian" }
    let last = tokens.last.flatMap { text.analysis.actorOfHead[$0] }.map { text.analysis.actors[$0] }
    #expect(last?.kind == .person)
  }
}
