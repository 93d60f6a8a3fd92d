// Direct speech of a document, once for all events: segments over sentences and paragraphs, each with its speaker or
// none. A speaker is never guessed across an intervening other one.

import Corpus
import Language

/// A stretch of direct speech inside one paragraph.
struct QuoteSegment: Sendable, Equatable {
  /// Bytes with the quotation marks.
  var span: ByteSpan
  /// Index of the paragraph's block.
  var block: Int
  /// Whether it goes on where the paragraph before it left off.
  var continues = false
  /// The head token of the phrase that names who speaks; nil: unknown.
  var speaker: Int?
}

/// Finds the segments of direct speech: double, curly, single and doubled marks, and labels ("MAREK: …").
struct QuoteScanner {
  let document: AnnotatedDocument

  func segments() -> [QuoteSegment] {
    var result: [QuoteSegment] = []
    var isOpen = false
    for (number, block) in document.document.blocks.enumerated() where block.isProse {
      let found = scan(block.span, number, continuing: isOpen)
      result += found.segments
      isOpen = found.isOpen
    }
    return result
  }

  private enum Mark { case open, close, either }

  private func scan(
    _ span: ByteSpan, _ block: Int, continuing: Bool
  ) -> (segments: [QuoteSegment], isOpen: Bool) {
    let text = document.text
    var result: [QuoteSegment] = []
    var open: (start: Int, isSingle: Bool)?
    var goesOn = false
    var position = span.start
    let end = min(span.end, text.count)
    while position < end {
      guard let (mark, width, isSingle) = mark(at: position, end) else {
        position += 1
        continue
      }
      if let start = open {
        if mark == .open, !isSingle, !start.isSingle, text[position] == 0x22, isSentenceEnd(before: position) {
          // A mark that opens anew: the quotation goes on in what was a paragraph of its own.
          var last = position
          while last > start.start + 1, text[last - 1] <= 0x20 { last -= 1 }
          result.append(
            QuoteSegment(
              span: ByteSpan(start.start, last), block: block,
              continues: goesOn || continuing && start.start == span.start))
          open = (position, false)
          goesOn = true
        } else if mark != .open || text[position] == 0x22, start.isSingle == isSingle {
          result.append(
            QuoteSegment(
              span: ByteSpan(start.start, position + width), block: block,
              continues: goesOn || continuing && start.start == span.start))
          open = nil
          goesOn = false
        }
      } else if mark != .close {
        open = (position, isSingle)
      }
      position += width
    }
    guard let start = open, !start.isSingle else { return (result, false) }
    // Never closed here: to the end of the paragraph when the next one opens anew, else to the end of its sentence.
    let opensAgain = opensNext(block)
    var last = end
    if !opensAgain {
      let token = document.token(at: start.start + 1)
      if document.tokens.indices.contains(token) {
        last = min(end, document.sentences[Int(document.tokens[token].sentence)].span.end)
      }
    }
    result.append(
      QuoteSegment(
        span: ByteSpan(start.start, last), block: block,
        continues: goesOn || continuing && start.start == span.start))
    return (result, opensAgain)
  }

  private func opensNext(_ block: Int) -> Bool {
    let blocks = document.document.blocks
    guard blocks.indices.contains(block + 1), blocks[block + 1].isProse,
      let (mark, _, _) = mark(at: blocks[block + 1].span.start, blocks[block + 1].span.end)
    else { return false }
    return mark != .close
  }

  /// The quotation mark at a byte: which side, its width, whether it is a single one.
  private func mark(at position: Int, _ end: Int) -> (Mark, Int, Bool)? {
    let text = document.text
    let byte = text[position]
    if byte == 0x22 { return (side(of: position, end), 1, false) }
    if byte == 0xe2, position + 2 < end, text[position + 1] == 0x80 {
      switch text[position + 2] {
      case 0x9c: return (.open, 3, false)
      case 0x9d: return (.close, 3, false)
      case 0x98: return (.open, 3, true)
      case 0x99: return isClosing(position, position + 3, end) ? (.close, 3, true) : nil
      default: return nil
      }
    }
    if byte == 0x60, position + 1 < end, text[position + 1] == 0x60 { return (.open, 2, false) }
    guard byte == 0x27 else { return nil }
    if position + 1 < end, text[position + 1] == 0x27 { return (.close, 2, false) }
    if isClosing(position, position + 1, end) { return (.close, 1, true) }
    let before = position == 0 ? 0x20 : text[position - 1]
    let after = position + 1 < end ? text[position + 1] : 0x20
    return before <= 0x20 && after > 0x20 ? (.open, 1, true) : nil
  }

