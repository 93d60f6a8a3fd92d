// Datelines: `WASHINGTON — `, `KYIV, May 20 (Reuters) - `, `Washington, D.C. — `, `NAIROBI, Kenya (AP) _`.

enum Dateline {
  /// Longest dateline in bytes, dash included.
  private static let longest = 100

  /// The dateline at the start of a paragraph, without its dash; nil when there is none.
  ///
  /// A dash alone proves nothing, so the words before it must be a place in capitals, or carry an agency in
  /// brackets, or be a few capitalised words before a long dash.
  static func find(
    _ text: UnsafeBufferPointer<UInt8>, in span: ByteSpan, agencies: Set<String> = []
  ) -> ByteSpan? {
    if let named = agency(text, in: span, agencies: agencies) { return named }
    let end = min(span.end, span.start + longest)
    guard let dash = dash(text, from: span.start, to: end) else { return nil }
    var stop = dash.start
    // The no-break space is two bytes; alone they end letters such as "Š".
    while stop > span.start {
      if text[stop - 1] == 0x20 {
        stop -= 1
      } else if stop - span.start > 1, text[stop - 1] == 0xa0, text[stop - 2] == 0xc2 {
        stop -= 2
      } else {
        break
      }
    }
    let words = words(text, span.start, stop)
    guard !words.isEmpty, words.count <= 12 else { return nil }
    switch shape(words, mark: dash.mark) {
    case .certain: break
    case .possible: guard introducesSentence(text, after: dash.start, to: span.end) else { return nil }
    case .none: return nil
    }
    return ByteSpan(span.start, stop)
  }

  /// A dateline without dash and agency, `PARIS The minister`: a word or two in capitals, four letters or more, before a word
  /// that begins a sentence.
  static func bare(_ text: UnsafeBufferPointer<UInt8>, in span: ByteSpan, starts: Set<String>) -> ByteSpan? {
    let end = min(span.end, span.start + longest)
    var index = span.start
    var place = span.start
    for number in 0..<4 {
      let first = index
      while index < end, text[index] != 0x20, text[index] != 0x0a { index += 1 }
      guard index < end, text[index] == 0x20, index > first else { return nil }
      if number > 0, starts.contains(String(decoding: text[first..<index], as: UTF8.self)) {
        return place - span.start > 3 ? ByteSpan(span.start, place) : nil
      }
      let isPlace = text[first..<index].allSatisfy { $0 >= 0x41 && $0 <= 0x5a }
      guard isPlace, number < 3 else { return nil }
      place = index
      index += 1
    }
    return nil
  }

  /// A dateline whose agency is known needs no dash: `(CNN) Two ministers`, `MOSCOW, March 12. /TASS/. Two ministers`.
  private static func agency(
    _ text: UnsafeBufferPointer<UInt8>, in span: ByteSpan, agencies: Set<String>
  ) -> ByteSpan? {
    guard !agencies.isEmpty else { return nil }
    let end = min(span.end, span.start + longest)
    guard let open = (span.start..<end).first(where: { text[$0] == 0x28 || text[$0] == 0x2f && $0 > span.start }),
      open == span.start || text[open - 1] == 0x20,
      let close = (open + 1..<end).first(where: { text[$0] == (text[open] == 0x28 ? 0x29 : 0x2f) })
    else { return nil }
    let name = String(decoding: text[open + 1..<close], as: UTF8.self).lowercased()
    guard agencies.contains(name) else { return nil }
    let words = words(text, span.start, open)
    guard words.count <= 7, words.first?.isCapital ?? true, words.count(where: { !$0.isCapital && !$0.isNumber }) <= 1
    else { return nil }
    let start = sentenceStart(text, after: close + 1, to: span.end)
    guard start > close + 1, start < span.end else { return nil }
    // A sentence begins behind it; "Smith (AP) said" goes on.
    let byte = text[start]
    guard byte >= 0x41 && byte <= 0x5a || byte >= 0x30 && byte <= 0x39 || byte == 0x22 || byte >= 0xc3 else {
      return nil
    }
    return ByteSpan(span.start, close + 1)
  }

  /// Where the sentence behind a dateline begins: past its dash or colon and white space.
  static func sentenceStart(_ text: UnsafeBufferPointer<UInt8>, after end: Int, to limit: Int) -> Int {
    var index = end
    while index < limit {
      let blank = TextLine.blankLength(text, at: index)
      if blank > 0 {
        index += blank
        continue
      }
      switch text[index] {
      case 0x2d, 0x3a, 0x5f: index += 1
      case 0x2e where index == end: index += 1
      case 0xe2 where index + 2 < limit && text[index + 1] == 0x80 && (0x93...0x95).contains(text[index + 2]):
        index += 3
      default: return index
      }
    }
    return min(index, limit)
  }

  private enum Mark { case longDash, hyphen, colon }
  private enum Shape { case certain, possible, none }

  private struct Word {
    var isCapital = false
    var isAllCapitals = false
    var isNumber = false
    var inBrackets = false
    var endsClause = false
  }

