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
          tokens[token].relation.isSubject || tokens[token].relation == .obj, !hangs(noun, on: token, tokens, range),
          !range.contains(where: { $0 > token && Int(tokens[$0].head) == token })
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
        // "…, a priest, and journalist Ola Berg" is somebody else.
        !range.contains(where: { token in
          guard Int(tokens[token].head) == post else { return false }
          switch tokens[token].relation {
          case .det, .nmodPoss: return true
          case .appos, .flat, .nmodUnmarked: return tokens[token].upos == .propn
          default: return false
          }
        }),
        let and = (first + 1..<post).first(where: { Int(tokens[$0].head) == post && tokens[$0].relation == .cc }),
        tokens[and - 1].upos != .punct
      else { continue }
      tokens[post].head = Int32(truncatingIfNeeded: first)
    }
  }
}
