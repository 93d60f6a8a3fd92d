// Repairs of trees around noun phrases: what stands between an article and its noun, and posts behind a name.

extension Annotator {
  /// "a high-level naval commander": what stands between an article and its noun is part of the phrase.
  static func closePhrases(_ tokens: inout [Token], _ range: Range<Int>) {
    for article in range where tokens[article].relation == .det {
      let noun = Int(tokens[article].head)
      guard range.contains(noun), noun > article + 1, tokens[noun].upos == .noun || tokens[noun].upos == .propn else {
        continue
      }
      for token in article + 1..<noun {
        let head = Int(tokens[token].head)
        guard !(article...noun).contains(head), tokens[token].upos == .noun || tokens[token].upos == .propn,
          tokens[token].relation.isSubject || tokens[token].relation == .obj
        else { continue }
        tokens[token].head = Int32(truncatingIfNeeded: noun)
        tokens[token].relation = .compound
      }
    }
  }

  /// "Jan Roe, chairman and chief executive, said": a second post behind a name is joined to the first, not to the name.
  static func joinPosts(_ tokens: inout [Token], _ range: Range<Int>) {
    for post in range where tokens[post].relation == .conj && tokens[post].upos == .noun {
      let name = Int(tokens[post].head)
      guard range.contains(name), name < post, tokens[name].upos == .propn,
        !tokens[post].features.contains(.plural),
        let first = range.first(where: {
          Int(tokens[$0].head) == name && tokens[$0].relation == .appos && name < $0 && $0 < post
            && tokens[$0].upos == .noun
        }),
        !range.contains(where: {
          Int(tokens[$0].head) == post && (tokens[$0].relation == .det || tokens[$0].relation == .nmodPoss)
        }),
        (first + 1..<post).contains(where: { Int(tokens[$0].head) == post && tokens[$0].relation == .cc })
      else { continue }
      tokens[post].head = Int32(truncatingIfNeeded: first)
    }
  }
}
