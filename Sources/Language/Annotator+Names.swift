// Repairs of trees around names: a title beside its name, a speech verb between commas, two subjects joined by "and".
// Each looks for a shape that no correct tree of English has, so that right trees stay as they are.

extension Annotator {
  private static let and = WordKey("and")

  /// Mends the shapes below in one sentence. The trees stay projective but for what was not so before.
  ///
  /// - Parameters:
  ///   - tokens: All tokens so far, with document-wide heads.
  ///   - range: The tokens of the sentence.
  ///   - text: The bytes that the tokens' offsets point into.
  ///   - pastTag: The language-specific tag of a verb in the past, `VBD`.
  static func mendNames(
    _ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer, pastTag: UInt8
  ) {
    joinTitles(&tokens, range)
    joinAppositions(&tokens, range)
    hangToldClauses(&tokens, range)
    hangParentheses(&tokens, range, text)
    joinOutlets(&tokens, range)
    for verb in range where tokens[verb].upos == .verb {
      splitParenthesis(&tokens, verb, range, text)
      splitSubjects(&tokens, verb, range, text, pastTag)
      joinSubjects(&tokens, verb, range, text)
    }
  }

  static func isComma(_ token: Token, _ text: UnsafeRawBufferPointer) -> Bool {
    token.end - token.start == 1 && text[Int(token.start)] == 0x2c
  }

  /// "signed guard Jan Roe", "fired coach Jan Roe": one verb has no two objects or subjects side by side, so that the noun is
  /// the title of the name.
  private static func joinTitles(_ tokens: inout [Token], _ range: Range<Int>) {
    for noun in range.dropLast() where tokens[noun].upos == .noun && !tokens[noun].features.contains(.plural) {
      let name = noun + 1
      guard tokens[name].upos == .propn, tokens[noun].spaceAfter, tokens[noun].head == tokens[name].head,
        tokens[noun].head >= 0, tokens[noun].relation == tokens[name].relation
      else { continue }
      switch tokens[noun].relation {
      case .obj, .nsubj, .nsubjPass, .obl, .iobj: break
      default: continue
      }
      tokens[name].head = Int32(truncatingIfNeeded: noun)
      tokens[name].relation = .appos
    }
  }

  /// "talks with rivals Harbour Town": a name right behind its noun without a preposition is its apposition.
  private static func joinAppositions(_ tokens: inout [Token], _ range: Range<Int>) {
    for name in range where tokens[name].relation == .nmod && tokens[name].upos == .propn {
      let noun = Int(tokens[name].head)
      guard range.contains(noun), noun < name, tokens[noun].upos == .noun, tokens[noun].spaceAfter,
        (noun + 1..<name).allSatisfy({ Int(tokens[$0].head) == name && tokens[$0].upos != .adp }),
        !range.contains(where: { Int(tokens[$0].head) == name && tokens[$0].relation == .case })
      else { continue }
      tokens[name].relation = .appos
    }
  }

  /// "told the press the officers had left": an addressee without an object has no relative clause, it is told it.
  private static func hangToldClauses(_ tokens: inout [Token], _ range: Range<Int>) {
    for clause in range where tokens[clause].relation == .aclRelcl && tokens[clause].upos == .verb {
      let addressee = Int(tokens[clause].head)
      guard range.contains(addressee), addressee < clause, tokens[addressee].relation == .iobj else { continue }
      let verb = Int(tokens[addressee].head)
      var hasSubject = false
      var isFree = true
      for token in range {
        if Int(tokens[token].head) == clause {
          if tokens[token].upos == .pron, token < clause, tokens[token].features.contains(.relative) { isFree = false }
          if tokens[token].relation.isSubject { hasSubject = true }
        }
        if Int(tokens[token].head) == verb, tokens[token].relation == .obj || tokens[token].relation == .ccomp {
          isFree = false
        }
      }
      guard hasSubject, isFree, verb >= 0 else { continue }
      tokens[clause].head = Int32(truncatingIfNeeded: verb)
      tokens[clause].relation = .ccomp
    }
  }

