import ChronographBase
import Testing

@Suite struct HiddenCharacterTests {
  /// One scalar of each kind that no reader sees.
  static let hidden: [Unicode.Scalar] = [
    0x0, 0x7, 0x1b, 0x7f, 0x9b, 0xad, 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069,
    0xfeff, 0xfff9, 0xfdd0, 0xfffe, 0x1fffe, 0xe0041,
  ].compactMap { Unicode.Scalar($0 as UInt32) }

  @Test(arguments: hidden) func noProfileLetsItPass(_ scalar: Unicode.Scalar) {
    for profile in [TextProfile.page, .line, .label, .terminal] {
      let clean = "a\(scalar)b".cleaned(for: profile)
      #expect(!clean.unicodeScalars.contains(scalar))
      #expect(profile == .terminal ? clean.hasPrefix("a\\u{") : clean == "ab")
    }
  }

  @Test func everyScalarThatIsNotVisibleIsFoundByItsFirstByte() {
    for value in UInt32(0)...0x10ffff {
      guard let scalar = Unicode.Scalar(value), ScalarKind(scalar) != .visible else { continue }
      let first = String(Character(scalar)).utf8.first ?? 0
      #expect(ScalarKind.mayBegin(first), "\(String(value, radix: 16))")
    }
  }

  @Test func breaksFollowTheProfile() {
    let text = " a\r\nb\tc\u{a0}d\u{2028}e "
    #expect(text.cleaned(for: .page) == " a  b c\u{a0}d e ")
    #expect(text.cleaned(for: .line) == "a b c\u{a0}d e")
    #expect(text.cleaned(for: .label) == " a\nb c d\ne ")
    #expect("a\u{2028}b\nc".cleaned(for: .terminal) == "a\\u{2028}b c")
  }

  @Test func joinersOfScriptsStay() {
    #expect("نامه\u{200c}ها".cleaned(for: .page) == "نامه\u{200c}ها")
    #expect("a\u{200d}b".cleaned(for: .terminal) == "a\\u{200d}b")
  }
}

@Suite struct MarkupTests {
  @Test func everyMarkIsEscapedEvenUnderACombiningOne() {
    #expect(XMLText.escape("<a href=\"x\" & 'y'>") == "&lt;a href=&quot;x&quot; &amp; &#39;y&#39;&gt;")
    #expect(XMLText.escape("\"\u{301}<\u{301}") == "&quot;\u{301}&lt;\u{301}")
  }

  @Test func writerClosesWhatItOpens() {
    var xml = XMLWriter()
    xml.element("a", ["b": "1 < 2", "c": nil], breaks: (true, true)) { xml in
      xml.element("d", text: "x & y")
      xml.element("e")
    }
    #expect(
      xml.text == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"1 &lt; 2\">\n<d>x &amp; y</d><e/></a>\n")
  }

  @Test func jsonInsideAScriptEndsNoElement() {
    var json = JSONWriter(forScript: true)
    json.object { $0.field("a", "</script>\"&'\\\u{1}") }
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"a":"\u003c/script\u003e\u0022\u0026\u0027\\\u0001"}"#)
    var plain = JSONWriter()
    plain.string("<\"&'")
    #expect(String(decoding: plain.bytes, as: UTF8.self) == #""<\"&'""#)
  }
}

@Suite struct WordTests {
  @Test func listsAreJoinedAsInASentence() {
    #expect([String]().listed() == "")
    #expect(["a"].listed() == "a")
    #expect(["a", "b"].listed() == "a and b")
    #expect(["a", "b", "c"].listed() == "a, b and c")
    #expect(["a", "b", "c"].listed(limit: 3) == "a, b and c")
    #expect(["a", "b", "c", "d"].listed(limit: 3) == "a, b and others")
  }

  @Test func hashesAreThoseOfTheAlgorithm() {
    // Vectors of the reference implementation (draft-eastlake-fnv, section 6).
    #expect(FNV1a.hash([]) == 0xcbf2_9ce4_8422_2325)
    #expect(FNV1a.hash("a".utf8) == 0xaf63_dc4c_8601_ec8c)
    #expect(FNV1a.hash("foobar".utf8) == 0x8594_4171_f739_67e8)
    #expect(FNV1a.hex(0x1f) == "000000000000001f")
    #expect(ContentHash(["a", "bc"]).hex() != ContentHash(["ab", "c"]).hex())
  }

  @Test func lettersFoldToTheirBase() {
    #expect(LatinFolding.slug("Jean-Noël Łódź’s Straße") == "jean-noel-lodzs-strasse")
    #expect(LatinFolding.slug("Nguyễn Phú Trọng") == "nguyen-phu-trong")
  }
}
