// Repairs of trees at both ends of a sentence: who says what stands before, and nouns that begin a sentence and are taken for
// verbs or for names of their own.

extension Annotator {
  /// Lexicographer file of verbs of communication plus one, counted from that of the first verbs.
  private static let communication = 4

  /// "Among the dead was a woman, the governor's office said.": of two subjects of a verb of saying that ends a sentence the
  /// one right before it speaks, the first begins what is said; a clause that is taken for the speaker is what is said.
  static func freeFinalSpeakers(
    _ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer, _ classes: WordClasses
  ) {
    guard
      let verb = range.last(where: { token in
        tokens[token].upos == .verb && isClauseVerb(token, tokens, range)
      }),
      (verb + 1..<range.upperBound).allSatisfy({ token in
        guard tokens[token].upos != .punct, Int(tokens[token].head) == verb else { return true }
        return tokens[token].relation.isOblique || tokens[token].relation == .advmod
      }),
      (verb + 1..<range.upperBound).allSatisfy({ tokens[$0].upos == .punct || hangs($0, on: verb, tokens, range) })
    else { return }
    let subjects = range.filter { Int(tokens[$0].head) == verb && tokens[$0].relation == .nsubj && $0 < verb }
    // Two subjects prove by themselves that the verb tells; one does not.
    let tells = classes.find(tokens[verb].lemma.value).verb == communication
    guard tells || subjects.count == 2 else { return }
    guard let first = subjects.first, let last = subjects.last else {
      return freeListedSpeakers(&tokens, verb, range, text)
    }
    if subjects.count == 2 {
      let start = wordsStart(last, tokens, range)
      guard range.contains(start - 1), isComma(tokens[start - 1], text), first < start - 1 else { return }
      for token in range where Int(tokens[token].head) == verb && token < start && token != first {
        tokens[token].head = Int32(truncatingIfNeeded: first)
      }
      raise(first, over: verb, &tokens)
    } else if subjects.count == 1,
      range.contains(where: { token in
        Int(tokens[token].head) == first && (tokens[token].relation == .cop || tokens[token].relation == .nsubj)
      }),
      let speaker = range.last(where: { token in
        Int(tokens[token].head) == first && tokens[token].relation == .appos && token > first
      }),
      range.contains(wordsStart(speaker, tokens, range) - 1),
      isComma(tokens[wordsStart(speaker, tokens, range) - 1], text),
      (speaker + 1..<verb).allSatisfy({ tokens[$0].upos == .punct || hangs($0, on: speaker, tokens, range) })
    {
      tokens[speaker].head = Int32(truncatingIfNeeded: verb)
      tokens[speaker].relation = .nsubj
      raise(first, over: verb, &tokens)
    }
  }

  /// "killing seven soldiers, two sources and an official said.": what stands between the last comma and a final verb of
  /// saying without a subject speaks, though it looks like the end of a list.
  private static func freeListedSpeakers(
    _ tokens: inout [Token], _ verb: Int, _ range: Range<Int>, _ text: UnsafeRawBufferPointer
  ) {
    guard tokens[verb].relation == .conj || tokens[verb].relation == .parataxis, range.contains(verb - 1),
      let comma = range.last(where: { $0 < verb && isComma(tokens[$0], text) }), comma + 1 < verb
    else { return }
    let phrase = comma + 1..<verb
    guard
      phrase.allSatisfy({ token in
        switch tokens[token].upos {
        case .det, .adj, .noun, .propn, .num, .adp, .part: return true
        case .cconj: return Int(tokens[token].head) != verb
        default: return false
        }
      })
    else { return }
    let tops = phrase.filter { !phrase.contains(Int(tokens[$0].head)) }
    guard tops.count == 1, let speaker = tops.first, tokens[speaker].upos == .noun || tokens[speaker].upos == .propn,
      Int(tokens[speaker].head) < comma, Int(tokens[speaker].head) >= range.lowerBound,
      tokens[phrase.lowerBound].upos != .cconj
    else { return }
    let above = Int(tokens[verb].head)
    guard range.contains(above), above < comma else { return }
    tokens[speaker].head = Int32(truncatingIfNeeded: verb)
    tokens[speaker].relation = .nsubj
    tokens[verb].relation = .parataxis
  }

