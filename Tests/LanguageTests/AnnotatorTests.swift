// Tags, trees, lemmas and names of the embedded model, on plain news sentences.

import Corpus
import Language
import Testing

@Suite struct AnnotatorTests {
  private func annotate(_ text: String) throws -> AnnotatedDocument { try TokeniserTests.annotate(text) }

  private func index(_ form: String, _ document: AnnotatedDocument) -> Int {
    document.tokens.indices.first { document.form($0) == form } ?? -1
  }

  @Test("Subject and object hang on the verb, which has its lemma and tense")
  func parsesClause() throws {
    let document = try annotate("The minister signed the agreement on Tuesday.")
    let verb = index("signed", document)
    try #require(verb >= 0)
    #expect(document.tokens[verb].upos == .verb)
    #expect(document.tokens[verb].features.contains(.past))
    #expect(document.lemma(of: verb) == "sign")
    #expect(document.child(verb, .nsubj) == index("minister", document))
    #expect(document.child(verb, .obj) == index("agreement", document))
  }

  @Test("A passive participle is marked")
  func marksPassive() throws {
    let document = try annotate("Three soldiers were killed by the missile.")
    let verb = index("killed", document)
    try #require(verb >= 0)
    #expect(document.tokens[verb].features.contains(.passive))
    #expect(document.child(verb, .nsubjPass) == index("soldiers", document))
  }

  @Test("Persons, places and organisations are found, titles left out")
  func findsNames() throws {
    let document = try annotate("President Maria Lopez met officials of the United Nations in Germany.")
    let names = document.entities.map { document.string($0.tokens) + "/" + $0.type.label }
    #expect(names.contains("Maria Lopez/PER"))
    #expect(names.contains("United Nations/ORG"))
    #expect(names.contains("Germany/LOC"))
  }

  @Test("Every sentence is a tree with one root")
  func makesTrees() throws {
    let document = try annotate(
      "Officials said, and this is new, that talks “may resume” soon; nobody knows. Who? (Them.) The the of of and.")
    for sentence in document.sentences {
      #expect(sentence.tokens.filter { document.tokens[$0].head < 0 }.count == 1)
      for token in sentence.tokens {
        var node = token
        var steps = 0
        while let head = document.head(node), steps <= sentence.tokens.count {
          #expect(sentence.tokens.contains(head))
          node = head
          steps += 1
        }
        #expect(steps <= sentence.tokens.count)
      }
    }
  }

  @Test(
    "Other languages are marked",
    arguments: [
      "Der Präsident sagte am Montag, dass die Verhandlungen bald beginnen würden.",
      "Президент заявил, что переговоры начнутся скоро.",
    ])
  func marksOtherLanguages(text: String) throws {
    #expect(try annotate(text).sentences.contains { !$0.isEnglish })
  }

  @Test("English is English")
  func knowsEnglish() throws {
    #expect(try annotate("Zelenskyy and Macron discussed the ceasefire in Paris.").sentences.allSatisfy(\.isEnglish))
  }
}
