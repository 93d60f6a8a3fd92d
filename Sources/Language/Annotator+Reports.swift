// Repairs of trees around what somebody tells: reports behind their clause, clauses without a conjunction, clauses whose
// subject was given to the verb of saying; and what belongs to the last of two nouns before it.

extension Annotator {
  /// Past forms of verbs whose subject may stand behind them at the end of a sentence.
  private static let inverted: Set<WordKey> = [
    WordKey("reported"), WordKey("said"), WordKey("announced"), WordKey("wrote"), WordKey("noted"), WordKey("added"),
  ]

  /// Forms of nouns that with "to" are verbs of what somebody means to do.
  private static let plans: Set<WordKey> = [
    WordKey("plans"), WordKey("aims"), WordKey("hopes"), WordKey("vows"), WordKey("pledges"), WordKey("promises"),
    WordKey("needs"), WordKey("wants"), WordKey("offers"), WordKey("attempts"),
  ]

  private static let which = WordKey("which")
  private static let to = WordKey("to")
  private static let with = WordKey("with")
  private static let of = WordKey("of")

  /// "The state declared an emergency, reported Harbour News.": a joined verb of saying without "and", behind it a name up
  /// to the end of the sentence: the name says what stands before.
  static func turnReports(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    guard
      let verb = range.last(where: { inverted.contains(tokens[$0].form) && tokens[$0].upos == .verb }),
      range.contains(verb - 1), isComma(tokens[verb - 1], text), tokens[verb].relation == .conj,
      Int(tokens[verb].head) < verb
    else { return }
    var name: Int?
    for token in range where Int(tokens[token].head) == verb && tokens[token].upos != .punct {
      guard tokens[token].relation == .obj, name == nil, tokens[token].upos == .propn, token > verb else { return }
      name = token
    }
    guard let name,
      (verb + 1..<range.upperBound).allSatisfy({
        $0 == name || tokens[$0].upos == .punct || hangs($0, on: name, tokens, range)
      })
    else { return }
    tokens[verb].relation = .parataxis
    tokens[name].relation = .nsubj
  }

  /// "after the agency reported Harbour Ltd. is the subject of an inquiry": behind an object stands a finite verb or copula
  /// of a clause without a subject: the object is that subject, and the clause what is told.
  static func openContent(_ tokens: inout [Token], _ range: Range<Int>) {
    for object in range where tokens[object].relation == .obj && tokens[object].upos != .pron {
      let verb = Int(tokens[object].head)
      guard range.contains(verb), verb < object, tokens[verb].upos == .verb, range.contains(object + 1) else {
        continue
      }
      let next = object + 1
      guard tokens[next].features.contains(.finite), tokens[next].upos == .aux || tokens[next].upos == .verb else {
        continue
      }
      let clause = tokens[next].upos == .aux ? Int(tokens[next].head) : next
      guard range.contains(clause), clause >= next, clause != verb, !hangs(clause, on: object, tokens, range),
        tokens[clause].relation != .conj,
        !range.contains(where: { token in
          guard Int(tokens[token].head) == clause else { return false }
          return tokens[token].relation.isSubject || tokens[token].relation == .mark || tokens[token].relation == .cc
            || tokens[token].relation == .expl
        }),
        !range.contains(where: {
          Int(tokens[$0].head) == verb && [.ccomp, .xcomp].contains(tokens[$0].relation) && $0 != clause
        })
      else { continue }
      // The clause has to hang on the verb or above it, or the tree would be none.
      let above = Int(tokens[clause].head)
      guard above == verb || (range.contains(above) && hangs(verb, on: above, tokens, range)),
        !hangs(verb, on: clause, tokens, range)
      else { continue }
      let isPassive = range.contains { Int(tokens[$0].head) == clause && tokens[$0].relation == .auxPass }
      tokens[object].head = Int32(truncatingIfNeeded: clause)
      tokens[object].relation = isPassive ? .nsubjPass : .nsubj
      tokens[clause].head = Int32(truncatingIfNeeded: verb)
      tokens[clause].relation = .ccomp
    }
  }

