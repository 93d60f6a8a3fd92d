// Whether two actors of different documents are one. Pure functions on names; merging itself is the graph's work.

import ChronographBase

/// Identity of actors over documents.
public enum ActorIdentity {
  /// Why two actors are one, nil when they are not.
  ///
  /// Known actors and full names carry one id everywhere. Beyond that two persons are one when their full names are
  /// spellings of each other: same words but for initials, diacritics and transliteration. Groups and persons
  /// without a full name are never the same over documents, nor are namesakes of different countries.
  public static func reason(_ a: NewsActor, _ b: NewsActor) -> String? {
    guard a.isNamed, b.isNamed, a.kind == b.kind else { return nil }
    if let one = a.country, let other = b.country, one != other { return nil }
    if a.id.utf8.elementsEqual(b.id.utf8) { return "same identity" }
    guard a.kind == .person else { return nil }
    return sameFullName(a.name, b.name) ? "spellings of one name: \(a.name), \(b.name)" : nil
  }

  /// Whether two actors are one.
  public static func isSame(_ a: NewsActor, _ b: NewsActor) -> Bool { reason(a, b) != nil }

  /// A key that all spellings of a full name share, for finding candidates without comparing all pairs: initial of
  /// the first word and consonants of the last.
  public static func blockingKey(_ name: String) -> String {
    let words = folded(name)
    guard let first = words.first?.first, let last = words.last else { return "" }
    return String(decoding: [first, 0x2e] + skeleton(last), as: UTF8.self)
  }

  /// Whether two full names are spellings of one name.
  static func sameFullName(_ a: String, _ b: String) -> Bool { sameFullName(folded(a), folded(b)) }

  /// The same for names that are folded already.
  static func sameFullName(_ one: [[UInt8]], _ other: [[UInt8]]) -> Bool {
    guard one.count > 1, other.count > 1, let first = one.first, let second = other.first, let lastA = one.last,
      let lastB = other.last
    else { return false }
    guard isSpelling(lastA, lastB) else { return false }
    let isInitial = first.count == 1 || second.count == 1
    guard isInitial ? first.first == second.first : isSpelling(first, second) else { return false }
    // "George H. W. Bush", "George W. Bush": what stands between must not disagree.
    let middleA = one.dropFirst().dropLast()
    let middleB = other.dropFirst().dropLast()
    if middleA.isEmpty || middleB.isEmpty { return !isSuffixed(one) && !isSuffixed(other) || one.count == other.count }
    guard middleA.count == middleB.count else { return false }
    return zip(middleA, middleB).allSatisfy { $0.first == $1.first }
  }

  private static func isSuffixed(_ words: [[UInt8]]) -> Bool {
    guard let last = words.last else { return false }
    return [Array("jr".utf8), Array("sr".utf8), Array("ii".utf8), Array("iii".utf8)].contains(last)
  }

  /// Words of a name as ASCII lower-case bytes.
  static func folded(_ name: String) -> [[UInt8]] {
    LatinFolding.slug(name).utf8.split(separator: 0x2d).map(Array.init)
  }

  /// Whether two words may be transliterations of one: the same first letter and skeleton, or one letter apart in words
  /// of six and more.
  static func isSpelling(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    if a == b { return true }
    guard let first = a.first, let second = b.first, sound(first) == sound(second) else { return false }
    let short = min(a.count, b.count)
    guard short >= 4 else { return false }
    if skeleton(a) == skeleton(b), abs(a.count - b.count) <= 2 { return distance(a, b) <= max(2, short / 4) }
    return short >= 7 && distance(a, b) <= 1
  }

  private static func sound(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x71, 0x63: 0x6b
    case 0x77: 0x76
    case 0x79, 0x6a: 0x69
    default: byte
    }
  }

  /// Consonants with the variants of transliteration folded: `kh`/`h`, `w`/`v`, `q`/`c`/`k`, `y`/`i`/`j`, doubled letters.
  static func skeleton(_ word: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for (place, byte) in word.enumerated() {
      var letter = sound(byte)
      if letter == 0x68, place > 0 { continue }
      if "aeiou".utf8.contains(letter), place > 0 { continue }
      if letter == 0x7a { letter = 0x73 }
      if letter == 0x78 {
        // "Alexander", "Aleksandr"
        result.append(0x6b)
        letter = 0x73
      }
      if result.last != letter { result.append(letter) }
    }
    return result
  }

  /// Levenshtein distance, capped by the length of the words (names are short).
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    guard a.count <= 40, b.count <= 40 else { return 40 }
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let cost = letter == other ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[b.count]
  }
}
