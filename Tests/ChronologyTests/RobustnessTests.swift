import Chronology
import Corpus
import Knowledge
import Testing

@Test(arguments: [
  "He was born on 31 February.", "It will happen in the year 99999.", "Signed on 02/03/04.",
  "It opened at 24:61 on Friday.",
  "Due on February 30, 2024.", "Due on 2025-02-31.", "in week 54 of 2024",
])
func impossibleDatesGiveNoDayAndANote(_ text: String) throws {
  let fixture = try Fixture()
  let analysis = fixture.analyser.analyse(fixture.annotate(text, date: "2025-05-20"))
  #expect(analysis.diagnostics.contains { $0.code == "impossible-date" }, "\(text)")
  for timex in analysis.timexes {
    let words = timex.value
    #expect(!words.contains("-03-02") && !words.contains("-03-03") && !words.contains("9999"), "\(text) \(words)")
  }
}

@Test func longRunsOfTimeWordsEndInAResult() throws {
  let fixture = try Fixture()
  let words = ["Friday", "May", "16", "2025", "the", "third", "quarter", "of", "last", "year", "-", "ago", "a", "week"]
  var text = ""
  for index in 0..<20_000 { text += words[(index * 7 + index / 11) % words.count] + " " }
  let analysis = fixture.analyser.analyse(fixture.annotate(text, date: "2025-05-20"))
  #expect(!analysis.timexes.isEmpty)
}

@Test func expressionsStandInOrderAndDoNotOverlap() throws {
  let fixture = try Fixture()
  let text =
    "From 16 to 18 May 2024, on Friday, Oct. 23, in the third quarter of last year, at 10 p.m. EST Nov. 9, 1989."
  let timexes = fixture.analyser.analyse(fixture.annotate(text, date: "2025-05-20")).timexes
  #expect(timexes.count >= 5)
  for (a, b) in zip(timexes, timexes.dropFirst()) { #expect(a.span.end <= b.span.start) }
  for timex in timexes { #expect(timex.span.end <= text.utf8.count && !timex.value.isEmpty && !timex.why.isEmpty) }
}

@Test func aFaultyRuleIsRefusedWithFileAndLine() throws {
  let words = try KnowledgeYAML.parse("words: []", file: "time/words.yaml")
  let rules = try KnowledgeYAML.parse(
    "rules:\n  - {rule: broken, pattern: INT, gives: DATE, meaning: \"nonsense($1)\"}\n", file: "time/rules.yaml")
  let files = KnowledgeFiles(files: [
    KnowledgeValue(file: "time/words.yaml", node: words), KnowledgeValue(file: "time/rules.yaml", node: rules),
  ])
  #expect {
    _ = try TimeAnalyser(knowledge: files)
  } throws: { error in
    guard let error = error as? KnowledgeError else { return false }
    return error.file == "time/rules.yaml" && error.line == 2 && error.message.contains("nonsense")
  }
}
