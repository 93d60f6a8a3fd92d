// Repairs of trees in which one verb has two subjects: one of them is that of another verb.

extension Annotator {
  /// "Roe and staff, the charge said, shipped papers": a verb between commas with a subject on either side of the first
  /// one stands beside the clause that follows, whose subject is the first.
  static func splitParenthesis(
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
    for token in range where Int(tokens[token].head) == verb && (token < first || token > clause) {
      tokens[token].head = Int32(truncatingIfNeeded: clause)
    }
  }

  /// Two subjects of one verb, the first of which is that of a verb before it: of the verb above ("Roe stepped down after
  /// the board launched …"), of a participle that is none ("A quake struck …, the survey said", "The maker said on Monday
  /// it would buy …").
  static func splitSubjects(
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
    /// What stands before the first subject goes with it.
    func hang(before first: Int, _ other: Int) {
      for token in range.prefix(while: { $0 < first }) where Int(tokens[token].head) == verb {
        tokens[token].head = Int32(truncatingIfNeeded: other)
      }
    }
    let above = Int(tokens[verb].head)
    if range.contains(above), first < above, above < second, tokens[above].upos == .verb, !hasSubject(above) {
      tokens[first].head = Int32(truncatingIfNeeded: above)
      hang(before: first, above)
      makePast(above)
      return
    }
    guard
      let clause = range.first(where: { token in
        guard first < token, token < second, tokens[token].upos == .verb, tokens[token].features.contains(.past) else {
          return false
        }
        switch tokens[token].relation {
        case .acl, .aclRelcl: return Int(tokens[token].head) == first
        case .advcl, .ccomp: return Int(tokens[token].head) == verb
        default: return false
        }
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
    hang(before: first, clause)
    makePast(clause)
  }
}
