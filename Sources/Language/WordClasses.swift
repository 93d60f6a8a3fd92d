// Lexical classes of words from open lexica: what kind of thing a word can name, for words that the treebanks
// have not seen.

/// The classes of a word.
package struct WordClass: Sendable, Hashable {
  package var bits: UInt32
  /// Bits 0-25: lexicographer files of all noun senses (WordNet numbering from 3); bits 26-39: kinds of complement
  /// of the verb senses.
  package var senses: UInt64

  package init(bits: UInt32 = 0, senses: UInt64 = 0) {
    self.bits = bits
    self.senses = senses
  }

  /// Lexicographer file of the first noun sense plus one (WordNet numbering from 3), 0 for none.
  package var noun: Int { Int(bits & 31) }
  /// Lexicographer file of the first verb sense plus one (from 29), 0 for none.
  package var verb: Int { Int(bits >> 5 & 15) }
  /// Adjective, adverb, and the kinds of proper name.
  package var flags: Int { Int(bits >> 9 & 255) }
  /// Everything that the network sees, a bit each: senses, then flags.
  package var features: UInt64 { senses | UInt64(bits >> 9) << 40 }
  /// The features of the words of a phrase: place, organisation, person.
  package var phraseKinds: UInt64 {
    (has(WordClass.place | WordClass.country | WordClass.landform) ? 1 << 58 : 0)
      | (has(WordClass.group | WordClass.organisation) ? 1 << 59 : 0) | (has(WordClass.fullName) ? 1 << 60 : 0)
      | (has(WordClass.facility) ? 1 << 61 : 0)
  }

  package static let adjective: UInt32 = 1 << 9
  package static let adverb: UInt32 = 1 << 10
  package static let givenName: UInt32 = 1 << 11
  package static let surname: UInt32 = 1 << 12
  package static let place: UInt32 = 1 << 13
  package static let group: UInt32 = 1 << 14
  package static let demonym: UInt32 = 1 << 15
  package static let country: UInt32 = 1 << 16
  package static let landform: UInt32 = 1 << 17
  package static let facility: UInt32 = 1 << 18
  /// A common noun for a person: `president`, `minister`.
  package static let role: UInt32 = 1 << 19
  package static let fullName: UInt32 = 1 << 20
  /// A company, agency, party, newspaper.
  package static let organisation: UInt32 = 1 << 21
  /// A noun that names of organisations end with: `University`, `Bank`.
  package static let organisationHead: UInt32 = 1 << 22
  /// The first word of a name of several words.
  package static let beginsPhrase: UInt32 = 1 << 23

  /// A noun or an adjective that has rolesets.
  package static let eventNoun: UInt32 = 1 << 24
  package static let eventAdjective: UInt32 = 1 << 25

  package func has(_ flag: UInt32) -> Bool { bits & flag != 0 }
}

/// An open-addressing table from word keys to classes; equal classes are stored once.
package struct WordClasses: Sendable {
  /// Names of more words are not looked up.
  package static let longestPhrase = 5

  private let checks: [UInt32]
  private let numbers: [UInt16]
  private let kinds: [WordClass]
  private let mask: Int

  package init(entries: [(key: UInt64, value: WordClass)]) {
    var size = 64
    while size < entries.count * 5 / 4 { size *= 2 }
    var checks = [UInt32](repeating: 0, count: size)
    var numbers = [UInt16](repeating: 0, count: size)
    var kinds = [WordClass()]
    var numberOf = [WordClass(): UInt16(0)]
    for entry in entries where entry.value != WordClass() {
      var slot = WordClasses.slot(entry.key) & (size - 1)
      let check = UInt32(truncatingIfNeeded: entry.key >> 32) | 1
      while checks[slot] != 0, checks[slot] != check { slot = (slot + 1) & (size - 1) }
      guard checks[slot] == 0 else { continue }
      var value = entry.value
      // Rare combinations beyond what the numbers hold lose their senses.
      if numberOf[value] == nil, kinds.count >= 60_000 { value.senses = 0 }
      if numberOf[value] == nil, kinds.count <= 65_535 {
        numberOf[value] = UInt16(kinds.count)
        kinds.append(value)
      }
      guard let number = numberOf[value] else { continue }
      checks[slot] = check
      numbers[slot] = number
    }
    self.checks = checks
    self.numbers = numbers
    self.kinds = kinds
    mask = size - 1
  }

  package init(_ reader: inout ByteReader) throws {
    let checks = try reader.readArray(UInt32.self)
    let numbers = try reader.readArray(UInt16.self)
    let bits = try reader.readArray(UInt32.self)
    let senses = try reader.readArray(UInt64.self)
    guard checks.count == numbers.count, checks.count.nonzeroBitCount == 1, checks.contains(0),
      bits.count == senses.count, numbers.allSatisfy({ Int($0) < bits.count })
    else { throw ModelError("language model: word classes are damaged") }
    self.checks = checks
    self.numbers = numbers
    kinds = zip(bits, senses).map { WordClass(bits: $0, senses: $1) }
    mask = checks.count - 1
  }

  package func write(to writer: inout ByteWriter) {
    writer.write(checks)
    writer.write(numbers)
    writer.write(kinds.map(\.bits))
    writer.write(kinds.map(\.senses))
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
      if checks[slot] == check { return kinds[Int(numbers[slot])] }
      slot = (slot + 1) & mask
    }
    return WordClass()
  }
}
