// Lemmas: regular and irregular forms, typographic signs, numbers, slips of the pen.

import Language
import Testing

@Suite struct LemmaTests {
  @Test(
    "Words in their sentences have the lemma of the treebanks",
    arguments: [
      ("The army staged a parade.", "staged", "stage"),
      ("They were hoping for peace.", "hoping", "hope"),
      ("She stopped the car.", "stopped", "stop"),
      ("The horsemen fought bravely.", "horsemen", "horseman"),
      ("It cost 1,100 dollars.", "1,100", "1100"),
      ("The goverment resigned.", "goverment", "government"),
      ("They did not recieve the letter.", "recieve", "receive"),
      ("They don’t know.", "n’t", "not"),
      ("He said the talks failed.", "said", "say"),
    ])
  func lemmatises(text: String, form: String, lemma: String) throws {
    let document = try TokeniserTests.annotate(text)
    let token = try #require(document.tokens.indices.first { document.form($0) == form })
    #expect(document.lemma(of: token) == lemma)
  }

  @Test("Names keep their capitals, capitals become names")
  func keepsNames() throws {
    let document = try TokeniserTests.annotate("UKRAINE accepted. The UN and Kyiv agreed.")
    let lemmas = document.tokens.indices.map { document.lemma(of: $0) }
    #expect(lemmas.contains("Ukraine"))
    #expect(lemmas.contains("Kyiv"))
    #expect(lemmas.contains("UN"))
  }
}
