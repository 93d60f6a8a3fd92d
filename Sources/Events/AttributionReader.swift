// Who says so: speakers of enclosing speech verbs, outlets, hearsay, direct quotations and their continuation.

import Actors
import Corpus
import Language

/// A direct quotation.
struct Quotation: Sendable {
  /// Bytes with the quotation marks.
  var span: ByteSpan
  var sentence: Int
}

struct AttributionReader {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  let finder: ParticipantFinder
  let quotations: [Quotation]
  /// Direct speech of the document with its speakers.
  let table: QuoteTable
  /// Quotations of each sentence, as indices into `quotations`.
  private let quotationsOfSentence: [Int: [Int]]

  init(book: FrameBook, document: AnnotatedDocument, clauses: ClauseReader, finder: ParticipantFinder) {
    self.book = book
    self.document = document
    self.clauses = clauses
    self.finder = finder
    table = QuoteTable(book: book, document: document, clauses: clauses, finder: finder)
    quotations = AttributionReader.quotations(in: document, table.segments)
    var numbers: [Int: [Int]] = [:]
    for (number, quotation) in quotations.enumerated() { numbers[quotation.sentence, default: []].append(number) }
    quotationsOfSentence = numbers
  }

  private static func isDouble(_ position: Int, _ text: [UInt8]) -> Bool {
    guard text.indices.contains(position) else { return false }
    return text[position] == 0x22 || text[position] == 0xe2 && position + 2 < text.count && text[position + 2] == 0x9c
  }

  /// Pairs of quotation marks inside one sentence; an unclosed one ends with its sentence, and one that a sentence before
  /// opened goes on from its start ("… . We were rivals,” Roe said").
  private static func quotations(in document: AnnotatedDocument, _ segments: [QuoteSegment]) -> [Quotation] {
    var result: [Quotation] = []
    let text = document.text
    var segment = 0
    for (number, sentence) in document.sentences.enumerated() {
      while segment < segments.count, segments[segment].span.end <= sentence.span.start { segment += 1 }
      var open: Int?
      if segment < segments.count, segments[segment].span.start < sentence.span.start,
        segments[segment].span.end < sentence.span.end, isDouble(segments[segment].span.start, text)
      {
        open = sentence.span.start
      }
      var position = sentence.span.start
      let end = min(sentence.span.end, text.count)
      while position < end {
        let byte = text[position]
        var kind = 0
        var width = 1
        if byte == 0x22 {
          kind = open == nil ? 1 : 2
        } else if byte == 0xe2, position + 2 < end, text[position + 1] == 0x80 {
          width = 3
          if text[position + 2] == 0x9c { kind = 1 }
          if text[position + 2] == 0x9d { kind = 2 }
        } else if byte == 0x60, position + 1 < end, text[position + 1] == 0x60 {
          width = 2
          kind = 1
        } else if byte == 0x27, position + 1 < end, text[position + 1] == 0x27 {
          width = 2
          kind = 2
        }
        if kind == 1, open == nil {
          open = position
        } else if kind == 2, let start = open {
          result.append(Quotation(span: ByteSpan(start, position + width), sentence: number))
          open = nil
        }
        position += width
      }
      if let start = open, end > start + 1 {
        result.append(Quotation(span: ByteSpan(start, end), sentence: number))
      }
    }
    return result
  }

  /// The quotation that a verbal act presents: in its own sentence inside its clause, the longest one.
  func quote(of candidate: Candidate) -> ByteSpan? {
    let sentence = Int(document.tokens[candidate.trigger].sentence)
    let clause = document.span(document.subtree(candidate.trigger))
    let trigger = document.tokens[candidate.trigger].span
    var best: ByteSpan?
    for number in quotationsOfSentence[sentence] ?? [] {
      let span = quotations[number].span
      guard !span.contains(trigger) else { continue }
      // The parser may hang the verb anywhere in a long quotation: then its speaker tells whose words they are.
      let isOwn =
        table.speaker(at: document.token(at: span.start + 1))
        .map { clauses.surfaceSubject(of: candidate.trigger) == $0 } ?? false
      guard clause.overlaps(span) || isOwn else { continue }
      if best.map({ span.length > $0.length }) ?? true { best = span }
    }
    return best
  }

  /// Whether a sentence is nothing but (part of) a quotation, so that it continues the one before.
  func continuedQuotation(_ sentence: Int) -> ByteSpan? {
    guard document.sentences.indices.contains(sentence) else { return nil }
    let span = document.sentences[sentence].span
    for number in quotationsOfSentence[sentence] ?? [] {
      let quotation = quotations[number].span
      if quotation.start <= span.start + 1, quotation.length * 10 >= span.length * 8 { return quotation }
    }
    return nil
  }

