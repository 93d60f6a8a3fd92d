// Relations that syntax states: the examples beside the rules, and what must not be related.

import Events
import Knowledge
import Testing

struct RelationTests {
  static let rooms = try? Rooms()

  /// Whether a text relates two events, named by words of their triggers.
  static func relates(
    _ text: String, _ a: String, _ b: String, _ kind: EventRelation.Kind
  ) throws -> Bool {
    let rooms = try #require(RelationTests.rooms)
    let analysis = rooms.read(text).analysis
    let bytes = Array(text.utf8)
    func ids(_ word: String) -> Set<String> {
      Set(
        analysis.events.filter { event in
          event.mentions.contains { String(decoding: bytes[$0.range], as: UTF8.self).contains(word) }
        }.map(\.id))
    }
    let (from, to) = (ids(a), ids(b))
    return analysis.relations.contains { $0.kind == kind && from.contains($0.a) && to.contains($0.b) && $0.a != $0.b }
  }

  @Test func everyRuleHoldsInItsExamples() throws {
    let rules = try FrameBook(knowledge: .embedded(.events)).relationRules
    #expect(rules.examples.count >= 18)
    var failures: [String] = []
    for example in rules.examples {
      let holds = try RelationTests.relates(example.text, example.a, example.b, example.kind)
      if holds == example.isAbsent { failures.append("\(example.origin): \(example.text)") }
    }
    #expect(failures == [], "\(failures.joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("Kenya attacked Somalia after Peru raided Chile.", "raided", "attacked", EventRelation.Kind.before),
    ("Kenya attacked Somalia before Peru raided Chile.", "attacked", "raided", .before),
    ("The talks followed the strike.", "strike", "talks", .before),
    ("The strike preceded the talks.", "strike", "talks", .before),
  ])
  func connectivesTellWhichCameFirst(_ text: String, _ a: String, _ b: String, _ kind: EventRelation.Kind) throws {
    #expect(try RelationTests.relates(text, a, b, kind))
    #expect(try !RelationTests.relates(text, b, a, kind))
  }

  @Test func whatDidNotHappenComesBeforeNothing() throws {
    #expect(try !RelationTests.relates("The man who was never arrested fled to Peru.", "arrested", "fled", .before))
    #expect(try RelationTests.relates("The man who was arrested fled to Peru.", "arrested", "fled", .before))
  }

  @Test(arguments: [
    ("The mayor said that rebels had attacked the village.", "said", "attacked"),
    ("Rebels attacked the base. The two sides will meet in Oslo next week.", "meet", "attacked"),
    ("Police arrested the man who attacked the mayor.", "arrested", "attacked"),
    ("The mayor announced that the council would meet the rebels.", "meet", "announced"),
  ])
  func orderIsNotTurnedRound(_ text: String, _ a: String, _ b: String) throws {
    #expect(try !RelationTests.relates(text, a, b, .before))
  }

  @Test func whatIsOnlyBelievedIsNotAhead() throws {
    let text = "Police believed that rebels had killed the mayor."
    #expect(try !RelationTests.relates(text, "believed", "killed", .before))
  }
}
