// Lines of a text and what their shape tells.

/// One line that is not blank.
struct TextLine {
  enum Ending { case sentence, question, colon, comma, open }

  /// Without blanks at either end.
  var span: ByteSpan
  /// Blank bytes before the text.
  var indent = 0
  /// Whether a blank line, or the start of the text, comes before.
  var afterGap = false
  var words = 0
  /// Words of four letters and more, and how many of them start with a capital.
  var longWords = 0
  var capitalLongWords = 0
  /// Letters that are capitals, and letters (ASCII only).
  var capitals = 0
  var letters = 0
  var startsLower = false
  var ending = Ending.open

  var length: Int { span.length }
  /// All long words but a few small ones start with a capital, as in a title.
  var isTitleCase: Bool { longWords > 0 && capitalLongWords * 5 >= longWords * 3 }
  var isAllCapitals: Bool { letters >= 3 && capitals * 10 >= letters * 9 }

  /// The lines of a text; `\n`, `\r\n`, `\r`, U+2028 and U+2029 end a line.
  static func lines(of text: UnsafeBufferPointer<UInt8>) -> [TextLine] {
    var result: [TextLine] = []
    var start = 0
    var gap = true
    var index = 0
    while start < text.count {
      index = start
      var endLength = 0
      while index < text.count {
        endLength = lineEndLength(text, at: index)
        if endLength > 0 { break }
        index += 1
      }
      if var line = TextLine(text, start, index) {
        line.afterGap = gap
        gap = false
        result.append(line)
      } else {
        gap = true
      }
      start = index + max(1, endLength)
    }
    return result
  }

  private static func lineEndLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch text[index] {
    case 0x0a: return 1
    case 0x0d: return index + 1 < text.count && text[index + 1] == 0x0a ? 2 : 1
    case 0xe2:
      return index + 2 < text.count && text[index + 1] == 0x80 && (text[index + 2] == 0xa8 || text[index + 2] == 0xa9)
        ? 3 : 0
    default: return 0
    }
  }

  /// Length in bytes of a blank character at an offset: white space, no-break and zero-width spaces; 0 for others.
  static func blankLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = text[index]
    if byte == 0x20 || byte >= 0x09 && byte <= 0x0d { return 1 }
    if byte == 0xc2 { return index + 1 < text.count && text[index + 1] == 0xa0 ? 2 : 0 }
    guard byte == 0xe2 || byte == 0xe3 || byte == 0xef, index + 2 < text.count else { return 0 }
    let (second, third) = (text[index + 1], text[index + 2])
    if byte == 0xe2 && second == 0x80 && (third >= 0x80 && third <= 0x8f || third == 0xaf) { return 3 }
    if byte == 0xe2 && second == 0x81 && (third == 0x9f || third == 0xa0) { return 3 }
    if byte == 0xe3 && second == 0x80 && third == 0x80 { return 3 }
    if byte == 0xef && second == 0xbb && third == 0xbf { return 3 }
    return 0
  }

  private init?(_ text: UnsafeBufferPointer<UInt8>, _ rawStart: Int, _ rawEnd: Int) {
    let line = UnsafeBufferPointer(rebasing: text[rawStart..<rawEnd])
    var start = 0
    while start < line.count {
      let blank = Self.blankLength(line, at: start)
      if blank == 0 { break }
      start += blank
    }
    guard start < line.count else { return nil }
    var end = line.count
    while end > start {
      if Self.blankLength(line, at: end - 1) == 1 {
        end -= 1
      } else if end - 2 >= start, Self.blankLength(line, at: end - 2) == 2 {
        end -= 2
      } else if end - 3 >= start, Self.blankLength(line, at: end - 3) == 3 {
        end -= 3
      } else {
        break
      }
    }
    span = ByteSpan(rawStart + start, rawStart + end)
    indent = start
    measure(line, start, end)
    ending = Self.ending(line, start, end)
  }

  private mutating func measure(_ line: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    var index = start
    var wordLetters = 0
    var wordCapital = false
    var inWord = false
    func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5a }
    while index <= end {
      let byte = index < end ? line[index] : 0x20
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
      if isLetter || byte >= 0x80 {
        if wordLetters == 0 {
          // Capitals outside ASCII: Latin-1 (C3 80-9E), Greek and Cyrillic (CE 91-AB, D0 90-AF).
          let next = index + 1 < end ? line[index + 1] : 0
          wordCapital =
            isUpper(byte) || byte == 0xc3 && next < 0x9f || byte == 0xce && next >= 0x91 && next <= 0xab
            || byte == 0xd0 && next < 0xb0
        }
        if isLetter {
          letters += 1
          if isUpper(byte) { capitals += 1 }
        }
        if byte < 0x80 || byte >= 0xc3 && byte < 0xe2 { wordLetters += 1 }
        inWord = true
      } else if byte > 0x20 {
        inWord = inWord || byte >= 0x30 && byte <= 0x39
        if byte == 0x2d { finish() }
      } else {
        if inWord { words += 1 }
        inWord = false
        finish()
      }
      index += 1
    }
    func finish() {
      if wordLetters >= 4 {
        longWords += 1
        if wordCapital { capitalLongWords += 1 }
      }
      wordLetters = 0
    }
    // Behind an opening quotation mark the letter counts.
    var first = start
    while first < end, line[first] == 0x22 || line[first] == 0x27 || line[first] == 0x60 { first += 1 }
    if first < end { startsLower = line[first] >= 0x61 && line[first] <= 0x7a }
  }

  private static func ending(_ line: UnsafeBufferPointer<UInt8>, _ start: Int, _ stop: Int) -> Ending {
    var end = stop
    while end > start {
      switch line[end - 1] {
      case 0x22, 0x27, 0x29, 0x5d, 0x20:
        end -= 1
        continue
      case 0x9d, 0x99:
        // Closing curly quotes.
        if end - 3 >= start, line[end - 2] == 0x80, line[end - 3] == 0xe2 {
          end -= 3
          continue
        }
      case 0xbb:
        if end - 2 >= start, line[end - 2] == 0xc2 {
          end -= 2
          continue
        }
      case 0x2e: return .sentence
      case 0x21, 0x3f: return .question
      case 0x3a: return .colon
      case 0x2c, 0x3b: return .comma
      case 0xa6 where end - 3 >= start && line[end - 2] == 0x80 && line[end - 3] == 0xe2: return .sentence
      case 0x82 where end - 3 >= start && line[end - 2] == 0x80 && line[end - 3] == 0xe3: return .sentence
      default: break
      }
      break
    }
    return .open
  }
}
