// Repairs of trees around one verb: subjects that are its object, its speaker or the rest of a place, participles that are
// taken for it, and prepositions that are no verbs.

extension Annotator {
  private static let prepositions: Set<WordKey> = [WordKey("amid"), WordKey("amidst")]

  /// "faced charges amid a strike": a preposition that the tagger takes for a joined verb.
  static func mendPrepositions(_ tokens: inout [Token], _ range: Range<Int>) {
    for word in range where tokens[word].upos == .verb && prepositions.contains(tokens[word].form) {
      let head = Int(tokens[word].head)
      guard range.contains(head),
        let noun = range.first(where: { Int(tokens[$0].head) == word && tokens[$0].relation == .obj && $0 > word })
      else { continue }
      tokens[noun].head = Int32(truncatingIfNeeded: head)
      tokens[noun].relation = tokens[head].upos == .verb || tokens[head].upos == .adj ? .obl : .nmod
      for token in range where Int(tokens[token].head) == word {
        tokens[token].head = Int32(truncatingIfNeeded: noun)
      }
      tokens[word].head = Int32(truncatingIfNeeded: noun)
      tokens[word].relation = .case
      tokens[word].upos = .adp
      tokens[word].features = []
    }
  }

  /// "A jury in Mirfield, Yorkshire indicted …": a name behind a comma right after a name that lies in the first subject of
  /// its verb is the rest of that place, no second subject.
  static func joinPlaces(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    for name in range where tokens[name].relation.isSubject && tokens[name].upos == .propn {
      let verb = Int(tokens[name].head)
      var start = name
      while range.contains(start - 1), Int(tokens[start - 1].head) == name, tokens[start - 1].upos == .propn {
        start -= 1
      }
      guard name < verb, range.contains(start - 2), isComma(tokens[start - 1], text), tokens[start - 2].upos == .propn,
        tokens[name + 1].upos == .aux || tokens[name + 1].upos == .verb || isComma(tokens[name + 1], text),
        let first = range.first(where: { Int(tokens[$0].head) == verb && tokens[$0].relation.isSubject }), first < name,
        hangs(start - 2, on: first, tokens, range)
      else { continue }
      var place = start - 2
      if tokens[place].relation == .flat || tokens[place].relation == .compound { place = Int(tokens[place].head) }
      guard range.contains(place), place != first,
        range.contains(where: { Int(tokens[$0].head) == place && tokens[$0].relation == .case && $0 < place })
      else { continue }
      tokens[name].head = Int32(truncatingIfNeeded: place)
      tokens[name].relation = .appos
    }
  }

  /// "indicted former President Jan Roe": of two subjects on either side of a verb without an object the second is its
  /// object.
  static func makeObjects(_ tokens: inout [Token], _ range: Range<Int>) {
    for verb in range where tokens[verb].upos == .verb {
      var before: Int?
      var after: Int?
      var isFree = true
      for token in range where Int(tokens[token].head) == verb {
        switch tokens[token].relation {
        case .nsubj: if token < verb { before = token } else if after == nil { after = token } else { isFree = false }
        case .obj, .ccomp, .xcomp, .iobj, .nsubjPass, .auxPass: isFree = false
        default: break
        }
      }
      // Not behind "“…,” said the guard".
      guard isFree, before != nil, let after, range.contains(verb + 1), tokens[verb - 1].upos != .punct,
        verb + 1 == after || Int(tokens[verb + 1].head) == after
      else { continue }
      tokens[after].relation = .obj
    }
  }

  /// "condemned in the strongest terms the attack": an active verb that the parser takes for a passive one with a second
  /// subject behind it has that as its object.
  static func openPassives(_ tokens: inout [Token], _ range: Range<Int>) {
    for verb in range where tokens[verb].upos == .verb {
      var before: Int?
      var after: Int?
      var isFree = true
      for token in range where Int(tokens[token].head) == verb {
        switch tokens[token].relation {
        case .nsubjPass, .nsubj:
          if token < verb, before == nil {
            before = token
          } else if token > verb, after == nil {
            after = token
          } else {
            isFree = false
          }
        case .auxPass, .obj, .aux, .ccomp, .xcomp, .oblAgent, .expl: isFree = false
        default: break
        }
      }
      guard isFree, let before, let after, tokens[before].relation == .nsubjPass,
        tokens[verb - 1].upos != .punct
          || tokens[after].relation == .nsubjPass
      else { continue }
      tokens[before].relation = .nsubj
      tokens[after].relation = .obj
    }
  }

  /// "“…,” said the Harbour company": behind a verb with its clause before it and no subject stands who says it.
  static func makeSpeakers(_ tokens: inout [Token], _ range: Range<Int>) {
    for verb in range where tokens[verb].upos == .verb && tokens[verb].features.contains(.past) {
      var said = false
      var speaker: Int?
      var isFree = true
      for token in range where Int(tokens[token].head) == verb {
        switch tokens[token].relation {
        case .ccomp: if token < verb { said = true } else { isFree = false }
        case .iobj, .obj: if token > verb, speaker == nil { speaker = token } else { isFree = false }
        case .nsubj, .nsubjPass, .aux, .auxPass, .mark, .xcomp, .csubj: isFree = false
        default: break
        }
      }
      guard said, isFree, let speaker, range.contains(verb + 1),
        verb + 1 == speaker || hangs(verb + 1, on: speaker, tokens, range),
        tokens[speaker].upos == .noun || tokens[speaker].upos == .propn || tokens[speaker].upos == .pron
      else { continue }
      tokens[speaker].relation = .nsubj
    }
  }

