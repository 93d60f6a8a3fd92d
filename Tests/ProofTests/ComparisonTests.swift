// What `diff` tells of two graphs.

import Proof
import Testing

@Suite struct ComparisonTests {
  private func graph(
    document: String = "", actor: String = "", event: String = "", relation: String = "", tension: String = ""
  ) -> [UInt8] {
    Array(
      """
      {"version":"1","documents":[{"id":"d","title":"T"\(document)}],"timexes":[],
      "actors":[{"id":"a","name":"Norland","kind":"country"\(actor)},{"id":"b","name":"Holm","kind":"person"}],
      "events":[{"id":"e","title":"Talks begin","agents":["a"]\(event)},{"id":"f","title":"Talks end"}],
      "relations":[{"type":"causes","a":"e","b":"f"\(relation)}],
      "tensions":[{"id":"t","question":"How many?","kind":"number"\(tension)}]}
      """.utf8)
  }

  private func words(_ old: [UInt8], _ new: [UInt8]) throws -> [String] {
    try #require(GraphComparison(old: old, new: new)).changes().map(\.words)
  }

  @Test func theSameGraphHasNoChange() throws { #expect(try words(graph(), graph()) == []) }

  @Test func idsThatChangedAreFollowed() throws {
    let later = Array(
      """
      {"version":"1","documents":[{"id":"d2","title":"T"}],"timexes":[],
      "actors":[{"id":"a2","name":"Kingdom","kind":"country"},{"id":"b","name":"Holm","kind":"person"}],
      "events":[{"id":"f","title":"Talks end","agents":["a2"]}],"relations":[],
      "tensions":[{"id":"t","question":"How many?","kind":"number"}]}
      """.utf8)
    let table = Array(
      """
      {"version":"1","builds":[],"pages":[],"ids":[{"kind":"article","old":"d","new":"d2"},
      {"kind":"actor","old":"a","new":"a2"},{"kind":"event","old":"e","new":"f"}]}
      """.utf8)
    let told = try #require(GraphComparison(old: graph(), new: later, redirects: table)).changes().map(\.words)
    #expect(told.contains("changed actor “Kingdom”: name Norland → Kingdom"))
    #expect(told.contains("gone event “Talks begin”: one with another Talks begin → Talks end"))
    #expect(!told.contains { $0.contains("document") })
  }

  @Test func everyFieldThatAnEditorGivesIsTold() throws {
    let note = #","editor":[{"what":"note","value":"by telephone","was":null}]"#
    let told = "the editor's word none → note: by telephone"
    #expect(
      try words(graph(), graph(document: #","outlet":"Wire","url":"https://example.org/","rights":"mine""# + note)) == [
        "changed document “T”: outlet none → Wire; url none → https://example.org/; rights none → mine; \(told)"
      ])
    #expect(
      try words(graph(), graph(actor: #","affiliation":"b","roles":[{"text":"President"}]"# + note)) == [
        "changed actor “Norland”: belongs to none → Holm; roles none → President; \(told)"
      ])
    let event =
      #","sources":["b"],"quantities":[{"what":"killed","low":3,"high":3},{"what":"wounded","low":5,"high":null}],"evidence":[{}]"#
    #expect(
      try words(graph(), graph(event: event + note)) == [
        "changed event “Talks begin”: sources none → Holm; numbers none → killed 3; wounded 5 to …; sentences 0 → 1; \(told)"
      ])
    #expect(
      try words(graph(), graph(relation: note)) == ["changed relation “Talks begin causes Talks end”: \(told)"])
    #expect(
      try words(graph(), graph(tension: note)) == ["changed disagreement “How many?”: \(told)"])
  }

  @Test(arguments: [
    ("", "no JSON"), ("{", "no JSON"), ("[]", "no JSON object"), ("{}", "no list \"events\""),
    ("{\"events\":1}", "no list \"events\""),
  ]) func aFileThatIsNoGraphIsToldWhy(text: String, fault: String) {
    #expect(GraphComparison.fault(in: Array(text.utf8))?.hasPrefix(fault) == true)
    #expect(GraphComparison.fault(in: graph()) == nil)
  }
}
