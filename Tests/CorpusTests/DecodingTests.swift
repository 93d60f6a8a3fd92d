import Corpus
import Testing

@Suite struct DecodingTests {
  private func text(_ bytes: [UInt8]) -> String? {
    read(bytes).first?.document.map { String(decoding: $0.text, as: UTF8.self) }
  }

  private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xff)] : [UInt8($0 & 0xff), UInt8($0 >> 8)] }
  }

  @Test func byteOrderMarksAreReadAndRemoved() {
    let words = "Łódź and Köln. " + sentence
    #expect(text([0xef, 0xbb, 0xbf] + Array(words.utf8)) == words)
    #expect(text([0xff, 0xfe] + utf16(words, bigEndian: false)) == words)
    #expect(text([0xfe, 0xff] + utf16(words, bigEndian: true)) == words)
    let utf32 = words.unicodeScalars.flatMap { scalar in (0..<4).map { UInt8(scalar.value >> (8 * $0) & 0xff) } }
    #expect(text([0xff, 0xfe, 0, 0] + utf32) == words)
  }

  @Test func utf16IsFoundWithoutMark() {
    #expect(text(utf16(sentence, bigEndian: false)) == sentence)
    #expect(text(utf16(sentence, bigEndian: true)) == sentence)
  }

  @Test func halfACharacterAtTheEndIsLeftOut() {
    #expect(text([0xff, 0xfe] + utf16(sentence, bigEndian: false) + [0x41]) == sentence)
  }

  @Test func windows1252IsDetected() {
    let bytes: [UInt8] = [0x93] + Array("It is signed,".utf8) + [0x94] + Array(" he said in Malm".utf8) + [0xf6, 0x2e]
    let item = read(bytes).first
    #expect(item?.document.map { String(decoding: $0.text, as: UTF8.self) } == "“It is signed,” he said in Malmö.")
    #expect(item?.notes == ["decoded-as-windows-1252"])
  }

  @Test func brokenUTF8IsRepaired() {
    let item = read(Array("Über Köln ".utf8) + [0xff, 0x20] + Array(sentence.utf8)).first
    #expect(item?.document.map { String(decoding: $0.text, as: UTF8.self) } == "Über Köln \u{fffd} " + sentence)
    #expect(item?.notes == ["repaired-utf8"])
  }

  @Test func controlCharactersBecomeBlanksOfTheSameLength() {
    let words = "A\u{0}B \u{1b}[2J \u{202e}x\u{202c} \u{9b}y two words"
    let document = read(words).first?.document
    #expect(document?.text.count == words.utf8.count)
    #expect(document?.text.contains { $0 < 0x20 } == false)
    #expect(String(decoding: document?.text ?? [], as: UTF8.self) == "A B  [2J    x    \u{a0}y two words")
  }

  @Test(arguments: [
    ("\u{7f}ELF", "binary"), ("%PDF-1.7 text", "binary"), ("", "empty"), (" \n\n\u{a0}", "empty"), ("x", "no-text"),
    ("aaaaaaaa", "no-text"),
  ])
  func whatIsNoArticleIsSkipped(_ text: String, _ code: String) {
    #expect(read(text).first?.skip?.code == code)
  }

  @Test func randomBytesAreBinary() {
    var state: UInt32 = 7
    let bytes = (0..<20_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    #expect(read(bytes).first?.skip?.code == "binary")
  }

  @Test func everyPairOfBytesGivesAResult() {
    for first in UInt8.min...UInt8.max {
      for second: UInt8 in [0, 0x0a, 0x41, 0x80, 0xbf, 0xc2, 0xe2, 0xf0, 0xff] {
        for name in ["a.txt", "a.md", "a.html", "a.json", "a.ndjson"] {
          #expect(read([first, second], name).count <= 3)
          #expect(read([0x3c, first, second, 0x3e, 0x22, first], name).count <= 3)
        }
      }
    }
  }

  @Test func pagesAreDecodedByTheirMetaCharset() {
    let page =
      Array("<meta charset=\"windows-1251\"><p>".utf8) + [0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0]
      + Array(" \(sentence)</p>".utf8)
    #expect(
      read(page, "a.html").first?.document.map { String(decoding: $0.text, as: UTF8.self) } == "Москва " + sentence)
    let lying = "<meta charset=utf-16><p>\(sentence)</p>"
    #expect(read(lying, "a.html").first?.document.map { String(decoding: $0.text, as: UTF8.self) } == sentence)
  }
}