  /// "Martin Roe chairman of the bank": the post behind a name without a comma is its apposition.
  static func lowerPosts(_ tokens: inout [Token], _ range: Range<Int>) {
    for post in range.dropLast() where tokens[post].upos == .noun && !tokens[post].features.contains(.plural) {
      guard range.contains(post - 2), tokens[post + 1].upos == .adp, tokens[post - 1].upos == .propn,
        tokens[post - 1].relation == .flat
      else { continue }
      let name = Int(tokens[post - 1].head)
      guard range.contains(name), name < post, Int(tokens[name].head) == post, tokens[name].relation == .compound,
        (name + 1..<post).allSatisfy({ Int(tokens[$0].head) == name })
      else { continue }
      tokens[name].head = tokens[post].head
      tokens[name].relation = tokens[post].relation
      for token in range where token < name && Int(tokens[token].head) == post {
        tokens[token].head = Int32(truncatingIfNeeded: name)
      }
      tokens[post].head = Int32(truncatingIfNeeded: name)
      tokens[post].relation = .appos
    }
  }

  /// "Every tenant cheated, threatened and driven out by the firm can claim …": a joined verb with an auxiliary, without
  /// subject, "and" or comma is the main verb; what stands before it is participles of the subject. So is a past form with
  /// an object that the parser hung below one without any ("Many visitors interviewed in Mirfield expressed concern").
  static func raiseMainVerb(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    guard let first = range.first(where: { tokens[$0].head < 0 }), tokens[first].upos == .verb,
      tokens[first].features.contains(.past), range.contains(first - 1)
    else { return }
    let subjects = range.filter { Int(tokens[$0].head) == first && tokens[$0].relation.isSubject }
    guard subjects.count == 1, let subject = subjects.first, subject == first - 1,
      tokens[subject].upos == .noun || tokens[subject].upos == .propn,
      !range.contains(where: {
        Int(tokens[$0].head) == first
          && [.aux, .auxPass, .obj, .iobj, .ccomp, .xcomp].contains(tokens[$0].relation)
      })
    else { return }
    for main in range where main > first && tokens[main].upos == .verb && Int(tokens[main].head) == first {
      let isJoined = tokens[main].relation == .conj
      guard isJoined || tokens[main].relation == .advcl && tokens[main].features.contains(.past) else { continue }
      var start = main
      // Whether it can only be finite.
      var isMain = false
      var isFree = true
      for token in range where Int(tokens[token].head) == main {
        switch tokens[token].relation {
        case .aux, .auxPass: isMain = isMain || isJoined
        case .obj: isMain = isMain || (!isJoined && token > main)
        case .nsubj, .nsubjPass, .cc, .mark, .csubj: isFree = false
        default: break
        }
        if token < main { start = min(start, token) }
      }
      guard isFree, isMain, start > first, !isComma(tokens[start - 1], text), tokens[start - 1].upos != .cconj,
        tokens[start - 1].upos != .adv
      else { continue }
      tokens[main].head = -1
      tokens[main].relation = .root
      tokens[subject].head = Int32(truncatingIfNeeded: main)
      tokens[first].head = Int32(truncatingIfNeeded: subject)
      tokens[first].relation = .acl
      tokens[first].features.remove(.finite)
      tokens[first].features.insert(.participle)
      tokens[main].features.insert(.finite)
      tokens[main].features.remove(.participle)
      for token in range where Int(tokens[token].head) == first && (token < subject || token > main) {
        tokens[token].head = Int32(truncatingIfNeeded: main)
      }
      return
    }
  }

  /// "came a day after Roe, another maker, released a list": a phrase with a preposition that is also a conjunction, behind
  /// it commas and a verb without a subject: the phrase is the subject of that verb and the verb's clause hangs above.
  static func openClauses(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    for verb in range
    where tokens[verb].upos == .verb && tokens[verb].relation == .conj && tokens[verb].features.contains(.past)
      && range.contains(verb - 1) && isComma(tokens[verb - 1], text)
    {
      let top = Int(tokens[verb].head)
      guard range.contains(top), top < verb else { continue }
      let isBare = !range.contains {
        Int(tokens[$0].head) == verb
          && ([.cc, .mark, .aux, .auxPass].contains(tokens[$0].relation) || tokens[$0].relation.isSubject)
      }
      guard isBare,
        let phrase = range.last(where: { token in
          token < verb && Int(tokens[token].head) == top && tokens[token].relation.isOblique && token > top
        }), (phrase + 1..<verb).allSatisfy({ hangs($0, on: phrase, tokens, range) || $0 == verb - 1 }),
        (phrase + 1..<verb - 1).contains(where: { Int(tokens[$0].head) == phrase && tokens[$0].relation == .appos }),
        let mark = range.first(where: { Int(tokens[$0].head) == phrase && tokens[$0].relation == .case }),
        conjunctions.contains(tokens[mark].form)
      else { continue }
      tokens[verb].relation = .advcl
      tokens[phrase].head = Int32(truncatingIfNeeded: verb)
      tokens[phrase].relation = .nsubj
      tokens[mark].head = Int32(truncatingIfNeeded: verb)
      tokens[mark].relation = .mark
      tokens[mark].upos = .sconj
    }
  }

  private static let conjunctions: Set<WordKey> = [
    WordKey("after"), WordKey("before"), WordKey("since"), WordKey("until"),
  ]
}
