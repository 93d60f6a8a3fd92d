// The status of a candidate: the factuality of its predicate, and what only its frame knows.

import Language

struct StatusReader {
  let book: FrameBook
  let document: AnnotatedDocument
  let reader: FactualityReader

  init(book: FrameBook, document: AnnotatedDocument, clauses: ClauseReader) {
    self.book = book
    self.document = document
    reader = FactualityReader(rules: book.factuality, book: book, document: document, clauses: clauses)
  }

  func status(of candidate: Candidate) -> StatusReading {
    let trigger = candidate.trigger
    let reading = reader.factuality(of: trigger)
    // "called him to ask for help": the call was for the saying.
    if !candidate.isNoun, reading.status == .hypothetical, candidate.type.group != .neutral,
      let head = document.head(trigger), book.has("contact_verbs", document.tokens[head].lemma),
      document.child(head, .obj) != nil, reader.isVerbal(trigger), reader.factuality(of: head).status == .happened
    {
      return .fact
    }
    // A noun that leans on a verb which the parser hung elsewhere.
    if let light = candidate.lightVerb, document.head(trigger) != light, reading.status == .happened {
      return FactualityReader.compose(reader.factuality(of: light), reading)
    }
    return reading
  }

  /// Tense, modal and negation of a verb itself.
  func verbStatus(_ verb: Int) -> StatusReading { reader.own(verb) }
}