  /// "News reported three malls in Ashford and Harbour Mall in Mirfield were damaged": the "and" joins nouns of the object,
  /// so that the verb behind them is what is told and the object its subject.
  static func openListedContent(_ tokens: inout [Token], _ range: Range<Int>) {
    for clause in range where tokens[clause].relation == .conj && tokens[clause].upos == .verb {
      let verb = Int(tokens[clause].head)
      guard range.contains(verb), verb < clause, inverted.contains(tokens[verb].form),
        let object = range.first(where: { Int(tokens[$0].head) == verb && tokens[$0].relation == .obj && $0 > verb }),
        let conjunction = range.first(where: { Int(tokens[$0].head) == clause && tokens[$0].relation == .cc }),
        let auxiliary = range.first(where: {
          Int(tokens[$0].head) == clause && (tokens[$0].relation == .aux || tokens[$0].relation == .auxPass)
        }),
        object < conjunction, conjunction < auxiliary,
        !range.contains(where: {
          Int(tokens[$0].head) == clause && (tokens[$0].relation.isSubject || tokens[$0].relation == .mark)
        }),
        let member = (conjunction + 1..<auxiliary).first(where: { token in
          tokens[token].relation == .conj && hangs(token, on: object, tokens, range)
        })
      else { continue }
      let isPassive = range.contains { Int(tokens[$0].head) == clause && tokens[$0].relation == .auxPass }
      tokens[conjunction].head = Int32(truncatingIfNeeded: member)
      tokens[object].head = Int32(truncatingIfNeeded: clause)
      tokens[object].relation = isPassive ? .nsubjPass : .nsubj
      tokens[clause].relation = .ccomp
    }
  }

  /// "told Moravian deputies the army was leaving": of two subjects side by side before the verb of a told clause the first,
  /// right behind a verb of saying without an object, is who is told.
  static func giveAddressees(_ tokens: inout [Token], _ range: Range<Int>) {
    for clause in range where tokens[clause].relation == .ccomp {
      let verb = Int(tokens[clause].head)
      guard range.contains(verb), verb < clause, tokens[verb].upos == .verb, addressing.contains(tokens[verb].lemma),
        !range.contains(where: {
          Int(tokens[$0].head) == verb && [.obj, .iobj].contains(tokens[$0].relation)
        })
      else { continue }
      let subjects = range.filter {
        Int(tokens[$0].head) == clause && (tokens[$0].relation == .nsubj || tokens[$0].relation == .nsubjPass)
          && $0 < clause
      }
      guard subjects.count == 2, let first = subjects.first, first > verb,
        (verb + 1..<first).allSatisfy({ hangs($0, on: first, tokens, range) })
      else { continue }
      tokens[first].head = Int32(truncatingIfNeeded: verb)
      tokens[first].relation = .iobj
    }
  }

  private static let addressing: Set<WordKey> = [
    WordKey("tell"), WordKey("inform"), WordKey("assure"), WordKey("warn"), WordKey("remind"), WordKey("promise"),
    WordKey("show"), WordKey("convince"), WordKey("persuade"), WordKey("notify"),
  ]

  /// "The workers, who had been held, are relieved, Roe told the paper": of two subjects of a verb of saying the first is
  /// that of the clause between them which has none.
  static func lendSubjects(_ tokens: inout [Token], _ range: Range<Int>) {
    for clause in range where tokens[clause].relation == .ccomp {
      let verb = Int(tokens[clause].head)
      guard range.contains(verb), clause < verb else { continue }
      let subjects = range.filter { Int(tokens[$0].head) == verb && tokens[$0].relation.isSubject && $0 < verb }
      guard subjects.count == 2, subjects[0] < clause, clause < subjects[1] else { continue }
      var isFinite = tokens[clause].features.contains(.finite)
      var isPassive = false
      var isFree = true
      for token in range where Int(tokens[token].head) == clause {
        switch tokens[token].relation {
        case .cop, .aux: isFinite = isFinite || tokens[token].features.contains(.finite)
        case .auxPass:
          isFinite = isFinite || tokens[token].features.contains(.finite)
          isPassive = true
        case .nsubj, .nsubjPass, .csubj, .mark: isFree = false
        default: break
        }
      }
      guard isFinite, isFree else { continue }
      tokens[subjects[0]].head = Int32(truncatingIfNeeded: clause)
      tokens[subjects[0]].relation = isPassive ? .nsubjPass : .nsubj
    }
  }

