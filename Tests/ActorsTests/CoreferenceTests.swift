import Actors
import Testing

/// Who is meant again: descriptions, predicates, first persons of quotations, ages and short names.
@Suite struct Coreference {
  let reader: Reader
  init() throws { reader = try Reader() }

  @Test(arguments: [
    ("Maria Holt is a lawyer in Graz.", "a lawyer"),
    ("Maria Holt was elected president of the club.", "president of the club"),
    ("Maria Holt left. She became a judge.", "a judge"),
  ])
  func whatIsSaidOfSomebodyIsThatPerson(_ text: String, _ words: String) {
    let read = reader.read(text)
    #expect(read.analysis.actors.filter { $0.kind == .person }.map(\.id) == ["maria-holt"], "\(words)")
  }

  @Test(arguments: ["Maria Holt is not a lawyer.", "Maria Holt could be a lawyer."])
  func whatIsDeniedOrPossibleIsNot(_ text: String) {
    #expect(reader.read(text)["maria-holt"]?.roles.isEmpty == true)
  }

  @Test func firstPersonsOfAQuotationAreItsSpeaker() {
    let text = reader.read("“I sold my boat,” Peter Lund said. Anna Moe left. “We waited,” she said.")
    #expect(text.actor(of: "I")?.id == "peter-lund")
    #expect(text.actor(of: "my")?.id == "peter-lund")
    #expect(text.actor(of: "We")?.id == "anna-moe")
  }

  @Test func heInAQuotationIsNotItsSpeaker() {
    let text = reader.read("Peter Lund met Karl Moe. Lund said: “He sold the boat.”")
    #expect(text.actor(of: "He")?.id == "karl-moe")
  }

  @Test func somebodysFatherIsTheSameEachTime() {
    let text = reader.read("Peter Lund praised his father. Lund said his father was a farmer.")
    #expect(text.actor(of: "his father")?.id == text.actor(of: "his father", nth: 1)?.id)
    #expect(text.actor(of: "his father") != nil)
  }

  @Test func anAgeStandsForWhoIsOfIt() {
    let text = reader.read("Peter Lund, 34, met Karl Moe, 51, in Graz. The 34-year-old was arrested on Monday.")
    #expect(text.actor(of: "The 34-year-old")?.id == "peter-lund")
  }

  @Test func aStudentIsNoTeacher() {
    let text = reader.read("A teacher called the police. Officers questioned the student.")
    #expect(text.actor(of: "the student")?.id != text.actor(of: "A teacher")?.id)
  }

  @Test func theSameNounTakesUpTheSameBody() {
    let text = reader.read("The Lund Language Academy met on Monday. Anna Moe left. The academy rejected the plan.")
    #expect(text.actor(of: "The academy")?.name.contains("Academy") == true)
  }

  @Test func theCompanyIsNotTheCompanies() {
    let text = reader.read("He visited the nation's largest college companies. The company shut down in 2015.")
    #expect(text.actor(of: "The company") != nil)
    #expect(text.actor(of: "The company")?.id != text.actor(of: "the nation's largest college companies")?.id)
  }

  @Test func whatStandsInTheOpeningIsNotTheSubject() {
    let text = reader.read("Peter Lund left school. Placed under the care of Karl Moe, he was ill.")
    #expect(text.actor(of: "he")?.id == "peter-lund")
  }
}

/// Kinds of names and what the text says of them.
@Suite struct KindsOfNames {
  let reader: Reader
  init() throws { reader = try Reader() }

  @Test func aShortNameIsTheCompany() {
    let text = reader.read("Halvorsen Marine Inc. lost money. Its chairman said Halvorsen Marine would close.")
    #expect(text.analysis.actors.filter { $0.name.hasPrefix("Halvorsen") }.count == 1)
  }

  @Test func lettersInBracketsAreTheName() {
    let text = reader.read("The Harbour Workers Abroad Union (HWX) met on Monday. The HWX rejected the plan.")
    #expect(text.actor(of: "HWX", nth: 1)?.name.hasPrefix("Harbour Workers") == true)
  }

  @Test(arguments: [
    ("Pirates attacked a ship in the Gulf of Aden.", "yem"), ("The ship sank in the Indian Ocean.", "ind"),
  ])
  func whatNamesAPlaceInsideIsNotSpokenOf(_ text: String, _ id: String) {
    #expect(reader.read(text)[id] == nil)
  }

  @Test func aPartyNeedsItsCountry() {
    let text = reader.read("In Nigeria, the Labour Party rejected the result. Nigerian police arrested ten people.")
    #expect(text.actor(of: "Labour Party")?.country != "GBR")
  }

  @Test func streetsAreNoPersons() {
    let text = reader.read("Police closed Tilden Avenue on Monday.")
    #expect(text.analysis.actors.allSatisfy { $0.kind != .person })
  }

  @Test func theBodyOfATownIsNotThatOfTheState() {
    let text = reader.read("The Brooklyn Supreme Court heard the case in the United States.")
    #expect(text.actor(of: "The Brooklyn Supreme Court")?.name != "U.S. Supreme Court")
  }

  @Test func theArticleIsThatOfTheNounBehind() {
    let text = reader.read("A police spokeswoman said the road was closed.")
    #expect(text.actor(of: "A police spokeswoman")?.kind == .person)
    #expect(text.mention(of: "A police") == nil)
  }

  @Test func doubleNamesAreOneWord() {
    let text = reader.read("Anna Lund-Moe was arrested on Monday. Lund-Moe denied the charges.")
    #expect(text.actor(of: "Lund-Moe")?.id == "anna-lund-moe")
  }

  @Test func stormsAreNoPersons() {
    let text = reader.read("Hurricane Hugo hit the coast on Monday.")
    #expect(text.analysis.actors.allSatisfy { $0.kind != .person })
  }

  @Test func oneSurnameInAFamily() {
    let text = reader.read("Anna Moe sued Karl Moe. Karl Moe denied it. Moe later paid.")
    #expect(text.actor(of: "Moe")?.id == "karl-moe")
  }
}
