// Tokens to atoms: the pieces that grammar rules match. Hyphenated tokens come apart, numbers are read once.

import Language

/// One piece of text with its possible readings.
struct TimeAtom: Sendable {
  var start: Int32
  var end: Int32
  /// Index of the token that holds it.
  var token: Int32
  var key: WordKey
  var readings: [LexicalEntry.Reading]
  var isCapitalised: Bool
}

struct TimeLexer {
  let grammar: TimeGrammar
  let text: UnsafeBufferPointer<UInt8>

  /// Appends the atoms of a token.
  ///
  /// - Returns: false when the token has no reading and ends a run; `core` is set when one is worth parsing.
  @inline(__always)
  func append(_ token: Token, index: Int, to atoms: inout [TimeAtom], core: inout Bool) -> Bool {
    let start = Int(token.start)
    let end = Int(token.end)
    guard start >= 0, start < end, end <= text.count else { return false }
    let first = text[start]
    let entry = grammar.lexicon.index(of: token.form)
    if entry >= 0 {
      let found = grammar.lexicon.entries[entry]
      append(found, token.form, start, end, index, token.isCapitalised, &atoms)
      if found.isCore { core = true }
      return true
    }
    if first >= 0x30 && first <= 0x39 || (first == 0x27 || first == 0xe2) && end - start <= 8 {
      return number(start, end, index, &atoms, &core)
    }
    // "Eve." at the end of a sentence, which the tokeniser takes for an abbreviation.
    if end - start > 3, text[end - 1] == 0x2e {
      let bare = WordKey(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[start..<end - 1])))
      let entry = grammar.lexicon.index(of: bare)
      guard entry >= 0 else { return false }
      append(grammar.lexicon.entries[entry], bare, start, end - 1, index, token.isCapitalised, &atoms)
      if grammar.lexicon.entries[entry].isCore { core = true }
      return true
    }
    // Hyphens are rare: look for one only now.
    var position = start
    while position < end, text[position] != 0x2d, text[position] != 0xe2 { position += 1 }
    guard position < end, end - start <= 40 else { return false }
    return pieces(start, end, index, token.isCapitalised, &atoms, &core)
  }

  private func append(
    _ entry: LexicalEntry, _ key: WordKey, _ start: Int, _ end: Int, _ token: Int, _ capital: Bool,
    _ atoms: inout [TimeAtom]
  ) {
    var readings = entry.readings
    if !capital, readings.contains(where: \.needsCapital) { readings.removeAll(where: \.needsCapital) }
    atoms.append(
      TimeAtom(
        start: Int32(start), end: Int32(end), token: Int32(token), key: key, readings: readings,
        isCapitalised: capital))
  }

  /// Splits a token at hyphens and dashes; every piece must have a reading.
  private func pieces(
    _ start: Int, _ end: Int, _ token: Int, _ capital: Bool, _ atoms: inout [TimeAtom], _ core: inout Bool
  ) -> Bool {
    let count = atoms.count
    var from = start
    var foundCore = false
    var position = start
    let hyphen = WordKey("-")
    while position <= end {
      var width = 0
      if position < end {
        if text[position] == 0x2d {
          width = 1
        } else if text[position] == 0xe2, position + 2 < end, text[position + 1] == 0x80,
          (0x90...0x94).contains(text[position + 2])
        {
          width = 3
        } else {
          position += 1
          continue
        }
      }
      if from < position {
        guard piece(from, position, token, capital, &atoms, &foundCore) else {
          atoms.removeSubrange(count...)
          return false
        }
      }
      if width > 0, position < end {
        let entry = grammar.lexicon.index(of: hyphen)
        if entry >= 0 {
          append(grammar.lexicon.entries[entry], hyphen, position, position + width, token, false, &atoms)
        }
      }
      position += max(1, width)
      from = position
    }
    core = core || foundCore
    return true
  }

  private func piece(
    _ start: Int, _ end: Int, _ token: Int, _ capital: Bool, _ atoms: inout [TimeAtom], _ core: inout Bool
  ) -> Bool {
    if text[start] >= 0x30, text[start] <= 0x39 { return number(start, end, token, &atoms, &core) }
    let key = WordKey(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[start..<end])))
    let entry = grammar.lexicon.index(of: key)
    guard entry >= 0 else { return false }
    let first = text[start]
    append(
      grammar.lexicon.entries[entry], key, start, end, token, capital || (first >= 0x41 && first <= 0x5a), &atoms)
    core = core || grammar.lexicon.entries[entry].isCore
    return true
  }
}