  /// Whether a full stop, question or exclamation mark stands before a byte, but for blanks.
  private func isSentenceEnd(before position: Int) -> Bool {
    var last = position - 1
    while last >= 0, document.text[last] <= 0x20 { last -= 1 }
    guard last >= 0 else { return true }
    return document.text[last] == 0x2e || document.text[last] == 0x3f || document.text[last] == 0x21
  }

  /// A straight mark opens before a word behind a blank, and closes behind a word before a blank or a stop.
  private func side(of position: Int, _ end: Int) -> Mark {
    let before: UInt8 = position == 0 ? 0x20 : document.text[position - 1]
    let after: UInt8 = position + 1 < end ? document.text[position + 1] : 0x20
    func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...0xff: true
      default: false
      }
    }
    if before <= 0x20, isWord(after) { return .open }
    if before > 0x20, after <= 0x20, before != 0x28, before != 0x5b { return .close }
    return .either
  }

  /// A single mark closes after punctuation and before no letter: no apostrophe does.
  private func isClosing(_ position: Int, _ next: Int, _ end: Int) -> Bool {
    guard position > 0 else { return false }
    switch document.text[position - 1] {
    case 0x2e, 0x2c, 0x21, 0x3f: return next >= end || document.text[next] <= 0x2f
    default: return false
    }
  }
}

/// The segments with their speakers, and which segment a token belongs to.
struct QuoteTable {
  private(set) var segments: [QuoteSegment]
  /// For each token the index of its segment, -1 for none.
  private(set) var segmentOfToken: [Int32]

  private let book: FrameBook
  private let document: AnnotatedDocument
  private let clauses: ClauseReader
  private let finder: ParticipantFinder

  init(book: FrameBook, document: AnnotatedDocument, clauses: ClauseReader, finder: ParticipantFinder) {
    self.book = book
    self.document = document
    self.clauses = clauses
    self.finder = finder
    segments = QuoteScanner(document: document).segments()
    segmentOfToken = [Int32](repeating: -1, count: document.tokens.count)
    for (number, segment) in segments.enumerated() {
      for token in tokens(of: segment.span) { segmentOfToken[token] = Int32(number) }
    }
    for number in segments.indices { segments[number].speaker = speaker(of: number) }
  }

  /// Whether a token stands between quotation marks.
  func isQuoted(_ token: Int) -> Bool { segmentOfToken.indices.contains(token) && segmentOfToken[token] >= 0 }

  /// The head token of the phrase that names whose words a token is part of.
  func speaker(at token: Int) -> Int? { isQuoted(token) ? segments[Int(segmentOfToken[token])].speaker : nil }

  /// The utterance that a token stands in: a segment with a clause, no quoted word or name.
  func utterance(at token: Int) -> QuoteSegment? {
    guard segmentOfToken.indices.contains(token), segmentOfToken[token] >= 0 else { return nil }
    let segment = segments[Int(segmentOfToken[token])]
    let range = tokens(of: segment.span)
    let hasClause = range.contains { clauses.isFinite($0) || document.xpos($0) == "VB" }
    return range.count >= 5 && hasClause ? segment : nil
  }

  private func tokens(of span: ByteSpan) -> Range<Int> {
    let first = document.token(at: span.start)
    let last = document.token(at: span.end - 1)
    return first..<max(first, min(last + 1, document.tokens.count))
  }

  private func speaker(of number: Int) -> Int? {
    let segment = segments[number]
    if segment.continues, number > 0 { return segments[number - 1].speaker }
    let range = tokens(of: segment.span)
    guard let first = range.first, let last = range.last else { return nil }
    // In the sentences that the segment touches.
    let sentences = Int(document.tokens[first].sentence)...Int(document.tokens[last].sentence)
    let near =
      document.sentences[sentences.lowerBound].tokens
      .lowerBound..<document.sentences[sentences.upperBound].tokens.upperBound
    if let found = tag(in: near, beside: range) ?? label(before: first, in: near) ?? signature(after: last) {
      return found
    }
    // The next sentence of its paragraph is nothing but the tag: “….” X said.
    if let found = follower(after: last, block: segment.block) { return found }
    if number > 0 {
      let earlier = segments[number - 1]
      let gap = min(tokens(of: earlier.span).last.map { $0 + 1 } ?? 0, first)..<first
      if earlier.block == segment.block {
        return isSilent(gap, but: earlier.speaker) ? earlier.speaker : introduction(before: first)
      }
      let isWhole = segment.span.start == document.document.blocks[segment.block].span.start
      if isWhole, isNext(earlier.block, segment.block), isSilent(gap, but: earlier.speaker) { return earlier.speaker }
    }
    return introduction(before: first)
  }

