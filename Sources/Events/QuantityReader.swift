// Numbers that belong to an event: victims, troops, money, shares, with the bounds that modifiers set.

import Corpus
import Language

struct QuantityReader {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader

  /// The quantities in a token range that belong to a trigger.
  ///
  /// - Parameter tokens: the subtree of the trigger, without the subtrees of other events.
  func quantities(of candidate: Candidate, in tokens: [Int]) -> [Quantity] {
    var result: [Quantity] = []
    for token in tokens {
      guard document.tokens[token].upos == .num, let value = value(of: token) else { continue }
      guard let head = document.head(token) else { continue }
      let relation = document.tokens[token].relation
      if isModel(token, of: head) { continue }
      if isPercent(token) || isPercent(head) {
        result.append(make("percent", value, token, ByteSpan(span(token).start, percentEnd(token))))
      } else if relation == .nummod, let what = name(of: head, trigger: candidate.trigger) {
        result.append(make(what, value, token, span(token)))
      } else if relation != .nummod, relation == .obj || relation == .nsubj || relation == .nsubjPass,
        let what = book.counted[document.tokens[head].lemma]
      {
        result.append(make(what, value, token, span(token)))
      }
    }
    return result
  }

  /// "five new 737 aircraft": of two numbers before a noun the second names a model.
  private func isModel(_ token: Int, of noun: Int) -> Bool {
    guard document.tokens[token].relation == .nummod, let value = value(of: token), value < 10_000 else { return false }
    return document.children(noun).contains { child in
      child < token && document.tokens[child].relation == .nummod && self.value(of: child) != nil
        && book.numbers[document.tokens[token].lemma] == nil
    }
  }

  private func span(_ token: Int) -> ByteSpan { document.tokens[token].span }

  private func isPercent(_ token: Int) -> Bool {
    if document.tokens[token].lemma == Words.percent || document.tokens[token].lemma == Words.percentSign {
      return true
    }
    let next = token + 1
    return document.tokens[token].upos == .num && next < document.tokens.count
      && document.tokens[next].lemma == Words.percentSign
  }

  private func percentEnd(_ token: Int) -> Int {
    let next = token + 1
    guard next < document.tokens.count, isPercent(next), document.tokens[next].upos != .num else {
      return span(token).end
    }
    return span(next).end
  }

  /// What a counted noun counts: by the verb that it is the object of ("killed six"), else by the noun itself.
  private func name(of noun: Int, trigger: Int) -> String? {
    var node = noun
    for _ in 0..<3 {
      let relation = document.tokens[node].relation
      guard let head = document.head(node) else { break }
      if relation == .obj || relation == .nsubjPass || relation == .nsubj || relation == .acl || relation == .aclRelcl
        || relation == .obl
      {
        if let what = book.counted[document.tokens[head].lemma] { return what }
      }
      if relation == .conj || relation == .nmod {
        node = head
        continue
      }
      break
    }
    for child in document.children(noun) {
      let relation = document.tokens[child].relation
      if relation == .acl || relation == .amod, let what = book.counted[document.tokens[child].lemma] { return what }
    }
    if let what = book.counted[document.tokens[noun].lemma] { return what }
    guard book.has("countable", document.tokens[noun].lemma) else { return nil }
    return document.lemma(of: noun)
  }

  private func make(_ what: String, _ value: Double, _ token: Int, _ bytes: ByteSpan) -> Quantity {
    var low: Double? = value
    var high: Double? = value
    var start = bytes.start
    var near = token - 1
    var words: [WordKey] = []
    while near >= 0, token - near <= 3, document.tokens[near].sentence == document.tokens[token].sentence {
      words.append(document.tokens[near].lemma)
      near -= 1
    }
    for child in document.children(token) { words.append(document.tokens[child].lemma) }
    for (distance, word) in words.enumerated() {
      if book.has("at_least", word) {
        high = nil
      } else if book.has("at_most", word) {
        low = nil
      } else {
        continue
      }
      let first = token - 1 - distance
      if first >= 0, distance < 3 { start = min(start, span(first).start) }
      break
    }
    return Quantity(what: what, low: low, high: high, span: ByteSpan(start, bytes.end))
  }

  /// The value of a number token with its multiplier ("1.5 million"); nil when it is none.
  func value(of token: Int) -> Double? {
    var value = 0.0
    var digits = 0
    var scale = 0.0
    for byte in document.text[span(token).range] {
      switch byte {
      case 0x30...0x39:
        digits += 1
        guard digits < 16 else { return nil }
        if scale > 0 {
          value += Double(byte - 0x30) * scale
          scale /= 10
        } else {
          value = value * 10 + Double(byte - 0x30)
        }
      case 0x2c: continue
      case 0x2e: scale = 0.1
      default:
        if digits == 0 { return word(token) }
        return nil
      }
    }
    guard digits > 0 else { return word(token) }
    let next = token + 1
    if next < document.tokens.count, let factor = book.numbers[document.tokens[next].lemma], factor >= 1000 {
      value *= factor
    }
    return value
  }

  /// The value of a number word; "23 billion" is read at its second word too.
  private func word(_ token: Int) -> Double? {
    guard let factor = book.numbers[document.tokens[token].lemma] else { return nil }
    guard factor >= 1000, token > 0, document.tokens[token - 1].sentence == document.tokens[token].sentence else {
      return factor
    }
    var isDigits = false
    for byte in document.text[span(token - 1).range] { isDigits = isDigits || (0x30...0x39).contains(byte) }
    return isDigits ? self.value(of: token - 1) : factor
  }
}
