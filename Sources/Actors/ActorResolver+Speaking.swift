// Who speaks without a name: "one poster admitted", "associates of Roe alleged", "the report states". A document stands
// for its author or owner where the text names one, else it is a source of its own.

import ChronographBase
import Corpus
import Language

extension ActorResolver {
  /// Makes an unnamed actor of a common noun that no list of roles has when it is the subject of a verb of speaking.
  mutating func mentionSpeaking(_ token: Int) {
    let word = document.tokens[token]
    guard word.upos == .noun, word.relation == .nsubj || word.relation == .oblAgent, actorOfHead[token] == nil,
      let verb = document.head(token), document.tokens[verb].upos == .verb,
      document.sentences[Int(word.sentence)].isProse, speech.isTogether(token, verb),
      document.child(token, .det).map({ document.tokens[$0].form != Words.no }) ?? true
    else { return }
    let lemma = document.tokens[verb].lemma
    let isDocument = grammar.documentNouns.contains(word.lemma)
    guard grammar.personalVerbs.contains(lemma) || isDocument && grammar.documentVerbs.contains(lemma) else { return }
    // A document that the text says whose it is is left to its owner.
    if isDocument, isOwned(token) { return }
    guard isDocument || !grammar.noSpeakers.contains(word.lemma) else { return }
    let isPlural = word.features.contains(.plural)
    var start = Int(document.leftEdge[token])
    // Not over a clause that the parser hung on the noun.
    if token - start > 8 || (start..<token).contains(where: { isClausal($0) }) { start = token }
    while start < token, [.adp, .punct, .cconj, .adv, .part, .sconj].contains(document.tokens[start].upos) {
      start += 1
    }
    var tokens = start..<token + 1
    // "Associates of Roe"
    if !isDocument, let child = document.children(token).first(where: { $0 > token }),
      document.tokens[child].relation == .nmod,
      let mark = document.child(child, .case), document.tokens[mark].form == Words.of,
      Int(document.rightEdge[child]) - token < 6
    {
      tokens = start..<Int(document.rightEdge[child]) + 1
    }
    let determiner = document.child(token, .det, .nmodPoss)
    let isDefinite = determiner.map { Words.definite.contains(document.tokens[$0].form) } ?? false
    if isDocument, isDefinite, let author = author(ofEarlier: token) {
      mention(author, tokens, head: token, .nominal)
      return
    }
    let key = "speaking:\(word.lemma.value)\(isPlural)"
    if isDefinite, tokens.count < 3, let known = groups[key] {
      mention(known, tokens, head: token, .nominal)
      return
    }
    // "The park announced": a place of work speaks as a body.
    let isBody = nounKinds.sites.contains(word.lemma) || nounKinds.kind(word.lemma) == .body
    let kind: NewsActor.Kind = isDocument || isPlural ? .group : isBody ? .organisation : .person
    let index = add(
      DraftActor(
        actor: NewsActor(
          id: anonymousID(tokens), name: ActorResolver.tidied(document.string(tokens)), kind: kind,
          sector: isDocument ? nil : "UNK", isNamed: false,
          why: isDocument ? "a document that speaks, without a named author" : "speaks in the text, without a name"),
        isPlural: isPlural && !isDocument, isProduct: isDocument && !isPlural))
    groups[key] = index
    if isBody { groups["thing:\(word.lemma.value)\(isPlural)"] = index }
    mention(index, tokens, head: token, .nominal)
  }

  /// A verb or auxiliary that is no modifier of a noun.
  private func isClausal(_ token: Int) -> Bool {
    let word = document.tokens[token]
    return word.upos == .aux || word.upos == .verb && word.relation != .amod && word.relation != .compound
  }

  /// Who made the document that the text spoke of before: "the statement" after "the ministry said in a statement", "the
  /// study" after "a study by Acme".
  private func author(ofEarlier token: Int) -> Int? {
    let word = document.tokens[token]
    for noun in nouns.reversed().prefix(30) {
      let distance = Int(word.sentence) - noun.sentence
      if distance > 3 { return nil }
      guard distance > 0, document.tokens[noun.token].lemma == word.lemma else { continue }
      for child in document.children(noun.token) {
        switch document.tokens[child].relation {
        case .nmodPoss: if let actor = speakingActor(child) { return actor }
        case .nmod:
          guard let mark = document.child(child, .case),
            document.tokens[mark].form == Words.by || document.tokens[mark].form == Words.from
          else { continue }
          if let actor = speakingActor(child) { return actor }
        default: break
        }
      }
      let relation = document.tokens[noun.token].relation
      guard relation == .obl || relation == .obj, let verb = document.head(noun.token),
        grammar.speechVerbs.contains(document.tokens[verb].lemma)
          || relation == .obj && grammar.agentVerbs.contains(document.tokens[verb].lemma),
        let subject = document.child(verb, .nsubj)
      else { return nil }
      return speakingActor(subject)
    }
    return nil
  }

  private func speakingActor(_ token: Int) -> Int? {
    guard let actor = actorOfHead[token], partiesOfHead[token] == nil else { return nil }
    return drafts[actor].isRegion || drafts[actor].actor.kind == .place || drafts[actor].isProduct ? nil : actor
  }

  /// Whether the text says by name or description whose a document is: "the ministry's statement", "a study by Acme".
  private func isOwned(_ token: Int) -> Bool {
    for child in document.children(token) {
      switch document.tokens[child].relation {
      case .nmodPoss: return true
      case .compound, .amod, .nmodDesc, .appos, .flat: if isActorWord(child) { return true }
      case .nmod:
        guard let mark = document.child(child, .case) else { continue }
        let word = document.tokens[mark].form
        guard word == Words.by || word == Words.from || word == Words.of else { continue }
        if isActorWord(child) { return true }
      case .acl:
        // "a report published by Acme"
        if document.children(child).contains(where: { document.tokens[$0].relation == .oblAgent && isActorWord($0) }) {
          return true
        }
      default: break
      }
    }
    return false
  }

  private func isActorWord(_ token: Int) -> Bool {
    if actorOfHead[token] != nil || scan.nameAt[token] >= 0 { return true }
    guard scan.roleAt[token] >= 0 else { return false }
    return lexicon.role(scan.roles[Int(scan.roleAt[token])].sense).kind != .thing
  }

  /// A place's name that owns a document which speaks, or speaks itself, is a body's: "Harbour World's analysis concluded".
  func speaksAsBody(_ match: NameMatch) -> Bool {
    let top = head(of: match.tokens)
    guard let governor = document.head(top) else { return false }
    let word = document.tokens[governor]
    switch document.tokens[top].relation {
    case .nsubj: return word.upos == .verb && grammar.personalVerbs.contains(word.lemma)
    case .nmodPoss:
      guard grammar.documentNouns.contains(word.lemma), word.relation == .nsubj, let verb = document.head(governor)
      else {
        return false
      }
      return grammar.documentVerbs.contains(document.tokens[verb].lemma)
    default: return false
    }
  }
}