  private func isNext(_ a: Int, _ b: Int) -> Bool {
    guard a < b else { return false }
    return !(a + 1..<b).contains { document.document.blocks[$0].isProse }
  }

  /// The speech verb outside quotations that is nearest to a segment, by its subject; or "according to X".
  private func tag(in near: Range<Int>, beside range: Range<Int>) -> Int? {
    var best: (distance: Int, subject: Int)?
    for token in near where segmentOfToken[token] < 0 {
      var subject: Int?
      if document.tokens[token].upos == .verb, book.has("speech_verbs", document.tokens[token].lemma) {
        subject = clauses.surfaceSubject(of: token)
      } else if document.tokens[token].form == Words.according {
        subject = document.children(token).first { document.tokens[$0].relation.isOblique } ?? document.head(token)
      }
      guard let subject, segmentOfToken[subject] < 0 else { continue }
      let distance = token < range.lowerBound ? range.lowerBound - token : token - range.upperBound + 1
      if best.map({ distance < $0.distance }) ?? true { best = (distance, subject) }
    }
    return best?.subject
  }

  /// "Marek: “…”"
  private func label(before first: Int, in near: Range<Int>) -> Int? {
    guard first > near.lowerBound, document.text[Int(document.tokens[first - 1].start)] == 0x3a else { return nil }
    return (near.lowerBound..<first - 1).last { finder.actors.actorOfHead[$0] != nil }
  }

  /// "“…” – Ana Duarte"
  private func signature(after last: Int) -> Int? {
    let dash = last + 1
    guard document.tokens.indices.contains(dash), document.tokens[dash].upos == .punct,
      document.tokens[dash].form == Words.hyphen || document.tokens[dash].form == Words.dash
    else { return nil }
    return (dash + 1..<min(dash + 9, document.tokens.count)).first { finder.actors.actorOfHead[$0] != nil }
  }

  private func follower(after last: Int, block: Int) -> Int? {
    let next = Int(document.tokens[last].sentence) + 1
    guard document.sentences.indices.contains(next), document.sentences[next].block == block else { return nil }
    let sentence = document.sentences[next]
    guard sentence.tokens.count <= 14, let root = sentence.tokens.first(where: { document.tokens[$0].head < 0 }),
      segmentOfToken[root] < 0, book.has("speech_verbs", document.tokens[root].lemma),
      document.child(root, .ccomp, .obj, .xcomp) == nil
    else { return nil }
    return clauses.surfaceSubject(of: root)
  }

  /// The sentence right before, when its main verb is one of speech and its subject a speaker.
  private func introduction(before first: Int) -> Int? {
    let number = Int(document.tokens[first].sentence) - 1
    guard document.sentences.indices.contains(number),
      let root = document.sentences[number].tokens.first(where: { document.tokens[$0].head < 0 }),
      segmentOfToken[root] < 0, document.tokens[root].upos == .verb, let subject = clauses.surfaceSubject(of: root)
    else { return nil }
    let lemma = document.tokens[root].lemma
    if book.has("speech_verbs", lemma) { return subject }
    // "X condemned the raid. “…”", in one paragraph.
    let isNear = document.sentences[number].block == document.sentences[number + 1].block
    return isNear && (book.verbs[lemma] ?? []).contains { book.frames[$0].isSpeech } ? subject : nil
  }

  /// Whether nobody but the speaker of before speaks or acts in between.
  private func isSilent(_ gap: Range<Int>, but speaker: Int?) -> Bool {
    guard let speaker else { return false }
    let own = Set(finder.resolve(speaker, allowsPlaces: false).map(\.actor))
    for token in gap where document.tokens[token].relation.isSubject && token != speaker {
      if document.xpos(token) == "WP" || document.xpos(token) == "WDT" { continue }
      guard let actor = finder.actors.actorOfHead[token], own.contains(actor) else { return false }
    }
    return true
  }
}
