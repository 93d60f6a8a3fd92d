// Small words that change who, where, how many and how real; and what is one event inside a text.

import Chronology
import Events
import Testing

struct CloseReadingTests {
  static let rooms = try? Rooms()

  private func events(_ text: String, _ type: EventType? = nil, date: String? = nil) throws -> [NewsEvent] {
    let rooms = try #require(CloseReadingTests.rooms)
    return rooms.read(text, date: date).analysis.events.filter { type == nil || $0.type == type }
  }

  // MARK: Who

  @Test func theSubjectOfAPassiveIsThePatient() throws {
    let told = try #require(try events("Somalia was attacked by Kenya.", .assault).first)
    #expect(told.agents == ["ken"])
    #expect(told.patients == ["som"])
  }

  @Test func whoIsHelpedActsAndNotWhoHelps() throws {
    let told = try #require(try events("Kenya helped Peru to attack Somalia.", .assault).first)
    #expect(told.agents == ["per"])
    #expect(told.patients == ["som"])
  }

  @Test func aTownInWhichSomebodyIsJailedJailsNobody() throws {
    let told = try #require(try events("Two teachers were jailed in Minsk.", .coerce).first)
    #expect(told.agents == [])
    #expect(told.place == "Minsk")
  }

  // MARK: Who says so

  @Test(arguments: [
    "Rebels attacked the village, the mayor of Lima said.",
    "Rebels attacked the village, according to the mayor of Lima.",
    "The mayor of Lima said rebels attacked the village.",
  ])
  func whoSaysSoIsTheSource(_ text: String) throws {
    let rooms = try #require(CloseReadingTests.rooms)
    let (analysis, names) = rooms.read(text)
    let told = try #require(analysis.events.first { $0.type == .assault })
    #expect(told.status == .reported)
    #expect(told.sources.flatMap { names[$0] ?? [] }.contains("the mayor of Lima") || told.sources.count == 1)
    #expect(told.sources.count == 1)
  }

  @Test func theLongerQuotationIsWhatWasSaid() throws {
    let text = "The mayor said “we will open the bridge in Lima today” and called it “a gift”."
    let said = try #require(try events(text, .statement).first?.quote)
    #expect(String(decoding: Array(text.utf8)[said.range], as: UTF8.self).contains("bridge"))
  }

  // MARK: How many, where

  @Test(
    arguments: [
      ("The attack killed 12 people, including four children.", "killed", 12.0, 12.0),
      ("The attack killed no more than 20 soldiers.", "killed", nil, 20),
      ("The attack killed more than 30 rebels.", "killed", 30, nil),
      ("Six soldiers killed a guard.", "killed", nil, nil),
    ] as [(String, String, Double?, Double?)])
  func numbersHaveTheBoundsOfTheirWords(_ text: String, _ what: String, _ low: Double?, _ high: Double?) throws {
    let told = try events(text, .assault).flatMap(\.quantities).filter { $0.what == what }
    #expect(told.count == (low == nil && high == nil ? 0 : 1))
    #expect(told.first?.low == low)
    #expect(told.first?.high == high)
  }

  @Test(arguments: [
    ("Rebels attacked a village in Kenya.", "Kenya"), ("Rebels attacked a village after Kenya.", nil),
  ])
  func onlyPhrasesOfPlaceNameThePlace(_ text: String, _ place: String?) throws {
    #expect(try events(text, .assault).first?.place == place)
  }

  // MARK: How real

  @Test(arguments: [
    ("Peru did not sign the treaty until Friday.", EventStatus.happened), ("Peru did not sign the treaty.", .denied),
    ("Kenya will attack Somalia if the talks fail.", .hypothetical), ("Kenya will attack Somalia.", .planned),
    ("Did Kenya attack Somalia?", .hypothetical),
    ("Kenya is attacking Somalia.", .ongoing), ("Kenya did not plan to attack Somalia.", .denied),
    ("Kenya’s army went north to attack Somalia.", .hypothetical), ("Kenya may have attacked Somalia.", .reported),
    ("Kenya to sign treaty with Peru.", .planned),
  ])
  func statusIsThatOfTheSmallWords(_ text: String, _ status: EventStatus) throws {
    let told = try events(text)
    #expect(told.contains { $0.status == status }, "\(told.map { ($0.type, $0.status) })")
    #expect(status == .happened || !told.contains { $0.status == .happened && $0.patients == ["som"] })
  }

  @Test func whoeverActsHasNotActed() throws {
    #expect(!(try events("Any country that attacked Somalia was punished.").contains { $0.patients == ["som"] }))
  }

  @Test func aPlanHasNoDayBehindTheArticle() throws {
    let told = try #require(try events("Kenya will attack Somalia.", date: "2025-05-20").first)
    #expect(told.when.interval.earliest == Day(iso: "2025-05-20"))
  }

  // MARK: One event or two

  @Test(arguments: [
    ("Kenya attacked Somalia. Peru attacked Chile. The attack by Peru was fierce.", 2),
    ("Kenya attacked Somalia in Lima on Monday. The attack in Oslo was fierce.", 2),
    ("Kenya attacked Somalia on 3 May 2024. The attack on 9 May 2024 was fierce.", 2),
    ("Kenya attacked Somalia. The attack on Chile was fierce.", 2),
    ("Kenya attacked Somalia. An attack was fierce.", 2),
    ("Kenya attacked Somalia. The planned attack worries Peru.", 2),
    ("Kenya attacked Somalia. The attack was fierce.", 1),
  ])
  func anAttackIsTheOneBeforeUnlessSomethingForbidsIt(_ text: String, _ count: Int) throws {
    let told = try events(text).filter { $0.type == .assault || $0.type == .threaten }
    #expect(told.count == count, "\(told.map(\.title))")
  }

  @Test func aFurtherMentionGivesDayAndSource() throws {
    let text =
      "Kenya attacked Somalia. The attack, the mayor of Lima said, was fierce. The attack happened on 3 May 2024."
    let told = try #require(try events(text, .assault).first { $0.agents == ["ken"] })
    #expect(told.when.edtf == "2024-05-03")
    #expect(told.sources.count == 1)
  }
}
