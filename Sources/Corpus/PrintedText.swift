// Text that was set for paper: pages end in form feeds, words are broken at line ends, letters are joined.

enum PrintedText {
  /// The text of a PDF with its broken words joined and its running heads left out.
  static func mended(_ bytes: [UInt8]) -> [UInt8] { joined(withoutRunningHeads(bytes)) }

  /// A plain text with its character references read, its joined letters (U+FB00 to U+FB06) apart and its broken
  /// words joined. This is part of decoding: spans point into the result.
  static func plain(_ bytes: [UInt8]) -> [UInt8] {
    let letters: [[UInt8]] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"].map { Array($0.utf8) }
    let text = joined(CharacterReferences.decoded(bytes[...]))
    guard text.contains(0xef) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == 0xef, index + 2 < text.count, text[index + 1] == 0xac, (0x80...0x86).contains(text[index + 2]) {
        result.append(contentsOf: letters[Int(text[index + 2] - 0x80)])
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// Lines that stand first or last on at least three pages and a third of all are no part of the text; page
  /// numbers are none either. Digits do not count in the comparison.
  private static func withoutRunningHeads(_ bytes: [UInt8]) -> [UInt8] {
    let pages = bytes.split(separator: 0x0c, omittingEmptySubsequences: true)
    guard pages.count > 1 else { return bytes.map { $0 == 0x0c ? 0x0a : $0 } }
    var counts: [[UInt8]: Int] = [:]
    let lines = pages.map { page in page.split(separator: 0x0a, omittingEmptySubsequences: false) }
    func outer(_ page: [ArraySlice<UInt8>]) -> [Int] {
      let full = page.indices.filter { page[$0].contains { $0 > 0x20 } }
      guard let first = full.first, let last = full.last else { return [] }
      return first == last ? [first] : [first, last]
    }
    func key(_ line: ArraySlice<UInt8>) -> [UInt8] { line.filter { $0 > 0x20 && !($0 >= 0x30 && $0 <= 0x39) } }
    for page in lines {
      for index in outer(page) { counts[key(page[index]), default: 0] += 1 }
    }
    var result: [UInt8] = []
    for page in lines {
      let heads = Set(
        outer(page).filter { index in
          let key = key(page[index])
          return key.isEmpty || (counts[key] ?? 0) >= max(3, (pages.count + 2) / 3)
        })
      for (index, line) in page.enumerated() where !heads.contains(index) {
        result.append(contentsOf: line)
        result.append(0x0a)
      }
    }
    return result
  }

  /// Joins words that a hyphen breaks at a line end: `agree-` before `ment`. What follows in capitals or digits, or
  /// stands behind a capital, keeps its hyphen.
  private static func joined(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7a || byte >= 0xc3 }
    while index < bytes.count {
      if bytes[index] == 0x2d, index > 1, index + 2 < bytes.count, bytes[index + 1] == 0x0a,
        isLower(bytes[index + 2]), isLower(bytes[index - 1]) || bytes[index - 1] >= 0x80, isLower(bytes[index - 2])
      {
        index += 2
        continue
      }
      result.append(bytes[index])
      index += 1
    }
    return result
  }
}
