// Relations that the text states: connectives between two events of a sentence, and verbs that join two event nouns.

import Corpus
import Language

struct RelationFinder {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  /// Index into the events for each token that belongs to one.
  let eventOfToken: [Int: Int]

  func relations(among events: [NewsEvent]) -> [EventRelation] {
    var result: [EventRelation] = []
    var known: Set<String> = []
    func add(_ kind: EventRelation.Kind, _ a: Int, _ b: Int, _ evidence: ByteSpan, _ words: String) {
      guard a != b, events.indices.contains(a), events.indices.contains(b) else { return }
      let relation = EventRelation(
        kind: kind, a: events[a].id, b: events[b].id, evidence: evidence, why: "the text says “\(words)”")
      if known.insert("\(kind.rawValue) \(relation.a) \(relation.b)").inserted { result.append(relation) }
    }
    for token in eventOfToken.keys.sorted() {
      guard let governed = eventOfToken[token] else { continue }
      joined(token, governed, add)
      answer(token, governed, events, add)
      part(token, governed, events, add)
    }
    for (number, sentence) in document.sentences.enumerated() where sentence.isProse {
      for token in sentence.tokens where document.tokens[token].upos == .verb { verb(token, number, add) }
    }
    var reader = RelationReader(
      book: book, document: document, clauses: clauses, eventOfToken: eventOfToken, events: events)
    for relation in reader.relations() {
      // What a connective says comes first.
      guard !known.contains("\(relation.kind.rawValue) \(relation.b) \(relation.a)") else { continue }
      if known.insert("\(relation.kind.rawValue) \(relation.a) \(relation.b)").inserted { result.append(relation) }
    }
    return result
  }

  /// Climbs from an event to the connective above it and on to the event that governs both.
  private func joined(
    _ token: Int, _ governed: Int, _ add: (EventRelation.Kind, Int, Int, ByteSpan, String) -> Void
  ) {
    var node = token
    var found: (connective: Connective, span: ByteSpan)?
    for step in 0..<6 {
      if found == nil { found = connective(at: node) }
      guard let head = document.head(node) else { return }
      if let other = eventOfToken[head], other != governed {
        guard let found else { return }
        if found.connective.isReversed {
          add(found.connective.kind, governed, other, found.span, found.connective.text)
        } else {
          add(found.connective.kind, other, governed, found.span, found.connective.text)
        }
        return
      }
      if step > 2, found == nil { return }
      node = head
    }
  }

  /// "Rejected the offer", "its response to the plan": the act answers the one that it is about.
  private func answer(
    _ token: Int, _ event: Int, _ events: [NewsEvent],
    _ add: (EventRelation.Kind, Int, Int, ByteSpan, String) -> Void
  ) {
    guard book.has("answers", document.tokens[token].lemma) else { return }
    let isNoun = document.tokens[token].upos == .noun
    let arguments = isNoun ? clauses.arguments(ofNoun: token) : clauses.arguments(ofVerb: token)
    var heads = arguments.obliques.filter { $0.preposition == Words.to || $0.preposition == Words.of }.map(\.head)
    if !isNoun, let object = arguments.object { heads.insert(object, at: 0) }
    for head in heads {
      guard let other = self.event(in: head), other != event, events.indices.contains(other) else { continue }
      // Only what was done or said before can be answered.
      guard events[other].status != .denied else { continue }
      let span = document.tokens[token].span
      return add(.respondsTo, event, other, span, document.source.string(span))
    }
  }

  /// "Met the minister, urging him to …": what is said while something goes on is part of it.
  private func part(
    _ token: Int, _ event: Int, _ events: [NewsEvent],
    _ add: (EventRelation.Kind, Int, Int, ByteSpan, String) -> Void
  ) {
    let relation = document.tokens[token].relation
    guard relation == .advcl || relation == .acl, document.xpos(token) == "VBG",
      document.child(token, .mark) == nil, var head = document.head(token)
    else { return }
    guard events.indices.contains(event), isVerbal(events[event].type) else { return }
    // The clause before the comma, also when the parser chose its last noun.
    if document.tokens[head].upos != .verb, let verb = clauses.clauseVerb(above: head) { head = verb }
    guard let whole = eventOfToken[head], whole != event, events.indices.contains(whole), events[whole].type == .consult
    else { return }
    let span = document.tokens[token].span
    add(.subEventOf, event, whole, span, document.source.string(span))
  }

  private func isVerbal(_ type: EventType) -> Bool {
    switch type {
    case .statement, .request, .accuse, .reject, .threaten, .support, .agree: true
    default: false
    }
  }

  /// The connective that introduces a phrase or clause.
  private func connective(at node: Int) -> (Connective, ByteSpan)? {
    for child in document.children(node) where child < node {
      let relation = document.tokens[child].relation
      guard relation == .case || relation == .mark || relation == .advmod else { continue }
      for connective in book.connectives where !connective.isVerb {
        guard let last = matches(connective.words, from: child) else { continue }
        return (connective, document.span(child..<last + 1))
      }
    }
    return nil
  }

  private func matches(_ words: [WordKey], from token: Int) -> Int? {
    for (offset, word) in words.enumerated() {
      let position = token + offset
      guard position < document.tokens.count, document.tokens[position].form == word else { return nil }
    }
    return token + words.count - 1
  }

  /// "The talks followed the strike", "The attack sparked protests".
  private func verb(
    _ token: Int, _ sentence: Int, _ add: (EventRelation.Kind, Int, Int, ByteSpan, String) -> Void
  ) {
    for connective in book.connectives where connective.isVerb {
      guard let first = connective.words.first, document.tokens[token].lemma == first else { continue }
      let arguments = clauses.arguments(ofVerb: token)
      var target = arguments.object
      if connective.words.count > 1 {
        target = arguments.obliques.first { $0.preposition == connective.words[1] }?.head
      }
      guard let subject = arguments.subject, let target, let a = event(in: subject), let b = event(in: target) else {
        continue
      }
      let span = document.tokens[token].span
      if connective.isReversed {
        add(connective.kind, b, a, span, connective.text)
      } else {
        add(connective.kind, a, b, span, connective.text)
      }
      return
    }
  }

  /// The event that a phrase names: its head, else one right below it.
  private func event(in head: Int) -> Int? {
    if let event = eventOfToken[head] { return event }
    for child in document.children(head) where document.tokens[child].relation != .aclRelcl {
      if let event = eventOfToken[child] { return event }
    }
    return nil
  }
}
