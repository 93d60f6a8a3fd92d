// The lexicon of the time grammar: from word keys to readings, by one probe of an open hash table.

import Language

/// Words with their readings. Immutable once built.
struct TimeLexicon: Sendable {
  private var keys: [UInt64] = []
  private var slots: [Int32] = []
  private(set) var entries: [LexicalEntry] = []
  private var mask = 0

  init(_ words: [(key: WordKey, entry: LexicalEntry)]) {
    var capacity = 64
    while capacity < words.count * 4 { capacity *= 2 }
    keys = [UInt64](repeating: 0, count: capacity)
    slots = [Int32](repeating: -1, count: capacity)
    mask = capacity - 1
    for (key, entry) in words {
      var slot = Int(truncatingIfNeeded: key.value ^ (key.value >> 29)) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      keys[slot] = key.value
      slots[slot] = Int32(entries.count)
      entries.append(entry)
    }
  }

  /// The index of a word's entry, or -1.
  @inline(__always)
  func index(of key: WordKey) -> Int {
    var slot = Int(truncatingIfNeeded: key.value ^ (key.value >> 29)) & mask
    while slots[slot] >= 0 {
      if keys[slot] == key.value { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    return -1
  }
}
