// Who speaks in a quotation: "I" and "we" mean the speaker, "he" and "she" somebody else.

import Corpus
import Language

/// Direct speech of a document.
struct DirectSpeech: Sendable {
  /// For each token the number of the quotation that it stands in, -1 outside.
  private(set) var quotationAt: [Int32]
  /// The subject of the verb that presents each quotation, -1 when there is none.
  private(set) var speakers: [Int32] = []

  /// The head of the phrase that names who speaks a token; nil outside quotations and where the text does not say it.
  func speaker(of token: Int) -> Int? {
    let quotation = Int(quotationAt[token])
    return quotation >= 0 && speakers[quotation] >= 0 ? Int(speakers[quotation]) : nil
  }

  /// Whether two tokens stand in the same quotation or both outside any.
  func isTogether(_ token: Int, _ other: Int) -> Bool { quotationAt[token] == quotationAt[other] }

  init(_ document: AnnotatedDocument, speechVerbs: Set<WordKey>) {
    quotationAt = [Int32](repeating: -1, count: document.tokens.count)
    var ranges: [Range<Int>] = []
    var open: Int?
    var block = -1
    for (number, sentence) in document.sentences.enumerated() {
      if sentence.block != block {
        // A quotation that no mark closes ends with its paragraph.
        if let start = open { ranges.append(start..<sentence.tokens.lowerBound) }
        open = nil
        block = sentence.block
      }
      for token in sentence.tokens {
        switch DirectSpeech.mark(document, token) {
        case .opening:
          // The one before was not closed.
          if let start = open { ranges.append(start..<token) }
          open = token
        case .closing:
          if let start = open { ranges.append(start..<token + 1) }
          open = nil
        case nil: break
        }
      }
      if number == document.sentences.count - 1, let start = open { ranges.append(start..<sentence.tokens.upperBound) }
    }
    for (number, range) in ranges.enumerated() { for token in range { quotationAt[token] = Int32(number) } }
    for range in ranges {
      let own = presenter(of: range, document, speechVerbs)
      let other = own ?? introduced(range, document, speechVerbs) ?? continued(range, ranges, document)
      speakers.append(Int32(other ?? -1))
    }
  }

  enum Mark { case opening, closing }

  /// What a token is as a quotation mark; nil for other tokens.
  static func mark(_ document: AnnotatedDocument, _ token: Int) -> Mark? {
    let span = document.tokens[token].span
    let text = document.text
    guard document.tokens[token].upos == .punct || span.length <= 3 else { return nil }
    switch span.length {
    case 1:
      guard text[span.start] == 0x22 else { return nil }
      // A straight mark opens after a space and before a word.
      let isAfterSpace = span.start == 0 || text[span.start - 1] <= 0x20 || text[span.start - 1] == 0x28
      let isBeforeWord = span.end < text.count && text[span.end] > 0x20
      return isAfterSpace && isBeforeWord ? .opening : .closing
    case 2 where text[span.start] == 0x60 && text[span.start + 1] == 0x60: return .opening
    case 2 where text[span.start] == 0x27 && text[span.start + 1] == 0x27: return .closing
    case 3 where text[span.start] == 0xe2 && text[span.start + 1] == 0x80:
      return text[span.start + 2] == 0x9c ? .opening : text[span.start + 2] == 0x9d ? .closing : nil
    default: return nil
    }
  }

  /// The subject of the verb of speaking nearest to a quotation in its first and last sentence; what follows it counts
  /// before what stands before.
  private func presenter(of range: Range<Int>, _ document: AnnotatedDocument, _ verbs: Set<WordKey>) -> Int? {
    let first = document.sentences[Int(document.tokens[range.lowerBound].sentence)].tokens
    let last = document.sentences[Int(document.tokens[range.upperBound - 1].sentence)].tokens
    func subject(_ token: Int) -> Int? {
      let word = document.tokens[token]
      guard quotationAt[token] < 0, word.upos == .verb, verbs.contains(word.lemma),
        let subject = document.child(token, .nsubj), quotationAt[subject] < 0
      else { return nil }
      return subject
    }
    for token in range.upperBound..<max(range.upperBound, min(last.upperBound, range.upperBound + 14)) {
      if let found = subject(token) { return found }
    }
    for token in (first.lowerBound..<max(first.lowerBound, range.lowerBound)).reversed() {
      if let found = subject(token) { return found }
    }
    return nil
  }

  /// A quotation that opens its sentence after one that ends with a colon, or that reports what somebody said: "Roe noted
  /// that more could be done. “We are late.”"
  private func introduced(_ range: Range<Int>, _ document: AnnotatedDocument, _ verbs: Set<WordKey>) -> Int? {
    let number = Int(document.tokens[range.lowerBound].sentence)
    let here = document.sentences[number]
    guard here.tokens.lowerBound == range.lowerBound, number > 0 else { return nil }
    let before = document.sentences[number - 1]
    guard let last = before.tokens.last, before.isProse, here.block - before.block <= 1 else { return nil }
    let hasColon = document.tokens[last].form == Words.colon
    guard hasColon || here.block == before.block else { return nil }
    for token in before.tokens {
      let word = document.tokens[token]
      guard word.head < 0, word.upos == .verb, hasColon || verbs.contains(word.lemma),
        let subject = document.child(token, .nsubj), quotationAt[subject] < 0
      else { continue }
      return subject
    }
    return nil
  }

  /// A quotation that opens its sentence and has no verb of its own goes on with the one before it in the paragraph.
  private func continued(_ range: Range<Int>, _ ranges: [Range<Int>], _ document: AnnotatedDocument) -> Int? {
    guard let before = speakers.last, before >= 0, let last = ranges.dropFirst(speakers.count - 1).first else {
      return nil
    }
    let here = document.tokens[range.lowerBound]
    let there = document.tokens[last.upperBound - 1]
    let isNear = here.sentence - there.sentence <= 1
    let block = document.sentences[Int(here.sentence)].block
    let other = document.sentences[Int(there.sentence)].block
    let opens = document.sentences[Int(here.sentence)].tokens.lowerBound == range.lowerBound
    return isNear && opens && block - other <= 1 || here.sentence == there.sentence ? Int(before) : nil
  }
}

extension ActorResolver {
  /// Links the first persons of quotations once all speakers are known.
  mutating func linkFirstPersons() {
    for (token, pronoun) in firstPersons {
      guard let speaker = speech.speaker(of: token), let actor = actorOfHead[speaker], partiesOfHead[speaker] == nil,
        pronoun == .we || drafts[actor].isPerson, actorOfHead[token] == nil
      else { continue }
      let kind = drafts[actor].actor.kind
      guard kind != .outlet, kind != .place else { continue }
      mention(actor, token..<token + 1, head: token, .pronoun)
    }
  }
}
