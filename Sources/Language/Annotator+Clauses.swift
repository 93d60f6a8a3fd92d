// Repairs of trees: what is said "on Monday that …" is no clause of Monday, and who announced a deal is no part of it.

extension Annotator {
  private static let that = WordKey("that")

  /// Hangs a clause with the conjunction "that" on the verb before it when the parser gave it to a name or took it for
  /// a relative clause: "said on Monday that rebels had attacked". Names have no content clauses, and relative clauses
  /// have a pronoun instead of a conjunction. The tree stays projective.
  ///
  /// - Parameters:
  ///   - tokens: All tokens so far, with document-wide heads.
  ///   - range: The tokens of the sentence.
  static func hangContentClauses(_ tokens: inout [Token], _ range: Range<Int>) {
    for mark in range where tokens[mark].relation == .mark && tokens[mark].form == that {
      let clause = Int(tokens[mark].head)
      guard clause > mark, tokens[clause].relation == .acl || tokens[clause].relation == .aclRelcl else { continue }
      let noun = Int(tokens[clause].head)
      guard noun >= range.lowerBound, noun < mark, tokens[noun].relation.isOblique,
        tokens[noun].upos == .propn || tokens[clause].relation == .aclRelcl
      else { continue }
      let verb = Int(tokens[noun].head)
      guard verb >= range.lowerBound, verb < noun, tokens[verb].upos == .verb,
        !range.contains(where: { Int(tokens[$0].head) == verb && tokens[$0].relation == .ccomp })
      else { continue }
      tokens[clause].head = Int32(truncatingIfNeeded: verb)
      tokens[clause].relation = .ccomp
    }
  }

  /// "said in a statement it appeared that …": a clause with a subject right behind the noun, nothing left out and no
  /// relative pronoun is no relative clause of it, but what the verb above says.
  static func hangBareContent(_ tokens: inout [Token], _ range: Range<Int>) {
    for clause in range where tokens[clause].relation == .aclRelcl {
      let noun = Int(tokens[clause].head)
      guard range.contains(noun), noun < clause, tokens[noun].relation.isOblique, tokens[noun].upos == .noun else {
        continue
      }
      let verb = Int(tokens[noun].head)
      guard range.contains(verb), verb < noun, tokens[verb].upos == .verb, tokens[verb].features.contains(.past) else {
        continue
      }
      var subject: Int?
      var isWhole = false
      var isBare = true
      for token in range where Int(tokens[token].head) == clause {
        switch tokens[token].relation {
        case .nsubj, .nsubjPass: if subject == nil { subject = token }
        case .ccomp: if token > clause { isWhole = true }
        case .cop: isWhole = true
        case .mark: isBare = false
        default: break
        }
        if tokens[token].features.contains(.relative) { isBare = false }
      }
      guard isBare, isWhole, let subject, noun < subject, subject < clause,
        (noun + 1..<subject).allSatisfy({ Int(tokens[$0].head) == subject }),
        !range.contains(where: { token in
          Int(tokens[token].head) == verb
            && [.obj, .ccomp, .xcomp].contains(tokens[token].relation)
        })
      else { continue }
      tokens[clause].head = Int32(truncatingIfNeeded: verb)
      tokens[clause].relation = .ccomp
    }
  }

  /// "… for $7 billion, the companies announced on Monday": a clause with a subject right behind a comma and without a
  /// relative pronoun is no relative clause; it stands beside the clause before it.
  static func hangParentheses(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    for verb in range where tokens[verb].relation == .aclRelcl && tokens[verb].upos == .verb {
      var subject: Int?
      var isFree = true
      for token in range where Int(tokens[token].head) == verb {
        if tokens[token].relation == .nsubj, subject == nil { subject = token }
        if tokens[token].features.contains(.relative) || tokens[token].relation == .mark { isFree = false }
        if token > verb, tokens[token].relation == .obj || tokens[token].relation == .ccomp { isFree = false }
      }
      guard isFree, let subject, subject < verb else { continue }
      var start = subject
      while range.contains(start - 1), Int(tokens[start - 1].head) == subject { start -= 1 }
      guard range.contains(start - 1), isComma(tokens[start - 1], text),
        !(start..<verb).contains(where: { tokens[$0].features.contains(.relative) })
      else { continue }
      var top = Int(tokens[verb].head)
      for _ in 0..<8 {
        guard range.contains(top), tokens[top].upos != .verb else { break }
        top = Int(tokens[top].head)
      }
      guard range.contains(top), top < start, tokens[top].upos == .verb else { continue }
      tokens[verb].head = Int32(truncatingIfNeeded: top)
      tokens[verb].relation = .parataxis
    }
  }

  /// "told the press the officers had left": an addressee without an object has no relative clause, it is told it.
  static func hangToldClauses(_ tokens: inout [Token], _ range: Range<Int>) {
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
}
