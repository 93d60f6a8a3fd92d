// Repairs of trees around "as" and "and": a clause taken for a phrase, a noun taken for one of a list, a member of an
// apposition taken for a second subject.

extension Annotator {
  private static let clausePrepositions: Set<WordKey> = [
    WordKey("as"), WordKey("after"), WordKey("before"), WordKey("since"), WordKey("until"),
  ]

  /// "The row comes as officials from Oslo and Bergen met in Rome": a finite verb without a subject that nothing joins, behind
  /// a phrase with such a word, has that phrase's noun as its subject.
  static func openConjunctions(
    _ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer, tags: VerbTags
  ) {
    for mark in range
    where tokens[mark].relation == .case && tokens[mark].upos == .adp
      && clausePrepositions.contains(tokens[mark].form)
    {
      let noun = Int(tokens[mark].head)
      guard range.contains(noun), noun > mark, tokens[noun].relation.isOblique else { continue }
      let above = Int(tokens[noun].head)
      guard range.contains(above), above < mark, tokens[above].upos == .verb else { continue }
      guard
        let verb = range.first(where: { token in
          token > noun && tokens[token].upos == .verb
            && (tokens[token].xpos == tags.past || tokens[token].xpos == tags.present
              || hasObject(token, tokens, range))
            && (Int(tokens[token].head) == above || Int(tokens[token].head) == noun)
            && (tokens[token].relation == .conj || tokens[token].relation == .acl || tokens[token].relation == .aclRelcl
              || tokens[token].relation == .parataxis || tokens[token].relation == .advcl)
        }),
        !(noun..<verb).contains(where: { token in
          tokens[token].features.contains(.relative) || tokens[token].upos == .verb || tokens[token].upos == .aux
            || (isComma(tokens[token], text) && Int(tokens[token].head) == verb)
        }),
        !range.contains(where: { token in
          guard Int(tokens[token].head) == verb else { return false }
          return tokens[token].relation.isSubject || tokens[token].relation == .cc || tokens[token].relation == .mark
            || (token < verb && tokens[token].relation == .auxPass)
        })
      else { continue }
      tokens[verb].head = Int32(truncatingIfNeeded: above)
      tokens[verb].relation = .advcl
      tokens[noun].head = Int32(truncatingIfNeeded: verb)
      tokens[noun].relation = .nsubj
      tokens[mark].head = Int32(truncatingIfNeeded: verb)
      tokens[mark].relation = .mark
      tokens[mark].upos = .sconj
      if tokens[verb].features.contains(.participle) {
        tokens[verb].xpos = tags.past
        tokens[verb].features.remove([.participle, .passive])
        tokens[verb].features.formUnion([.past, .finite])
      }
    }
  }

  /// "after a quake rocked the county": a participle in "-ed" with an object behind it is a past form.
  private static func hasObject(_ verb: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    tokens[verb].features.contains([.participle, .past])
      && range.contains { Int(tokens[$0].head) == verb && tokens[$0].relation == .obj && $0 > verb }
  }

  /// "Acme's sales, service and marketing vice president": of a list that ends in somebody's post the bare nouns before
  /// tell what it is for; the post is the head.
  static func joinFields(_ tokens: inout [Token], _ range: Range<Int>, _ classes: WordClasses) {
    for first in range where tokens[first].upos == .noun && !isPerson(tokens[first], classes) {
      guard tokens[first].relation.isSubject || tokens[first].relation == .oblAgent else { continue }
      let members = range.filter { Int(tokens[$0].head) == first && tokens[$0].relation == .conj && $0 > first }
      guard let last = members.last, tokens[last].upos == .noun, isPerson(tokens[last], classes),
        members.dropLast().allSatisfy({ !isPerson(tokens[$0], classes) && tokens[$0].upos != .propn }),
        !range.contains(where: { token in
          guard tokens[token].relation == .det || tokens[token].relation == .nmodPoss else { return false }
          let head = Int(tokens[token].head)
          return head != first && (head == last || members.contains(head)) && token > first
        }),
        range.contains(where: { token in
          let head = Int(tokens[token].head)
          return tokens[token].relation == .cc && (head == last || members.contains(head))
        })
      else { continue }
      tokens[last].head = tokens[first].head
      tokens[last].relation = tokens[first].relation
      for token in range where Int(tokens[token].head) == first && token != last {
        switch tokens[token].relation {
        case .det, .nmodPoss, .nmod, .appos, .acl, .aclRelcl, .case:
          tokens[token].head = Int32(truncatingIfNeeded: last)
        default: break
        }
      }
      tokens[first].head = Int32(truncatingIfNeeded: last)
      tokens[first].relation = .compound
    }
  }

  /// Whether the first sense of a noun names somebody.
  private static func isPerson(_ token: Token, _ classes: WordClasses) -> Bool {
    classes.find(token.lemma.value).noun == 16
  }

  /// "Ann Roe, sister of actor and writer Ben Roe, was sentenced": what "and" adds inside an apposition between commas
  /// belongs to its last noun and not to the name before the comma.
  static func lowerMembers(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    for member in range where tokens[member].relation == .conj {
      let name = Int(tokens[member].head)
      guard range.contains(name), name < member,
        let conjunction = range.first(where: { token in
          Int(tokens[token].head) == member && tokens[token].relation == .cc && token < member
        }), !isComma(tokens[conjunction - 1], text),
        let apposition = range.first(where: { token in
          Int(tokens[token].head) == name && tokens[token].relation == .appos && token > name && token < conjunction
        }), tokens[apposition].upos == .noun, range.contains(apposition - 1),
        (name + 1...apposition).contains(where: { isComma(tokens[$0], text) }),
        let inner = range.last(where: { token in
          token > apposition && token < conjunction && Int(tokens[token].head) == apposition
            && tokens[token].relation == .nmod
        }), member + 1 < range.upperBound
      else { continue }
      var end = member + 1
      while range.contains(end), Int(tokens[end].head) == member, tokens[end].relation == .flat { end += 1 }
      guard range.contains(end), isComma(tokens[end], text) else { continue }
      tokens[member].head = Int32(truncatingIfNeeded: inner)
    }
  }
}