  /// "The Labour Party daily Roe compared": two subjects with one small word between them are owner, kind and name.
  private static func joinOutlets(_ tokens: inout [Token], _ range: Range<Int>) {
    for owner in range.dropLast(2) where tokens[owner].relation == .nsubj && tokens[owner].upos == .propn {
      let kind = owner + 1
      let name = owner + 2
      guard tokens[name].relation == .nsubj, tokens[name].upos == .propn, tokens[name].head == tokens[owner].head,
        !tokens[kind].isCapitalised, tokens[kind].head == tokens[owner].head,
        tokens[kind].upos == .noun || tokens[kind].upos == .adv || tokens[kind].upos == .adj
      else { continue }
      tokens[kind].upos = .noun
      tokens[kind].head = Int32(truncatingIfNeeded: name)
      tokens[kind].relation = .nmodDesc
      tokens[owner].head = Int32(truncatingIfNeeded: kind)
      tokens[owner].relation = .compound
    }
  }

  /// "Roe and staff, the charge said, shipped papers": a verb between commas with a subject on either side of the first
  /// one stands beside the clause that follows, whose subject is the first.
  private static func splitParenthesis(
    _ tokens: inout [Token], _ verb: Int, _ range: Range<Int>, _ text: UnsafeRawBufferPointer
  ) {
    guard verb + 2 < range.upperBound, isComma(tokens[verb + 1], text) else { return }
    var first: Int?
    var second: Int?
    var clause: Int?
    for token in range where Int(tokens[token].head) == verb {
      switch tokens[token].relation {
      case .nsubj, .nsubjPass:
        guard token < verb, second == nil else { return }
        if first == nil { first = token } else { second = token }
      case .ccomp, .parataxis:
        if token > verb, clause == nil, tokens[token].upos == .verb { clause = token }
      default: break
      }
    }
    guard let first, let second, let clause, (first + 1..<second).contains(where: { isComma(tokens[$0], text) }) else {
      return
    }
    for token in range where Int(tokens[token].head) == clause {
      if tokens[token].relation.isSubject || tokens[token].relation == .mark { return }
    }
    let isPassive = range.contains { Int(tokens[$0].head) == clause && tokens[$0].relation == .auxPass }
    tokens[clause].head = tokens[verb].head
    tokens[clause].relation = tokens[verb].relation
    tokens[verb].head = Int32(truncatingIfNeeded: clause)
    tokens[verb].relation = .parataxis
    tokens[first].head = Int32(truncatingIfNeeded: clause)
    tokens[first].relation = isPassive ? .nsubjPass : .nsubj
    for token in clause..<range.upperBound where Int(tokens[token].head) == verb {
      tokens[token].head = Int32(truncatingIfNeeded: clause)
    }
  }

