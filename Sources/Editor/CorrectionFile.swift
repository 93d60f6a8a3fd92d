// The text of an editor's file, to which an entry is added without touching a byte of what stands there otherwise:
// comments, order and style stay the person's. What cannot be added that way is refused, with what to do instead.

import Knowledge

/// The text of `chronograph.yml`, and where a new entry goes.
public struct CorrectionFile: Sendable {
  /// What may be added.
  public enum Entry: Sendable, Equatable {
    /// An item of a list (`actors`, `events`, …): one line of YAML in flow style.
    case item(section: String, line: String)
    /// A key of a document with its value, as YAML.
    case document(name: String, key: String, value: String)
  }

  public let text: String
  /// The file as errors name it.
  public let file: String

  public init(_ text: String, file: String = Configuration.fileName) {
    self.text = text
    self.file = file
  }

  /// The text with one more entry.
  ///
  /// - Throws: `KnowledgeError` when the file has a fault, or the entry has no place in it that leaves all else as it is.
  public func adding(_ entry: Entry) throws(KnowledgeError) -> String {
    let old = try KnowledgeYAML.parse(text, file: file)
    let added: String
    switch entry {
    case .item(let section, let line): added = try item(line, in: section)
    case .document(let name, let key, let value): added = try document(name, key, value)
    }
    _ = try Configuration(text: added, file: file)
    let new = try KnowledgeYAML.parse(added, file: file)
    guard CorrectionFile.holds(new, old), CorrectionFile.size(new) > CorrectionFile.size(old) else {
      throw KnowledgeError(
        file: file, line: 1, message: "this entry cannot be added without changing others; write it by hand: \(entry)")
    }
    return added
  }

  // MARK: Places

  private func item(_ line: String, in section: String) throws(KnowledgeError) -> String {
    var lines = self.lines
    guard let place = try self.place(of: section, lines) else { return appended("\(section):\n  - \(line)\n") }
    let indent = place.first.map { String(lines[$0].prefix { $0 == " " }) } ?? "  "
    lines.insert("\(indent)- \(line)", at: place.end)
    return lines.joined(separator: "\n")
  }

  private func document(_ name: String, _ key: String, _ value: String) throws(KnowledgeError) -> String {
    var lines = self.lines
    let quoted = CorrectionLines.quoted(name)
    guard let place = try self.place(of: "documents", lines) else {
      return appended("documents:\n  \(quoted): {\(key): \(value)}\n")
    }
    let configuration = try Configuration(text: text, file: file)
    if let entry = configuration.documents.first(where: { TextFolding.folded($0.name) == TextFolding.folded(name) }) {
      let number = entry.line - 1
      guard lines.indices.contains(number), let close = lines[number].lastIndex(of: "}"),
        lines[number][close...].dropFirst().allSatisfy({ $0 == " " || $0 == "\r" }),
        lines[number].contains("{"), !lines[number].contains("{}")
      else {
        throw KnowledgeError(
          file: file, line: entry.line, message: "\(name) stands here already; add \"\(key): \(value)\" there by hand")
      }
      lines[number].insert(contentsOf: ", \(key): \(value)", at: close)
      return lines.joined(separator: "\n")
    }
    let first = place.first.map { lines[$0] }
    let indent = first.map { String($0.prefix { $0 == " " }) } ?? "  "
    let isList = first?.drop { $0 == " " }.hasPrefix("-") ?? false
    let line = isList ? "- {file: \(quoted), \(key): \(value)}" : "\(quoted): {\(key): \(value)}"
    lines.insert(indent + line, at: place.end)
    return lines.joined(separator: "\n")
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
  private static func holds(_ new: KnowledgeNode, _ old: KnowledgeNode) -> Bool {
    switch (old.content, new.content) {
    case (.scalar(let a), .scalar(let b)): return a == b
    // A section without entries is an empty text.
    case (.scalar(let a), _): return a.isEmpty || a == "null" || a == "~"
    case (.sequence(let a), .sequence(let b)): return a.count <= b.count && zip(a, b).allSatisfy { holds($1, $0) }
    case (.mapping(let a), .mapping(let b)):
      return a.allSatisfy { entry in
        b.first { $0.key == entry.key }.map { holds($0.value, entry.value) } ?? false
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
