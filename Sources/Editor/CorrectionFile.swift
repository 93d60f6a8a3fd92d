// The text of an editor's file, to which an entry is added without touching a byte of what stands there otherwise:
// comments, order and style stay the person's. Only a value that such an entry gave before is written over. What cannot be added that way is refused, with what to do instead.

import Knowledge

/// The text of `chronograph.yml`, and where a new entry goes.
public struct CorrectionFile: Sendable {
  /// What may be added. Values and anchors are YAML in flow style, names and texts plain.
  public enum Entry: Sendable, Equatable {
    /// An item of a list (`actors`, `events`, …): one line.
    case item(section: String, line: String)
    /// One change of an event. A line that says the same kind of thing of the same anchor gets the new value.
    case event(anchor: String, key: String, value: String)
    /// What an actor is called, nil for what it is called now, and why. A line that gave it its name is continued.
    case actor(anchor: String, name: String, rename: String?, why: String?)
    /// A key of a document.
    case document(name: String, key: String, value: String)
  }

  /// A new text, and the line in it with the keys that have another value than before.
  private typealias Draft = (text: String, changed: (line: Int, keys: [String])?)

  public let text: String
  /// The file as errors name it.
  public let file: String

  public init(_ text: String, file: String = Configuration.fileName) {
    self.text = text
    self.file = file
  }

  /// The text with one more entry, or with another value of one that stands there.
  ///
  /// - Throws: `KnowledgeError` when the file has a fault, says so already, or the entry has no place in it that leaves
  ///   all else as it is.
  public func adding(_ entry: Entry) throws(KnowledgeError) -> String {
    let old = try KnowledgeYAML.parse(text, file: file)
    let configuration = try Configuration(text: text, file: file)
    let draft: Draft
    switch entry {
    case .item(let section, let line): draft = (try item(line, in: section), nil)
    case .event(let anchor, let key, let value): draft = try event(anchor, key, value, configuration)
    case .actor(let anchor, let name, let rename, let why):
      draft = try actor(anchor, name, rename, why, configuration)
    case .document(let name, let key, let value): draft = try document(name, key, value, configuration)
    }
    guard draft.text != text else {
      throw KnowledgeError(file: file, line: draft.changed?.line ?? 1, message: "this stands here already")
    }
    _ = try Configuration(text: draft.text, file: file)
    let new = try KnowledgeYAML.parse(draft.text, file: file)
    let (oldSize, newSize) = (CorrectionFile.size(old), CorrectionFile.size(new))
    guard CorrectionFile.holds(new, old, but: draft.changed),
      draft.changed == nil ? newSize > oldSize : newSize >= oldSize
    else {
      throw KnowledgeError(
        file: file, line: 1, message: "this entry cannot be added without changing others; write it by hand: \(entry)")
    }
    return draft.text
  }

  // MARK: Entries that stand there

  private func event(
    _ anchor: String, _ key: String, _ value: String, _ configuration: Configuration
  ) throws(KnowledgeError) -> Draft {
    let start = "{event: \(anchor), \(key): "
    let lines = self.lines
    for correction in configuration.events {
      guard case .change(_, let change) = correction.act, change.fields == [key],
        let line = CorrectionFile.ownLine(correction.line, lines), line.hasPrefix(start)
      else { continue }
      return (replacing(correction.line, line, start + value + "}"), (correction.line, [key]))
    }
    return (try item(start + value + "}", in: "events"), nil)
  }

