// The words of a document, found once for all that is asked of them.

/// Word keys of a text with the places where each stands.
struct DocumentWords {
  private let keys: [String]
  private let places: [String: [Int]]
  /// Distinct keys by their first four bytes, for forms of one word.
  private let byBeginning: [UInt32: [String]]
  let numbers: NumberWords

  /// - Parameter numberNames: values of the words that name numbers, see ``KnownWords/numbers``.
  init(_ text: String, _ numberNames: [String: Double]) {
    let words = WordScan.words(text)
    var places: [String: [Int]] = [:]
    for (place, word) in words.enumerated() { places[word.key, default: []].append(place) }
    var byBeginning: [UInt32: [String]] = [:]
    for key in places.keys {
      if let beginning = DocumentWords.beginning(key) { byBeginning[beginning, default: []].append(key) }
    }
    keys = words.map(\.key)
    self.places = places
    self.byBeginning = byBeginning
    numbers = NumberWords(words, numberNames)
  }

  /// Whether words stand there side by side; looked for where the rarest of them stands.
  func holds(_ words: [String]) -> Bool {
    var offset = 0
    var rarest: [Int]?
    for (number, word) in words.enumerated() {
      guard let found = places[word] else { return false }
      if let known = rarest, known.count <= found.count { continue }
      offset = number
      rarest = found
    }
    guard let rarest else { return true }
    return rarest.contains { place in
      let start = place - offset
      return start >= 0 && start + words.count <= keys.count
        && keys[start..<start + words.count].elementsEqual(words)
    }
  }

  /// Whether a word or a form of it stands there, see ``WordScan/isForm(_:_:)``.
  func hasForm(of word: String) -> Bool {
    if places[word] != nil { return true }
    guard let beginning = DocumentWords.beginning(word) else { return false }
    return byBeginning[beginning]?.contains { WordScan.isForm($0, word) } ?? false
  }

  /// The first four bytes of a word; forms of one word share them.
  private static func beginning(_ word: String) -> UInt32? {
    let bytes = word.utf8.prefix(4)
    return bytes.count == 4 ? bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } : nil
  }
}
