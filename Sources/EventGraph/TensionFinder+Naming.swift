// Different spellings of one name: no contradiction, but a reader who searches for one misses the other.

import Actors
import Corpus
import Events

extension TensionFinder {
  /// Actors whose name is spelt in more than one way.
  func namingTensions() -> [Draft] {
    actors.compactMap { actor in
      guard actor.isNamed, actor.kind != .outlet else { return nil }
      var spellings: [(word: String, record: Int, span: ByteSpan)] = []
      let number = documentNumbers
      for mention in actor.mentions where mention.form == .name || (mention.form == .alias && actor.kind == .person) {
        guard let record = number[mention.at.doc] else { continue }
        guard let (word, span) = lastWord(mention.at.span, records[record]) else { continue }
        spellings.append((word, record, span))
      }
      var groups: [(word: String, members: [(record: Int, span: ByteSpan)])] = []
      for spelling in spellings {
        if let known = groups.firstIndex(where: { Array($0.word.utf8) == Array(spelling.word.utf8) }) {
          groups[known].members.append((spelling.record, spelling.span))
        } else if groups.count < 8 {
          groups.append((spelling.word, [(spelling.record, spelling.span)]))
        }
      }
      guard let first = groups.first else { return nil }
      let variants = [first] + groups.dropFirst().filter { TensionFinder.isVariant($0.word, first.word) }
      guard variants.count > 1 else { return nil }
      return Draft(
        kind: .naming, question: "How is \(actor.name) spelt?",
        positions: variants.map { variant in
          Tension.Position(
            says: "\(articles(variant.members.map(\.record))): \(variant.word)",
            mentions: oneEach(variant.members).map { at($0.record, $0.span) })
        }, resolution: "the same \(actor.kind == .person ? "person" : "actor"); only the spelling differs")
    }
  }

  /// The first use in each article.
  private func oneEach(_ members: [(record: Int, span: ByteSpan)]) -> [(record: Int, span: ByteSpan)] {
    var seen: Set<Int> = []
    return members.filter { seen.insert($0.record).inserted }
  }

  /// The last word of a name, without a possessive ending or punctuation.
  private func lastWord(_ span: ByteSpan, _ record: DocumentRecord) -> (String, ByteSpan)? {
    var bytes = Array(record.bytes(span))
    while let last = bytes.last, last < 0x30 || (0x3a...0x40).contains(last) { bytes.removeLast() }
    for ending in ["’s", "'s", "’", "'"]
    where bytes.count > ending.utf8.count && bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      bytes.removeLast(ending.utf8.count)
      break
    }
    let start = (bytes.lastIndex { $0 == 0x20 || $0 == 0x0a || $0 == 0x09 } ?? -1) + 1
    let word = bytes[start...]
    guard word.count >= 4 else { return nil }
    return (String(decoding: word, as: UTF8.self), ByteSpan(span.start + start, span.start + bytes.count))
  }

  /// Whether two words are spellings of one name: the same first letter, most letters in the same order, and not
  /// merely other capitals or an added plural.
  static func isVariant(_ a: String, _ b: String) -> Bool {
    let x = Array(a.lowercased().unicodeScalars)
    let y = Array(b.lowercased().unicodeScalars)
    guard x != y, x.count >= 4, y.count >= 4, x.count <= 40, y.count <= 40, x.first == y.first else { return false }
    if abs(x.count - y.count) == 1, (x.count > y.count ? x : y).last == "s", x.starts(with: y) || y.starts(with: x) {
      return false
    }
    return distance(x, y) <= (min(x.count, y.count) > 6 ? 2 : 1)
  }

  /// Levenshtein's edit distance.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
