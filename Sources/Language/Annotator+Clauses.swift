// A repair of trees: what is said "on Monday that …" is no clause of Monday.

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
}
