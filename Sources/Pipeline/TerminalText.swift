import ChronographBase

/// Text that is safe on a terminal: control characters, escapes and direction overrides become visible.
public enum TerminalText {
  public static func safe(_ text: String) -> String { text.cleaned(for: .terminal) }
}
