// What `chronograph review` prints and writes.

import ChronographBase
import Editor

public enum ReviewText {
  /// The list for people.
  public static func lines(_ items: [ReviewItem]) -> [String] {
    items.enumerated().flatMap { number, item in
      ["\(number + 1). \(item.question)", "   \(item.reason)"] + item.evidence.map { "   - \($0)" }
        + item.lines.map { "     \($0)" } + [""]
    }
  }

  /// `{"items":[{"kind","effect","question","reason","evidence","lines"}]}`
  public static func json(_ items: [ReviewItem]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.array("items", items) { json, item in
        json.object { json in
          json.field("kind", item.kind.rawValue)
          json.field("effect", item.effect)
          json.field("question", item.question)
          json.field("reason", item.reason)
          json.strings("evidence", item.evidence)
          json.strings("lines", item.lines)
        }
      }
    }
    json.newline()
    return json.bytes
  }

  /// The lines as comments for the end of the editor's file; without those that it has.
  public static func comments(_ items: [ReviewItem], after text: String) -> String {
    let present = Set(text.split(separator: "\n").map(String.init))
    var result = ""
    for item in items {
      let lines = item.lines.map { "# " + comment($0) }
      guard let last = lines.last, !present.contains(last) else { continue }
      result += "\n# \(comment(item.question)) \(comment(item.reason))\n" + lines.joined(separator: "\n") + "\n"
    }
    return result
  }

  /// A text that stays on the line of its comment.
  private static func comment(_ text: String) -> String {
    String(text.prefix { $0 == " " }) + text.cleaned(for: .line)
  }
}
