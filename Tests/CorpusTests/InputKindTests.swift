import Corpus
import Testing

/// Files of the kinds that newsrooms have; the ZIP archive was made by Python's zipfile.
@Suite struct InputKindTests {
  private func documents(_ text: String, _ name: String) -> [SourceDocument] {
    read(text, name).compactMap(\.document)
  }

  @Test(arguments: [
    ("a.csv", "headline,body,published,newspaper\nMinisters meet,\"One, two\nthree.\",2024-03-12,The Post\n"),
    (
      "a.csv",
      "sep=;\r\nHeadline;Body;Published;Newspaper\r\nMinisters meet;\"One, two\nthree.\";2024-03-12;The Post\r\n"
    ),
    ("a.tsv", "title\tcontent\tdate\tsource\nMinisters meet\tOne, two\\nthree.\t12 March 2024\tThe Post\n"),
    (
      "a.json",
      #"{"status":"ok","articles":[{"title":"Ministers meet","content":"One, two\nthree.","publishedAt":"2024-03-12T08:00:00Z","source":{"name":"The Post"}}]}"#
    ),
    (
      "a.ndjson",
      #"{"headline":{"main":"Ministers meet"},"maintext":"One, two\nthree.","pub_date":1710230400,"source":"The Post"}"#
    ),
    (
      "a.rss",
      """
      <rss version="2.0" xmlns:content="x"><channel><title>The Post</title><item><title>Ministers meet</title>
      <pubDate>Tue, 12 Mar 2024 08:00:00 GMT</pubDate><description>One</description>
      <content:encoded><![CDATA[<p>One, two<br>three.</p>]]></content:encoded></item></channel></rss>
      """
    ),
    (
      "a.atom",
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><entry><title>Ministers meet</title>
      <published>2024-03-12T08:00:00Z</published><content type="html">&lt;p&gt;One, two three.&lt;/p&gt;</content></entry></feed>
      """
    ),
    (
      "a.eml",
      "From: The Post <a@example.org>\nSubject: =?UTF-8?Q?Ministers_meet?=\nDate: Tue, 12 Mar 2024 08:00:00 +0100\n"
        + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nOne, two =\nthree.\n"
    ),
  ])
  func recordsGiveTitleDateOutletAndText(_ name: String, _ content: String) throws {
    let document = try #require(documents(content, name).first)
    #expect(document.title == "Ministers meet")
    #expect(document.date == "2024-03-12")
    #expect(document.outlet == "The Post")
    #expect(String(decoding: document.text, as: UTF8.self).contains("One, two"))
    #expect(String(decoding: document.text, as: UTF8.self).contains("three."))
  }

  @Test func theUsersMappingOverrulesTheNames() throws {
    var reader = CorpusReader()
    #expect(reader.fields.apply("text=Inhalt,date=Tag") == nil)
    #expect(reader.fields.apply("words=Inhalt") == "words=Inhalt")
    let items = reader.read(bytes: Array("Inhalt,text,Tag\nOne two three,no,2024-03-12\n".utf8), name: "a.csv")
    let document = try #require(items.first?.document)
    #expect(String(decoding: document.text, as: UTF8.self) == "One two three")
    #expect(document.date == "2024-03-12")
  }

  @Test func aTableWithoutTextNamesItsColumns() {
    let skip = read("a,b\n1,2\n", "a.csv").first?.skip
    #expect(skip?.code == "no-text")
    #expect(skip?.message.contains("a, b") == true)
  }

  @Test func partsOfArchivesAreCalledByTheirPlace() throws {
    let zip = TransferBytes.decoded(TransferBytes.zip)
    #expect(
      read(zip, "p.zip").map(\.summary) == ["p.zip!/in/a.txt", "p.zip!/evil.txt", "p.zip!/style.css:unsupported"])
  }

  @Test func brokenArchivesEndInASkip() {
    let zip = TransferBytes.decoded(TransferBytes.zip)
    for cut in stride(from: 0, to: zip.count, by: 7) { #expect(!read(Array(zip[..<cut]), "p.zip").isEmpty) }
    for index in zip.indices {
      var bytes = zip
      bytes[index] ^= 0x55
      _ = read(bytes, "p.zip")
    }
  }

  @Test(arguments: [
    ("a.url", "[InternetShortcut]\nURL=https://example.org/a\n"),
    ("a.txt", "https://example.org/a\n- https://example.org/b\n"),
  ])
  func addressesAreNoArticles(_ name: String, _ text: String) {
    #expect(read(text, name).first?.skip?.code == "links")
  }

  @Test func exportsOfPressDatabasesAreSplit() throws {
    let text = """
      Ministers meet in Velmora
      The Ferry Post
      March 12, 2024 Tuesday

      Copyright 2024 Ferry Media
      Section: NEWS
      Length: 60 words
      Body

      \(sentence)

      Load-Date: March 13, 2024

      End of Document

      A second story
      The Ferry Post
      March 14, 2024 Thursday

      Length: 60 words
      Body

      Parliament voted. \(sentence)

      Load-Date: March 15, 2024

      End of Document
      """
    let found = documents(text, "export.txt")
    #expect(found.map(\.title) == ["Ministers meet in Velmora", "A second story"])
    #expect(found.map(\.date) == ["2024-03-12", "2024-03-14"])
    #expect(found.map(\.outlet) == ["The Ferry Post", "The Ferry Post"])
    #expect(found.first.map { String(decoding: $0.text, as: UTF8.self) } == sentence)
  }

  @Test func frontMatterOfHugo() throws {
    let text = "+++\ntitle = \"A title\"\ndate = 2024-03-12T10:00:00Z\n[params]\ntitle = \"no\"\n+++\n\n\(sentence)\n"
    let document = try #require(read(text, "a.md").first?.document)
    #expect(document.title == "A title")
    #expect(document.date == "2024-03-12")
    #expect(try layout(text, "a.md").last == "paragraph: " + sentence)
  }

  @Test func plainTextIsReadAsPrinted() throws {
    let document = try #require(
      read("The of\u{fb01}ce of AT&amp;T agreed to the re-\nform on Tuesday.").first?.document)
    #expect(String(decoding: document.text, as: UTF8.self) == "The office of AT&T agreed to the reform on Tuesday.")
  }
}

/// Bytes in base64.
private enum TransferBytes {
  static let zip =
    "UEsDBBQAAAAIAAAAIVh+OOQCJwAAACUAAAAIAAAAaW4vYS50eHTzzczLLC5JLSpWyE1NLVHIzFMIS83JzS9KVMjPUwgpTS1O"
    + "SazUAwBQSwMEFAAAAAgAAAAhWCUlWHohAAAAHwAAAA4AAAAuLi8uLi9ldmlsLnR4dPPNzMssLkktKlbITU0tUUhMT8zMU8jP"
    + "U3ArykxJrNQDAFBLAwQUAAAACAAAACFYudUrVAUAAAADAAAACQAAAHN0eWxlLmNzc0usrgUAUEsBAhQDFAAAAAgAAAAhWH44"
    + "5AInAAAAJQAAAAgAAAAAAAAAAAAAAIABAAAAAGluL2EudHh0UEsBAhQDFAAAAAgAAAAhWCUlWHohAAAAHwAAAA4AAAAAAAAA"
    + "AAAAAIABTQAAAC4uLy4uL2V2aWwudHh0UEsBAhQDFAAAAAgAAAAhWLnVK1QFAAAAAwAAAAkAAAAAAAAAAAAAAIABmgAAAHN0"
    + "eWxlLmNzc1BLBQYAAAAAAwADAKkAAADGAAAAAAA="

  static func decoded(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    for byte in text.utf8 {
      guard let value = letters.firstIndex(of: byte) else { continue }
      buffer = (buffer << 6 | UInt32(value)) & 0xffffff
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return result
  }
}
