// Repairs of trees whose relative or contrasting clause is taken for the main one.

extension Annotator {
  private static let contrasts: Set<WordKey> = [WordKey("while"), WordKey("whilst"), WordKey("whereas")]

  /// "Roe, whose play made him famous, died": the clause that begins with "whose" behind the comma after the subject is a
  /// relative one; the verb behind its end, without a subject and without "and", is that of the sentence.
  static func lowerPossessiveClauses(
    _ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer
  ) {
    for mark in range where tokens[mark].relation == .nmodPoss && tokens[mark].features.contains(.relative) {
      let owned = Int(tokens[mark].head)
      guard range.contains(owned), owned > mark, tokens[owned].relation.isSubject, range.contains(mark - 1),
        isComma(tokens[mark - 1], text)
      else { continue }
      let clause = Int(tokens[owned].head)
      guard range.contains(clause), clause > owned,
        let subject = range.first(where: { token in
          token < mark && Int(tokens[token].head) == clause && tokens[token].relation.isSubject
        }),
        let main = range.first(where: { token in
          token > clause && Int(tokens[token].head) == clause
            && (tokens[token].relation == .conj || tokens[token].relation == .parataxis)
            && tokens[token].upos == .verb && tokens[token].features.contains(.finite)
            && !range.contains(where: { other in
              Int(tokens[other].head) == token && (tokens[other].relation.isSubject || tokens[other].relation == .cc)
            })
        })
      else { continue }
      var start = main
      while range.contains(start - 1), hangs(start - 1, on: main, tokens, range) || isComma(tokens[start - 1], text) {
        start -= 1
      }
      guard (start...main).contains(where: { isComma(tokens[$0], text) }) else { continue }
      tokens[main].head = tokens[clause].head
      tokens[main].relation = tokens[clause].relation
      tokens[clause].head = Int32(truncatingIfNeeded: subject)
      tokens[clause].relation = .aclRelcl
      for token in range
      where Int(tokens[token].head) == clause && (token <= subject || token > main) {
        tokens[token].head = Int32(truncatingIfNeeded: main)
      }
    }
  }

  /// "A team sent there with vaccines was turned back": a noun with a preposition is no subject; the passive behind it is
  /// the main verb, and the form before it, which is past and participle in one, tells of the first noun.
  static func lowerSentForms(_ tokens: inout [Token], _ range: Range<Int>, _ participleTag: UInt8) {
    guard let first = range.first(where: { tokens[$0].head < 0 }), tokens[first].upos == .verb,
      tokens[first].features.contains(.past),
      let subject = range.first(where: { Int(tokens[$0].head) == first && tokens[$0].relation.isSubject }),
      subject < first,
      !range.contains(where: {
        Int(tokens[$0].head) == first && [.aux, .auxPass, .obj, .ccomp, .cc].contains(tokens[$0].relation)
      })
    else { return }
    for main in range
    where main > first && Int(tokens[main].head) == first && tokens[main].upos == .verb
      && [.advcl, .ccomp, .conj, .parataxis].contains(tokens[main].relation)
    {
      let below = range.filter { Int(tokens[$0].head) == main }
      guard let phrase = below.first(where: { tokens[$0].relation == .nsubjPass }), phrase > first,
        range.contains(where: { Int(tokens[$0].head) == phrase && tokens[$0].relation == .case && $0 < phrase }),
        below.contains(where: { tokens[$0].relation == .auxPass && tokens[$0].features.contains(.finite) }),
        !below.contains(where: { [.mark, .cc].contains(tokens[$0].relation) })
      else { continue }
      tokens[main].head = -1
      tokens[main].relation = .root
      tokens[subject].head = Int32(truncatingIfNeeded: main)
      tokens[subject].relation = .nsubjPass
      tokens[phrase].head = Int32(truncatingIfNeeded: first)
      tokens[phrase].relation = .obl
      tokens[first].head = Int32(truncatingIfNeeded: subject)
      tokens[first].relation = .acl
      tokens[first].xpos = participleTag
      tokens[first].features.remove(.finite)
      tokens[first].features.insert(.participle)
      for token in range where Int(tokens[token].head) == first && (token < subject || token > main) {
        tokens[token].head = Int32(truncatingIfNeeded: main)
      }
      return
    }
  }

  /// "Roe said the town must act whilst Moe said: …": what such a word begins stands beside the clause above and is not
  /// what it tells.
  static func freeContrasts(_ tokens: inout [Token], _ range: Range<Int>) {
    for mark in range where contrasts.contains(tokens[mark].form) && tokens[mark].relation == .mark {
      let clause = Int(tokens[mark].head)
      guard range.contains(clause), clause > mark, tokens[clause].relation == .ccomp,
        range.contains(Int(tokens[clause].head)), Int(tokens[clause].head) < mark
      else { continue }
      tokens[clause].relation = .advcl
    }
  }
}
