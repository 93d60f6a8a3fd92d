// Things that news speaks of as if they acted: "the lander sent pictures", "the park closed its gates", "a boat sank".
// Without a name, and only where the sentence makes them do or undergo something.

import ChronographBase
import Corpus
import Language

extension ActorResolver {
  /// Makes an unnamed actor of a vehicle that does or undergoes something, or of a place of work that acts.
  ///
  /// - Parameter type: what roles.yaml says that the noun is, for a thing that it lists.
  mutating func mentionThing(_ token: Int, type: String? = nil) {
    let word = document.tokens[token]
    guard word.upos == .noun, actorOfHead[token] == nil, document.sentences[Int(word.sentence)].isProse else { return }
    if let bearer = bearer(of: token) {
      mention(bearer, plainPhrase(token), head: token, .nominal)
      return
    }
    let isVehicle = type != nil || nounKinds.vehicles.contains(word.lemma)
    guard isVehicle || nounKinds.sites.contains(word.lemma), takesPart(token, isVehicle: isVehicle) else { return }
    let determiner = document.child(token, .det, .nmodPoss)
    if let determiner, document.tokens[determiner].form == Words.no { return }
    // "whose shop": the words name nobody.
    if let determiner, document.tokens[determiner].features.contains(.relative) { return }
    let isPlural = word.features.contains(.plural)
    // "ships" in general are nobody.
    if isPlural, determiner == nil, document.child(token, .nummod, .amod) == nil { return }
    let tokens = plainPhrase(token)
    let isDefinite = determiner.map { Words.definite.contains(document.tokens[$0].form) } ?? false
    let key = "thing:\(word.lemma.value)\(isPlural)"
    if isDefinite, tokens.count < 3, let known = groups[key] {
      mention(known, tokens, head: token, .nominal)
      return
    }
    let index = add(
      DraftActor(
        actor: NewsActor(
          id: anonymousID(tokens), name: ActorResolver.tidied(document.string(tokens)),
          kind: isVehicle || isPlural ? .group : .organisation, sector: "UNK", isNamed: false,
          why: "acts in the text, without a name"),
        isPlural: isPlural, type: type, isProduct: isVehicle && !isPlural))
    groups[key] = index
    mention(index, tokens, head: token, .nominal)
  }

  /// "Three were stabbed", "seven survived": a number that stands for people, where a verb does to them what is done to
  /// people or they do what people do.
  mutating func mentionNumber(_ token: Int) {
    let word = document.tokens[token]
    guard word.upos == .num, actorOfHead[token] == nil, document.sentences[Int(word.sentence)].isProse,
      word.end - word.start != 4 || document.text[Int(word.start)] > 0x39,
      let verb = document.head(token), document.tokens[verb].upos == .verb,
      document.child(token, .nmod, .nummod, .nmodUnmarked, .det, .amod, .compound) == nil
    else { return }
    let slot: SlotKinds.Slot
    switch word.relation {
    case .nsubj: slot = .subject
    case .nsubjPass, .obj: slot = .object
    default: return
    }
    guard let preference = slotKinds.preference(slot, of: document.tokens[verb].lemma),
      preference[NounKind.person.rawValue] > 0.4,
      preference[NounKind.person.rawValue] >= (preference.max() ?? 0)
    else { return }
    let tokens = token..<token + 1
    let index = add(
      DraftActor(
        actor: NewsActor(
          id: anonymousID(tokens), name: ActorResolver.tidied(document.string(tokens)), kind: .group, sector: "UNK",
          isNamed: false, why: "a number of people that the text does not name"),
        isPlural: true))
    mention(index, tokens, head: token, .nominal)
  }

  /// "the refinery" after "Westhaven Refinery": the last organisation of the text whose name ends with the noun.
  private func bearer(of token: Int) -> Int? {
    let word = document.tokens[token]
    guard token > 0, !word.features.contains(.plural), document.child(token, .nmod, .appos, .acl, .aclRelcl) == nil,
      let determiner = document.child(token, .det), determiner == token - 1,
      Words.definite.contains(document.tokens[determiner].form)
    else { return nil }
    switch word.relation {
    case .nsubj, .nsubjPass, .obj, .iobj, .obl, .oblAgent, .nmodPoss, .nmod: break
    default: return nil
    }
    let key = PhraseKey(document.text, word.span).value
    for entry in history.reversed().prefix(80) {
      if Int(word.sentence) - entry.sentence > 10 { return nil }
      if drafts[entry.actor].nameKeys.last == key { return entry.actor }
    }
    return nil
  }

  /// Whether a noun is what acts, or for a vehicle also what something is done to.
  private func takesPart(_ token: Int, isVehicle: Bool) -> Bool {
    let word = document.tokens[token]
    guard let verb = document.head(token), document.tokens[verb].upos == .verb, document.child(verb, .cop) == nil else {
      return false
    }
    switch word.relation {
    case .nsubj:
      if isVehicle { return true }
      guard let predicate = document.predicate(at: verb) else { return false }
      return predicate.argument(.arg0) == token
    case .nsubjPass, .obj: return isVehicle
    case .oblAgent:
      // "flown out by helicopter" says how, not by whom.
      return document.child(token, .det, .nmodPoss, .nummod) != nil || word.features.contains(.plural)
    default: return false
    }
  }

  /// The tokens of a noun phrase up to its head, without what the parser hung before its modifiers.
  func plainPhrase(_ token: Int) -> Range<Int> {
    var start = Int(document.leftEdge[token])
    if token - start > 8 { start = token }
    while start < token, [.adp, .punct, .cconj, .adv, .part, .sconj].contains(document.tokens[start].upos) {
      start += 1
    }
    return start..<token + 1
  }
}
