// Tokens, sentences and offsets from raw text.

import Corpus
import Language
import Testing

@Suite struct TokeniserTests {
  static func annotate(_ text: String) throws -> AnnotatedDocument {
    let annotator = try Annotator()
    var workspace = Annotator.Workspace()
    return annotator.annotate(document(Array(text.utf8)), using: &workspace)
  }

  static func document(_ bytes: [UInt8]) -> StructuredDocument {
    StructuredDocument(
      source: SourceDocument(id: "test", text: bytes),
      blocks: [Block(kind: .paragraph, span: ByteSpan(0, bytes.count))])
  }

  static func words(_ text: String) throws -> [String] {
    let document = try annotate(text)
    return document.tokens.indices.map { document.form($0) }
  }

  @Test(
    "Words are cut as the treebanks cut them",
    arguments: [
      ("They don't know.", ["They", "do", "n't", "know", "."]),
      ("Ukraine's army cannot wait.", ["Ukraine", "'s", "army", "can", "not", "wait", "."]),
      ("Ukraine’s army", ["Ukraine", "’s", "army"]),
      ("It cost $5.2 million, or 10%.", ["It", "cost", "$", "5.2", "million", ",", "or", "10", "%", "."]),
      ("a U.S.-proposed plan", ["a", "U.S.", "-", "proposed", "plan"]),
      ("See www.example.com, please.", ["See", "www.example.com", ",", "please", "."]),
      ("at 5pm on 11/28/2000", ["at", "5", "pm", "on", "11/28/2000"]),
      ("Mr. Smith's 1990s", ["Mr.", "Smith", "'s", "1990s"]),
      ("anti-tank, e-mail", ["anti-tank", ",", "e-mail"]),
      ("Wait... what?!", ["Wait", "...", "what", "?!"]),
    ])
  func cutsWords(text: String, expected: [String]) throws {
    #expect(try Self.words(text) == expected)
  }

  @Test("Sentences end at full stops, not at abbreviations, and keep closing quotation marks")
  func splitsSentences() throws {
    let text = "Mr. Smith met Gen. Jones in Washington, D.C., on Monday. “We agreed on a plan,” he said. It rained."
    let document = try Self.annotate(text)
    #expect(document.sentences.count == 3)
    #expect(document.sentences.first.map { document.string($0.tokens) }?.hasSuffix("Monday.") == true)
    #expect(try Self.annotate("The talks began in Lima on 17. August 2024. It rained.").sentences.count == 2)
  }

  @Test("Tokens lie in their block, in order, without overlap, on whole characters")
  func keepsOffsets() throws {
    let text = "KYIV, May 20 (Reuters) — “Où est l’été?” asked Zoë 🙂🙂.\nНет, сказал он. 東京は"
    let document = try Self.annotate(text)
    var last: Int32 = 0
    for token in document.tokens {
      #expect(token.start >= last && token.end > token.start)
      last = token.end
      #expect(String(validating: document.text[Int(token.start)..<Int(token.end)], as: UTF8.self) != nil)
    }
    let solid = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    let found = document.tokens.indices.map { document.form($0) }.joined()
    #expect(found == String(String.UnicodeScalarView(solid)))
  }
}

extension TokeniserTests {
  @Test("No sentence ends behind an abbreviation that stands before a name")
  func titlesStandBeforeNames() throws {
    let document = try TokeniserTests.annotate(
      "Police Insp. Ann Lee and Const. Tim Roe climbed the Aoraki-Mt. Cook trail. Then Sgt. Doe left.")
    #expect(document.sentences.count == 2)
    let ends = try TokeniserTests.annotate("He was promoted to Gen. Police arrested him on Monday. However, he left.")
    #expect(ends.sentences.count == 3)
    let title = try TokeniserTests.annotate("Asst. Police Chief Jan Roe met Prof. So Yun on Monday.")
    #expect(title.sentences.count == 1)
  }
}
