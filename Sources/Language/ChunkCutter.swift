// Cuts one stretch of text without white space into tokens.

package struct ChunkCutter {
  let scanner: ByteScanner
  let lexicon: TokenLexicon

  var bytes: UnsafeBufferPointer<UInt8> { scanner.bytes }

  init(scanner: ByteScanner, lexicon: TokenLexicon) {
    self.scanner = scanner
    self.lexicon = lexicon
  }

  /// Appends the tokens of `[start, end)`.
  mutating func cut(_ start: Int, _ end: Int, into tokens: inout [RawToken]) {
    var i = start
    if let face = emoticonEnd(start, end) {
      tokens.append(RawToken(start: start, end: face))
      i = face
    }
    while i < end {
      if let address = addressEnd(i, end, chunkStart: start) {
        tokens.append(RawToken(start: i, end: address))
        i = address
        continue
      }
      let (kind, length) = scanner.classify(i, end)
      switch kind {
      case .letter, .digit:
        i = cutWord(i, end, chunkStart: start, into: &tokens)
      case .apostrophe where i == start && i + 2 < end && isDigit(i + length) && isDigit(i + length + 1):
        // Clipped years: '90s, '72.
        let last = alphanumericEnd(i + length, end)
        tokens.append(RawToken(start: i, end: last))
        i = last
      case .symbol
      where isTagSign(i) && i + 1 < end && isWordByte(i + 1, end) && (i == start || !isWordByte(i - 1, end)):
        let last = bytes[i] == 0x2b ? numberEnd(i + 1, end) : alphanumericEnd(i + 1, end)
        tokens.append(RawToken(start: i, end: last))
        i = last
      default:
        let last = runEnd(i, end, kind, length)
        tokens.append(RawToken(start: i, end: last))
        i = last
      }
    }
  }

  // MARK: Punctuation

  /// Repeated marks form one token: `...`, `!!!`, `?!`, `--`, `***`, `<<`.
  func runEnd(_ i: Int, _ end: Int, _ kind: ByteClass, _ length: Int) -> Int {
    let byte = bytes[i]
    var j = i + length
    switch byte {
    case 0x21, 0x3f:
      while j < end, bytes[j] == 0x21 || bytes[j] == 0x3f { j += 1 }
    case 0x2e, 0x2d, 0x2a, 0x3d, 0x5f, 0x7e, 0x23, 0x3c, 0x3e, 0x2b, 0x27, 0x60:
      while j < end, bytes[j] == byte { j += 1 }
      if byte == 0x2d || byte == 0x3d, j < end, bytes[j] == 0x3e { j += 1 }
    default:
      if kind == .symbol, length == 4 {
        // Emoji with joiners, variation selectors and skin tones stay together.
        while j < end, isEmojiPart(j, end) { j += scanner.classify(j, end).length }
      } else if kind == .apostrophe, length == 3 {
        // Two single curly quotation marks as a double one.
        while j < end, j - i < 6, scanner.classify(j, end) == (.apostrophe, 3) { j += 3 }
      }
    }
    return j
  }

  func isEmojiPart(_ j: Int, _ end: Int) -> Bool {
    if j + 3 < end, bytes[j] == 0xf0, bytes[j + 1] == 0x9f, bytes[j + 2] == 0x8f, bytes[j + 3] >= 0xbb { return true }
    return j + 2 < end && bytes[j] == 0xef && bytes[j + 1] == 0xb8
  }

  func isTagSign(_ i: Int) -> Bool {
    switch bytes[i] {
    case 0x23: i + 1 < bytes.count && !isDigit(i + 1)
    case 0x40: i + 1 < bytes.count && !isDigit(i + 1)
    case 0x2b: i + 1 < bytes.count && isDigit(i + 1)
    default: false
    }
  }

  /// Cuts one word, splitting contractions, units and hyphenated parts; returns its end.
  func cutWord(_ start: Int, _ end: Int, chunkStart: Int, into tokens: inout [RawToken]) -> Int {
    var last = wordEnd(start, end, chunkStart: chunkStart)
    if last < end, bytes[last] == 0x24, last - start <= 3, isUpper(start) { last += 1 }
    if last < end, bytes[last] == 0x2e, keepsPeriod(start, last, end, chunkStart: chunkStart, tokens) { last += 1 }
    if let cut = contraction(start, last) {
      var from = start
      for point in cut where point > from && point < last {
        tokens.append(RawToken(start: from, end: point, joinsPrevious: from > start))
        from = point
      }
      tokens.append(RawToken(start: from, end: last, joinsPrevious: from > start))
    } else if let unit = unitStart(start, last) {
      tokens.append(RawToken(start: start, end: unit))
      tokens.append(RawToken(start: unit, end: last))
    } else {
      tokens.append(RawToken(start: start, end: last))
    }
    return last
  }

  func wordEnd(_ start: Int, _ end: Int, chunkStart: Int) -> Int {
    var j = start
    while j < end {
      let (kind, length) = scanner.classify(j, end)
      if kind == .letter || kind == .digit || bytes[j] == 0x5f {
        j += length
        continue
      }
      guard j > start, j + length < end, joins(j, length, kind, start, end, chunkStart: chunkStart) else { break }
      j += length
    }
    return j
  }

  /// Whether a mark inside a word belongs to the word. The mark has a byte after it.
  func joins(_ j: Int, _ length: Int, _ kind: ByteClass, _ start: Int, _ end: Int, chunkStart: Int) -> Bool {
    let next = j + length
    switch bytes[j] {
    case 0x2e:
      if isDigit(j - 1), isDigit(next) { return true }
      // Acronyms: a single letter (or a known two-letter part as in Ph.D.) before the period.
      guard isLetterByte(next), !isDigit(next) else { return false }
      var part = j
      while part > start, isLetterByte(part - 1) { part -= 1 }
      if j - part == 1 { return next + 1 >= end || !isLetterByte(next + 1) || part > start || isShortTail(next, end) }
      return lexicon.has(.abbreviation, bytes, start, min(end, next + 2))
    case 0x2c: return isDigit(j - 1) && isDigit(next)
    case 0x3a: return isDigit(j - 1) && isDigit(next)
    case 0x2f: return isDigit(j - 1) && isDigit(next) && isNumeric(start, j)
    case 0x26: return isUpper(j - 1) && isUpper(next)
    case 0x2d: return joinsHyphen(j, start, end, chunkStart: chunkStart)
    default:
      return kind == .apostrophe && scanner.classify(next, end).kind == .letter && !isDigit(j - 1)
        || kind == .apostrophe && isDigit(j - 1) && next < end && bytes[next] == 0x73
    }
  }

  func isShortTail(_ i: Int, _ end: Int) -> Bool {
    var j = i
    while j < end, isLetterByte(j) { j += 1 }
    return j - i <= 2 && j < end && bytes[j] == 0x2e
  }

  func joinsHyphen(_ j: Int, _ start: Int, _ end: Int, chunkStart: Int) -> Bool {
    if isDigit(j - 1), isDigit(j + 1) { return isPhoneNumber(start, end) }
    guard scanner.classify(j + 1, end).kind == .letter || isDigit(j + 1) else { return false }
    if lexicon.has(.prefix, bytes, start, j) { return true }
    var last = j + 1
    let limit = min(end, start + 64)
    while last < limit, isWordByte(last, end) || (bytes[last] == 0x2d && last + 1 < end && isWordByte(last + 1, end)) {
      last += 1
    }
    return lexicon.has(.hyphenated, bytes, start, last)
  }

  /// Three or more groups of digits, or 3 and 4 digits: telephone numbers and ISO days stay whole.
  func isPhoneNumber(_ start: Int, _ end: Int) -> Bool {
    var j = start
    var groups = 1
    var size = 0
    var sizes = (first: 0, last: 0)
    while j < end {
      if isDigit(j) {
        size += 1
      } else if bytes[j] == 0x2d, j + 1 < end, isDigit(j + 1) {
        if groups == 1 { sizes.first = size }
        groups += 1
        size = 0
      } else {
        break
      }
      j += 1
    }
    sizes.last = size
    return groups >= 3 || (groups == 2 && (sizes.first == 3 || sizes.first == 5) && sizes.last == 4)
  }

  /// Whether the period after a word is part of it.
  func keepsPeriod(_ start: Int, _ last: Int, _ end: Int, chunkStart: Int, _ tokens: [RawToken]) -> Bool {
    let next = last + 1
    if next < end, bytes[next] == 0x2e { return false }
    if next < end, isWordByte(next, end) { return lexicon.has(.abbreviation, bytes, start, next) }
    if last - start == 1, isUpper(start), bytes[start] != 0x49 { return true }
    var periods = 0
    var k = start
    while k < last {
      if bytes[k] == 0x2e { periods += 1 } else if isDigit(k) { return false }
      k += 1
    }
    if lexicon.has(.beforeNumber, bytes, start, next) { return isNumberAhead(next) }
    return periods > 0 || lexicon.has(.abbreviation, bytes, start, next)
  }

  /// Whether the next word of the text begins with a digit.
  func isNumberAhead(_ i: Int) -> Bool {
    var j = i
    while j < bytes.count, j - i < 4, scanner.classify(j, bytes.count).kind == .space { j += 1 }
    return isDigit(j)
  }

  /// The cut points of a contraction, ascending, or nil.
  func contraction(_ start: Int, _ last: Int) -> [Int]? {
    guard last - start >= 2, last - start <= 64 else { return nil }
    if let points = lexicon.contraction(bytes, start, last) { return points.map { start + $0 } }
    // The last apostrophe of the word.
    var j = last - 1
    var mark = -1
    while j > start {
      if bytes[j] == 0x27 || bytes[j] == 0x60 {
        mark = j
        break
      }
      if bytes[j] == 0xe2, j + 2 < last, bytes[j + 1] == 0x80, bytes[j + 2] == 0x99 || bytes[j + 2] == 0x98 {
        mark = j
        break
      }
      if last - j > 12 { return nil }
      j -= 1
    }
    guard mark > start else { return nil }
    let tail = mark + scanner.classify(mark, last).length
    guard tail < last else { return nil }
    let first = bytes[tail] | 0x20
    switch last - tail {
    case 1:
      if first == 0x74, bytes[mark - 1] | 0x20 == 0x6e, mark - 1 > start { return [mark - 1] }
      guard first == 0x73 || first == 0x6d || first == 0x64 else { return nil }
      return isNumeric(start, mark) ? nil : [mark]
    case 2:
      let second = bytes[tail + 1] | 0x20
      let known = second == 0x65 && (first == 0x72 || first == 0x76) || (first == 0x6c && second == 0x6c)
      return known ? [mark] : nil
    default: return nil
    }
  }

  /// Where the unit of `5pm` or `65k` begins.
  func unitStart(_ start: Int, _ last: Int) -> Int? {
    guard isDigit(start), !isDigit(last - 1) else { return nil }
    var j = start
    while j < last, isDigit(j) || bytes[j] == 0x2e || bytes[j] == 0x2c || bytes[j] == 0x3a { j += 1 }
    guard j < last, isDigit(j - 1), lexicon.has(.unit, bytes, j, last) else { return nil }
    return j
  }

  // MARK: Bytes
}
