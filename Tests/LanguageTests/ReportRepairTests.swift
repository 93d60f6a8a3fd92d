// Trees of what somebody tells that the parser alone gets wrong, and right trees that stay.

import Language
import Testing

@Suite struct ReportRepairTests {
  private func expect(_ text: String, _ edges: [(String, String)]) throws {
    let document = try TokeniserTests.annotate(text)
    for (form, edge) in edges {
      let token = try #require(document.tokens.indices.first { document.form($0) == form }, "\(form) in \(text)")
      let head = document.head(token).map { document.form($0) } ?? "-"
      #expect(document.tokens[token].relation.name + " " + head == edge, "\(form) in \(text)")
    }
  }

  @Test func whoReportsMayStandBehindTheVerb() throws {
    try expect(
      "Kenya declared a state of emergency over the rising number of floods, reported Harbour News.",
      [("reported", "parataxis declared"), ("News", "nsubj reported")])
    try expect("The army shelled the town, and reported losses.", [("losses", "obj reported")])
  }

  @Test func anObjectBeforeAFiniteVerbIsItsSubject() throws {
    try expect(
      "The move comes less than a week after Reuters reported Nordlicht is the subject of a Swedish inquiry into possible breaches of the law.",
      [("Nordlicht", "nsubj subject"), ("subject", "ccomp reported")])
    try expect("The firm that reported losses is bankrupt.", [("losses", "obj reported")])
  }

  @Test func aClauseBeforeItsSpeakerKeepsItsSubject() throws {
    try expect(
      "The plaintiffs, who claimed they were held captive, beaten and forced to work long hours with no pay, are delighted, Moretti told Reuters.",
      [("plaintiffs", "nsubj delighted"), ("Moretti", "nsubj told")])
  }

  @Test func participlesWithoutObjectAreNoMainVerbs() throws {
    try expect(
      "Many Palestinians interviewed in Gaza expressed similar concern over the promotion.",
      [("expressed", "root -"), ("Palestinians", "nsubj expressed"), ("interviewed", "acl Palestinians")])
    try expect("The guests stayed in Lisbon.", [("stayed", "root -")])
  }

  @Test func aPluralBeforeToMayBeAVerb() throws {
    try expect(
      "Volvo plans to become climate neutral a decade earlier than Saab.",
      [("Volvo", "nsubj plans"), ("become", "xcomp plans")])
  }

  @Test func aNameBehindTwoNounsBelongsToTheLast() throws {
    try expect(
      "The Syrian army and its Lebanese ally, Hezbollah, started a campaign in July.", [("Hezbollah", "appos ally")])
  }

  @Test func whichRefersToTheNameBeforeIt() throws {
    try expect(
      "Volvo is now planning major cost-cutting measures, including layoffs at Nordwerk, which it acquired for $20 million in 2019.",
      [("acquired", "acl:relcl Nordwerk")])
  }
}
