// Places of a text known by the words around them, so that an id that is made of one survives an edit elsewhere.

import ChronographBase
import Language

/// A key for each token of a document: of its document, and of the words beside it in its sentence.
struct PlaceKeys {
  /// Words on either side that count.
  private static let reach = 3

  private let keys: [UInt32]

  init(_ document: AnnotatedDocument) {
    var keys = [UInt32](repeating: 0, count: document.tokens.count)
    var seen: [UInt64: UInt64] = [:]
    let start = FNV1a.hash(document.source.id.utf8)
    for sentence in document.sentences {
      let words = sentence.tokens.filter { WordForms.isWord(document.text, at: Int(document.tokens[$0].start)) }
      var next = 0
      for token in sentence.tokens {
        // Signs have the place of the word behind them.
        while next < words.count, words[next] < token { next += 1 }
        let isWord = next < words.count && words[next] == token
        var hash = start
        for place in (next - Self.reach)...(next + Self.reach) {
          let word = words.indices.contains(place) ? document.tokens[words[place]].form.value : 0
          hash = (hash ^ word) &* 0x100_0000_01b3
          hash ^= hash >> 29
        }
        if !isWord { hash = ~hash }
        // The same words once more are another place.
        let copies = seen[hash, default: 0]
        seen[hash] = copies + 1
        hash = (hash ^ copies) &* 0x9e37_79b9_7f4a_7c15
        keys[token] = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
      }
    }
    self.keys = keys
  }

  /// Eight hexadecimal digits for the place where some tokens begin.
  func digits(_ tokens: Range<Int>) -> String {
    let key = keys.indices.contains(tokens.lowerBound) ? keys[tokens.lowerBound] : 0
    let text = String(key, radix: 16)
    return String(repeating: "0", count: 8 - text.utf8.count) + text
  }
}
