// What templates name, found before they are parsed: a template that includes itself or nests thousands of sections
// would end in the parser's or the renderer's recursion, and an unknown name would be an empty place on a page.

/// The tags of a set of templates.
struct TemplateOutline: Sendable {
  /// Deepest nesting of sections in one template.
  private static let depthLimit = 64

  private struct Name: Sendable {
    var name: String
    var line: Int
  }

  private struct Template: Sendable {
    /// Names of values, in the order of the text.
    var values: [Name] = []
    /// Names of other templates.
    var partials: [Name] = []
  }

  /// By file name, in the order of names.
  private var templates: [(file: String, template: Template)] = []

  /// - Throws: ``SiteError`` for tags that do not end, sections that do not match or nest too deep, tags that change
  ///   how others are read, templates that are missing, and those that include themselves.
  init(of files: [String: String]) throws(SiteError) {
    for (file, text) in files.sorted(by: { $0.key < $1.key }) where file.hasSuffix(Self.suffix) {
      templates.append((file, try Self.outline(of: Array(text.utf8), file: file)))
    }
    try checkPartials()
  }

  private static let suffix = ".mustache"

  /// Refuses templates of a user that name what the embedded ones do not, and files that nothing uses.
  func check(_ own: [String], against embedded: TemplateOutline) throws(SiteError) {
    var known: Set<String> = ["."]
    for (_, template) in embedded.templates { known.formUnion(template.values.map(\.name)) }
    let files = Set(embedded.templates.map(\.file))
    let used = Set(templates.flatMap { $0.template.partials.map { $0.name + Self.suffix } })
    for (file, template) in templates where own.contains(file) {
      if let name = template.values.first(where: { !known.contains($0.name) }) {
        throw Self.error(file, name.line, "no page has a value \"\(name.name)\"")
      }
      guard files.contains(file) || used.contains(file) else {
        throw SiteError(template: file, message: "the site has no template of this name, and none includes it")
      }
    }
  }

  private static func error(_ file: String, _ line: Int, _ message: String) -> SiteError {
    SiteError(template: file, line: line, message: message)
  }

  // MARK: - One template

  private static func outline(of bytes: [UInt8], file: String) throws(SiteError) -> Template {
    var template = Template()
    var sections: [Name] = []
    var line = 1
    var index = 0
    let brace = UInt8(ascii: "{")
    while index < bytes.count {
      guard bytes[index] == brace, index + 1 < bytes.count, bytes[index + 1] == brace else {
        if bytes[index] == 0x0a { line += 1 }
        index += 1
        continue
      }
      let start = index + 2
      guard let end = close(bytes, from: start) else { throw error(file, line, "a {{ is not closed") }
      let first = line
      for place in start..<end where bytes[place] == 0x0a { line += 1 }
      index = end + 2
      guard start < end else { throw error(file, first, "an empty tag") }
      let kind = bytes[start]
      let inner = kind == brace ? start + 1..<end : start..<end
      // Of {{{name}}} the third brace follows.
      if kind == brace {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "}") else {
          throw error(file, first, "a {{{ is not closed")
        }
        index += 1
      }
      let isSign = kind == brace || !isNameByte(kind)
      let name = Name(name: word(bytes[(isSign && kind != brace ? start + 1 : inner.lowerBound)..<end]), line: first)
      switch kind {
      case UInt8(ascii: "!"): break
      case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "<"):
        sections.append(name)
        guard sections.count <= depthLimit else {
          throw error(file, first, "sections nest deeper than \(depthLimit)")
        }
        if kind == UInt8(ascii: "<") { template.partials.append(name) }
        if kind == UInt8(ascii: "#") || kind == UInt8(ascii: "^") { template.values += values(of: name) }
      case UInt8(ascii: "/"):
        guard let open = sections.popLast() else { throw error(file, first, "{{/\(name.name)}} closes nothing") }
        guard open.name == name.name else {
          throw error(file, first, "{{/\(name.name)}} stands where {{/\(open.name)}} of line \(open.line) must")
        }
      case UInt8(ascii: ">"):
        template.partials.append(name)
      case UInt8(ascii: "="), UInt8(ascii: "%"):
        throw error(file, first, "tags that change how others are read are not supported here")
      default:
        template.values += values(of: name)
      }
    }
    if let open = sections.last { throw error(file, open.line, "the section \"\(open.name)\" is not closed") }
    return template
  }

  /// Where the two braces that close a tag stand; a tag does not hold another.
  private static func close(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "}"), bytes[index + 1] == UInt8(ascii: "}") { return index }
      if index > start + 1, bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{"),
        bytes[start] != UInt8(ascii: "!")
      {
        return nil
      }
      index += 1
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".") || byte == 0x20 || byte >= 0x80
  }

  /// The text without blanks at its ends.
  private static func word(_ bytes: ArraySlice<UInt8>) -> String {
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
    let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The values that a tag names: the one inside the functions that are applied to it, part by part.
  private static func values(of tag: Name) -> [Name] {
    let inner = tag.name.split(separator: "(").last.map { $0.prefix { $0 != ")" } } ?? ""
    guard inner != "." else { return [] }
    return inner.split(separator: ".").map { Name(name: String($0), line: tag.line) }
  }

  // MARK: - Templates that include others

  /// Depth-first over the partials; a template met again on the way down includes itself.
  private func checkPartials() throws(SiteError) {
    enum State { case open, done }
    var states: [String: State] = [:]
    let byName = Dictionary(
      templates.map { (String($0.file.dropLast(Self.suffix.count)), $0.template) },
      uniquingKeysWith: { first, _ in first })
    for (file, _) in templates {
      let root = String(file.dropLast(Self.suffix.count))
      guard states[root] == nil else { continue }
      states[root] = .open
      var stack: [(name: String, next: Int)] = [(root, 0)]
      while let top = stack.last {
        let partials = byName[top.name]?.partials ?? []
        guard top.next < partials.count else {
          states[top.name] = .done
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let partial = partials[top.next]
        guard byName[partial.name] != nil else {
          throw Self.error(top.name + Self.suffix, partial.line, "there is no template \"\(partial.name)\"")
        }
        if states[partial.name] == .open {
          throw Self.error(top.name + Self.suffix, partial.line, "\"\(partial.name)\" includes itself this way")
        }
        if states[partial.name] == nil {
          states[partial.name] = .open
          stack.append((partial.name, 0))
        }
      }
    }
  }
}
