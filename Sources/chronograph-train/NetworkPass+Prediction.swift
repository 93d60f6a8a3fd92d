// What a network says of sentences, for measuring while training.

/// What the network says of a batch, token by token.
struct Prediction {
  var tags: [UInt8]
  var heads: [Int]
  var relations: [UInt8]
}

extension NetworkPass {
  /// Predicts without dropout.
  func predict(_ batch: [NetworkExample]) -> Prediction {
    let state = forward(batch, nil)
    let n = state.layout.tokens
    let heads = bestHeads(state)
    let scores = labelScores(labelRows(state, heads), n)
    return Prediction(
      tags: best(state.heads.lateTagScores, n, net.shape.tags, net.shape.tagsPadded), heads: heads,
      relations: best(scores, n, net.shape.relations, net.shape.relationsPadded))
  }
}
