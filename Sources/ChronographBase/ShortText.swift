// Long texts cut for a line.

/// Cuts texts at a word.
public enum ShortText {
  /// At most `limit` scalars, cut at a space where one is near.
  ///
  /// - Parameter mark: what stands at the end of a text that was cut.
  public static func cut(_ text: String, _ limit: Int, mark: String) -> String {
    let scalars = text.unicodeScalars
    guard text.utf8.count > limit,
      let hard = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      hard < scalars.endIndex
    else { return text }
    var end = hard
    var steps = 0
    while steps < 24, end > scalars.startIndex, scalars[end] != " " {
      end = scalars.index(before: end)
      steps += 1
    }
    return String(scalars[..<(scalars[end] == " " ? end : hard)]) + mark
  }
}