  /// "lay-offs at Harbour Works, which it bought in 2017": a clause with "which" right behind a name and a comma belongs to
  /// the name where that stands in a phrase with a preposition other than "of" and "with" behind the noun.
  static func hangOnNames(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    for pronoun in range where tokens[pronoun].form == which && tokens[pronoun].upos == .pron {
      let clause = Int(tokens[pronoun].head)
      guard range.contains(clause), clause > pronoun, tokens[clause].relation == .aclRelcl, range.contains(pronoun - 2),
        isComma(tokens[pronoun - 1], text), tokens[pronoun - 2].upos == .propn
      else { continue }
      let noun = Int(tokens[clause].head)
      var name = pronoun - 2
      if tokens[name].relation == .flat { name = Int(tokens[name].head) }
      guard range.contains(noun), noun < name, tokens[noun].upos == .noun, tokens[noun].features.contains(.plural),
        Int(tokens[name].head) == noun, tokens[name].relation == .nmod,
        let mark = range.first(where: { Int(tokens[$0].head) == name && tokens[$0].relation == .case && $0 < name }),
        tokens[mark].form != of, tokens[mark].form != with
      else { continue }
      tokens[clause].head = Int32(truncatingIfNeeded: name)
    }
  }

  /// "the army and its ally, the Harbour League, began": a name between commas right behind the second of two joined nouns
  /// says who that one is.
  static func lowerAppositions(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    for name in range where tokens[name].relation == .appos && tokens[name].upos == .propn {
      let first = Int(tokens[name].head)
      guard range.contains(first), first < name, tokens[first].upos == .noun else { continue }
      var start = name
      while range.contains(start - 1), Int(tokens[start - 1].head) == name, tokens[start - 1].upos != .punct {
        start -= 1
      }
      let noun = start - 2
      guard noun > first, isComma(tokens[start - 1], text), tokens[noun].upos == .noun, tokens[noun].relation == .conj,
        Int(tokens[noun].head) == first, !tokens[noun].features.contains(.plural),
        range.contains(where: { Int(tokens[$0].head) == noun && tokens[$0].relation == .nmodPoss })
      else { continue }
      tokens[name].head = Int32(truncatingIfNeeded: noun)
    }
  }

  /// "Harbour Ltd. plans to become …": at the top of a sentence, behind a bare name and before "to" with a verb, a plural noun
  /// of intention is a verb.
  static func makePlans(_ tokens: inout [Token], _ range: Range<Int>, presentTag: UInt8) {
    guard let plan = range.first(where: { tokens[$0].head < 0 }), tokens[plan].upos == .noun,
      plans.contains(tokens[plan].form), range.contains(plan + 1), tokens[plan + 1].form == to
    else { return }
    var name: Int?
    var act: Int?
    for token in range where Int(tokens[token].head) == plan {
      switch tokens[token].relation {
      case .compound: if name == nil, tokens[token].upos == .propn { name = token } else { return }
      case .acl: if act == nil { act = token } else { return }
      case .punct: break
      default: return
      }
    }
    guard let name, let act, name == plan - 1, Int(tokens[plan + 1].head) == act, tokens[plan + 1].relation == .mark
    else { return }
    tokens[plan].upos = .verb
    tokens[plan].xpos = presentTag
    tokens[plan].features = [.present, .finite, .singular, .third]
    tokens[name].relation = .nsubj
    tokens[act].relation = .xcomp
  }
}
