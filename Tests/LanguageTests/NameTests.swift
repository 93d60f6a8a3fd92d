// Named entities: extent, type, and what the rest of the document says.

import Language
import Testing

@Suite struct NameTests {
  private func names(_ text: String) throws -> [String] {
    let document = try TokeniserTests.annotate(text)
    return document.entities.map { document.string($0.tokens) + "/" + $0.type.label }
  }

  @Test(
    "Names have their extent and type",
    arguments: [
      ("Vice President Maria Lopez arrived.", "Maria Lopez/PER"),
      ("Prime Minister Anders Holm resigned on Monday.", "Anders Holm/PER"),
      ("Officials met in Nairobi.", "Nairobi/LOC"),
      ("He works at the University of Leeds.", "University of Leeds/ORG"),
      ("The Ministry of Health and Social Care said so.", "Ministry of Health and Social Care/ORG"),
      ("Microsoft hired her.", "Microsoft/ORG"),
      ("Maria Lopez Ltd sold a ship.", "Maria Lopez Ltd/ORG"),
      ("They slept in Brandt.", "Brandt/LOC"),
      ("French troops left.", "French/NORP"),
      ("He lives in Austin, Texas.", "Texas/LOC"),
    ])
  func findsName(text: String, expected: String) throws {
    let found = try names(text)
    #expect(found.contains(expected), "\(found)")
  }

  @Test("A surname alone is the person whose full name the document has")
  func sharesEvidence() throws {
    let found = try names("Maria Wexford spoke to reporters. Wexford denied it. They trust Wexford.")
    #expect(found == ["Maria Wexford/PER", "Wexford/PER", "Wexford/PER"])
  }

  @Test("An abbreviation in brackets is the organisation before it, in the whole document")
  func readsAbbreviation() throws {
    let found = try names("The Greenvale Housing Authority (GVHA) sued. GVHA won.")
    #expect(found.contains("Greenvale Housing Authority/ORG"))
    #expect(found.filter { $0 == "GVHA/ORG" }.count == 2)
  }

  @Test("Days and months are no names")
  func leavesTimes() throws {
    #expect(try names("They met on Monday in March.").isEmpty)
  }

  @Test("Entities are in text order and do not overlap")
  func keepsOrder() throws {
    let document = try TokeniserTests.annotate(
      "President Maria Lopez of Chile met Iraq War veterans, Toyota managers and NATO officials in Austin Texas.")
    var last = 0
    for entity in document.entities {
      #expect(entity.tokens.lowerBound >= last && !entity.tokens.isEmpty)
      last = entity.tokens.upperBound
    }
    #expect(document.entities.count >= 4)
  }
}
