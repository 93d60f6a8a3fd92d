// Lines joined to the units that become blocks.

/// One line, or the lines of a hard-wrapped paragraph.
struct LineGroup {
  var span: ByteSpan
  var lines: Int
  var afterGap: Bool
  var words: Int
  var longWords: Int
  var capitalLongWords: Int
  var isAllCapitals: Bool
  var startsLower: Bool
  var ending: TextLine.Ending

  var isTitleCase: Bool { longWords > 0 && capitalLongWords * 5 >= longWords * 3 }
  /// A run of words that ends as a sentence does.
  var isSentence: Bool { ending == .sentence || ending == .question && words > 12 }

  init(_ line: TextLine) {
    span = line.span
    lines = 1
    afterGap = line.afterGap
    words = line.words
    longWords = line.longWords
    capitalLongWords = line.capitalLongWords
    isAllCapitals = line.isAllCapitals
    startsLower = line.startsLower
    ending = line.ending
  }

  private mutating func append(_ line: TextLine) {
    span = span.union(line.span)
    lines += 1
    words += line.words
    longWords += line.longWords
    capitalLongWords += line.capitalLongWords
    isAllCapitals = isAllCapitals && line.isAllCapitals
    ending = line.ending
  }

  /// Groups lines. Texts with a line for each paragraph keep their lines; hard-wrapped ones are joined.
  static func groups(of lines: [TextLine], text: UnsafeBufferPointer<UInt8>) -> [LineGroup] {
    guard isWrapped(lines) else { return lines.map(LineGroup.init) }
    let width = wrapWidth(lines)
    var result: [LineGroup] = []
    var previous: TextLine?
    for line in lines {
      if let last = previous, !line.afterGap, joins(last, line, width: width, text: text) {
        result[result.count - 1].append(line)
      } else {
        result.append(LineGroup(line))
      }
      previous = line
    }
    return result
  }

  /// A text is hard-wrapped when lines stop in mid-sentence and go on in lower case.
  private static func isWrapped(_ lines: [TextLine]) -> Bool {
    var pairs = 0
    var continuations = 0
    for index in lines.indices.dropFirst() where !lines[index].afterGap {
      pairs += 1
      let before = lines[index - 1].ending
      if lines[index].startsLower, before == .open || before == .comma, lines[index - 1].length >= 25 {
        continuations += 1
      }
    }
    return continuations * 5 >= pairs && continuations > 0
  }

  /// The width that lines were wrapped to, in bytes: the ninth decile of their lengths.
  private static func wrapWidth(_ lines: [TextLine]) -> Int {
    let lengths = lines.map { $0.length + $0.indent }.sorted()
    return lengths[min(lengths.count - 1, lengths.count * 9 / 10)]
  }

  private static func joins(
    _ last: TextLine, _ line: TextLine, width: Int, text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if ListMark.length(text, in: line.span) != nil || ListMark.isHeadingMark(text, in: last.span) { return false }
    if ListMark.isLone(text, in: last.span) { return false }
    let isShort = (last.length + last.indent) * 4 < width * 3
    switch last.ending {
    case .sentence, .question, .colon:
      return !(isShort || line.indent >= last.indent + 2)
    case .comma: return true
    case .open:
      // A short line without an end, before a capital, is a heading or a signature of its own.
      return line.startsLower || !isShort
    }
  }
}

/// List and heading marks at the start of a line.
enum ListMark {
  /// Length in bytes of a bullet or number, blanks not included; nil when the line has none.
  static func length(_ text: UnsafeBufferPointer<UInt8>, in span: ByteSpan) -> Int? {
    let (mark, isBullet) = mark(text, in: span)
    guard mark > 0 else { return nil }
    let next = span.start + mark
    guard next < span.end else { return mark }
    let blank = TextLine.blankLength(text, at: next) > 0
    // Hyphens and asterisks need a blank; typographic bullets do not.
    return blank || isBullet && text[span.start] >= 0x80 && text[span.start + 1] != 0x80 ? mark : nil
  }

  /// Whether the line is nothing but a mark.
  static func isLone(_ text: UnsafeBufferPointer<UInt8>, in span: ByteSpan) -> Bool {
    mark(text, in: span).length == span.length
  }

  /// A Markdown heading.
  static func isHeadingMark(_ text: UnsafeBufferPointer<UInt8>, in span: ByteSpan) -> Bool {
    headingLength(text, in: span) > 0
  }

  /// Length of `#` to `######` before a blank, or 0.
  static func headingLength(_ text: UnsafeBufferPointer<UInt8>, in span: ByteSpan) -> Int {
    var index = span.start
    while index < span.end, text[index] == 0x23 { index += 1 }
    let count = index - span.start
    return (1...6).contains(count) && index < span.end && text[index] == 0x20 ? count : 0
  }

  private static func mark(_ text: UnsafeBufferPointer<UInt8>, in span: ByteSpan) -> (length: Int, isBullet: Bool) {
    guard !span.isEmpty else { return (0, false) }
    let byte = text[span.start]
    if byte == 0x2d || byte == 0x2a || byte == 0x2b { return (1, true) }
    if byte == 0xc2, span.length >= 2, text[span.start + 1] == 0xb7 { return (2, true) }
    if byte == 0xe2, span.length >= 3 {
      let (second, third) = (text[span.start + 1], text[span.start + 2])
      switch (second, third) {
      // En and em dash, bullet, triangular bullet, hyphen bullet, squares, circles, arrows and check marks.
      case (0x80, 0x93), (0x80, 0x94), (0x80, 0xa2), (0x80, 0xa3), (0x81, 0x83), (0x96, 0xa0...0xab),
        (0x97, 0x86...0x8f),
        (0x97, 0xa6), (0x96, 0xb6...0xba), (0x9c, 0x93...0x94), (0x9e, 0x94...0xa4), (0x88, 0x99):
        return (3, true)
      default: return (0, false)
      }
    }
    // `1.`, `12)`, `a)`, `(3)`
    var index = span.start
    if byte == 0x28 { index += 1 }
    let start = index
    while index < span.end, index - start < 3, text[index] >= 0x30, text[index] <= 0x39 { index += 1 }
    if index == start, index < span.end, (text[index] | 0x20) >= 0x61, (text[index] | 0x20) <= 0x7a { index += 1 }
    guard index > start, index < span.end else { return (0, false) }
    let isLetter = (text[start] | 0x20) >= 0x61
    if text[index] == 0x29 || text[index] == 0x2e && byte != 0x28 && !isLetter {
      return (index + 1 - span.start, false)
    }
    return (0, false)
  }
}
