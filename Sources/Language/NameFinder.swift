// Named entities: the network's label scores, repaired and completed by the lexica.

/// Turns label scores into flat entities.
package struct NameFinder: Sendable {
  /// The types that the network knows; label 0 is outside, then beginning and inside of each type.
  package static let types: [EntityType] = [.person, .organisation, .gpe, .other]

  let classes: WordClasses

  package init(classes: WordClasses) { self.classes = classes }

  /// Appends the entities of `range`.
  /// - Parameter scores: label scores, token by token, `labels` for each.
  func find(
    _ range: Range<Int>, _ tokens: [Token], _ inputs: [NetworkInput], _ scores: [Float], labels: Int,
    _ best: inout [UInt8], _ entities: inout [Entity]
  ) {
    decode(scores, labels, range.count, &best)
    var i = 0
    while i < range.count {
      guard best[i] != 0 else {
        if isDemonym(tokens[range.lowerBound + i], inputs[i]) {
          let at = range.lowerBound + i
          entities.append(Entity(tokens: at..<at + 1, type: .norp))
        }
        i += 1
        continue
      }
      let type = (Int(best[i]) - 1) / 2
      var end = i + 1
      while end < range.count, Int(best[end]) == 2 + 2 * type { end += 1 }
      entities.append(
        Entity(tokens: range.lowerBound + i..<range.lowerBound + end, type: NameFinder.types[type]))
      i = end
    }
  }

  /// Best label sequence in which an inside label continues a name of its type (Viterbi over nine labels).
  private func decode(_ scores: [Float], _ labels: Int, _ count: Int, _ best: inout [UInt8]) {
    best.removeAll(keepingCapacity: true)
    // Nearly all tokens are outside by a wide margin; runs of others are decided together.
    var previous = 0
    for t in 0..<count {
      var top = 0
      for l in 0..<labels where scores[t * labels + l] > scores[t * labels + top] { top = l }
      // An inside label that continues nothing begins a name.
      if top > 0, top % 2 == 0, !(previous == top || previous == top - 1) {
        let begin = scores[t * labels + top - 1]
        var alternative = 0
        if previous > 0 {
          let inside = previous % 2 == 0 ? previous : previous + 1
          if scores[t * labels + inside] > begin { alternative = inside }
        }
        top = alternative > 0 ? alternative : top - 1
      }
      best.append(UInt8(truncatingIfNeeded: top))
      previous = top
    }
  }

  private func isDemonym(_ token: Token, _ input: NetworkInput) -> Bool {
    guard token.isCapitalised, token.upos == .adj || token.upos == .noun || token.upos == .propn else { return false }
    return WordClass(bits: UInt32(truncatingIfNeeded: input.values.8) << 9).has(WordClass.demonym)
  }
}