  /// "“They shot,” a man who fled to a village said by telephone": of two subjects on either side of a verb the one behind it
  /// speaks, and its verb of saying is no participle inside its phrase.
  static func freeTurnedSpeakers(
    _ tokens: inout [Token], _ range: Range<Int>, _ classes: WordClasses, pastTag: UInt8
  ) {
    for speaker in range where tokens[speaker].relation == .nsubj {
      let verb = Int(tokens[speaker].head)
      guard range.contains(verb), verb < speaker,
        range.contains(where: { Int(tokens[$0].head) == verb && tokens[$0].relation.isSubject && $0 < verb }),
        let said = range.first(where: { token in
          token > speaker && tokens[token].relation == .acl && tokens[token].upos == .verb
            && classes.find(tokens[token].lemma.value).verb == communication
            && hangs(token, on: speaker, tokens, range)
        })
      else { continue }
      tokens[said].head = Int32(truncatingIfNeeded: verb)
      tokens[said].relation = .parataxis
      tokens[said].xpos = pastTag
      tokens[said].features.remove(.participle)
      tokens[said].features.formUnion([.past, .finite])
      tokens[speaker].head = Int32(truncatingIfNeeded: said)
      for token in range where Int(tokens[token].head) == said && tokens[token].relation == .oblAgent {
        tokens[token].relation = .obl
      }
      return
    }
  }

  /// Puts the head of a clause where the verb that hung above it stood, and the verb beside it.
  private static func raise(_ clause: Int, over verb: Int, _ tokens: inout [Token]) {
    tokens[clause].head = tokens[verb].head
    tokens[clause].relation = tokens[verb].relation
    tokens[verb].head = Int32(truncatingIfNeeded: clause)
    tokens[verb].relation = .parataxis
  }

  /// "said", "has concluded": a finite verb, by itself or by its auxiliary.
  private static func isClauseVerb(_ verb: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    tokens[verb].features.contains(.finite)
      || range.contains { token in
        Int(tokens[token].head) == verb && tokens[token].relation == .aux && tokens[token].features.contains(.finite)
      }
  }

  /// "said the talks had failed, but accused the envoy": a verb of saying joined to what is said goes on with the speaker's
  /// acts when it has no subject and stands in the past behind "but" or "and".
  static func raiseSpeech(
    _ tokens: inout [Token], _ range: Range<Int>, _ classes: WordClasses, pastTag: UInt8
  ) {
    for verb in range where tokens[verb].relation == .conj && tokens[verb].upos == .verb && tokens[verb].xpos == pastTag
    {
      let clause = Int(tokens[verb].head)
      guard range.contains(clause), clause < verb, tokens[clause].relation == .ccomp,
        classes.find(tokens[verb].lemma.value).verb == communication
      else { continue }
      let said = Int(tokens[clause].head)
      guard range.contains(said), said < clause, tokens[said].upos == .verb, tokens[said].xpos == pastTag,
        classes.find(tokens[said].lemma.value).verb == communication,
        range.contains(where: { Int(tokens[$0].head) == said && tokens[$0].relation == .nsubj }),
        range.contains(where: { Int(tokens[$0].head) == verb && tokens[$0].relation == .cc }),
        !range.contains(where: { token in
          Int(tokens[token].head) == verb
            && (tokens[token].relation.isSubject || tokens[token].relation == .mark || tokens[token].relation == .aux)
        })
      else { continue }
      tokens[verb].head = Int32(truncatingIfNeeded: said)
    }
  }

  /// The first word of the phrase of a token, behind any comma that hangs on it.
  private static func wordsStart(_ token: Int, _ tokens: [Token], _ range: Range<Int>) -> Int {
    var start = leftmost(token, tokens, range)
    while start < token, tokens[start].upos == .punct { start += 1 }
    return start
  }

