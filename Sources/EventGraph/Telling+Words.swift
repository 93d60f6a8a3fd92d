// What the words of a telling say of which event it is: the root of its verb or noun, whether it is a second one of its
// kind, whether its article is about it.

import Events
import Language

extension Telling {
  /// Endings by which a noun is made of a verb, longest first.
  private static let endings = [
    "isation", "ization", "ation", "ition", "ment", "sion", "tion", "ence", "ance", "ion", "ate", "ing", "ure", "al",
    "er", "e", "y",
  ]
  /// Letters that a root keeps at least.
  private static let shortestRoot = 4
  /// Bytes before a trigger in which a word may say that it is another one.
  private static let markReach = 28

  /// The root that a verb and its noun share: `resign` and `resignation`, `collide` and `collision`.
  static func stem(of lemma: String) -> String {
    var bytes = Array(lemma.utf8)
    for ending in endings where bytes.count - ending.utf8.count >= shortestRoot {
      guard bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8) else { continue }
      bytes.removeLast(ending.utf8.count)
      break
    }
    // The last sound changes: decide, decision; extend, extension.
    if bytes.count > shortestRoot, let last = bytes.last, [0x64, 0x73, 0x74].contains(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The events of a document that matter most to it.
  static func leads(of record: DocumentRecord) -> Set<Int> {
    let ranked = record.events.indices.filter { record.events[$0].type != .statement }.sorted { a, b in
      let (x, y) = (record.events[a], record.events[b])
      return x.salience != y.salience ? x.salience > y.salience : a < b
    }
    return Set(ranked.prefix(3))
  }

  /// The word before a trigger that says that it is another event than one told before.
  static func mark(before start: Int, in record: DocumentRecord, _ event: NewsEvent, _ words: EventWords) -> UInt64? {
    let from = max(event.evidence.start, start - markReach)
    guard from < start, start <= record.source.text.count else { return nil }
    let before = Telling.words(Array(record.source.text[from..<start])).suffix(2)
    return before.last { words.isMark($0.key) }?.key
  }
}
