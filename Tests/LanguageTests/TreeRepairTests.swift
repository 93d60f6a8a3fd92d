// Trees around names that the parser alone gets wrong.

import Language
import Testing

@Suite struct TreeRepairTests {
  private struct Tree {
    var document: AnnotatedDocument

    init(_ text: String) throws { document = try TokeniserTests.annotate(text) }

    func token(_ form: String) throws -> Int {
      try #require(document.tokens.indices.first { document.form($0) == form })
    }

    /// The relation of a word and the form of its head.
    func edge(_ form: String) throws -> String {
      let token = try token(form)
      let head = document.head(token).map { document.form($0) } ?? "-"
      return document.tokens[token].relation.name + " " + head
    }
  }

  @Test("A noun and the name right behind it are one object")
  func joinsTitles() throws {
    let tree = try Tree("They also signed guard Willie Grant to a two-year contract.")
    #expect(try tree.edge("guard") == "obj signed")
    #expect(try tree.edge("Willie") == "appos guard")
  }

  @Test("What stands before a speech verb between commas is the subject of the clause behind it")
  func splitsParentheses() throws {
    let tree = try Tree("Hobson and aides, the indictment said, shipped hundreds of papers to Florida.")
    #expect(try tree.edge("Hobson") == "nsubj shipped")
    #expect(try tree.edge("indictment") == "nsubj said")
    #expect(try tree.edge("said") == "parataxis shipped")
    #expect(try tree.edge("shipped") == "root -")
  }

  @Test("A plain sentence with a speech verb keeps its tree")
  func keepsSpeech() throws {
    let tree = try Tree("The mayor of Lund said the firm shipped the papers to Oslo.")
    #expect(try tree.edge("mayor") == "nsubj said")
    #expect(try tree.edge("shipped") == "ccomp said")
  }

  @Test("A name with a relative clause and a second subject after “and” share the verb")
  func joinsSubjects() throws {
    let tree = try Tree("Oxfam, of which Denholm is a member, and the Red Cross also denounced the raid.")
    #expect(try tree.edge("Oxfam") == "nsubj denounced")
    #expect(try tree.edge("Cross") == "conj Oxfam")
    #expect(try tree.edge("denounced") == "root -")
  }

  @Test("An addressee is told a clause")
  func hangsToldClauses() throws {
    let tree = try Tree("Ministry officials told the press the officers claimed to be seeking a bomb.")
    #expect(try tree.edge("claimed") == "ccomp told")
  }

  @Test("The first of two past verbs that the tagger takes for a noun is a verb")
  func mendsVerbs() throws {
    let tree = try Tree("Police shot and killed a suspect outside the mall on Sunday.")
    let shot = try tree.token("shot")
    #expect(tree.document.tokens[shot].upos == .verb)
    #expect(tree.document.lemma(of: shot) == "shoot")
    #expect(try tree.edge("Police") == "nsubj shot")
  }

  @Test("Of two subjects of one verb the first is that of the verb before it")
  func splitsSubjects() throws {
    var tree = try Tree(
      "A magnitude 6.2 earthquake struck off the coast of Sulawesi early Saturday, the US Geological Survey said.")
    #expect(try tree.edge("earthquake") == "nsubj struck")
    #expect(try tree.edge("said") == "parataxis struck")
    #expect(tree.document.xpos(try tree.token("struck")) == "VBD")
    tree = try Tree(
      "The Swiss drugmaker Novalis said on Tuesday it would buy US rival Cortex for $3.4 billion in cash.")
    #expect(try tree.edge("drugmaker") == "nsubj said")
    #expect(try tree.edge("buy") == "ccomp said")
    tree = try Tree(
      "The company's chief executive, Paul Reyes, stepped down on Monday, a day after the board launched an inquiry.")
    #expect(try tree.edge("executive") == "nsubj stepped")
    #expect(try tree.edge("board") == "nsubj launched")
  }
}
