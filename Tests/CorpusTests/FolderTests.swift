import Corpus
import Foundation
import Testing

@Suite struct FolderTests {
  @Test func filesComeInByteOrderAndEveryOneIsAccountedFor() throws {
    let folder = try TemporaryFolder()
    try folder.write("b.txt", sentence)
    try folder.write("B.txt", sentence)
    try folder.write("a/é.txt", sentence)
    try folder.write("a/data.csv", "x")
    try folder.write("a/pack.zip", "PK")
    try folder.write("c.md", "---\ntitle: \"A title\"\ndate: 12 March 2024\nsource: The Record\n---\n\n\(sentence)\n")
    let items = try CorpusReader().open([folder.path]).map(\.summary)
    #expect(items == ["B", "a/data.csv:no-text", "a/pack.zip:damaged", "é", "b", "c"])
  }

  @Test func clashingNamesAreToldApartByTheirFolder() throws {
    let folder = try TemporaryFolder()
    for name in ["x/a.txt", "y/a.txt", "y/a.md", "b.txt"] { try folder.write(name, sentence) }
    #expect(try CorpusReader().open([folder.path]).map(\.summary) == ["b", "x/a", "y/a.md", "y/a.txt"])
  }

  @Test func namesThatDifferOnlyInNormalisationGetDifferentIds() throws {
    let folder = try TemporaryFolder()
    try folder.write("1/\u{e9}.txt", sentence)
    try folder.write("2/e\u{301}.txt", sentence)
    let ids = try CorpusReader().open([folder.path]).map(\.summary)
    #expect(Set(ids).count == 2)
  }

  @Test func linksAreNotFollowed() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/a.txt", sentence)
    try folder.write("out.txt", sentence)
    let inside = folder.path + "/in"
    for (name, target) in [
      ("b", "a.txt"), ("c.txt", "../out.txt"), ("d", ".."), ("e", "e"), ("f", "nowhere"), ("g", "."),
    ] {
      try FileManager.default.createSymbolicLink(atPath: inside + "/" + name, withDestinationPath: target)
    }
    let items = try CorpusReader().open([inside]).map(\.summary)
    #expect(
      items == ["a", "b:link", "c.txt:link-outside", "d:link-outside", "e:link-loop", "f:dangling-link", "g:link"])
  }

  @Test func pipesAreNeverOpened() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", sentence)
    #expect(mkfifo(folder.path + "/p.txt", 0o600) == 0)
    #expect(try CorpusReader().open([folder.path]).map(\.summary) == ["a", "p.txt:not-a-file"])
    #expect(try CorpusReader().open([folder.path + "/p.txt"]).map(\.summary) == ["p.txt:not-a-file"])
  }

  @Test func aFileNamedTwiceIsReadOnce() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", sentence)
    let items = try CorpusReader().open([folder.path, folder.path + "/a.txt"]).map(\.summary)
    #expect(items == ["a", "a.txt:duplicate"])
  }

  @Test func largeFilesAreRefusedBySize() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", String(repeating: sentence, count: 10))
    let limits = ReaderLimits(fileBytes: 100)
    #expect(try CorpusReader(limits: limits).open([folder.path]).map(\.summary) == ["a.txt:too-large"])
    let texts = ReaderLimits(textBytes: 100)
    #expect(try CorpusReader(limits: texts).open([folder.path]).map(\.summary) == ["a.txt:too-large"])
  }

  @Test func whatThisProgramWroteIsNoInput() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", sentence)
    try folder.write("site/.chronograph-output", "made by chronograph\nindex.html\n")
    try folder.write("site/articles/b.txt", sentence)
    // A file of that name with other content makes no folder ours.
    try folder.write("c/.chronograph-output", "notes\n")
    try folder.write("c/d.txt", sentence)
    try folder.write("next/e.txt", sentence)
    let list = try CorpusReader().open([folder.path], writing: [folder.path + "/next", folder.path + "/.next.lock"])
    #expect(list.map(\.summary) == ["a", "c/.chronograph-output:hidden", "d"])
    #expect(list.leftOut == ["next", "site"])
    let own = folder.path + "/site/articles"
    #expect(throws: CorpusError.ownOutput(own)) { try CorpusReader().open([own]) }
    let inside = folder.path + "/next/e.txt"
    #expect(throws: CorpusError.insideOutput(inside)) {
      try CorpusReader().open([inside], writing: [folder.path + "/next/"])
    }
  }

  @Test func aFileThatIsGoneWhenItsTurnComesIsALoss() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", sentence)
    try folder.write("b.txt", sentence + " More.")
    var items = try CorpusReader().open([folder.path]).makeIterator()
    #expect(items.next()?.summary == "a")
    try FileManager.default.removeItem(atPath: folder.path + "/b.txt")
    let skip = try #require(items.next()?.skip)
    #expect(skip.code == "vanished" && skip.isLoss)
  }

  @Test func missingAndEmptyPathsAreErrors() throws {
    let folder = try TemporaryFolder()
    #expect(throws: CorpusError.noSuchPath(folder.path + "/none")) { try CorpusReader().open([folder.path + "/none"]) }
    #expect(throws: CorpusError.nothingToRead([folder.path])) { try CorpusReader().open([folder.path]) }
  }

  @Test func fileNamesGiveDates() throws {
    let folder = try TemporaryFolder()
    try folder.write("2024-03-12-talks.txt", sentence)
    try folder.write("reuters_20240229.txt", sentence)
    try folder.write("0012_a7860825.txt", sentence)
    let documents = try CorpusReader().open([folder.path]).compactMap(\.document)
    #expect(documents.map(\.date) == [nil, "2024-03-12", "2024-02-29"])
    #expect(documents.map(\.dateSource) == [nil, .fileName, .fileName])
  }

  @Test func copiesAreRecognised() throws {
    var filter = DuplicateFilter()
    func document(_ id: String, _ text: String, _ date: String?) -> SourceDocument {
      SourceDocument(id: id, text: Array(text.utf8), date: date, path: "old/\(id).txt")
    }
    #expect(filter.skip(for: document("a", sentence, "2024-03-12")) == nil)
    let copy = filter.skip(for: document("b", sentence + "\n", nil))
    #expect(copy?.code == "duplicate")
    #expect(copy?.message.contains("old/a.txt") == true)
    #expect(filter.skip(for: document("c", sentence, "2024-03-13")) == nil)
    #expect(filter.skip(for: document("d", sentence + " More.", "2024-03-12")) == nil)
  }
}