  /// The first dash between blanks (or at the end), or a colon behind capitals.
  private static func dash(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> (start: Int, mark: Mark)? {
    var index = start
    while index < end {
      let byte = text[index]
      if byte == 0x0a || byte == 0x0d || byte == 0x22 || byte == 0x3f || byte == 0x21 || byte == 0x3b { return nil }
      let spaceBefore =
        index > start
        && (text[index - 1] == 0x20 || text[index - 1] == 0x29
          || index > start + 1 && text[index - 1] == 0xa0 && text[index - 2] == 0xc2)
      if byte == 0xe2, index + 2 < end, text[index + 1] == 0x80 {
        // En dash, em dash, horizontal bar; a curly quote ends the search.
        let third = text[index + 2]
        if third >= 0x93 && third <= 0x95 { return (index, .longDash) }
        if third == 0x9c || third == 0x9d { return nil }
      }
      if spaceBefore, byte == 0x2d || byte == 0x5f {
        var after = index
        while after < end, text[after] == byte { after += 1 }
        if after >= end || text[after] == 0x20 || text[after] == 0x0a || text[after] == 0x0d || text[after] == 0xc2 {
          return (index, after - index > 1 || byte == 0x5f ? .longDash : .hyphen)
        }
      }
      // "STOCKHOLM--Norrland": two hyphens between a capital and another.
      if byte == 0x2d, index > start, index + 2 < end, text[index + 1] == 0x2d, text[index + 2] != 0x2d,
        text[index - 1] >= 0x41 && text[index - 1] <= 0x5a || text[index - 1] == 0x29 || text[index - 1] == 0x2e
      {
        return (index, .longDash)
      }
      if byte == 0x3a, index + 1 < end, text[index + 1] == 0x20, index > start { return (index, .colon) }
      index += 1
    }
    return nil
  }

  private static func words(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> [Word] {
    var result: [Word] = []
    var inBrackets = false
    var index = start
    while index < end {
      if text[index] == 0x20 || text[index] == 0xc2 || text[index] == 0xa0 {
        index += 1
        continue
      }
      var word = Word()
      let first = index
      while index < end, text[index] != 0x20 { index += 1 }
      var letters = 0
      var capitals = 0
      for byte in text[first..<index] {
        if byte == 0x28 { inBrackets = true }
        if (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a || byte >= 0xc3 {
          letters += 1
          if byte <= 0x5a || byte == 0xc3 { capitals += 1 }
        }
        if letters == 0 && byte >= 0x30 && byte <= 0x39 { word.isNumber = true }
        if letters == 1 && capitals == 1 { word.isCapital = true }
      }
      word.isAllCapitals = letters >= 2 && capitals == letters
      word.inBrackets = inBrackets
      if text[first..<index].contains(0x29) { inBrackets = false }
      word.endsClause = text[index - 1] == 0x2c
      result.append(word)
    }
    return result
  }

  private static func shape(_ words: [Word], mark: Mark) -> Shape {
    let place = words.filter { !$0.inBrackets }
    let hasAgency = place.count < words.count
    guard let first = place.first else { return words.count <= 4 && words[0].isCapital ? .certain : .none }
    guard first.isCapital else { return .none }
    // Small words inside a name (`of`, `de`, `al`) may be lower case, one of them.
    let lower = place.filter { !$0.isCapital && !$0.isNumber }.count
    guard lower <= 1 else { return .none }
    if mark == .colon { return place.allSatisfy(\.isAllCapitals) && place.count <= 3 ? .certain : .none }
    if first.isAllCapitals { return .certain }
    if hasAgency { return place.count <= 7 ? .certain : .none }
    guard mark == .longDash, lower == 0 else { return .none }
    // `Paris, May 20 —`, `Washington, D.C. —`, or a name of at most two words.
    let hasComma = place.dropLast().prefix(2).contains(where: \.endsClause)
    return place.count <= 2 || place.count <= 6 && hasComma ? .possible : .none
  }

  /// Whether a sentence begins behind the dash, and no second dash makes the two a parenthesis.
  private static func introducesSentence(_ text: UnsafeBufferPointer<UInt8>, after dash: Int, to end: Int) -> Bool {
    var index = dash
    while index < end, text[index] >= 0x80 || text[index] == 0x20 || text[index] == 0x2d || text[index] == 0x22 {
      index += 1
    }
    guard index < end, text[index] >= 0x41 && text[index] <= 0x5a || text[index] >= 0x30 && text[index] <= 0x39 else {
      return false
    }
    while index + 2 < min(end, dash + 400) {
      if text[index] == 0x2e, text[index + 1] == 0x20 { return true }
      if text[index] == 0xe2, text[index + 1] == 0x80, text[index + 2] == 0x93 || text[index + 2] == 0x94 {
        return false
      }
      if text[index] == 0x20, text[index + 1] == 0x2d, text[index + 2] == 0x2d || text[index + 2] == 0x20 {
        return false
      }
      index += 1
    }
    return true
  }
}