  private func actor(
    _ anchor: String, _ name: String, _ rename: String?, _ why: String?, _ configuration: Configuration
  ) throws(KnowledgeError) -> Draft {
    func line(_ start: String, _ why: String?) -> String {
      let reason = why.map { ", why: \(CorrectionLines.quoted($0))" } ?? ""
      return start + ", rename: \(CorrectionLines.quoted(rename ?? name))\(reason)}"
    }
    let lines = self.lines
    let given = ", rename: \(CorrectionLines.quoted(name))"
    for correction in configuration.actors {
      guard case .change(_, name, nil, nil, false) = correction.act,
        let old = CorrectionFile.ownLine(correction.line, lines),
        old.hasPrefix("{actor: "), let place = old.ranges(of: given).last
      else { continue }
      let new = line(String(old[..<place.lowerBound]), why ?? correction.why)
      return (replacing(correction.line, old, new), (correction.line, ["rename", "why"]))
    }
    return (try item(line("{actor: \(anchor)", why), in: "actors"), nil)
  }

  /// What stands behind the hyphen of an item that is one line in braces.
  private static func ownLine(_ line: Int, _ lines: [String]) -> Substring? {
    guard lines.indices.contains(line - 1) else { return nil }
    var content = lines[line - 1].drop { $0 == " " }
    guard content.hasPrefix("- ") else { return nil }
    content = content.dropFirst(2)
    while content.last == "\r" || content.last == " " { content.removeLast() }
    guard let end = closingBrace(of: content), content.index(after: end) == content.endIndex else { return nil }
    return content
  }

