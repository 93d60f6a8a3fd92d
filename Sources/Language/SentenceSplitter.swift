// Finds sentence ends among the tokens of one block.

package struct SentenceSplitter: Sendable {
  /// No sentence is longer than this; longer runs are cut so that analysis stays linear in time.
  package static let longestSentence = 400

  package init() {}

  /// Appends the end (exclusive token index) of every sentence of `tokens[range]`.
  package func split(
    _ tokens: [RawToken], _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, into ends: inout [Int]
  ) {
    var start = range.lowerBound
    var i = range.lowerBound
    while i < range.upperBound {
      var end = i + 1
      if isTerminal(tokens[i], text) {
        // Closing quotes and brackets belong to the sentence.
        while end < range.upperBound, isCloser(tokens[end], text), tokens[end - 1].spaceAfter == false { end += 1 }
        if end >= range.upperBound || tokens[end - 1].spaceAfter && begins(tokens[end], text) {
          ends.append(end)
          start = end
        }
      } else if end - start >= SentenceSplitter.longestSentence {
        ends.append(end)
        start = end
      }
      i = end
    }
    if start < range.upperBound { ends.append(range.upperBound) }
  }

  private func isTerminal(_ token: RawToken, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text[Int(token.start)] {
    case 0x2e, 0x21, 0x3f: true
    case 0xe2: token.end - token.start == 3 && text[Int(token.start) + 1] == 0x80 && text[Int(token.start) + 2] == 0xa6
    default: false
    }
  }

  private func isCloser(_ token: RawToken, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text[Int(token.start)] {
    case 0x22, 0x27, 0x29, 0x5d, 0x2e, 0x21, 0x3f: true
    case 0xe2:
      token.end - token.start == 3 && text[Int(token.start) + 1] == 0x80 && text[Int(token.start) + 2] & 0xfb == 0x99
    default: false
    }
  }

  private func begins(_ token: RawToken, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    !(text[Int(token.start)] &- 0x61 < 26)
  }
}
