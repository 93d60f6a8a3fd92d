// Names in headlines: the actor where the phrase is its name, else the words of the phrase; never a bare pronoun.

import Actors
import Language

extension TitleWriter {
  /// A subject with its number.
  struct Subject {
    var text: String
    var isPlural: Bool
  }

  /// Who acts, for a headline.
  ///
  /// - Parameters:
  ///   - head: the head of the subject phrase, if the clause has one.
  ///   - isObject: whether the phrase is the subject of a passive, so that the agents do not stand for it.
  func subject(_ parts: Parts, _ head: Int?, isObject: Bool = false) -> Subject? {
    if let head {
      let conjuncts = clauses.conjuncts(of: head)
      var names: [String] = []
      // "Both countries": all that the words stand for.
      if !isObject, conjuncts.count == 1, parts.agents.count > 1,
        document.children(head).contains(where: { book.has("both", document.tokens[$0].lemma) }),
        parts.agents.allSatisfy({ actors.actors[$0].isNamed })
      {
        let all = Inflection.list(parts.agents.compactMap { shortName($0) })
        if all.count < 44 { return Subject(text: all, isPlural: true) }
      }
      for token in conjuncts {
        if let name = name(at: token, of: conjuncts.count, parts), !names.contains(name) { names.append(name) }
      }
      if !names.isEmpty {
        return Subject(text: Inflection.list(names), isPlural: conjuncts.count > 1 || isPlural(head))
      }
    }
    guard !isObject else { return nil }
    let names = parts.agents.compactMap { shortName($0) }
    guard !names.isEmpty else { return nil }
    let actor = actors.actors[parts.agents[0]]
    return Subject(
      text: Inflection.list(names),
      isPlural: names.count > 1 || (actor.kind == .group || actor.kind == .armedForce) && names[0].hasSuffix("s"))
  }

  /// One conjunct of a subject.
  private func name(at token: Int, of count: Int, _ parts: Parts) -> String? {
    if let actor = actors.actorOfHead[token] {
      let entry = actors.actors[actor]
      if document.tokens[token].upos == .pron { return shortName(actor) }
      let isCounted = document.child(token, .nummod) != nil
      if !isCounted, entry.isNamed, let written = written(actor, at: token), !hasLooseEnd(written) { return written }
    }
    if document.tokens[token].upos == .pron || document.tokens[token].upos == .det { return nil }
    // A predicate is no name: "this was not the only academy".
    if document.child(token, .cop) != nil || document.child(token, .nsubj) != nil { return nil }
    // Reduced relative clauses go, and what holds the trigger itself ("envoys speaking in …").
    let others = document.children(token).filter {
      switch document.tokens[$0].relation {
      case .conj, .cc, .mark: true
      case .acl: document.xpos($0) != "VB" || document.subtree($0).contains(parts.candidate.trigger)
      default: $0 > token && document.subtree($0).contains(parts.candidate.trigger)
      }
    }
    let words = phrase(token, excluding: -1, pruned: Set(others), room: count > 1 ? 34 : 52)
    return words.isEmpty ? nil : words
  }

  private func hasLooseEnd(_ name: String) -> Bool {
    name.split(separator: " ").last.map { book.has("bad_ends", WordKey($0.lowercased())) } ?? true
  }

  /// A named actor as the article writes it at this token: a person by the short name, others by the words of the
  /// mention.
  private func written(_ actor: Int, at token: Int) -> String? {
    let entry = actors.actors[actor]
    switch entry.kind {
    case .person: return shortName(actor)
    case .country, .government, .outlet, .organisation:
      guard let mention = entry.mentions.first(where: { $0.head == token }),
        mention.form == .name || mention.form == .alias || mention.form == .metonym, mention.span.length < 60,
        document.tokens[token].upos == .propn
      else { return entry.kind == .organisation ? nil : shortName(actor) }
      return Self.withoutArticle(document.source.string(mention.span), book)
    default: return nil
    }
  }

  private func isPlural(_ head: Int) -> Bool {
    if book.has("plural_nouns", document.tokens[head].lemma) { return true }
    guard document.tokens[head].features.contains(.plural) || document.xpos(head) == "NNS" else { return false }
    // "Two parties": counted, whomever the words stand for.
    if document.tokens[head].upos == .noun, document.child(head, .nummod) != nil { return true }
    guard let actor = actors.actorOfHead[head] else { return true }
    switch actors.actors[actor].kind {
    case .group, .armedForce: return true
    case .country, .person, .outlet: return false
    case .organisation where document.xpos(head) == "NNPS":
      // "The Chargers", "the Greens": one word and an article; "the United Nations" is one body.
      return book.isDefinite(head, in: document) && document.child(head, .compound, .amod) == nil
    default: return document.tokens[head].upos != .propn && !actors.actors[actor].isNamed
    }
  }

  /// A name as short as the document itself writes it; nil for an actor that only pronouns name.
  func shortName(_ actor: Int) -> String? { shortNames[actor] }

  /// The short names of all actors, in their order: found once, since an actor may have as many mentions as the text
  /// has events.
  static func shortNames(_ actors: ActorAnalysis, in document: AnnotatedDocument, _ book: FrameBook) -> [String?] {
    actors.actors.indices.map { shortName($0, actors, document, book) }
  }

  private static func shortName(
    _ actor: Int, _ actors: ActorAnalysis, _ document: AnnotatedDocument, _ book: FrameBook
  ) -> String? {
    let entry = actors.actors[actor]
    if let short = book.shortNames[entry.name] { return short }
    if !entry.isNamed, !entry.mentions.isEmpty, entry.mentions.allSatisfy({ $0.form == .pronoun }) { return nil }
    if entry.kind == .armedForce || entry.kind == .group {
      let mention = entry.mentions.first { mention in
        mention.form != .pronoun && mention.span.length <= 60
          && document.tokens.indices.contains(mention.tokens.lowerBound)
          && document.tokens[mention.tokens.lowerBound].upos != .pron
      }
      if let mention { return withoutArticle(document.source.string(mention.span), book) }
    }
    if entry.kind == .organisation, let mention = entry.mentions.first(where: { $0.form == .name || $0.form == .alias })
    {
      return withoutArticle(document.source.string(mention.span), book)
    }
    guard entry.kind == .person else { return withoutArticle(entry.name, book) }
    var best = entry.name
    var seen: Set<String> = []
    for mention in entry.mentions where mention.form == .name || mention.form == .alias {
      let text = document.source.string(mention.span)
      guard seen.insert(text).inserted else { continue }
      if text.count < best.count, text.count > 1, !text.contains(" "), entry.name.contains(text) { best = text }
    }
    return withoutArticle(best, book)
  }

  private static func withoutArticle(_ name: String, _ book: FrameBook) -> String {
    if let number = name.split(separator: " ").dropFirst().first, book.numbers[WordKey(String(number))] != nil {
      return name
    }
    for article in ["the ", "The ", "a ", "A ", "an ", "An "] where name.hasPrefix(article) {
      return String(name.dropFirst(article.count))
    }
    return name
  }
}
