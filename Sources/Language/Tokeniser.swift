// Cuts text into syntactic words by the conventions of the UD English treebanks (EWT, GUM), with exact bytes.

/// One token before analysis; offsets are bytes into the text.
package struct RawToken: Sendable, Equatable {
  package var start: Int32
  package var end: Int32
  package var spaceAfter: Bool
  /// Whether the token continues a multiword token (`don't`, `Ukraine's`), so that CoNLL-U can show it.
  package var joinsPrevious: Bool

  package init(start: Int, end: Int, spaceAfter: Bool = false, joinsPrevious: Bool = false) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
    self.spaceAfter = spaceAfter
    self.joinsPrevious = joinsPrevious
  }
}

/// The rule-based tokeniser. Its lexicon (abbreviations, undivided prefixes, contractions, units) is learned
/// from the treebanks and is part of the model.
package struct Tokeniser: Sendable {
  package let lexicon: TokenLexicon

  package init(lexicon: TokenLexicon) { self.lexicon = lexicon }

  /// Appends the tokens of `text[range]`.
  package func tokenise(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into tokens: inout [RawToken]) {
    let scanner = ByteScanner(text)
    var cutter = ChunkCutter(scanner: scanner, lexicon: lexicon)
    var i = range.lowerBound
    let end = min(range.upperBound, text.count)
    while i < end {
      let (kind, length) = scanner.classify(i, end)
      if kind == .space {
        i += length
        continue
      }
      // A chunk without spaces; very long ones are cut, so that one megabyte without a space stays linear.
      var j = i + length
      while j < end {
        let (next, size) = scanner.classify(j, end)
        if next == .space || j - i >= 1024 { break }
        j += size
      }
      let first = tokens.count
      cutter.cut(i, j, into: &tokens)
      if tokens.count > first {
        tokens[tokens.count - 1].spaceAfter = j >= end || scanner.classify(j, end).kind == .space
      }
      i = j
    }
  }
}
