// Which rolesets a word can have in its sentence.

extension Rolesets {
  /// The rolesets by lemma, part of speech and particles; where a particle makes a verb of its own (`bust_up`) only
  /// that verb's. A word whose part of speech has none takes those of the others.
  /// - Parameter particles: keys of the adverbs and particles below the word, and whether each is a particle.
  package func candidates(
    _ lemma: WordKey, _ upos: UPOS, particles: [(key: WordKey, isParticle: Bool)]
  ) -> [UInt16] {
    let kind: Kind
    switch upos {
    case .noun, .propn: kind = .noun
    case .adj: kind = .adjective
    default: kind = .verb
    }
    var result: [UInt16] = []
    for (particle, isParticle) in particles {
      let found = candidates(lemma.with(particle).alias(kind))
      result += found
      if isParticle, !found.isEmpty { return result }
    }
    result += candidates(lemma.alias(kind))
    guard result.isEmpty else { return result }
    for kind in Kind.allCases { result += candidates(lemma.alias(kind)).filter { !result.contains($0) } }
    return result
  }
}
