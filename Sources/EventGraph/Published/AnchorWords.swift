// What a thing is known by over the builds of a corpus: the words that tell it and the few beside them, as a reader would
// quote them. Case, quotation marks, blanks and what stands elsewhere do not matter.

import ChronographBase
import Corpus
import Events

/// Words of a sentence around a stretch of it.
package struct AnchorWords: Hashable, Sendable {
  /// Words on either side that count.
  private static let reach = 3
  /// Most bytes of a part.
  private static let most = 160

  /// `minister ivan petrov|met|president anna abara`: what stands before, the words themselves, what stands behind.
  package var text: String

  package init(text: String) { self.text = text }

  /// - Parameters:
  ///   - span: the words, in bytes of the text.
  ///   - sentence: what they stand in; words beyond it do not count.
  package init(_ text: [UInt8], _ span: ByteSpan, in sentence: ByteSpan) {
    let start = min(max(0, span.start), text.count)
    let end = min(max(start, span.end), text.count)
    let first = min(max(0, sentence.start), start)
    let last = max(min(sentence.end, text.count), end)
    let before = AnchorWords.words(text, first..<start).suffix(AnchorWords.reach)
    let behind = AnchorWords.words(text, end..<last, most: AnchorWords.reach)
    let own = AnchorWords.words(text, start..<end)
    self.text = [Array(before), own, behind].map { words in
      String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    }.joined(separator: "|")
  }

  /// All words of a stretch, folded.
  static func words(_ text: [UInt8], _ range: Range<Int>, most: Int = .max) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var at = range.lowerBound
    func isWord(_ place: Int) -> Bool {
      // The rest of a letter of several bytes goes with its first.
      text[place] & 0xc0 == 0x80 ? !word.isEmpty : WordForms.isWord(text, at: place)
    }
    while at < range.upperBound, words.count < most {
      if isWord(at) {
        if word.count < AnchorWords.most { word.append((0x41...0x5a).contains(text[at]) ? text[at] | 0x20 : text[at]) }
      } else if !word.isEmpty {
        words.append(word)
        word = []
      }
      at += 1
    }
    if !word.isEmpty, words.count < most { words.append(word) }
    return words
  }

  /// How much two have in common, 0 to 1: words of both, in any order, among those of the longer one.
  package func likeness(_ other: AnchorWords) -> Double {
    var counts: [Substring: Int] = [:]
    let own = words
    let others = other.words
    for word in own { counts[word, default: 0] += 1 }
    var common = 0
    for word in others where counts[word, default: 0] > 0 {
      counts[word, default: 0] -= 1
      common += 1
    }
    return Double(common) / Double(max(1, own.count, others.count))
  }

  /// The words themselves without those beside them.
  package var own: Substring {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    return parts.count == 3 ? parts[1] : text[...]
  }

  private var words: [Substring] { text.split { $0 == " " || $0 == "|" } }
}

/// What the events of one article are known by.
package struct TellingKeys {
  /// For each event of the record a key of twelve hexadecimal digits, unlike all others of the article.
  package let keys: [String]

  package init(_ record: DocumentRecord) {
    let text = record.source.text
    let order = record.events.indices.sorted { a, b in
      (TellingKeys.trigger(record.events[a]).start, a) < (TellingKeys.trigger(record.events[b]).start, b)
    }
    var keys = [String](repeating: "", count: record.events.count)
    var taken: Set<String> = []
    for number in order {
      let event = record.events[number]
      let words = AnchorWords(text, TellingKeys.trigger(event), in: event.evidence)
      var hash = ContentHash([record.source.id, words.text])
      var key = hash.hex(12)
      if taken.contains(key) {
        // The same words once more: the sentence tells them apart, or which one of the same sentences it is.
        let clamped = min(max(0, event.evidence.start), text.count)..<min(max(0, event.evidence.end), text.count)
        for word in AnchorWords.words(text, clamped) { hash.combine(String(decoding: word, as: UTF8.self)) }
        key = hash.hex(12)
        var copies = 2
        while taken.contains(key) {
          var next = hash
          next.combine(String(copies))
          key = next.hex(12)
          copies += 1
        }
      }
      taken.insert(key)
      keys[number] = key
    }
    self.keys = keys
  }

  private static func trigger(_ event: NewsEvent) -> ByteSpan { event.mentions.first ?? event.evidence }
}
