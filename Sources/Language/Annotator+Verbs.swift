// Verbs that the tagger takes for nouns.

extension Annotator {
  /// "Police shot and killed a man": a noun with a noun before it and a verb without subject after "and" is the first of two
  /// verbs when its form is the past of one.
  func mendVerbs(
    _ result: inout Analysis, _ window: Window, _ bytes: UnsafeRawBufferPointer, _ workspace: Workspace
  ) {
    let range = window.tokens
    for next in range where result.tokens[next].relation == .conj && result.tokens[next].upos == .verb {
      let word = Int(result.tokens[next].head)
      guard word > range.lowerBound, word == next - 2, result.tokens[word].upos == .noun,
        result.tokens[word + 1].relation == .cc, isClausal(result.tokens[word].relation),
        result.tokens[word - 1].upos == .noun || result.tokens[word - 1].upos == .propn,
        result.tokens[next].features.contains(.past), result.tokens[next].features.contains(.finite),
        Int(result.tokens[word - 1].head) == word, result.tokens[word - 1].relation == .compound,
        !range.contains(where: { Int(result.tokens[$0].head) == next && result.tokens[$0].relation.isSubject })
      else { continue }
      let raw = result.tokens[word]
      let form = UnsafeRawBufferPointer(rebasing: bytes[Int(raw.start)..<Int(raw.end)])
      let tag = workspace.network.tags[window.start + next - range.lowerBound]
      guard
        let lemma = lemmatiser.lemma(form, tag: tag, upos: .verb, isCapitalised: raw.isCapitalised, classes: classes)
      else { continue }
      result.lemmas[Int32(truncatingIfNeeded: word)] = lemma
      result.tokens[word].lemma = WordKey(lemma)
      result.tokens[word].upos = .verb
      result.tokens[word].xpos = result.tokens[next].xpos
      result.tokens[word].features = result.tokens[next].features
      for token in range where Int(result.tokens[token].head) == word && token < word {
        switch result.tokens[token].relation {
        case .det, .amod, .nummod: result.tokens[token].head = Int32(truncatingIfNeeded: word - 1)
        default: break
        }
      }
      result.tokens[word - 1].relation = .nsubj
    }
  }

  /// Whether a word with this relation may head a clause.
  private func isClausal(_ relation: Relation) -> Bool {
    switch relation {
    case .root, .ccomp, .conj, .parataxis: true
    default: false
    }
  }
}
