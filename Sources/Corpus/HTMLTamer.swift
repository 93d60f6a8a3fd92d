// Makes a page harmless for the tree builder: libxml2 takes quadratic time for a tag of 100,000 attributes or
// 100,000 nested elements, and stops at depth 256. This scanner runs over the bytes once, keeps the attributes
// that mean something, leaves out scripts, comments and document types, and flattens what is nested too deeply.

/// Rewrites a page so that parsing it takes linear time; its text stays.
struct HTMLTamer {
  /// Elements deeper than this lose their tags, not their text.
  private static let deepest = 150
  private static let longestValue = 4096

  private let html: UnsafeBufferPointer<UInt8>
  private var output: [UInt8] = []
  private var position = 0
  /// Names of the open elements.
  private var open: [String] = []
  private var seenBody = false

  /// - Parameter html: UTF-8 without control characters.
  static func tamed(_ html: [UInt8]) -> [UInt8] {
    html.withUnsafeBufferPointer { buffer in
      var tamer = HTMLTamer(html: buffer)
      tamer.run()
      return tamer.output
    }
  }

  private init(html: UnsafeBufferPointer<UInt8>) {
    self.html = html
    output.reserveCapacity(html.count)
  }

  private mutating func run() {
    while position < html.count {
      let byte = html[position]
      if byte == 0x3c, position + 1 < html.count {
        let next = html[position + 1]
        if isLetter(next) {
          startTag()
          continue
        }
        if next == 0x2f, position + 2 < html.count, isLetter(html[position + 2]) {
          endTag()
          continue
        }
        if next == 0x21 || next == 0x3f || next == 0x2f {
          declaration()
          continue
        }
        // A lone `<` is text.
        output.append(contentsOf: "&lt;".utf8)
        position += 1
        continue
      }
      output.append(byte)
      position += 1
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a }

  private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

  /// Reads a name in lower case; blanks, `/`, `>` and `=` end it.
  private mutating func name() -> String {
    let start = position
    while position < html.count, !isBlank(html[position]), html[position] != 0x2f, html[position] != 0x3e,
      html[position] != 0x3d
    {
      position += 1
    }
    guard position - start <= 40 else { return "" }
    return String(
      decoding: html[start..<position].map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// Comments, document types, processing instructions and CDATA are no part of an article.
  private mutating func declaration() {
    if starts(with: "<!--", at: position) {
      // `<!-->` is a whole comment.
      position = skip(to: "-->", from: min(html.count, position + 2))
    } else if starts(with: "<![CDATA[", at: position) {
      position += 9
    } else {
      // The internal subset of a document type holds `>` itself.
      let isType = position + 9 <= html.count && html[position + 2] | 0x20 == 0x64
      var depth = 0
      while position < html.count {
        let byte = html[position]
        position += 1
        if byte == 0x5b, isType { depth += 1 }
        if byte == 0x5d, isType { depth -= 1 }
        if byte == 0x3e, depth <= 0 { break }
      }
    }
  }

  private func starts(with word: StaticString, at start: Int) -> Bool {
    word.withUTF8Buffer { start + $0.count <= html.count && html[start..<start + $0.count].elementsEqual($0) }
  }

  /// The position after the next occurrence of a short text, or the end.
  private func skip(to word: StaticString, from start: Int) -> Int {
    word.withUTF8Buffer { needle in
      var index = start
      while index + needle.count <= html.count {
        if html[index] == needle[0], html[index..<index + needle.count].elementsEqual(needle) {
          return index + needle.count
        }
        index += 1
      }
      return html.count
    }
  }

  private mutating func startTag() {
    position += 1
    let name = name()
    let attributes = attributes()
    if ["script", "style", "noscript", "template", "textarea", "iframe", "svg", "math", "noframes", "noembed"]
      .contains(name)
    {
      rawText(name, attributes)
      return
    }
    openBody(before: name)
    close(impliedBy: name)
    let isVoid = Self.void.contains(name)
    guard !name.isEmpty, isVoid || open.count < Self.deepest else {
      // The text of a flattened block must not run into its neighbour.
      output.append(0x20)
      return
    }
    if !isVoid { open.append(name) }
    write(name, attributes)
  }

  /// The first element that belongs to no head begins the body; libxml2 leaves elements that are newer than
  /// itself, such as `article`, in the head.
  private mutating func openBody(before name: String) {
    guard !seenBody, !["html", "head", "title", "meta", "link", "base", ""].contains(name) else { return }
    seenBody = true
    if name != "body" { write("body", []) }
  }

  private mutating func write(_ name: String, _ attributes: [(String, ArraySlice<UInt8>)]) {
    output.append(0x3c)
    output.append(contentsOf: name.utf8.filter { isLetter($0) || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2d })
    for (key, value) in attributes {
      output.append(0x20)
      output.append(contentsOf: key.utf8)
      output.append(contentsOf: [0x3d, 0x22])
      for byte in value {
        switch byte {
        case 0x22: output.append(contentsOf: "&quot;".utf8)
        case 0x3c: output.append(contentsOf: "&lt;".utf8)
        default: output.append(byte)
        }
      }
      output.append(0x22)
    }
    output.append(0x3e)
  }

  /// The attributes that mean something, each once; leaves the position after `>`.
  private mutating func attributes() -> [(String, ArraySlice<UInt8>)] {
    var result: [(String, ArraySlice<UInt8>)] = []
    while position < html.count {
      while position < html.count, isBlank(html[position]) || html[position] == 0x2f { position += 1 }
      guard position < html.count else { break }
      if html[position] == 0x3e {
        position += 1
        break
      }
      let before = position
      let key = name()
      if position == before { position += 1 }
      var value: ArraySlice<UInt8> = []
      while position < html.count, isBlank(html[position]) { position += 1 }
      if position < html.count, html[position] == 0x3d {
        position += 1
        value = attributeValue()
      }
      if PageTree.Attribute(rawValue: key) != nil, !result.contains(where: { $0.0 == key }) {
        result.append((key, value.prefix(Self.longestValue)))
      }
    }
    return result
  }

  private mutating func attributeValue() -> ArraySlice<UInt8> {
    while position < html.count, isBlank(html[position]) { position += 1 }
    guard position < html.count else { return [] }
    let quote = html[position]
    let start: Int
    let end: Int
    if quote == 0x22 || quote == 0x27 {
      start = position + 1
      position = start
      while position < html.count, html[position] != quote { position += 1 }
      end = position
      position = min(html.count, position + 1)
    } else {
      start = position
      while position < html.count, !isBlank(html[position]), html[position] != 0x3e { position += 1 }
      end = position
    }
    return ArraySlice(html[start..<min(end, start + Self.longestValue + 1)])
  }

  /// An element whose content is no article text; JSON-LD is kept.
  private mutating func rawText(_ name: String, _ attributes: [(String, ArraySlice<UInt8>)]) {
    let type = attributes.first { $0.0 == "type" }?.1 ?? []
    let isData = name == "script" && String(decoding: type, as: UTF8.self).lowercased().hasPrefix("application/ld+json")
    let start = position
    var end = html.count
    var index = position
    while index + 2 + name.utf8.count <= html.count {
      if html[index] == 0x3c, html[index + 1] == 0x2f,
        zip(html[(index + 2)...], name.utf8).allSatisfy({ $0 | 0x20 == $1 })
      {
        end = index
        break
      }
      index += 1
    }
    if isData {
      write(name, attributes)
      output.append(contentsOf: html[start..<end])
      output.append(contentsOf: "</script>".utf8)
    }
    position = end
    while position < html.count, html[position] != 0x3e { position += 1 }
    position = min(html.count, position + 1)
  }

  private mutating func endTag() {
    position += 2
    let name = name()
    while position < html.count, html[position] != 0x3e { position += 1 }
    position = min(html.count, position + 1)
    if let match = open.lastIndex(of: name) {
      open.removeSubrange(match...)
      output.append(contentsOf: "</".utf8)
      output.append(contentsOf: name.utf8.filter { isLetter($0) || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2d })
      output.append(0x3e)
    } else {
      output.append(0x20)
    }
  }

  /// Elements whose end tag may be missing are closed by their next sibling.
  private mutating func close(impliedBy name: String) {
    guard let closes = Self.implied[name], let last = open.last else { return }
    if closes.contains(last) {
      open.removeLast()
      if name == "tr", open.last == "tr" { open.removeLast() }
    }
  }

  private static let implied: [String: Set<String>] = [
    "p": ["p"], "li": ["li", "p"], "td": ["td", "th", "p"], "th": ["td", "th", "p"], "tr": ["tr", "td", "th"],
    "dd": ["dd", "dt"], "dt": ["dd", "dt"], "option": ["option"], "div": ["p"], "ul": ["p"], "ol": ["p"],
    "h1": ["p"], "h2": ["p"], "h3": ["p"], "table": ["p"], "section": ["p"], "blockquote": ["p"],
  ]

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]
}