  /// Where the brace that a text begins with is closed: not inside quotation marks, and not by one of a comment behind.
  private static func closingBrace(of text: Substring) -> Substring.Index? {
    guard text.first == "{" else { return nil }
    var depth = 0
    var mark: Character?
    var isEscaped = false
    for index in text.indices {
      let character = text[index]
      if let open = mark {
        if isEscaped {
          isEscaped = false
        } else if character == "\\", open == "\"" {
          isEscaped = true
        } else if character == open {
          mark = nil
        }
        continue
      }
      switch character {
      case "\"", "'": mark = character
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  private func replacing(_ line: Int, _ old: Substring, _ new: String) -> String {
    var lines = self.lines
    if let range = lines[line - 1].firstRange(of: old) { lines[line - 1].replaceSubrange(range, with: new) }
    return lines.joined(separator: "\n")
  }

  // MARK: Places

  private func item(_ line: String, in section: String) throws(KnowledgeError) -> String {
    var lines = self.lines
    guard let place = try self.place(of: section, lines) else { return appended("\(section):\n  - \(line)\n") }
    let indent = place.first.map { String(lines[$0].prefix { $0 == " " }) } ?? "  "
    if let first = place.first,
      let same = (first..<place.end).first(where: { CorrectionFile.ownLine($0 + 1, lines).map(String.init) == line })
    {
      throw KnowledgeError(file: file, line: same + 1, message: "this stands here already")
    }
    lines.insert("\(indent)- \(line)", at: place.end)
    return lines.joined(separator: "\n")
  }

  private func document(
    _ name: String, _ key: String, _ value: String, _ configuration: Configuration
  ) throws(KnowledgeError) -> Draft {
    var lines = self.lines
    let quoted = CorrectionLines.quoted(name)
    guard let place = try self.place(of: "documents", lines) else {
      return (appended("documents:\n  \(quoted): {\(key): \(value)}\n"), nil)
    }
    if let entry = configuration.documents.first(where: { TextFolding.folded($0.name) == TextFolding.folded(name) }) {
      let number = entry.line - 1
      guard lines.indices.contains(number), let close = lines[number].lastIndex(of: "}"),
        lines[number][close...].dropFirst().allSatisfy({ $0 == " " || $0 == "\r" }),
        lines[number].contains("{"), !lines[number].contains("{}")
      else {
        throw KnowledgeError(
          file: file, line: entry.line, message: "\(name) stands here already; add \"\(key): \(value)\" there by hand")
      }
      if let range = CorrectionFile.value(of: key, in: lines[number]) {
        lines[number].replaceSubrange(range, with: value)
        return (lines.joined(separator: "\n"), (entry.line, [key]))
      }
      lines[number].insert(contentsOf: ", \(key): \(value)", at: close)
      return (lines.joined(separator: "\n"), nil)
    }
    let first = place.first.map { lines[$0] }
    let indent = first.map { String($0.prefix { $0 == " " }) } ?? "  "
    let isList = first?.drop { $0 == " " }.hasPrefix("-") ?? false
    let line = isList ? "- {file: \(quoted), \(key): \(value)}" : "\(quoted): {\(key): \(value)}"
    lines.insert(indent + line, at: place.end)
    return (lines.joined(separator: "\n"), nil)
  }

  /// Where the value of a key stands in a line in flow style.
  private static func value(of key: String, in line: String) -> Range<String.Index>? {
    guard let start = line.firstRange(of: "{\(key): ")?.upperBound ?? line.firstRange(of: ", \(key): ")?.upperBound
    else {
      return nil
    }
    var end = start
    if line[start...].hasPrefix("\"") {
      var isEscaped = false
      repeat {
        isEscaped = !isEscaped && line[end] == "\\"
        end = line.index(after: end)
      } while end < line.endIndex && (isEscaped || line[end] != "\"")
      return end < line.endIndex ? start..<line.index(after: end) : nil
    }
    while end < line.endIndex, line[end] != ",", line[end] != "}" { end = line.index(after: end) }
    return start..<end
  }

  private var lines: [String] {
    // On scalars: "\r\n" is one character, which no line feed divides.
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }

  /// Where a section of the top level has its first entry and where the next one goes (numbers of lines); nil without it.
  private func place(of section: String, _ lines: [String]) throws(KnowledgeError) -> (first: Int?, end: Int)? {
    guard let head = lines.firstIndex(where: { $0.hasPrefix(section + ":") }) else { return nil }
    let rest = lines[head].dropFirst(section.count + 1).drop { $0 == " " || $0 == "\r" }
    guard rest.isEmpty || rest.hasPrefix("#") else {
      throw KnowledgeError(
        file: file, line: head + 1, message: "write \"\(section)\" with one entry a line; then entries can be added")
    }
    var first: Int?
    var end = head + 1
    for number in (head + 1)..<max(head + 1, lines.count) {
      let line = lines[number]
      let content = line.drop { $0 == " " }
      if content.isEmpty || content == "\r" || content.hasPrefix("#") { continue }
      guard line.hasPrefix(" ") || line.hasPrefix("-") else { break }
      first = first ?? number
      end = number + 1
    }
    return (first, end)
  }

  private func appended(_ section: String) -> String {
    let gap = text.isEmpty || text.utf8.last == 0x0a ? "" : "\n"
    return text + gap + section
  }

  // MARK: Nothing else changes

  /// Whether all of an old value stands in a new one, at its place.
  ///
  /// - Parameter changed: keys of the mapping in a line that may have another value.
  private static func holds(
    _ new: KnowledgeNode, _ old: KnowledgeNode, but changed: (line: Int, keys: [String])?
  ) -> Bool {
    switch (old.content, new.content) {
    case (.scalar(let a), .scalar(let b)): return a == b
    // A section without entries is an empty text.
    case (.scalar(let a), _): return a.isEmpty || a == "null" || a == "~"
    case (.sequence(let a), .sequence(let b)):
      return a.count <= b.count && zip(a, b).allSatisfy { holds($1, $0, but: changed) }
    case (.mapping(let a), .mapping(let b)):
      return a.allSatisfy { entry in
        guard let value = b.first(where: { $0.key == entry.key })?.value else { return false }
        if let changed, changed.line == old.line, changed.keys.contains(entry.key) { return true }
        return holds(value, entry.value, but: changed)
      }
    default: return false
    }
  }

  /// How many texts a value holds.
  private static func size(_ node: KnowledgeNode) -> Int {
    switch node.content {
    case .scalar(let text): text.isEmpty ? 0 : 1
    case .sequence(let items): items.reduce(0) { $0 + size($1) }
    case .mapping(let entries): entries.reduce(0) { $0 + size($1.value) }
    }
  }
}
