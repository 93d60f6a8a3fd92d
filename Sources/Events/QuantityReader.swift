// Numbers that belong to an event: victims, troops, money, shares, with the bounds that the words beside them set.

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
    guard let first = tokens.first, let last = tokens.last else { return [] }
    let own = Set(tokens)
    var result: [Quantity] = []
    for number in numbers(in: first..<last + 1) where own.contains(number.anchor) {
      guard let quantity = quantity(number, trigger: candidate.trigger), !result.contains(quantity) else { continue }
      result.append(quantity)
    }
    return result
  }

  private func quantity(_ number: CountedNumber, trigger: Int) -> Quantity? {
    let anchor = number.anchor
    guard let head = document.head(anchor) else { return nil }
    let relation = document.tokens[anchor].relation
    let end = document.tokens[number.tokens.upperBound - 1].span.end
    let bytes = ByteSpan(document.tokens[number.start].span.start, end)
    let next = number.tokens.upperBound
    if next < document.tokens.count, isPercent(next) {
      return Quantity(
        what: "percent", low: number.low, high: number.high, span: bytes.union(document.tokens[next].span))
    }
    if isPercent(head) { return Quantity(what: "percent", low: number.low, high: number.high, span: bytes) }
    if isModel(anchor, of: head) { return nil }
    var what: String?
    if let said = saidBehind(number.tokens.upperBound) {
      what = said
    } else if number.isPlural || relation != .nummod {
      what = nameOfBareNumber(anchor)
    } else {
      guard isCount(number, of: head) else { return nil }
      what = name(of: head, trigger: trigger)
    }
    return what.map { Quantity(what: $0, low: number.low, high: number.high, span: bytes) }
  }

  /// "30 wounded", "nine dead": a word of counting right behind the number, with no noun of its own.
  private func saidBehind(_ token: Int) -> String? {
    guard document.tokens.indices.contains(token), let what = book.counted[document.tokens[token].lemma] else {
      return nil
    }
    switch document.xpos(token) {
    case "VBN", "VBD", "JJ": break
    default: return nil
    }
    let next = token + 1
    if document.tokens.indices.contains(next), document.tokens[next].sentence == document.tokens[token].sentence {
      switch document.tokens[next].upos {
      case .noun, .propn, .adj, .num, .det, .pron: return nil
      default: break
      }
    }
    return what
  }

  /// "a 2017 pardon", "a 30-year term": of a number that counts, the noun is a plural.
  private func isCount(_ number: CountedNumber, of noun: Int) -> Bool {
    if number.low == 1, number.high == 1 { return true }
    if document.xpos(noun) == "NN" || document.xpos(noun) == "NNP" {
      return book.has("uninflected_plurals", document.tokens[noun].lemma)
        || isMoney(noun)
        || book.has("countable", document.tokens[noun].lemma) && document.tokens[noun].features.contains(.plural)
    }
    return true
  }

  /// "Hundreds were killed", "dozens of miners", "the toll rose to 57".
  private func nameOfBareNumber(_ anchor: Int) -> String? {
    guard let head = document.head(anchor) else { return nil }
    switch document.tokens[anchor].relation {
    case .nsubj, .nsubjPass, .obj:
      if let what = counted(by: head, as: document.tokens[anchor].relation) { return what }
    case .obl, .nmod:
      // "rose to 57", "a toll of 57"
      let toll = isToll(head) ? head : document.child(head, .nsubj, .nsubjPass).flatMap { isToll($0) ? $0 : nil }
      guard let toll else { return nil }
      for child in document.children(toll) {
        if let what = book.counted[document.tokens[child].lemma] { return what }
      }
      return book.counted[document.tokens[toll].lemma]
    default: break
    }
    for child in document.children(anchor) where document.tokens[child].relation == .nmod {
      if clauses.preposition(of: child) == Words.of, book.has("countable", document.tokens[child].lemma) {
        return document.lemma(of: child)
      }
    }
    return nil
  }

  private func isToll(_ token: Int) -> Bool { book.has("toll_nouns", document.tokens[token].lemma) }

  /// "five new 737 aircraft": of two numbers before a noun the second names a model.
  private func isModel(_ token: Int, of noun: Int) -> Bool {
    guard document.tokens[token].relation == .nummod, let value = digits(token), value < 10_000 else { return false }
    return document.children(noun).contains { child in
      child < token && document.tokens[child].relation == .nummod
        && (digits(child) != nil || book.numbers[document.tokens[child].lemma] != nil)
    }
  }

  private func isPercent(_ token: Int) -> Bool {
    document.tokens[token].lemma == Words.percent || document.tokens[token].lemma == Words.percentSign
  }

  private func isMoney(_ token: Int) -> Bool {
    document.tokens[token].upos == .sym || book.has("currency", document.tokens[token].lemma)
  }

  /// What a counted noun counts: by the verb whose patient it is ("killed six"), else by the noun itself.
  private func name(of noun: Int, trigger: Int) -> String? {
    let lemma = document.tokens[noun].lemma
    if !isMoney(noun), !isPart(noun), let what = role(of: noun) { return what }
    for child in document.children(noun) {
      let relation = document.tokens[child].relation
      if relation == .acl || relation == .amod, let what = book.counted[document.tokens[child].lemma] { return what }
    }
    if let what = book.counted[lemma] { return what }
    guard book.has("countable", lemma), !isShare(noun) else { return nil }
    return document.lemma(of: noun)
  }

  private func role(of noun: Int) -> String? {
    var node = noun
    for _ in 0..<3 {
      guard let head = document.head(node) else { return nil }
      switch document.tokens[node].relation {
      case .obj, .nsubjPass, .nsubj: return counted(by: head, as: document.tokens[node].relation)
      case .acl, .aclRelcl: return book.counted[document.tokens[head].lemma]
      case .conj: node = head
      default: return nil
      }
    }
    return nil
  }

  /// Whether a verb counts the phrase in this role: its patient, or the subject of one that takes no object ("died").
  private func counted(by verb: Int, as relation: Relation) -> String? {
    guard let what = book.counted[document.tokens[verb].lemma] else { return nil }
    return relation == .nsubj && document.child(verb, .obj) != nil ? nil : what
  }

  /// "12 people, including four children": a part of what is counted, never another count of it.
  private func isPart(_ noun: Int) -> Bool {
    var node = noun
    for _ in 0..<3 {
      for child in document.children(node) where child < node {
        if book.has("part_marks", document.tokens[child].lemma) { return true }
      }
      guard document.tokens[node].relation == .conj, let head = document.head(node) else { break }
      node = head
    }
    return isShare(noun)
  }

  /// "half of the 300 hostages".
  private func isShare(_ noun: Int) -> Bool {
    guard document.tokens[noun].relation == .nmod, clauses.preposition(of: noun) == Words.of,
      let head = document.head(noun)
    else { return false }
    return book.has("share_nouns", document.tokens[head].lemma) || document.tokens[head].upos == .num
  }
}
