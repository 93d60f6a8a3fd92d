// The words by which reports of world events and articles are compared: folded, cut of their inflection, hashed.

import Language

/// Reads the words of a text as 32-bit hashes.
enum WorldTerms {
  /// One word of a text.
  struct Term {
    var hash: UInt32
    /// Whether it begins with a capital or is a number.
    var isCapital: Bool
    var isNumber: Bool
    var start: Int
    var end: Int
  }

  /// The words of `bytes` in `range`: runs of letters and digits of three bytes and more, numbers of two digits and
  /// more that are no years. Pure and linear.
  static func read(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ emit: (Term) -> Void) {
    var index = range.lowerBound
    var word: [UInt8] = []
    word.reserveCapacity(64)
    while index < range.upperBound {
      guard isWordByte(bytes[index]) else {
        // Dashes, quotes and signs of currencies have two and three bytes.
        index += bytes[index] == 0xe2 ? 3 : bytes[index] == 0xc2 ? 2 : 1
        continue
      }
      let start = index
      while index < range.upperBound, isWordByte(bytes[index]) { index += 1 }
      guard index - start >= 2, index - start < 60 else { continue }
      word.removeAll(keepingCapacity: true)
      var digits = 0
      WordKey.fold(UnsafeRawBufferPointer(rebasing: bytes[start..<index])) {
        word.append($0)
        if $0 >= 0x30 && $0 <= 0x39 { digits += 1 }
      }
      let isNumber = digits == word.count
      if isNumber, word.count == 4, word[0] == 0x31 && word[1] == 0x39 || word[0] == 0x32 && word[1] == 0x30 {
        continue
      }
      if !isNumber {
        guard word.count >= 3 else { continue }
        word.removeLast(word.count - stemLength(word))
      }
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      let first = bytes[start]
      emit(
        Term(
          hash: UInt32(truncatingIfNeeded: hash ^ (hash >> 32)),
          isCapital: first >= 0x41 && first <= 0x5a || first >= 0xc3 || isNumber, isNumber: isNumber, start: start,
          end: index))
    }
  }

  /// The hash of two names that stand side by side ("Ada Example"), nil where the words are none or something stands
  /// between them.
  static func pair(_ first: Term?, _ second: Term, in bytes: UnsafeRawBufferPointer) -> UInt32? {
    guard let first, first.isCapital, second.isCapital, !first.isNumber, !second.isNumber else { return nil }
    let gap = first.end..<max(first.end, second.start)
    switch gap.count {
    case 1: guard bytes[gap.lowerBound] == 0x20 || bytes[gap.lowerBound] == 0x2d else { return nil }
    // An initial or abbreviation.
    case 2: guard bytes[gap.lowerBound] == 0x2e, bytes[gap.lowerBound + 1] == 0x20 else { return nil }
    default: return nil
    }
    let mixed = (UInt64(first.hash) &* 0x9e37_79b9_7f4a_7c15) ^ (UInt64(second.hash) &* 0x1000_0000_01b3)
    return UInt32(truncatingIfNeeded: mixed ^ (mixed >> 29))
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7a || byte >= 0x41 && byte <= 0x5a || byte >= 0x30 && byte <= 0x39
      || byte >= 0x80 && byte != 0xe2 && byte != 0xc2
  }

  /// The length of a word without the commonest endings of English verbs and nouns.
  private static func stemLength(_ word: [UInt8]) -> Int {
    let count = word.count
    func ends(_ ending: StaticString) -> Bool {
      ending.withUTF8Buffer { word.count >= $0.count && word.suffix($0.count).elementsEqual($0) }
    }
    if count > 5, ends("ing") { return count - 3 }
    if count > 4, ends("ies") || ends("ied") { return count - 3 }
    if count > 4, ends("ed") || ends("es") { return count - 2 }
    if count > 3, ends("s"), !ends("ss") { return count - 1 }
    if count > 4, ends("e") || ends("y") { return count - 1 }
    return count
  }
}
