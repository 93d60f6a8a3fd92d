import Corpus
import Testing

/// Containers that are broken, empty or made to harm, and texts that only look like a container.
@Suite struct HostileInputTests {
  @Test(arguments: Packed.all.indices)
  func everyContainerGivesItsArticleAndEveryCutEnds(_ index: Int) {
    let (name, bytes) = Packed.all[index]
    let texts = read(bytes, name).compactMap { $0.document.map { String(decoding: $0.text, as: UTF8.self) } }
    #expect(texts.count == 1 && texts[0].contains(sentence), "\(name): \(texts)")
    for cut in stride(from: 0, to: bytes.count, by: 11) {
      #expect(!read(Array(bytes[..<cut]), name).isEmpty, "\(name) cut at \(cut)")
    }
  }

  @Test(arguments: [(Int.max, 0), (4, Int.max), (Int.max - 55, 0), (4, Int.max - 45)])
  func placesBeyondTheEndOfAnArchive(_ record: Int, _ directory: Int) {
    #expect(read(Packed.zip64(record: record, directory: directory), "a.zip").map(\.summary) == ["a.zip:damaged"])
  }

  @Test(arguments: [
    ("a.zip", Packed.zip([])), ("b.zip", Packed.zip([("in/", "")])), ("a.tar", [UInt8](repeating: 0, count: 1024)),
    ("a.warc", Array(Packed.warc("warcinfo").utf8)), ("a.csv", Array("text,title\n".utf8)),
    ("a.json", Array("[]".utf8)), ("a.ndjson", Array("\n\n".utf8)),
  ])
  func whatHoldsNothingIsOneSkip(_ name: String, _ bytes: [UInt8]) {
    #expect(read(bytes, name).map(\.summary) == ["\(name):empty"])
  }

  @Test func layersOfPackingAreTakenOffOneByOne() {
    let once = Packed.gzip(Array(sentence.utf8))
    let twice = read(Packed.gzip(once), "a.txt.gz.gz").first?.document
    #expect(twice.map { String(decoding: $0.text, as: UTF8.self) } == sentence)
    var deep = once
    var name = "a.txt.gz"
    for _ in 0..<8 {
      deep = Packed.gzip(deep)
      name += ".gz"
    }
    #expect(read(deep, name).first?.skip?.code == "too-deep")
  }

  @Test(.timeLimit(.minutes(1)))
  func manyMembersTakeNoLongerThanTheyAre() {
    let member = Packed.gzip([])
    var bytes = Packed.gzip(Array(sentence.utf8))
    for _ in 0..<200_000 { bytes += member }
    #expect(read(bytes, "a.txt.gz").count == 1)
  }

  @Test func unpackedFilesKeepTheLimitOfTheirKind() {
    var limits = ReaderLimits()
    limits.fileBytes = 100
    let reader = CorpusReader(limits: limits)
    let json = Array(("[" + String(repeating: "0,", count: 100) + "0]").utf8)
    #expect(reader.read(bytes: json, name: "a.json").map(\.summary) == ["a.json:too-large"])
    #expect(reader.read(bytes: Packed.gzip(json), name: "a.json.gz").map(\.summary) == ["a.json.gz:too-large"])
  }

  @Test func officeFilesInArchivesCountWhatTheyUnpackTo() {
    var limits = ReaderLimits()
    limits.unpackedBytes = 6000
    let long = String(repeating: sentence + " ", count: 20)
    let letter = Packed.zip([("word/document.xml", "<w:p><w:t>\(long)</w:t></w:p>")])
    let archive = Packed.tarOfBytes([("a.docx", letter), ("b.docx", letter), ("c.docx", letter)])
    let found = CorpusReader(limits: limits).read(bytes: archive, name: "a.tar").map(\.summary)
    #expect(found.first == "a.tar!/a.docx")
    #expect(found.last == "a.tar!/c.docx:too-large")
  }

