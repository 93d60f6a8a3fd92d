// The word lists of the tokeniser, as keys; they are learned from the treebanks and part of the model.

/// Small lexica for the tokeniser. Keys are ``WordKey`` values with the list mixed in.
package struct TokenLexicon: Sendable {
  /// The lists.
  package enum List: UInt8, Sendable, CaseIterable {
    /// With their final period: `Mr.`, `e.g.`.
    case abbreviation
    /// Not divided from what follows the hyphen: `non`, `e`.
    case prefix
    /// Whole words with a hyphen that stay together.
    case hyphenated
    /// Divided from the number before them: `pm`, `km`.
    case unit
    /// Top-level domains and file types.
    case host
    /// Words that are divided without an apostrophe rule: `cannot`, `gonna`.
    case contraction
    /// Abbreviations that only stand before numbers: `No.`
    case beforeNumber
    /// Abbreviations that stand before names: `Sgt.`
    case title
    /// Words that begin a sentence even behind such an abbreviation: `However`
    case opener
    /// Abbreviations that stand before titles, behind which nothing begins a sentence: `Asst.`
    case beforeTitle
  }

  /// Sorted keys, and the cut of each (only for contractions: offset of the second part; else 0).
  package private(set) var keys: [UInt64]
  package private(set) var cuts: [UInt8]
  private var filter: [UInt64]

  package init(entries: [(list: List, word: String, cut: UInt8)]) {
    var table: [UInt64: UInt8] = [:]
    for entry in entries { table[TokenLexicon.key(entry.list, WordKey(entry.word))] = entry.cut }
    let sorted = table.sorted { $0.key < $1.key }
    self.init(keys: sorted.map(\.key), cuts: sorted.map(\.value))
  }

  /// In place of a cut: the word was put in by ``putting(_:)``, not learned.
  private static let given: UInt8 = 255

  /// The lexicon with what it learned and these words instead of those that were put in before.
  package func putting(_ entries: [(list: List, word: String)]) -> TokenLexicon {
    var table: [UInt64: UInt8] = [:]
    for (key, cut) in zip(keys, cuts) where cut != TokenLexicon.given { table[key] = cut }
    for entry in entries {
      let key = TokenLexicon.key(entry.list, WordKey(entry.word))
      if table[key] == nil { table[key] = TokenLexicon.given }
    }
    let sorted = table.sorted { $0.key < $1.key }
    return TokenLexicon(keys: sorted.map(\.key), cuts: sorted.map(\.value))
  }

  package init(keys: [UInt64], cuts: [UInt8]) {
    self.keys = keys
    self.cuts = cuts
    filter = [UInt64](repeating: 0, count: 1024)
    for key in keys { filter[Int(key >> 54)] |= 1 << ((key >> 48) & 63) }
  }

  private static func key(_ list: List, _ word: WordKey) -> UInt64 {
    (word.value ^ UInt64(list.rawValue + 1)) &* 0x9e37_79b9_7f4a_7c15
  }

  /// Whether a list holds the bytes `[start, end)`.
  package func has(_ list: List, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    index(list, bytes, start, end) != nil
  }

  /// The cut points, relative to the start, of a word that is always divided.
  func contraction(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> [Int]? {
    guard let found = index(.contraction, bytes, start, end) else { return nil }
    return [Int(cuts[found])]
  }

  private func index(_ list: List, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end, end <= bytes.count, end - start <= 64 else { return nil }
    let word = WordKey(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<end])))
    let key = TokenLexicon.key(list, word)
    guard filter[Int(key >> 54)] >> ((key >> 48) & 63) & 1 == 1 else { return nil }
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }
}
