// Days that a text gives an event elsewhere: in the event that holds it, or in the step before.

import Chronology
import Events
import Testing

struct SceneTests {
  private func event(_ text: String, _ word: String) throws -> NewsEvent {
    let analysis = try #require(FrameExampleTests.rooms).read(text, date: "2024-05-06").analysis
    return try #require(analysis.events.first { $0.title.contains(word) })
  }

  @Test func whatAnEventDidIsOfItsDay() throws {
    let found = try event(
      "A fire destroyed a hotel in Lisbon on 3 May 2024. The fire killed two cooks.", "kills two")
    #expect(found.when.edtf == "2024-05-03")
    #expect(found.when.basis == .inferred)
  }

  @Test func whatHappenedDuringAnEventIsOfItsDay() throws {
    let found = try event(
      "A fire destroyed a hotel in Lisbon on 3 May 2024. During the blaze, four neighbours were injured.", "injured")
    #expect(found.when.edtf == "2024-05-03")
  }

  @Test(arguments: [
    ("Clerks handed over 197 papers with marks ranging from “A” to “B” in January 2022.", "2022-01"),
    // What somebody says of a day is no day of the act, and two days are none.
    ("Clerks handed over papers with marks between “A” of 3 May 2022 and “B” of 4 June 2023.", nil),
  ])
  func theOnlyDayBehindAVerbIsItsOwn(_ text: String, _ day: String?) throws {
    let analysis = try #require(FrameExampleTests.rooms).read(text, date: "2024-05-06").analysis
    let found = try #require(analysis.events.first { $0.title.contains("hand") })
    if let day { #expect(found.when.edtf == day) } else { #expect(found.when.timex == nil) }
  }

  @Test func theNextStepIsOfTheSameDayButLessSure() throws {
    let found = try event(
      "Police arrested Marco Bellini in Rome on 3 May 2024. They searched his flat.", "search")
    #expect(found.when.edtf == "2024-05-03")
    #expect(found.when.basis == .approximate)
  }

  @Test(arguments: [
    "Police arrested Marco Bellini in Rome on 3 May 2024. Meanwhile they searched his flat.",
    "Police arrested Marco Bellini in Rome on 3 May 2024. They had searched his flat.",
  ])
  func anotherSceneHasAnotherTime(_ text: String) throws {
    let analysis = try #require(FrameExampleTests.rooms).read(text, date: "2024-05-06").analysis
    let searches = analysis.events.filter { $0.title.contains("search") }
    #expect(!searches.isEmpty)
    for found in searches { #expect(found.when.edtf != "2024-05-03") }
  }

  @Test func aStoryGoesOnInItsParagraph() throws {
    let text =
      "Rebels shelled the harbour of Lagos on 3 May 2024. A crane collapsed. Soldiers evacuated the docks."
    #expect(try event(text, "evacuate").when.edtf == "2024-05-03")
    let broken =
      "Rebels shelled the harbour of Lagos on 3 May 2024. The mayor said the rebels had fled. Soldiers evacuated the docks."
    // Behind somebody's words it is no next step any more, but the article still tells of its day.
    #expect(try event(broken, "evacuate").when.why.contains("with which the article begins"))
  }

  @Test func whatIsToldOfTheDayOfTheStoryIsSoUntilItLeaves() throws {
    let start = "Rebels shelled the harbour of Lagos on 3 May 2024.\n\nThe mayor of Porto wrote a letter.\n\n"
    let found = try event(start + "Three ferries burned at the quay.", "ferries")
    #expect(found.when.edtf == "2024-05-03")
    #expect(found.when.basis == .approximate)
    // Another time, an older past and a report of a study leave it.
    #expect(try event(start + "In 2019 three ferries burned at the quay.", "ferries").when.edtf == "2019")
    #expect(try event(start + "Three ferries had burned at the quay.", "ferries").when.edtf != "2024-05-03")
    #expect(try event(start + "Three ferries usually burned oil at the quay.", "burn").when.edtf != "2024-05-03")
    let study = "Researchers published a study of Lagos harbour on 3 May 2024.\n\nThree ferries burned at the quay."
    #expect(try event(study, "ferries").when.edtf != "2024-05-03")
  }

  @Test func whoGoesOnSpeakingSpeaksOnThatDay() throws {
    let text =
      "Peter Madsen said on 3 May 2024 that the bridge was unsafe. Madsen said engineers had warned him."
    #expect(try event(text, "engineers").when.edtf == "2024-05-03")
    // Police speak many times.
    let many =
      "Police said on 3 May 2024 that the bridge was unsafe. Police said engineers had warned them."
    #expect(try event(many, "engineers").when.edtf != "2024-05-03")
  }

  @Test func anActThatIsToldTwiceHasOneDay() throws {
    let text =
      "Soldiers killed the trader Peter Madsen in Lagos on 3 May 2024. His shop stays shut.\n\nThe mayor met his widow, Anna Berg, at noon.\n\nSoldiers killed Madsen beside a bakery."
    #expect(try event(text, "beside").when.edtf == "2024-05-03")
    #expect(try event(text, "beside").when.why.contains("the same act"))
    let again = text.replacing("Soldiers killed Madsen beside", with: "Soldiers killed Anna Berg beside")
    #expect(try !event(again, "beside").when.why.contains("the same act"))
  }

  @Test func aNounWhoseDayLiesAheadIsPlanned() throws {
    let analysis = try #require(FrameExampleTests.rooms)
      .read("Ministers arrived in Lagos before next week's election in Norway.", date: "2024-05-06").analysis
    let found = try #require(analysis.events.first { $0.headLemma == "election" })
    #expect(found.status == .planned)
    #expect(found.when.interval.earliest.map { $0.parts.day } == 13)
  }

  @Test func aDayBehindANameIsTheVerbs() throws {
    let found = try event("Norway Saturday condemned the shelling of the harbour.", "ondemn")
    #expect(found.when.edtf == "2024-05-04")
  }

  @Test func whoIsNamedBelowTheBeginningIsMeantThere() throws {
    let text =
      "A member of a rowing club was arrested for theft.\n\nThe club had no comment. Peter Madsen, 32, was arrested on 3 May 2024 near the harbour."
    #expect(try event(text, "arrested").when.edtf == "2024-05-03")
  }

  @Test func whoWasKilledYearsAgoIsNotMeantAtTheBeginning() throws {
    let text =
      "A guard was killed in a raid on a bank. The bank was shut.\n\nThe town had seen this before. Peter Madsen, a trader, was killed on 3 May 2019 near the harbour."
    #expect(try event(text, "uard").when.edtf != "2019-05-03")
  }
}
