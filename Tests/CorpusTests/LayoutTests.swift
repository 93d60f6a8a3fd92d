import Corpus
import Knowledge
import Testing

@Suite struct LayoutTests {
  @Test func everyRuleOfFurnitureMatchesItsExamples() throws {
    let file = try KnowledgeFiles.embedded(.corpus).required("boilerplate.yaml")
    let patterns = try LinePatterns(file)
    for rule in try file.required("lines").list() {
      for example in try rule.required("examples").texts() {
        #expect(patterns.isFurniture(example), "\(rule.line): \(example)")
      }
      for example in try rule["not"]?.texts() ?? [] {
        #expect(!patterns.isFurniture(example), "\(rule.line): \(example)")
      }
    }
  }

  @Test func headingsWithoutMarkUp() throws {
    let text = """
      Talks Resume in Velmora
      The delegations met on Monday for the first time in a year and agreed to go on.
      What Happens Next?
      Both sides will report to their capitals before the end of the week.
      """
    #expect(
      try layout(text).map { $0.prefix { $0 != ":" } } == ["title", "paragraph", "heading", "paragraph"])
  }

  @Test func aLoneSentenceIsProseEvenWithoutFullStop() throws {
    #expect(try layout("Aldonia Signs Agreement With Borvenia") == ["paragraph: Aldonia Signs Agreement With Borvenia"])
  }

  @Test func loneMarkersLeadTheirItems() throws {
    let text = "The plan has two parts:\n-\nA prisoner exchange\n-\nA truce at sea\nBoth need time, officials said."
    let document = try #require(try structured(text))
    #expect(document.blocks.map(\.kind) == [.paragraph, .listMarker, .listItem, .listMarker, .listItem, .paragraph])
    #expect(document.blocks.map(\.lead) == [nil, nil, 0, nil, 0, nil])
  }

  @Test func inlineMarkersAndPlainItems() throws {
    #expect(
      try layout("It demands:\n- a truce\n- an exchange\n") == [
        "paragraph: It demands:", "listMarker: -", "listItem: a truce", "listMarker: -", "listItem: an exchange",
      ])
    let plain = try #require(
      try structured("Kyiv insists on:\nSecurity guarantees\nA clear plan\nThat is all for now, he said."))
    #expect(plain.blocks.map(\.kind) == [.paragraph, .listItem, .listItem, .paragraph])
    #expect(plain.blocks[1].lead == 0)
  }

  @Test func hardWrappedLinesAreJoined() throws {
    let text = """
      VELMORA, March 12 (Reuters) - Ministers from Aldonia and Borvenia met on
      Tuesday to discuss a ceasefire that has been in the making for more than
      two years.

      The talks were the first since January, and both delegations stayed in the
      same hotel.
      """
    let document = try #require(try structured(text))
    #expect(document.blocks.map(\.kind) == [.boilerplate, .paragraph, .paragraph])
    #expect(document.dateline.map { document.source.string($0) } == "VELMORA, March 12 (Reuters)")
    #expect(document.source.string(document.blocks[1].span).hasPrefix("Ministers from Aldonia"))
  }

  @Test(
    arguments: [
      ("WASHINGTON — The United States said so.", "WASHINGTON"),
      ("Washington, D.C. — The White House said so.", "Washington, D.C."),
      ("KYIV, May 20 (Reuters) - The army said so.", "KYIV, May 20 (Reuters)"),
      ("NAIROBI, Kenya (AP) _\n\nThe embassy reopened on Monday.", "NAIROBI, Kenya (AP)"),
      ("NEW YORK -- Stocks fell on Monday.", "NEW YORK"),
      ("PARIS The minister resigned on Monday.", "PARIS"), ("NEW DELHI Two guards were hurt.", "NEW DELHI"),
      ("NASA Administrator Jane Roe resigned on Monday.", nil), ("A The minister resigned on Monday.", nil),
      ("Putin — Russia's leader — said no to the plan.", nil),
      ("The plan — a short one — was signed on Monday.", nil),
      ("A well-known man said on Monday - and later denied - the plan.", nil),
    ] as [(String, String?)])
  func datelines(_ text: String, _ expected: String?) throws {
    let document = try #require(try structured(text))
    #expect(document.dateline.map { document.source.string($0) } == expected)
  }

  @Test(
    arguments: [
      ("WASHINGTON — The United States said so.", "The United States said so."),
      ("PARIS, May 20 (AP) -- “We are here,” he said.", "“We are here,” he said."),
      ("NIŠ — Officers said so.", "Officers said so."), ("NIŠ\u{a0}— Officers said so.", "Officers said so."),
    ])
  func aDatelineIsNoPartOfItsSentence(_ text: String, _ sentence: String) throws {
    let document = try #require(try structured(text))
    #expect(document.blocks.map { document.source.string($0.span) }.last == sentence)
  }

  @Test(
    arguments: [
      "Published: 2012.08.08 09:01 AM", "8:05am UK, Wednesday 8 August 2012", "8 August 2012 @ 09:29 pm",
      "2 A.M. AUG. 8, 2012", "Wednesday, 08 August 2012 10:30", "Story Created: Aug 8, 2012 at 9:56 AM AKDT",
      "8 August 2012 Last updated at 12:42 GMT", "Wednesday, Aug 8, 2012 | Updated 1:32 PM PDT",
      "Posted: 1052 GMT (1852 HKT), August 8, 2012", "First posted 23:37:00 08/08/2012", "Article posted on 08.08.2012",
      "Posted: Aug 8, 2012 8:20 AM ET Last Updated: Aug 8, 2012 8:10 PM ET",
    ])
  func linesOfPublicationDateTheText(_ line: String) throws {
    let text = "Dairy burns down\n\n\(line)\n\nA fire on Tuesday destroyed the old dairy in the harbour.\n"
    let document = try #require(try structured(text))
    #expect(document.source.date == "2012-08-08")
  }

  @Test func markdown() throws {
    let text = "---\ntitle: x\n---\n# Talks resume\n\nThe two sides met.\n\n## Next\n\n* one thing\n* another\n"
    #expect(
      try layout(text, "a.md") == [
        "boilerplate: ---\ntitle: x\n---", "title: Talks resume", "paragraph: The two sides met.", "heading: Next",
        "listMarker: *", "listItem: one thing", "listMarker: *", "listItem: another",
      ])
  }

  @Test func aDateOnItsOwnLineDatesTheDocument() throws {
    let document = try #require(
      try structured("Airline Orders Jets\nMarch 1, 2008\nThe airline ordered ten jets on Friday."))
    #expect(document.blocks.map(\.kind) == [.title, .boilerplate, .paragraph])
    #expect(document.source.date == "2008-03-01")
    #expect(document.published.map { document.source.string($0) } == "March 1, 2008")
  }

  @Test func furnitureWithNoBreakSpace() throws {
    #expect(try layout("\(sentence)\nGo To Main\u{a0}Page").last == "boilerplate: Go To Main\u{a0}Page")
  }

  @Test(arguments: ["\r", "\r\n", "\n", "\u{2028}"])
  func lineEnds(_ end: String) throws {
    #expect(try layout("A Title\(end)\(end)\(sentence)\(end)") == ["title: A Title", "paragraph: \(sentence)"])
  }

  @Test func blocksStandInOrderAndOnCharacterBoundaries() throws {
    var state: UInt32 = 1
    let pieces = [
      "- ", "\n", "\r", "é", "“", "”.", "Word ", "12) ", "# ", "\u{a0}", " — ", "`", "```\n", ":\n", "(AP) _ ", "a",
      "…",
    ]
    for _ in 0..<300 {
      var text = "Two words "
      for _ in 0..<40 {
        state = state &* 1_664_525 &+ 1_013_904_223
        text += pieces[Int(state >> 16) % pieces.count]
      }
      let document = try #require(try structured(text))
      var last = 0
      for (index, block) in document.blocks.enumerated() {
        #expect(block.span.start >= last && !block.span.isEmpty)
        #expect(block.lead.map { $0 < index } ?? true)
        #expect(document.source.text[block.span.start] & 0xc0 != 0x80)
        last = block.span.end
      }
      #expect(last <= document.source.text.count)
    }
  }

  @Test(.timeLimit(.minutes(5))) func longRunsOfOneShapeAreLaidOut() throws {
    for piece in ["a\n", "- \n", "On 12 March\n", "\"", "A — ", "1. a\n", "x:\nY\n", "\u{2028}"] {
      let text = "Two words. " + String(repeating: piece, count: 200_000 / piece.utf8.count)
      let document = try #require(try structured(text))
      #expect(!document.blocks.isEmpty)
    }
  }
}