  @Test func programsOfAllPartsShareOneTime() throws {
    let budget = ExpansionBudget(bytes: 100, seconds: 10)
    let inner = try budget.inner()
    #expect(try inner.time(9) == 9)
    inner.spend(8)
    #expect(try budget.time(9) == 2)
    inner.spend(3)
    #expect(throws: ReadFailure.self) { try inner.time(9) }
  }

  @Test(.timeLimit(.minutes(1)))
  func marksOfWebArchivesCountAtLineStartsOnly() {
    let inside = "<p>WARC/1.0 is a form of files. \(sentence)</p>"
    let body = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>\(inside)</body></html>"
    let record = Packed.warc("response", "WARC-Target-URI: https://example.org/a\r\n", body)
    let broken = "WARC/1.0\r\nWARC-Type: response\r\n"
    #expect(read("x WARC/1.0\r\n" + broken + record, "a.warc").map(\.summary) == ["a.warc!/example.org/a"])
    for mark in ["WARC/", "WARC/\n"] {
      let flood = String(repeating: mark, count: 400_000)
      #expect(read(flood, "a.warc").map(\.summary) == ["a.warc:empty"])
    }
  }

  @Test func mediaTypesAreCleanInMessages() throws {
    let type = "a/\u{1b}[31mRED\u{202e}<b>" + String(repeating: "x", count: 300)
    let text = Packed.warc("resource", "Content-Type: \(type)\r\n", "hi")
    let skip = try #require(read(text, "a.warc").first?.skip)
    #expect(skip.code == "unsupported")
    #expect(skip.message.utf8.count < 120)
    #expect(skip.message.hasPrefix("a/31mredbxxx"))
    let status = Packed.warc("response", "", "HTTP/1.1 \u{1b}[31m404 no\r\n\r\nhi")
    #expect(read(status, "a.warc").first?.skip?.message == "http-status/unknown is not an article")
  }

  private static let factiva = """
    HD  Ministers meet in Velmora
    WC  60 words
    PD  12 March 2024
    SN  The Ferry Post
    LA  English
    LP
    \(sentence)
    TD
    Parliament voted.
    IN  i1 : Agriculture
    Document FERRYP0020240312ek3c0000a

    HD  A second story
    PD  14 March 2024
    LP  Ministers left.
    Document FERRYP0020240314ek3e0000b
    """

  @Test func exportsOfFactivaAreSplit() {
    let found = read(Self.factiva, "export.txt").compactMap(\.document)
    #expect(found.map(\.title) == ["Ministers meet in Velmora", "A second story"])
    #expect(found.map(\.date) == ["2024-03-12", "2024-03-14"])
    #expect(found.first?.outlet == "The Ferry Post")
    #expect(found.first.map { String(decoding: $0.text, as: UTF8.self).hasSuffix("Parliament voted.") } == true)
  }

  @Test(arguments: [
    "Document 12 was signed in the city.\n\nIN  the end nobody came.\n\nHD televisions sold well.\n\nTD Bank said so.\n",
    "Document 12 was signed on Tuesday.\n\nHD televisions sold well.\n\nLP records sold better.\n",
    "Document AB\n\nTD Bank closed its offices.\n\nDocument FERRYP0020240312ek3c0000a was leaked.\n",
  ])
  func proseIsNoExport(_ text: String) {
    let found = read(text).compactMap(\.document)
    #expect(found.count == 1)
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      #expect(found.first.map { String(decoding: $0.text, as: UTF8.self).contains(word) } == true)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func longFieldsOfAnExportTakeNoLongerThanTheyAre() {
    let text = "HD  Ministers meet\n" + String(repeating: "ab\n", count: 400_000) + "LP  \(sentence)\n"
    let title = read(text + "Document FERRYP0020240312ek3c0000a\n", "a.txt").first?.document?.title
    #expect(title.map { $0.utf8.count <= 2000 && $0.hasPrefix("Ministers meet ab ab") } == true)
  }
}
