// Descriptions with the name behind them: "the head of the mission in Tripolis, Jane Roe", "President and Chief
// Executive Officer, Jane Roe". Read off the words, because parsers hang the name on the last noun before it.

import Corpus
import Language

extension ActorResolver {
  /// Finds for each description of one person the full name that follows it, before mentions are read.
  mutating func collectDescriptions() {
    for index in scan.roles.indices where titleOf[index] == nil && described[index] == nil {
      guard let name = nameBehind(index), let actor = actor(ofName: name), drafts[actor].isPerson else { continue }
      let match = scan.roles[index]
      // "his lawyer, Jane Roe": whose waits until the pronoun is read.
      guard accepts(actor, lexicon.role(match.sense), false), nounPhrase(match).possessor == nil else { continue }
      describe(actor, role: index)
    }
    for index in scan.names.indices where actorOfName[index] == nil {
      if let actor = compatriot(index) { actorOfName[index] = actor }
    }
  }

  /// The person in "the Kenyan, John Roe, …": a definite word for one of a people with a full name between commas.
  private mutating func compatriot(_ index: Int) -> Int? {
    let match = scan.names[index]
    guard match.tokens.count == 1, let token = match.tokens.first, token > 0,
      match.senses.contains(where: { $0.use == .people || $0.use == .adjective }),
      !document.tokens[token].features.contains(.plural), Words.definite.contains(document.tokens[token - 1].form),
      document.tokens[token - 1].sentence == document.tokens[token].sentence
    else { return nil }
    let sentence = document.sentences[Int(document.tokens[token].sentence)]
    guard sentence.isProse, token + 1 < sentence.tokens.upperBound, document.tokens[token + 1].form == Words.comma,
      let name = fullName(after: token + 1, sentence.tokens.upperBound),
      let actor = actor(ofName: name), drafts[actor].isPerson
    else { return nil }
    for sense in match.senses where drafts[actor].actor.country == nil {
      drafts[actor].actor.country = gazetteer.actor(sense.actor).country
    }
    return actor
  }

  /// The name that a description leads to over its other titles, phrases with "of", "for", "in" and a comma.
  private func nameBehind(_ index: Int) -> Int? {
    let match = scan.roles[index]
    let role = lexicon.role(match.sense)
    guard role.kind == .person, !match.sense.isPlural, scan.nameAt[match.tokens.lowerBound] < 0 else { return nil }
    let sentence = document.sentences[Int(document.tokens[match.tokens.lowerBound].sentence)]
    guard sentence.isProse else { return nil }
    let end = min(sentence.tokens.upperBound, match.tokens.upperBound + 18)
    var token = match.tokens.upperBound
    var isInPhrase = false
    while token < end {
      let word = document.tokens[token]
      if word.form == Words.comma {
        return fullName(after: token, sentence.tokens.upperBound)
          ?? identified(after: token, sentence.tokens.upperBound)
      }
      if Words.and.contains(word.form), let next = titleAfter(token, end) {
        token = next
        continue
      }
      // "acting head of the Water Quality Department Jane Roe": right behind the body's name, without a comma.
      if isInPhrase, document.tokens[token - 1].upos == .propn || document.tokens[token - 1].upos == .noun,
        let name = fullName(at: token, sentence.tokens.upperBound)
      {
        return name
      }
      switch word.upos {
      case .adp where Words.belonging.contains(word.form): isInPhrase = true
      case .noun, .propn, .adj, .det, .num, .x:
        guard isInPhrase else { return nil }
        // Another person's office in between: whose name it is stays open.
        if scan.roleAt[token] >= 0, scan.nameAt[token] < 0,
          lexicon.role(scan.roles[Int(scan.roleAt[token])].sense).kind == .person
        {
          return nil
        }
      case .part, .cconj:
        guard isInPhrase else { return nil }
      case .punct:
        guard isInPhrase, word.span.length == 1, [0x28, 0x29, 0x2d].contains(document.text[word.span.start]) else {
          return nil
        }
      default: return nil
      }
      token += 1
    }
    return nil
  }

  /// The name in "…, identified as Jan Roe, was …".
  private func identified(after comma: Int, _ end: Int) -> Int? {
    guard comma + 1 < end, grammar.namingVerbs.contains(document.tokens[comma + 1].lemma),
      document.tokens[comma + 1].upos == .verb
    else { return nil }
    let hasAs = comma + 2 < end && document.tokens[comma + 2].form == Words.as
    return fullName(after: comma + (hasAs ? 2 : 1), end)
  }

  /// The end of a second title after "and": "President and [Chief Executive Officer]".
  private func titleAfter(_ and: Int, _ end: Int) -> Int? {
    var token = and + 1
    while token < end, token < and + 4 {
      let role = Int(scan.roleAt[token])
      if role >= 0 {
        let match = scan.roles[role]
        return lexicon.role(match.sense).kind == .person && !match.sense.isPlural ? match.tokens.upperBound : nil
      }
      guard document.tokens[token].upos == .adj || document.tokens[token].upos == .noun else { return nil }
      token += 1
    }
    return nil
  }

  /// The tagger's person of two words or more that begins at a token and has the clause's verb behind it.
  private func fullName(at token: Int, _ end: Int) -> Int? {
    guard scan.nameAt[token] >= 0 else { return nil }
    let index = Int(scan.nameAt[token])
    let name = scan.names[index]
    let next = name.tokens.upperBound
    guard name.tokens.lowerBound == token, name.tokens.count > 1, name.entity == .person, mayBePerson(name),
      next < end, document.tokens[next].upos == .verb || document.tokens[next].upos == .aux
    else { return nil }
    return index
  }

  /// A person's full name right behind a comma that ends there or goes on with the clause's verb.
  private func fullName(after comma: Int, _ end: Int) -> Int? {
    var token = comma + 1
    var hasCourtesy = false
    while token < end, lexicon.courtesy[PhraseKey(document.text, document.tokens[token].span).value] != nil {
      hasCourtesy = true
      token += 1
    }
    guard token < end, scan.nameAt[token] >= 0 else { return nil }
    let index = Int(scan.nameAt[token])
    let name = scan.names[index]
    guard name.tokens.lowerBound == token, name.tokens.count > 1 || hasCourtesy, mayBePerson(name),
      name.entity == .person || !name.senses.isEmpty || hasCourtesy
    else { return nil }
    let next = name.tokens.upperBound
    guard next < end else { return index }
    switch document.tokens[next].upos {
    case .punct, .verb, .aux: return index
    default: return nil
    }
  }
}
