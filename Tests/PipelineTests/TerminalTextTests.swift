import Pipeline
import Testing

@Suite struct TerminalTextTests {
  @Test func controlCharactersAndOverridesBecomeVisible() {
    #expect(TerminalText.safe("a\u{1b}[31mb\u{202e}c\u{7}\nd") == "a\\u{1b}[31mb\\u{202e}c\\u{7} d")
    #expect(TerminalText.safe("Zoë “x” – 日本") == "Zoë “x” – 日本")
  }
}
