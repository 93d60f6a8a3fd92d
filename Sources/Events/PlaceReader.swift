// The place of an event: a locative phrase of the trigger or its clause that names a place.

import Actors
import Corpus
import Language

struct PlaceReader {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  let actors: ActorAnalysis
  private let entityOfToken: [Int: Int]

  init(book: FrameBook, document: AnnotatedDocument, clauses: ClauseReader, actors: ActorAnalysis) {
    self.book = book
    self.document = document
    self.clauses = clauses
    self.actors = actors
    var table: [Int: Int] = [:]
    for (number, entity) in document.entities.enumerated() {
      for token in entity.tokens { table[token] = number }
    }
    entityOfToken = table
  }

  func place(of candidate: Candidate) -> String? {
    var phrases: [Oblique] = candidate.arguments.obliques
    if let verb = candidate.lightVerb {
      for child in document.children(verb) where document.tokens[child].relation.isOblique {
        if let word = clauses.preposition(of: child) { phrases.append(Oblique(preposition: word, head: child)) }
      }
    }
    if let object = candidate.arguments.object {
      for child in document.children(object) where document.tokens[child].relation.isOblique {
        if let word = clauses.preposition(of: child) { phrases.append(Oblique(preposition: word, head: child)) }
      }
    }
    for phrase in phrases where book.has("place_prepositions", phrase.preposition) {
      if let name = name(of: phrase.head) { return name }
    }
    return nil
  }

  private func name(of head: Int) -> String? {
    if let entity = entityOfToken[head] {
      switch document.entities[entity].type {
      case .gpe, .location, .facility: return document.string(document.entities[entity].tokens)
      default: return nil
      }
    }
    if let actor = actors.actorOfHead[head] {
      let kind = actors.actors[actor].kind
      if kind == .place || kind == .country { return actors.actors[actor].name }
      return nil
    }
    // "the Sumy region": a common noun of place with a name before it.
    guard book.has("place_nouns", document.tokens[head].lemma) else { return nil }
    var first: Int?
    for child in document.children(head) where child < head {
      let relation = document.tokens[child].relation
      guard relation == .compound || relation == .amod || relation == .nmodPoss else { continue }
      if document.tokens[child].upos == .propn || entityOfToken[child] != nil { first = first ?? child }
    }
    guard let first, head - first < 6 else { return nil }
    return document.string(first..<head + 1)
  }
}
