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
}