  /// Two subjects of one verb, the first of which is that of a verb before it: of the verb above ("Roe stepped down after
  /// the board launched …"), of a participle that is none ("A quake struck …, the survey said", "The maker said on Monday
  /// it would buy …").
  private static func splitSubjects(
    _ tokens: inout [Token], _ verb: Int, _ range: Range<Int>, _ text: UnsafeRawBufferPointer, _ pastTag: UInt8
  ) {
    let subjects = range.filter { Int(tokens[$0].head) == verb && tokens[$0].relation == .nsubj && $0 < verb }
    guard subjects.count == 2, let first = subjects.first, let second = subjects.last else { return }
    func hasSubject(_ verb: Int) -> Bool {
      range.contains { Int(tokens[$0].head) == verb && tokens[$0].relation.isSubject }
    }
    func hasAuxiliary(_ verb: Int) -> Bool {
      range.contains {
        Int(tokens[$0].head) == verb && (tokens[$0].relation == .aux || tokens[$0].relation == .auxPass)
      }
    }
    func makePast(_ verb: Int) {
      guard !hasAuxiliary(verb) else { return }
      tokens[verb].xpos = pastTag
      tokens[verb].features.remove(.participle)
      tokens[verb].features.remove(.passive)
      tokens[verb].features.formUnion([.past, .finite])
    }
    let above = Int(tokens[verb].head)
    if range.contains(above), first < above, above < second, tokens[above].upos == .verb, !hasSubject(above) {
      tokens[first].head = Int32(truncatingIfNeeded: above)
      makePast(above)
      return
    }
    guard
      let clause = range.first(where: {
        Int(tokens[$0].head) == first && $0 < second && tokens[$0].upos == .verb
          && (tokens[$0].relation == .acl || tokens[$0].relation == .aclRelcl)
          && tokens[$0].features.contains(.past)
      }), !hasSubject(clause),
      !range.contains(where: { Int(tokens[$0].head) == clause && tokens[$0].relation == .oblAgent })
    else { return }
    var start = second
    while start - 1 > clause, range.contains(start - 1), Int(tokens[start - 1].head) == second { start -= 1 }
    let isFinal = (verb + 1..<range.upperBound).allSatisfy { tokens[$0].upos == .punct }
    if isFinal, isComma(tokens[start - 1], text) {
      // "…, the survey said."
      tokens[clause].head = tokens[verb].head
      tokens[clause].relation = tokens[verb].relation
      tokens[verb].head = Int32(truncatingIfNeeded: clause)
      tokens[verb].relation = .parataxis
    } else if !(clause..<start).contains(where: { isComma(tokens[$0], text) }),
      !(clause..<verb).contains(where: { tokens[$0].features.contains(.relative) })
    {
      tokens[clause].head = tokens[verb].head
      tokens[clause].relation = tokens[verb].relation
      tokens[verb].head = Int32(truncatingIfNeeded: clause)
      tokens[verb].relation = .ccomp
    } else {
      return
    }
    tokens[first].head = Int32(truncatingIfNeeded: clause)
    makePast(clause)
  }

  /// "Roe, of which Doe is a member, and the Union also denounced it": a name at the head of a sentence, whose only
  /// clause is relative, and a clause with "and" before its subject are two subjects of one verb.
  private static func joinSubjects(
    _ tokens: inout [Token], _ verb: Int, _ range: Range<Int>, _ text: UnsafeRawBufferPointer
  ) {
    let root = Int(tokens[verb].head)
    guard tokens[verb].relation == .conj, range.contains(root), root < verb, tokens[root].upos == .propn,
      tokens[root].relation == .root
    else { return }
    var subject: Int?
    var joint: Int?
    for token in range where Int(tokens[token].head) == verb && token < verb {
      if tokens[token].relation.isSubject { subject = subject ?? token }
      if tokens[token].relation == .cc, tokens[token].form == and { joint = token }
    }
    guard let subject, let joint, joint > root, joint < subject, isComma(tokens[joint - 1], text) || joint > root + 1,
      range.contains(where: { Int(tokens[$0].head) == root && tokens[$0].relation == .aclRelcl && $0 < joint })
    else { return }
    // Between "and" and the subject stands nothing but its own words.
    guard (joint + 1..<subject).allSatisfy({ Int(tokens[$0].head) == subject }) else { return }
    tokens[verb].head = -1
    tokens[verb].relation = .root
    tokens[root].head = Int32(truncatingIfNeeded: verb)
    tokens[root].relation = tokens[subject].relation
    tokens[subject].head = Int32(truncatingIfNeeded: root)
    tokens[subject].relation = .conj
    tokens[joint].head = Int32(truncatingIfNeeded: subject)
    for token in verb..<range.upperBound where Int(tokens[token].head) == root {
      tokens[token].head = Int32(truncatingIfNeeded: verb)
    }
  }
}
