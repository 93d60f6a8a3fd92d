import Corpus
import EventGraph
import Testing

@Suite struct DocumentNamesTests {
  private func names(_ documents: [(id: String, path: String?)]) -> DocumentNames {
    DocumentNames(
      NewsGraph(
        documents: documents.enumerated().map { number, document in
          var record = RecordMaker(document.id).record
          record.source.path = document.path
          return GraphDocument(record: record, number: number + 1)
        }))
  }

  @Test func theFileNameIsEnoughWhereItIsOneDocuments() {
    let names = names([("a", "may/ferry.txt"), ("b", "june/ferry two.txt"), ("c", nil)])
    #expect(names.name(ofDocument: "a") == "ferry.txt")
    #expect(names.name(ofDocument: "b") == "ferry two.txt")
    #expect(names.name(ofDocument: "c") == "c")
    #expect(names.name(ofDocument: "unknown") == "unknown")
  }

  @Test(arguments: ["june/Ferry.txt", "june/ferry.txt", "june/ ferry .txt", "june/“ferry”.txt"])
  func namesThatReadAlikeAreGivenWithTheirPath(other: String) {
    let names = names([("a", "may/ferry.txt"), ("b", other)])
    #expect(names.name(ofDocument: "a") == "may/ferry.txt")
    #expect(names.name(ofDocument: "b") == other)
  }

  @Test func documentsOfOneFileAreCalledByTheirIds() {
    let names = names([("wire-1", "all.ndjson"), ("wire-2", "all.ndjson"), ("wire-3", "more.jsonl")])
    #expect(["wire-1", "wire-2", "wire-3"].map(names.name(ofDocument:)) == ["wire-1", "wire-2", "wire-3"])
  }

  @Test(arguments: [
    ("plain.txt", #""plain.txt""#), (#"a "b" \ c"#, #""a \"b\" \\ c""#),
    (" two\nlines\u{7}here ", #""two lines here""#),
    ("", #""""#),
  ]) func textsAreQuotedOnOneLine(text: String, quoted: String) {
    #expect(DocumentNames.quoted(text) == quoted)
  }
}
