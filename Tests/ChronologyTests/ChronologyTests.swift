import Chronology
import Testing

@Test func examplesOfTheRulesHaveTheValuesThatStandBesideThem() throws {
  let fixture = try Fixture()
  #expect(fixture.analyser.examples.count > 60)
  for example in fixture.analyser.examples {
    let document = fixture.annotate(example.text, date: "2025-05-20")
    let found = fixture.analyser.analyse(document).timexes.first {
      $0.span.start == example.extent.lowerBound && $0.span.end == example.extent.upperBound
    }
    #expect(found?.value == example.value, "\(example.position) \(example.rule): \(example.text)")
  }
}