  /// "a magnitude 8.0 quake": a noun, its number and a noun right behind it are one phrase when both are given to one verb.
  static func joinNumbered(_ tokens: inout [Token], _ range: Range<Int>) {
    for noun in range.dropLast(2) where tokens[noun].upos == .noun && !tokens[noun].features.contains(.plural) {
      let (number, head) = (noun + 1, noun + 2)
      guard tokens[number].upos == .num, tokens[head].upos == .noun, tokens[noun].head == tokens[head].head,
        tokens[noun].relation == tokens[head].relation, Int(tokens[number].head) == head, tokens[noun].head >= 0
      else { continue }
      for token in range where Int(tokens[token].head) == noun { tokens[token].head = Int32(truncatingIfNeeded: head) }
      tokens[noun].head = Int32(truncatingIfNeeded: head)
      tokens[noun].relation = .compound
      tokens[number].head = Int32(truncatingIfNeeded: noun)
    }
  }

  /// "Substitute Ann Roe scored twice": somebody's role at the start of a sentence that is taken for an order to a name, which
  /// has a finite verb of its own.
  static func lowerRoles(_ tokens: inout [Token], _ range: Range<Int>, _ classes: WordClasses) {
    let role = range.lowerBound
    guard range.count > 3, tokens[role].upos == .verb, tokens[role + 1].upos == .propn,
      Int(tokens[role + 1].head) == role, tokens[role + 1].relation == .obj,
      classes.find(tokens[role].form.value).noun == 16,
      let verb = range.first(where: { token in
        token > role + 1 && Int(tokens[token].head) == role && tokens[token].relation == .ccomp
          && tokens[token].upos == .verb && tokens[token].features.contains(.finite)
      }), !range.contains(where: { Int(tokens[$0].head) == verb && tokens[$0].relation.isSubject })
    else { return }
    tokens[verb].head = tokens[role].head
    tokens[verb].relation = tokens[role].relation
    tokens[role + 1].head = Int32(truncatingIfNeeded: verb)
    tokens[role + 1].relation = .nsubj
    for token in range where Int(tokens[token].head) == role { tokens[token].head = Int32(truncatingIfNeeded: verb) }
    tokens[role].head = Int32(truncatingIfNeeded: role + 1)
    tokens[role].relation = .nmodDesc
    tokens[role].upos = .noun
    tokens[role].features = []
  }

  /// "the guard said, correcting a statement": a participle behind a comma is no content of the verb of saying beside its
  /// clause.
  static func lowerGerunds(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    for gerund in range where tokens[gerund].relation == .ccomp && tokens[gerund].features.contains(.gerund) {
      let verb = Int(tokens[gerund].head)
      guard range.contains(verb), verb < gerund, tokens[verb].relation == .parataxis,
        isComma(tokens[gerund - 1], text),
        !range.contains(where: { token in
          Int(tokens[token].head) == gerund && (tokens[token].relation.isSubject || tokens[token].relation == .aux)
        })
      else { continue }
      tokens[gerund].relation = .advcl
    }
  }

  /// "The Camping (Fines) Amendment Bill was": two subjects with nothing but brackets between them are one name.
  static func joinBrackets(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    for name in range where tokens[name].relation.isSubject && tokens[name].upos == .propn {
      guard range.contains(name + 1), text[Int(tokens[name + 1].start)] == 0x28,
        let close = (name + 2..<range.upperBound).first(where: { text[Int(tokens[$0].start)] == 0x29 }),
        let second = range.first(where: { token in
          token > close && tokens[token].head == tokens[name].head && tokens[token].relation.isSubject
        }), tokens[second].upos == .propn, wordsStart(second, tokens, range) == close + 1
      else { continue }
      for token in range where token < name && Int(tokens[token].head) == name && tokens[token].relation == .det {
        tokens[token].head = Int32(truncatingIfNeeded: second)
      }
      tokens[name].head = Int32(truncatingIfNeeded: second)
      tokens[name].relation = .compound
    }
  }
}
