// Lexical classes of words from open lexica: what kind of thing a word can name, for words that the treebanks
// have not seen.

/// The classes of a word, packed in one number.
package struct WordClass: Sendable, Hashable {
  package var bits: UInt32
  package init(bits: UInt32 = 0) { self.bits = bits }

  /// Lexicographer file of the first noun sense plus one (WordNet numbering from 3), 0 for none.
  package var noun: Int { Int(bits & 31) }
  /// Lexicographer file of the first verb sense plus one (from 29), 0 for none.
  package var verb: Int { Int(bits >> 5 & 15) }
  /// Adjective, adverb, and the kinds of proper name.
  package var flags: Int { Int(bits >> 9 & 255) }

  package static let adjective: UInt32 = 1 << 9
  package static let adverb: UInt32 = 1 << 10
  package static let givenName: UInt32 = 1 << 11
  package static let surname: UInt32 = 1 << 12
  package static let place: UInt32 = 1 << 13
  package static let group: UInt32 = 1 << 14
  package static let demonym: UInt32 = 1 << 15
  package static let country: UInt32 = 1 << 16
  // Known to the name finder only; the network sees the eight flags above.
  package static let landform: UInt32 = 1 << 17
  package static let facility: UInt32 = 1 << 18
  /// A common noun for a person: `president`, `minister`.
  package static let role: UInt32 = 1 << 19
  package static let fullName: UInt32 = 1 << 20

  package func has(_ flag: UInt32) -> Bool { bits & flag != 0 }
}

/// An open-addressing table from word keys to classes.
package struct WordClasses: Sendable {
  private let checks: [UInt32]
  private let values: [UInt32]
  private let mask: Int

  package init(entries: [(key: UInt64, value: UInt32)]) {
    var size = 64
    while size < entries.count * 3 / 2 { size *= 2 }
    var checks = [UInt32](repeating: 0, count: size)
    var values = [UInt32](repeating: 0, count: size)
    for entry in entries where entry.value != 0 {
      var slot = WordClasses.slot(entry.key) & (size - 1)
      let check = UInt32(truncatingIfNeeded: entry.key >> 32) | 1
      while checks[slot] != 0, checks[slot] != check { slot = (slot + 1) & (size - 1) }
      checks[slot] = check
      values[slot] |= entry.value
    }
    self.checks = checks
    self.values = values
    mask = size - 1
  }

  package init(_ reader: inout ByteReader) throws {
    let checks = try reader.readArray(UInt32.self)
    let values = try reader.readArray(UInt32.self)
    guard checks.count == values.count, checks.count.nonzeroBitCount == 1, checks.contains(0) else {
      throw ModelError("language model: word classes are damaged")
    }
    self.checks = checks
    self.values = values
    mask = checks.count - 1
  }

  package func write(to writer: inout ByteWriter) {
    writer.write(checks)
    writer.write(values)
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 36)
  }

  /// The classes of a word; empty when it is unknown.
  package func find(_ key: UInt64) -> WordClass {
    var slot = WordClasses.slot(key) & mask
    let check = UInt32(truncatingIfNeeded: key >> 32) | 1
    while checks[slot] != 0 {
      if checks[slot] == check { return WordClass(bits: values[slot]) }
      slot = (slot + 1) & mask
    }
    return WordClass()
  }
}