  /// Speakers and outlets of an event, nearest first: subjects of the speech verbs above it, "according to" and
  /// "reported by" phrases of its clause.
  func sources(of candidate: Candidate, governor: Int? = nil) -> [ActorID] {
    var result: [ActorID] = []
    func add(_ head: Int) {
      for found in finder.resolve(head, allowsPlaces: false, isAgent: true) {
        let id = finder.actors.actors[found.actor].id
        if !result.contains(id) { result.append(id) }
      }
    }
    if let governor, document.tokens[governor].upos == .verb {
      // "two men accused of a killing": the accused say nothing; who accuses them may stand behind "by".
      let arguments = clauses.arguments(ofVerb: governor)
      let isPassive = arguments.isPassive || document.child(governor, .nsubjPass) != nil
      if let subject = isPassive ? arguments.subject : clauses.surfaceSubject(of: governor) { add(subject) }
    }
    var node = candidate.trigger
    for _ in 0..<8 {
      phrases(below: node, add)
      guard let head = document.head(node) else { break }
      let relation = document.tokens[node].relation
      if let verb = sayingBeyond(node, head), let subject = clauses.surfaceSubject(of: verb) { add(subject) }
      if relation == .ccomp || relation == .parataxis || relation == .xcomp,
        book.has("speech_verbs", document.tokens[head].lemma), let subject = teller(of: head)
      {
        add(subject)
      }
      node = head
    }
    phrases(below: node, add)
    // "X happened, Y said": the speech verb may hang below the told clause.
    for child in document.children(node) where document.tokens[child].relation == .parataxis {
      if book.has("speech_verbs", document.tokens[child].lemma), child != candidate.trigger,
        let subject = teller(of: child)
      {
        add(subject)
      }
    }
    if let speaker = table.utterance(at: candidate.trigger)?.speaker ?? label(of: candidate.trigger) { add(speaker) }
    return result
  }

  /// Who says with a speech verb; nobody who "is said to have starved" or "was told", but who "was quoted".
  private func teller(of verb: Int) -> Int? {
    guard document.child(verb, .nsubjPass) == nil || book.has("citing_verbs", document.tokens[verb].lemma) else {
      return nil
    }
    return clauses.surfaceSubject(of: verb)
  }

  /// Whether somebody other than the article tells an event: it stands in direct speech or under "according to".
  func isTold(_ candidate: Candidate) -> FactualityReason? {
    if table.utterance(at: candidate.trigger) != nil { return .quoted }
    if label(of: candidate.trigger) != nil { return .source }
    var node = candidate.trigger
    for _ in 0..<8 {
      for child in document.children(node) {
        let relation = document.tokens[child].relation
        if relation.isOblique || relation == .advmod || relation == .parataxis || relation == .advcl {
          if isAccording(child) { return .source }
        }
        // "Rebels, according to officials, attacked …"
        if relation.isSubject || relation == .obj, document.children(child).contains(where: { isAccording($0) }) {
          return .source
        }
        // "…, Y said": the speech verb may hang below the told clause.
        if relation == .parataxis, document.tokens[child].upos == .verb,
          book.has("speech_verbs", document.tokens[child].lemma), clauses.surfaceSubject(of: child) != nil
        {
          return .source
        }
      }
      guard let head = document.head(node) else { return nil }
      node = head
    }
    return nil
  }

  /// Who says the clause of a token: the subject of a speech verb above it or beside it ("…, X said").
  func speaker(of token: Int) -> Int? {
    var node = token
    for _ in 0..<6 {
      for child in document.children(node) where document.tokens[child].relation == .parataxis {
        guard document.tokens[child].upos == .verb, book.has("speech_verbs", document.tokens[child].lemma),
          let subject = clauses.surfaceSubject(of: child)
        else { continue }
        return subject
      }
      guard let head = document.head(node) else { return nil }
      let relation = document.tokens[node].relation
      if relation == .ccomp || relation == .parataxis, document.tokens[head].upos == .verb,
        book.has("speech_verbs", document.tokens[head].lemma), let subject = teller(of: head)
      {
        return subject == token ? nil : subject
      }
      node = head
    }
    return nil
  }

  /// The subject of the nearest speech verb above a clause.
  func speaker(above token: Int) -> Int? {
    var node = token
    for _ in 0..<6 {
      guard let head = document.head(node) else { return nil }
      if document.tokens[head].upos == .verb, book.has("speech_verbs", document.tokens[head].lemma),
        let subject = clauses.surfaceSubject(of: head)
      {
        return subject
      }
      node = head
    }
    return nil
  }

  func isOutlet(_ token: Int) -> Bool {
    guard let actor = finder.actors.actorOfHead[token] else { return false }
    return finder.actors.actors[actor].kind == .outlet
  }
}
